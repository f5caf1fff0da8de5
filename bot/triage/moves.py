"""A request's life, as a table: what may happen in each status, and what it becomes."""

from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Dismissed,
    Event,
    Finished,
    GoLiveMoved,
    GoneBack,
    HandedOver,
    Held,
    Helped,
    Joined,
    Judged,
    Kept,
    LetGo,
    Levelled,
    Merged,
    MovedUp,
    Noted,
    NotMine,
    Redacted,
    Released,
    Reopened,
    Retired,
    Retitled,
    Reworded,
    Snoozed,
    Split,
    Stopped,
    Taken,
    TookIn,
    Tracked,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.requests import Request, Status

DeciderEvent = (
    Accepted | Stopped | Merged | Reopened | WentLive | Finished | Kept | MovedUp | Retired
)
"""What only those may do whom the organisation has named to decide."""

InHandEvent = Taken | HandedOver | LetGo | Waits | Tracked | Asked
JudgingEvent = Noted | Levelled | Judged
RemindingEvent = Snoozed | Dismissed | NotMine
KeepingEvent = Redacted | Held | Released
OtherTeamEvent = RemindingEvent | KeepingEvent | GoLiveMoved | Split | Retitled
TeamEvent = DeciderEvent | InHandEvent | JudgingEvent | OtherTeamEvent
OwnEvent = Added | Reworded | Answered | Withdrawn | Helped
LifeEvent = TeamEvent | OwnEvent | GoneBack

Moves = dict[type[Event], Status]

_WHILE_OPEN: Moves = {
    Asked: Status.WAITING,
    Accepted: Status.ACCEPTED,
    Stopped: Status.STOPPED,
    Merged: Status.MERGED,
    Withdrawn: Status.WITHDRAWN,
}
_AGAIN: Moves = {Reopened: Status.TAKEN}
_WHILE_SOMEBODY_HAS_IT: Moves = {
    LetGo: Status.NEW,
    NotMine: Status.NEW,
    GoneBack: Status.NEW,
    Waits: Status.WAITING,
}

_KEEPING = (Redacted, Held, Released)
_SAID = (Answered, Added, Noted, Retitled, *_KEEPING)
"""What anybody says of it is kept whatever has become of the request; what it is called, and what
may be kept of it, can be said at any time."""

_NOTED = (
    *(Joined, TookIn, Tracked, Added, Noted, Levelled, Judged, Split),
    *(Snoozed, Dismissed, Retitled, *_KEEPING),
)
"""They are kept while a request goes on, and leave it where it is."""

_HELD = (*_NOTED, HandedOver)
_LEFT = (NotMine, GoneBack, Taken)
"""What is decided can be left by whoever had it, and taken by another."""


def _stays(status: Status, events: tuple[type[Event], ...]) -> Moves:
    return dict.fromkeys(events, status)


MOVES: dict[Status, Moves] = {
    Status.NEW: {
        **_WHILE_OPEN,
        Taken: Status.TAKEN,
        Answered: Status.NEW,
        **_stays(Status.NEW, (Reworded, *_NOTED)),
    },
    Status.TAKEN: {
        **_WHILE_OPEN,
        **_WHILE_SOMEBODY_HAS_IT,
        Answered: Status.TAKEN,
        **_stays(Status.TAKEN, (Reworded, *_HELD)),
    },
    Status.WAITING: {
        **_WHILE_OPEN,
        **_WHILE_SOMEBODY_HAS_IT,
        Taken: Status.TAKEN,
        Answered: Status.TAKEN,
        # Whoever was asked may still answer, which brings it to nobody.
        **_stays(Status.WAITING, (Reworded, GoneBack, *_HELD)),
    },
    Status.ACCEPTED: {
        WentLive: Status.LIVE,
        Finished: Status.CLOSED,
        Stopped: Status.STOPPED,
        Withdrawn: Status.WITHDRAWN,
        **_stays(Status.ACCEPTED, (GoLiveMoved, Asked, Answered, *_LEFT, *_HELD)),
    },
    Status.LIVE: {
        Retired: Status.CLOSED,
        **_stays(Status.LIVE, (Kept, MovedUp, Asked, Answered, Helped, *_LEFT, *_HELD)),
    },
    Status.STOPPED: {**_AGAIN, **_stays(Status.STOPPED, _SAID)},
    # How its blocks fitted is asked again when something is switched off.
    Status.CLOSED: {**_AGAIN, **_stays(Status.CLOSED, (*_SAID, Judged, Helped))},
    Status.WITHDRAWN: {**_AGAIN, **_stays(Status.WITHDRAWN, _SAID)},
    # What it asks for goes on in the request that it was merged into.
    Status.MERGED: _stays(Status.MERGED, _SAID),
}


ENDS = (Stopped, Merged, Withdrawn, Finished, Retired)
"""After these nobody needs an answer any more to what the team has asked."""


def next_status(request: Request, event: type[Event]) -> Status | None:
    """What the request becomes, or None where that cannot happen to it now."""
    if event in (HandedOver, LetGo, Waits, NotMine, GoneBack) and request.taker is None:
        return None
    # It moved up already: a second press must not make a second follow-on.
    if event is MovedUp and request.review_on is None:
        return None
    # Whoever has it can say that it goes on; nobody else can take it.
    if event is Taken and request.taker is not None and request.status is not Status.WAITING:
        return None
    status = MOVES[request.status].get(event)
    # An answer brings the request back to whoever had it, or to the queue.
    if event is Answered and status is Status.TAKEN and request.taker is None:
        return Status.NEW
    return status
