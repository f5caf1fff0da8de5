"""A request: what somebody asked for, and what has become of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.drafts import Line, NotSame
from bot.events import Accepted, Attachment, Event, Stopped, Verdict
from bot.facts import Fact, minutes_a_month
from bot.levels.judgement import Level, Sureness
from bot.outcome import Outcome
from bot.people import Person


class Status(StrEnum):
    """Where a request is. New, taken and waiting are open."""

    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    LIVE = "live"
    STOPPED = "stopped"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


OPEN = frozenset({Status.NEW, Status.TAKEN, Status.WAITING})
IN_HAND = frozenset({*OPEN, Status.ACCEPTED})
GOING_ON = frozenset({*IN_HAND, Status.LIVE})
"""What somebody has yet to bring to its end, or to live."""

OVER = frozenset({Status.STOPPED, Status.CLOSED, Status.WITHDRAWN, Status.MERGED})


COLLEAGUE = "colleague"
"""What a request waits for whose question went to somebody else than the requester."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a request hangs together with another.

    It was `merged_into` that one, `took_in` it, was `split_from` it or `split_off` from this one,
    or `moved_up` to it. That this one follows it is in `Request.follows`.
    """

    how: str
    request: int


@dataclass(frozen=True, slots=True)
class JoinedFor:
    """Somebody without chat who needs the same, and the key of who passes the answer on."""

    name: str
    by: int


def words_in(title: str, said: Iterable[Line]) -> str:
    """What a request is called, and all that was said, as one text."""
    return "\n".join((title, *(line.text for line in said)))


@dataclass(frozen=True, slots=True)
class Proposed:
    """A request that shares stems with a text: how many, and what it is about, as a vector."""

    number: int
    shared: int
    meant: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for, in their own words, beside what was made of it.

    `reply_by` is when a reply was promised, if one was; `heard_at` when a person first answered.
    `outcome` is None where somebody asked to talk to a person before a level was said.
    `remind_at` is when the clock should next look at it, or None. `reminded_at` is when somebody in
    the team was last reminded of it by name; `told_late_at` when the requester was told, once, that
    no reply had come in time; `told_slipped_at` when they last heard that it is not live on the day
    that was planned. `joined` are the keys of the people who need the same, or hear of it
    for those in `joined_for`. `waits_for` is `supplier`, `board` or `colleague` while it waits for
    one of these. `language` is that of the
    words where it is not the one we read. `level_reason` is why the team said `level`; `verdicts`
    is what it said last of each block, and `named_gaps` what it named as not built yet.
    `asked_if_helped_at` is when those who need it were asked, once, whether it helped.
    `waiting_since` is when what it waits for was asked; `snoozed_until` when to remind of it again;
    `dismissed` the status in which nobody wants to be reminded of it. `held` is why nothing of it
    may be erased, or "". `platform` is where it was made.
    """

    number: int
    requester: Person
    title: str
    said: tuple[Line, ...]
    asked_at: datetime
    status: Status = Status.NEW
    facts: Mapping[str, Fact] = field(default_factory=dict)
    outcome: Outcome | None = None
    level: Level | None = None
    reply_by: datetime | None = None
    heard_at: datetime | None = None
    taker: Person | None = None
    accepted: Accepted | None = None
    stopped: Stopped | None = None
    decided_at: datetime | None = None
    go_live_on: date | None = None
    live_on: date | None = None
    review_on: date | None = None
    follows: int | None = None
    remind_at: datetime | None = None
    reminded_at: datetime | None = None
    told_late_at: datetime | None = None
    told_slipped_at: datetime | None = None
    confidential: bool = False
    on_behalf: str = ""
    joined: tuple[int, ...] = ()
    not_same: tuple[NotSame, ...] = ()
    files: tuple[Attachment, ...] = ()
    waits_for: str = ""
    tracked_at: str = ""
    language: str = ""
    level_reason: str = ""
    verdicts: tuple[Verdict, ...] = ()
    named_gaps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    asked_if_helped_at: datetime | None = None
    waiting_since: datetime | None = None
    snoozed_until: date | None = None
    dismissed: str = ""
    held: str = ""
    joined_for: tuple[JoinedFor, ...] = ()
    platform: str = ""

    @property
    def made_on(self) -> str:
        """The platform in whose team channel its card is."""
        return self.platform or self.requester.home.platform

    @property
    def wants_person(self) -> bool:
        """Whether they asked to talk to a person, and no level was said since."""
        return self.outcome is None and self.shown_level is None and not self.language

    @property
    def words(self) -> str:
        """What it is indexed by and compared by: its title, and all that was said."""
        return words_in(self.title, self.said)

    @property
    def text(self) -> str:
        """The requester's own words as one text."""
        return "\n".join(line.text for line in self.said)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is going to come of it, unless it is reopened."""
        return self.status in OVER

    @property
    def reply_owed_by(self) -> datetime | None:
        """When a reply was promised that nobody has given yet, or None."""
        return self.reply_by if self.status in OPEN and not self.heard_at else None

    @property
    def judged(self) -> Level | None:
        """The bot's level, even a guess, or None where it said nothing."""
        return self.outcome.judgement.level if self.outcome else None

    @property
    def sure(self) -> Sureness | None:
        """How sure the bot was of its level."""
        return self.outcome.judgement.sure if self.outcome else None

    @property
    def minutes_a_month(self) -> int:
        """How long the work takes those who do it, as far as it is known."""
        return minutes_a_month(self.facts)

    @property
    def shown_level(self) -> Level | None:
        """The team's level if it set one, else the bot's, else None."""
        return self.level or self.judged


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a request's history. The event says what and why; nothing is ever changed.

    `by` is the name of who did it, and `person` their key, where it matters who of one name it was.
    """

    request: int
    at: datetime
    by: str
    event: Event
    person: int | None = None
