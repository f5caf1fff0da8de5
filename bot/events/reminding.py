"""Of reminders and of who is not there: what the team does, and what time brings about."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Snoozed:
    """One of the team wants to be reminded of it on another day."""

    request: int
    until: date


@dataclass(frozen=True, slots=True)
class Dismissed:
    """One of the team wants no reminder of it before it moves on."""

    request: int


@dataclass(frozen=True, slots=True)
class NotMine:
    """Who was reminded of it says that it is not theirs."""

    request: int


@dataclass(frozen=True, slots=True)
class GoneBack:
    """What somebody had went back to the queue, for they are `away` or have `left` the team."""

    request: int
    why: str


@dataclass(frozen=True, slots=True)
class Attended:
    """Whoever looks after a block answered what was asked of it: `confirmed` or `dismissed`."""

    capability: str
    what: str
    answer: str
