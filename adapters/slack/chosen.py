"""A message whose button was pressed, without the buttons that are behind us then.

Slack shows nothing of a press, so the message itself says what was chosen. Pressing an old button
stays possible wherever one is still in sight, and is decided when it is pressed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.events import Began, Look
from bot.wire import Press, press_from_text

_NAMES = ("request", "suggestion", "draft", "capability", "about")
"""The fields of a press that say which one of many things it is about."""

_BESIDE = (Began, Look)
"""What can be pressed beside a question: they leave it open."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed, and the message it was on, as Slack sent both."""

    press: Press
    label: str
    channel: str
    ts: str
    text: str
    blocks: Sequence[Mapping[str, Any]]


def left_of(on: Pressed) -> list[Mapping[str, Any]] | None:
    """The message's blocks without what is behind us, or None where nothing is.

    Of a question about the request under way that is every button; of any other message, those that
    name the same thing.
    """
    presses = [press for block in on.blocks for press in _presses(block)]
    if isinstance(on.press, _BESIDE):
        return None
    if all(map(_named, presses)):
        gone = [press for press in presses if _named(press) == _named(on.press)]
    else:
        gone = presses
    left = [kept for block in on.blocks for kept in _without(block, gone)]
    return left if gone else None


def _named(press: Press) -> tuple[object, ...]:
    if isinstance(press, _BESIDE):
        return ("beside", press)
    found = (getattr(press, name, None) for name in _NAMES)
    return tuple(each for each in found if each)


def _presses(block: Mapping[str, Any]) -> Iterator[Press]:
    for element in _elements(block):
        for one in element.get("options") or [element]:
            yield press_from_text(str(one.get("value", "")))


def _elements(block: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return block.get("elements") or [] if block.get("type") == "actions" else []


def _without(block: Mapping[str, Any], gone: Iterable[Press]) -> Iterator[Mapping[str, Any]]:
    """The block, or what is left of it."""
    if not _elements(block):
        yield block
        return
    left = [one for one in (_element(each, gone) for each in _elements(block)) if one]
    if left:
        yield {**block, "elements": left}


def _element(element: Mapping[str, Any], gone: Iterable[Press]) -> Mapping[str, Any] | None:
    if "options" not in element:
        return None if press_from_text(str(element.get("value", ""))) in gone else element
    options = [
        one for one in element["options"] if press_from_text(str(one.get("value", ""))) not in gone
    ]
    return {**element, "options": options} if options else None
