"""What breaks in the middle of a turn: nothing is lost, and the event that comes again counts once.

A platform sends an event again until it is acknowledged, and it is acknowledged after the commit.
"""

import logging
import resource
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from datetime import datetime
from pathlib import Path
from socket import AF_UNIX, SHUT_RDWR, socket
from sqlite3 import Connection, ProgrammingError
from threading import Event, Thread

import pytest
from sqlalchemy import Pool, event

from adapters.web.people import PLATFORM, PageMembers
from bot.courier import CLAIM, Courier
from bot.library import Library
from bot.ports import Unavailable
from bot.service import Bot
from storage.store import SqlStore, open_store
from tests.kills import undertaking
from tests.kills.child import BOOK, FileChannel, StoodStill
from tests.kills.grounds import KINDS, LONDON, Make, database_of, grounds
from tests.kills.record import Record, record_of
from tests.kills.undertaking import A_REQUEST, BEGIN
from tests.kills.wire import arrived, repeats
from tests.postgres import Server

SUBMITTED = A_REQUEST - 2
"""The number of the event with the most to keep."""

Fault = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with grounds(request, tmp_path) as make:
        yield make


def bot_on(store: SqlStore) -> Bot:
    return Bot(store, PageMembers(), Library(BOOK), lambda: None)


async def story(url: str, fault: Fault | None = None) -> None:
    """A request from its first line until it is taken, with a fault while it is sent."""
    with closing(open_store(url, LONDON)) as store:
        bot = bot_on(store)
        for n in range(A_REQUEST):
            if fault and n == SUBMITTED:
                before = record_of(url)
                with fault(url), pytest.raises(Unavailable):
                    await bot.handle(undertaking.event(n))
                assert record_of(url) == before
            await bot.handle(undertaking.event(n))
            await bot.handle(undertaking.event(n))  # nobody knows that it was acknowledged


async def in_peace(make: Make) -> Record:
    url = make("sqlite")
    await story(url)
    return record_of(url)


@contextmanager
def during(stage: str, do: Callable[[], object]) -> Iterator[None]:
    """Do this when the program comes to that stage, once."""
    left = [do]

    class Meanwhile(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.getMessage() == stage and left:
                left.pop()()

    log, handler = logging.getLogger("bot"), Meanwhile()
    before = log.level
    log.setLevel(logging.DEBUG)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)
    assert not left


