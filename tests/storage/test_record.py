"""Requests, and what happened to them."""

from dataclasses import fields, replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.catalogue.capability import CulDeSac
from bot.drafts import Line, NotSame
from bot.events import Accepted, Attachment, Stopped, Submitted, Taken, Verdict
from bot.facts import Fact, Source
from bot.levels.judgement import Judgement, Level, Reason, Sureness
from bot.outcome import Offer, Outcome
from bot.ports import Work
from bot.requests import OPEN, Entry, JoinedFor, Link, Request, Status
from storage.store import SqlStore
from tests.storage.given import DAY, DEAN, MINUTE, NOW, PRIYA, asked, dean

JUDGEMENT = Judgement(
    Level.ACCESS,
    Sureness.LIKELY,
    {Level.ACCESS: 0.75, Level.EFFICIENCY: 0.25},
    (Reason("channel_now", "paper", "the form", Level.ACCESS, "people use a form"),),
    ("It becomes Efficiency if …",),
)
OUTCOME = Outcome(
    JUDGEMENT,
    (Offer("pay", "GOV.UK Pay", "", None),),
    ("a check of addresses",),
    (CulDeSac("contract_end", "It ends", "a way out"),),
)


def full(work: Work) -> Request:
    """A request with something in every field."""
    return Request(
        number=work.next_number(),
        requester=dean(work),
        title="Visitor permits ‘online’",
        said=(Line("hiya 🙂\nپارکینگ", NOW), Line("'; DROP TABLE requests; --", NOW + MINUTE)),
        asked_at=NOW,
        status=Status.ACCEPTED,
        facts={"volume_per_month": Fact(60, Source.ANSWERED, "about 60")},
        outcome=OUTCOME,
        level=Level.EFFICIENCY,
        reply_by=NOW + 2 * DAY,
        heard_at=NOW + MINUTE,
        taker=work.person(PRIYA, None),
        accepted=Accepted(1, "now", date(2027, 1, 18), date(2027, 4, 19)),
        stopped=Stopped(1, "reason", "instead"),
        decided_at=NOW + DAY,
        go_live_on=date(2027, 1, 18),
        live_on=date(2027, 1, 19),
        review_on=date(2027, 4, 19),
        follows=12,
        remind_at=NOW + 3 * DAY,
        reminded_at=NOW + 4 * DAY,
        told_late_at=NOW + 5 * DAY,
        confidential=True,
        on_behalf="Gwen at reception",
        joined=(work.person(PRIYA, None).key, dean(work).key),
        not_same=(NotSame(3, "that one is for bikes"),),
        files=(Attachment("form.pdf", "https://files.example.org/1"),),
        waits_for="supplier",
        tracked_at="https://board.example.org/12",
        language="pl",
        level_reason="typed in again",
        verdicts=(Verdict("pay", "GOV.UK Pay", "adapted", "no cash"),),
        named_gaps=("a check of addresses",),
        links=(Link("took_in", 9),),
        asked_if_helped_at=NOW + 6 * DAY,
        told_slipped_at=NOW + 5 * DAY,
        waiting_since=NOW + 7 * DAY,
        snoozed_until=date(2027, 5, 3),
        dismissed="new",
        held="a court case",
        joined_for=(JoinedFor("Bob Lee", dean(work).key),),
        platform="slack",
    )


async def test_a_request_is_kept_whole(store: SqlStore) -> None:
    def keep(work: Work) -> Request:
        request = full(work)
        work.save(request)
        return request

    kept = await store.transact(keep)

    assert all(getattr(kept, field.name) for field in fields(Request))
    assert await store.transact(lambda work: work.request(kept.number)) == kept


async def test_times_are_told_in_the_organisations_zone(store: SqlStore) -> None:
    summer = NOW.replace(month=7).astimezone(ZoneInfo("Asia/Tokyo"))
    kept = await store.transact(lambda work: asked(work, summer))

    found = await store.transact(lambda work: work.request(kept.number))

    assert found is not None
    assert found.asked_at == summer
    assert found.asked_at.isoformat() == "2026-07-08T09:38:00+01:00"


async def test_a_changed_request_takes_the_place_of_what_it_was(store: SqlStore) -> None:
    kept = await store.transact(asked)
    changed = replace(kept, title="Permits", status=Status.TAKEN, taker=kept.requester)

    await store.transact(lambda work: work.save(changed))

    assert await store.transact(lambda work: work.request(kept.number)) == changed


@pytest.mark.parametrize("number", [0, -1, 404, 10**30])
async def test_there_is_no_request_that_nobody_made(store: SqlStore, number: int) -> None:
    assert await store.transact(lambda work: work.request(number)) is None


async def test_no_two_requests_have_one_number(store: SqlStore) -> None:
    def fail(work: Work) -> None:
        work.next_number()
        raise RuntimeError

    first = await store.transact(asked)
    with pytest.raises(RuntimeError):
        await store.transact(fail)
    second = await store.transact(asked)

    assert first.number == 1
    assert second.number > first.number


async def test_a_history_tells_who_did_what_oldest_first(store: SqlStore) -> None:
    def happen(work: Work) -> int:
        request = asked(work)
        priya = work.person(PRIYA, None)
        number = request.number
        work.record(Entry(number, NOW, "", Submitted()), request.requester.key)
        work.record(Entry(number, NOW + MINUTE, "", Taken(number)), priya.key)
        work.record(Entry(number, NOW + DAY, "", Taken(number)), None)
        return number

    number = await store.transact(happen)

    assert await store.transact(lambda work: work.history(number)) == (
        Entry(number, NOW, "Dean Marsh", Submitted()),
        Entry(number, NOW + MINUTE, "Priya Nair", Taken(number)),
        Entry(number, NOW + DAY, "", Taken(number)),
    )


async def test_the_queue_is_what_is_open_oldest_first(store: SqlStore) -> None:
    def ask(work: Work) -> list[int]:
        young, old, shut = asked(work, NOW), asked(work, NOW - DAY), asked(work, NOW - 2 * DAY)
        work.save(replace(shut, status=Status.CLOSED))
        return [old.number, young.number]

    numbers = await store.transact(ask)
    queue = await store.transact(lambda work: work.with_status(OPEN, 10))
    head = await store.transact(lambda work: work.with_status(OPEN, 1))

    assert [request.number for request in queue] == numbers
    assert head == queue[:1]
    assert await store.transact(lambda work: work.with_status((), 10)) == ()


async def test_my_requests_are_mine_newest_first(store: SqlStore) -> None:
    def ask(work: Work) -> tuple[int, list[int]]:
        old, new = asked(work, NOW - DAY), asked(work, NOW)
        asked(work, NOW, PRIYA)
        return new.requester.key, [new.number, old.number]

    key, numbers = await store.transact(ask)
    mine = await store.transact(lambda work: work.asked_by(key, 10))

    assert [request.number for request in mine] == numbers
    assert await store.transact(lambda work: work.asked_by(key, 1)) == mine[:1]
    assert {request.requester.name for request in mine} == {DEAN.name}


async def test_who_needs_the_same_finds_the_request_among_theirs(store: SqlStore) -> None:
    def join(work: Work) -> tuple[Request, int]:
        priya = work.person(PRIYA, None).key
        request = replace(asked(work), joined=(priya,))
        work.save(request)
        work.save(request)
        return request, priya

    request, priya = await store.transact(join)

    assert await store.transact(lambda work: work.asked_by(priya, 10)) == (request,)
