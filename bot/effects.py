"""What a decision does: a few effects, data only, carried out by one `match` in the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.catalogue.changing import Change
from bot.drafts import Conversation, Suggestion, TeamQuestion
from bot.events import Adopted, Attended, Event, Listed
from bot.messages import Answer, Done, Message
from bot.naming import Waits
from bot.pages import Page
from bot.people import Person, Place
from bot.requests import Entry, Request, Status


@dataclass(frozen=True, slots=True)
class Say:
    """Put a message in the outbox.

    With a `card`, the message is that card: posted once and from then on updated in place. With a
    `thread`, it is a line in the thread under the card of that name.
    """

    to: Place
    message: Message
    card: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Save:
    """Keep the request as it is now, with the event that made it so in its history."""

    request: Request
    because: Event


@dataclass(frozen=True, slots=True)
class Expect:
    """From now on this question is open in that person's conversation."""

    person: Person
    question: TeamQuestion | Suggestion


@dataclass(frozen=True, slots=True)
class Settle:
    """That person answered a question about this request in these words."""

    person: Person
    request: int
    answer: str


@dataclass(frozen=True, slots=True)
class Dismiss:
    """No question about this request is open any longer in that person's conversation."""

    person: Person
    request: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Count one message that was sent elsewhere; its words, if given, are kept 7 days."""

    hand_off: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Know:
    """Keep what a person told of themselves: the service they work in."""

    person: Person


@dataclass(frozen=True, slots=True)
class LayOver:
    """Lay the team's answer about a block over the catalogue's file."""

    because: Adopted


@dataclass(frozen=True, slots=True)
class Alter:
    """Lay what was changed of a block over the catalogue's file."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Attend:
    """Keep what somebody answered who looks after a block."""

    because: Attended


@dataclass(frozen=True, slots=True)
class Redact:
    """Take these words, a piece a line, out of all that is kept of these requests.

    They are as they are without them. It goes from what was said of those `beside` them too, and
    these are found by it no longer.
    """

    requests: tuple[Request, ...]
    gone: str
    beside: tuple[Request, ...] = ()


Effect = Say | Save | Expect | Settle | Dismiss | Tally | Know | LayOver | Alter | Attend | Redact


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event comes to: the new state, the effects, and the answer in the response.

    `unkept` says that the person's line is not to be kept anywhere. `wants` is what has to be known
    before it can be decided: it is loaded, and the same event decided again.
    """

    state: Conversation
    effects: tuple[Effect, ...] = ()
    answer: Answer = field(default_factory=Done)
    unkept: bool = False
    wants: "Needs | None" = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What has to be known to decide an event.

    `similar` are the stems by which requests like this one are found, and `about` the words that
    say what it is about; `alike` the hand-off whose messages of the last day are wanted; `whom` the
    PERSON that the event names; `asked` says that whoever has a question of the team's about the
    request open is wanted; `other` another request that is named beside the first; `listed`
    the lists of which a page is wanted; `gaps` the page of gaps of which the words are, or of those
    that the request waits for; `filters` says that what the queue can be filtered by is. `record`
    says that the request's history is wanted, and the requests that may repeat its words;
    `resembling` that those which are like it are; `called` the name of whoever is to be found by
    it; `of_blocks` that what is not over and names one of these blocks is, and who joined it;
    `future` the page of the future map of which it is wanted who asked for what.
    """

    request: int | None = None
    number: bool = False
    listed: tuple[Listed, ...] = ()
    gaps: int = 0
    filters: bool = False
    mine: bool = False
    similar: frozenset[str] | None = None
    about: str = ""
    alike: str = ""
    whom: str = ""
    other: int | None = None
    record: bool = False
    resembling: bool = False
    asked: bool = False
    called: str = ""
    of_blocks: tuple[str, ...] = ()
    future: int = 0


@dataclass(frozen=True, slots=True)
class SentElsewhere:
    """What one person wrote that was sent elsewhere, and when. `number` tells it from others."""

    person: int
    words: str
    at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What was known when an event was decided.

    `number` is the next free request number, reserved for this turn if the turn needs one.
    `pages` has a page of each list by its name; `services` and `takers` are those in the queue.
    `similar` and `alike` are None until they were looked for; `nearness` is how near each of the
    similar ones comes to what is asked, by its number. `decider` says whether this person
    may accept, stop and close. `left_out` is the personal data that was taken out of what was
    typed, how much of each kind; `echoes` says that the platform shows the person's line as we
    keep it. `whom` is the person that the event names, `whom_member` whether they are in the team.
    `joined` need the same as the requester, and `asked` have a question of the team's about it open
    besides. `other` is the other request that the event names, and
    `other_joined` need the same as its requester. `related` are the requests that may repeat
    its words, and `history` is its own and theirs; `called` have the name that was looked for.
    `going_on` are the requests that are not over and name the blocks; `others` joined these, or
    the related ones; `laying` how many would lay each part of the future map, by status. `waits`
    are who waits for what nothing meets, and `words` those of some of these requests by number.
    `under` is the request of the open question under which a line was typed, or 0.
    """

    at: datetime
    person: Person
    place: Place
    member: bool
    request: Request | None = None
    number: int = 0
    pages: Mapping[str, Page] = field(default_factory=dict)
    waits: Waits = ()
    words: Mapping[int, str] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    takers: tuple[Person, ...] = ()
    mine: tuple[Request, ...] = ()
    decider: bool = False
    similar: tuple[Request, ...] | None = None
    nearness: Mapping[int, float] = field(default_factory=dict)
    alike: tuple[SentElsewhere, ...] | None = None
    joined: tuple[Person, ...] = ()
    asked: tuple[Person, ...] = ()
    whom: Person | None = None
    whom_member: bool = False
    whom_state: Conversation | None = None
    other: Request | None = None
    other_joined: tuple[Person, ...] = ()
    history: tuple[Entry, ...] = ()
    related: tuple[Request, ...] = ()
    called: tuple[Person, ...] = ()
    going_on: tuple[Request, ...] = ()
    others: tuple[Person, ...] = ()
    laying: Mapping[str, Mapping[Status, int]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    echoes: bool = False
    under: int = 0
