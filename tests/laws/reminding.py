"""What holds of reminders, however the days go: a world of a desk, walked day by day."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import cast

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.chores import A_WEEK, BEFORE_END, CONFIRM, Last, months_after
from bot.effects import Say
from bot.events import Attended, Retired
from bot.ports import Work
from bot.reviews.sweep import remind
from tests.reviewing import DAYS, LONDON, PRIYA, TOM, Desk, OurBook, desk, live

FIRST = date(2026, 12, 14)
STEWARDS = (PRIYA.name, TOM.name, "Leah Fox")
LATE = 5
"""Working days in a week: two of what is due are told of in each."""

Make = Callable[[Desk], Desk]


@dataclass(frozen=True, slots=True)
class Walk:
    """A catalogue, reviews that fall due, and the days on which the program runs and how often.

    `ticks` has for each day how many ticks it sees: none is a day off, two are two processes, or a
    restart.
    """

    blocks: tuple[Capability, ...]
    reviews: tuple[int, ...]
    ticks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One message: when, to whom, and of which chores and requests."""

    at: datetime
    who: str
    chores: tuple[tuple[str, str], ...]
    requests: tuple[int, ...]


@dataclass(slots=True)
class Watching(Desk):
    """A desk that knows of each message what it was about."""

    told: list[Told] = field(default_factory=list)

    def file(self, say: Say, at: datetime) -> None:
        presses = [button.press for button in say.message.buttons]
        asked = (one for one in presses if isinstance(one, Attended))
        chores = dict.fromkeys((one.capability, one.what) for one in asked)
        reviews = dict.fromkeys(one.request for one in presses if isinstance(one, Retired))
        self.told.append(Told(at, say.to.key, tuple(chores), tuple(reviews)))


def walked(walk: Walk, make: Make = lambda at_desk: at_desk) -> list[Told]:
    """Everything that is told on these days, at nine and every ten minutes after that."""
    kept = desk(*(live(n, FIRST + timedelta(after)) for n, after in enumerate(walk.reviews, 1)))
    watched = Watching(kept.requests, met={one.key: one for one in (PRIYA, TOM)})
    watched.book = OurBook(blocks=walk.blocks)
    at_desk = make(watched)
    for n, ticks in enumerate(walk.ticks):
        for tick in range(ticks):
            day = datetime.combine(FIRST + timedelta(n), time(9, 10 * tick), LONDON)
            remind(cast("Work", at_desk), day, watched.book)
    return watched.told


Law = Callable[[Walk, list[Told]], Iterator[str]]


def nobody_is_messaged_twice_a_day(_: Walk, told: list[Told]) -> Iterator[str]:
    days = Counter((one.at.date(), one.who) for one in told)
    yield from (f"{who} on {day}" for (day, who), n in days.items() if n > 1)


def a_steward_confirms_two_a_week_at_most(walk: Walk, told: list[Told]) -> Iterator[str]:
    stewards = {block.id: block.steward for block in walk.blocks}
    weeks = Counter(
        (one.at.isocalendar()[:2], stewards[capability])
        for one in told
        for capability, what in one.chores
        if what == CONFIRM
    )
    yield from (f"{who} in {week}" for (week, who), n in weeks.items() if n > A_WEEK)


def nothing_is_told_again_too_soon(_: Walk, told: list[Told]) -> Iterator[str]:
    """Of a step of a contract once, of an entry once in a year."""
    seen: dict[tuple[str, str], date] = {}
    for one in told:
        for chore in one.chores:
            before = seen.get(chore)
            if before and (chore[1] != CONFIRM or one.at.date() < months_after(before, 12)):
                yield f"{chore} on {before} and {one.at.date()}"
            seen[chore] = one.at.date()


def nothing_due_is_forgotten(walk: Walk, told: list[Told]) -> Iterator[str]:
    """After enough working days with the program there, all that is due has been told of."""
    days = [FIRST + timedelta(n) for n, ticks in enumerate(walk.ticks) if ticks]
    worked = [day for day in days if DAYS.is_working(day)]
    for capability, what, since in _wanted(walk):
        waited = [day for day in worked if day >= since]
        patience = LATE * (2 + len(walk.blocks) // A_WEEK)
        if len(waited) > patience and not _is_told(capability, what, told):
            yield f"{what} of {capability} has been due since {since}"


def _wanted(walk: Walk) -> Iterator[tuple[str, str, date]]:
    for block in (one for one in walk.blocks if one.is_confirmed):
        if block.steward:
            last = block.last_confirmed
            yield block.id, CONFIRM, months_after(last, 12) if last else FIRST
        if block.contract_end:
            first = months_after(block.contract_end, -BEFORE_END[0])
            yield block.id, "contract", max(first, FIRST)


def _is_told(capability: str, what: str, told: Iterable[Told]) -> bool:
    chores = (chore for one in told for chore in one.chores)
    return any(of == capability and about.startswith(what) for of, about in chores)


LAWS: tuple[Law, ...] = (
    nobody_is_messaged_twice_a_day,
    a_steward_confirms_two_a_week_at_most,
    nothing_is_told_again_too_soon,
    nothing_due_is_forgotten,
)


def of(at_desk: Desk, kind: type[Watching]) -> Desk:
    """The same desk, of a faulty kind."""
    watched = cast("Watching", at_desk)
    faulty = kind(watched.requests, met=watched.met, told=watched.told)
    faulty.book = watched.book
    return faulty


class ForgetsWhom(Watching):
    """Does not know who had a reminder today."""

    def last_reminded(self, who: str) -> date | None:
        return None


class ForgetsChores(Watching):
    """Does not know of what it told."""

    def tell_of_block(self, capability: str, what: str, on: date) -> None:
        """Forgotten."""


class Presumes(Watching):
    """Takes it that everybody was asked before."""

    def told_of_blocks(self) -> Mapping[tuple[str, str], Last]:
        return {(one.id, CONFIRM): Last(FIRST) for one in self.book.blocks}


def block(n: int, steward: int | None, confirmed: int | None, ends: int | None) -> Capability:
    """A live block: by whom, and how many days before and after the first day what was and is."""
    return Capability(
        f"block-{n}",
        f"Block {n}",
        "What it does.",
        status=CapabilityStatus.LIVE,
        steward=STEWARDS[steward] if steward is not None else "",
        last_confirmed=FIRST - timedelta(confirmed) if confirmed is not None else None,
        contract_end=FIRST + timedelta(ends) if ends is not None else None,
    )
