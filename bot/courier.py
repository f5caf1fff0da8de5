"""Delivers what was said: a place at a time, in order, and nothing is given up silently.

Each platform has a courier of its own, so that one which answers nothing holds up no other.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import unreached
from bot.handbook import Handbook
from bot.messages import Message, Paragraph
from bot.ports import Channel, Clock, Later, Letter, Refused, Store, Work
from bot.words.rich import Words

log = logging.getLogger(__name__)

CLAIM = timedelta(seconds=60)
"""How long a place is one courier's; after that another may take over from a dead process."""

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)

TRIES = 8
"""How often a letter is tried that we fail to send by a fault of our own: about four minutes."""


@dataclass(frozen=True, slots=True)
class Courier:
    """Takes letters from the outbox to the channels, by platform name.

    Where there is a `book`, people are told of what could not be delivered. What is on `others`
    has couriers of its own.
    """

    store: Store
    channels: Mapping[str, Channel]
    clock: Clock
    words: Words
    book: Handbook | None = None
    others: tuple[str, ...] = ()

    def apart(self) -> "tuple[Courier, ...]":
        """One for each platform. What is on none of them is refused by whichever comes to it."""
        return tuple(
            replace(self, others=tuple(other for other in self.channels if other != each))
            for each in self.channels
        )

    async def deliver(self) -> bool:
        """Serve the place that has waited longest. False where nothing can be sent now."""
        now = self.clock.now()
        until = now + CLAIM
        letters = await self.store.transact(lambda work: work.claim(now, until, self.others))
        if not letters:
            return False
        log.debug("place claimed")
        for letter in letters:
            # What is left when the claim runs out is another's to send.
            if self.clock.now() >= until or not await self._sent(letter):
                break
        await self.store.transact(lambda work: work.release(letters[0].place, until))
        return True

    async def _sent(self, letter: Letter) -> bool:
        """Send and mark one letter; False if its place has to wait."""
        channel = self.channels.get(letter.place.platform)
        if channel is None:
            # Somebody was last met on a platform that is not configured any more.
            await self._refuse(letter, f"{letter.place.platform} is not configured")
            return True
        addressed = letter
        if letter.card or letter.thread:
            addressed = await self.store.transact(lambda work: _addressed(letter, work))
        try:
            platform_id = await channel.send(self._said(addressed))
        except Later as later:
            await self._wait(letter, later)
            return False
        except Refused as refused:
            await self._refuse(letter, str(refused))
            return True
        except Exception as fault:  # noqa: BLE001 - a fault of ours holds up one letter, not all
            return await self._failed(letter, fault)
        log.debug("message sent")
        at = self.clock.now()
        await self.store.transact(lambda work: work.mark_sent(letter.id, platform_id, at))
        log.debug("message marked")
        return True

    async def _failed(self, letter: Letter, fault: Exception) -> bool:
        """Tried again like anything that did not arrive; after TRIES it is given up, and told."""
        log.error("message failed", exc_info=fault, extra={"place": str(letter.place)})
        if letter.attempts + 1 >= TRIES:
            await self._refuse(letter, f"it failed {TRIES} times ({type(fault).__name__})")
            return True
        await self._wait(letter, Later())
        return False

    def _said(self, letter: Letter) -> Letter:
        """A letter that may have arrived already says so; a card is only redrawn."""
        if not letter.maybe_repeat or letter.sent_as:
            return letter
        first = Paragraph(self.words.rich("delivery.maybe_repeat"))
        message = Message((first, *letter.message.parts), letter.message.buttons)
        return replace(letter, message=message)

    async def _wait(self, letter: Letter, later: Later) -> None:
        now, seconds = self.clock.now(), later.seconds
        retry_at = now + (timedelta(seconds=seconds) if seconds else _back_off(letter.attempts))
        log.warning("place waits", extra={"place": str(letter.place), "until": str(retry_at)})

        def keep(work: Work) -> None:
            work.mark_failed(letter.id, retry_at, unsure=later.unsure)
            if self.book and later.trouble:
                unreached.held_up(letter, later.trouble, now, self.book, work)

        await self.store.transact(keep)

    async def _refuse(self, letter: Letter, reason: str) -> None:
        at: datetime = self.clock.now()
        log.error("message refused", extra={"place": str(letter.place), "outcome": reason})

        def keep(work: Work) -> None:
            work.mark_refused(letter.id, reason, at)
            if self.book:
                unreached.given_up(letter, reason, at, self.book, work)

        await self.store.transact(keep)


def _addressed(letter: Letter, work: Work) -> Letter:
    """The card may have been posted since the letter was claimed, by the one before it."""
    sent_as = work.sent_as(letter.place, letter.card) if letter.card else ""
    under = work.sent_as(letter.place, letter.thread) if letter.thread else ""
    return replace(letter, sent_as=sent_as, under=under)


def _back_off(attempts: int) -> timedelta:
    """Twice as long after each failure, up to the longest."""
    return min(FIRST_WAIT * (1 << min(attempts, 16)), LONGEST_WAIT)
