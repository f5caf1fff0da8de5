"""The parent of processes that share one database, ticks and events; it starts the dead again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from bot.events import Incoming
from tests.kills import shift
from tests.kills.child import ACKNOWLEDGED, IDLE
from tests.kills.month import Hour
from tests.kills.shift import Order
from tests.kills.undertaking import FORKS, PATIENCE_S

STATEMENTS_OF_A_TICK = 12
STATEMENTS_OF_A_TURN = 40
"""A process that is to die does so before one of so many; in a shorter turn it lives on."""

Worker = tuple[BaseProcess, Connection]


@dataclass(slots=True)
class Office:
    """Processes on one database, and how often one of them is to die, of 1."""

    database: str
    sent: Path
    size: int = 2
    dies_in_a_tick: float = 0
    dies_in_a_turn: float = 0
    random: Random = field(default_factory=Random)
    deaths: int = 0
    given: int = 0
    _workers: dict[int, Worker] = field(default_factory=dict)

    def live(self, hours: Sequence[Hour]) -> None:
        """Let the hours come, one by one, in every process; its events go to any of them."""
        with self._open():
            for hour in hours:
                self._tick(hour)
                for wave in hour.waves:
                    self._take(wave, hour)
            # Whatever the last of the dead had claimed is free by then.
            self._do({n: Order(hours[-1].late) for n in range(self.size)})

    def _tick(self, hour: Hour) -> None:
        dies = self._who_dies(self.dies_in_a_tick, STATEMENTS_OF_A_TICK)
        self._do({n: Order(hour.at, None, dies.get(n, 0)) for n in range(self.size)})

    def _take(self, wave: Sequence[Incoming], hour: Hour) -> None:
        """Each event is sent again until it is acknowledged, to whoever is there."""
        waiting, dies = list(wave), self._who_dies(self.dies_in_a_turn, STATEMENTS_OF_A_TURN)
        while waiting:
            self.random.shuffle(waiting)
            # A platform may send an event to both: it has heard nothing of the first in time.
            both = waiting * self.size if len(waiting) == 1 else waiting
            given = {n: both[n] for n in self.random.sample(range(self.size), self._hands(both))}
            orders = {n: Order(hour.at, each, dies.get(n, 0)) for n, each in given.items()}
            taken = {given[n].id for n in self._do(orders)}
            waiting, dies = [each for each in waiting if each.id not in taken], {}

    def _hands(self, events: Sequence[Incoming]) -> int:
        """To how many processes something is given: of one event, seldom to more than one."""
        alone = len({each.id for each in events}) == 1
        return 1 if alone and self.random.random() < 0.8 else min(self.size, len(events))

    def _who_dies(self, often: float, statements: int) -> dict[int, int]:
        if self.random.random() >= often:
            return {}
        return {self.random.randrange(self.size): self.random.randint(1, statements)}

    def _do(self, orders: dict[int, Order]) -> set[int]:
        """Give everybody their order at once; who acknowledged it."""
        self.given += len(orders)
        for n, order in orders.items():
            self._workers[n][1].send(order)
        return {n for n in orders if self._acknowledged(n)}

    def _acknowledged(self, n: int) -> bool:
        """Hear a process out. One that has died is started again."""
        _, pipe = self._workers[n]
        heard = list(_heard(pipe))
        if IDLE not in heard:
            self.deaths += 1
            self._stop(n)
            self._start(n)
        return ACKNOWLEDGED in heard

    @contextmanager
    def _open(self) -> Iterator[None]:
        for n in range(self.size):
            self._start(n)
        try:
            yield
        finally:
            for n in range(self.size):
                self._stop(n)

    def _start(self, n: int) -> None:
        ours, theirs = FORKS.Pipe()
        process = FORKS.Process(target=shift.run, args=(self.database, self.sent, theirs))
        process.start()
        theirs.close()
        self._workers[n] = (process, ours)

    def _stop(self, n: int) -> None:
        process, pipe = self._workers.pop(n)
        process.kill()
        process.join()
        pipe.close()


def _heard(pipe: Connection) -> Iterator[str]:
    """What a process says to an order, up to the end of it or of the process."""
    said = ""
    while said != IDLE:
        if not pipe.poll(PATIENCE_S):
            raise TimeoutError("the child says nothing")
        try:
            said = str(pipe.recv())
        except (EOFError, ConnectionResetError):
            return
        yield said
