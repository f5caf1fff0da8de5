"""What does not fit into one message of a platform's, in pieces that do; nothing is lost."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from bot.words.rich import Rich, Run

T = TypeVar("T")

_SOFT = 0.5
"""A text is cut at a word, unless the word is longer than this share of what fits."""


def cut(text: str, most: int) -> str:
    """The text, or as much of it as fits, up to a word and with a sign that there is more."""
    return text if len(text) <= most else next(pieces(text, most - 1)).rstrip() + "…"


def pieces(text: str, most: int) -> Iterator[str]:
    """The whole text in pieces that fit, each but the last ending where a word does."""
    while len(text) > most:
        at = max(text.rfind("\n", 0, most), text.rfind(" ", 0, most)) + 1
        at = at if at > most * _SOFT else most
        yield text[:at]
        text = text[at:]
    yield text


def rich_pieces(text: Rich, most: int) -> Iterator[Rich]:
    """A text in pieces that fit, each run keeping its weight."""
    runs: list[Run] = []
    room = most
    for run in text:
        for piece in _fitting(run.text, room, most):
            if len(piece) > room:
                yield tuple(runs)
                runs, room = [], most
            runs.append(Run(piece, run.strong))
            room -= len(piece)
    yield tuple(runs)


def _fitting(text: str, room: int, most: int) -> Iterator[str]:
    """A text that does not fit into the room there is, in pieces that fit into a fresh one."""
    return iter((text,)) if len(text) <= room else pieces(text, most)


def folded(
    each: Iterable[T], size: Callable[[T], int], room: int, most: int
) -> Iterator[tuple[T, ...]]:
    """Everything in order, page by page: each of at most this room, and so many things."""
    page: list[T] = []
    left = room
    for one in each:
        takes = size(one)
        if page and (takes > left or len(page) == most):
            yield tuple(page)
            page, left = [], room
        page.append(one)
        left -= takes
    if page:
        yield tuple(page)
