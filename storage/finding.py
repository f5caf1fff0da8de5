"""Requests by the words that are in them, and who may find them by which."""

from sqlalchemy import ColumnElement, Select, exists, select

from storage.room import Room
from storage.tables import found_by, requests
from storage.upserts import insert_or_leave, upsert

_other = found_by.alias("other")
_FOR_TEAM = insert_or_leave(found_by)
_FOR_ALL = upsert(found_by)


NEWEST = found_by.c.request.desc()
"""The order of what is found. Of a word that is in nearly every request a page is read, not all."""


def with_stems(stems: frozenset[str]) -> Select[int]:
    """The requests that have all of these stems.

    They are gone through by the longest one, which is likely to find the fewest. Raises ValueError
    where there is none.
    """
    first, *others = sorted(stems, key=lambda stem: (-len(stem), stem))
    found = select(found_by.c.request).where(found_by.c.stem == first)
    return found.where(*(exists().where(*_has_too(stem)) for stem in others))


def in_words(stems: frozenset[str]) -> Select[int]:
    """The same by what all may read, beside the requests themselves."""
    team_only = exists().where(
        _other.c.request == found_by.c.request,
        _other.c.stem.in_(sorted(stems)),
        _other.c.team_only.is_(True),
    )
    found = with_stems(stems).join(requests, requests.c.number == found_by.c.request)
    return found.where(~team_only)


def of_own(stems: frozenset[str], person: int) -> Select[int]:
    """This person's own, by what all may read."""
    return in_words(stems).where(requests.c.requester == person)


def _has_too(stem: str) -> tuple[ColumnElement[bool], ...]:
    return (_other.c.stem == stem, _other.c.request == found_by.c.request)


class Finding(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def make_findable(self, number: int, stems: frozenset[str], *, team_only: bool) -> None:
        statement = _FOR_TEAM if team_only else _FOR_ALL
        rows = [{"stem": s, "request": number, "team_only": team_only} for s in sorted(stems)]
        if rows:
            self._connection.execute(statement, rows)
