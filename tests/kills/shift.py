"""One of several processes on one database: it does what it is told, and may die of it.

It kills itself before a statement of its own, so that it may die between any two of them.
"""

import asyncio
import logging
import os
import signal
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event

from adapters.web.people import PLATFORM, PageMembers
from bot.courier import Courier
from bot.events import Incoming
from bot.library import Library
from bot.service import Bot
from storage.store import SqlStore, open_store
from tests.kills.child import ACKNOWLEDGED, BOOK, IDLE, FileChannel


@dataclass(frozen=True, slots=True)
class Order:
    """What to do at a moment: take an event or, if there is none, let the moment come.

    `dies_at` is the statement before which the process dies; at 0 it lives.
    """

    at: datetime
    incoming: Incoming | None = None
    dies_at: int = 0


class Dying:
    """Counts down to the statement before which the process dies."""

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, *_: object) -> None:
        """One more statement is about to be carried out."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Moved:
    """A clock that the parent moves."""

    def __init__(self) -> None:
        self.at = datetime.max.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The time of the latest order."""
        return self.at


def run(database: str, sent: Path, parent: Connection) -> None:
    """Do what the parent orders until it says no more, delivering after each order."""
    logging.getLogger().setLevel(logging.CRITICAL)
    with closing(open_store(database, BOOK.days.timezone)) as store:
        asyncio.run(_work(store, FileChannel(sent), parent))


async def _work(store: SqlStore, channel: FileChannel, parent: Connection) -> None:
    clock, dying = Moved(), Dying()
    event.listen(Engine, "before_cursor_execute", dying)
    courier = Courier(store, {PLATFORM: channel}, clock, BOOK.words)
    bot = Bot(store, PageMembers(), Library(BOOK), wake=lambda: None)
    order: Order
    while order := parent.recv():
        clock.at, dying.left = order.at, order.dies_at
        await _do(order, bot)
        parent.send(ACKNOWLEDGED)
        while await courier.deliver():
            pass
        parent.send(IDLE)


async def _do(order: Order, bot: Bot) -> None:
    if order.incoming:
        await bot.handle(order.incoming)
    else:
        await bot.tick(order.at)
