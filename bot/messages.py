"""What can be said, without a platform: each adapter draws these nouns in its own way."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.events import AskedForPerson, Cancelled, Chose, Event, Form, Look, WentBack
from bot.facts import NOT_SURE, SKIPPED
from bot.words.rich import Rich, bare


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few."""

    text: Rich


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows."""

    text: Rich


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words, line by line as they typed them."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered where the order says something."""

    items: tuple[Rich, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart: its label, its count, and the same in words."""

    label: str
    value: int
    note: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A few counts side by side, each with a note that says it in words."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One of several things that come step by step: what it is, and how many steps it came."""

    text: Rich
    reached: int
    of: int


@dataclass(frozen=True, slots=True)
class Road:
    """How far each of several has come; the title names the steps, and each says its own."""

    title: str
    stops: tuple[Stop, ...]


Part = Paragraph | Heading | Quote | Items | Chart | Road


class Weight(StrEnum):
    """How a button stands out: the main step, one that ends something, or any other."""

    MAIN = "main"
    PLAIN = "plain"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Button:
    """A label of at most 75 characters, and the event (or look) that pressing it is."""

    label: str
    press: Event | Look
    weight: Weight = Weight.PLAIN


def is_aside(press: Event | Look) -> bool:
    """Whether it is at every question, beside what answers it: the way around, not an answer."""
    match press:
        case WentBack() | Cancelled() | AskedForPerson() | Form("edit"):
            return True
        case Chose(choice=choice):
            return choice in (NOT_SURE, SKIPPED)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Message:
    """Parts in order, then buttons."""

    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()


class FieldKind(StrEnum):
    """How a dialog's field is filled in. The value of a `person` is a PERSON: `page:dean`."""

    LINE = "line"
    LINES = "lines"
    PERSON = "person"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a field can take."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in; `value` is what stands there at first (a day as YYYY-MM-DD)."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    hint: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Dialog:
    """A form in a window of its own. Submitting it is `Filled`, with the first and the last two."""

    form: str
    request: int
    title: str
    fields: tuple[Field, ...]
    submit: str
    intro: tuple[Part, ...] = ()
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Show this dialog to the person who pressed."""

    dialog: Dialog


@dataclass(frozen=True, slots=True)
class Invalid:
    """The dialog stays open: a sentence under each field that needs mending."""

    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Show:
    """Show this in the platform's own response."""

    message: Message


@dataclass(frozen=True, slots=True)
class Quiet:
    """Tell the person who pressed, and nobody else."""

    message: Message


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to say in the response; what there is to say is in the outbox."""


Answer = Open | Invalid | Show | Quiet | Done
View = Open | Show | Quiet


def text_of(message: Message) -> str:
    """The whole message as plain text: for transcripts, screen readers and notifications."""
    lines = [line for part in message.parts for line in _lines(part)]
    if message.buttons:
        lines.append(" ".join(f"[{button.label}]" for button in message.buttons))
    return "\n".join(lines)


def _lines(part: Part) -> tuple[str, ...]:
    match part:
        case Paragraph(text) | Heading(text):
            return (bare(text),)
        case Quote(lines):
            return tuple(f"> {line}" for line in lines)
        case Items(items, numbered):
            return tuple(
                f"{f'{n}.' if numbered else '-'} {bare(item)}" for n, item in enumerate(items, 1)
            )
        case Chart(title, bars):
            return (title, *(f"{bar.label}: {bar.note}" for bar in bars))
        case Road(title, stops):
            return (title, *(f"- {bare(stop.text)}" for stop in stops))
        case _:
            assert_never(part)
