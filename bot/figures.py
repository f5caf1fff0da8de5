"""What a digest is made from: requests in brief, and counts. The storage counts, a digest tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.events import Accepted, Stopped
from bot.levels.judgement import Level, Sureness
from bot.naming import Waits
from bot.requests import Entry, Link, Status

MIX_OVER = timedelta(weeks=8)
"""How far back the mix of levels looks; one week is too few to judge by."""

HELPED_OVER = timedelta(weeks=4)
"""How far back answers to ‘Did this help?’ are counted: there are few in a week."""


@dataclass(frozen=True, slots=True)
class Period:
    """A week of the digest: Monday to Sunday, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Brief:
    """A request as far as a digest tells of it: nobody's words but its title and what was decided.

    The names are those of `Request`; `service` is its requester's.
    """

    number: int
    title: str
    service: str
    asked_at: datetime
    status: Status
    level: Level | None = None
    judged: Level | None = None
    sure: Sureness | None = None
    level_reason: str = ""
    reply_by: datetime | None = None
    heard_at: datetime | None = None
    accepted: Accepted | None = None
    stopped: Stopped | None = None
    review_on: date | None = None
    waits_for: str = ""
    follows: int | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Fits:
    """Of the blocks that we offered, how many the team judged, and how many of these it uses."""

    judged: int = 0
    used: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """What a digest is made from. Nothing in it is confidential, not even as a count.

    `new` and `decided` fell in the period, and in it those of `told_late` were told so. `mix` is
    how many requests of the 8 weeks that end with it are at which level. `offered` are blocks by
    name, with how many of the new requests were offered each; `fits` is what the team said of those
    of the decided ones. `waiting` are the open ones at its end that were asked first, `live` those
    whose review is due in the week that follows. `warned` are the cul-de-sacs ahead of all that is
    open, accepted or live. `said` are the verdicts of the period, and what people answered to ‘Did
    this help?’ in the 4 weeks that end with it. `waits` are who waits for what nothing meets,
    `words` those of some of these requests by number, and `not_asked_for` the parts of the future
    map that no request of the 8 weeks would lay.

    Known of a quiet week alone are `unheard`, the open ones at its end that nobody had answered,
    and `late`, the accepted ones that should have been live by then.
    """

    period: Period
    new: tuple[Brief, ...] = ()
    decided: tuple[Brief, ...] = ()
    told_late: tuple[Brief, ...] = ()
    mix: Mapping[Level | None, int] = field(default_factory=dict)
    offered: Mapping[str, int] = field(default_factory=dict)
    fits: Fits = Fits()
    waiting: tuple[Brief, ...] = ()
    live: tuple[Brief, ...] = ()
    warned: Mapping[str, int] = field(default_factory=dict)
    sent_elsewhere: Mapping[str, int] = field(default_factory=dict)
    said: tuple[Entry, ...] = ()
    waits: Waits = ()
    words: Mapping[int, str] = field(default_factory=dict)
    not_asked_for: tuple[str, ...] = ()
    unheard: tuple[Brief, ...] = ()
    late: tuple[Brief, ...] = ()
