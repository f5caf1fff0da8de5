"""What the bot needs of the world. The adapters and the storage provide it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.drafts import Conversation
from bot.effects import Say, SentElsewhere
from bot.meaning import Meaning as Meaning
from bot.messages import Message
from bot.people import Identity, Person, Place
from bot.ports.blocks import Blocks
from bot.ports.diary import Diary
from bot.ports.erasing import Erasing
from bot.ports.keeping import Keeping
from bot.ports.listing import Listing
from bot.ports.naming import Naming
from bot.ports.records import Records
from bot.ports.retaining import Retaining
from bot.ports.uniting import Uniting
from bot.requests import Entry, Proposed, Request, Status

Result = TypeVar("Result")
Pick = Callable[[Sequence[Proposed]], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Letter:
    """One row of the outbox, ready to send.

    `sent_as` is the platform's id of the card this updates, if it was sent before; `under` of the
    card named `thread`. Both are as they were when the letter was claimed: `Work.sent_as` knows
    what has been sent since. `maybe_repeat` says that a process died between sending and marking,
    or that nothing was answered, so this may have arrived already. `attempts` counts failures.
    """

    id: int
    place: Place
    message: Message
    at: datetime
    card: str = ""
    thread: str = ""
    sent_as: str = ""
    under: str = ""
    maybe_repeat: bool = False
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Posted:
    """A message in a place, the bot's or its author's; `changed` says that its card was updated."""

    id: int
    message: Message
    at: datetime
    author: str = ""
    card: str = ""
    thread: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that a platform refused for good, and why."""

    place: Place
    at: datetime
    reason: str


