"""Everything between an outbox and a wire, for stories about the courier."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.courier import Courier
from bot.effects import Say
from bot.messages import Message, Paragraph, text_of
from bot.people import Place, PlaceKind
from bot.ports import Letter
from bot.words.rich import Words, plain_run
from storage.store import SqlStore, open_store

LONDON = ZoneInfo("Europe/London")
NINE = datetime(2026, 12, 8, 9, tzinfo=LONDON)
DEAN = Place("test", PlaceKind.DIRECT, "dean")
RUTH = Place("test", PlaceKind.DIRECT, "ruth")
TEAM = Place("test", PlaceKind.CHANNEL, "team")
REPEAT = "You may have seen this already."
WORDS = Words({"delivery": {"maybe_repeat": REPEAT}})


@dataclass
class Line:
    """A channel that keeps what it sends; `troubles` come first, one a letter to that place."""

    sent: list[Letter] = field(default_factory=list)
    troubles: dict[Place, list[Exception]] = field(default_factory=dict)

    async def send(self, letter: Letter) -> str:
        if self.troubles.get(letter.place):
            raise self.troubles[letter.place].pop(0)
        self.sent.append(letter)
        return f"id-{letter.id}"

    @property
    def texts(self) -> list[str]:
        return [text_of(letter.message) for letter in self.sent]


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    at: datetime = NINE

    def now(self) -> datetime:
        return self.at


@dataclass
class Post:
    """Everything between an outbox and a wire."""

    store: SqlStore
    line: Line = field(default_factory=Line)
    clock: Hands = field(default_factory=Hands)

    @property
    def courier(self) -> Courier:
        return Courier(self.store, {"test": self.line}, self.clock, WORDS)

    async def file(self, to: Place, text: str, card: str = "", thread: str = "") -> None:
        say = Say(to, Message((Paragraph(plain_run(text)),)), card, thread)
        await self.store.transact(lambda work: work.file(say, NINE))

    async def deliver(self) -> list[str]:
        """Deliver all that can be delivered now; what arrived because of it."""
        before = len(self.line.sent)
        while await self.courier.deliver():
            pass
        return self.line.texts[before:]

    async def waits(self) -> timedelta:
        """How long until the place is tried again, to the second."""
        start = self.clock.at
        tries = len(self.line.troubles[DEAN])
        while len(self.line.troubles[DEAN]) == tries:
            self.clock.at += timedelta(seconds=1)
            await self.courier.deliver()
        return self.clock.at - start


@contextmanager
def post_in(folder: Path) -> Iterator[Post]:
    """An empty outbox in this folder, and the wire."""
    with closing(open_store(f"sqlite:///{folder / 'post.db'}", LONDON)) as store:
        yield Post(store)
