"""What a database holds in the end, so that two can be compared, also of different kinds."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, create_engine

_HAPPENED = {
    "taken": "SELECT at, event_id FROM inbox",
    "told": "SELECT at, place, thread, message FROM outbox WHERE card = ''",
    "asked": "SELECT asked_at, requests.* FROM requests",
    "moved": "SELECT at, request, by, event FROM history",
    "posted": "SELECT at, place, first, last FROM digests",
}
_CARDS = "SELECT place, card, message FROM outbox WHERE card != '' ORDER BY id"
_PEOPLE = {"person", "requester", "taker", "by"}
"""Columns with a key of ours: a key may go unused, so they are compared by what platforms say."""

Happened = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that happened, by when; the cards and conversations as they stand.

    Which ids letters have is no part of it: a card that was not under way is changed in place.
    """

    happened: Counter[Happened]
    stands: tuple[object, ...]
    unsettled: int
    letters: frozenset[int] = field(compare=False)

    def count(self, what: str) -> int:
        """How often it was taken, told, asked, moved or posted."""
        return sum(n for (_, name, *_), n in self.happened.items() if name == what)


def record_of(url: str) -> Record:
    """The whole record of the database at this address."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    try:
        with engine.connect() as connection:
            return _record(connection)
    finally:
        engine.dispose()


def _record(connection: Connection) -> Record:
    def rows(statement: str) -> list[Row[Any]]:
        return list(connection.exec_driver_sql(statement))

    people = {row.person: row.key for row in rows("SELECT person, key FROM identities")}
    told = {(row.place, row.card): row.message for row in rows(_CARDS)}
    states = {people[row.person]: row.state for row in rows("SELECT * FROM conversations")}
    return Record(
        happened=Counter(
            (str(row[0]), name, *_values(row, people))
            for name, statement in _HAPPENED.items()
            for row in rows(statement)
        ),
        stands=(told, states),
        unsettled=len(rows("SELECT id FROM outbox WHERE settled_at IS NULL")),
        letters=frozenset(row.id for row in rows("SELECT id FROM outbox")),
    )


def _values(row: Row[Any], people: dict[int, str]) -> list[str]:
    """The row's columns by name, as both kinds of database would tell them."""
    told = {
        name: people.get(value, value) if name in _PEOPLE else value
        for name, value in zip(row._fields, row, strict=True)
    }
    return [f"{name}: {int(x) if isinstance(x, bool) else x}" for name, x in sorted(told.items())]
