"""Messages as Block Kit, and as the complete text beside it.

What is said goes into rich text, whose elements are taken to the letter: nothing in them pings,
links or formats. What does not fit into one message goes on in the next. The limits are Slack's
own, https://docs.slack.dev/reference/block-kit, but for rich text, which has none that is
published: it is held to what a section may have.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.fitting import cut, folded, pieces, rich_pieces
from adapters.slack.text import escaped
from bot.messages import (
    Button,
    Chart,
    Heading,
    Items,
    Message,
    Paragraph,
    Part,
    Quote,
    Road,
    Weight,
    is_aside,
    text_of,
)
from bot.wire import press_to_text
from bot.words.rich import Rich, Run, Words, bare

Block = dict[str, Any]

LONGEST_SECTION = 3_000
LONGEST_HEADER = 150
LONGEST_LABEL = 75
LONGEST_TEXT = 4_000
MOST_BLOCKS = 45
"""In a message, of the 50 that Slack takes: a chart has two, and the buttons two rows."""

LONGEST_PAGE = 3_600
"""Characters in one message as they are sent, so that the text beside it is complete."""

BUTTONS_SHOWN = 10
"""More than these do not stay in sight on a phone, so the last of them are in a menu."""

MENU = "menu"
"""What the menu's `action_id` is; a button's is its place in the message."""

_STYLES = {Weight.MAIN: "primary", Weight.ENDING: "danger"}
_LONGEST_TITLE, _LONGEST_POINT, _MOST_POINTS = 50, 20, 20


@dataclass(frozen=True, slots=True)
class Page:
    """What one message of Slack's holds. `plain` says that it has no chart of Slack's own."""

    text: str
    blocks: tuple[Block, ...]
    plain: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Draws messages; the few words of its own are the operator's too."""

    words: Words
    organisation: str

    def pages(self, message: Message) -> tuple[Page, ...]:
        """The message in as many pages as it needs, its buttons on the last."""
        fitting = _fitting(message)
        *before, last = list(folded(fitting, _size, LONGEST_PAGE, MOST_BLOCKS)) or [()]
        return (
            *(self._page(Message(parts)) for parts in before),
            self._page(Message(last, message.buttons)),
        )

    def fits(self, message: Message) -> bool:
        """Whether it is one page, so that nothing is left out of what cannot go on."""
        return len(self.pages(message)) == 1

    def one_line(self, name: str) -> Message:
        """One of Slack's own sentences."""
        return Message((Paragraph(self.words.rich(name, organisation=self.organisation)),))

    def whole(self, message: Message) -> Page:
        """The message on one page, as much of it as fits: what is updated in place cannot go on.

        What is cut says so, and how to read all of it.
        """
        shown, *others = list(folded(_fitting(message), _size, LONGEST_PAGE, MOST_BLOCKS)) or [()]
        if others:
            (more,) = self.one_line("slack.more_than_fits").parts
            room, most = LONGEST_PAGE - _size(more), MOST_BLOCKS - 1
            shown = (*next(folded(_fitting(message), _size, room, most)), more)
        return self._page(Message(shown, message.buttons))

    def blocks(self, message: Message) -> list[Block]:
        """The message as blocks, all at once: for a window, which holds more."""
        return [block for page in self.pages(message) for block in page.blocks]

    def _page(self, message: Message) -> Page:
        text = cut(escaped(text_of(message)), LONGEST_TEXT)
        first = next((part for part in message.parts if isinstance(part, Chart)), None)
        whole, plain = (
            tuple(block for part in message.parts for block in _drawn(part, native))
            for native in (first, None)
        )
        buttons = self._buttons(message.buttons)
        return Page(text, (*whole, *buttons), (*plain, *buttons))

    def _buttons(self, buttons: Sequence[Button]) -> Iterator[Block]:
        if not buttons:
            return
        fits = len(buttons) <= BUTTONS_SHOWN
        shown = buttons if fits else buttons[: BUTTONS_SHOWN - 1]
        elements = [(is_aside(one.press), _button(at, one)) for at, one in enumerate(shown)]
        if not fits:
            elements.append((elements[-1][0], self._menu(buttons[len(shown) :])))
        for aside in (False, True):
            if row := [element for beside, element in elements if beside is aside]:
                yield {"type": "actions", "elements": row}

    def _menu(self, buttons: Sequence[Button]) -> Block:
        """The buttons that are not in sight, in a menu."""
        return {
            "type": "static_select",
            "action_id": MENU,
            "placeholder": plain_text(self.words.plain("slack.more"), LONGEST_LABEL),
            "options": [
                {
                    "text": plain_text(button.label, LONGEST_LABEL),
                    "value": press_to_text(button.press),
                }
                for button in buttons
            ],
        }


