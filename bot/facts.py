"""What is known about a request: facts, each with where it came from and the words it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

NOT_SURE = "not_sure"
SKIPPED = "skip"
TOLD = "told"
"""The value of a fact that was answered in words which fit no choice; the words are kept."""

NO_VALUES = frozenset({NOT_SURE, SKIPPED, TOLD})
"""What stands in place of a value where the question was answered and nothing is known."""


class Source(StrEnum):
    """Where a fact came from. A guess is called a guess wherever it is shown."""

    READ = "read"
    ANSWERED = "answered"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known. `words` is an exact part of what the person wrote, or None."""

    value: str | int
    source: Source
    words: str | None = None


Facts = Mapping[str, Fact]
"""By fact key, such as `channel_now`. A fact nobody read or gave is absent."""


def minutes_a_month(facts: "Facts") -> int:
    """How many times a month, times how many minutes each; 0 where either is not known."""
    volume, each = value_of(facts, "volume_per_month"), value_of(facts, "minutes_each")
    return volume * each if isinstance(volume, int) and isinstance(each, int) else 0


def value_of(facts: Facts, key: str) -> str | int | None:
    """The value, or None where nothing is known."""
    fact = facts.get(key)
    return None if fact is None or fact.value in NO_VALUES else fact.value
