"""Working days and hours: the nation's bank holidays, our own closures, and daylight saving."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


class Nation(StrEnum):
    """Whose bank holidays are kept."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


_SUBDIVISION = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}


@lru_cache(maxsize=400)
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    # The library takes a tenth of a second to load, which commands that need no days are spared.
    from holidays import country_holidays  # noqa: PLC0415 - holidays takes some 25 ms to load, and a start needs none of it

    return frozenset(country_holidays("GB", subdiv=_SUBDIVISION[nation], years=year))


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """When the organisation works: Monday to Friday but for holidays, from `opens` to `closes`.

    `holidays` are dates added to the nation's bank holidays; `closures` our own. Raises ValueError
    if it does not open before it closes. Everything raises OverflowError past the year 9999.
    """

    nation: Nation
    timezone: ZoneInfo
    opens: time = time(9)
    closes: time = time(17)
    holidays: frozenset[date] = field(default_factory=frozenset)
    closures: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(
                f"working hours must open before they close, not {self.opens:%H:%M}"
                f" to {self.closes:%H:%M}"
            )

    def is_working(self, day: date) -> bool:
        """Whether anybody is expected to be at work on that day."""
        if day.weekday() >= 5 or day in self.holidays or day in self.closures:
            return False
        return day not in _bank_holidays(self.nation, day.year)

    def first_from(self, day: date) -> date:
        """That day if it is a working day, else the next one."""
        while not self.is_working(day):
            day += _DAY
        return day

    def after(self, day: date, n: int) -> date:
        """The n-th working day after that day; for 0 the same as `first_from`."""
        if n == 0:
            return self.first_from(day)
        for _ in range(n):
            day = self.first_from(day + _DAY)
        return day

    def between(self, a: date, b: date) -> int:
        """How many working days come after `a`, up to and with `b`; 0 if `b` is not later."""
        return sum(self.is_working(a + n * _DAY) for n in range(1, (b - a).days + 1))

    def local(self, moment: datetime) -> datetime:
        """The moment as our clocks show it."""
        return moment.astimezone(self.timezone)

    def in_hours(self, moment: datetime) -> bool:
        """Whether it is a working day, from opening up to but without closing time."""
        here = self.local(moment)
        return self.is_working(here.date()) and self.opens <= here.time() < self.closes

    def opening(self, day: date) -> datetime:
        """When that day begins to be worked."""
        return datetime.combine(day, self.opens, self.timezone)

    def closing(self, day: date) -> datetime:
        """When that day’s work ends."""
        return datetime.combine(day, self.closes, self.timezone)

    def counts_from(self, moment: datetime) -> date:
        """The working day a moment belongs to: after closing time, the next one."""
        here = self.local(moment)
        return self.first_from(here.date() + (_DAY if here.time() > self.closes else 0 * _DAY))

    def reply_by(self, asked_at: datetime, n: int) -> datetime:
        """Closing time of the n-th working day after the one that the question belongs to."""
        return self.closing(self.after(self.counts_from(asked_at), n))

    def took(self, asked_at: datetime, heard_at: datetime) -> int:
        """Working days until somebody was heard: at most n exactly if that was in time for n."""
        return self.between(self.counts_from(asked_at), self.counts_from(heard_at))
