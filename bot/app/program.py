"""The running parts of the program."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from adapters.clock import Round
from adapters.http import Attach
from adapters.measuring import Meters
from adapters.web.clock import PageClock
from adapters.web.hub import Hub
from bot.handbook import Handbook
from bot.ports import Channel, Members
from bot.service import Bot
from storage.store import SqlStore


class Surface(Protocol):
    """A platform: its way in and its way out."""

    @property
    def platform(self) -> str:
        """Its name."""
        ...

    @property
    def channel(self) -> Channel:
        """Its way out."""
        ...

    @property
    def members(self) -> Members:
        """Who is in the digital team there."""
        ...

    def attach(self, program: "Program") -> Attach:
        """What it adds to the server."""
        ...

    def connected(self, program: "Program") -> AbstractAsyncContextManager[None]:
        """What it listens to besides, until the end of the block."""
        ...


@dataclass(frozen=True, slots=True)
class Program:
    """The running parts."""

    bot: Bot
    store: SqlStore
    clock: PageClock
    hub: Hub
    book: Handbook
    rounds: tuple[Round, ...]
    meters: Meters
    surfaces: tuple[Surface, ...] = ()

    async def tick(self, now: datetime) -> None:
        """Let this moment come, and deliver what it led to."""
        await self.bot.tick(now)
        await self.deliver()

    async def tick_now(self) -> None:
        """Let the present moment come. The couriers are woken, and time waits for no platform."""
        await self.bot.tick(self.clock.now())

    async def deliver(self) -> None:
        """Deliver all that each platform takes now; rounds that are under way are waited for."""
        await asyncio.gather(*(each.go() for each in self.rounds))
