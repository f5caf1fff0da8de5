"""The program put together, and everything that is configured running."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from prometheus_client import CollectorRegistry

from adapters import clock, logs
from adapters.feed import Feed
from adapters.http import application, listening
from adapters.measuring import Meters
from adapters.watching import Watch
from adapters.web.clock import PageClock
from adapters.web.hub import Hub
from bot.app.books import handbook
from bot.app.program import Program
from bot.app.surfaces import MembersOf, surfaces
from bot.catalogue.capability import Capability
from bot.catalogue.sharing import shareable
from bot.courier import Courier
from bot.handbook import Handbook
from bot.library import Library
from bot.service import Bot
from bot.settings import Settings
from storage.reader import Reader
from storage.store import open_store


@asynccontextmanager
async def opened(
    settings: Settings,
    real: Callable[[], datetime] = clock.real_now,
    load: Callable[[Settings], Handbook] = handbook,
) -> AsyncIterator[Program]:
    """The program on its database, ready to take events. Raises FileProblem, StorageProblem."""
    book, zone = load(settings), ZoneInfo(settings.timezone)
    async with AsyncExitStack() as stack:
        store = open_store(settings.database_url, zone)
        stack.callback(store.close)
        hub = Hub()
        at = PageClock(real, zone, store)
        if settings.has_page:
            await at.load()
        there = await surfaces(settings, hub, book, store, stack)
        meters = Meters(CollectorRegistry())
        channels = {one.platform: meters.channel(one.platform, one.channel) for one in there}
        couriers = Courier(store, channels, at, book.words, book).apart()
        rounds = tuple(clock.Round(each.deliver) for each in couriers)
        members = MembersOf({one.platform: one.members for one in there})
        bot = Bot(store, members, Library(book), partial(clock.wake, rounds))
        yield Program(bot, store, at, hub, book, rounds, meters, there)


@asynccontextmanager
async def serving(
    settings: Settings, real: Callable[[], datetime] = clock.real_now
) -> AsyncIterator[str]:
    """Everything that is configured, running; gives the address of the server.

    Raises what `opened` raises, and CannotListen.
    """
    async with opened(settings, real) as program, served(settings, program) as address:
        yield address


@asynccontextmanager
async def served(settings: Settings, program: Program) -> AsyncIterator[str]:
    """The program's server, metronome and couriers, running. Raises CannotListen."""
    with closing(Reader(settings.database_url)) as reader:
        watch = Watch(reader.waiting, program.meters, program.clock.now)
        async with AsyncExitStack() as stack:
            parts = [each.attach(program) for each in program.surfaces]
            if settings.feed.enabled:
                parts.append(Feed(partial(_shared, settings, program)).attach)
            app = application(watch.attach, *parts)
            server = listening(app, settings.http.host, settings.http.port)
            address = await stack.enter_async_context(server)
            await stack.enter_async_context(clock.delivering(program.rounds))
            ticking = clock.ticking(program.meters.ticking(program.tick_now))
            await stack.enter_async_context(ticking)
            for each in program.surfaces:
                await stack.enter_async_context(each.connected(program))
            yield address


async def _shared(settings: Settings, program: Program) -> tuple[Capability, ...]:
    """What can be shared of the catalogue, with what was said in chat laid over it."""
    book = await program.store.transact(program.bot.library.current)
    return shareable(book.ranker.catalogue, settings.organisation.name)


async def serve(settings: Settings) -> None:
    """Run until stopped: by Ctrl+C, or politely, as a service manager does it."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    with logs.writing(sys.stderr):
        async with serving(settings) as address:
            print(f"Groundwork is running at {address} (Ctrl+C stops it)", flush=True)
            settle()
            await stopped.wait()


def settle() -> None:
    """What a start made stays: from now on garbage is looked for among what comes later alone.

    `bot.__main__` had put it off. Else some turns would go through all that is loaded.
    """
    gc.collect()
    gc.freeze()
    gc.enable()
