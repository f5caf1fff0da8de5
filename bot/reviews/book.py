"""What reminders and digests need of the handbook, and no more."""

from collections.abc import Mapping
from typing import Protocol

from bot.catalogue.capability import Capability
from bot.handbook import DigestPlan
from bot.levels.judgement import Level
from bot.meaning import Meaning
from bot.people import Rooms
from bot.words.rich import Words
from bot.working_days import WorkingDays


class Book(Protocol):
    """The part of the handbook that says how, when and where to remind."""

    @property
    def words(self) -> Words:
        """Every sentence."""
        ...

    @property
    def days(self) -> WorkingDays:
        """When the organisation works."""
        ...

    @property
    def rooms(self) -> Rooms:
        """The team's channel and the digest's."""
        ...

    @property
    def levels(self) -> Mapping[Level, str]:
        """The shown names of the levels."""
        ...

    @property
    def promise(self) -> int | None:
        """Working days within which a reply is promised, if one is."""
        ...

    @property
    def digest(self) -> DigestPlan:
        """When the digest is posted, and what it is held against."""
        ...

    @property
    def blocks(self) -> tuple[Capability, ...]:
        """The catalogue's entries as they are known."""
        ...

    @property
    def meaning(self) -> Meaning | None:
        """How near texts are in what they mean, if that is known."""
        ...

    def reference(self, number: int) -> str:
        """For example: GW-123."""
        ...
