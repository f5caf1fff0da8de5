"""What is due, who was reminded, and what the digest is made from."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from bot.figures import Figures, Period
from bot.ports import Work
from bot.requests import Request, Status
from storage.store import SqlStore
from tests.figuring import brief
from tests.storage.given import DAY, HOME, LONDON, MINUTE, NOW, TEAM, asked

WEEK = Period(date(2026, 12, 7), date(2026, 12, 13))
STARTS = datetime(2026, 12, 7, tzinfo=LONDON)
ENDS = datetime(2026, 12, 14, tzinfo=LONDON)
INSTANT = timedelta(microseconds=1)


async def kept(store: SqlStore, at: datetime = NOW, **changes: Any) -> Request:
    """A request that has come to this."""

    def keep(work: Work) -> Request:
        request = replace(asked(work, at), **changes)
        work.save(request)
        return request

    return await store.transact(keep)


async def week(store: SqlStore) -> Figures:
    return await store.transact(lambda work: work.figures(WEEK, STARTS, ENDS))


async def test_what_is_due_comes_longest_due_first_in_slices(store: SqlStore) -> None:
    late = await kept(store, remind_at=NOW - DAY)
    now = await kept(store, remind_at=NOW)
    later = await kept(store, remind_at=NOW - 2 * DAY)
    await kept(store, remind_at=NOW + INSTANT)
    await kept(store)

    assert await store.transact(lambda work: work.due(NOW, 10)) == (later, late, now)
    assert await store.transact(lambda work: work.due(NOW, 1)) == (later,)


async def test_the_last_reminder_of_each_is_known(store: SqlStore) -> None:
    today = NOW.date()
    assert await store.transact(lambda work: work.last_reminded("team")) is None

    await store.transact(lambda work: work.reminded("team", today - DAY))
    await store.transact(lambda work: work.reminded("team", today))
    await store.transact(lambda work: work.reminded("7", today - DAY))

    assert await store.transact(lambda work: work.last_reminded("team")) == today
    assert await store.transact(lambda work: work.last_reminded("7")) == today - DAY


async def test_a_digest_is_posted_once_a_week_and_place(store: SqlStore) -> None:
    before = Period(WEEK.first - 7 * DAY, WEEK.last - 7 * DAY)
    assert await store.transact(lambda work: work.last_digest(TEAM)) is None
    assert await store.transact(lambda work: work.last_digest()) is None

    await store.transact(lambda work: work.digest_posted(TEAM, WEEK, ENDS))
    await store.transact(lambda work: work.digest_posted(TEAM, before, ENDS))

    assert await store.transact(lambda work: work.last_digest(TEAM)) == WEEK.first
    assert await store.transact(lambda work: work.last_digest(HOME)) is None
    assert await store.transact(lambda work: work.last_digest()) == WEEK.first
    with pytest.raises(IntegrityError):
        await store.transact(lambda work: work.digest_posted(TEAM, WEEK, ENDS))


async def test_a_quiet_week_has_no_figures(store: SqlStore) -> None:
    assert await week(store) == Figures(WEEK)


async def test_what_is_new_was_asked_within_the_week(store: SqlStore) -> None:
    await kept(store, STARTS - INSTANT)
    last = await kept(store, ENDS - INSTANT)
    first = await kept(store, STARTS)
    await kept(store, ENDS)

    assert (await week(store)).new == tuple(map(brief, (first, last)))


async def test_what_is_decided_was_decided_within_the_week(store: SqlStore) -> None:
    stopped = {"status": Status.STOPPED}
    await kept(store, STARTS - DAY, decided_at=STARTS - INSTANT, **stopped)
    first = await kept(store, STARTS - DAY, decided_at=STARTS, **stopped)
    await kept(store, STARTS - DAY, decided_at=ENDS, **stopped)

    assert (await week(store)).decided == tuple(map(brief, (first,)))


async def test_the_mix_looks_back_8_weeks(store: SqlStore) -> None:
    await kept(store, ENDS - 56 * DAY - INSTANT)
    await kept(store, ENDS - 56 * DAY)
    await kept(store, ENDS - INSTANT)
    await kept(store, ENDS)

    assert (await week(store)).mix == {None: 2}


async def test_what_waits_was_open_at_the_end_of_the_week(store: SqlStore) -> None:
    taken = await kept(store, NOW, status=Status.TAKEN)
    await kept(store, NOW + MINUTE, status=Status.ACCEPTED, decided_at=ENDS - INSTANT)
    since = await kept(store, NOW + 2 * MINUTE, status=Status.ACCEPTED, decided_at=ENDS)
    await kept(store, NOW, status=Status.WITHDRAWN)
    await kept(store, ENDS)

    assert (await week(store)).waiting == tuple(map(brief, (taken, since)))


async def test_reviews_are_those_due_by_the_end_of_the_week_that_follows(store: SqlStore) -> None:
    live = {"status": Status.LIVE, "decided_at": STARTS - DAY}
    overdue = await kept(store, STARTS - DAY, review_on=WEEK.last, **live)
    last = await kept(store, STARTS - DAY, review_on=WEEK.last + 7 * DAY, **live)
    first = await kept(store, STARTS - DAY, review_on=WEEK.last + DAY, **live)
    await kept(store, STARTS - DAY, review_on=WEEK.last + 8 * DAY, **live)
    await kept(store, STARTS - DAY, review_on=WEEK.last + DAY, status=Status.CLOSED)

    assert (await week(store)).live == tuple(map(brief, (overdue, first, last)))


async def test_late_is_what_should_have_been_live_by_the_end_of_the_week(store: SqlStore) -> None:
    accepted = {"status": Status.ACCEPTED, "decided_at": STARTS - DAY}
    late = await kept(store, STARTS - DAY, go_live_on=WEEK.last, **accepted)
    await kept(store, STARTS - DAY, go_live_on=WEEK.last + DAY, **accepted)
    await kept(store, STARTS - DAY, go_live_on=WEEK.last, status=Status.LIVE)

    found = await store.transact(lambda work: work.late(WEEK))
    assert found == (brief(late),)


async def test_what_was_sent_elsewhere_is_counted(store: SqlStore) -> None:
    def count(work: Work) -> None:
        work.tally("foi", STARTS - INSTANT)
        work.tally("fault", STARTS)
        work.tally("content", NOW)
        work.tally("fault", ENDS - INSTANT)
        work.tally("content", ENDS)

    await store.transact(count)

    assert (await week(store)).sent_elsewhere == {"content": 1, "fault": 2}