class Work(Blocks, Diary, Erasing, Keeping, Listing, Naming, Records, Retaining, Uniting, Protocol):
    """One transaction: everything in it happens, or nothing does."""

    # The inbox
    def first_time(self, event_id: str, at: datetime) -> bool:
        """Whether the event is new; it is not from now on. Ids are kept 7 days."""
        ...

    def person(self, who: Identity, home: Place | None) -> Person:
        """The person by our own key, made if new; a given home becomes theirs."""
        ...

    def known_as(self, platform: str, key: str) -> Person | None:
        """The person whom a platform knows by this key, if they ever wrote to us."""
        ...

    def people(self, keys: Iterable[int]) -> tuple[Person, ...]:
        """The people with these keys of ours."""
        ...

    def know(self, person: Person) -> None:
        """Keep what changed about a person."""
        ...

    def conversation(self, person: int) -> Conversation:
        """Where the conversation stands; locks it until the end of the transaction."""
        ...

    def keep(self, person: int, state: Conversation, at: datetime) -> None:
        """Keep the conversation. Words that were sent elsewhere are forgotten after 7 days."""
        ...

    # Requests
    def next_number(self) -> int:
        """The next request number. Numbers are never given twice; one may go unused."""
        ...

    def request(self, number: int) -> Request | None:
        """The request, locked until the end of the transaction."""
        ...

    def history(self, number: int) -> tuple[Entry, ...]:
        """What happened to the request, oldest first."""
        ...

    def save(self, request: Request) -> None:
        """Keep the request as it is now, new or changed."""
        ...

    def record(self, entry: Entry, by: int | None) -> None:
        """Add to a history. Nothing is ever taken from it."""
        ...

    def with_status(self, statuses: Iterable[Status], limit: int) -> tuple[Request, ...]:
        """Requests in one of these statuses, oldest first."""
        ...

    def asked_by(self, person: int, limit: int) -> tuple[Request, ...]:
        """What this person asked for, or needs too, newest first."""
        ...

    def make_findable(self, number: int, stems: frozenset[str], *, team_only: bool) -> None:
        """From now on the request is found by these stems too, by the team alone or by all."""
        ...

    def tally(self, hand_off: str, at: datetime, by: int | None = None, words: str = "") -> None:
        """Count one message sent elsewhere. Its words are kept 7 days, to see what is alike."""
        ...

    def sent_elsewhere(self, to: str, since: datetime, most: int) -> tuple[SentElsewhere, ...]:
        """What was sent there with its words since then, the oldest first, at most so many."""
        ...

    def index(self, number: int, stems: frozenset[str], meant: bytes = b"") -> None:
        """The request is found by these stems alone from now on, and is about what is `meant`."""
        ...

    def similar(self, stems: frozenset[str], since: datetime, pick: Pick) -> tuple[Request, ...]:
        """Of 50 with the rarest stems those picked: open, or accepted since, none confidential."""
        ...

    # The outbox
    def file(self, say: Say, at: datetime, author: Person | None = None) -> None:
        """Put a message in the outbox; a newer version of a card replaces older unsent ones.

        With an `author` it is a person's own line, which is there already: it is not sent. Nor is
        anything to whoever was erased.
        """
        ...

    def claim(
        self, now: datetime, until: datetime, others: tuple[str, ...] = ()
    ) -> tuple[Letter, ...]:
        """Claim the place that has waited longest, and get its unsent letters in order.

        Places on the `others`, which are platforms, are left for whoever serves those.
        """
        ...

    def sent_as(self, place: Place, card: str) -> str:
        """The platform's id of the card in this place, or "" while it has none."""
        ...

    def sent_before(self, place: Place, platform_id: str) -> Message | None:
        """What was sent there under this id of the platform's, as it was at first."""
        ...

    def mark_sent(self, letter: int, platform_id: str, at: datetime) -> None:
        """The letter was sent, and the platform calls it this."""
        ...

    def mark_failed(self, letter: int, retry_at: datetime, *, unsure: bool = False) -> None:
        """The letter was not sent, or may have been; its place waits until then."""
        ...

    def mark_refused(self, letter: int, reason: str, at: datetime) -> None:
        """The letter will never be sent; the place goes on."""
        ...

    def release(self, place: Place, until: datetime) -> None:
        """Give up the claim that was made until then; nothing where it is another's by now."""
        ...

    def undelivered(self) -> tuple[Undelivered, ...]:
        """What platforms refused for good, oldest first."""
        ...

    # The local page, whose messages are the rows of the outbox
    def posted(self, place: Place, limit: int) -> tuple[Posted, ...]:
        """The latest messages of a place, oldest first; a card stands where it first was."""
        ...

    def unfinished(self) -> bool:
        """Whether anybody has a request under way or a question open."""
        ...

    def recall(self, name: str) -> str | None:
        """A thing remembered by name, such as how far the page's clock was moved."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Remember this by name, in place of what was."""
        ...

    def forget_everything(self) -> None:
        """Empty every table, all but what is remembered by name. Only the page starts again."""
        ...


class Store(Protocol):
    """Where everything is kept."""

    async def transact(self, do: Callable[[Work], Result]) -> Result:
        """Do this in one transaction, in the order of arrival. Raises what `do` raises."""
        ...

    async def rewrite(self) -> None:
        """Write everything anew, so that what was taken out is in no unused corner of it.

        It takes as long as a backup, and nothing else is done meanwhile.
        """
        ...


class Unavailable(Exception):
    """Nothing can be kept now; the text says why and how to mend it. Nothing has changed."""


class Later(Exception):
    """The platform could not take the message now. `seconds` is its own wish, if it gave one.

    `trouble` is what somebody has to mend before it can. It is `unsure` where there was no answer,
    so that it may have arrived all the same.
    """

    def __init__(
        self, seconds: float | None = None, trouble: str = "", *, unsure: bool = False
    ) -> None:
        super().__init__(f"try again in {seconds} s" if seconds else "try again later")
        self.seconds = seconds
        self.trouble = trouble
        self.unsure = unsure


class Refused(Exception):
    """The platform will never take the message; the text says why."""


class Channel(Protocol):
    """A platform's way out."""

    async def send(self, letter: Letter) -> str:
        """Post it, or update its card; return the platform's id. Raises Later or Refused."""
        ...


class Members(Protocol):
    """Who is in the digital team's channel: that is the permission."""

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether they are in it; `now` means this moment. Raises Unavailable if none can say."""
        ...


class Clock(Protocol):
    """Our clock."""

    def now(self) -> datetime:
        """The time now, with the organisation's time zone."""
        ...
