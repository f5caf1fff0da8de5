"""Time from outside: the real clock, the metronome that ticks, and the couriers' rounds."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger(__name__)

TICK_S = 20
"""Seconds between ticks. What is due to the minute is said within this time."""

LAST_ROUND_S = 10.0
"""Seconds that the last rounds of letters may take when the program stops."""

LOOK_S = 1.0
"""A courier looks this often even when nobody wakes it: another process may have written."""


def real_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251 - the one place that may ask for the time: all else is given it


class _Beat(BaseTrigger):  # type: ignore[misc] # APScheduler ships no types, so a class of its own is Any to the checker
    """So many seconds from now, whenever now is: what was missed in a day's sleep is one tick."""

    def __init__(self, every: timedelta) -> None:
        self._every = every

    def get_next_fire_time(self, _: datetime | None, now: datetime) -> datetime:
        """APScheduler's name for when it is next."""
        return now + self._every


@asynccontextmanager
async def ticking(
    tick: Callable[[], Awaitable[None]], every_s: float = TICK_S
) -> AsyncIterator[Job]:
    """Tick until the end of the block, at once and then every `every_s`; never two at a time.

    A tick that is under way at the end is let finish. Gives the scheduler's job.
    """
    scheduler, underway = AsyncIOScheduler(timezone=UTC), asyncio.Lock()
    every = timedelta(seconds=every_s)

    async def once() -> None:
        async with underway:
            await tick()

    job = scheduler.add_job(
        once,
        _Beat(every),
        next_run_time=real_now(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    keeper = asyncio.create_task(_keep_time(job, every), name="keeper")
    try:
        yield job
    finally:
        keeper.cancel()
        scheduler.pause()
        await asyncio.sleep(0)  # a tick that was about to begin has begun after this
        async with underway:
            scheduler.shutdown(wait=False)


async def _keep_time(job: Job, every: timedelta) -> None:
    """Where the machine's clock was set back by hours, tick all the same.

    The scheduler would wait until the clock has caught up; this goes by the time that passes.
    """
    while True:
        await asyncio.sleep(every.total_seconds())
        if job.next_run_time > real_now() + 2 * every:
            log.warning("clock set back")
            job.modify(next_run_time=real_now())


class Round:
    """A courier's rounds, never two at a time: all that can be delivered, a place after another.

    `deliver` serves one place; False where nothing can be sent now.
    """

    def __init__(self, deliver: Callable[[], Awaitable[bool]]) -> None:
        self.wake = asyncio.Event()
        self.underway = asyncio.Lock()
        self._deliver = deliver

    async def go(self) -> None:
        """One round; one that is under way is waited for."""
        async with self.underway:
            while await self._deliver():
                pass

    async def for_ever(self) -> None:
        """A round when woken, and every `LOOK_S`."""
        while True:
            self.wake.clear()
            try:
                await self.go()
            except Exception:
                log.exception("delivery failed; trying again")
            # Not `wait_for`: in Python 3.11 it loses an end that comes as it wakes.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self.wake.wait()


def wake(rounds: Sequence[Round]) -> None:
    """Hurry each of them: something was put in the outbox."""
    for each in rounds:
        each.wake.set()


@asynccontextmanager
async def delivering(rounds: Sequence[Round], last_s: float = LAST_ROUND_S) -> AsyncIterator[None]:
    """Deliver until the end of the block: each of the rounds by itself, so that none waits.

    Those that are under way at the end are let finish, for `last_s` at most: a letter that was
    sent and not marked would come once more.
    """
    going = [(each, asyncio.create_task(each.for_ever(), name="courier")) for each in rounds]
    try:
        yield
    finally:
        # All at once, or each that is stuck would add its own to the time that stopping takes.
        await asyncio.gather(*(_end(each, task, last_s) for each, task in going))


async def _end(last: Round, task: asyncio.Task[None], last_s: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(last_s), last.underway:
            pass  # none is under way, and before the next line none can begin
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
