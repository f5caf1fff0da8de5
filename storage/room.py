"""What every room of the work shares: the transaction's connection, and rows into values."""

from dataclasses import fields
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, CursorResult, RowMapping, select

from bot.people import Person
from bot.requests import Request
from storage.tables import people, requests

_REQUESTER = people.alias("requester")
_TAKER = people.alias("taker")
_PERSON_COLUMNS = ("key", "name", "service", "home", "away_until")
_MADE_OF_IT = ("shown_level", "judged", "sure", "minutes_a_month")
"""Columns by which requests are listed and counted; they are not read back."""

_REQUEST_FIELDS = tuple(field.name for field in fields(Request))

REQUESTS = (
    select(
        *(column for column in requests.c if column.name in _REQUEST_FIELDS),
        *(_REQUESTER.c[name].label(f"requester_{name}") for name in _PERSON_COLUMNS),
        *(_TAKER.c[name].label(f"taker_{name}") for name in _PERSON_COLUMNS),
    )
    .join(_REQUESTER, requests.c.requester == _REQUESTER.c.key)
    .outerjoin(_TAKER, requests.c.taker == _TAKER.c.key)
)
"""Requests with the people in them; a `where` says which."""


class Rows:
    """Rows into values, their times in the organisation's time zone."""

    __slots__ = ("_timezone",)

    def __init__(self, timezone: tzinfo) -> None:
        self._timezone = timezone

    @property
    def timezone(self) -> tzinfo:
        """The organisation's time zone."""
        return self._timezone

    def requests(self, rows: CursorResult[Any]) -> tuple[Request, ...]:
        """Rows of `REQUESTS`."""
        return tuple(map(self.request, rows.mappings()))

    def request(self, row: RowMapping) -> Request:
        """A row of `REQUESTS`."""
        values = {name: self.local(row[name]) for name in _REQUEST_FIELDS}
        people_in_it = {"requester": _person(row, "requester"), "taker": _person(row, "taker")}
        return Request(**(values | people_in_it))

    def local(self, value: Any) -> Any:
        """A moment as it is called here; any other value as it is."""
        return value.astimezone(self._timezone) if isinstance(value, datetime) else value


class Room:
    """Part of one transaction's work."""

    __slots__ = ("_connection", "_rows")

    def __init__(self, connection: Connection, timezone: tzinfo) -> None:
        self._connection = connection
        self._rows = Rows(timezone)


def row_of(request: Request) -> dict[str, object]:
    """The request as a row of its table."""
    return {
        **{name: getattr(request, name) for name in _REQUEST_FIELDS},
        "facts": dict(request.facts),
        "requester": request.requester.key,
        "taker": request.taker and request.taker.key,
        **{name: getattr(request, name) for name in _MADE_OF_IT},
    }


def person_of(row: Any) -> Person:
    """A row of the people."""
    return Person(*(getattr(row, name) for name in _PERSON_COLUMNS))


def _person(row: RowMapping, role: str) -> Person | None:
    key, *rest = (row[f"{role}_{name}"] for name in _PERSON_COLUMNS)
    return None if key is None else Person(key, *rest)
