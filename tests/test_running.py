"""Whether it can serve, and what it has done so far: `/health`, `/ready` and `/metrics`."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from adapters.files import settings_from
from adapters.http import application
from adapters.measuring import Meters
from adapters.watching import LONGEST_SILENCE_S, Watch
from adapters.web.people import PEOPLE
from bot.app import opened, served
from bot.events import Incoming, Look, MyRequests, Said
from bot.messages import Answer, Done, Message, Quiet, View
from bot.people import Identity, Place
from bot.ports import Channel, Later, Letter, Refused, Unavailable
from storage.reader import Waiting
from tests.theatre import TUESDAY, environment

DEAN = PEOPLE[0]
NOTHING_WAITS = Waiting(0, None, 0)


@dataclass
class Scene:
    """A server that is watched, on a database on paper, with a clock that is set by hand."""

    seconds: float = 0.0
    looks: int = 0
    look: Callable[[], Waiting] = lambda: NOTHING_WAITS
    meters: Meters = field(init=False)
    client: "TestClient[Any, Any]" = field(init=False)

    def __post_init__(self) -> None:
        self.meters = Meters(CollectorRegistry(), lambda: self.seconds)
        watch = Watch(self._looked, self.meters, lambda: TUESDAY, patience_s=0.05)
        self.client = TestClient(TestServer(application(watch.attach)))

    def _looked(self) -> Waiting:
        self.looks += 1
        return self.look()

    async def ready(self) -> tuple[int, dict[str, Any]]:
        response = await self.client.get("/ready")
        return response.status, await response.json()

    async def metrics(self) -> dict[str, float]:
        return read(await (await self.client.get("/metrics")).text())

    async def tick(self, *, fails: bool = False) -> None:
        async def tick() -> None:
            if fails:
                raise OSError

        await self.meters.ticking(tick)()


async def until(come: Callable[[], Awaitable[bool]]) -> None:
    """Ask until it has come."""
    async with asyncio.timeout(20):
        while not await come():
            pass


def read(text: str) -> dict[str, float]:
    """Each sample by its name and the values of its labels, as Prometheus reads it."""
    return {
        " ".join((each.name, *each.labels.values())): each.value
        for family in text_string_to_metric_families(text)
        for each in family.samples
    }


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    scene = Scene()
    async with scene.client:
        yield scene


# Ready


async def test_it_is_ready_when_the_database_answers_and_time_passes(scene: Scene) -> None:
    await scene.tick()
    scene.seconds = 12.5
    scene.look = lambda: Waiting(3, TUESDAY - timedelta(minutes=2), 1)

    assert await scene.ready() == (
        200,
        {
            "status": "ready",
            "wrong": [],
            "last_tick_seconds": 12.5,
            "unsent": 3,
            "oldest_unsent_seconds": 120.0,
            "undelivered": 1,
        },
    )


async def test_before_the_first_tick_it_is_not_ready(scene: Scene) -> None:
    status, told = await scene.ready()

    assert (status, told["wrong"], told["last_tick_seconds"]) == (503, ["ticks"], None)


async def test_without_a_tick_for_3_minutes_it_is_not_ready(scene: Scene) -> None:
    await scene.tick()
    scene.seconds = LONGEST_SILENCE_S
    assert (await scene.ready())[0] == 200

    scene.seconds += 1
    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        await scene.tick(fails=True)
    status, told = await scene.ready()
    assert (status, told["status"], told["wrong"]) == (503, "not ready", ["ticks"])


async def test_a_database_that_is_away_is_told_by_one_word(scene: Scene) -> None:
    def away() -> Waiting:
        raise Unavailable("The database groundwork at db.internal does not answer.")

    await scene.tick()
    scene.look = away
    status, told = await scene.ready()

    assert (status, told["wrong"], told["unsent"]) == (503, ["database"], None)
    assert "db.internal" not in str(told)


async def test_a_database_that_hangs_holds_nobody_up_and_is_asked_once(scene: Scene) -> None:
    answers = threading.Event()

    def hangs() -> Waiting:
        answers.wait(10)
        raise Unavailable("It answered too late.")

    await scene.tick()
    scene.look = hangs
    asked = await asyncio.gather(*(scene.ready() for _ in range(5)))
    health = await scene.client.get("/health")
    answers.set()

    assert [status for status, _ in asked] == [503] * 5
    assert (health.status, scene.looks) == (200, 1)

    scene.look = lambda: NOTHING_WAITS

    async def ready() -> bool:
        return (await scene.ready())[0] == 200

    await until(ready)
    assert scene.looks > 1


# Metrics


class PaperBot:
    """Answers as it is told to, and takes 30 milliseconds for it."""

    def __init__(self, scene: Scene, answer: Answer | Exception) -> None:
        self._scene = scene
        self._answer = answer

    async def handle(self, incoming: Incoming) -> Answer:
        self._scene.seconds += 0.03
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        return Quiet(Message(()))


HELLO = Incoming("a", DEAN.identity, DEAN.direct, TUESDAY, Said("hello"))


async def test_turns_are_counted_and_timed_by_what_they_were_answered_with(scene: Scene) -> None:
    await scene.meters.bot(PaperBot(scene, Done())).handle(HELLO)
    await scene.meters.bot(PaperBot(scene, Quiet(Message(())))).handle(HELLO)
    with pytest.raises(LookupError):
        await scene.meters.bot(PaperBot(scene, LookupError())).handle(HELLO)
    await scene.meters.bot(PaperBot(scene, Done())).show(
        MyRequests(), DEAN.identity, DEAN.direct, TUESDAY
    )

    told = await scene.metrics()
    counts = {
        name: told[f"groundwork_turn_seconds_count {name}"]
        for name in ("done", "quiet", "failed", "open")
    }
    assert counts == {"done": 1, "quiet": 1, "failed": 1, "open": 0}
    assert told["groundwork_turn_seconds_sum done"] == pytest.approx(0.03)
    assert told["groundwork_turn_seconds_bucket 0.025 done"] == 0
    assert told["groundwork_turn_seconds_bucket 0.05 done"] == 1


@dataclass
class Paper:
    """A channel that does this with every letter."""

    fails: Exception | None = None

    async def send(self, letter: Letter) -> str:
        if self.fails:
            raise self.fails
        return "sent-1"


async def test_what_becomes_of_letters_is_counted(scene: Scene) -> None:
    letter = Letter(1, DEAN.direct, Message(()), TUESDAY)
    channels: list[Channel] = [
        Paper(),
        Paper(),
        Paper(Later(30)),
        Paper(Refused("no")),
        Paper(OSError()),
    ]
    for each in channels:
        try:
            await scene.meters.channel("page", each).send(letter)
        except (Later, Refused, OSError):
            continue

    told = await scene.metrics()
    counts = {
        name: told[f"groundwork_deliveries_total {name} page"]
        for name in ("sent", "later", "refused", "failed")
    }
    assert counts == {"sent": 2, "later": 1, "refused": 1, "failed": 1}


async def test_ticks_are_counted_and_those_that_fail_apart(scene: Scene) -> None:
    await scene.tick()
    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        await scene.tick(fails=True)
    scene.seconds = 7

    told = await scene.metrics()
    assert told["groundwork_tick_seconds_count done"] == 1
    assert told["groundwork_tick_seconds_count failed"] == 1
    assert told["groundwork_last_tick_age_seconds"] == 7


async def test_the_state_of_the_outbox_is_told_and_unknown_without_a_database(scene: Scene) -> None:
    scene.look = lambda: Waiting(3, TUESDAY - timedelta(minutes=2), 1)
    told = await scene.metrics()
    names = ("database_reachable", "outbox_unsent", "outbox_oldest_seconds", "undelivered")
    assert [told[f"groundwork_{name}"] for name in names] == [1, 3, 120, 1]

    def away() -> Waiting:
        raise Unavailable("It does not answer.")

    scene.look = away
    told = await scene.metrics()
    assert told["groundwork_database_reachable"] == 0
    assert told["groundwork_outbox_unsent"] != told["groundwork_outbox_unsent"]  # not a number


# The whole program


async def test_the_program_says_how_it_is_and_what_it_did(tmp_path: Path) -> None:
    settings = settings_from(environment(tmp_path, GROUNDWORK_HTTP__PORT="0"), tmp_path)
    async with (
        opened(settings, real=lambda: TUESDAY) as program,
        served(settings, program) as address,
        ClientSession(address) as page,
    ):
        said = {"id": "a-1", "person": "dean", "place": "dean", "text": "hello"}
        await page.post("/page/say", json=said)

        async def ready() -> bool:
            return (await page.get("/ready")).status == 200

        async def delivered() -> bool:
            told = read(await (await page.get("/metrics")).text())
            return told["groundwork_deliveries_total sent page"] > 0

        await until(ready)
        await until(delivered)
        told = read(await (await page.get("/metrics")).text())

    assert told["groundwork_turn_seconds_count done"] == 1
    assert told["groundwork_tick_seconds_count done"] >= 1
    assert told["groundwork_database_reachable"] == 1
