"""A world in memory: who there is, what they may do, and all that came of it, moment by moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import assert_never
from zoneinfo import ZoneInfo

from adapters.web.people import PEOPLE, PLATFORM
from bot.app import handbook
from bot.drafts import Conversation
from bot.effects import Known, Say, SentElsewhere, Turn
from bot.events import Event, Look
from bot.handbook import Handbook
from bot.messages import Answer, Button, Dialog, Done, Invalid, Message, Open, Quiet, Quote, Show
from bot.people import Person, Place, PlaceKind
from bot.requests import Entry, Request
from bot.settings import Settings
from bot.understanding.masking import Masked, Masker

Decide = Callable[[Conversation, Event, Known, Handbook], Turn]

BEGIN = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
CAST = tuple(
    Person(key, one.name, one.service, Place(PLATFORM, PlaceKind.DIRECT, one.key))
    for key, one in enumerate(PEOPLE)
)
"""The four people, by their own key."""

TEAM = frozenset(key for key, one in enumerate(PEOPLE) if one.in_team)

DECIDER = 3
"""The one of the team who may accept, stop and close."""


@cache
def book() -> Handbook:
    """What is shipped; one of the team decides."""
    return replace(handbook(Settings()), deciders=frozenset({PEOPLE[DECIDER].person}))


class Blind(Masker):
    """A masker with a fault: it recognises nothing."""

    def __init__(self) -> None: ...

    def mask(self, text: str) -> Masked:
        """The text as it was."""
        return Masked(text)


@dataclass(frozen=True, slots=True)
class Says:
    """Somebody types a line, in their direct message or in a channel, perhaps with files."""

    who: int
    text: str
    channel: Place | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taps:
    """Somebody presses a button that was offered: the newest of that label, to them or the team.

    What it opens is filled in: with `text`, with the `pick` of each choice from which nothing is
    chosen yet, and with the person `whom` where one is wanted. It is sent off again if it comes
    back to be looked at once more.
    """

    who: int
    label: str
    text: str = "ok"
    pick: int = 0
    whom: int | None = None


@dataclass(frozen=True, slots=True)
class Grabs:
    """Somebody presses any button that anybody was ever offered, `back` from the newest."""

    who: int
    back: int
    text: str = "ok"
    pick: int = 0
    whom: int | None = None


@dataclass(frozen=True, slots=True)
class Forges:
    """Somebody sends what a client could send as a press."""

    who: int
    value: str


@dataclass(frozen=True, slots=True)
class Fills:
    """Somebody submits a dialog that they may never have seen."""

    who: int
    form: str
    request: int
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finds:
    """Somebody finds a colleague's message, and leaves it as it is."""

    who: int
    author: int
    text: str
    pick: int = 0
    whom: int | None = None


Step = Says | Taps | Grabs | Forges | Fills | Finds


@dataclass(frozen=True, slots=True)
class World:
    """All that is known; `offered` are the buttons ever seen, each with where."""

    states: Mapping[int, Conversation] = field(default_factory=dict)
    requests: Mapping[int, Request] = field(default_factory=dict)
    elsewhere: tuple[tuple[str, SentElsewhere], ...] = ()
    history: tuple[Entry, ...] = ()
    offered: tuple[tuple[Place, Button], ...] = ()

    def state(self, who: int) -> Conversation:
        """Where somebody's conversation stands."""
        return self.states.get(who, Conversation())


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: as it came, what it was taken as, and what came of it."""

    who: Person
    place: Place
    came: Event | Look
    event: Event | Look
    known: Known
    before: World
    turn: Turn
    after: World

    @property
    def told(self) -> tuple[tuple[Place, Message], ...]:
        """What was said, and where; what only the actor sees is said in their own home."""
        said = ((one.to, one.message) for one in self.turn.effects if isinstance(one, Say))
        return (*said, *((self.who.home, message) for message in _shown(self.turn.answer)))


def _shown(answer: Answer) -> tuple[Message, ...]:
    match answer:
        case Show(message) | Quiet(message):
            return (message,)
        case Open(dialog):
            return (_read_out(dialog),)
        case Invalid() | Done():
            return ()
        case _:
            assert_never(answer)


def _read_out(dialog: Dialog) -> Message:
    """What stands in a dialog."""
    lines = (line for one in dialog.fields for line in one.value.splitlines())
    return Message((*dialog.intro, Quote((dialog.title, *lines))))


Story = tuple[Moment, ...]
