"""What the catalogue asks of those who look after its blocks: is it true, and what ends? Pure.

Each entry is confirmed once a year, from the day it was last confirmed; one that never was comes at
once. A steward gets two of them a week at most, those longest due first, so that a whole catalogue
of one age is spread over the year. A contract that ends is told of 18, 12 and 6 months before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue.capability import Capability
from bot.working_days import WorkingDays

CONFIRM = "confirm"
"""The chore of saying that an entry is true."""

A_WEEK = 2
"""Entries that one steward is asked to confirm in a week, Monday to Sunday."""

BEFORE_END = (18, 12, 6)
"""Months before a contract ends at which whoever looks after it is told."""

_YEAR = 12

Told = Mapping[tuple[str, str], "Last"]
"""By the block's id and the chore, when somebody was last told of it, and what they said."""


@dataclass(frozen=True, slots=True)
class Last:
    """When somebody was last told of a chore, and what they answered: `confirmed`, `dismissed`."""

    on: date
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to ask of whoever looks after a block, and since when it has been due."""

    block: Capability
    what: str
    since: date

    @property
    def months(self) -> int:
        """How many months before its contract ends this is, or 0 where it is about no contract."""
        return 0 if self.what == CONFIRM else int(self.what.rpartition(" ")[2])


def chores(
    blocks: Iterable[Capability], told: Told, today: date, days: WorkingDays
) -> tuple[Chore, ...]:
    """What to ask today: entries to confirm, then contracts that end, the longest due first."""
    kept = tuple(block for block in blocks if block.is_confirmed)
    both = (_to_confirm(kept, told, today, days), _ending(kept, told, today, days))
    return tuple(
        one for some in both for one in sorted(some, key=lambda one: (one.since, one.block.id))
    )


def _to_confirm(
    kept: tuple[Capability, ...], told: Told, today: date, days: WorkingDays
) -> Iterator[Chore]:
    due = ((_confirm_from(block, told, days), block) for block in kept if block.steward)
    left = Counter({block.steward: A_WEEK for block in kept})
    left.subtract(_asked_this_week(kept, told, today))
    for since, block in sorted(due, key=lambda pair: (pair[0], pair[1].id)):
        if since <= today and left[block.steward] > 0:
            left[block.steward] -= 1
            yield Chore(block, CONFIRM, since)


def _confirm_from(block: Capability, told: Told, days: WorkingDays) -> date:
    """A year after it was confirmed or asked, whichever is later; at once if it never was."""
    asked = told.get((block.id, CONFIRM), Last(date.min)).on
    last = max(block.last_confirmed or date.min, asked)
    return days.first_from(months_after(last, _YEAR)) if last > date.min else date.min


def _asked_this_week(kept: tuple[Capability, ...], told: Told, today: date) -> Iterator[str]:
    monday = today - timedelta(today.weekday())
    for block in kept:
        asked = told.get((block.id, CONFIRM))
        if asked and asked.on >= monday:
            yield block.steward


def _ending(
    kept: tuple[Capability, ...], told: Told, today: date, days: WorkingDays
) -> Iterator[Chore]:
    """The latest step that has come; of those before it nobody needs to hear any more."""
    for block in kept:
        end = block.contract_end
        if end is None or end < today or _is_dismissed(block, told):
            continue
        come = [
            Chore(block, f"{contract(block)} {months}", since)
            for months in BEFORE_END
            if (since := days.first_from(months_after(end, -months))) <= today
        ]
        yield from (one for one in come[-1:] if (block.id, one.what) not in told)


def _is_dismissed(block: Capability, told: Told) -> bool:
    return any(
        told.get((block.id, f"{contract(block)} {months}"), Last(date.min)).answer == "dismissed"
        for months in BEFORE_END
    )


def contract(block: Capability) -> str:
    """The contract as it is remembered: one that was renewed is another."""
    return f"contract {block.contract_end}"


def is_of(block: Capability, what: str) -> bool:
    """Whether the chore is one that this block has, as it is now."""
    return what == CONFIRM or what in {f"{contract(block)} {n}" for n in BEFORE_END}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of its month where that has no such day."""
    n = day.year * 12 + day.month - 1 + months
    first = date(n // 12, n % 12 + 1, 1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return first.replace(day=min(day.day, last.day))
