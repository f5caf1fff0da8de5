"""Dialogs as cards in a window of their own, and what was filled in, read back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from adapters.fitting import cut
from adapters.teams.places import PLATFORM
from adapters.teams.render import Json, Renderer, attached, rich
from adapters.teams.text import literal
from bot.events import Filled
from bot.messages import Choice, Dialog, Field, FieldKind, Heading, Message, Paragraph
from bot.wire import LARGEST_INTEGER
from bot.words.rich import plain_run

LONGEST_INPUT = 3_000
"""Characters in one field, as on every platform."""

EVERYBODY = "graph.microsoft.com/users"
"""Where Teams looks for the person whose name is typed: in the whole organisation."""

NOTHING_SAID: Mapping[str, str] = MappingProxyType({})


class Unreadable(Exception):
    """What was sent is no form of ours."""


@dataclass(frozen=True, slots=True)
class Dialogs:
    """Draws forms and messages as what Teams calls the value of a task."""

    draw: Renderer

    def opened(
        self,
        dialog: Dialog,
        values: Mapping[str, str] = NOTHING_SAID,
        errors: Mapping[str, str] = NOTHING_SAID,
    ) -> Json:
        """The form, or the form as it was sent, with what to mend above it and at each field."""
        fields = [replace(one, value=values.get(one.key, one.value)) for one in dialog.fields]
        body = [
            *self._to_mend(dialog, errors),
            *self.draw.body(Message(dialog.intro)),
            *(each for one in fields for each in self._field(one, errors.get(one.key, ""))),
        ]
        return _task(dialog.title, attached(body, [_submit(dialog)]))

    def message(self, message: Message) -> Json:
        """A message in a dialog, with nothing to fill in."""
        title = self.draw.words.plain("teams.title")
        return _task(title, attached(self.draw.body(message)))

    def _to_mend(self, dialog: Dialog, errors: Mapping[str, str]) -> Iterator[Json]:
        """First of all, so that a screen reader begins with it."""
        if not errors:
            return
        words, labels = self.draw.words.rich, {one.key: one.label for one in dialog.fields}
        wrong = (
            Paragraph(words("teams.wrong", label=labels.get(key, key), error=error))
            for key, error in errors.items()
        )
        told = Message((Heading(words("teams.to_mend")), *wrong))
        yield {"type": "Container", "style": "attention", "items": self.draw.body(told)}

    def _field(self, field: Field, error: str) -> Iterator[Json]:
        """Its label, where it is filled in, and below it what is wrong and what helps."""
        yield {**_common(field, self.draw.words.plain("teams.needed")), **_input(field)}
        if error:
            said = self.draw.words.rich("teams.error", error=error)
            yield {**rich(said, color="Attention"), "spacing": "Small"}
        if field.hint:
            yield {**rich(plain_run(field.hint), isSubtle=True), "spacing": "Small"}


def _task(title: str, card: Json) -> Json:
    return {"title": title, "width": "medium", "height": "medium", "card": card}


def _submit(dialog: Dialog) -> Json:
    about = {"name": dialog.form, "request": dialog.request, "about": dialog.about}
    about["source"] = dialog.source
    look = {"title": dialog.submit, "style": "positive"}
    return {"type": "Action.Submit", **look, "data": {"form": about}}


def _common(field: Field, needed: str) -> Json:
    """What every input has. Its id says of what kind it is, for nothing else of it comes back."""
    required = {"isRequired": True, "errorMessage": needed} if field.required else {}
    return {"id": f"{field.kind}:{field.key}", "label": literal(field.label), **required}


def _input(field: Field) -> Json:
    match field.kind:
        case FieldKind.CHOICE:
            choices = [_choice(one) for one in field.choices]
            chosen = {"value": f"={field.value}"} if _is_offered(field) else {}
            return {"type": "Input.ChoiceSet", "style": "compact", "choices": choices, **chosen}
        case FieldKind.DAY:
            return {"type": "Input.Date", **_initial(field.value)}
        case FieldKind.PERSON:
            return _person(field)
        case FieldKind.LINE | FieldKind.LINES:
            return {
                "type": "Input.Text",
                "isMultiline": field.kind is FieldKind.LINES,
                "maxLength": LONGEST_INPUT,
                **_initial(cut(field.value, LONGEST_INPUT)),
            }


def _choice(choice: Choice) -> Json:
    # Teams tells an empty value from none no more than Slack does, and ‘nothing’ is one of ours.
    return {"title": choice.label, "value": f"={choice.value}"}


def _is_offered(field: Field) -> bool:
    return any(one.value == field.value for one in field.choices)


def _person(field: Field) -> Json:
    """Somebody of the organisation; whoever is known elsewhere alone cannot stand there."""
    platform, _, key = field.value.partition(":")
    return {
        "type": "Input.ChoiceSet",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": EVERYBODY},
        **_initial(key if platform == PLATFORM else ""),
    }


def _initial(value: str) -> Json:
    return {"value": value} if value else {}


def submitted(value: object) -> Filled:
    """What somebody filled in, from the `value` of what Teams sends. Raises Unreadable."""
    match value:
        case {
            "data": {
                "form": {
                    "name": str(name),
                    "request": int(request),
                    "about": str(about),
                    "source": str(source),
                },
                **inputs,
            }
        } if type(request) is int and 0 <= request <= LARGEST_INTEGER:
            return Filled(name, request, dict(_values(inputs)), about, source)
        case _:
            raise Unreadable("this is no form of ours")


def _values(inputs: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for name, value in inputs.items():
        kind, _, key = str(name).partition(":")
        if kind in set(FieldKind):
            yield key, _value(FieldKind(kind), value)


def _value(kind: FieldKind, value: object) -> str:
    text = value if isinstance(value, str) else ""
    match kind:
        case FieldKind.CHOICE:
            return text.removeprefix("=")
        case FieldKind.PERSON:
            return f"{PLATFORM}:{text}" if text else ""
        case FieldKind.LINE | FieldKind.LINES | FieldKind.DAY:
            return text
