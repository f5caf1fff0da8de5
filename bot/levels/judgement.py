"""What the bot says about the kind of change a request is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Dave Briggs' three levels of change. The names shown are settings; these keys are data."""

    ACCESS = "access"
    EFFICIENCY = "efficiency"
    TRANSFORMATION = "transformation"


class Sureness(StrEnum):
    """How sure a judgement is; people never see a percentage."""

    SURE = "sure"
    LIKELY = "likely"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: the fact, the level it points to, and the sentence said about it."""

    fact: str
    value: str | int
    words: str | None
    points_to: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The best guess at a level, how sure it is, why, and what would change it.

    `probabilities` add up to 1. When not sure, `level` is still the best guess. `small_step` is
    what helps whatever is decided, where a whole service is to be rethought.
    """

    level: Level
    sure: Sureness
    probabilities: Mapping[Level, float]
    reasons: tuple[Reason, ...]
    would_change: tuple[str, ...]
    small_step: str = ""
