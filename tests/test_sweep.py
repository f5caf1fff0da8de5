"""The clock: nobody is told twice, nothing is forgotten, and a backlog blocks nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from bot.ports import Work
from bot.requests import Request, Status
from bot.reviews.due import next_look, what_is_due
from bot.reviews.sweep import SLICE, sweep
from tests.reviewing import (
    BOOK,
    DAYS,
    DEAN,
    PRIYA,
    TOM,
    TUESDAY,
    Desk,
    accepted,
    asked,
    at,
    desk,
    hourly,
    live,
    somebody,
    tick,
)


def test_nothing_is_said_outside_working_hours_and_what_is_due_stays_due() -> None:
    at_desk = desk(asked())

    for moment in ("2026-12-10 08:59", "2026-12-10 17:00", "2026-12-12 11:00"):
        assert tick(at_desk, at(moment)) == []
    assert len(tick(at_desk, at("2026-12-14 09:00"))) == 1


def test_a_restart_repeats_nothing() -> None:
    at_desk = desk(asked(), live(13, date(2026, 12, 10)))
    tick(at_desk, at("2026-12-10 09:00"))

    started_again = Desk(dict(at_desk.requests), last=dict(at_desk.last))

    assert tick(started_again, at("2026-12-10 09:00")) == []
    assert tick(started_again, at("2026-12-10 16:59")) == []


def test_the_team_and_a_taker_are_reminded_again_after_five_working_days() -> None:
    untouched = hourly(desk(asked(told_late_at=TUESDAY)), at("2026-12-10 00:00"), 12)
    reviews = hourly(desk(live(13, date(2026, 12, 10))), at("2026-12-10 00:00"), 12)

    assert [hour for hour, *_ in untouched] == [
        at("2026-12-10 09:00"),
        at("2026-12-17 09:00"),
    ]
    assert [hour for hour, *_ in reviews] == [at("2026-12-10 09:00"), at("2026-12-17 09:00")]


def test_another_change_in_between_does_not_bring_the_reminder_back_sooner() -> None:
    at_desk = desk(live(13, date(2026, 12, 10)))
    tick(at_desk, at("2026-12-10 09:00"))

    changed = at_desk.requests[13]
    assert next_look(changed, DAYS, at("2026-12-11 10:00")) == at("2026-12-17 09:00")


def test_a_new_day_for_going_live_is_asked_about_on_that_day() -> None:
    at_desk = desk(accepted())
    tick(at_desk, at("2027-01-18 09:00"))

    moved = replace(at_desk.requests[12], go_live_on=date(2027, 1, 20))
    assert next_look(moved, DAYS, at("2027-01-18 10:00")) == at("2027-01-20 09:00")


def test_what_falls_due_later_the_same_day_waits_for_the_next_working_day() -> None:
    at_desk = desk(live(12, date(2026, 12, 11)))
    tick(at_desk, at("2026-12-11 09:00"))
    at_desk.save(replace(live(13, date(2026, 12, 11)), remind_at=at("2026-12-11 10:00")))

    assert tick(at_desk, at("2026-12-11 10:00")) == []
    ((who, text),) = tick(at_desk, at("2026-12-14 09:00"))
    assert who == "Priya Nair"
    assert "GW-13" in text
    assert "GW-12" not in text


def test_ten_requests_are_named_and_the_others_come_on_the_next_working_day() -> None:
    reviews = [live(n, date(2026, 12, 10)) for n in range(1, 18)]
    at_desk = desk(*reviews)

    ((_, first),) = tick(at_desk, at("2026-12-10 09:00"))
    ((_, second),) = tick(at_desk, at("2026-12-11 09:00"))

    assert "Time to look at 10 things again." in first
    assert "… and 7 more. I’ll name those on the next working day." in first
    assert "Time to look at 7 things again." in second
    assert [n for n in range(1, 18) if f"Keep GW-{n}]" in first] == list(range(1, 11))
    assert [n for n in range(1, 18) if f"Keep GW-{n}]" in second] == list(range(11, 18))


def test_a_backlog_of_ten_thousand_goes_in_slices_with_one_message_a_person() -> None:
    takers = [somebody(f"Taker {n}") for n in range(10)]
    rows = [live(n, date(2026, 12, 10), taker=takers[n % 10]) for n in range(10_000)]
    at_desk = desk(*rows)
    now = at("2026-12-10 09:00")

    news = [told for _ in range(10_000 // SLICE) for told in tick(at_desk, now)]

    assert sorted(who for who, _ in news) == sorted(taker.name for taker in takers)
    assert at_desk.most_claimed == SLICE
    assert at_desk.due(now, 1) == ()
    assert at_desk.due(at("2026-12-11 09:00"), 10_000) != ()


def test_a_full_slice_says_that_there_may_be_more() -> None:
    at_desk = desk(*(live(n, date(2026, 12, 10)) for n in range(150)))

    ((_, text),) = tick(at_desk, at("2026-12-10 09:00"))

    assert "… and at least 90 more. I’ll name those next, day by day." in text


def test_a_look_at_what_is_not_due_any_more_is_put_right_in_silence() -> None:
    at_desk = Desk({12: replace(live(), remind_at=at("2026-12-10 09:00"))})

    assert tick(at_desk, at("2026-12-10 09:00")) == []
    assert at_desk.requests[12].remind_at == at("2027-04-19 09:00")


def test_a_sweep_says_whether_there_is_anything_new_to_send() -> None:
    at_desk = desk(asked())

    assert sweep(cast("Work", at_desk), at("2026-12-10 09:00"), BOOK)
    assert not sweep(cast("Work", at_desk), at("2026-12-10 09:01"), BOOK)


HOUR = timedelta(hours=1)


moments = st.integers(0, 24 * 300).map(lambda n: datetime(2026, 10, 1, tzinfo=UTC) + n * HOUR)


some_dates = st.dates(date(2026, 10, 1), date(2027, 8, 1))


@st.composite
def any_request(draw: st.DrawFn) -> Request:
    when = draw(moments)
    return Request(
        draw(st.integers(1, 30)),
        DEAN,
        "Permits",
        (),
        when,
        status=draw(st.sampled_from(Status)),
        taker=draw(st.sampled_from([None, PRIYA, TOM])),
        heard_at=draw(st.none() | st.just(when)),
        reply_by=draw(st.none() | st.integers(0, 5).map(lambda n: DAYS.reply_by(when, n))),
        go_live_on=draw(st.none() | some_dates),
        review_on=draw(st.none() | some_dates),
        remind_at=when,
    )


Reminding = Callable[[Desk, datetime], list[tuple[str, str]]]


def looks_ahead(at_desk: Desk, now: datetime, reminding: Reminding) -> bool:
    """In hours, after a tick nothing is due any more; and nothing is to be said twice."""
    reminding(at_desk, now)
    again = reminding(at_desk, now)
    return not DAYS.in_hours(now) or (not again and not at_desk.due(now, 1))


def reminds_once_a_day(at_desk: Desk, now: datetime, reminding: Reminding) -> bool:
    """Over three days of ticks, nobody gets a second reminder on one day."""
    told: list[tuple[date, str]] = []
    for hour in (now + n * HOUR for n in range(72)):
        reminders = [who for who, text in reminding(at_desk, hour) if "sorry" not in text]
        told += ((DAYS.local(hour).date(), who) for who in reminders)
    return len(told) == len(set(told)) and all(DAYS.is_working(day) for day, _ in told)


@given(st.lists(any_request(), max_size=12), moments)
def test_after_a_tick_nothing_is_due_and_nobody_is_reminded_twice_a_day(
    requests: list[Request], now: datetime
) -> None:
    rows = {request.number: request for request in requests}

    assert looks_ahead(Desk(dict(rows)), now, tick)
    assert reminds_once_a_day(Desk(dict(rows)), now, tick)


@given(any_request(), moments)
def test_something_is_due_exactly_when_the_next_look_has_come(
    request: Request, now: datetime
) -> None:
    assert bool(what_is_due(request, now, DAYS)) == (next_look(request, DAYS, now) == now)


def _forgets_to_save(at_desk: Desk, now: datetime) -> list[tuple[str, str]]:
    kept = dict(at_desk.requests)
    news = tick(at_desk, now)
    at_desk.requests, at_desk.last = kept, {}
    return news


def _forgets_the_day(at_desk: Desk, now: datetime) -> list[tuple[str, str]]:
    news = tick(at_desk, now)
    at_desk.last = {}
    for request in at_desk.requests.values():
        at_desk.save(replace(request, remind_at=now, reminded_at=None))
    return news


def test_the_laws_catch_a_clock_that_forgets() -> None:
    now = at("2026-12-10 09:00")

    assert not looks_ahead(desk(asked()), now, _forgets_to_save)
    assert not reminds_once_a_day(desk(asked()), now, _forgets_the_day)
    assert reminds_once_a_day(desk(asked()), now, tick)
