"""How letters come to where they belong, on a platform with threads, and cards that change."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from bot.people import Rooms
from bot.ports import Letter

log = logging.getLogger(__name__)

LONG_WAIT_S = 600.0
"""Until we try again where somebody has to mend something first."""

Page = TypeVar("Page")
Failure = TypeVar("Failure", bound=Exception)


class Posting(ABC, Generic[Page, Failure]):
    """Over the card that stands there, else anew; in its thread, else beside it.

    `failure` is what the platform raises where it refuses. Beside its thread a letter goes in our
    own rooms alone: there nothing waits for a thread that takes nothing any more.
    """

    def __init__(self, platform: str, failure: type[Failure], rooms: Rooms) -> None:
        self._platform = platform
        self._failure = failure
        self._rooms = frozenset((rooms.team, rooms.digest))
        self._told: set[str] = set()
        self._pages_sent: dict[int, int] = {}

    async def _place(self, letter: Letter) -> str:
        if letter.sent_as:
            try:
                return await self._update(letter)
            except self._failure as failed:
                if not self._card_is_gone(failed, letter):
                    raise
        try:
            return await self._posted(letter)
        except self._failure as failed:
            beside = self._beside(letter)
            if beside == letter or not self._thread_is_gone(failed, letter):
                raise
        return await self._posted(beside)

    def _beside(self, letter: Letter) -> Letter:
        room = letter.place.room
        return replace(letter, place=room, under="") if room in self._rooms else letter

    async def _posted(self, letter: Letter) -> str:
        """Every page in order; one that went before a failure does not go again."""
        sent_as = ""
        for page in self._pages(letter)[self._pages_sent.get(letter.id, 0) :]:
            sent_as = await self._post_page(letter, page)
            self._pages_sent[letter.id] = self._pages_sent.get(letter.id, 0) + 1
        self._pages_sent.pop(letter.id, None)
        return sent_as

    def _tell(self, what: str, why: str, of: str) -> None:
        """To the log, once until something is sent again."""
        if of not in self._told:
            self._told.add(of)
            log.error(what, extra={"outcome": why, "platform": self._platform})

    @abstractmethod
    def _pages(self, letter: Letter) -> Sequence[Page]:
        """How the letter is drawn: a card on one page, whatever its length."""

    @abstractmethod
    async def _post_page(self, letter: Letter, page: Page) -> str:
        """Post it; the id of what stands there then."""

    @abstractmethod
    async def _update(self, letter: Letter) -> str:
        """Change what stands there; its id."""

    @abstractmethod
    def _card_is_gone(self, failed: Failure, letter: Letter) -> bool:
        """Whether what is updated cannot be any more."""

    @abstractmethod
    def _thread_is_gone(self, failed: Failure, letter: Letter) -> bool:
        """Whether nothing can be said in its thread any more."""
