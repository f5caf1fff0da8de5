"""The world that the tests of the page live in: a bot and a record on paper, tested themselves."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from adapters.http import application
from adapters.web.app import Page, Parts
from adapters.web.clock import PageClock
from adapters.web.hub import Hub
from adapters.web.people import TEAM_CHANNEL
from adapters.web.record import Result, Rows
from bot.effects import Say
from bot.events import Incoming, Look, Said
from bot.messages import (
    Answer,
    Button,
    Done,
    Message,
    Paragraph,
    Show,
    View,
)
from bot.people import Identity, Person, Place, PlaceKind
from bot.ports import Posted
from bot.words.rich import plain_run
from bot.working_days import Nation, WorkingDays

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 12, 8, 9, 38, tzinfo=LONDON)
DAYS = WorkingDays(Nation.ENGLAND, LONDON)
DIRECT = PlaceKind.DIRECT
DEAN = {"id": "a-1", "person": "dean", "place": "dean"}
PRIYA = {"id": "a-2", "person": "priya", "place": "digital-team"}


def saying(text: str, *buttons: Button) -> Message:
    """One paragraph of a person's or the bot's own."""
    return Message((Paragraph(plain_run(text)),), buttons)


@dataclass
class Paper:
    """A record on paper: what was posted where, and what is remembered by name."""

    said: list[tuple[Place, Posted]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    async def transact(self, do: Callable[[Rows], Result]) -> Result:
        return do(self)

    def post(self, place: Place, message: Message, author: str = "", card: str = "") -> None:
        at = NINE + timedelta(minutes=len(self.said))
        self.said.append((place, Posted(len(self.said) + 1, message, at, author, card)))

    def posted(self, place: Place, limit: int) -> tuple[Posted, ...]:
        return tuple(each for where, each in self.said if where == place)[-limit:]

    def first_time(self, event_id: str, at: datetime) -> bool:
        new = event_id not in self.taken
        self.taken.add(event_id)
        return new

    def person(self, who: Identity, home: Place | None) -> Person:
        return Person(1, who.name, who.service, home or Place(who.platform, DIRECT, who.key))

    def file(self, say: Say, at: datetime, author: Person | None = None) -> None:
        self.post(say.to, say.message, author.name if author else "")

    def next_number(self) -> int:
        return 1

    def unfinished(self) -> bool:
        return False

    def recall(self, name: str) -> str | None:
        return self.names.get(name)

    def remember(self, name: str, value: str) -> None:
        self.names[name] = value

    def forget_everything(self) -> None:
        self.said.clear()


@dataclass
class PaperBot:
    """Notes every event and look, and gives the answers that it was handed."""

    record: Paper
    taken: list[Incoming] = field(default_factory=list)
    looks: list[tuple[Look, Identity, Place, datetime]] = field(default_factory=list)
    answer: Answer = field(default_factory=Done)
    view: View = field(default_factory=lambda: Show(saying("You have no requests yet.")))

    async def handle(self, incoming: Incoming) -> Answer:
        if incoming.id not in {before.id for before in self.taken}:
            self.record.post(incoming.place, saying(incoming.echo), incoming.who.name)
        self.taken.append(incoming)
        return self.answer

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        self.looks.append((look, who, place, at))
        return self.view


class World:
    """The page, served to a client, with the bot on paper behind it."""

    def __init__(self) -> None:
        self.record = Paper()
        self.bot = PaperBot(self.record)
        self.hub = Hub()
        self.ticks: list[datetime] = []
        self.walking = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()
        clock = PageClock(lambda: NINE.astimezone(UTC), LONDON, self.record)
        parts = Parts(self.bot, self.record, clock, self.hub, self._tick, self._deliver, DAYS)
        self.client = TestClient(TestServer(application(Page(parts).attach)))

    async def _tick(self, at: datetime) -> None:
        self.walking.set()
        await self.go_on.wait()
        self.ticks.append(at)

    async def _deliver(self) -> None:
        """What the bot on paper says is posted at once."""

    async def send(self, path: str, body: object, **headers: str) -> ClientResponse:
        return await self.client.post(f"/page/{path}", json=body, headers=headers)

    async def answer(self, path: str, body: object) -> dict[str, Any]:
        response = await self.send(path, body)
        assert response.status == 200, await response.text()
        return dict(await response.json())

    async def read(self, path: str) -> str:
        return await (await self.client.get(path)).text()


async def test_the_bot_on_paper_takes_an_act_once() -> None:
    bot = PaperBot(Paper())
    dean = Identity("page", "dean", "Dean Marsh")
    incoming = Incoming("page:1", dean, TEAM_CHANNEL, NINE, Said("hello"), "hello")
    for _ in range(2):
        await bot.handle(incoming)

    assert len(bot.record.posted(TEAM_CHANNEL, 10)) == 1
    assert bot.taken == [incoming, incoming]


def test_the_record_on_paper_takes_an_id_once() -> None:
    paper = Paper()

    assert [paper.first_time("page:1", NINE) for _ in range(2)] == [True, False]


def test_the_record_on_paper_remembers_past_forgetting() -> None:
    paper = Paper()
    paper.remember("name", "value")
    paper.file(Say(TEAM_CHANNEL, saying("a line")), NINE)
    paper.forget_everything()

    assert (paper.recall("name"), paper.posted(TEAM_CHANNEL, 10)) == ("value", ())
