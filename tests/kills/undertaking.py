"""The parent: it feeds events to children, kills them where it was told to, and starts others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing import forkserver, get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from adapters.web.people import PEOPLE, TEAM_CHANNEL
from bot.courier import CLAIM
from bot.events import AskedForPerson, Event, Incoming, Said, Taken
from tests.kills import child

PATIENCE_S = 60
"""How long a child may take to say anything at all."""

BEGIN = datetime(2026, 12, 8, 9, 38, tzinfo=ZoneInfo("Europe/London"))
SKIPS = 5
A_REQUEST = SKIPS + 3
"""Events from its first line until somebody has taken it."""

# What a child needs of drivers is loaded before it is made.
_DRIVERS = ("storage.sqlite", "storage.postgresql", "sqlalchemy.dialects.postgresql.psycopg")

FORKS = get_context("forkserver")
FORKS.set_forkserver_preload(["tests.kills.child", "tests.kills.shift", *_DRIVERS])


@contextmanager
def _unwatched() -> Iterator[None]:
    """Who is killed cannot keep its figures whole, and half a file of them spoils the others'."""
    watched = os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    try:
        yield
    finally:
        if watched is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = watched


with _unwatched():
    forkserver.ensure_running()


def event(n: int) -> Incoming:
    """The n-th event: request by request, from its first line until somebody takes it."""
    request, step = n // A_REQUEST + 1, n % A_REQUEST
    # Each goes to a person: nobody is asked whether it is the same as another.
    asker, taker = PEOPLE[0], PEOPLE[2]
    who = taker if step == A_REQUEST - 1 else asker
    place = TEAM_CHANNEL if who is taker else who.direct
    at = BEGIN + timedelta(seconds=n)
    return Incoming(f"event-{n}", who.identity, place, at, _happens(request, step))


def time_of(n: int) -> str:
    """When the n-th event happened, as the database writes it."""
    return event(n).at.astimezone(UTC).isoformat(timespec="microseconds")


def _happens(request: int, step: int) -> Event:
    if step == 0:
        return Said(f"People in street {request} want to get their visitor permits online")
    if step <= SKIPS:
        return Said("skip")
    return AskedForPerson() if step == SKIPS + 1 else Taken(request)


@dataclass(frozen=True, slots=True)
class Death:
    """Where a child died: after which stage, at which event, and what was on the wire by then."""

    stage: str
    event: int
    sent: int


@dataclass(slots=True)
class Undertaker:
    """Feeds events by number, each until it is acknowledged. `sent` is the channel's own file."""

    database: str
    sent: Path | None = None
    deaths: list[Death] = field(default_factory=list)
    next: int = 0
    _children: int = 0
    _under_way: int = 0

    def kill(self, stage: str, after: int, random: Random) -> None:
        """Let a child live until it has been at this stage that many times before."""
        with self._child() as (process, pipe):
            for reached in self._stages(pipe, random):
                if reached == stage and not after:
                    break
                after -= reached == stage
                pipe.send(True)
            process.kill()
            process.join()
        self.deaths.append(Death(stage, self._under_way, self.lines()))

    def finish(self, until: int) -> None:
        """Let a child go on in peace, up to this event."""
        with self._child() as (process, pipe):
            for _ in self._stages(pipe, None, until):
                pipe.send(True)
            pipe.send(None)
            process.join(PATIENCE_S)
            assert process.exitcode == 0

    def lines(self) -> int:
        """How many letters are on the wire."""
        if self.sent is None or not self.sent.exists():
            return 0
        return len(self.sent.read_text(encoding="utf-8").splitlines())

    @contextmanager
    def _child(self) -> Iterator[tuple[BaseProcess, Connection]]:
        """A new process, in which the claims of all before it have run out."""
        at = BEGIN + self._children * (CLAIM + timedelta(seconds=1))
        self._children += 1
        ours, theirs = FORKS.Pipe()
        errand = child.Errand(self.database, self.sent, at)
        process = FORKS.Process(target=child.run, args=(errand, theirs))
        process.start()
        theirs.close()
        try:
            yield process, ours
        finally:
            process.kill()
            process.join()
            ours.close()

    def _stages(
        self, pipe: Connection, random: Random | None, until: int | None = None
    ) -> Iterator[str]:
        """Every stage that the child comes to, while it is fed."""
        if random and self.next and random.random() < 0.5:
            yield from self._until(child.IDLE, pipe)
            # A platform may send again what was acknowledged.
            self._feed(pipe, self.next - 1)
            yield from self._until(child.ACKNOWLEDGED, pipe)
        yield from self._until(child.IDLE, pipe)
        while until is None or self.next < until:
            self._feed(pipe, self.next)
            yield from self._until(child.ACKNOWLEDGED, pipe)
            self.next += 1
            yield from self._until(child.IDLE, pipe)

    def _feed(self, pipe: Connection, n: int) -> None:
        self._under_way = n
        pipe.send(event(n))

    def _until(self, end: str, pipe: Connection) -> Iterator[str]:
        while (heard := self._hear(pipe)) != end:
            yield heard

    def _hear(self, pipe: Connection) -> str:
        if not pipe.poll(PATIENCE_S):
            raise TimeoutError("the child says nothing")
        return str(pipe.recv())
