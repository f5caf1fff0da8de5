"""Pieces of text, taken out of whatever has them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar, cast

from bot.drafts import Line
from bot.fact_keys import CHOICES
from bot.facts import NO_VALUES
from bot.handbook import Handbook
from bot.messages import Quote
from bot.people import Person

T = TypeVar("T")

KEYS_OF_OURS = frozenset(
    {
        *("horizon", "whom", "to", "on", "level", "block", "verdict", "choice", "answer"),
        *("how", "id", "fact", "kind", "waits_for", "language", "dismissed", "press"),
    }
)
"""Fields that hold keys, never words; a button's press has none."""

_VALUES = frozenset({*NO_VALUES, *(value for values in CHOICES.values() for value in values)})


@dataclass(frozen=True, slots=True)
class Redaction:
    """Takes pieces of text out of any value, in any case, and however their words are spaced.

    A piece is found as whole words: Ann is not in planning. What runs over lines, also over lines
    that are kept apart, is taken out of each of them. What is in the fields that are `left` stays.
    """

    pieces: tuple[str, ...]
    mark: str
    left: frozenset[str] = KEYS_OF_OURS

    def of(self, value: T) -> T:
        """The value with the mark in place of each piece."""
        return cast("T", self._without(value)[0])

    def finds(self, value: object) -> int:
        """In how many places of the value there is one of the pieces."""
        return self._without(value)[1]

    def _without(self, value: Any) -> tuple[Any, int]:
        match value:
            case Enum() | Person():
                return value, 0
            case str():
                return self._in_text(value)
            case Quote(lines):
                left, n = self._in_lines(lines)
                return Quote(tuple(left)), n
            case (Line(), *_):
                left, n = self._in_lines(line.text for line in value)
                return tuple(map(_saying, value, left)), n
            case tuple():
                done = [self._without(each) for each in value]
                return tuple(each for each, _ in done), sum(n for _, n in done)
            case Mapping():
                values = {key: self._without(each) for key, each in value.items()}
                return {key: each for key, (each, _) in values.items()}, _total(values)
            case _ if is_dataclass(value) and not isinstance(value, type):
                names = (one.name for one in fields(value) if one.name not in self.left)
                parts = {name: self._without(getattr(value, name)) for name in names}
                changes: dict[str, Any] = {name: each for name, (each, n) in parts.items() if n}
                return replace(cast("Any", value), **changes), _total(parts)
            case _:
                return value, 0

    def _in_text(self, text: str) -> tuple[str, int]:
        return (text, 0) if text in _VALUES else self._in_words(text)

    def _in_lines(self, kept_apart: Iterable[str]) -> tuple[list[str], int]:
        texts = tuple(kept_apart)
        left, n = self._in_words("\n".join(texts))
        lines = iter(left.split("\n"))
        return ["\n".join(islice(lines, text.count("\n") + 1)) for text in texts], n

    def _in_words(self, text: str) -> tuple[str, int]:
        if not self.pieces:
            return text, 0
        return _pattern(self.pieces).subn(self._marked, text)

    def _marked(self, found: re.Match[str]) -> str:
        """As many lines as were found."""
        return "\n".join(self.mark for _ in found[0].split("\n"))


def _saying(line: Line, text: str) -> Line:
    return replace(line, text=text)


class Blank(Redaction):
    """Takes everything out that somebody wrote: what is left are keys, numbers and days."""

    __slots__ = ()

    def _in_words(self, text: str) -> tuple[str, int]:
        return re.subn(r"[^\n]*\S[^\n]*", self.mark, text)


@dataclass(frozen=True, slots=True)
class Renaming(Redaction):
    """Puts other `names`, and ids, where a text is one of them and nothing else."""

    names: Mapping[str, str] = field(default_factory=dict)

    def within(self, value: T) -> T:
        """The value with the mark also where there is more around a piece."""
        return Redaction(self.pieces, self.mark).of(value)

    def _in_text(self, text: str) -> tuple[str, int]:
        return (self.names[text], 1) if text in self.names else (text, 0)

    def _in_lines(self, kept_apart: Iterable[str]) -> tuple[list[str], int]:
        return [*kept_apart], 0


def _total(parts: Mapping[str, tuple[Any, int]]) -> int:
    return sum(n for _, n in parts.values())


@lru_cache(maxsize=8)
def _pattern(pieces: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, so that none is left over from one that begins alike."""
    every = "|".join(map(_of_piece, sorted(pieces, key=len, reverse=True)))
    return re.compile(every, re.IGNORECASE)


def _of_piece(piece: str) -> str:
    words = r"\s+".join(map(re.escape, piece.split()))
    before = r"(?<!\w)" if re.match(r"\w", piece) else ""
    after = r"(?!\w)" if re.search(r"\w$", piece) else ""
    return f"{before}{words}{after}"


def redaction(gone: str, book: Handbook) -> Redaction:
    """What takes these words out, a piece a line."""
    pieces = (line.strip() for line in gone.splitlines())
    return Redaction(tuple(dict.fromkeys(filter(None, pieces))), book.words.plain("redact.mark"))