def plain_text(text: str, most: int) -> Block:
    """Text without any markup, as much of it as fits."""
    return {"type": "plain_text", "text": cut(text, most), "emoji": False}


def _button(at: int, button: Button) -> Block:
    style = _STYLES.get(button.weight)
    return {
        "type": "button",
        "action_id": str(at),
        "text": plain_text(button.label, LONGEST_LABEL),
        "value": press_to_text(button.press),
        **({"style": style} if style else {}),
    }


def _drawn(part: Part, native: Chart | None) -> Iterator[Block]:
    """The part; `native` is the one chart that is drawn as Slack's own too."""
    match part:
        case Heading(text) if bare(text).strip() and len(bare(text)) <= LONGEST_HEADER:
            yield {"type": "header", "text": plain_text(bare(text), LONGEST_HEADER)}
        case Heading(text):
            yield _rich(_section([Run(bare(text), strong=True)]))
        case Paragraph(text):
            yield _rich(_section(text))
        case Quote(lines):
            yield _rich({"type": "rich_text_quote", "elements": _elements([Run("\n".join(lines))])})
        case Items(items, numbered):
            yield _rich(_list(items, numbered=numbered))
        case Chart():
            if part is native:
                yield from _charts(part)
            yield from _chart_in_words(part)
        case Road(title, stops):
            yield _rich(_section([Run(title)]))
            yield _rich(_list((stop.text for stop in stops), numbered=False))
        case _:
            assert_never(part)


def _rich(element: Block) -> Block:
    return {"type": "rich_text", "elements": [element]}


def _section(runs: Iterable[Run]) -> Block:
    return {"type": "rich_text_section", "elements": _elements(runs)}


def _elements(runs: Iterable[Run]) -> list[Block]:
    drawn = [
        {"type": "text", "text": run.text, **({"style": {"bold": True}} if run.strong else {})}
        for run in runs
        if run.text
    ]
    return drawn or [{"type": "text", "text": " "}]


def _list(items: Iterable[Rich], *, numbered: bool) -> Block:
    style = "ordered" if numbered else "bullet"
    elements = [_section(item) for item in items]
    return {"type": "rich_text_list", "style": style, "elements": elements}


def _charts(chart: Chart) -> Iterator[Block]:
    """Slack's own chart, where it takes one: so many bars, each with a name of its own."""
    names = [cut(bar.label, _LONGEST_POINT) for bar in chart.bars]
    if not all(names) or not 0 < len(set(names)) == len(names) <= _MOST_POINTS:
        return
    named = zip(names, chart.bars, strict=True)
    points = [{"label": name, "value": bar.value} for name, bar in named]
    series = {"name": cut(chart.title, _LONGEST_POINT), "data": points}
    yield {
        "type": "data_visualization",
        "title": cut(chart.title, _LONGEST_TITLE),
        "chart": {"type": "bar", "series": [series], "axis_config": {"categories": names}},
    }


def _chart_in_words(chart: Chart) -> Iterator[Block]:
    yield _rich(_section([Run(chart.title, strong=True)]))
    yield _rich(_list(((Run(f"{bar.label}: {bar.note}"),) for bar in chart.bars), numbered=False))


def _fitting(message: Message) -> list[Part]:
    """The parts, none of them longer than a block may be."""
    return [piece for part in message.parts for piece in _split(part)]


def _size(part: Part) -> int:
    return len(escaped(text_of(Message((part,)))))


def _split(part: Part) -> Iterator[Part]:
    """The part in as many of its kind as it needs to fit."""
    match part:
        case Paragraph(text):
            yield from map(Paragraph, rich_pieces(text, LONGEST_SECTION))
        case Heading(text) if len(bare(text)) > LONGEST_SECTION:
            yield from map(Heading, rich_pieces(text, LONGEST_SECTION))
        case Quote(lines):
            whole = pieces("\n".join(lines), LONGEST_SECTION)
            yield from (Quote(tuple(piece.split("\n"))) for piece in whole)
        case Items(items, numbered):
            yield from _split_items(items, numbered=numbered)
        case _:
            yield part


def _split_items(items: Sequence[Rich], *, numbered: bool) -> Iterator[Items]:
    kept: list[Rich] = []
    for item in items:
        for piece in rich_pieces(item, LONGEST_SECTION):
            if kept and _length(kept) + len(bare(piece)) > LONGEST_SECTION:
                yield Items(tuple(kept), numbered)
                kept = []
            kept.append(piece)
    yield Items(tuple(kept), numbered)


def _length(items: Iterable[Rich]) -> int:
    return sum(len(bare(item)) for item in items)
