"""The one door, over a real database: an event happens once, whole or not at all."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from adapters.web.people import PEOPLE, TEAM_CHANNEL, PageMembers, Someone
from bot.app import handbook
from bot.events import (
    AskedForPerson,
    Chose,
    Event,
    Filled,
    Form,
    Incoming,
    Listed,
    MovedUp,
    MyRequests,
    Said,
    Submitted,
    Taken,
    WentLive,
)
from bot.library import Library
from bot.messages import Answer, Done, Invalid, Open, Quiet, Show, text_of
from bot.people import Place
from bot.ports import Posted, Work
from bot.requests import Request, Status
from bot.service import Bot
from bot.settings import Settings
from storage.store import SqlStore, open_store
from tests.theatre import TUESDAY

BOOK = handbook(Settings())
DEAN, RUTH, PRIYA, TOM = PEOPLE
URGENT = "A resident has just told me that she is going to kill herself"
ACCEPT = {"horizon": "now", "go_live_on": "2027-01-18"}
Result = TypeVar("Result")


class Broken(Exception):
    """The disk failed just before the commit."""


@dataclass
class Brittle:
    """The store, whose next transactions can be made to fail at their very end."""

    store: SqlStore
    breaks: int = 0

    async def transact(self, do: Callable[[Work], Result]) -> Result:
        def done(work: Work) -> Result:
            result = do(work)
            if self.breaks:
                self.breaks -= 1
                raise Broken
            return result

        return await self.store.transact(done)

    async def rewrite(self) -> None:
        await self.store.rewrite()


@dataclass
class House:
    """The bot on a database, and everything that can be seen of it."""

    path: Path
    store: Brittle
    woken: int = 0
    events: int = 0
    bot: Bot = field(init=False)

    def __post_init__(self) -> None:
        self.bot = Bot(self.store, PageMembers(), Library(BOOK), self.wake)

    def wake(self) -> None:
        self.woken += 1

    def incoming(self, who: Someone, event: Event, echo: str = "") -> Incoming:
        self.events += 1
        at = TUESDAY + timedelta(minutes=self.events)
        place = TEAM_CHANNEL if who.in_team else who.direct
        return Incoming(f"event-{self.events}", who.identity, place, at, event, echo)

    async def take(self, who: Someone, *events: Event) -> Answer:
        answer: Answer = Done()
        for event in events:
            answer = await self.bot.handle(self.incoming(who, event))
        return answer

    async def request(self, number: int) -> Request:
        found = await self.store.transact(lambda work: work.request(number))
        assert found is not None
        return found

    async def posted(self, place: Place) -> tuple[Posted, ...]:
        return await self.store.transact(lambda work: work.posted(place, 100))

    def everything(self) -> tuple[str, ...]:
        """The whole database, row by row."""
        with closing(sqlite3.connect(self.path)) as connection:
            return tuple(connection.iterdump())


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    path = tmp_path / "house.db"
    store = open_store(f"sqlite:///{path}", BOOK.days.timezone)
    yield House(path, Brittle(store))
    store.close()


SENT = (Said("We want visitor permits online"), AskedForPerson())


async def test_an_event_seen_before_has_no_consequences(house: House) -> None:
    await house.take(DEAN, *SENT)
    taken = house.incoming(PRIYA, Taken(1))
    await house.bot.handle(taken)
    before = house.everything()

    assert await house.bot.handle(taken) == Done()
    assert house.everything() == before


async def test_the_same_line_said_again_is_another_event(house: House) -> None:
    await house.take(DEAN, Said("help"))
    before = house.everything()

    await house.take(DEAN, Said("help"))

    assert house.everything() != before


async def test_who_submits_in_two_windows_sends_one_request(house: House) -> None:
    every = [Chose(one.key, "skip") for one in BOOK.form.questions.questions]
    await house.take(DEAN, Said("We want visitor permits online"), *every, *every, *every)

    await house.take(DEAN, Submitted(), Submitted())

    assert (await house.request(1)).title == "Visitor permits online"
    assert await house.store.transact(lambda work: work.request(2)) is None
    history = await house.store.transact(lambda work: work.history(1))
    assert [type(one.event) for one in history] == [Submitted]


async def test_a_dialog_filled_in_wrongly_can_be_mended_under_the_same_id(house: House) -> None:
    await house.take(DEAN, *SENT)
    wrong = house.incoming(PRIYA, Filled("accept", 1, {**ACCEPT, "go_live_on": "soon"}))
    before = house.everything()

    assert await house.bot.handle(wrong) == Invalid(
        {"go_live_on": "Give a date, such as 2027-01-18."}
    )
    assert house.everything() == before
    assert await house.bot.handle(replace(wrong, event=Filled("accept:seen", 1, ACCEPT))) == Done()
    assert (await house.request(1)).status is Status.ACCEPTED


async def test_a_dialog_that_nobody_drew_is_out_of_date(house: House) -> None:
    answer = await house.take(DEAN, Filled("no such form", 1, {}))

    assert isinstance(answer, Quiet)
    assert "out of date" in text_of(answer.message)


async def test_a_line_is_shown_as_its_authors_where_the_platform_does_not(house: House) -> None:
    await house.bot.handle(house.incoming(DEAN, Said("help"), echo="help"))

    (line,) = await house.posted(DEAN.direct)
    assert (line.author, text_of(line.message)) == (DEAN.name, "help")


async def test_an_urgent_line_is_kept_nowhere(house: House) -> None:
    await house.bot.handle(house.incoming(DEAN, Said(URGENT), echo=URGENT))

    (line,) = await house.posted(DEAN.direct)
    assert text_of(line.message) == "(I have not kept what you wrote.)"
    assert [row for row in house.everything() if "kill herself" in row] == []


async def test_an_urgent_line_is_kept_nowhere_while_a_question_is_open(house: House) -> None:
    await house.take(DEAN, *SENT)
    await house.take(PRIYA, Filled("ask", 1, {"text": "How many a month?"}))

    await house.bot.handle(house.incoming(DEAN, Said(URGENT), echo=URGENT))

    assert [row for row in house.everything() if "kill herself" in row] == []


async def test_a_commit_that_fails_leaves_nothing_and_the_event_can_come_again(
    house: House,
) -> None:
    await house.take(DEAN, SENT[0])
    asked = house.incoming(DEAN, SENT[1])
    before, woken = house.everything(), house.woken
    house.store.breaks = 1

    with pytest.raises(Broken):
        await house.bot.handle(asked)
    assert house.everything() == before
    assert house.woken == woken

    assert await house.bot.handle(asked) == Done()
    assert (await house.request(1)).title == "Visitor permits online"


async def test_the_courier_is_woken_after_every_event(house: House) -> None:
    await house.take(DEAN, *SENT)

    assert house.woken == 2


async def test_a_history_tells_each_step_once_and_by_whom(house: House) -> None:
    await house.take(DEAN, *SENT)
    await house.take(PRIYA, Taken(1), Taken(1), Filled("accept:seen", 1, ACCEPT))

    entries = await house.store.transact(lambda work: work.history(1))
    assert [(type(one.event).__name__, one.by) for one in entries] == [
        ("AskedForPerson", DEAN.name),
        ("Taken", PRIYA.name),
        ("Accepted", PRIYA.name),
    ]


async def test_moving_up_makes_one_follow_on_however_often_it_is_pressed(house: House) -> None:
    await house.take(DEAN, *SENT)
    await house.take(PRIYA, Filled("accept:seen", 1, ACCEPT), WentLive(1, TUESDAY.date()))

    await house.take(PRIYA, MovedUp(1), MovedUp(1))

    assert (await house.request(2)).follows == 1
    assert await house.store.transact(lambda work: work.request(3)) is None


async def test_looking_changes_nothing(house: House) -> None:
    await house.take(DEAN, *SENT)
    before = house.everything()

    mine = await house.bot.show(MyRequests(), DEAN.identity, DEAN.direct, TUESDAY)
    paged = await house.bot.show(Listed("my_requests"), DEAN.identity, DEAN.direct, TUESDAY)
    form = await house.bot.show(Form("accept", 1), PRIYA.identity, TEAM_CHANNEL, TUESDAY)
    refused = await house.bot.show(Form("accept", 1), RUTH.identity, RUTH.direct, TUESDAY)

    assert isinstance(mine, Show)
    assert paged == mine
    assert isinstance(form, Open)
    assert isinstance(refused, Quiet)
    assert _but_people(house.everything()) == _but_people(before)


async def test_a_tick_says_what_is_due_once(house: House) -> None:
    await house.take(DEAN, *SENT)
    later = TUESDAY + timedelta(days=7)
    woken = house.woken

    for _ in range(5):
        await house.bot.tick(later)
    told = house.everything()
    await house.bot.tick(later)

    assert house.woken > woken
    assert house.everything() == told


async def test_a_tick_with_nothing_due_wakes_nobody(house: House) -> None:
    await house.bot.tick(TUESDAY)

    assert house.woken == 0


def _but_people(rows: tuple[str, ...]) -> list[str]:
    """Whoever looks becomes known to us by name; that is all."""
    return [row for row in rows if '"people"' not in row and '"identities"' not in row]
