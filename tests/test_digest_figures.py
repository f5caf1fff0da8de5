"""The figures of any week, counted another way."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.events import Stopped
from bot.figures import Figures
from bot.levels.judgement import Level
from bot.messages import text_of
from bot.requests import Request, Status
from bot.reviews import tallies
from bot.reviews.digest import digest
from bot.understanding import unmet
from tests.figuring import (
    WEEK,
    accepted,
    brief,
    figured,
    outcome,
    request,
    stopped,
)
from tests.reviewing import BOOK, DAYS, at, somebody

levels = st.none() | st.sampled_from(Level)


names = st.lists(st.sampled_from(["Forms", "Pay", "Notify", "Lookup"]), unique=True).map(tuple)


services = st.sampled_from(["", "Parking", "Halls", "Licensing"])


@st.composite
def any_request(draw: st.DrawFn) -> Request:
    number = draw(st.integers(1, 500))
    when = at("2026-12-07 00:00") + timedelta(hours=draw(st.integers(0, 24 * 7 - 1)))
    return request(
        number,
        f"{when:%Y-%m-%d %H:%M}",
        requester=somebody("Una", draw(services)),
        level=draw(levels),
        outcome=draw(st.none() | st.just(outcome(offers=draw(names), gaps=draw(names)))),
        accepted=draw(st.sampled_from([None, accepted(1).accepted, accepted(1, "a").accepted])),
        stopped=draw(st.sampled_from([None, Stopped(number, "why", "instead")])),
        heard_at=draw(st.none() | st.integers(0, 200).map(lambda n: when + timedelta(hours=n))),
        status=draw(st.sampled_from([Status.NEW, Status.TAKEN, Status.WITHDRAWN])),
    )


some_requests = st.lists(any_request(), max_size=12, unique_by=lambda r: r.number).map(tuple)


def numbers_in(text: str, pattern: str) -> list[int]:
    return [int(found) for found in re.findall(pattern, text)]


def says_every_total(said: str, figures: Figures) -> bool:
    """The totals that are read are those that a plain count gives."""
    accepted = [r for r in figures.decided if r.accepted is not None and r.stopped is None]
    kept = [r for r in accepted if r.status != "withdrawn"]
    dropped = [r for r in figures.decided if r.stopped is not None]
    expected = {
        r"New: (\d+)\.": [len(figures.new)],
        r"Decided: (\d+)\.": [len(figures.decided)],
        r"Accepted (\d+):": [len(kept)][: len(kept)],
        r"Stopped (\d+):": [len(dropped)][: len(dropped)],
        r"Sent elsewhere: (\d+)\.": [sum(figures.sent_elsewhere.values())],
    }
    return all(numbers_in(said, pattern) == counts for pattern, counts in expected.items())


@given(some_requests, some_requests)
def test_every_total_is_right(new: tuple[Request, ...], decided: tuple[Request, ...]) -> None:
    figures = figured(WEEK, new=new, decided=decided, sent_elsewhere={"fault": 3})

    assert says_every_total(text_of(digest(figures, BOOK)), figures)


def test_what_was_accepted_and_then_withdrawn_is_decided_and_not_accepted() -> None:
    withdrawn = replace(accepted(2, "a register"), status=Status.WITHDRAWN)
    said = text_of(digest(figured(WEEK, decided=(accepted(1), withdrawn)), BOOK))

    assert numbers_in(said, r"Decided: (\d+)\.") == [2]
    assert numbers_in(said, r"Accepted (\d+):") == [1]
    assert "a register" not in said


def test_the_law_of_totals_catches_each_figure_that_is_one_too_many() -> None:
    figures = figured(WEEK, new=(request(1),), decided=(accepted(2),), sent_elsewhere={"fault": 3})
    one, two = brief(request(1)), brief(accepted(2))
    faults = (
        replace(figures, new=(one, one)),
        replace(figures, decided=(two, two)),
        replace(figures, decided=(two, brief(stopped(3, "why")))),
        replace(figures, sent_elsewhere={"fault": 4}),
    )

    assert says_every_total(text_of(digest(figures, BOOK)), figures)
    for fault in faults:
        assert not says_every_total(text_of(digest(fault, BOOK)), figures)


@given(some_requests)
def test_levels_blocks_and_gaps_are_counted_right(requests: tuple[Request, ...]) -> None:
    figures = figured(WEEK, new=requests, recent=requests, waiting=requests)
    known = [r.outcome for r in requests if r.outcome]

    assert sum(tallies.by_level(figures.new).values()) == len(requests)
    for name, n in figures.offered.items():
        assert n == [name in [offer.name for offer in each.offers] for each in known].count(True)
    found = {gap.name: gap for gap in unmet.gaps(figures.waits)}
    assert {name: len(gap.waiting) for name, gap in found.items()} == Counter(
        name for each in known for name in each.gaps
    )
    for name, gap in found.items():
        theirs = {r.requester.service for r in requests if r.outcome and name in r.outcome.gaps}
        assert gap.services == len([service for service in theirs if service])


def is_the_least_time(half: int | None, took: list[int], asked: int) -> bool:
    """Half had heard within it, and fewer than half within a day less."""
    if half is None:
        return 2 * len(took) < asked or asked == 0
    enough = 2 * sum(n <= half for n in took) >= asked
    return enough and 2 * sum(n <= half - 1 for n in took) < asked


@given(some_requests)
def test_half_heard_within_the_least_time_that_is_true(requests: tuple[Request, ...]) -> None:
    hearing = tallies.hearing(figured(WEEK, new=requests), DAYS)
    took = [DAYS.took(r.asked_at, r.heard_at) for r in requests if r.heard_at]
    gone = [r for r in requests if r.status == "withdrawn" and not r.heard_at]

    assert hearing.asked == len(requests) - len(gone)
    assert is_the_least_time(hearing.half_within, took, hearing.asked)
    assert hearing.within(2) == sum(
        r.heard_at is not None and r.heard_at <= DAYS.reply_by(r.asked_at, 2) for r in requests
    )


def test_the_law_of_half_catches_a_mean_in_its_place() -> None:
    took = [0, 0, 0, 8]

    assert is_the_least_time(0, took, 4)
    assert not is_the_least_time(sum(took) // 4, took, 4)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_share_is_the_nearest_whole_per_cent(part: int, more: int) -> None:
    whole = part + more

    assert abs(tallies.share(part, whole) * whole - 100 * part) * 2 <= whole
