"""What is due, who was reminded, and which digests were posted."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol

from bot.catalogue.chores import Told
from bot.drafts import Conversation
from bot.figures import Brief, Figures, Period
from bot.people import Identity, Person, Place
from bot.requests import Request


class Diary(Protocol):
    """The part of one transaction's work that time is about."""

    def due(self, now: datetime, limit: int) -> tuple[Request, ...]:
        """Requests whose `remind_at` has come, longest due first, locked."""
        ...

    def to_ask(self, now: datetime, limit: int) -> tuple[tuple[Person, Conversation], ...]:
        """Conversations with something set aside that is to be brought up by now, locked."""
        ...

    def held_by(self, people: Iterable[int], away_on: date, limit: int) -> tuple[Request, ...]:
        """What these people have that is not over; and what is open of who is away on this day."""
        ...

    def takers(self) -> tuple[tuple[int, Identity], ...]:
        """Whoever has a request that is not over, by our key, as each platform knows them."""
        ...

    def told_of_blocks(self) -> Told:
        """When somebody was last told of each chore of the catalogue's, and what they said."""
        ...

    def tell_of_block(self, capability: str, what: str, on: date) -> None:
        """Whoever looks after the block is told of the chore on this day."""
        ...

    def attend(self, capability: str, what: str, answer: str) -> None:
        """They answered."""
        ...

    def called(self, name: str) -> tuple[Person, ...]:
        """Everybody who has this name, in any case."""
        ...

    def last_reminded(self, who: str) -> date | None:
        """The last day on which this person (or the team) got a reminder."""
        ...

    def reminded(self, who: str, on: date) -> None:
        """They got their reminder of this day."""
        ...

    def began_on(self) -> date | None:
        """The day of the first thing ever taken, or None before it."""
        ...

    def last_digest(self, to: Place | None = None) -> date | None:
        """The first day of the latest week whose digest was posted there, or else anywhere."""
        ...

    def digest_posted(self, to: Place, period: Period, at: datetime) -> None:
        """The digest of this week was filed for posting there. Once only: a second time raises."""
        ...

    def figures(self, period: Period, starts: datetime, ends: datetime) -> Figures:
        """What happened in a period, counted; the instants bound it, the end left out.

        The gaps, the future map and what a quiet week alone tells are not in it.
        """
        ...

    def unheard(self, ends: datetime) -> tuple[Brief, ...]:
        """What was open then and still has no answer, longest waiting first; none confidential."""
        ...

    def late(self, period: Period) -> tuple[Brief, ...]:
        """What is accepted and should have been live by the end of the period, likewise."""
        ...

    def prune(self, now: datetime) -> None:
        """Forget event ids and words sent elsewhere that are older than 7 days."""
        ...
