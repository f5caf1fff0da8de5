"""The page's own clock, which can be moved on and stays moved after a restart."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.web.record import Record

OFFSET = "page_clock_offset"
MORNING = time(9)
MOVES: dict[str, int] = {"tomorrow": 1, "week": 7, "quarter": 90}
"""How many days each of the page's buttons moves the clock on, always to 9am."""

Tick = Callable[[datetime], Awaitable[None]]
Progress = Callable[[int, int], None]
_HOUR = timedelta(hours=1)


class PageClock:
    """The real time plus however far the clock was moved on, in the organisation's time zone.

    `real` gives the real time, aware. How far it was moved is remembered in seconds.
    """

    def __init__(self, real: Callable[[], datetime], zone: ZoneInfo, record: Record) -> None:
        self._real = real
        self._zone = zone
        self._record = record
        self._offset = timedelta()

    async def load(self) -> None:
        """Go on from where the clock stood before a restart. Call it once, before anything."""
        kept = await self._record.transact(lambda rows: rows.recall(OFFSET))
        self._offset = timedelta(seconds=float(kept or 0))

    def now(self) -> datetime:
        """The time on the page's clock."""
        return (self._real().astimezone(UTC) + self._offset).astimezone(self._zone)

    def after(self, move: str) -> datetime:
        """The time that one of MOVES leads to. Raises KeyError for any other."""
        day = self.now().date() + timedelta(days=MOVES[move])
        return datetime.combine(day, MORNING, self._zone)

    async def move(self, to: datetime, tick: Tick, progress: Progress) -> None:
        """Walk on to this time, ticking at every whole hour on the way and at the end.

        `progress` is told at each new day how many hours are done, and of how many. A time that
        has passed already changes nothing.
        """
        hours = _hours_between(self.now(), to)
        for done, hour in enumerate(hours, 1):
            await self._stand_at(hour)
            await tick(hour)
            if hour.hour == 0:
                progress(done, len(hours))

    async def reset(self) -> None:
        """Back to the real time."""
        await self._stand_at(self._real())

    async def _stand_at(self, at: datetime) -> None:
        # Kept before anything happens at that time, so that a restart never finds the clock behind
        # what was written by it.
        self._offset = at.astimezone(UTC) - self._real().astimezone(UTC)
        seconds = str(self._offset.total_seconds())
        await self._record.transact(lambda rows: rows.remember(OFFSET, seconds))


def _hours_between(start: datetime, end: datetime) -> tuple[datetime, ...]:
    zone, last = end.tzinfo, end.astimezone(UTC)
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + _HOUR
    hours: list[datetime] = []
    while hour < last:
        hours.append(hour.astimezone(zone))
        hour += _HOUR
    return (*hours, end) if start.astimezone(UTC) < last else ()
