"""What happens at a council in a month, hour by hour: the same in every telling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from adapters.web.people import PEOPLE, TEAM_CHANNEL, Someone
from bot.events import Accepted, AskedForPerson, Event, Incoming, Said, Taken, WentLive, Withdrawn
from tests.kills.child import BOOK

DEAN, RUTH, PRIYA, TOM = PEOPLE
FIRST = date(2026, 12, 1)
"""A Tuesday. Four digests are due in 31 days from it, the last of them after bank holidays."""

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_DAYTIME = range(8, 19)


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment that comes, and what happens in it: the events of a wave all at once."""

    at: datetime
    waves: tuple[tuple[Incoming, ...], ...] = ()

    @property
    def late(self) -> datetime:
        """The end of the hour."""
        return self.at + _HOUR - timedelta(minutes=1)


def hours(days: int) -> Iterator[Hour]:
    """The hours of so many days, at half past; of the night one in four.

    On working days one request is asked for.
    """
    begin = datetime(FIRST.year, FIRST.month, FIRST.day, 0, 30, tzinfo=UTC)
    moments = (begin + n * _HOUR for n in range(24 * days) if n % 24 in (0, 4, *_DAYTIME, 21))
    for at in (moment.astimezone(BOOK.days.timezone) for moment in moments):
        waves = _waves(at) if BOOK.days.is_working(at.date()) else ()
        yield Hour(at, tuple(tuple(_incoming(at, *each) for each in wave) for wave in waves))


Happens = tuple[Someone, Event]


def _waves(at: datetime) -> tuple[tuple[Happens, ...], ...]:
    """What people do in this hour. Those of one wave have nothing to do with each other."""
    number = BOOK.days.between(FIRST - _DAY, at.date())
    match at.hour:
        case 10:
            wish = Said(f"Street {number} would like its visitor permits online")
            return (((DEAN, wish), (RUTH, Said("help"))),)
        case 11:
            return (((DEAN, AskedForPerson()), (RUTH, Said("my requests"))),)
        case 12 if number % 3 == 1:
            return (((PRIYA, Taken(number)), (TOM, Said("help"))),)
        case 13 if number % 3 == 1:
            later = at.date() + 8 * _DAY, at.date() + 15 * _DAY
            return (((PRIYA, Accepted(number, "now", *later)), (TOM, Said("hello"))),)
        case 14 if number % 6 == 1 and number > 6:
            return (((PRIYA, WentLive(number - 6)),), ((TOM, Said("my requests")),))
        # What nobody takes is withdrawn. With 100 due at once it would tell how often the clock
        # has ticked, since a tick looks at no more than that.
        case 15 if (number - 12) % 3 != 1 and number > 12:
            return (((DEAN, Withdrawn(number - 12)), (RUTH, Said("hello"))),)
        case _:
            return ()


def _incoming(at: datetime, who: Someone, event: Event) -> Incoming:
    place = TEAM_CHANNEL if isinstance(event, Taken | Accepted | WentLive) else who.direct
    return Incoming(f"{at:%d %B %Y %H} {who.key}", who.identity, place, at, event)
