"""Lines that are no part of a request, such as ‘can I speak to someone?’, said by a whole line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.understanding.phrases import Found, PhraseBook, Words, words_of

_LONGEST = 12
"""In words: a longer line has something of its own to say."""


class Means(StrEnum):
    """What is meant: a person, or one who rings; no more of it; what became of it; what comes
    next; that it was wrong; or that others should not know of it, or may."""

    PERSON = "person"
    RING = "ring"
    CANCEL = "cancel"
    STATUS = "status"
    NEXT = "next"
    CORRECTS = "corrects"
    CONFIDENTIAL = "confidential"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Aside:
    """How one of these sounds. Where it `goes_on`, anything may follow."""

    means: Means
    phrases: tuple[str, ...]
    goes_on: bool = False


@dataclass(frozen=True)
class Asides:
    """All of them, and the words that may stand `around` each."""

    asides: tuple[Aside, ...]
    around: frozenset[str] = frozenset()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _ = self._book  # phrases that cannot be read are refused at once

    @cached_property
    def _book(self) -> PhraseBook:
        every = ((at, text) for at, one in enumerate(self.asides) for text in one.phrases)
        return PhraseBook(every, self.lists)

    def meant(self, text: str) -> Means | None:
        """What the line means, or None where it says anything else."""
        words = tuple(word for word in words_of(text) if word.text)
        if len(words) > _LONGEST:
            return None
        told = (one for one in self._book.find(words) if self._is_all(one, words))
        return next((self.asides[one.label].means for one in told), None)

    def _is_all(self, found: Found, words: Words) -> bool:
        after = () if self.asides[found.label].goes_on else words[found.end :]
        return all(word.text in self.around for word in (*words[: found.first], *after))
