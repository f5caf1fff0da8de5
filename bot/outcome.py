"""What was said about a request, kept as it was said: later changes of rules do not rewrite it."""

from dataclasses import dataclass

from bot.catalogue.capability import CulDeSac
from bot.levels.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Offer:
    """A building block that was offered: the need's id, the name it was shown by, and why."""

    id: str
    name: str
    sense: str
    words: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The level with its reasons, the blocks offered, the needs nothing meets, and the warnings."""

    judgement: Judgement
    offers: tuple[Offer, ...] = ()
    gaps: tuple[str, ...] = ()
    warnings: tuple[CulDeSac, ...] = ()
