"""What a turn costs: `python -m benchmarks.turn --check`.

An answer (a choice pressed, nothing to read) through `Bot.handle`, over the SQL that it runs, run
again by the same storage with nothing around it: at most 1.5 times, on SQLite and on PostgreSQL.
Beside it are told the same over the driver alone, a first message, which is read, the last answer,
after which the catalogue is searched, delivering, and turns a second with 50 people at once.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import Fresh, asking_which, databases
from benchmarks.rig.replaying import BareStore, Notes, Transaction, noting
from bot.app import Program, opened
from bot.app.running import settle
from bot.events import Chose, Event, Incoming, Said
from bot.facts import NOT_SURE
from bot.intake.asking import next_question
from bot.people import Identity, Place, PlaceKind
from bot.ports import Work
from bot.settings import Settings
from bot.understanding.form import Question
from storage.engine import Database

AT = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
TEXT = (
    "hiya can we do something about {thing}\nit takes ages, about {n} a month, "
    "some of it sits in {system}"
)
THINGS = ("visitor permits", "skip licences", "allotment requests", "hall bookings", "pest reports")
SYSTEMS = ("PermitPoint", "Uniform", "Civica", "Colony", "M3")
"""Nobody says quite what another says or presses, so nothing is known from somebody else's turn."""

FIRST, ANSWER, LAST, DELIVERING = "a first message", "an answer", "the last answer", "delivering"
AT_ONCE = 50
_AT_MOST = 1.5
_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A turn, and the transactions that it and delivering what it said once ran."""

    kind: str
    incoming: Incoming
    turn: tuple[Transaction, ...]
    delivery: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that the same took in the program, in the storage alone, and in the driver alone."""

    kind: str
    ours: float
    storage: float
    driver: float


async def recorded(url: str, people: int) -> list[Step]:
    """What so many people say and press until all is answered, one after the other."""
    async with running(url) as program:
        with noting() as notes:
            return [step for n in range(people) async for step in _told(n, program, notes)]


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Program]:
    """The program at a standing clock, with nobody to deliver unless asked."""
    async with opened(Settings(database_url=url), real=lambda: AT) as program:
        settle()
        yield program


async def _told(person: int, program: Program, notes: Notes) -> AsyncIterator[Step]:
    """One person's turns; each but the first answers what was asked before."""
    echo = text(person)
    event: Event = Said(echo)
    kind, turn = FIRST, 0
    while True:
        incoming = _incoming(person, turn, event, echo)
        notes.taken()
        await program.bot.handle(incoming)
        ran = notes.taken()
        await program.deliver()
        delivered = notes.taken()
        question = await asked(incoming.who, program)
        yield Step(kind if question else LAST, incoming, ran, delivered)
        if question is None:
            return
        event, echo = pressed(question, person)
        kind, turn = ANSWER, turn + 1


def text(person: int) -> str:
    """What that person would like."""
    thing, system = (those[person % len(those)] for those in (THINGS, SYSTEMS))
    return TEXT.format(thing=thing, system=system, n=40 + person)


def _incoming(person: int, turn: int, event: Event, echo: str) -> Incoming:
    key = f"p{person}"
    who = Identity("page", key, "Dean Marsh", "Parking")
    place = Place("page", PlaceKind.DIRECT, key)
    at = AT + timedelta(seconds=10 * person + turn)
    return Incoming(f"page:{key}-{turn}", who, place, at, event, echo)


async def asked(who: Identity, program: Program) -> Question | None:
    """The question that is open, if any."""

    def read(work: Work) -> Question | None:
        person = work.person(who, None)
        draft = work.conversation(person.key).draft
        return next_question(draft, person, program.book) if draft else None

    return await program.store.transact(read)


def pressed(question: Question, person: int) -> tuple[Chose, str]:
    """What this person presses, and its label."""
    if not question.choices:
        return Chose(question.key, NOT_SURE), "Not sure"
    one = question.choices[person % len(question.choices)]
    return Chose(question.key, one.key), one.label


async def timed(steps: list[Step], fresh: Fresh) -> list[Times]:
    """Every turn in the program, then in the storage alone, then in the driver alone."""
    storage, driver = (bare(fresh()) for _ in range(2))
    try:
        async with running(fresh()) as program:
            return [
                each for step in steps for each in await _beside(step, program, storage, driver)
            ]
    finally:
        storage.close()
        driver.close()


def bare(url: str) -> BareStore:
    """The storage alone, on a new database."""
    store = BareStore(Database(url), AT.tzinfo or ZoneInfo("UTC"))
    store.prepare()
    return store


async def _beside(
    step: Step, program: Program, storage: BareStore, driver: BareStore
) -> tuple[Times, Times]:
    times = [perf_counter()]
    for each in (
        program.bot.handle(step.incoming),
        storage.replay(step.turn),
        driver.replay_texts(step.turn),
        program.deliver(),
        storage.replay(step.delivery),
        driver.replay_texts(step.delivery),
    ):
        await each
        times.append(perf_counter())
    took = [after - before for before, after in pairwise(times)]
    return Times(step.kind, *took[:3]), Times(DELIVERING, *took[3:])


async def turns_a_second(steps: list[Step], url: str) -> float:
    """Everybody at once, each waiting for the answer before they go on."""
    people: dict[Identity, list[Incoming]] = {}
    for step in steps:
        people.setdefault(step.incoming.who, []).append(step.incoming)

    async def one(theirs: list[Incoming]) -> None:
        for incoming in theirs:
            await program.bot.handle(incoming)

    async with running(url) as program:
        begun = perf_counter()
        await asyncio.gather(*(one(theirs) for theirs in people.values()))
        return len(steps) / (perf_counter() - begun)


def costs(database: str, times: list[Times], at_most: float) -> Iterator[Cost]:
    """The answer keeps the bar; the others are told."""
    for kind in (ANSWER, LAST, FIRST, DELIVERING):
        of_kind = [each for each in times if each.kind == kind]
        ours, storage, driver = (
            milliseconds(getattr(each, part) for each in of_kind)
            for part in ("ours", "storage", "driver")
        )
        bar = at_most if kind == ANSWER else None
        yield Cost(f"{database}: {kind}, over the storage alone", ours, storage, at_most=bar)
        yield Cost(f"{database}: {kind}, over the driver alone", ours, driver)


def _measured(kinds: Iterable[str], people: int, at_most: float) -> Iterator[Cost]:
    for kind in kinds:
        with databases(kind) as fresh:
            steps = asyncio.run(recorded(fresh(), people))
            yield from costs(kind, asyncio.run(timed(steps, fresh)), at_most)
            at_once = [step for step in steps if int(step.incoming.who.key[1:]) < AT_ONCE]
            fast = asyncio.run(turns_a_second(at_once, fresh()))
            print(f"| {kind}: {AT_ONCE} people at once | {fast:.0f} turns a second | | | none |")


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where an answer costs too much."""
    parser = asking(__doc__, _AT_MOST)
    asking_which(parser)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    given = parser.parse_args(arguments)
    return verdict(_measured(given.on, given.people, given.at_most), check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
