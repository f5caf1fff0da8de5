"""Thousands of requests, nearly all of them over, and the plans by which they are found."""

import re
from typing import Any

from sqlalchemy import Connection, Select

MANY = 3_000


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
    statements = (
        "INSERT INTO people (key, name, service, home) VALUES (1, 'a', 'b', 'page:direct:a')",
        *(
            "INSERT INTO requests (number, requester, title, said, asked_at, status, facts, taker,"
            f" review_on) VALUES ({n}, {1 if n % 500 == 0 else 2}, 't', '[]', '2026-01-01',"
            f" '{_status(n)}', '{{}}', {1 if n % 500 == 0 else 2}, '2027-01-01')"
            for n in range(1, MANY)
        ),
        *(
            "INSERT INTO named (request, kind, place, key, shown, asked_at, status, confidential)"
            f" VALUES ({n}, '{kind}', 0, 'k{n % 7}', 'K', '2026-01-{n % 28 + 1:02}',"
            f" '{_status(n)}', false)"
            for n in range(1, MANY)
            for kind in ("offered", "judged", "unmet", "warned")
        ),
        "ANALYZE",
    )
    more = "INSERT INTO people (key, name, service, home) VALUES (2, 'b', 'b', 'page:direct:b')"
    for statement in (more, *statements):
        connection.exec_driver_sql(statement)


def _status(n: int) -> str:
    if n % 300 == 0:
        return "taken"
    return "live" if n % 301 == 0 else "closed"
