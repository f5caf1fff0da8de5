"""50 conversations at once, on each database: nothing is lost or doubled, and order is kept."""

import asyncio
import logging
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest

from adapters import clock
from adapters.web.people import PLATFORM, TEAM_CHANNEL, PageMembers
from bot.courier import Courier
from bot.events import AskedForPerson, Cancelled, Event, Incoming, Said, WentBack
from bot.library import Library
from bot.messages import text_of
from bot.people import Identity, Place, PlaceKind
from bot.ports import Letter
from bot.requests import OPEN
from bot.service import Bot
from storage.store import SqlStore, open_store
from tests.kills.child import BOOK, StoodStill
from tests.kills.grounds import KINDS, LONDON, Make, grounds
from tests.kills.record import record_of
from tests.kills.undertaking import BEGIN

WISHES = (
    *("allotments", "badges", "cemeteries", "drains", "elections", "fostering", "gritting"),
    *("hedges", "inquests", "jetties", "kennels", "libraries", "markets", "noise", "orchards"),
    *("pavements", "quarries", "recycling", "scaffolding", "taxis", "uniforms", "vaccines"),
    *("weddings", "yachts", "zebra crossings", "asbestos", "bonfires", "caravans", "dentists"),
    *("evictions", "fireworks", "graffiti", "hydrants", "insulation", "juries", "kiosks"),
    *("lampposts", "mosquitoes", "nurseries", "ovens", "pigeons", "quays", "rats", "stadiums"),
    *("theatres", "utilities", "volunteers", "wells", "xylophones", "youth clubs"),
)
"""Each person's own: so different that nobody is asked whether theirs is another's."""

TWICE = 5
"""Every so many turns, the platform sends an event twice."""


def turns(wish: str) -> tuple[Event, ...]:
    """A conversation of 20 turns, in which one request is sent."""
    words = ("help", "status", "my requests", "thank you")
    return (
        *(Said(f"I want {wish} online"), Said("help"), WentBack(), Cancelled()),
        *map(Said, words),
        *(Said(f"{wish}, please"), Said(f"I mean {wish}"), Said("status"), AskedForPerson()),
        *map(Said, words + words),
    )


def conversation(n: int) -> list[Incoming]:
    """All that the n-th person says, in order."""
    who = Identity(PLATFORM, f"person-{n}", f"Person{n} Smith", "Parking")
    home = Place(PLATFORM, PlaceKind.DIRECT, who.key)
    return [
        Incoming(f"{n}-{turn}", who, home, BEGIN, event)
        for turn, event in enumerate(turns(WISHES[n]))
    ]


@dataclass(frozen=True, slots=True)
class Recording:
    """A channel that keeps what it was given, place by place."""

    places: dict[Place, list[Letter]] = field(default_factory=lambda: defaultdict(list))

    async def send(self, letter: Letter) -> str:
        """Keep it."""
        self.places[letter.place].append(letter)
        return f"sent-{letter.id}"

    def told(self) -> "Told":
        """What each person was told, in order; which number a request got is left out."""
        return {
            place: [re.sub(r"GW-\d+", "GW", text_of(letter.message)) for letter in letters]
            for place, letters in self.places.items()
            if place.kind is PlaceKind.DIRECT
        }


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with grounds(request, tmp_path) as make:
        yield make


Told = dict[Place, list[str]]


@pytest.fixture(scope="module")
def alone() -> Told:
    """What everybody is told where nobody speaks before the last one has finished."""
    return asyncio.run(one_by_one("sqlite://"))


@asynccontextmanager
async def program(store: SqlStore, channel: Recording) -> AsyncIterator[Bot]:
    """The bot and its courier, which is woken by every turn; in the end it delivers the rest."""
    courier = Courier(store, {PLATFORM: channel}, StoodStill(BEGIN), BOOK.words)
    rounds = clock.Round(courier.deliver)
    async with clock.delivering([rounds]):
        yield Bot(store, PageMembers(), Library(BOOK), rounds.wake.set)
        await rounds.go()


async def hold(bot: Bot, said: Iterable[Incoming]) -> None:
    """Two lines are said before the first is answered; now and then one is heard twice."""
    lines = list(said)
    for first, second in list(pairwise(lines))[::2]:
        again = [first] if lines.index(first) % TWICE == 0 else []
        await asyncio.gather(*map(bot.handle, (first, second, *again)))


async def all_at_once(url: str) -> Recording:
    """What was told where everybody speaks at once."""
    channel = Recording()
    with closing(open_store(url, LONDON)) as store:
        async with program(store, channel) as bot:
            await asyncio.gather(*(hold(bot, conversation(n)) for n in range(len(WISHES))))
    return channel


async def one_by_one(url: str) -> Told:
    """What was told where everybody waits until the one before has finished."""
    channel = Recording()
    with closing(open_store(url, LONDON)) as store:
        async with program(store, channel) as bot:
            for incoming in (each for n in range(len(WISHES)) for each in conversation(n)):
                await bot.handle(incoming)
    return channel.told()


@pytest.mark.parametrize("kind", KINDS)
async def test_1000_turns_of_50_people_at_once_are_as_if_each_were_alone(
    kind: str, make: Make, alone: Told, caplog: pytest.LogCaptureFixture
) -> None:
    url = make(kind)
    with caplog.at_level(logging.WARNING):
        together = await all_at_once(url)
    record, letters = record_of(url), [each for one in together.places.values() for each in one]

    assert caplog.records == []
    assert together.told() == alone
    assert (record.count("taken"), record.count("asked"), record.unsettled) == (1_000, 50, 0)
    assert sorted(each.id for each in letters) == sorted(record.letters)
    await every_request_has_a_number_a_card_and_a_thread_of_its_own(
        url, together.places[TEAM_CHANNEL]
    )


async def every_request_has_a_number_a_card_and_a_thread_of_its_own(
    url: str, team: list[Letter]
) -> None:
    with closing(open_store(url, LONDON)) as store:
        requests = await store.transact(lambda work: work.with_status(OPEN, 100))
    assert {each.number for each in requests} == set(range(1, 51))
    assert {each.title for each in requests} == {wish.capitalize() for wish in WISHES}
    cards = {each.card: f"sent-{each.id}" for each in team if each.card}
    assert len(cards) == 50
    assert [each.under for each in team if each.thread] == [
        cards[each.thread] for each in team if each.thread
    ]


async def test_lines_taken_in_another_order_would_be_found(make: Make, alone: Told) -> None:
    channel, said = Recording(), conversation(0)
    with closing(open_store(make("sqlite"), LONDON)) as store:
        async with program(store, channel) as bot:
            await hold(bot, (*said[2:], *said[:2]))
    (told,) = channel.told().values()

    assert told != alone[said[0].place]


async def test_an_event_that_is_taken_twice_would_be_found(make: Make, alone: Told) -> None:
    channel, said = Recording(), conversation(0)
    twice = (each for one in said for each in (one, replace(one, id=f"{one.id} again")))
    with closing(open_store(make("sqlite"), LONDON)) as store:
        async with program(store, channel) as bot:
            await hold(bot, twice)
    (told,) = channel.told().values()

    assert told != alone[said[0].place]
