"""What the clock does about requests: one slice of what is due, in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.catalogue.chores import Chore, chores
from bot.effects import Say
from bot.ports import Work
from bot.requests import Request
from bot.reviews import upkeep
from bot.reviews.book import Book
from bot.reviews.due import Due, next_look, what_is_due
from bot.reviews.posting import post_digest
from bot.reviews.recipients import Recipient
from bot.reviews.reminding import (
    NAMED,
    Item,
    did_it_help,
    recipient,
    reminder,
    slipped,
    sorry,
)

CATALOGUE = "catalogue"
"""In whose name it is kept on which day the catalogue's chores were looked at."""

SETTLING_IN = 28
"""Days from the first in which the catalogue asks nothing: a new team goes through it itself."""

SLICE = 100
"""Requests looked at in one transaction, so that a week's backlog blocks nobody."""


def sweep(work: Work, now: datetime, book: Book) -> bool:
    """Everything that is due by now; True if there is something new in the outbox."""
    said = (remind(work, now, book), post_digest(work, now, book))
    work.prune(now)
    return any(said)


def remind(work: Work, now: datetime, book: Book) -> bool:
    """Remind of one slice of due requests; True if anybody was told anything.

    Outside working hours nothing is done, and what is due stays due. Every request looked at gets a
    later time to look again, so doing this often enough comes to an end.
    """
    if not book.days.in_hours(now):
        return False
    batch, asks = work.due(now, SLICE), _chores(work, now, book)
    slice_ = _Sweep(work, now, book, full=len(batch) == SLICE, chores=asks)
    looked_at = tuple(slice_.over(batch))
    for request in looked_at:
        work.save(request)
    return any((*(now in _said_at(one) for one in looked_at), slice_.said))


def _said_at(request: Request) -> tuple[datetime | None, ...]:
    """When anything was last said of it because of the time."""
    told = (request.told_late_at, request.told_slipped_at)
    return (*told, request.reminded_at, request.asked_if_helped_at)


def _chores(work: Work, now: datetime, book: Book) -> tuple[Chore, ...]:
    """What the catalogue asks, looked at once a day, in the first slice of it."""
    today, began = book.days.local(now).date(), work.began_on()
    if began is None or (today - began).days < SETTLING_IN:
        return ()
    if work.last_reminded(CATALOGUE) == today:
        return ()
    work.reminded(CATALOGUE, today)
    return chores(book.blocks, work.told_of_blocks(), today, book.days)


@dataclass(frozen=True, slots=True)
class _Sweep:
    """One slice; `full` says that there may be more due than it holds."""

    work: Work
    now: datetime
    book: Book
    full: bool
    chores: tuple[Chore, ...]
    said: list[Recipient] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.book.days.local(self.now).date()

    def over(self, batch: Iterable[Request]) -> Iterator[Request]:
        """Say what is due, and give each request as it is afterwards."""
        looked_at = {request.number: self._tell_if_late(request) for request in batch}
        due, asks = self._by_recipient(looked_at.values()), self._by_steward()
        for whom in dict.fromkeys((*due, *asks)):
            told = self._remind(whom, due.get(whom, []), asks.get(whom, []))
            looked_at |= {request.number: request for request in told}
        yield from looked_at.values()

    def _tell_if_late(self, request: Request) -> Request:
        request = self._tell_of_slip(self._ask_if_helped(request))
        if Due.PROMISE_PASSED in what_is_due(request, self.now, self.book.days):
            self.work.file(Say(request.requester.home, sorry(request, self.book)), self.now)
            request = replace(request, told_late_at=self.now)
        return self._next(request)

    def _ask_if_helped(self, request: Request) -> Request:
        """Once, everybody who needs it; what they type then may be their answer."""
        if Due.HELPED not in what_is_due(request, self.now, self.book.days):
            return request
        for person in (request.requester, *self.work.people(request.joined)):
            state = self.work.conversation(person.key)
            asked = replace(state, helping=(*state.helping, request.number))
            self.work.keep(person.key, asked, self.now)
            self.work.file(Say(person.home, did_it_help(request, self.book)), self.now)
        return replace(request, asked_if_helped_at=self.now)

    def _tell_of_slip(self, request: Request) -> Request:
        """Once for each day that was planned, everybody who needs it."""
        if Due.SLIPPED not in what_is_due(request, self.now, self.book.days):
            return request
        for person in (request.requester, *self.work.people(request.joined)):
            self.work.file(Say(person.home, slipped(request, self.book)), self.now)
        return replace(request, told_slipped_at=self.now)

    def _by_recipient(self, requests: Iterable[Request]) -> dict[Recipient, list[Item]]:
        found: dict[Recipient, list[Item]] = {}
        for request in requests:
            for due in what_is_due(request, self.now, self.book.days):
                item = Item(request, due)
                found.setdefault(recipient(item, self.today, self.book), []).append(item)
        return found

    def _by_steward(self) -> dict[Recipient, list[Chore]]:
        found: dict[Recipient, list[Chore]] = {}
        for chore in self.chores:
            found.setdefault(upkeep.recipient(chore, self.work, self.book), []).append(chore)
        return found

    def _remind(self, whom: Recipient, items: list[Item], asks: list[Chore]) -> Iterator[Request]:
        """Send the day's one reminder; what it does not name comes on the next working day."""
        named = NAMED if self.work.last_reminded(whom.key) != self.today else 0
        if named:
            self._say(whom, items, asks[: max(named - len(items), 1)])
        for item in items[:named]:
            yield self._next(replace(item.request, reminded_at=self.now))
        for item in items[named:]:
            yield replace(item.request, remind_at=self._tomorrow())

    def _say(self, whom: Recipient, items: list[Item], asks: list[Chore]) -> None:
        message = reminder(
            tuple(items), self.today, self.book, at_least=self.full, chores=tuple(asks)
        )
        self.work.file(Say(whom.place, message), self.now)
        self.work.reminded(whom.key, self.today)
        self.said.append(whom)
        for one in asks:
            self.work.tell_of_block(one.block.id, one.what, self.today)

    def _next(self, request: Request) -> Request:
        return replace(request, remind_at=next_look(request, self.book.days, self.now))

    def _tomorrow(self) -> datetime:
        return self.book.days.opening(self.book.days.after(self.today, 1))
