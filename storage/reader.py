"""A look at a database beside the program that writes it: it takes no lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, event, func, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from storage.engine import _of_kind
from storage.problems import NOT_A_URL, NOTHING_HERE, StorageProblem
from storage.tables import outbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the outbox has yet to send, since when, and what was refused for good."""

    unsent: int
    oldest: datetime | None
    undelivered: int


_UNSENT = select(func.count(), func.min(outbox.c.at)).where(outbox.c.settled_at.is_(None))
_UNDELIVERED = select(func.count()).where(outbox.c.refusal != "")


class Reader:
    """Reads a database while others write it: it takes no lock. Raises StorageProblem."""

    def __init__(self, url: str) -> None:
        try:
            parsed, self._kind = _of_kind(url)
            in_file = parsed.get_backend_name() == "sqlite"
            self._engine = _sqlite(parsed) if in_file else _postgresql(parsed)
        except (ArgumentError, ValueError):
            raise StorageProblem(NOT_A_URL) from None
        self.where = self._kind.name_of(parsed)

    @contextmanager
    def moment(self) -> Iterator[Connection]:
        """The database as it is at one moment, however long the reading takes."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if (sentence := self._kind.problem(error, self.where)) is None:
                raise
            raise StorageProblem(sentence) from error

    def waiting(self) -> Waiting:
        """What the outbox has yet to send."""
        with self.moment() as connection:
            unsent, oldest = connection.execute(_UNSENT).one()
            return Waiting(unsent, oldest, connection.execute(_UNDELIVERED).scalar_one())

    def close(self) -> None:
        """Let go of it."""
        self._engine.dispose()


def _sqlite(url: URL) -> Engine:
    path = url.database or ""
    if not path.startswith("file:") and not Path(path).is_file():
        raise StorageProblem(NOTHING_HERE.format(where=path))  # or SQLite would make it
    # The driver begins nothing by itself, not even for several reads of one moment.
    engine = sa.create_engine(url, hide_parameters=True, isolation_level="AUTOCOMMIT")
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _postgresql(url: URL) -> Engine:
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["timeout"])
    url = url.update_query_dict({"connect_timeout": "5", "client_encoding": "utf8", **url.query})
    settings = {"hide_parameters": True, "pool_pre_ping": True}
    return sa.create_engine(url, isolation_level="REPEATABLE READ", **settings)
