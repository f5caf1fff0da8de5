"""The page's clock, its people, its way out, and the server that it is part of."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.http import CannotListen, application, listening
from adapters.web.channel import PageChannel
from adapters.web.clock import PageClock
from adapters.web.hub import Hub, News
from adapters.web.people import ROOMS, TEAM_CHANNEL, PageMembers
from bot.people import Identity
from bot.ports import Letter
from tests.test_web_world import LONDON, NINE, Paper, saying


class Walk:
    """A clock that was real at 9:38am, and what was ticked and told while it walked."""

    def __init__(self, record: Paper, real: datetime = NINE) -> None:
        self.clock = PageClock(lambda: real, LONDON, record)
        self.ticks: list[datetime] = []
        self.seen: list[datetime] = []
        self.told: list[tuple[int, int]] = []

    async def tick(self, at: datetime) -> None:
        self.ticks.append(at)
        self.seen.append(self.clock.now())

    async def to(self, move: str) -> None:
        await self.clock.move(self.clock.after(move), self.tick, self.tell)

    def tell(self, done: int, of: int) -> None:
        self.told.append((done, of))


async def test_each_button_leads_to_a_morning_at_nine() -> None:
    clock = Walk(Paper()).clock

    assert clock.after("tomorrow") == datetime(2026, 12, 9, 9, tzinfo=LONDON)
    assert clock.after("week") == datetime(2026, 12, 15, 9, tzinfo=LONDON)
    assert clock.after("quarter") == datetime(2027, 3, 8, 9, tzinfo=LONDON)


async def test_ninety_days_are_walked_hour_by_hour() -> None:
    walk = Walk(Paper())
    await walk.to("quarter")

    assert len(walk.ticks) == 90 * 24
    assert walk.ticks == walk.seen == sorted(walk.ticks)
    assert walk.clock.now() == walk.ticks[-1] == datetime(2027, 3, 8, 9, tzinfo=LONDON)
    assert len(walk.told) == 90
    assert walk.told[0] == (15, 2160)


async def test_nine_stays_nine_when_the_clocks_go_forward() -> None:
    walk = Walk(Paper(), datetime(2027, 3, 27, 12, tzinfo=LONDON))
    await walk.to("tomorrow")

    assert walk.clock.now() == datetime(2027, 3, 28, 9, tzinfo=LONDON)
    assert len(walk.ticks) == 20
    assert walk.clock.now().utcoffset() == timedelta(hours=1)


async def test_a_time_that_has_passed_changes_nothing() -> None:
    walk = Walk(Paper())
    await walk.clock.move(NINE - timedelta(days=1), walk.tick, walk.tell)

    assert (walk.ticks, walk.clock.now()) == ([], NINE)


async def test_a_moved_clock_stays_moved_after_a_restart() -> None:
    record = Paper()
    await Walk(record).to("week")
    later = Walk(record, NINE + timedelta(hours=2))
    await later.clock.load()

    assert later.clock.now() == datetime(2026, 12, 15, 11, tzinfo=LONDON)


async def test_a_new_clock_shows_the_real_time() -> None:
    walk = Walk(Paper(), NINE.astimezone(UTC))
    await walk.clock.load()

    assert walk.clock.now() == NINE
    assert walk.clock.now().tzinfo is LONDON


async def test_a_clock_that_is_set_back_shows_the_real_time() -> None:
    record = Paper()
    walk = Walk(record)
    await walk.to("week")
    await walk.clock.reset()

    assert walk.clock.now() == NINE
    assert record.names == {"page_clock_offset": "0.0"}


@pytest.mark.parametrize(
    ("platform", "key", "is_in"),
    [
        ("page", "priya", True),
        ("page", "dean", False),
        ("page", "x", False),
        ("slack", "tom", False),
    ],
)
async def test_the_team_of_the_page_is_two_people(platform: str, key: str, is_in: bool) -> None:
    assert await PageMembers().has(Identity(platform, key, "")) is is_in


def test_requests_and_the_digest_go_to_the_same_channel() -> None:
    assert ROOMS.team == ROOMS.digest == TEAM_CHANNEL


async def test_a_letter_is_named_by_its_row_and_open_pages_are_told() -> None:
    hub = Hub()
    with hub.listening() as news:
        name = await PageChannel(hub).send(Letter(7, TEAM_CHANNEL, saying("hello"), NINE))
        told = await asyncio.wait_for(news.get(), 5)
    hub.notify(TEAM_CHANNEL)

    assert name == "page-7"
    assert told == News("changed", {"place": "digital-team"})
    assert news.empty()


async def test_a_port_that_is_taken_says_how_to_mend_it() -> None:
    async with listening(application(), "127.0.0.1", 0) as at, ClientSession() as session:
        port = int(at.rpartition(":")[2])
        async with session.get(f"{at}/health") as response:
            assert response.status == 200
        with pytest.raises(CannotListen, match=rf"Port {port} on 127.0.0.1 is already in use"):
            async with listening(application(), "127.0.0.1", port):
                pass


async def test_an_address_that_is_not_ours_says_so() -> None:
    with pytest.raises(CannotListen, match=r"192\.0\.2\.1:8080 cannot be listened on"):
        async with listening(application(), "192.0.2.1", 8080):
            pass
