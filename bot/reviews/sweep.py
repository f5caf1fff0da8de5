"""What the clock does about requests: one slice of what is due, in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.effects import Say
from bot.ports import Work
from bot.requests import Request
from bot.reviews.book import Book
from bot.reviews.due import Due, next_look, what_is_due
from bot.reviews.posting import post_digest
from bot.reviews.reminding import (
    NAMED,
    Item,
    Recipient,
    did_it_help,
    recipient,
    reminder,
    sorry,
)

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
    batch = work.due(now, SLICE)
    looked_at = tuple(_Sweep(work, now, book, full=len(batch) == SLICE).over(batch))
    for request in looked_at:
        work.save(request)
    return any(
        now in (one.told_late_at, one.reminded_at, one.asked_if_helped_at) for one in looked_at
    )


@dataclass(frozen=True, slots=True)
class _Sweep:
    """One slice; `full` says that there may be more due than it holds."""

    work: Work
    now: datetime
    book: Book
    full: bool

    @property
    def today(self) -> date:
        return self.book.days.local(self.now).date()

    def over(self, batch: Iterable[Request]) -> Iterator[Request]:
        """Say what is due, and give each request as it is afterwards."""
        looked_at = {request.number: self._tell_if_late(request) for request in batch}
        for whom, items in self._by_recipient(looked_at.values()).items():
            looked_at |= {request.number: request for request in self._remind(whom, items)}
        yield from looked_at.values()

    def _tell_if_late(self, request: Request) -> Request:
        request = self._ask_if_helped(request)
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

    def _by_recipient(self, requests: Iterable[Request]) -> dict[Recipient, list[Item]]:
        found: dict[Recipient, list[Item]] = {}
        for request in requests:
            for due in what_is_due(request, self.now, self.book.days):
                item = Item(request, due)
                found.setdefault(recipient(item, self.today, self.book), []).append(item)
        return found

    def _remind(self, whom: Recipient, items: list[Item]) -> Iterator[Request]:
        """Send the day's one reminder; what it does not name comes on the next working day."""
        named = NAMED if self.work.last_reminded(whom.key) != self.today else 0
        if named:
            message = reminder(tuple(items), self.today, self.book, at_least=self.full)
            self.work.file(Say(whom.place, message), self.now)
            self.work.reminded(whom.key, self.today)
        for item in items[:named]:
            yield self._next(replace(item.request, reminded_at=self.now))
        for item in items[named:]:
            yield replace(item.request, remind_at=self._tomorrow())

    def _next(self, request: Request) -> Request:
        return replace(request, remind_at=next_look(request, self.book.days, self.now))

    def _tomorrow(self) -> datetime:
        return self.book.days.opening(self.book.days.after(self.today, 1))
