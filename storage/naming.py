"""What requests name, among all of them: who waits for what, and whether anybody asked for it."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from bot.naming import Kind, Named, Wait, Waits, named_in
from bot.requests import OPEN, Request, words_in
from storage.room import Room
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
OPEN_NOW = WAITS.where(_OPEN)
_THEN = (named.c.confidential.is_(False), named.c.asked_at < bindparam("at"))
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
# No request of that time has a lower number: of what names a thing often no more is gone through.
FIRST = select(func.min(requests.c.number)).where(*_ASKED_BETWEEN)
NAMED = (
    select(named.c.request)
    .where(
        named.c.kind.in_([Kind.OFFERED, Kind.JUDGED, Kind.UNMET]),
        named.c.key.in_(bindparam("keys", expanding=True)),
        named.c.asked_at >= bindparam("since"),
        named.c.asked_at < bindparam("ends"),
        named.c.confidential.is_(False),
    )
    .limit(1)
)
SAID = (
    select(found_by.c.request)
    .join(requests, found_by.c.request == requests.c.number)
    .where(
        found_by.c.stem.in_(bindparam("stems", expanding=True)),
        found_by.c.team_only.is_(False),
        found_by.c.request >= bindparam("first"),
        *_ASKED_BETWEEN,
    )
    .group_by(found_by.c.request)
    .having(func.count() == bindparam("all"))
    .limit(1)
)


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

    def is_asked_for(
        self, keys: Collection[str], stems: Collection[str], since: datetime, ends: datetime
    ) -> bool:
        between = {"since": since, "ends": ends}
        if self._connection.scalar(NAMED, {**between, "keys": sorted(keys)}) is not None:
            return True
        first = self._connection.scalar(FIRST, between) if stems else None
        if first is None:
            return False
        wanted = {**between, "first": first, "stems": sorted(stems), "all": len(stems)}
        return self._connection.scalar(SAID, wanted) is not None
