"""What is older than is kept goes by the tick: in slices, at night, and nothing that is newer."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.app import Program
from bot.ports import Work
from bot.redacting import REWRITE
from bot.retaining import LOOKED_ON
from tests.storytelling import request, tell
from tests.test_me_too import LIKE_IT, SENT
from tests.test_redacting import everything_in
from tests.theatre import LONDON, program_in

ASK = """
{who}: people fill in a {word} form for a permit at reception
{who} presses Talk to a person
Priya presses Stop on GW-{n}
  reason: It is closing
  instead: The {word} desk
"""
NIGHT = datetime(2032, 12, 9, 3, tzinfo=LONDON)
"""72 months and a day after the first request."""


async def lived(program: Program, *more: str) -> None:
    asked = (ASK.format(who="Dean", n=1, word="zinnober"), ASK.format(who="Ruth", n=2, word="plum"))
    await tell(program, "-- Wednesday 9 December 2026, 9:38am --".join(asked))
    for each in more:
        await tell(program, each)


async def ticked(program: Program, now: datetime = NIGHT) -> int:
    """Tick until all that is old has gone; how often that took."""
    for n in range(1, 50):
        await program.bot.tick(now)
        if await program.store.transact(lambda work: work.recall(LOOKED_ON)) == str(now.date()):
            return n
    raise AssertionError


async def messages(program: Program, *, cards: bool) -> int:
    def count(work: Work) -> int:
        room = program.book.rooms.team
        return sum(bool(one.card) is cards for one in work.posted(room, 1_000))

    return await program.store.transact(count)


async def test_messages_go_after_their_time_and_cards_stay(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await lived(program)
        before = await messages(program, cards=True), await messages(program, cards=False)
        await ticked(program, datetime(2028, 12, 8, 3, tzinfo=LONDON))
        same = await messages(program, cards=True), await messages(program, cards=False)
        await ticked(program, datetime(2028, 12, 10, 3, tzinfo=LONDON))
        after = await messages(program, cards=True), await messages(program, cards=False)

    assert same == before
    assert before[0] == after[0] == 2
    assert before[1] > after[1] == 0


async def test_of_what_was_over_long_ago_the_words_go_and_of_nothing_else(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await lived(program)
        for _ in ("messages", "requests"):
            await program.bot.tick(NIGHT)
        told = await tell(program, "Priya in the channel: GW-1\nPriya in the channel: GW-2")
        old, newer = [await request(program, n) for n in (1, 2)]
        history = await program.store.transact(lambda work: work.history(1))
        await ticked(program)
        written = everything_in(tmp_path)

    assert (old.title, old.text, newer.text) == ("[erased]", "[erased]", newer.text)
    assert "plum" in newer.text
    assert "zinnober form" not in written
    assert "GW-1 [erased]\nStopped" in told
    assert "Stopped: It is closing. Instead: The zinnober desk." in told
    assert type(history[-1].event).__name__ == "Redacted"
    assert "Dean Marsh" in told


AGAIN = """
Priya in the channel: reopen GW-1
Priya presses Reopen
  reason: The zeppelin lands after all
Priya presses Note on GW-1
  text: I know the zeppelin
Priya presses Stop on GW-1
  reason: It is closing again
  instead: The desk
"""


async def test_what_was_said_once_it_was_reopened_goes_in_its_turn(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await lived(program)
        await ticked(program)
    async with program_in(tmp_path, NIGHT.replace(hour=10)) as program:
        await tell(program, AGAIN)
        await ticked(program, NIGHT.replace(year=2038, day=8))
        before = everything_in(tmp_path)
        await ticked(program, NIGHT.replace(year=2038, day=12))
        after = everything_in(tmp_path)
        history = await program.store.transact(lambda work: work.history(1))

    assert "i know the zeppelin" in before
    assert "i know the zeppelin" not in after
    assert [type(one.event).__name__ for one in history[-2:]] == ["Stopped", "Redacted"]


async def test_whoever_has_nothing_left_is_erased(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await lived(program)
        slices = await ticked(program, datetime(2034, 1, 1, 3, tzinfo=LONDON))
        names = await program.store.transact(
            lambda work: [one.name for one in work.people(range(9))]
        )

    assert sorted(names) == ["Priya Nair", "[erased-1]", "[erased-3]"]
    assert slices > 2
    assert not {"dean marsh", "ruth okafor"} & set(everything_in(tmp_path).split("\x00"))


HOLD = "Priya in the channel: hold GW-1\nPriya presses Hold\n  reason: a court case"


async def test_what_is_on_hold_stays_with_whoever_asked(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await lived(program, HOLD)
        await ticked(program, datetime(2034, 1, 1, 3, tzinfo=LONDON))
        told = await tell(program, "Priya in the channel: GW-1")

    assert "zinnober form" in told
    assert "Dean Marsh" in told


@pytest.mark.parametrize(("requests", "messages_", "kept"), [("0", "24", 0), ("0", "0", 5)])
async def test_what_is_kept_for_ever_stays(
    tmp_path: Path, requests: str, messages_: str, kept: int
) -> None:
    keep = f'{{"requests_months": {requests}, "messages_months": {messages_}}}'
    async with program_in(tmp_path, GROUNDWORK_RETENTION=keep) as program:
        await lived(program)
        await ticked(program)
        assert (await request(program)).text.startswith("people fill in a zinnober")
        assert bool(await messages(program, cards=False)) == bool(kept)


async def test_it_is_done_at_night_and_once_a_day_or_late(tmp_path: Path) -> None:
    noon = datetime(2032, 12, 9, 12, tzinfo=LONDON)

    async def looked_on() -> str | None:
        return await program.store.transact(lambda work: work.recall(LOOKED_ON))

    async with program_in(tmp_path) as program:
        await program.bot.tick(noon)
        assert await looked_on() is None
        await ticked(program)
        assert await looked_on() == "2032-12-09"
        await program.bot.tick(noon.replace(day=10))
        assert await looked_on() == "2032-12-09"
        await ticked(program, noon.replace(day=13))
        assert await program.store.transact(lambda work: work.recall(REWRITE)) is None


async def test_others_that_named_it_keep_no_title_unless_they_are_on_hold(tmp_path: Path) -> None:
    ruth = f"{LIKE_IT}Ruth: It is different\nRuth presses Submit\n"
    tom = ruth.replace("Ruth", "Tom").replace("different\n", "different\nTom: It is different\n")
    stopped = ASK.format(who="Dean", n=1, word="zinnober").partition("Priya presses")[2]
    async with program_in(tmp_path) as program:
        await tell(program, SENT + ruth + tom)
        await tell(program, f"Priya presses{stopped}{HOLD.replace('GW-1', 'GW-3')}")
        await ticked(program)
        others = [await request(program, n) for n in (2, 3)]

    titles = [{each.request: each.title for each in one.not_same}[1] for one in others]
    assert titles[0] == "[erased]"
    assert titles[1].startswith("Online form for visitor permits")
