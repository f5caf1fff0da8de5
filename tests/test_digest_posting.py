"""When the digest is posted: once a week, late rather than never."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import cast

from bot.effects import Say
from bot.figures import Brief, Figures, Period
from bot.handbook import DigestPlan
from bot.messages import text_of
from bot.naming import Waits
from bot.people import Place
from bot.ports import Work
from bot.requests import Request
from bot.reviews.periods import DuePeriod, due_period, in_full, in_short, week_of
from bot.reviews.posting import figures_of, post_digest
from bot.words.rich import bare
from tests.blocks import block
from tests.figuring import WEEK, figured, request
from tests.reviewing import BOOK, DAYS, TEAM, at

HALF_PAST_NINE = time(9, 30)


def due(now: str, posted: date | None = None, began: date | None = date(2026, 12, 8)) -> DuePeriod:
    found = due_period(at(now), posted, began, DAYS, HALF_PAST_NINE)
    assert found is not None
    return found


def test_it_is_due_on_the_first_working_day_of_the_week_at_its_time() -> None:
    before = due_period(at("2026-12-14 09:29"), None, date(2026, 12, 8), DAYS, HALF_PAST_NINE)

    assert before is None
    assert due("2026-12-14 09:30") == DuePeriod(WEEK)
    assert due("2026-12-14 16:00") == DuePeriod(WEEK)


def test_it_is_due_once() -> None:
    began = date(2026, 12, 8)

    assert due_period(at("2026-12-18 09:30"), WEEK.first, began, DAYS, HALF_PAST_NINE) is None


def test_nothing_is_due_before_anything_began() -> None:
    this_week = date(2026, 12, 14)

    assert due_period(at("2026-12-14 09:30"), None, None, DAYS, HALF_PAST_NINE) is None
    assert due_period(at("2026-12-14 09:30"), None, this_week, DAYS, HALF_PAST_NINE) is None


def test_a_week_in_which_nothing_came_is_due_too() -> None:
    assert due("2026-12-21 09:30", WEEK.first, None) == DuePeriod(week_of(date(2026, 12, 14)))


def test_a_bank_holiday_moves_it_to_the_day_after_without_being_late() -> None:
    christmas = Period(date(2026, 12, 21), date(2026, 12, 27))
    began = date(2026, 12, 8)

    assert due_period(at("2026-12-28 10:00"), date(2026, 12, 14), began, DAYS, time(9, 30)) is None
    assert due("2026-12-29 09:30", date(2026, 12, 14)) == DuePeriod(christmas)


def test_after_a_fault_it_is_late_and_lists_the_weeks_that_were_missed() -> None:
    assert due("2026-12-16 11:00") == DuePeriod(WEEK, late=True)
    assert due("2027-01-06 11:00") == DuePeriod(
        Period(date(2026, 12, 28), date(2027, 1, 3)),
        (WEEK, week_of(date(2026, 12, 14)), week_of(date(2026, 12, 21))),
        late=True,
    )


def test_after_a_week_that_was_closed_two_weeks_are_due_and_neither_is_late() -> None:
    closed = replace(DAYS, closures=frozenset(date(2026, 12, n) for n in (29, 30, 31)))
    on = at("2027-01-04 09:30")

    found = due_period(on, date(2026, 12, 14), date(2026, 12, 8), closed, HALF_PAST_NINE)
    assert found == DuePeriod(week_of(date(2026, 12, 28)), (week_of(date(2026, 12, 21)),))


def test_weeks_are_written_with_no_more_than_they_need() -> None:
    autumn, new_year = week_of(date(2026, 10, 1)), week_of(date(2027, 1, 1))

    assert bare(in_full(WEEK, BOOK.words)) == "Monday 7 to Sunday 13 December 2026"
    assert bare(in_full(autumn, BOOK.words)) == "Monday 28 September to Sunday 4 October 2026"
    assert bare(in_full(new_year, BOOK.words)) == "Monday 28 December 2026 to Sunday 3 January 2027"
    assert bare(in_short(WEEK, BOOK.words)) == "7 to 13 December"
    assert bare(in_short(new_year, BOOK.words)) == "28 December to 3 January"


@dataclass
class Shelf:
    """What posting a digest needs of a transaction, kept in memory."""

    requests: tuple[Request, ...] = ()
    began: date | None = date(2026, 12, 8)
    said: list[Say] = field(default_factory=list)
    posted: list[Period] = field(default_factory=list)
    elsewhere: date | None = None
    named: frozenset[str] = frozenset()
    asked_for: list[tuple[datetime, datetime]] = field(default_factory=list)

    def began_on(self) -> date | None:
        return self.began

    def last_digest(self, to: Place | None = None) -> date | None:
        assert to in {TEAM, None}
        here = max((period.first for period in self.posted), default=None)
        return here if to else here or self.elsewhere

    def digest_posted(self, to: Place, period: Period, at: datetime) -> None:
        assert period not in self.posted
        self.posted.append(period)

    def figures(self, period: Period, starts: datetime, ends: datetime) -> Figures:
        self.asked_for.append((starts, ends))
        return figured(period, new=tuple(r for r in self.requests if starts <= r.asked_at < ends))

    def waits(self, at: datetime) -> Waits:
        return ()

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        assert not numbers
        return {}

    def is_asked_for(
        self, keys: Collection[str], stems: Collection[str], since: datetime, ends: datetime
    ) -> bool:
        assert stems
        assert (since, ends) == (at("2026-10-19 00:00"), at("2026-12-14 00:00"))
        return not self.named.isdisjoint(keys)

    def unheard(self, ends: datetime) -> tuple[Brief, ...]:
        return ()

    def late(self, period: Period) -> tuple[Brief, ...]:
        return ()

    def file(self, say: Say, at: datetime) -> None:
        self.said.append(say)


def post(shelf: Shelf, now: str) -> bool:
    return post_digest(cast("Work", shelf), at(now), BOOK)


def test_every_week_has_one_digest_however_often_the_clock_ticks() -> None:
    shelf = Shelf()
    start = at("2026-12-07 00:00")

    ticks = [start + timedelta(minutes=30 * n) for n in range(2 * 24 * 35)]
    posted = [now for now in ticks if post_digest(cast("Work", shelf), now, BOOK)]

    assert posted == [
        at(f"{day} 09:30") for day in ("2026-12-14", "2026-12-21", "2026-12-29", "2027-01-04")
    ]
    assert shelf.posted == [week_of(date(2026, 12, 7) + timedelta(days=7 * n)) for n in range(4)]


def test_a_new_channel_goes_on_from_where_the_one_before_it_was() -> None:
    shelf = Shelf(began=date(2025, 3, 3), elsewhere=date(2026, 11, 30))

    assert not post(shelf, "2026-12-11 10:00")
    assert post(shelf, "2026-12-14 09:30")

    assert shelf.posted == [week_of(date(2026, 12, 7))]


def test_a_digest_that_comes_late_says_so_and_gives_each_missed_week_a_line() -> None:
    shelf = Shelf((request(1), request(2), request(3, "2026-12-15 10:00")))

    assert post(shelf, "2026-12-23 10:00")
    assert not post(shelf, "2026-12-23 10:01")

    (say,) = shelf.said
    said = text_of(say.message).splitlines()
    assert say.to == TEAM
    assert said[0] == (
        "This is last week’s digest. It comes late, on Wednesday 23 December, because Groundwork"
        " was off when it was due. Every request that had reached us is here. If you wrote and"
        " heard nothing, please write again."
    )
    assert said[1] == "Digital requests: Monday 14 to Sunday 20 December 2026"
    assert said[-2:] == [
        "The weeks before, which had no digest",
        "Monday 7 to Sunday 13 December 2026: 2 new, 0 decided.",
    ]


def test_a_week_runs_from_midnight_to_midnight_also_when_the_clocks_change() -> None:
    shelf = Shelf(began=date(2026, 10, 19))

    post(shelf, "2026-10-26 09:30")

    ((starts, ends),) = shelf.asked_for
    assert (starts, ends) == (at("2026-10-19 00:00"), at("2026-10-26 00:00"))
    assert ends.timestamp() - starts.timestamp() == (7 * 24 + 1) * 3600


def test_the_digest_names_the_parts_of_the_future_that_no_request_would_lay() -> None:
    future = DigestPlan(future=("Tell us once", "Card payments", "A list of residents"))
    held = replace(BOOK, digest=future, blocks=(block("pay", name="Card payments"),))
    shelf = Shelf((request(1),), named=frozenset({"pay", "list of residents"}))
    work = cast("Work", shelf)

    assert figures_of(WEEK, work, held).not_asked_for == ("Tell us once",)
    assert figures_of(WEEK, cast("Work", Shelf()), held).not_asked_for == ()
