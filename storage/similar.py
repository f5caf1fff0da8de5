"""The stems by which requests are found when somebody asks for something like them."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from bot.ports import Pick
from bot.requests import OPEN, OVER, Proposed, Request, Status
from storage.room import REQUESTS, Room
from storage.tables import requests, stem_counts, terms
from storage.upserts import insert_or_change

PROPOSED = 50
RAREST = 6
"""Stems that are looked for: the more of them, the more requests have to be gone through."""

LOOKED_AT = 5_000
"""Of the requests that have such a stem so many are looked at, the newest."""

FEWER = (
    update(stem_counts)
    .where(
        stem_counts.c.stem.in_(
            select(terms.c.stem).where(terms.c.request == bindparam("number")).scalar_subquery()
        )
    )
    .values(requests=stem_counts.c.requests - 1)
)
DROP = delete(terms).where(terms.c.request == bindparam("number"))
_ADD = insert(terms)
_MORE = insert_or_change(stem_counts, requests=stem_counts.c.requests + 1)
_MEANS = (
    update(requests).where(requests.c.number == bindparam("of")).values(meant=bindparam("what"))
)

_RAREST = (
    select(stem_counts.c.stem, stem_counts.c.requests)
    .where(stem_counts.c.stem.in_(bindparam("wanted", expanding=True)), stem_counts.c.requests > 0)
    .order_by(stem_counts.c.requests, stem_counts.c.stem)
    .limit(RAREST)
)
_having = (
    select(terms.c.request)
    .where(terms.c.stem.in_(bindparam("rarest", expanding=True)))
    .order_by(terms.c.request.desc())
    .limit(LOOKED_AT)
    .subquery("having")
)
_shared = (
    select(_having.c.request, func.count().label("stems"))
    .group_by(_having.c.request)
    .subquery("shared")
)
_decided = sorted(set(Status) - OVER - OPEN)
_PROPOSED = (
    select(requests.c.number, _shared.c.stems, requests.c.meant)
    .join(_shared, _shared.c.request == requests.c.number)
    .where(
        or_(
            requests.c.status.in_(sorted(OPEN)),
            requests.c.status.in_(_decided)
            & (requests.c.decided_at.is_(None) | (requests.c.decided_at >= bindparam("since"))),
        ),
        requests.c.confidential.is_(False),
    )
    .order_by(_shared.c.stems.desc(), requests.c.number.desc())
    .limit(PROPOSED)
)
_THESE = REQUESTS.where(requests.c.number.in_(bindparam("numbers", expanding=True)))


class Similar(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def index(self, number: int, stems: frozenset[str], meant: bytes = b"") -> None:
        self._connection.execute(FEWER, {"number": number})
        self._connection.execute(DROP, {"number": number})
        self._connection.execute(_MEANS, {"of": number, "what": meant})
        if stems:
            rows = [{"stem": stem, "request": number} for stem in sorted(stems)]
            self._connection.execute(_ADD, rows)
            self._connection.execute(_MORE, [{"stem": s, "requests": 1} for s in sorted(stems)])

    def similar(self, stems: frozenset[str], since: datetime, pick: Pick) -> tuple[Request, ...]:
        picked = list(pick(self._proposed(stems, since)))
        if not picked:
            return ()
        found = self._rows.requests(self._connection.execute(_THESE, {"numbers": picked}))
        by_number = {one.number: one for one in found}
        return tuple(by_number[each] for each in picked)

    def _proposed(self, stems: frozenset[str], since: datetime) -> tuple[Proposed, ...]:
        counted = self._connection.execute(_RAREST, {"wanted": sorted(stems)}) if stems else ()
        rarest = _within([(row.stem, row.requests) for row in counted])
        if not rarest:
            return ()
        wanted = {"rarest": rarest, "since": since}
        rows = self._connection.execute(_PROPOSED, wanted)
        return tuple(Proposed(row.number, row.stems, row.meant or b"") for row in rows)


def _within(counted: Iterable[tuple[str, int]]) -> list[str]:
    """The rarest stems, as long as they find no more together than are looked at."""
    rarest: list[str] = []
    left = LOOKED_AT
    for stem, finds in counted:
        left -= finds
        if rarest and left < 0:
            break
        rarest.append(stem)
    return rarest
