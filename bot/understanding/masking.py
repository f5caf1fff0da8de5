"""Residents' personal data, taken out of what staff type before anything is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.understanding.homes_and_names import Homes, Names
from bot.understanding.personal import Kind, Marks, Shape, numbered
from bot.words.listing import listed
from bot.words.rich import Rich, Words, join


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without what was recognised, and how many of each kind that was.

    `found` is by kind (Kind), in order of first appearance, and empty where nothing was
    recognised: then `text` is what was written, to the letter.
    """

    text: str
    found: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: Kind


class Masker:
    """Masks texts by the words of masking.yaml.

    It recognises shapes and the words beside them, and knows nobody: a name without a title, a
    house without a number, and what is spelt out or misspelt stay. It cannot tell a resident's
    number or title from a colleague's, so those are taken out too.
    """

    def __init__(self, words: Marks) -> None:
        self._marks = words.marks
        self._shapes = (*numbered(words), *Homes(words).shapes(), *Names(words).shapes())

    def mask(self, text: str) -> Masked:
        """The text with a mark in place of each piece; masking the result changes nothing."""
        counts: dict[str, int] = {}
        # What a neighbour hid may come to light when that has gone, so until none is left.
        while spans := _apart(self._spans(text)):
            for span in spans:
                counts[span.kind] = counts.get(span.kind, 0) + 1
            text = self._without(text, spans)
        return Masked(text, counts)

    def _spans(self, text: str) -> list[_Span]:
        return [span for shape in self._shapes for span in _of(shape, text)]

    def _without(self, text: str, spans: list[_Span]) -> str:
        parts, at = [], 0
        for span in spans:
            parts += [text[at : span.start], self._marks[span.kind]]
            at = span.end
        return "".join((*parts, text[at:]))


def _of(shape: Shape, text: str) -> Iterator[_Span]:
    at = 0
    while found := shape.pattern.search(text, at):
        extent = shape.extent(found)
        at = extent[1] if extent else found.start() + 1
        if extent:
            yield _Span(*extent, shape.kind)


def _apart(spans: list[_Span]) -> list[_Span]:
    """Those that do not overlap: the first, and of two that begin together the longer."""
    apart: list[_Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not apart or span.start >= apart[-1].end:
            apart.append(span)
    return apart


def left_out(found: Mapping[str, int], words: Words, *, shown_above: bool | None) -> Rich:
    """Tells the person what was taken out, by kinds; nothing where nothing was.

    `shown_above` says that their own message stands above as they wrote it, as in chat: on the
    local page it is masked too. None where it was a form, so that no message stands above.
    """
    if not found:
        return ()
    total = sum(found.values())
    what = listed((words.count(f"masked.{kind}", n) for kind, n in found.items()), words)
    above = {True: "masked.still_above", False: "masked.gone_above"}
    said = [words.rich("masked.left_out", what=what), words.count("masked.no_need", total)]
    if shown_above is not None:
        said.append(words.count(above[shown_above], total))
    return join(said)
