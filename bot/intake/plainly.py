"""Whole lines that people type for one thing, whatever their case, apostrophes and full stops."""

from bot.handbook import Handbook
from bot.understanding.phrases import words_of


def says(text: str, name: str, book: Handbook) -> bool:
    """Whether the line says this and no more; the sentences have its wordings under `typed`."""
    return _bare(text) in set(map(_bare, book.words.typed(f"typed.{name}")))


def _bare(text: str) -> str:
    return " ".join(word.text for word in words_of(text) if word.text)
