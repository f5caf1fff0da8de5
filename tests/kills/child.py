"""The program as a process that can be killed between any two of its steps.

It stops at every stage that it logs and says so; it goes on when it is told to. What it sends goes
to a file of its own, or onto the page.
"""

import asyncio
import json
import logging
import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.web.channel import PageChannel
from adapters.web.hub import Hub
from adapters.web.people import PLATFORM, PageMembers
from bot.app import handbook
from bot.courier import Courier
from bot.library import Library
from bot.messages import text_of
from bot.ports import Channel, Letter
from bot.service import Bot
from bot.settings import Settings
from storage.store import SqlStore, open_store

STAGES = (
    *("turn taken", "turn decided", "turn committed"),
    *("place claimed", "message sent", "message marked"),
)
IDLE, ACKNOWLEDGED = "idle", "acknowledged"

BOOK = handbook(Settings())
"""Loaded once, before children are made, so that a child is there at once."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a child is for: its database, where it writes what it sends, and the courier's time.

    With no file it sends to the page.
    """

    database: str
    sent: Path | None
    at: datetime


class FileChannel:
    """A platform that is a file: a line a letter, on the disk before `send` returns."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def send(self, letter: Letter) -> str:
        """Write it down. A card that is updated in place says which one it updates."""
        line = {
            "id": letter.id,
            "place": str(letter.place),
            "updates": letter.sent_as,
            "text": text_of(letter.message),
        }
        # In one piece: another process may write to the file as well.
        with self._path.open("ab", buffering=0) as file:
            file.write(json.dumps(line).encode() + b"\n")
            os.fsync(file.fileno())
        return f"file-{letter.id}"


class Stops(logging.Handler):
    """Says each stage, and waits to be told to go on. Whoever waits for ever is killed."""

    def __init__(self, parent: Connection) -> None:
        super().__init__(logging.DEBUG)
        self._parent = parent

    def emit(self, record: logging.LogRecord) -> None:
        """Stop here."""
        if record.getMessage() in STAGES:
            self._parent.send(record.getMessage())
            self._parent.recv()


@dataclass(frozen=True, slots=True)
class StoodStill:
    """A clock that the parent set."""

    at: datetime

    def now(self) -> datetime:
        """The time that this child lives in."""
        return self.at


def run(errand: Errand, parent: Connection) -> None:
    """Take events from the parent until it closes the pipe, delivering after each."""
    log = logging.getLogger("bot")
    log.setLevel(logging.DEBUG)
    log.addHandler(Stops(parent))
    with closing(open_store(errand.database, BOOK.days.timezone)) as store:
        asyncio.run(_live(errand, store, parent))


async def _live(errand: Errand, store: SqlStore, parent: Connection) -> None:
    channel: Channel = FileChannel(errand.sent) if errand.sent else PageChannel(Hub())
    courier = Courier(store, {PLATFORM: channel}, StoodStill(errand.at), BOOK.words)
    bot = Bot(store, PageMembers(), Library(BOOK), wake=lambda: None)
    await _deliver(courier, parent)
    while incoming := parent.recv():
        await bot.handle(incoming)
        parent.send(ACKNOWLEDGED)
        await _deliver(courier, parent)


async def _deliver(courier: Courier, parent: Connection) -> None:
    while await courier.deliver():
        pass
    parent.send(IDLE)
