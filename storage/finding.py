"""Requests by the words that are in them, and who may find them by which."""

from sqlalchemy import ColumnElement, Select, func, select

from storage.room import Room
from storage.tables import found_by, requests
from storage.upserts import insert_or_leave, upsert

_FOR_TEAM = insert_or_leave(found_by)
_FOR_ALL = upsert(found_by)


def with_stems(stems: frozenset[str]) -> ColumnElement[bool]:
    """Requests that have all of these stems."""
    return requests.c.number.in_(_having(stems, found_by.c.stem.in_(sorted(stems))))


def of_own(stems: frozenset[str], person: int) -> ColumnElement[bool]:
    """This person's own, by what all may read."""
    may_read = found_by.c.stem.in_(sorted(stems)) & found_by.c.team_only.is_(False)
    return (requests.c.requester == person) & requests.c.number.in_(_having(stems, may_read))


def _having(stems: frozenset[str], which: ColumnElement[bool]) -> Select[tuple[int]]:
    return (
        select(found_by.c.request)
        .where(which)
        .group_by(found_by.c.request)
        .having(func.count() == len(stems))
    )


class Finding(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def make_findable(self, number: int, stems: frozenset[str], *, team_only: bool) -> None:
        statement = _FOR_TEAM if team_only else _FOR_ALL
        rows = [{"stem": s, "request": number, "team_only": team_only} for s in sorted(stems)]
        if rows:
            self._connection.execute(statement, rows)