@contextmanager
def no_write_is_taken(url: str) -> Iterator[None]:
    """The machine writes no file beyond where this one ends, as with a quota that is used up."""
    size = Path(f"{url.removeprefix('sqlite:///')}-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def no_page_is_left(_: str) -> Iterator[None]:
    """SQLite finds that its disk is full."""
    limited: list[Connection] = []

    def limit(connection: Connection, *_: object) -> None:
        limited.append(connection)
        connection.execute("PRAGMA max_page_count = 1")  # or as many as there are already

    event.listen(Pool, "checkout", limit)
    try:
        yield
    finally:
        event.remove(Pool, "checkout", limit)
        # Here, not as each is given back: one that is still out then would stay limited.
        for connection in limited:
            with suppress(ProgrammingError):  # it is closed
                connection.execute(f"PRAGMA max_page_count = {2**32 - 2}")


def commit_that(does: str, postgres: Server) -> Fault:
    """At the end of every transaction in which anything is heard, said or sent, this is done."""

    @contextmanager
    def fault(url: str) -> Iterator[None]:
        name = database_of(url)
        postgres.run(
            "CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {does}; RETURN NULL; END $$",
            name,
        )
        postgres.run(
            "CREATE CONSTRAINT TRIGGER breaks AFTER INSERT OR UPDATE ON outbox "
            "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION breaks()",
            name,
        )
        yield
        postgres.run("DROP FUNCTION breaks CASCADE", name)

    return fault


IS_FULL = "RAISE EXCEPTION 'no space' USING ERRCODE = 'disk_full'"
LOSES_THE_CONNECTION = "PERFORM pg_terminate_backend(pg_backend_pid())"


@pytest.mark.parametrize("fault", [no_page_is_left, no_write_is_taken])
async def test_a_full_disk_under_sqlite_loses_nothing(fault: Fault, make: Make) -> None:
    url = make("sqlite")
    await story(url, fault)

    assert record_of(url) == await in_peace(make)


@pytest.mark.parametrize("does", [IS_FULL, LOSES_THE_CONNECTION])
async def test_a_commit_that_fails_under_postgresql_loses_nothing(
    does: str, make: Make, postgres: Server
) -> None:
    url = make("postgresql")
    await story(url, commit_that(does, postgres))

    assert record_of(url) == await in_peace(make)


@pytest.mark.parametrize("stage", ["turn taken", "turn decided"])
async def test_a_connection_lost_in_a_turn_loses_nothing(
    stage: str, make: Make, postgres: Server
) -> None:
    url = make("postgresql")
    await story(url, lambda url: during(stage, lambda: postgres.cut(database_of(url))))

    assert record_of(url) == await in_peace(make)


async def test_a_server_that_stops_in_a_turn_and_comes_back_loses_nothing(
    make: Make, postgres: Server
) -> None:
    url = make("postgresql")
    await story(url, lambda _: during("turn decided", postgres.restart))

    assert record_of(url) == await in_peace(make)


async def test_an_event_that_is_kept_though_nobody_heard_so_is_taken_once(
    make: Make, postgres: Server, tmp_path: Path
) -> None:
    url = make("postgresql")
    with Line(tmp_path, Path(postgres.host)) as line, closing(open_store(url, LONDON)) as direct:
        with closing(open_store(url.replace(postgres.host, str(tmp_path)), LONDON)) as store:
            for n in range(SUBMITTED):
                await bot_on(store).handle(undertaking.event(n))
            line.breaks_after_commit.set()
            with pytest.raises(Unavailable):
                await bot_on(store).handle(undertaking.event(SUBMITTED))
        kept = record_of(url)
        for n in range(SUBMITTED, A_REQUEST):
            await bot_on(direct).handle(undertaking.event(n))

    assert kept.count("asked") == 1
    assert record_of(url) == await in_peace(make)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_letter_whose_sending_was_not_noted_comes_once_more_and_says_so(
    kind: str, make: Make, postgres: Server, tmp_path: Path
) -> None:
    url, wire = make(kind), tmp_path / "wire"
    await story(url)
    broken = no_write_is_taken if kind == "sqlite" else commit_that(IS_FULL, postgres)
    with closing(open_store(url, LONDON)) as store:
        with ExitStack() as then:
            then.enter_context(during("message sent", lambda: then.enter_context(broken(url))))
            with pytest.raises(Unavailable):
                await deliver(store, wire, BEGIN)
        await deliver(store, wire, BEGIN + CLAIM)

    letters = arrived(wire)
    assert {letter.id for letter in letters} == record_of(url).letters
    assert [letters[n].says_so for n in repeats(letters)] == [True]
    assert record_of(url).unsettled == 0


async def deliver(store: SqlStore, wire: Path, at: datetime) -> None:
    """Everything that can be delivered at that time."""
    courier = Courier(store, {PLATFORM: FileChannel(wire)}, StoodStill(at), BOOK.words)
    while await courier.deliver():
        pass


async def test_an_event_that_does_not_come_again_would_be_found(make: Make) -> None:
    url = make("sqlite")
    with closing(open_store(url, LONDON)) as store:
        for n in range(A_REQUEST):
            broken = no_page_is_left(url) if n == SUBMITTED else nullcontext()
            with suppress(Unavailable), broken:
                await bot_on(store).handle(undertaking.event(n))

    assert record_of(url) != await in_peace(make)


class Line:
    """A line to the server, over a socket in a folder, that can break when a commit went over it.

    The server has committed then, and who sent the commit does not hear of it.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.breaks_after_commit = Event()
        (self._server,) = map(str, server.glob(".s.PGSQL.*[0-9]"))
        self._door = socket(AF_UNIX)
        self._door.bind(str(folder / Path(self._server).name))

    def __enter__(self) -> "Line":
        self._door.listen()
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._door.shutdown(SHUT_RDWR)
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, far = self._door.accept()[0], socket(AF_UNIX)
                far.connect(self._server)
                broken = Event()
                for pump in (self._there, self._back):
                    Thread(target=pump, args=(near, far, broken), daemon=True).start()

    def _there(self, near: socket, far: socket, broken: Event) -> None:
        with suppress(OSError):
            while said := near.recv(65_536):
                if b"COMMIT" in said and self.breaks_after_commit.is_set():
                    broken.set()
                far.sendall(said)
            far.shutdown(SHUT_RDWR)

    def _back(self, near: socket, far: socket, broken: Event) -> None:
        with suppress(OSError), near, far:
            while said := far.recv(65_536):
                if broken.is_set():
                    break
                near.sendall(said)
            near.shutdown(SHUT_RDWR)
