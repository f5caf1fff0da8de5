"""Working days: known dates, and laws that hold for any, each with a fault that it catches."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.working_days import Nation, WorkingDays

LONDON = ZoneInfo("Europe/London")
DAYS = WorkingDays(Nation.ENGLAND, LONDON)
CLOSED_AT_CHRISTMAS = WorkingDays(
    Nation.SCOTLAND,
    LONDON,
    opens=time(8, 30),
    closes=time(16, 30),
    holidays=frozenset({date(2026, 11, 3)}),
    closures=frozenset(date(2026, 12, n) for n in (29, 30, 31)),
)

dates = st.dates(date(2020, 1, 1), date(2035, 12, 31))
moments = st.timedeltas(timedelta(0), timedelta(days=5_800)).map(
    lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since
)
calendars = st.sampled_from(
    [DAYS, CLOSED_AT_CHRISTMAS, *(WorkingDays(nation, LONDON) for nation in Nation)]
)
few = st.integers(0, 12)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def test_a_reply_is_due_at_closing_time_of_the_second_working_day() -> None:
    assert DAYS.reply_by(at("2026-12-08 09:44"), 2) == at("2026-12-10 17:00")
    assert DAYS.reply_by(at("2026-12-09 14:05"), 2) == at("2026-12-11 17:00")
    assert DAYS.reply_by(at("2026-12-11 10:00"), 2) == at("2026-12-15 17:00")


def test_what_comes_in_the_evening_or_at_a_weekend_counts_from_the_next_working_day() -> None:
    assert DAYS.reply_by(at("2026-12-08 19:00"), 2) == at("2026-12-11 17:00")
    assert DAYS.reply_by(at("2026-12-12 11:00"), 2) == at("2026-12-16 17:00")


def test_what_comes_before_opening_counts_from_that_same_day() -> None:
    assert DAYS.reply_by(at("2026-12-08 07:00"), 2) == at("2026-12-10 17:00")


def test_bank_holidays_differ_by_nation() -> None:
    easter_monday, st_patricks, st_andrews = date(2026, 4, 6), date(2026, 3, 17), date(2026, 11, 30)

    def working(day: date) -> set[Nation]:
        return {nation for nation in Nation if WorkingDays(nation, LONDON).is_working(day)}

    assert working(easter_monday) == {Nation.SCOTLAND}
    assert working(st_patricks) == set(Nation) - {Nation.NORTHERN_IRELAND}
    assert working(st_andrews) == set(Nation) - {Nation.SCOTLAND}


def test_a_bank_holiday_that_falls_on_a_weekend_is_taken_later() -> None:
    assert DAYS.first_from(date(2026, 12, 25)) == date(2026, 12, 29)
    assert DAYS.first_from(date(2027, 12, 25)) == date(2027, 12, 29)


def test_own_closures_and_added_holidays_are_no_working_days() -> None:
    assert CLOSED_AT_CHRISTMAS.first_from(date(2026, 12, 25)) == date(2027, 1, 5)
    assert not CLOSED_AT_CHRISTMAS.is_working(date(2026, 11, 3))


def test_ninety_days_after_going_live_may_fall_on_a_sunday() -> None:
    assert DAYS.first_from(date(2027, 1, 18) + timedelta(days=90)) == date(2027, 4, 19)


def test_times_follow_daylight_saving() -> None:
    winter, summer = DAYS.opening(date(2026, 3, 27)), DAYS.opening(date(2026, 3, 30))

    assert winter.astimezone(UTC).hour == 9
    assert summer.astimezone(UTC).hour == 8
    assert DAYS.in_hours(datetime(2026, 3, 30, 8, 0, tzinfo=UTC))
    assert not DAYS.in_hours(datetime(2026, 3, 27, 8, 0, tzinfo=UTC))
    asked = datetime(2026, 3, 27, 10, 0, tzinfo=UTC)
    assert DAYS.reply_by(asked, 1).astimezone(UTC) == datetime(2026, 3, 30, 16, 0, tzinfo=UTC)


def test_hours_begin_at_opening_and_are_over_at_closing() -> None:
    moments = ("08:59", "09:00", "16:59", "17:00")

    assert [DAYS.in_hours(at(f"2026-12-08 {clock}")) for clock in moments] == [
        False,
        True,
        True,
        False,
    ]
    assert not DAYS.in_hours(at("2026-12-12 11:00"))


def test_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="must open before they close, not 17:00 to 09:00"):
        WorkingDays(Nation.ENGLAND, LONDON, opens=time(17), closes=time(9))


# Each law is a function of the calendar it is asked of, so that a faulty one can take its place.

Law = Callable[[WorkingDays, date, int, int], bool]


def lands_on_a_working_day(days: WorkingDays, day: date, n: int, _: int) -> bool:
    return days.is_working(days.after(day, n)) and days.is_working(days.first_from(day))


def passes_no_working_day_over(days: WorkingDays, day: date, _: int, __: int) -> bool:
    first = days.first_from(day)
    skipped = (day + timedelta(days=n) for n in range((first - day).days))
    return first >= day and not any(days.is_working(each) for each in skipped)


def counting_undoes_adding(days: WorkingDays, day: date, n: int, _: int) -> bool:
    return n == 0 or days.between(day, days.after(day, n)) == n


def steps_add_up(days: WorkingDays, day: date, n: int, more: int) -> bool:
    return not (n and more) or days.after(days.after(day, n), more) == days.after(day, n + more)


@given(calendars, dates, few, few)
def test_adding_and_counting_working_days_agree(
    days: WorkingDays, day: date, n: int, more: int
) -> None:
    assert lands_on_a_working_day(days, day, n, more)
    assert passes_no_working_day_over(days, day, n, more)
    assert counting_undoes_adding(days, day, n, more)
    assert steps_add_up(days, day, n, more)


def is_in_time_exactly_if_it_took_no_longer(
    days: WorkingDays, asked: datetime, heard: datetime, n: int
) -> bool:
    return (heard <= days.reply_by(asked, n)) == (days.took(asked, heard) <= n)


@given(calendars, moments, st.timedeltas(timedelta(0), timedelta(days=20)), few)
def test_a_reply_is_in_time_exactly_if_it_took_no_more_working_days_than_promised(
    days: WorkingDays, asked: datetime, later: timedelta, n: int
) -> None:
    assert is_in_time_exactly_if_it_took_no_longer(days, asked, asked + later, n)
    assert days.reply_by(asked, n) >= asked


@given(calendars, moments)
def test_working_hours_lie_between_opening_and_closing(days: WorkingDays, moment: datetime) -> None:
    day = days.local(moment).date()

    within = days.opening(day) <= moment < days.closing(day)
    assert days.in_hours(moment) == (within and days.is_working(day))


@dataclass(frozen=True)
class _ForgetsTheHolidays(WorkingDays):
    def first_from(self, day: date) -> date:
        while day.weekday() >= 5:
            day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class _StepsOverToday(WorkingDays):
    def first_from(self, day: date) -> date:
        return WorkingDays.first_from(self, day + timedelta(days=1))


@dataclass(frozen=True)
class _CountsItsFirstDay(WorkingDays):
    def between(self, a: date, b: date) -> int:
        return WorkingDays.between(self, a - timedelta(days=1), b)


@dataclass(frozen=True)
class _AddsCalendarDays(WorkingDays):
    def after(self, day: date, n: int) -> date:
        return self.first_from(day + timedelta(days=n))


@pytest.mark.parametrize(
    ("fault", "law"),
    [
        (_ForgetsTheHolidays, lands_on_a_working_day),
        (_StepsOverToday, passes_no_working_day_over),
        (_CountsItsFirstDay, counting_undoes_adding),
        (_AddsCalendarDays, steps_add_up),
    ],
)
def test_each_law_catches_its_fault(fault: type[WorkingDays], law: Law) -> None:
    faulty = fault(Nation.ENGLAND, LONDON)
    around_christmas = [date(2026, 12, 18) + timedelta(days=n) for n in range(14)]

    assert not all(law(faulty, day, 3, 4) for day in around_christmas)


@dataclass(frozen=True)
class _CountsTheEveningAsToday(WorkingDays):
    def counts_from(self, moment: datetime) -> date:
        return self.first_from(moment.astimezone(self.timezone).date())


def test_the_law_of_replies_catches_an_evening_that_counts_as_today() -> None:
    faulty = _CountsTheEveningAsToday(Nation.ENGLAND, LONDON)
    asked, heard = at("2026-12-08 10:00"), at("2026-12-10 18:00")

    assert is_in_time_exactly_if_it_took_no_longer(DAYS, asked, heard, 2)
    assert not is_in_time_exactly_if_it_took_no_longer(faulty, asked, heard, 2)
