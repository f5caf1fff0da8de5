"""Time from outside: the metronome, and the courier's rounds between two wakes."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.clock import Round, delivering, real_now, ticking, wake
from adapters.files import settings_from
from adapters.web.people import TEAM_CHANNEL
from bot.app import opened
from bot.messages import text_of
from tests.storytelling import A_REQUEST, tell
from tests.theatre import TUESDAY, environment, program_in


def test_the_real_time_knows_its_zone() -> None:
    assert real_now().tzinfo is UTC
    assert real_now() > datetime(2026, 1, 1, tzinfo=UTC)


async def test_the_first_tick_comes_at_once() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    async with asyncio.timeout(5), ticking(tick):
        await ticked.wait()


async def test_a_tick_under_way_is_let_finish(caplog: pytest.LogCaptureFixture) -> None:
    began, may_end, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        began.set()
        await may_end.wait()
        ended.set()

    async with asyncio.timeout(5):
        async with ticking(tick):
            await began.wait()
            asyncio.get_running_loop().call_later(0.05, may_end.set)

    assert ended.is_set()
    assert caplog.records == []


class Ticks:
    """Ticks that are counted, each when it comes."""

    def __init__(self) -> None:
        self.happened = asyncio.Queue[datetime]()

    async def tick(self) -> None:
        self.happened.put_nowait(real_now())


async def test_a_machine_that_slept_for_a_day_ticks_once_when_it_wakes() -> None:
    ticks = Ticks()
    async with asyncio.timeout(5), ticking(ticks.tick) as job:
        await ticks.happened.get()
        job.modify(next_run_time=real_now() - timedelta(days=1))  # what the scheduler wakes up to
        woke = await ticks.happened.get()

        assert timedelta(seconds=1) < job.next_run_time - woke <= timedelta(seconds=21)
    assert ticks.happened.empty()


async def test_a_clock_that_was_set_on_by_50_years_ticks_at_once() -> None:
    """A small machine without a battery begins in 1970, until the network tells it the time."""
    ticks = Ticks()
    async with asyncio.timeout(5), ticking(ticks.tick) as job:
        await ticks.happened.get()
        job.modify(next_run_time=datetime(1970, 1, 1, tzinfo=UTC))
        await ticks.happened.get()
    assert ticks.happened.empty()


async def test_a_clock_that_was_set_back_by_hours_does_not_hold_up_the_ticks(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks = Ticks()
    async with asyncio.timeout(5), ticking(ticks.tick, every_s=0.05) as job:
        await ticks.happened.get()
        job.modify(next_run_time=real_now() + timedelta(hours=3))  # as the scheduler then sees it
        for _ in range(3):
            await ticks.happened.get()

    assert [record.message for record in caplog.records] == ["clock set back"]


class Rounds:
    """Rounds of delivery that are counted; the first may fail."""

    def __init__(self, *, fails: bool = False) -> None:
        self.round = Round(self.deliver)
        self.count = 0
        self.happened = asyncio.Queue[int]()
        self._fails = fails

    async def deliver(self) -> bool:
        self.count += 1
        self.happened.put_nowait(self.count)
        if self._fails and self.count == 1:
            raise OSError("the network is away")
        return False


async def test_a_wake_brings_the_next_round_at_once() -> None:
    rounds = Rounds()
    async with asyncio.timeout(5), delivering([rounds.round]):
        assert await rounds.happened.get() == 1
        rounds.round.wake.set()
        assert await rounds.happened.get() == 2


async def test_rounds_go_on_when_nobody_wakes_them() -> None:
    rounds = Rounds()
    async with asyncio.timeout(5), delivering([rounds.round]):
        assert [await rounds.happened.get() for _ in range(2)] == [1, 2]


async def test_a_round_that_fails_is_told_of_and_the_next_one_comes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rounds = Rounds(fails=True)
    with caplog.at_level(logging.ERROR):
        async with asyncio.timeout(5), delivering([rounds.round]):
            assert await rounds.happened.get() == 1
            rounds.round.wake.set()
            assert await rounds.happened.get() == 2

    assert [record.message for record in caplog.records] == ["delivery failed; trying again"]
    assert "the network is away" in caplog.text


async def test_rounds_end_with_the_block() -> None:
    rounds = Rounds()
    async with asyncio.timeout(5), delivering([rounds.round]):
        await rounds.happened.get()
    rounds.round.wake.set()
    await asyncio.sleep(0)

    assert rounds.count == 1


async def test_a_round_under_way_is_let_finish() -> None:
    begun, sent = asyncio.Event(), list[str]()

    async def slow() -> bool:
        begun.set()
        await asyncio.sleep(0)
        sent.append("the last letter")
        return False

    async with asyncio.timeout(5), delivering([Round(slow)]):
        await begun.wait()

    assert sent == ["the last letter"]


class Stuck:
    """A round that never ends by itself; where it is cut short, it does one thing more."""

    def __init__(self, then: Callable[[], object] = lambda: None) -> None:
        self.begun = asyncio.Event()
        self.round = Round(self._deliver)
        self._then = then

    async def _deliver(self) -> bool:
        self.begun.set()
        try:
            return await asyncio.Event().wait()
        finally:
            self._then()


async def test_a_round_that_never_ends_is_cut_short() -> None:
    stuck = Stuck()
    async with asyncio.timeout(5), delivering([stuck.round], last_s=0.01):
        await stuck.begun.wait()


async def test_a_round_that_never_ends_holds_up_no_other() -> None:
    stuck, rounds = Stuck(), Rounds()
    async with asyncio.timeout(5), delivering([stuck.round, rounds.round], last_s=0.01):
        await stuck.begun.wait()
        assert await rounds.happened.get() == 1
        rounds.round.wake.set()
        assert await rounds.happened.get() == 2


async def test_rounds_end_together_and_none_begins_while_another_is_waited_for() -> None:
    rounds = Rounds()
    stuck = [Stuck(rounds.round.wake.set) for _ in range(2)]
    each = [stuck[0].round, rounds.round, stuck[1].round]
    async with asyncio.timeout(5), delivering(each, last_s=0.01):
        await asyncio.gather(rounds.happened.get(), *(one.begun.wait() for one in stuck))

    assert rounds.count == 1


async def test_what_has_ended_can_be_delivered_by_hand() -> None:
    rounds = Rounds()
    async with asyncio.timeout(5), delivering([rounds.round]):
        await rounds.happened.get()

    await rounds.round.go()

    assert rounds.count == 2


async def test_whoever_wakes_wakes_every_courier() -> None:
    slack, teams = Rounds(), Rounds()
    both = (slack.round, teams.round)
    async with asyncio.timeout(5), delivering(both):
        assert [await each.happened.get() for each in (slack, teams)] == [1, 1]
        wake(both)
        assert [await each.happened.get() for each in (slack, teams)] == [2, 2]


async def test_clocks_that_jump_by_hours_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """The second Monday is when the digest and the reminder fall due."""
    monday = TUESDAY.replace(day=14)
    hours = [-60, 0, -3, 5, -14, 1, -60, 2, 30, -1, 3]
    times = iter(
        monday + timedelta(hours=hours[n // 9 % len(hours)], seconds=n) for n in range(9_999)
    )
    settings = settings_from(environment(tmp_path), tmp_path)
    async with program_in(tmp_path) as before:
        await tell(before, A_REQUEST)
    async with opened(settings, real=lambda: next(times)) as program:
        for _ in range(60):
            await program.tick_now()
            await program.deliver()
        posted = await program.store.transact(lambda work: work.posted(TEAM_CHANNEL, 50))
        waiting = await program.store.transact(lambda work: work.claim(monday, monday))

    told = [text_of(one.message) for one in posted]
    assert sum("Monday 7 to Sunday 13 December 2026" in each for each in told) == 1
    assert len(set(told)) == len(told)
    assert waiting == ()


async def test_what_is_woken_as_it_ends_ends() -> None:
    """The waking and the end may meet in any turn of the loop; Python's `wait_for` loses one."""
    loop = asyncio.get_running_loop()

    async def nothing() -> bool:
        """No letter waits."""
        return False

    def later(turns: int, woken: Round) -> None:
        if turns:
            loop.call_soon(later, turns - 1, woken)
        else:
            woken.wake.set()

    for turns in range(12):
        idle = Round(nothing)
        async with asyncio.timeout(2) as patience, delivering([idle]):
            for _ in range(20):
                await asyncio.sleep(0)  # a turn of the loop
            later(turns, idle)
        assert not patience.expired()
