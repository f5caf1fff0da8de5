"""Messages as Adaptive Cards, and as the complete text beside them.

What is said goes into `TextRun`, which is taken to the letter: nothing in it formats, links or
mentions, as Markdown in a `TextBlock` would. What does not fit into one card goes on in the next.
Adaptive Cards are documented at https://adaptivecards.io, and Teams takes version 1.5 of them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, assert_never

from adapters.fitting import folded, pieces, rich_pieces
from adapters.teams.buttons import action, rows
from adapters.teams.text import is_plain, literal
from bot.messages import (
    Bar,
    Button,
    Chart,
    Heading,
    Items,
    Message,
    Paragraph,
    Part,
    Quote,
    Road,
)
from bot.words.rich import Rich, Run, Words, bare

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"

LARGEST = 28_000
"""Bytes of one message as JSON. Teams takes about 28 KB."""

ROOM = 18_000
"""Bytes of a page, but where one piece alone takes more: what is read in one go."""

LONGEST_PIECE = 2_000
"""Characters of one element. Each can take 6 bytes, on the card and again in its text."""

MOST_PIECES = 100
_ROOM_FOR_BUTTONS = 12_000
_ROOM_ON_ONE = LARGEST - 1_000
"""What is around the pieces takes the rest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a card that goes onto one page whole, and what it says."""

    text: str
    element: Json

    @property
    def size(self) -> int:
        """Bytes, as JSON."""
        return size_of((self.text, self.element))


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws messages; the few words of its own are the operator's too."""

    words: Words
    organisation: str

    def drawn(self, message: Message) -> Json:
        """The message in one activity, as much of it as fits: what is updated cannot go on."""
        return _activity(self._on_one(message))

    def pages(self, message: Message) -> tuple[Json, ...]:
        """The message in as many activities as it needs, its buttons at the end."""
        every = (*self._pieces(message), *_rows(message.buttons, in_dialog=False))
        return tuple(map(_activity, folded(every, _size, ROOM, MOST_PIECES)))

    def one_line(self, name: str) -> Message:
        """One of Teams' own sentences."""
        return Message((Paragraph(self.words.rich(name, organisation=self.organisation)),))

    def body(self, message: Message) -> list[Json]:
        """The elements of a message in a dialog."""
        return [piece.element for piece in self._on_one(message, in_dialog=True)]

    def _on_one(self, message: Message, *, in_dialog: bool = False) -> tuple[Piece, ...]:
        buttons = _first(_rows(message.buttons, in_dialog=in_dialog), _ROOM_FOR_BUTTONS)
        more = next(self._pieces(self.one_line("teams.more")))
        every = tuple(self._pieces(message))
        shown = _first(every, _ROOM_ON_ONE - more.size - sum(map(_size, buttons)))
        return (*shown, *(() if shown == every else (more,)), *buttons)

    def _pieces(self, message: Message) -> Iterator[Piece]:
        for part in message.parts:
            yield from self._drawn(part)

    def _drawn(self, part: Part) -> Iterator[Piece]:
        match part:
            case Paragraph(text):
                yield from _paragraph(text)
            case Heading(text):
                for piece in rich_pieces(text, LONGEST_PIECE):
                    yield Piece(bare(piece), _heading(bare(piece)))
            case Quote(lines):
                for words in pieces("\n".join(lines), LONGEST_PIECE):
                    yield Piece("> " + words.replace("\n", "\n> "), _quote(words))
            case Items(items, numbered):
                for n, item in enumerate(items, 1):
                    yield from _item(*((f"{n}.", f"{n}. ") if numbered else ("•", "- ")), item)
            case Chart():
                yield from self._chart(part)
            case Road(title, stops):
                yield from self._drawn(Paragraph((Run(title),)))
                yield from self._drawn(Items(tuple(stop.text for stop in stops)))
            case _:
                assert_never(part)

    def _chart(self, chart: Chart) -> Iterator[Piece]:
        """Teams' own chart, with the same in words below it."""
        yield from _paragraph((Run(chart.title, strong=True),))
        yield Piece("", _native(chart, self.words.plain("teams.no_chart")))
        for bar in chart.bars:
            yield from _item("•", "", (Run(f"{bar.label}: {bar.note}"),))


def size_of(value: object) -> int:
    """Bytes of a value as JSON."""
    return len(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


def attached(body: list[Json], actions: Iterable[Json] = ()) -> Json:
    """A card as what is attached to a message or shown in a dialog."""
    card = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION, "body": body}
    wide = {"msteams": {"width": "Full"}}
    return {"contentType": CARD, "content": {**card, **wide, **_actions(actions)}}


def rich(text: Rich, **looks: Any) -> Json:
    """A text to the letter, in its weights. Its looks are those of each of its runs."""
    runs = [
        {
            "type": "TextRun",
            "text": literal(run.text),
            **looks,
            **({"weight": "Bolder"} if run.strong else {}),
        }
        for run in text
        if run.text
    ]
    return {"type": "RichTextBlock", "inlines": runs or [{"type": "TextRun", "text": " "}]}


def _actions(actions: Iterable[Json]) -> Json:
    return {"actions": found} if (found := list(actions)) else {}


def _activity(pieces: Iterable[Piece]) -> Json:
    """What people get told of, and screen readers read, is the whole text."""
    every = tuple(pieces)
    return {
        "type": "message",
        "summary": "\n".join(piece.text for piece in every if piece.text),
        "attachments": [attached([piece.element for piece in every])],
    }


def _size(piece: Piece) -> int:
    return piece.size


def _first(pieces: Iterable[Piece], room: int) -> tuple[Piece, ...]:
    """As many as fit."""
    return next(folded(pieces, _size, room, MOST_PIECES), ())


def _rows(buttons: tuple[Button, ...], *, in_dialog: bool) -> Iterator[Piece]:
    for row in rows(buttons):
        actions = [action(button, in_dialog=in_dialog) for button in row]
        text = " ".join(f"[{button.label}]" for button in row)
        yield Piece(text, {"type": "ActionSet", "actions": actions})


def _paragraph(text: Rich, **looks: str) -> Iterator[Piece]:
    for piece in rich_pieces(text, LONGEST_PIECE):
        yield Piece(bare(piece), {**rich(piece), **looks})


def _item(mark: str, said: str, item: Rich) -> Iterator[Piece]:
    """One line of a list, with its mark as it is drawn and as it is said in the text."""
    first, *others = _paragraph((Run(f"{mark} "), *item), spacing="Small")
    yield replace(first, text=said + first.text.removeprefix(f"{mark} "))
    yield from others


def _heading(text: str) -> Json:
    """A heading to a screen reader too, unless something in it could be Markdown."""
    if not is_plain(text):
        return rich((Run(text, strong=True),), size="Medium")
    looks = {"size": "Medium", "weight": "Bolder", "wrap": True}
    return {"type": "TextBlock", "style": "heading", "text": text, **looks}


def _quote(words: str) -> Json:
    return {"type": "Container", "style": "emphasis", "items": [rich((Run(words),))]}


def _native(chart: Chart, instead: str) -> Json:
    return {
        "type": "Chart.HorizontalBar",
        "title": chart.title,
        "data": [_bar(bar) for bar in chart.bars],
        "fallback": {"type": "TextBlock", "text": instead, "isSubtle": True, "wrap": True},
    }


def _bar(bar: Bar) -> Json:
    return {"x": bar.label, "y": bar.value}
