"""Thousands of requests, nearly all of them over, and the plans by which they are found."""

import re
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, insert

from bot.naming import Kind
from bot.people import Place, PlaceKind
from bot.requests import Status
from storage.tables import named, people, requests
from tests.storage.given import DAY, LONDON

MANY = 3_000
BEGINS = datetime(2026, 1, 1, tzinfo=LONDON)


def planned(connection: Connection, statement: Select[Any], **values: object) -> str:
    """The plan by which a database would run this."""
    given = statement.params(values)
    shown = given.compile(connection.engine, compile_kwargs={"literal_binds": True})
    explain = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{explain} {shown}")
    return "\n".join(str(row[-1]) for row in rows)


def goes_by(plan: str, index: str) -> bool:
    """Whether a plan goes by this index, and through no table from end to end."""
    whole = r"SCAN (requests|named)\b(?!.*USING)|Seq Scan on (requests|named)\b"
    return bool(re.search(index, plan)) and not re.search(whole, plan)


def fill(connection: Connection) -> None:
    """Rows by the thousand, as no conversation could make them in a test."""
    numbers = range(1, MANY)
    home = {"service": "b", "home": Place("page", PlaceKind.DIRECT, "a")}
    connection.execute(insert(people), [{"key": key, "name": "a", **home} for key in (1, 2)])
    connection.execute(insert(requests), [_request(n) for n in numbers])
    connection.execute(insert(named), [_named(n, kind) for n in numbers for kind in Kind])
    connection.exec_driver_sql("ANALYZE")


def _request(n: int) -> dict[str, object]:
    who = 1 if n % 500 == 0 else 2
    said = {"title": "t", "said": (), "facts": {}, "asked_at": BEGINS}
    now = {"status": _status(n), "taker": who, "review_on": date(2027, 1, 1)}
    return {"number": n, "requester": who, **said, **now}


def _named(n: int, kind: Kind) -> dict[str, object]:
    by = {"asked_at": BEGINS + n % 28 * DAY, "status": _status(n), "confidential": False}
    return {"request": n, "kind": kind, "place": 0, "key": f"k{n % 7}", "shown": "K", **by}


def _status(n: int) -> Status:
    if n % 300 == 0:
        return Status.TAKEN
    return Status.LIVE if n % 301 == 0 else Status.CLOSED
