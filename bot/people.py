"""Who speaks, and where."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlaceKind(StrEnum):
    """A direct message with one person, or a channel that several read.

    Aside is in between: typed in a channel, but read by us alone, as a command of Slack's is. What
    is said there is said in the response.
    """

    DIRECT = "direct"
    CHANNEL = "channel"
    ASIDE = "aside"


THREAD = "/"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said. `key` is the platform's own name for it.

    A thread is a place too: its key is the channel's and the thread's, with THREAD between them.
    """

    platform: str
    kind: PlaceKind
    key: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.kind}:{self.key}"

    @property
    def room(self) -> "Place":
        """The channel that a thread is in; any other place is its own."""
        if self.kind is not PlaceKind.CHANNEL:
            return self
        return Place(self.platform, self.kind, self.key.partition(THREAD)[0])

    @property
    def is_left(self) -> bool:
        """Whether nobody is there any longer: whoever was has been erased."""
        return not self.key


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as one platform knows them. Nothing guesses that two of these are one person."""

    platform: str
    key: str
    name: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by our own key; `home` is the direct message in which we last spoke.

    `away_until` is the day on which they are back, if they said that they are away.
    """

    key: int
    name: str
    service: str
    home: Place
    away_until: date | None = None

    def is_away(self, today: date) -> bool:
        """Whether they are not at work on this day, as they said."""
        return self.away_until is not None and today < self.away_until

    @property
    def first_name(self) -> str:
        """What to call them in a greeting."""
        return self.name.split()[0] if self.name.split() else self.name


@dataclass(frozen=True, slots=True)
class Rooms:
    """A platform's channels: where the team triages, and where the digest goes.

    `elsewhere` are those of the other platforms that are configured.
    """

    team: Place
    digest: Place
    elsewhere: tuple["Rooms", ...] = ()

    @property
    def every(self) -> tuple["Rooms", ...]:
        """The rooms of each platform."""
        return (self, *self.elsewhere)

    def of(self, platform: str) -> "Rooms":
        """The rooms there are on this platform; the first there are, if it has none."""
        return next((each for each in self.every if each.team.platform == platform), self)

    def is_team(self, place: Place) -> bool:
        """Whether a digital team triages there, or in the channel of this thread."""
        return any(place.room == each.team for each in self.every)
