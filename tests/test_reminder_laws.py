"""The planner of reminders: one message a day, nothing forgotten, nothing twice."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reviews.sweep import SLICE
from tests.laws import reminding
from tests.laws.reminding import Law, Make, Walk, Watching, block, of, walked

some = st.none() | st.integers(0, 2)
blocks = st.lists(
    st.tuples(some, st.none() | st.integers(300, 400), st.none() | st.integers(-30, 600)),
    max_size=12,
).map(lambda rows: tuple(block(n, *row) for n, row in enumerate(rows)))
walks = st.builds(
    Walk,
    blocks,
    st.lists(st.integers(0, 60), max_size=15).map(tuple),
    st.lists(st.integers(0, 3), min_size=10, max_size=40).map(tuple),
)
SAME_AGE = tuple(block(n, n % 3, 365, 400 if n % 2 else None) for n in range(9))
EVERY_DAY = Walk(SAME_AGE, (0, 0, 1), (2,) * 42)
BACKLOG = Walk(SAME_AGE, (0,) * (SLICE + 50), (*(0,) * 7, *(2,) * 50))
"""After a week off."""


def broken(walk: Walk, make: Make = lambda at_desk: at_desk) -> list[str]:
    told = walked(walk, make)
    return [one for law in reminding.LAWS for one in law(walk, told)]


@settings(max_examples=12, deadline=None)
@given(walks)
@example(EVERY_DAY)
@example(BACKLOG)
def test_every_law_of_reminders_holds(walk: Walk) -> None:
    assert broken(walk) == []


@pytest.mark.parametrize(
    ("law", "kind"),
    [
        (reminding.nobody_is_messaged_twice_a_day, reminding.ForgetsWhom),
        (reminding.nothing_is_told_again_too_soon, reminding.ForgetsChores),
        (reminding.a_steward_confirms_two_a_week_at_most, reminding.ForgetsChores),
        (reminding.nothing_due_is_forgotten, reminding.Presumes),
    ],
)
def test_a_planted_fault_of_the_planner_is_caught(law: Law, kind: type[Watching]) -> None:
    told = walked(BACKLOG, lambda at_desk: of(at_desk, kind))

    assert list(law(BACKLOG, told)) != []


def test_a_weeks_backlog_of_reviews_and_chores_blocks_nobody() -> None:
    told = walked(replace(BACKLOG, ticks=BACKLOG.ticks[:8]))

    assert {one.who for one in told} == {"Priya Nair", "Tom Bell", "team"}
    assert [one.requests[0] for one in told if one.requests] == [1]
