"""Buttons as actions of a card, and what was pressed, read back from any of them.

A button that does something is `Action.Execute`; one that only looks opens a dialog, which no
`Action.Execute` can. In a dialog there is `Action.Submit` alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any, get_args

from bot.events import Look, Stale
from bot.messages import Button, Weight, is_aside
from bot.wire import Press, press_from_text, press_to_text

Json = dict[str, Any]

IN_A_ROW = 6
"""Actions beside each other; Teams shows no more of them."""

FETCH = "task/fetch"
"""The kind of a press that asks for a dialog."""

_PRESS = "press"
_LOOKS = get_args(Look)
_STYLES = {Weight.MAIN: "positive", Weight.ENDING: "destructive"}


def rows(buttons: Sequence[Button]) -> Iterator[Sequence[Button]]:
    """The buttons in rows as wide as Teams shows: what goes on first, then the ways around it."""
    for aside in (False, True):
        alike = [one for one in buttons if is_aside(one.press) is aside]
        if alike:
            most = ceil(len(alike) / ceil(len(alike) / IN_A_ROW))
            yield from (alike[at : at + most] for at in range(0, len(alike), most))


def action(button: Button, *, in_dialog: bool = False) -> Json:
    """The button, where it stands on a card or in a dialog."""
    if in_dialog:
        return _submit(button, {})
    if isinstance(button.press, _LOOKS):
        return _submit(button, {"msteams": {"type": FETCH}})
    return {
        **_titled("Action.Execute", button),
        "verb": type(button.press).__name__,
        "data": {_PRESS: press_to_text(button.press)},
        "fallback": _submit(button, {}),
    }


def _submit(button: Button, more: Json) -> Json:
    data = {_PRESS: press_to_text(button.press), **more}
    return {**_titled("Action.Submit", button), "data": data}


def _titled(kind: str, button: Button) -> Json:
    style = _STYLES.get(button.weight)
    return {"type": kind, "title": button.label, **({"style": style} if style else {})}


def pressed(value: object) -> Press:
    """What a client says was pressed, from the `value` of its activity of whichever kind."""
    match value:
        case {"action": {"data": dict(data)}} | {"data": dict(data)} | dict(data):
            return _press(data)
        case _:
            return Stale()


def _press(data: Mapping[str, object]) -> Press:
    text = data.get(_PRESS)
    return press_from_text(text) if isinstance(text, str) else Stale()
