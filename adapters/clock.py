"""Time from outside: the real clock, the metronome that ticks, and the courier's round."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

log = logging.getLogger(__name__)

TICK_S = 20
"""Seconds between ticks. What is due to the minute is said within this time."""

LAST_ROUND_S = 10.0
"""Seconds that the last round of letters may take when the program stops."""

LOOK_S = 1.0
"""The courier looks this often even when nobody wakes it: another process may have written."""


def real_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)  # noqa: TID251 - the clock itself: all else is given the time


class _Beat(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
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


@asynccontextmanager
async def delivering(
    deliver: Callable[[], Awaitable[None]], wake: asyncio.Event, last_s: float = LAST_ROUND_S
) -> AsyncIterator[None]:
    """Deliver until the end of the block: when woken, and every `LOOK_S`.

    A round that is under way at the end is let finish, for `last_s` at most: a letter that
    was sent and not marked would come once more.
    """
    underway = asyncio.Lock()

    async def once() -> None:
        async with underway:
            await deliver()

    round_ = asyncio.create_task(_deliver_for_ever(once, wake), name="courier")
    try:
        yield
    finally:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(underway.acquire(), last_s)
        round_.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await round_


async def _deliver_for_ever(deliver: Callable[[], Awaitable[None]], wake: asyncio.Event) -> None:
    while True:
        wake.clear()
        try:
            await deliver()
        except Exception:
            log.exception("delivery failed; trying again")
        # Not `wait_for`: in Python 3.11 it loses an end that comes as it wakes.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LOOK_S):
                await wake.wait()
