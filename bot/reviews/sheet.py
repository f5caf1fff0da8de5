"""What every section of a digest is written from, and the phrases they share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.figures import Brief, Figures
from bot.messages import Paragraph
from bot.reviews.book import Book
from bot.understanding.unmet import Gap
from bot.words.rich import Rich, Value, join, plain_run

Thing = TypeVar("Thing")

MOST_NAMED = 10
"""Things that one list of a digest names; how many more there are is said."""

LONGEST_QUOTE = 160
"""Characters of what somebody filled in; a digest has room for no more of each."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures, beside the words and names to write them in, and what to build next."""

    figures: Figures
    book: Book
    gaps: tuple[Gap, ...] = ()

    def say(self, name: str, **values: Value) -> Rich:
        """A sentence of the digest's."""
        return self.book.words.rich(f"digest.{name}", **values)

    def count(self, name: str, n: int, **values: Value) -> Rich:
        """A sentence of the digest's in the form that a number calls for."""
        return self.book.words.count(f"digest.{name}", n, **values)

    def first(
        self, things: Sequence[Thing], told: Callable[[Thing], Rich], more_as: str = "more"
    ) -> tuple[Rich, ...]:
        """What is told of the first of them, and how many more there are, in the sentence named."""
        more = len(things) - MOST_NAMED
        rest = (self.say(more_as, n=more),) if more > 0 else ()
        return (*map(told, things[:MOST_NAMED]), *rest)

    def references(self, requests: Sequence[Brief]) -> Rich:
        """For example: GW-109, GW-112."""
        return self.in_line(requests, self.reference)

    def in_line(self, things: Sequence[Thing], told: Callable[[Thing], Rich]) -> Rich:
        """The same with commas between, as part of a sentence."""
        return join(self.first(things, told, "and_more"), ", ")

    def reference(self, request: Brief) -> Rich:
        """For example: GW-123."""
        return plain_run(self.book.reference(request.number))


def paragraph(*sentences: Rich) -> Iterator[Paragraph]:
    """One paragraph of the sentences there are, or none."""
    said = tuple(sentence for sentence in sentences if sentence)
    if said:
        yield Paragraph(join(said))


def quoted(text: str) -> str:
    """What somebody filled in, as one line that is not too long, without its full stop."""
    line = " ".join(text.split())
    short = line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"
    return short.rstrip(".")
