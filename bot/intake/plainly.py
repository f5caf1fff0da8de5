"""Whole lines that people type for one thing, whatever their case, apostrophes and full stops."""

from functools import lru_cache

from bot.handbook import Handbook
from bot.understanding.phrases import words_of


def says(text: str, book: Handbook, *names: str) -> bool:
    """Whether the line says one of these and no more; their wordings are under `typed`."""
    bare = _bare(text)
    return any(bare in _wordings(book.words.typed(f"typed.{name}")) for name in names)


@lru_cache(maxsize=32)
def _wordings(typed: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_bare, typed))


def _bare(text: str) -> str:
    return " ".join(word.text for word in words_of(text) if word.text)
