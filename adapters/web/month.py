"""The example month: a script played on the page, so that its queue and digest have life."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.web import lines
from adapters.web.clock import PageClock, Tick
from adapters.web.playing import Player
from adapters.web.record import Record
from adapters.web.script import steps_of
from bot.events import Incoming, Look
from bot.messages import Answer, View
from bot.people import Identity, Place
from bot.ports import Posted
from bot.working_days import WorkingDays

_SCRIPT = Path(__file__).parent / "example" / "month.script"
_LOOKED_AT = 200


class Doors(Protocol):
    """The bot's two doors."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences."""
        ...

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something; nothing happens by it."""
        ...


@dataclass(frozen=True, slots=True)
class PageStage:
    """The page as a stage: the same doors, record and clock as in the browser."""

    doors: Doors
    record: Record
    clock: PageClock
    tick: Tick
    deliver: Callable[[], Awaitable[None]]
    progress: Callable[[int, int], None]

    async def handle(self, incoming: Incoming) -> Answer:
        """Take an event, and deliver what it led to."""
        answer = await self.doors.handle(incoming)
        await self.deliver()
        return answer

    async def chat(self, line: lines.Chatted) -> None:
        """Show a line that is for colleagues only."""
        await lines.keep(line, self.record)

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something."""
        return await self.doors.show(look, who, place, at)

    async def posted(self, place: Place) -> tuple[Posted, ...]:
        """The latest messages of a place, oldest first."""
        return await self.record.transact(lambda rows: rows.posted(place, _LOOKED_AT))

    def now(self) -> datetime:
        """The time on the page's clock."""
        return self.clock.now()

    async def walk(self, to: datetime) -> None:
        """Let time pass, hour by hour."""
        await self.clock.move(to, self.tick, self.progress)


async def play_month(stage: PageStage, days: WorkingDays, first: int) -> None:
    """Play the example month from now on. `first` is the next request's number."""
    player = Player(stage, days, first)
    await player.play(steps_of(_SCRIPT.read_text(encoding="utf-8")))
