"""Of a request that was sent: what its requester and the digital team do."""

from dataclasses import dataclass
from datetime import date

from bot.events.intake import Attachment


@dataclass(frozen=True, slots=True)
class Added:
    """The requester added words to a request already sent."""

    request: int
    text: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """The requester put their request in other words; what they said before is in the history."""

    request: int
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The requester took the request back."""

    request: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The requester, or a colleague, answered what the team had asked, perhaps with files."""

    request: int
    text: str
    files: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The requester said whether a typed line was the answer to the team's question."""

    request: int
    yes: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody else needs the same, in these words of theirs, or of who asks `on_behalf`."""

    request: int
    text: str
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One of the team took the request."""

    request: int


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who has the request handed it to another of the team. `to` is a PERSON: `page:tom`."""

    request: int
    to: str


@dataclass(frozen=True, slots=True)
class LetGo:
    """Who had the request let it go, so that anybody may take it."""

    request: int


@dataclass(frozen=True, slots=True)
class Waits:
    """The request waits for somebody outside the conversation: `supplier` or `board`."""

    request: int
    on: str


@dataclass(frozen=True, slots=True)
class Tracked:
    """The team noted where on its own board the work is tracked; empty takes the link away."""

    request: int
    link: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the team asked something: the requester, or the PERSON in `whom`."""

    request: int
    text: str
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """One of the team wrote a note. The requester never sees it in chat."""

    request: int
    text: str


@dataclass(frozen=True, slots=True)
class Levelled:
    """The team said which level it is, with a reason that the requester reads."""

    request: int
    level: str
    reason: str


VERDICTS = ("as_it_is", "adapted", "same_word", "rejected")
"""How a block can fit a request, the best first."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a block is worth to a request, one of the `VERDICTS`.

    `shown` is what the block went by when this was said.
    """

    block: str
    shown: str
    verdict: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The team said of some blocks how they fit, or named what is not built yet.

    `at_review` says that what they fit has been in use: it was asked again.
    """

    request: int
    verdicts: tuple[Verdict, ...] = ()
    gaps: tuple[str, ...] = ()
    at_review: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """The team will do it: when, what it leaves behind for others, and when to look again."""

    request: int
    horizon: str
    go_live_on: date
    review_on: date
    leaves_behind: str = ""
    move_up_if: str = ""
    telling: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The team will not do it, with the reason and what to do instead."""

    request: int
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The team found that the request asks for the same as another, and put it into that one."""

    request: int
    into: int


@dataclass(frozen=True, slots=True)
class TookIn:
    """Another request was merged into this one."""

    request: int
    other: int


@dataclass(frozen=True, slots=True)
class Split:
    """The team made part of a request one of its own: its title, and the words that go with it."""

    request: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Retitled:
    """The team gave the request another title; the one `before` is in its history."""

    request: int
    title: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Reopened:
    """What was over goes on, with the reason that the requester reads."""

    request: int
    reason: str


@dataclass(frozen=True, slots=True)
class WentLive:
    """What was accepted is in use since a day; without one, since the day this was said."""

    request: int
    on: date | None = None


@dataclass(frozen=True, slots=True)
class GoLiveMoved:
    """What was accepted is not live yet; a new day is expected."""

    request: int
    on: date


@dataclass(frozen=True, slots=True)
class Finished:
    """What was accepted is done, with nothing left to run."""

    request: int


@dataclass(frozen=True, slots=True)
class Kept:
    """At review: it stays as it is, and is looked at again on another day."""

    request: int
    review_on: date


@dataclass(frozen=True, slots=True)
class MovedUp:
    """At review: time for the next level, as a follow-on request."""

    request: int


@dataclass(frozen=True, slots=True)
class Retired:
    """At review: it is switched off."""

    request: int


@dataclass(frozen=True, slots=True)
class Helped:
    """Someone who needed it said whether what is live helped: `yes`, `partly` or `no`."""

    request: int
    answer: str
