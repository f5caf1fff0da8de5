"""What requests name, among all of them: who waits for what, and whether anybody asked for it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, Integer, Select, bindparam, delete, exists, func, insert, select

from bot.catalogue.fitting import FITTED
from bot.naming import Kind, Named, Wait, Waits, named_in
from bot.requests import GOING_ON, OPEN, Request, Status, words_in
from storage.finding import in_words
from storage.room import REQUESTS, Room
from storage.tables import found_by, named, people, requests

_DROP = delete(named).where(named.c.request == bindparam("number"))
_ADD = insert(named)
_NAMED = tuple(each.name for each in fields(Named))
WAITS = (
    select(
        requests.c.number,
        named.c.place,
        named.c.key,
        named.c.shown,
        people.c.key.label("person"),
        people.c.service,
        requests.c.minutes_a_month,
        named.c.confidential,
    )
    .join(named, (named.c.request == requests.c.number) & (named.c.kind == Kind.UNMET))
    .join(people, requests.c.requester == people.c.key)
)
_OPEN = named.c.status.in_(sorted(OPEN))
_OPEN_TO_ALL = named.c.confidential.is_(False)
OPEN_NOW = WAITS.where(_OPEN)
_THEN = (_OPEN_TO_ALL, named.c.asked_at < bindparam("at"))
OPEN_THEN = OPEN_NOW.where(*_THEN)
_DECIDED = select(requests.c.number).where(requests.c.decided_at >= bindparam("at"))
DECIDED_SINCE = WAITS.where(*_THEN, ~_OPEN, named.c.request.in_(_DECIDED))
_THESE = select(requests.c.number, requests.c.title, requests.c.said).where(
    requests.c.number.in_(bindparam("numbers", expanding=True))
)
_ASKED_BETWEEN = (
    requests.c.confidential.is_(False),
    requests.c.asked_at >= bindparam("since"),
    requests.c.asked_at < bindparam("ends"),
)
_judged = named.alias("judged")
_IS_UNFIT = exists().where(
    _judged.c.request == named.c.request,
    _judged.c.kind == Kind.JUDGED,
    _judged.c.key == named.c.key,
    _judged.c.shown.not_in(FITTED),
)
_GOING_ON = named.c.status.in_(sorted(GOING_ON))
_NAMED_SO = (
    named.c.kind.in_([Kind.OFFERED, Kind.JUDGED, Kind.UNMET]),
    named.c.key.in_(bindparam("keys", expanding=True)),
)
# No request of that time has a lower number: of what has a word often no more is gone through.
FIRST = select(func.min(requests.c.number)).where(*_ASKED_BETWEEN)
NAMED = (
    select(named.c.request)
    .where(
        *_NAMED_SO,
        ~_IS_UNFIT,
        named.c.asked_at >= bindparam("since"),
        named.c.asked_at < bindparam("ends"),
        _OPEN_TO_ALL,
    )
    .limit(1)
)
NAMING = (
    REQUESTS.where(requests.c.number.in_(select(named.c.request).where(*_NAMED_SO, _GOING_ON)))
    .order_by(func.coalesce(requests.c.asked_at, ""), requests.c.number)
    .limit(bindparam("most", type_=Integer))
)
LAYING = (
    select(named.c.request, named.c.status)
    .where(*_NAMED_SO, ~_IS_UNFIT, _GOING_ON, _OPEN_TO_ALL)
    .distinct()
)


def _going_on(found: Select[int]) -> Select[int, Status]:
    """What of it is not over and open to all, each with its status."""
    status = requests.c.status
    open_to_all = found.where(status.in_(sorted(GOING_ON)), requests.c.confidential.is_(False))
    return open_to_all.with_only_columns(requests.c.number, status)


def name_anew(connection: Connection, request: Request) -> None:
    """What it names now is what it is counted by."""
    connection.execute(_DROP, {"number": request.number})
    by = {
        "request": request.number,
        "asked_at": request.asked_at,
        "status": request.status,
        "confidential": request.confidential,
    }
    rows = [by | {name: getattr(one, name) for name in _NAMED} for one in named_in(request)]
    if rows:
        connection.execute(_ADD, rows)


class Naming(Room):
    """See `bot.ports.naming`."""

    __slots__ = ()

    def waits(self, at: datetime | None = None) -> Waits:
        queries = (OPEN_NOW,) if at is None else (OPEN_THEN, DECIDED_SINCE)
        rows = (row for query in queries for row in self._connection.execute(query, {"at": at}))
        return tuple(sorted((Wait(*row) for row in rows), key=lambda w: (w.number, w.place)))

    def words(self, numbers: Collection[int]) -> Mapping[int, str]:
        rows = self._connection.execute(_THESE, {"numbers": sorted(numbers)})
        return {row.number: words_in(row.title, row.said) for row in rows}

    def naming(self, keys: Collection[str], limit: int) -> tuple[Request, ...]:
        wanted = {"keys": sorted(keys), "most": limit}
        return self._rows.requests(self._connection.execute(NAMING, wanted))

    def laying(self, keys: Collection[str], stems: Collection[str]) -> Mapping[Status, int]:
        found = [*self._connection.execute(LAYING, {"keys": sorted(keys)})]
        if stems:
            found += self._connection.execute(_going_on(in_words(frozenset(stems))))
        return Counter(dict(tuple(row) for row in found).values())

    def is_asked_for(
        self, keys: Collection[str], stems: Collection[str], since: datetime, ends: datetime
    ) -> bool:
        between = {"since": since, "ends": ends}
        if self._connection.scalar(NAMED, {**between, "keys": sorted(keys)}) is not None:
            return True
        first = self._connection.scalar(FIRST, between) if stems else None
        if first is None:
            return False
        said = in_words(frozenset(stems)).where(found_by.c.request >= first, *_ASKED_BETWEEN)
        return self._connection.scalar(said.limit(1), between) is not None
