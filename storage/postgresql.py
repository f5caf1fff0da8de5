"""PostgreSQL, by psycopg: several programs may share it, and one of them writes at a time."""

import re
from functools import partial
from typing import Any

from psycopg.types.string import StrDumper
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.problems import BUSY, FULL, READ_ONLY, StorageProblem
from storage.tables import metadata

LOCK_TIMEOUT = "5"
"""Seconds to wait for another program's transaction; `?timeout=` in the URL changes it."""

# The URL may set each of them. A network that swallows everything is noticed within half a minute.
_DEFAULTS = {
    "application_name": "groundwork",
    "client_encoding": "utf8",
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
}
# A program that stops in the middle of a transaction loses it, so that the others can go on.
_SETTINGS = "SET lock_timeout = '{seconds}s'; SET idle_in_transaction_session_timeout = '30s'"

# The lock comes with the transaction in one message. Whoever has it is alone until the commit: no
# row needs a lock of its own, and no two transactions can meet in a deadlock.
_BEGIN = f"BEGIN; SELECT pg_advisory_xact_lock({int.from_bytes(b'ground')})"

_ALONE = """
DO $$ BEGIN IF EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL)
) THEN RAISE lock_not_available; END IF; END $$"""
"""What another session may still read would be kept: then it is to be tried again later."""

REWRITE: tuple[str, ...] = (_ALONE, f"VACUUM (FULL) {', '.join(sorted(metadata.tables))}")
"""What writes our tables anew. PostgreSQL's own log keeps what was there until it is recycled."""

_LOST = (
    "The connection to the database {where} was lost, so nothing was kept this time. "
    "If it does not come back by itself, check that PostgreSQL is running."
)
_PRIVILEGE = (
    "The database {where} does not let this user make or change tables. "
    "Make the user its owner: ALTER DATABASE ... OWNER TO ..."
)
_ENCODING = (
    "The database {where} keeps text as {encoding}, which cannot hold all that people write. "
    "Make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0."
)
_CANNOT = "The database {where} cannot be used: {why}. Check `database_url`."

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_CODE = {
    "25006": READ_ONLY,
    "25P03": _LOST,
    "40P01": BUSY,
    "42501": _PRIVILEGE,
    "53100": FULL,
    "55P03": BUSY,
}
# A server that turns a connection down says why in words alone.
_BY_WORDS = {
    "password authentication failed": (
        "The database {where} does not take this user name and password. "
        "Check both in `database_url`."
    ),
    "no password supplied": (
        "The database {where} wants a password. Write it in `database_url` after the user: "
        "postgresql://user:password@host/database."
    ),
    'role ".*" does not exist': (
        "The database {where} does not know this user. Check the user in `database_url`."
    ),
    'database ".*" does not exist': (
        "There is no database {where}. Make it with createdb, or check its name in `database_url`."
    ),
    "pg_hba.conf": (
        "The database {where} lets nobody in from here as this user. "
        "Allow it in the server's pg_hba.conf."
    ),
    "failed to resolve host": (
        "The host of the database {where} is not known. Check the host in `database_url`."
    ),
    "Connection refused|No such file|timeout expired|unreachable": (
        "Nothing answers for the database {where}. "
        "Check that PostgreSQL is running, and the host and port in `database_url`."
    ),
    "too many|remaining connection slots": (
        "The database {where} has no connection left. Allow it more connections."
    ),
    "starting up|shutting down|not accepting connections": (
        "The database {where} is starting or stopping. Try again in a minute."
    ),
}


class _Text(StrDumper):
    """Text as PostgreSQL can hold it: it has no NUL, so the sign for a lost character stands in."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def make_engine(url: URL) -> Engine:
    """An engine whose transactions take the writer's lock as they begin."""
    query = {"timeout": LOCK_TIMEOUT, **_DEFAULTS, **url.query}
    settings = _SETTINGS.format(seconds=float(str(query.pop("timeout"))))
    url = url.set(drivername="postgresql+psycopg", query=query)
    # A connection that was lost since it was last used is replaced before anything is begun on it.
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, use_native_hstore=False)
    event.listen(engine, "connect", partial(_set_up, settings))
    event.listen(engine, "begin", _begin)
    return engine


def name_of(url: URL) -> str:
    """What the database is called in a sentence: never with its user or its password."""
    port = f":{url.port}" if url.port else ""
    return f"{url.database} at {url.host}{port}" if url.host else str(url.database)


def check(connection: Connection) -> None:
    """Raises StorageProblem for a database that could not hold every letter."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
    if encoding != "UTF8":
        where = name_of(connection.engine.url)
        raise StorageProblem(_ENCODING.format(where=where, encoding=encoding))


def problem(error: DBAPIError, where: str) -> str | None:
    """What is wrong, in a sentence, if it is something that an operator can mend."""
    if code := getattr(error.orig, "sqlstate", None):
        sentence = _LOST if _is_lost(code) else _BY_CODE.get(code)
    elif error.connection_invalidated:
        sentence = _LOST
    else:
        said = str(error.orig)
        known = (each for words, each in _BY_WORDS.items() if re.search(words, said))
        sentence = next(known, _CANNOT)
    return sentence and sentence.format(where=where, why=_reason(str(error.orig)))


def _is_lost(code: str) -> bool:
    """Classes 08 and 57P: the connection broke, or the server is going down or coming up."""
    return code.startswith(("08", "57P"))


def _reason(said: str) -> str:
    """The end of the first line: what comes before repeats where it went."""
    line = said.strip().split("\n")[0].removeprefix("connection failed: ")
    return line.rpartition("failed: ")[2].removeprefix("FATAL:").strip()


def _set_up(settings: str, connection: Any, _: object) -> None:
    connection.autocommit = True  # the driver begins nothing by itself: `_begin` does
    connection.adapters.register_dumper(str, _Text)
    connection.execute(settings)


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(_BEGIN)
