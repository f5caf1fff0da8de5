"""The record: requests and their histories."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, insert, or_, select

from bot.events import Judged
from bot.requests import Entry, Request, Status
from bot.wire import LARGEST_INTEGER
from storage.naming import name_anew
from storage.room import REQUESTS, Room, row_of
from storage.tables import counters, history, joiners, people, requests
from storage.upserts import insert_or_change, insert_or_leave, upsert

_NEXT_NUMBER = (
    insert_or_change(counters, last=counters.c.last + 1)
    .values(name="request", last=1)
    .returning(counters.c.last)
)
AFTER_USE = "said after use"
"""The counter of how often it was said, at a review, how blocks fit."""

ONE_MORE = insert_or_change(counters, last=counters.c.last + 1)
_REQUEST = REQUESTS.where(requests.c.number == bindparam("number"))
_WITH_STATUS = (
    REQUESTS.where(requests.c.status.in_(bindparam("statuses", expanding=True)))
    .order_by(requests.c.asked_at, requests.c.number)
    .limit(bindparam("most"))
)
_joined_by = select(joiners.c.request).where(joiners.c.person == bindparam("person"))
_ASKED_BY = (
    REQUESTS.where(
        or_(requests.c.requester == bindparam("person"), requests.c.number.in_(_joined_by))
    )
    .order_by(requests.c.asked_at.desc(), requests.c.number.desc())
    .limit(bindparam("most"))
)
# What is meant changes with the words alone, where it is indexed.
_KEPT = ("number", "meant")
_SAVE = upsert(requests, *(each.name for each in requests.c if each.name not in _KEPT))
_JOIN = insert_or_leave(joiners)
_HISTORY = (
    select(history, func.coalesce(people.c.name, "").label("name"))
    .outerjoin(people, history.c.by == people.c.key)
    .where(history.c.request == bindparam("number"))
    .order_by(history.c.id)
)
_RECORD = insert(history)


class Record(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def next_number(self) -> int:
        number: int = self._connection.execute(_NEXT_NUMBER).scalar_one()
        return number

    def request(self, number: int) -> Request | None:
        if number > LARGEST_INTEGER:
            return None  # typed by somebody: a column holds no such number
        row = self._connection.execute(_REQUEST, {"number": number}).mappings().one_or_none()
        return None if row is None else self._rows.request(row)

    def history(self, number: int) -> tuple[Entry, ...]:
        rows = self._connection.execute(_HISTORY, {"number": number})
        return tuple(
            Entry(row.request, self._rows.local(row.at), row.name, row.event) for row in rows
        )

    def save(self, request: Request) -> None:
        self._connection.execute(_SAVE, row_of(request))
        name_anew(self._connection, request)
        for person in request.joined:
            self._connection.execute(_JOIN, {"person": person, "request": request.number})

    def record(self, entry: Entry, by: int | None) -> None:
        row: dict[str, object] = {
            "request": entry.request,
            "at": entry.at,
            "by": by,
            "event": entry.event,
        }
        row["kind"] = type(entry.event).__name__
        self._connection.execute(_RECORD, row)
        if isinstance(entry.event, Judged) and entry.event.at_review:
            self._connection.execute(ONE_MORE, {"name": AFTER_USE, "last": 1})

    def with_status(self, statuses: Iterable[Status], limit: int) -> tuple[Request, ...]:
        wanted = {"statuses": list(statuses), "most": limit}
        return self._rows.requests(self._connection.execute(_WITH_STATUS, wanted))

    def asked_by(self, person: int, limit: int) -> tuple[Request, ...]:
        wanted = {"person": person, "most": limit}
        return self._rows.requests(self._connection.execute(_ASKED_BY, wanted))
