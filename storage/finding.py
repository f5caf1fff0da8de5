"""Requests by the words that are in them, and who may find them by which."""

from sqlalchemy import bindparam, func, select

from bot.requests import Request
from storage.room import REQUESTS, Room
from storage.tables import found_by, requests
from storage.upserts import insert_or_leave, upsert

_FOR_TEAM = insert_or_leave(found_by)
_FOR_ALL = upsert(found_by)
_stems = (
    select(found_by.c.request)
    .where(found_by.c.stem.in_(bindparam("wanted", expanding=True)))
    .group_by(found_by.c.request)
    .having(func.count() == bindparam("how_many"))
)
_NEWEST_FIRST = REQUESTS.order_by(requests.c.number.desc()).limit(bindparam("most"))
FOUND = _NEWEST_FIRST.where(requests.c.number.in_(_stems))
FOUND_OF_OWN = _NEWEST_FIRST.where(
    requests.c.number.in_(_stems.where(found_by.c.team_only.is_(False))),
    requests.c.requester == bindparam("person"),
)


class Finding(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def make_findable(self, number: int, stems: frozenset[str], *, team_only: bool) -> None:
        statement = _FOR_TEAM if team_only else _FOR_ALL
        rows = [{"stem": s, "request": number, "team_only": team_only} for s in sorted(stems)]
        if rows:
            self._connection.execute(statement, rows)

    def found(self, stems: frozenset[str], limit: int, own: int | None) -> tuple[Request, ...]:
        if not stems:
            return ()
        wanted = {"wanted": sorted(stems), "how_many": len(stems), "most": limit}
        if own is None:
            return self._rows.requests(self._connection.execute(FOUND, wanted))
        return self._rows.requests(self._connection.execute(FOUND_OF_OWN, wanted | {"person": own}))
