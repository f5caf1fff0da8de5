"""Dialogs as modals, and what was filled in, read back."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.fitting import cut, pieces
from adapters.slack.places import PLATFORM, channel, direct
from adapters.slack.render import Block, Renderer, plain_text
from bot.events import Filled
from bot.messages import Choice, Dialog, Field, FieldKind, Heading, Message
from bot.people import Place, PlaceKind
from bot.wire import LARGEST_INTEGER
from bot.words.rich import plain_run

LONGEST_TITLE = 24
LONGEST_INPUT = 3_000
_LONGEST_LABEL, _LONGEST_HINT, _LONGEST_OPTION, _LONGEST_VALUE = 2_000, 2_000, 75, 150
_MOST_OPTIONS = 100
_VALUE = "value"
_PART = "/"
"""Between a field's key and which part of it is in this one."""


class Unreadable(Exception):
    """What was sent is no form of ours."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was submitted, and the place that it was opened from."""

    filled: Filled
    place: Place


@dataclass(frozen=True, slots=True)
class Modals:
    """Draws dialogs, and short messages in a window of their own."""

    draw: Renderer

    def dialog(self, dialog: Dialog, place: Place) -> Block:
        """The form as a window; `place` is where its opening was asked for."""
        title, long_title = cut(dialog.title, LONGEST_TITLE), (Heading(plain_run(dialog.title)),)
        intro = (*(long_title if title != dialog.title else ()), *dialog.intro)
        return {
            "type": "modal",
            "callback_id": dialog.form,
            "title": plain_text(title, LONGEST_TITLE),
            "submit": plain_text(dialog.submit, LONGEST_TITLE),
            "close": plain_text(self.draw.words.plain("button.cancel"), LONGEST_TITLE),
            "private_metadata": _kept(dialog, place),
            "blocks": [
                *(self.draw.blocks(Message(intro)) if intro else ()),
                *(_input(part) for field in dialog.fields for part in self._parts(field)),
            ],
        }

    def _parts(self, field: Field) -> Iterator[Field]:
        """The field; or where one of Slack's is too small for what stands in it, several."""
        first, *others = pieces(field.value, LONGEST_INPUT)
        yield replace(field, value=first.rstrip()) if others else field
        label = self.draw.words.plain("slack.goes_on", label=field.label)
        for n, piece in enumerate(others, 2):
            yield Field(f"{field.key}{_PART}{n}", label, field.kind, value=piece.rstrip())

    def message(self, message: Message) -> Block:
        """A message in a window, with nothing to fill in."""
        words = self.draw.words.plain
        return {
            "type": "modal",
            "callback_id": "message",
            "title": plain_text(words("slack.title"), LONGEST_TITLE),
            "close": plain_text(words("slack.close"), LONGEST_TITLE),
            "blocks": self.draw.blocks(message),
        }

    def home(self, message: Message) -> Block:
        """A message as the Home tab, what can be done before what there is to read."""
        buttons = self.draw.blocks(Message((), message.buttons))
        return {"type": "home", "blocks": [*buttons, *self.draw.blocks(Message(message.parts))]}

    def waiting(self) -> Block:
        """What stands in a window until its form is there."""
        return self.message(self.draw.one_line("slack.waiting"))


def _kept(dialog: Dialog, place: Place) -> str:
    where = place.key if place.kind is PlaceKind.CHANNEL else ""
    kept = {"request": dialog.request, "about": dialog.about, "channel": where}
    return json.dumps(kept | {"source": dialog.source})


def _input(field: Field) -> Block:
    block: Block = {
        "type": "input",
        "block_id": field.key,
        "label": plain_text(field.label, _LONGEST_LABEL),
        "element": {"action_id": _VALUE, **_element(field)},
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = plain_text(field.hint, _LONGEST_HINT)
    return block


def _element(field: Field) -> Block:
    match field.kind:
        case FieldKind.CHOICE:
            return _select(field)
        case FieldKind.DAY:
            return {"type": "datepicker", **_initial("initial_date", field.value)}
        case FieldKind.PERSON:
            user = field.value.removeprefix(f"{PLATFORM}:")
            return {"type": "users_select", **_initial("initial_user", user)}
        case FieldKind.LINE | FieldKind.LINES:
            return {
                "type": "plain_text_input",
                "multiline": field.kind is FieldKind.LINES,
                "max_length": LONGEST_INPUT,
                **_initial("initial_value", field.value),
            }


def _select(field: Field) -> Block:
    options = {one.value: _option(one) for one in field.choices[:_MOST_OPTIONS]}
    initial = options.get(field.value)
    chosen = {"initial_option": initial} if initial else {}
    return {"type": "static_select", "options": list(options.values()), **chosen}


def _option(choice: Choice) -> Block:
    # Slack takes no empty value, and ‘nothing’ is one of ours.
    value = f"={choice.value}"
    if len(value) > _LONGEST_VALUE:
        raise ValueError(f"a choice has at most {_LONGEST_VALUE} characters: {value}")
    return {"text": plain_text(choice.label, _LONGEST_OPTION), "value": value}


def _initial(name: str, value: str) -> Block:
    return {name: value} if value else {}


def sent(view: Mapping[str, Any], user: str) -> Sent:
    """What somebody filled in. Raises Unreadable."""
    try:
        kept = json.loads(view["private_metadata"])
        request, about, where = kept["request"], kept["about"], kept["channel"]
        values = _values(view["state"]["values"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Unreadable("this is no form of ours") from problem
    if type(request) is not int or not 0 <= request <= LARGEST_INTEGER:
        raise Unreadable("the form is about no request")
    place = channel(str(where)) if where else direct(user)
    form, source = str(view.get("callback_id", "")), str(kept.get("source", ""))
    return Sent(Filled(form, request, values, str(about), source), place)


def _values(state: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, str]:
    """By key; what stood in several fields is one text again."""
    values: dict[str, str] = {}
    for name, actions in state.items():
        key, value = name.partition(_PART)[0], _value_of(actions[_VALUE])
        values[key] = f"{values[key]}\n{value}".strip() if key in values else value
    return values


def _value_of(element: Mapping[str, Any]) -> str:
    match element:
        case {"type": "static_select", "selected_option": option}:
            return str(option["value"])[1:] if option else ""
        case {"type": "datepicker", "selected_date": day}:
            return str(day or "")
        case {"type": "users_select", "selected_user": user}:
            return f"{PLATFORM}:{user}" if user else ""
        case {"value": text}:
            return str(text or "")
        case _:
            return ""
