"""Who is away is not reminded: the team is, in its channel."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.commands import AwayUntil, command_in
from storage.store import SqlStore, open_store
from tests.reviewing import PRIYA, accepted, at, desk, tick
from tests.storage.given import DAY, LONDON, NOW, asked, dean
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import program_in

BACK = date(2027, 1, 20)


@pytest.mark.parametrize(
    ("day", "who"), [("2027-01-18", "team"), ("2027-01-19", "team"), ("2027-01-20", "Priya Nair")]
)
def test_what_somebody_away_has_is_told_to_the_team_until_they_are_back(day: str, who: str) -> None:
    away = accepted(12, date.fromisoformat(day), taker=replace(PRIYA, away_until=BACK))

    assert [told for told, _ in tick(desk(away), at(f"{day} 09:00"))] == [who]


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("Away until 2026-12-24", AwayUntil(date(2026, 12, 24))),
        ("away until christmas", None),
        ("away until 2026-13-24", None),
    ],
)
def test_a_day_is_said_in_figures(line: str, command: AwayUntil | None) -> None:
    assert command_in(line, "GW") == command


async def test_one_of_the_team_says_that_they_are_away_and_back(tmp_path: Path) -> None:
    story = f"""{A_REQUEST}
Priya presses Take on GW-1
Priya in the channel: away until 2026-12-24
"""
    async with program_in(tmp_path) as program:
        away = await tell(program, story)
        taker = (await request(program)).taker
        days = ("Priya: away until 2026-12-07", "Priya: away until 2026-12-08")
        more = await tell(program, "\n".join((*days, "Dean: away until 2026-12-24")))
        back = (await request(program)).taker

    assert "In the channel: You are away until Thursday 24 December 2026." in away
    assert (taker and taker.away_until, back and back.away_until) == (
        date(2026, 12, 24),
        date(2026, 12, 8),
    )
    for says in (
        "Give today or a later day",
        "Welcome back.",
        "Only the digital team can do that.",
    ):
        assert f"Groundwork: {says}" in more


async def test_until_when_somebody_is_away_is_kept(tmp_path: Path) -> None:
    store: SqlStore = open_store(f"sqlite:///{tmp_path / 'a.db'}", LONDON)
    kept = await store.transact(lambda work: replace(dean(work), away_until=BACK))
    await store.transact(lambda work: work.know(kept))

    assert await store.transact(dean) == kept
    assert await store.transact(lambda work: work.people([kept.key])) == (kept,)
    assert (await store.transact(lambda work: asked(work, NOW + DAY))).requester == kept
    store.close()
