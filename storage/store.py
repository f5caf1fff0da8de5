"""The store: one dedicated thread, one transaction at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import tzinfo
from typing import TypeVar

from bot.ports import Work
from storage.engine import Database
from storage.work import SqlWork

Result = TypeVar("Result")


class SqlStore:
    """A `bot.ports.Store` in a database. Times are loaded in the time zone given."""

    def __init__(self, database: Database, timezone: tzinfo) -> None:
        self._database = database
        self._timezone = timezone
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")

    async def transact(self, do: Callable[[Work], Result]) -> Result:
        """Do this in one transaction, in the order of arrival.

        Raises what `do` raises, or StorageProblem; then nothing has changed, unless the connection
        was lost in the commit: then an event that comes again tells.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._writer, self._transact, do)

    async def rewrite(self) -> None:
        """Write everything anew. Raises StorageProblem; then it can be tried again."""
        await asyncio.get_running_loop().run_in_executor(self._writer, self._database.rewrite)

    def prepare(self) -> None:
        """Bring the schema up to date. Raises StorageProblem."""
        self._writer.submit(self._database.prepare).result()

    def close(self) -> None:
        """Finish what was begun, then let go of the database."""
        self._writer.submit(self._database.close).result()
        self._writer.shutdown()

    def _transact(self, do: Callable[[Work], Result]) -> Result:
        with self._database.transaction() as connection:
            return do(SqlWork(connection, self._timezone))


def open_store(url: str, timezone: tzinfo) -> SqlStore:
    """The store at a database URL, made or upgraded as needed. Raises StorageProblem.

    The folder of a SQLite file is made if it is missing.
    """
    store = SqlStore(Database(url), timezone)
    try:
        store.prepare()
    except BaseException:
        store.close()
        raise
    return store
