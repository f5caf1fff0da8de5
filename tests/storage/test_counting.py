"""What digests are made from, counted by the database and by hand."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from bot.catalogue.terms import in_any
from bot.events import Verdict
from bot.facts import Fact, Source
from bot.figures import Figures
from bot.levels.judgement import Level, Sureness
from bot.naming import Waits
from bot.people import Identity
from bot.ports import Work
from bot.requests import Link, Request, Status
from storage import migrating, naming, reports
from storage.store import SqlStore, open_store
from tests.figuring import WEEK, accepted, of_week, outcome, request, stopped
from tests.reviewing import at
from tests.storage.given import HOME, LONDON, asked, dean
from tests.storage.planning import fill, goes_by, planned

STARTS, ENDS = at("2026-12-07 00:00"), at("2026-12-14 00:00")
SERVICES = ("", "Parking", "Halls")
NAMES = st.lists(st.sampled_from(["Forms", "Pay", "A map", "the map."]), unique=True).map(tuple)
VERDICTS = st.lists(
    st.builds(
        Verdict,
        st.sampled_from(["forms", "pay"]),
        st.just("Forms"),
        st.sampled_from(["as_it_is", "adapted", "same_word", "rejected"]),
    ),
    unique_by=lambda one: one.block,
).map(tuple)
MOMENTS = st.integers(-24 * 60, 24 * 14).map(lambda n: STARTS + timedelta(hours=n))
DAYS = st.integers(-20, 20).map(lambda n: WEEK.last + timedelta(days=n))
OUTCOMES = st.none() | st.builds(
    outcome,
    st.sampled_from(Level),
    st.sampled_from(Sureness),
    offers=NAMES,
    gaps=NAMES,
    warnings=NAMES,
)
HOURS = {"volume_per_month": Fact(60, Source.READ), "minutes_each": Fact(15, Source.READ)}
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "asked_at": MOMENTS,
    "status": st.sampled_from(Status),
    "level": st.none() | st.sampled_from(Level),
    "outcome": OUTCOMES,
    "facts": st.sampled_from([{}, HOURS]),
    "verdicts": VERDICTS,
    "named_gaps": NAMES,
    "accepted": st.sampled_from([None, accepted(1).accepted, accepted(1, "a").accepted]),
    "stopped": st.sampled_from([None, stopped(1, "why").stopped]),
    "decided_at": st.none() | MOMENTS,
    "heard_at": st.none() | MOMENTS,
    "told_late_at": st.none() | MOMENTS,
    "go_live_on": st.none() | DAYS,
    "review_on": st.none() | DAYS,
    "confidential": st.sampled_from([False, False, False, True]),
    "links": st.sampled_from([(), (Link("merged_into", 4),)]),
}
SOME = st.lists(st.tuples(st.fixed_dictionaries(CHANGES), st.sampled_from(SERVICES)), max_size=30)


def kept(changes: list[tuple[dict[str, Any], str]], work: Work) -> tuple[Request, ...]:
    """Requests that have come to this, of people from these services; nothing else is there."""
    work.forget_everything()
    found = []
    for number, (each, service) in enumerate(changes, 1):
        who = work.person(Identity("page", f"una-{service}", "Una", service), HOME)
        found.append(replace(request(number), requester=who, **each))
        work.save(found[-1])
    return tuple(found)


def counted(work: Work) -> Figures:
    figures = work.figures(WEEK, STARTS, ENDS)
    return replace(
        figures, waits=work.waits(ENDS), unheard=work.unheard(ENDS), late=work.late(WEEK)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(SOME)
def test_what_the_database_counts_is_what_a_plain_count_gives(
    store: SqlStore, some: list[tuple[dict[str, Any], str]]
) -> None:
    requests = asyncio.run(store.transact(lambda work: kept(some, work)))

    assert asyncio.run(store.transact(counted)) == replace(of_week(WEEK, requests), words={})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(SOME)
def test_what_an_older_version_kept_is_counted_alike_once_it_is_brought_up(
    url: str, some: list[tuple[dict[str, Any], str]]
) -> None:
    with closing(open_store(url, LONDON)) as store:
        before = asyncio.run(store.transact(lambda work: (kept(some, work), counted(work))))
    migrating.down(url, "0017")
    with closing(open_store(url, LONDON)) as store:
        after = asyncio.run(store.transact(counted))

    assert after == before[1]


async def test_parts_of_the_future_are_asked_for_by_what_is_named_and_by_words(
    store: SqlStore,
) -> None:
    def asks(work: Work) -> None:
        who = dean(work)
        for number, more in enumerate(ASKED, 1):
            made = replace(request(number), requester=who, **more)
            work.save(made)
            work.make_findable(number, in_any([made.words]), team_only=False)
        work.make_findable(1, in_any(["said by the team alone"]), team_only=True)

    await store.transact(asks)

    async def asked_for(keys: set[str], words: str, since: datetime = STARTS) -> bool:
        stems = in_any([words])
        return await store.transact(lambda work: work.is_asked_for(keys, stems, since, ENDS))

    assert await asked_for({"pay"}, "")
    assert await asked_for({"map"}, "")
    assert await asked_for({"another", "residents"}, "tell once residents")
    for keys, words in (({"forms"}, ""), (set(), "tell allotments"), (set(), "said team alone")):
        assert not await asked_for(keys, words)
    assert not await asked_for({"pay", "map"}, "residents", ENDS)
    assert not await asked_for({"old"}, "old")


ASKED: tuple[dict[str, Any], ...] = (
    {"outcome": outcome(offers=("Pay",)), "title": "let residents tell us once"},
    {"named_gaps": ("A map.",), "title": "allotments"},
    {"outcome": outcome(offers=("Forms",)), "confidential": True},
    {"named_gaps": ("old",), "title": "old", "asked_at": STARTS - timedelta(days=1)},
)


async def test_what_is_not_over_and_names_a_block_is_found_by_it(store: SqlStore) -> None:
    def asks(work: Work) -> None:
        who = dean(work)
        for number, more in enumerate(NAMING, 1):
            made = request(number, requester=who, **more)
            work.save(made)
            work.make_findable(number, in_any([made.words]), team_only=False)

    def found(work: Work) -> list[list[int]]:
        keys: tuple[set[str], ...] = ({"pay"}, {"map", "pay"}, {"forms"}, set())
        return [[one.number for one in work.naming(each, 10)] for each in keys]

    await store.transact(asks)
    assert await store.transact(found) == [[2, 5, 6], [2, 3, 5, 6], [], []]
    assert len(await store.transact(lambda work: work.naming({"map", "pay"}, 2))) == 2

    def laying(keys: set[str], words: str) -> Callable[[Work], Mapping[Status, int]]:
        return lambda work: work.laying(keys, in_any([words]))

    assert await store.transact(laying({"pay"}, "")) == {Status.ACCEPTED: 1}
    assert await store.transact(laying({"map", "pay"}, "tell once")) == {
        Status.ACCEPTED: 1,
        Status.TAKEN: 2,
    }
    assert await store.transact(laying(set(), "nobody said this")) == {}


NAMING: tuple[dict[str, Any], ...] = (
    {"outcome": outcome(offers=("Pay",)), "status": Status.CLOSED, "title": "tell us once"},
    {"verdicts": (Verdict("pay", "Pay", "rejected"),), "status": Status.LIVE},
    {"named_gaps": ("A map.",), "status": Status.TAKEN, "title": "let them tell us once"},
    {"title": "we tell them once", "status": Status.TAKEN},
    {"outcome": outcome(offers=("Pay",)), "confidential": True, "title": "tell us once"},
    {"verdicts": (Verdict("pay", "Pay", "adapted"),), "status": Status.ACCEPTED},
)


async def test_who_waits_is_known_however_many_there_are(store: SqlStore) -> None:
    def asks(work: Work) -> Waits:
        who = dean(work)
        for number in range(1, 1_203):
            status = Status.CLOSED if number % 2 else Status.TAKEN
            work.save(request(number, requester=who, named_gaps=("a map",), status=status))
        return work.waits()

    assert len(await store.transact(asks)) == 601


async def test_the_words_of_some_requests_are_read_and_of_no_others(store: SqlStore) -> None:
    first = await store.transact(asked)
    await store.transact(asked)

    assert await store.transact(lambda work: work.words([first.number])) == {
        first.number: "Visitor permits online\nhiya"
    }
    assert await store.transact(lambda work: work.words([])) == {}


PLANS: dict[str, tuple[Any, str]] = {
    "who waits": (naming.OPEN_NOW, "ix_named_status"),
    "who waited": (naming.OPEN_THEN, "ix_named_(status|asked_at)"),
    "what was decided since": (naming.DECIDED_SINCE, "ix_requests_decided_at"),
    "what is asked for": (naming.NAMED, "ix_named_(key|asked_at)"),
    "what names a block": (naming.NAMING, "ix_named_(key|status)"),
    "what lays a part": (naming.LAYING, "ix_named_(key|status)"),
    "what was offered": (reports.OFFERED, "ix_named_asked_at"),
    "what is warned of": (reports.WARNED, "ix_named_status"),
    "whose wait is told": (reports.BRIEFLY["told_late"], "ix_requests_told_late"),
    "the longest": (reports.BRIEFLY["waiting"], "ix_requests_"),
    "what is new": (reports.BRIEFLY["new"], "ix_requests_(asked_at|requester)"),
    "what is decided": (reports.BRIEFLY["decided"], "ix_requests_decided_at"),
}
VALUES = {
    "at": at("2026-01-20 00:00"),
    "since": at("2026-01-20 00:00"),
    "starts": at("2026-01-20 00:00"),
    "ends": at("2026-01-21 00:00"),
    "keys": ["k1"],
    "most": 10,
}


def test_nothing_is_gone_through_that_is_not_told_of(url: str) -> None:
    """Of three thousand requests, nearly all of them over."""
    engine = create_engine(url)
    with closing(engine.connect()) as connection:
        fill(connection)
        for name, (statement, index) in PLANS.items():
            plan = planned(connection, statement, **VALUES)
            assert goes_by(plan, index), f"{name}: {plan}"
    engine.dispose()
