"""A clock that jumps back and forth, and a machine that sleeps: nobody is told anything twice.

The machine's clock may be wrong for hours. What it made the program say stays said.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar, cast

import pytest
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis import strategies as st

from adapters.web.people import PLATFORM, PageMembers
from bot.courier import Courier
from bot.library import Library
from bot.messages import text_of
from bot.ports import Letter, Store, Work
from bot.requests import Request
from bot.service import Bot
from storage.store import open_store
from tests.kills.child import BOOK, StoodStill
from tests.kills.grounds import LONDON
from tests.kills.month import Hour, hours

DAY = timedelta(days=1)
EIGHT_DAYS = tuple(hours(8))
"""Six requests, two of them taken, and a digest. Nothing is due for the second time in them."""


DIGEST = re.compile(r"Digital requests: .*|No new requests from .*")
SORRY = "We’re sorry that nobody"
REMINDERS = ("somebody to take", "Is it live", "Are these live")

Result = TypeVar("Result")
Wrap = Callable[[Store], Store]


@dataclass(frozen=True, slots=True)
class Recording:
    """A channel that keeps what it was given."""

    letters: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> str:
        """Keep it."""
        self.letters.append(letter)
        return f"sent-{letter.id}"


async def lived(moments: Sequence[Hour], wrap: Wrap = lambda store: store) -> list[Letter]:
    """All that is said where these moments come, in this order."""
    channel = Recording()
    with closing(open_store("sqlite://", LONDON)) as store:
        bot = Bot(wrap(store), PageMembers(), Library(BOOK), lambda: None)
        for hour in moments:
            await bot.tick(hour.at)
            for incoming in (each for wave in hour.waves for each in wave):
                await bot.handle(replace(incoming, at=hour.at))
        courier = Courier(store, {PLATFORM: channel}, StoodStill(moments[-1].at), BOOK.words)
        while await courier.deliver():
            pass
    return channel.letters


def jumping(jumps: Sequence[int]) -> tuple[Hour, ...]:
    """The eight days by a clock that is wrong by so many hours, each time for as long."""
    each_lasts = -(-len(EIGHT_DAYS) // len(jumps))
    return tuple(
        replace(hour, at=hour.at + timedelta(hours=jumps[n // each_lasts]))
        for n, hour in enumerate(EIGHT_DAYS)
    )


def said_twice(letters: Sequence[Letter]) -> Iterator[str]:
    """What the clock made the program say more than once."""
    said = Counter(what for letter in letters for what in _named(letter))
    yield from (what for what, times in said.items() if times > 1)


def _named(letter: Letter) -> Iterator[str]:
    text, day = text_of(letter.message), letter.at.astimezone(LONDON).date()
    if digest := DIGEST.search(text):
        yield digest[0]
    elif SORRY in text:
        yield text
    elif any(words in text for words in REMINDERS):
        yield f"a reminder to {letter.place} on {day}"
        yield from (f"a reminder of {request}" for request in set(re.findall(r"GW-\d+", text)))


class Forgets:
    """One transaction's work that keeps nothing of what anybody was told."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def reminded(self, *_: object) -> None:
        """Forgotten."""

    def digest_posted(self, *_: object) -> None:
        """Forgotten."""

    def save(self, request: Request) -> None:
        """As if nobody had been told anything of it."""
        self._work.save(
            replace(request, reminded_at=None, told_late_at=None, remind_at=request.asked_at)
        )


@dataclass(frozen=True, slots=True)
class Forgetful:
    """A store with a fault: it does not know what was said."""

    store: Store

    async def transact(self, do: Callable[[Work], Result]) -> Result:
        return await self.store.transact(lambda work: do(cast("Work", Forgets(work))))

    async def rewrite(self) -> None:
        await self.store.rewrite()


FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
# More than a day either way: from one working day into another, and over the turn of the week.
some_jumps = st.lists(st.integers(-30, 30), min_size=1, max_size=24)


@FEW
@given(some_jumps)
@example([0, 24, 0, -24])
@example([30, -30])
def test_a_clock_that_jumps_by_hours_repeats_nothing(jumps: list[int]) -> None:
    assert list(said_twice(asyncio.run(lived(jumping(jumps))))) == []


def test_a_program_that_forgets_what_it_said_would_be_found() -> None:
    def is_broken(jumps: list[int]) -> bool:
        letters = asyncio.run(lived(jumping(jumps), Forgetful))
        return any(said_twice(letters))

    assert find(some_jumps, is_broken, settings=settings(FEW, phases=[Phase.generate])) != []


async def test_everything_that_is_due_is_said_though_the_clock_was_wrong() -> None:
    right = {what for letter in await lived(EIGHT_DAYS) for what in _named(letter)}
    wrong = {what for letter in await lived(jumping([0, 5, -5, 3, 0])) for what in _named(letter)}

    assert _but_days(right) == _but_days(wrong) != set()


def _but_days(named: set[str]) -> set[str]:
    return {what for what in named if not what.startswith("a reminder to")}


MONDAY = datetime(2026, 12, 7, 8, 30, tzinfo=LONDON)
"""Before work begins. A digest and a reminder are due on this day."""


async def asleep_from_monday(slept: timedelta) -> tuple[datetime, list[Letter]]:
    """When the machine wakes, in hours, and all that is said up to its second tick after that."""
    wakes = MONDAY + slept + timedelta(hours=2)
    before = (hour for hour in EIGHT_DAYS if hour.at <= MONDAY)
    return wakes, await lived((*before, Hour(wakes), Hour(wakes + timedelta(seconds=20))))


@pytest.mark.parametrize("slept", [DAY, 7 * DAY])
async def test_one_tick_after_a_long_sleep_says_once_what_was_due(slept: timedelta) -> None:
    wakes, letters = await asleep_from_monday(slept)
    since = [letter for letter in letters if letter.at >= wakes]
    said = [what for letter in since for what in _named(letter)]

    assert list(said_twice(since)) == []
    assert "a reminder of GW-3" in said
    assert len([what for what in said if DIGEST.match(what)]) == 1
    assert {letter.at for letter in since} == {wakes}


async def test_a_digest_after_a_week_asleep_says_so_and_tells_of_the_week_before() -> None:
    _, letters = await asleep_from_monday(8 * DAY)
    (digest,) = (text for each in letters if DIGEST.search(text := text_of(each.message)))

    assert "It comes late, on Tuesday 15 December" in digest
    assert "7 to 13 December" in digest
    assert "The weeks before, which had no digest\nMonday 30 November to Sunday" in digest
