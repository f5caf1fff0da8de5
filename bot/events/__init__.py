"""What can happen: past tense, frozen, one sentence each.

A button carries the event that pressing it is, so an event holds ids and keys, never words that
the bot made; only what a person typed or filled in is free text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.events.blocks import Adopted, Changed, GapTaken, Proposed
from bot.events.intake import (
    Agreed,
    Amended,
    AskedForPerson,
    Attachment,
    Began,
    Cancelled,
    Chose,
    Deleted,
    Described,
    Dropped,
    Edited,
    Insisted,
    MadeConfidential,
    Overheard,
    PutOff,
    Resumed,
    Said,
    SaidDifferent,
    SaidSame,
    SetAside,
    Submitted,
    Suggested,
    WentBack,
    WentOn,
)
from bot.events.keeping import Held, Redacted, Released
from bot.events.life import (
    VERDICTS,
    Accepted,
    Added,
    Answered,
    Asked,
    Confirmed,
    Finished,
    GoLiveMoved,
    HandedOver,
    Helped,
    Joined,
    Judged,
    Kept,
    LetGo,
    Levelled,
    Merged,
    MovedUp,
    Noted,
    Reopened,
    Retired,
    Retitled,
    Reworded,
    Split,
    Stopped,
    Taken,
    TookIn,
    Tracked,
    Verdict,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.events.looks import Form, Found, Home, Listed, Look, MyRequests, Queue, Whole
from bot.events.reminding import Attended, Dismissed, GoneBack, NotMine, Snoozed
from bot.people import Identity, Place

__all__ = [
    "VERDICTS",
    "Accepted",
    "Added",
    "Adopted",
    "Agreed",
    "Amended",
    "Answered",
    "Asked",
    "AskedForPerson",
    "Attachment",
    "Attended",
    "Began",
    "Cancelled",
    "Changed",
    "Chose",
    "Confirmed",
    "Deleted",
    "Described",
    "Dismissed",
    "Dropped",
    "Edited",
    "Event",
    "Filled",
    "Finished",
    "Form",
    "Found",
    "GapTaken",
    "GoLiveMoved",
    "GoneBack",
    "HandedOver",
    "Held",
    "Helped",
    "Home",
    "Incoming",
    "Insisted",
    "Joined",
    "Judged",
    "Kept",
    "LetGo",
    "Levelled",
    "Listed",
    "Look",
    "MadeConfidential",
    "Merged",
    "MovedUp",
    "MyRequests",
    "NotMine",
    "Noted",
    "Overheard",
    "Proposed",
    "PutOff",
    "Queue",
    "Redacted",
    "Released",
    "Reopened",
    "Resumed",
    "Retired",
    "Retitled",
    "Reworded",
    "Said",
    "SaidDifferent",
    "SaidSame",
    "SetAside",
    "Snoozed",
    "Split",
    "Stale",
    "Stopped",
    "Submitted",
    "Suggested",
    "Taken",
    "TookIn",
    "Tracked",
    "Verdict",
    "Waits",
    "WentBack",
    "WentLive",
    "WentOn",
    "Whole",
    "Withdrawn",
]


@dataclass(frozen=True, slots=True)
class Filled:
    """Someone submitted a dialog; not yet checked. It becomes the event it stands for.

    `about` is what the dialog was about where that is no request: a block's id, a PERSON, the day
    that another day in it hangs on. `source` is the platform's id of the message that it was about.
    """

    form: str
    request: int
    values: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """What came back from a client is nothing that we gave out."""


Event = (
    Said
    | Overheard
    | Amended
    | Deleted
    | Chose
    | Began
    | Described
    | Suggested
    | Agreed
    | WentOn
    | SetAside
    | PutOff
    | Resumed
    | Dropped
    | SaidSame
    | SaidDifferent
    | MadeConfidential
    | WentBack
    | Cancelled
    | Insisted
    | AskedForPerson
    | Edited
    | Submitted
    | Added
    | Reworded
    | Withdrawn
    | Answered
    | Confirmed
    | Helped
    | Joined
    | Taken
    | HandedOver
    | LetGo
    | GoneBack
    | Waits
    | Tracked
    | Asked
    | Noted
    | Levelled
    | Judged
    | Accepted
    | Stopped
    | Merged
    | TookIn
    | Split
    | Reopened
    | Retitled
    | Redacted
    | Held
    | Released
    | WentLive
    | GoLiveMoved
    | Finished
    | Kept
    | MovedUp
    | Retired
    | Snoozed
    | Dismissed
    | NotMine
    | Adopted
    | Changed
    | Proposed
    | GapTaken
    | Attended
    | Filled
    | Stale
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event as it was taken.

    `id` is what makes it the same event when it is sent again. `at` is our clock when it was
    taken, with its time zone. `echo` is what to show as the person's own line on a platform that
    does not show it by itself. `named` are the people whom the event names, as their platform knows
    them: they need not have written to us.
    """

    id: str
    who: Identity
    place: Place
    at: datetime
    event: Event
    echo: str = ""
    named: tuple[Identity, ...] = ()
