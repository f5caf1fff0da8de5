"""The SQL that a turn runs, noted as it runs, and run again with nothing else around it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event

from storage.store import SqlStore


@dataclass(frozen=True, slots=True)
class Transaction:
    """One transaction's SQL: as the storage has it, and as the driver got it, with the values."""

    statements: list[tuple[Any, Any]] = field(default_factory=list)
    texts: list[tuple[str, Any]] = field(default_factory=list)


class Notes:
    """The transactions that were begun since `taken` was last asked."""

    def __init__(self) -> None:
        self._noted: list[Transaction] = []

    def taken(self) -> tuple[Transaction, ...]:
        """What was noted, which is then forgotten."""
        noted, self._noted = tuple(self._noted), []
        return noted

    def begin(self, _: Connection) -> None:
        """A transaction has begun; how is the storage's own affair, so it is not noted."""
        self._noted.append(Transaction())

    def statement(self, _: Connection, what: Any, many: Any, values: Any, __: Any) -> None:
        """A statement of the storage, about to be run."""
        self._noted[-1].statements.append((what, many or values))

    def text(self, _: Connection, __: Any, text: str, values: Any, *___: Any) -> None:
        """What the driver is about to get."""
        if not text.startswith("BEGIN"):
            self._noted[-1].texts.append((text, values))


@contextmanager
def noting() -> Iterator[Notes]:
    """Note what every store runs until the end of the block. It takes time of its own."""
    notes = Notes()
    heard: dict[str, Callable[..., None]] = {
        "begin": notes.begin,
        "before_execute": notes.statement,
        "before_cursor_execute": notes.text,
    }
    for name, hear in heard.items():
        event.listen(Engine, name, hear)
    yield notes
    for name, hear in heard.items():
        event.remove(Engine, name, hear)


class BareStore(SqlStore):
    """The storage alone: its thread, its transactions and its statements, and nobody who thinks."""

    async def replay(self, transactions: tuple[Transaction, ...]) -> None:
        """Run the storage's statements again, and load what they find."""
        for each in transactions:
            await self._run(each.statements, Connection.execute)

    async def replay_texts(self, transactions: tuple[Transaction, ...]) -> None:
        """The same as the driver got it: no value is turned into a column or back."""
        for each in transactions:
            await self._run(each.texts, Connection.exec_driver_sql)

    async def _run(self, statements: list[tuple[Any, Any]], execute: Any) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._writer, self._run_all, statements, execute)

    def _run_all(self, statements: list[tuple[Any, Any]], execute: Any) -> None:
        with self._database.transaction() as connection:
            for what, values in statements:
                found = execute(connection, what, values)
                if found.returns_rows:
                    found.all()
