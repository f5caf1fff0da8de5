"""Plays a script on a platform where people have clients of their own, and hears what they see.

What people do there, and what is shown to them, is the platform's own player's to say.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from adapters.web.moments import moment
from adapters.web.script import Finds, Hears, Meets, Passes, Placed, Presses, Says
from bot.app import Program
from bot.people import Place
from bot.ports import Work
from tests.listening import as_heard
from tests.theatre import stage_of

OTHERWISE_IN_CHATS = {
    "masked.gone_above_one": "masked.still_above_one",
    "masked.gone_above_many": "masked.still_above_many",
}
"""What the page says, and what is said where people's own lines are not ours to change."""

IN_CHANNEL, AMONG_STAFF = "In the channel", "Among all staff"
_MOST_PRESSES = 12

Message = TypeVar("Message")


@dataclass(slots=True)
class Acting(ABC, Generic[Message]):
    """Plays the steps of a script, and hears everything that is new or changed after each.

    A place is the name of whose direct message it is, or one of the two channels.
    """

    program: Program
    team: Place
    known: dict[str, str] = field(default_factory=dict)
    people: dict[str, Meets] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    actor: str = ""
    told: list[Hears] = field(default_factory=list)

    async def after(self, placed: Placed, expected: list[Hears]) -> tuple[list[Hears], list[Hears]]:
        """Do a step. Gives all that is new or changed then, and all that was expected, by place."""
        if isinstance(placed.step, Says | Presses | Finds):
            self.actor = placed.step.name
        self.told.clear()
        await self.play(placed)
        awaited = [as_heard(self._whose(one.where), self._here(one.text)) for one in expected]
        places = (*self.people, IN_CHANNEL, AMONG_STAFF)
        news = [one for place in places for one in await self._news(place)]
        return _by_place(_joined([*self.told, *news], awaited)), _by_place(awaited)

    # What is done on a platform

    @abstractmethod
    async def meet(self, meets: Meets) -> None:
        """Somebody is there from now on."""

    @abstractmethod
    async def say(self, says: Says) -> None:
        """Somebody types a line, where Groundwork hears it."""

    @abstractmethod
    async def press(self, name: str, message: Message, presses: Presses) -> None:
        """Somebody presses something that a message offers, and fills in the dialog it opens."""

    @abstractmethod
    async def find(self, finds: Finds) -> None:
        """Somebody makes another's line a request, and fills in the dialog that opens."""

    # What is seen there

    @abstractmethod
    async def posted(self, place: str) -> list[Message]:
        """What Groundwork said in a place, oldest first."""

    @abstractmethod
    def id_of(self, message: Message) -> str:
        """What the platform calls it, as the outbox has it."""

    @abstractmethod
    def root_of(self, message: Message) -> str:
        """The id of the message whose thread it is in, or ""."""

    @abstractmethod
    def offers(self, message: Message, label: str) -> bool:
        """Whether there is something of this label on it to press."""

    @abstractmethod
    def shown(self, message: Message) -> tuple[str, str]:
        """What is shown of it, and what is read out."""

    def is_private(self, message: Message) -> bool:
        """Whether only the actor sees it, wherever it stands."""
        return False

    # Doing

    async def play(self, placed: Placed) -> None:
        """Do a step, with all that it leads to."""
        await self._do(placed)
        await self.program.deliver()
        await self._name_cards()

    async def _do(self, placed: Placed) -> None:
        match placed.step:
            case Meets():
                self.people[placed.step.name] = placed.step
                await self.meet(placed.step)
            case Passes(until):
                to = moment(until, self.program.clock.now(), self.program.book.days)
                await stage_of(self.program).walk(to)
            case Says():
                await self.say(placed.step)
            case Presses():
                await self._press(placed.step)
            case Finds():
                await self.find(placed.step)
            case Hears():
                pass

    async def _press(self, presses: Presses) -> None:
        """A button that an earlier press has taken away can still be typed by its label."""
        for _ in range(_MOST_PRESSES):
            message = await self._find(presses)
            if message is None:
                await self.say(Says(presses.name, presses.label))
                return
            await self.press(presses.name, message, presses)
            await self.program.deliver()
            if not presses.until or await self._are_offered(presses.until, presses.name):
                return
        raise AssertionError(f"‘{presses.until}’ is never offered")

    async def _find(self, presses: Presses) -> Message | None:
        """On the card named, else in one's direct message, else in the channel."""
        places = (IN_CHANNEL,) if presses.on else (presses.name, IN_CHANNEL)
        for place in places:
            for message in reversed(await self.posted(place)):
                number = str(self.cards.get(self.id_of(message), ""))
                on_it = not presses.on or number == presses.on.rpartition("-")[2]
                if on_it and self.offers(message, presses.label):
                    return message
        assert not presses.on, f"there is no ‘{presses.label}’ for {presses.name} to press"
        return None

    async def _are_offered(self, label: str, name: str) -> bool:
        latest = (await self.posted(name))[-1:]
        return any(self.offers(message, label) for message in latest)

    # Hearing

    async def _news(self, place: str) -> list[Hears]:
        news = []
        for message in await self.posted(place):
            words, aloud = self.shown(message)
            if self.known.get(self.id_of(message)) != words:
                self.known[self.id_of(message)] = words
                heard = as_heard(self._where(place, message), words)
                assert heard == as_heard(heard.where, aloud), "it is read out as it is shown"
                news.append(heard)
        return news

    def _where(self, place: str, message: Message) -> str:
        if self.is_private(message):
            return f"Groundwork to {self.actor}"
        if number := self.cards.get(self.id_of(message)):
            return f"The card of GW-{number}"
        if under := self.cards.get(self.root_of(message)):
            return f"In the thread of GW-{under}"
        return place if place in (IN_CHANNEL, AMONG_STAFF) else f"Groundwork to {place}"

    async def _name_cards(self) -> None:
        """Which message is which request's card: the outbox knows."""

        def named(work: Work) -> dict[str, int]:
            found: dict[str, int] = {}
            while sent_as := work.sent_as(self.team, f"request:{len(found) + 1}"):
                found[sent_as] = len(found) + 1
            return found

        self.cards = await self.program.store.transact(named)

    def _here(self, text: str) -> str:
        words = self.program.book.words.plain
        for on_the_page, here in OTHERWISE_IN_CHATS.items():
            text = text.replace(words(on_the_page), words(here))
        return text

    def _whose(self, where: str) -> str:
        return f"Groundwork to {self.actor}" if where == "Groundwork" else where


def _joined(heard: list[Hears], awaited: list[Hears]) -> list[Hears]:
    """Messages that one answer needed because it is long, put together again."""
    whole = {(one.where, one.text) for one in awaited}
    joined: list[Hears] = []
    for one in heard:
        last = joined[-1] if joined else None
        goes_on = last and last.where == one.where and (last.where, last.text) not in whole
        if last and goes_on and any(_begins(each, last) for each in awaited):
            joined[-1] = Hears(one.where, f"{last.text} {one.text}")
        else:
            joined.append(one)
    return joined


def _begins(whole: Hears, part: Hears) -> bool:
    return whole.where == part.where and whole.text.startswith(part.text)


def _by_place(heard: list[Hears]) -> list[Hears]:
    """By place; in each, in the order in which it was said."""
    return sorted(heard, key=lambda one: one.where)
