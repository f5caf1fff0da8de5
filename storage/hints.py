"""Which of very many texts have something of what is looked for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Words that are looked for in any case; and the `numbers` that may follow each beginning.

    Each word is looked for by itself: one pattern of all of them is much the slower.
    """

    words: tuple[str, ...]
    numbers: Mapping[str, frozenset[str]]

    def __bool__(self) -> bool:
        return bool(self.words or self.numbers)

    def has(self, text: str) -> bool:
        """Whether a text has one of them. A number is no part of a longer one."""
        lowered = text.lower()
        return _has_any(lowered, self.words) or any(
            not numbers.isdisjoint(_numbers_after(before, lowered))
            for before, numbers in self.numbers.items()
        )

    def among(self, texts: Iterable[str]) -> "Hints":
        """Those that some of these texts have: mostly none, and so each of them is soon through."""
        lowered = "\n".join(texts).lower()
        found = {
            before: numbers.intersection(_numbers_after(before, lowered))
            for before, numbers in self.numbers.items()
        }
        words = tuple(word for word in self.words if word in lowered)
        return Hints(words, {before: numbers for before, numbers in found.items() if numbers})


def looked_for(hints: Iterable[str]) -> Hints:
    """Without any hint, every text has one."""
    words, numbers = set[str](), dict[str, set[str]]()
    for before, number in (_number_apart(one.lower()) for one in {*hints} or {""}):
        if number:
            numbers.setdefault(before, set()).add(number)
        else:
            words.add(before)
    shortest = _without_another(words)
    ends = {before: frozenset(each) for before, each in numbers.items()}
    return Hints(shortest, {each: ends[each] for each in ends if not _has_any(each, shortest)})


def _without_another(words: Iterable[str]) -> tuple[str, ...]:
    """A text that has a word has those within it too, so these will do."""
    shortest = list[str]()
    for word in sorted(words, key=lambda one: (len(one), one)):
        if not _has_any(word, shortest):
            shortest.append(word)
    return tuple(shortest)


def _has_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _numbers_after(before: str, lowered: str) -> list[str]:
    return re.findall(f"{re.escape(before)}([0-9]+)", lowered) if before in lowered else []


def _number_apart(hint: str) -> tuple[str, str]:
    """What is before the number at its end, and that; a mere number may be part of anything."""
    before = hint.rstrip("0123456789")
    return (before, hint[len(before) :]) if before else (hint, "")
