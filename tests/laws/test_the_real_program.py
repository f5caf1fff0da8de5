"""Laws over the whole program and a real database: what was taken once is never taken again."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TypeVar, cast

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings

from adapters.web.people import PEOPLE, PageMembers
from bot.events import Accepted, Answered, GoneBack, Incoming, LetGo, Look, MyRequests, Taken
from bot.handbook import Handbook
from bot.library import Library
from bot.ports import Store, Work
from bot.requests import Entry, Request, Status
from bot.service import Bot
from bot.triage.moves import MOVES
from storage.store import SqlStore, open_store
from tests.laws.lives import LIVES, PERSONAL
from tests.laws.plans import plans
from tests.laws.playing import play
from tests.laws.world import BEGIN, Blind, Moment, Says, Step, Taps, book

# People may say 10 kB several times over, and hypothesis shows what it found whole.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

Result = TypeVar("Result")
Wrap = Callable[[Store], Store]


class Forgets:
    """One transaction's work that takes every event for a new one."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def first_time(self, *taken: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Forgetful:
    """A store with a fault: it does not know which events it has seen."""

    store: Store

    async def transact(self, do: Callable[[Work], Result]) -> Result:
        return await self.store.transact(lambda work: do(cast("Work", Forgets(work))))

    async def rewrite(self) -> None:
        await self.store.rewrite()


@dataclass(frozen=True, slots=True)
class Kept:
    """A request, and its history."""

    request: Request
    history: tuple[Entry, ...]


def _incoming(n: int, moment: Moment) -> Incoming | None:
    if isinstance(moment.came, Look):
        return None
    who = PEOPLE[moment.who.key].identity
    return Incoming(f"event-{n}", who, moment.place, moment.known.at, moment.came)


async def _opened(
    database: Path, wrap: Wrap = lambda store: store, by: Handbook | None = None
) -> tuple[Bot, SqlStore]:
    """The program over a new database; all have looked once, so that it knows them."""
    store = open_store(f"sqlite:///{database}", book().days.timezone)
    bot = Bot(wrap(store), PageMembers(), Library(by or book()), lambda: None)
    for one in PEOPLE:
        await bot.show(MyRequests(), one.identity, one.direct, BEGIN)
    return bot, store


def _everything(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


async def _changed_by_a_repeat(plan: list[Step], database: Path, wrap: Wrap) -> list[Incoming]:
    """What did something when it came for the second time."""
    (bot, store), guilty = await _opened(database, wrap), list[Incoming]()
    for incoming in filter(None, map(_incoming, count(), play(plan))):
        await bot.handle(incoming)
        before = _everything(database)
        await bot.handle(incoming)
        guilty += [incoming] if _everything(database) != before else []
    store.close()
    return guilty


async def _written(plan: list[Step], folder: Path, by: Handbook) -> str:
    """All that stands in the database's files while the program runs, in small letters."""
    bot, store = await _opened(folder / "laws.db", by=by)
    for incoming in filter(None, map(_incoming, count(), play(plan, by=by))):
        await bot.handle(incoming)
    written = _all_in(folder)
    store.close()
    return written


def _all_in(folder: Path) -> str:
    files = (file.read_bytes() for file in folder.iterdir())
    return b"".join(files).decode("latin-1").casefold()


async def _kept(plan: list[Step], database: Path) -> list[Kept]:
    """Every request that there is in the end."""
    bot, store = await _opened(database)
    for incoming in filter(None, map(_incoming, count(), play(plan))):
        await bot.handle(incoming)
    asked = await store.transact(lambda work: work.with_status(Status, 100))
    told = await store.transact(lambda work: [work.history(one.number) for one in asked])
    store.close()
    return [Kept(*one) for one in zip(asked, told, strict=True)]


def _retold(history: Iterable[Entry]) -> Status:
    """The status that a request has by its history alone. Raises KeyError at no move."""
    status, taken = Status.NEW, False
    for entry in tuple(history)[1:]:
        status = MOVES[status][type(entry.event)]
        taken = taken or isinstance(entry.event, Taken | Accepted)
        taken = taken and not isinstance(entry.event, LetGo | GoneBack)
        if isinstance(entry.event, Answered) and status is Status.TAKEN and not taken:
            status = Status.NEW
    return status


FEW = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


LIFE: list[Step] = [
    *(Says(0, "visitor permits"), Taps(0, "Talk to a person"), Taps(2, "Ask", "How many?")),
    *(Taps(0, "Answer", "40"), Taps(2, "Take"), Taps(3, "Accept"), Taps(3, "Close")),
]


@FEW
@given(plans)
@example(LIFE)
def test_a_history_tells_how_a_request_came_to_its_status(
    tmp_path_factory: pytest.TempPathFactory, plan: list[Step]
) -> None:
    for kept in asyncio.run(_kept(plan, tmp_path_factory.mktemp("laws") / "laws.db")):
        assert _retold(kept.history) is kept.request.status


def test_a_history_with_a_gap_is_caught(tmp_path: Path) -> None:
    (kept,) = asyncio.run(_kept(LIFE, tmp_path / "laws.db"))

    assert _retold(kept.history) is kept.request.status is Status.LIVE
    assert _retold(kept.history[:-1]) is not kept.request.status
    with pytest.raises(KeyError):
        _retold((*kept.history[:2], *kept.history[-1:]))


@FEW
@given(plans)
@example(LIFE)
def test_an_event_that_comes_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, plan: list[Step]
) -> None:
    database = tmp_path_factory.mktemp("laws") / "laws.db"

    assert asyncio.run(_changed_by_a_repeat(plan, database, lambda store: store)) == []


def test_a_store_that_forgets_what_it_took_is_caught(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def is_broken(plan: list[Step]) -> bool:
        database = tmp_path_factory.mktemp("laws") / "laws.db"
        return asyncio.run(_changed_by_a_repeat(plan, database, Forgetful)) != []

    assert find(plans, is_broken, settings=settings(FEW, phases=[Phase.generate])) != []


def _personal_data_in(plan: list[Step], folder: Path, by: Handbook) -> list[str]:
    written = asyncio.run(_written(plan, folder, by))
    return [each for each in PERSONAL if each.casefold() in written]


@FEW
@given(plans)
@example(LIVES["personal"])
def test_personal_data_is_nowhere_in_the_database(
    tmp_path_factory: pytest.TempPathFactory, plan: list[Step]
) -> None:
    assert _personal_data_in(plan, tmp_path_factory.mktemp("laws"), book()) == []


def test_personal_data_in_the_database_is_caught(tmp_path: Path) -> None:
    unmasked = replace(book(), masker=Blind())

    assert _personal_data_in(LIVES["personal"], tmp_path, unmasked) == [*PERSONAL]
