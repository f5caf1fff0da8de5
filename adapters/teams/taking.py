"""Taking what somebody did to the bot, one thing after the other from each person."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakValueDictionary

from adapters.measuring import Doors
from adapters.teams import inbound
from adapters.teams.answering import Answering
from adapters.teams.inbound import Body, Someone
from adapters.teams.people import Names
from adapters.teams.places import PLATFORM, direct
from adapters.teams.references import References
from adapters.teams.sdk import Invoked
from bot.events import Event, Filled, Form, Found, Incoming, Look
from bot.intake.starting import FOUND
from bot.messages import Answer, Invalid, Open, Quiet, View
from bot.people import Identity, Place, PlaceKind, Rooms
from bot.platforms import Teams
from bot.ports import Unavailable
from bot.triage.forms import SEEN

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes what Teams sends. What raises is not answered with 200."""

    bot: Doors
    names: Names
    references: References
    answers: Answering
    settings: Teams
    rooms: Rooms
    now: Callable[[], datetime]
    turns: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def take(self, body: Body) -> Invoked | None:
        """Take an activity; what an invoke is answered with. Raises Unavailable."""
        tenant = self.settings.tenant_id
        read, ours = inbound.read(body, tenant), inbound.is_from(body, tenant)
        await self.references.heard(inbound.place_of(body), body, ours=ours)
        match read:
            case inbound.Line() as line:
                async with self._turn(line.who):
                    await self._line(line)
            case inbound.Changed() as changed:
                async with self._turn(changed.who):
                    await self._changed(changed)
            case inbound.Act() as act:
                return await self._act(act)
            case inbound.Marked() as marked:
                return await self._found(marked)
            case inbound.Arrived(place):
                await self._arrived(place)
            case _:
                log.debug("activity passed over")
        return None

    def _turn(self, who: Someone) -> asyncio.Lock:
        """A lock is kept while anybody waits for it."""
        return self.turns.setdefault(who.key, asyncio.Lock())

    async def _line(self, line: inbound.Line) -> None:
        if not line.who.ours:
            await self.answers.say(line.place, "teams.not_ours")
            return
        if line.place.kind is PlaceKind.CHANNEL:
            self.answers.channel.called(line.who.key, line.place)
        await self._handled(line.id, line.who, line.place, line.said)

    async def _changed(self, changed: inbound.Changed) -> None:
        """What it said before Teams does not tell; the line is known by its id."""
        if changed.who.ours:
            await self._handled(changed.id, changed.who, direct(changed.who.key), changed.does)

    async def _handled(self, name: str, who: Someone, place: Place, event: Event) -> None:
        await self.bot.handle(Incoming(name, _identity(who), place, self.now(), event))

    def _place(self, place: Place) -> Place:
        """What is pressed in the team's channel is said in all of it, not in a thread."""
        return place.room if self.rooms.is_team(place) else place

    async def _arrived(self, at: Place) -> None:
        place = self._place(at)
        name = "here_for_team" if self.rooms.is_team(place) else f"here_{place.kind}"
        await self.answers.say(place, f"teams.{name}")

    async def _act(self, act: inbound.Act) -> Invoked:
        async with self._turn(act.who):
            if isinstance(act.does, Look):
                return await self.answers.answer(act, await self._seen(act, act.does))
            answer = await self._taken(act, act.does)
        if isinstance(answer, Invalid) and isinstance(act.does, Filled):
            return await self._to_mend(act, act.does, answer)
        return await self.answers.answer(act, answer)

    async def _taken(self, act: inbound.Act, event: Event) -> Answer:
        """The bot's answer; where nothing could be kept just now, that."""
        if not act.who.ours:
            return self._one_line("teams.not_ours")
        place, named = self._place(act.place), await self._named(event)
        incoming = Incoming(act.id, _identity(act.who), place, self.now(), event, named=named)
        try:
            return await self.bot.handle(incoming)
        except Unavailable:
            log.exception("not taken")
            return self._not_now(event)

    def _not_now(self, event: Event) -> Answer:
        """What was filled in stays in its window, to be sent again."""
        if isinstance(event, Filled) and event.values:
            again = self.answers.draw.words.plain("teams.try_again")
            return Invalid({next(iter(event.values)): again})
        return self._one_line("teams.try_again")

    async def _to_mend(self, act: inbound.Act, filled: Filled, wrong: Invalid) -> Invoked:
        """The same dialog once more, as it was filled in."""
        anew = await self._seen(act, _look(filled))
        if isinstance(anew, Open):
            return self.answers.mended(anew.dialog, filled.values, wrong.errors)
        return await self.answers.answer(act, anew)

    async def _named(self, event: Event) -> tuple[Identity, ...]:
        keys = inbound.named(event)
        return tuple([Identity(PLATFORM, key, await self.names.of(key)) for key in keys])

    async def _seen(self, act: inbound.Act, look: Look) -> View:
        if not act.who.ours:
            return self._one_line("teams.not_ours")
        who, place = _identity(act.who), self._place(act.place)
        try:
            return await self.bot.show(look, who, place, self.now())
        except Unavailable:
            log.exception("not shown")
            return self._one_line("teams.try_again")

    async def _found(self, marked: inbound.Marked) -> Invoked:
        """Somebody's message, to be trimmed before its author is asked."""
        if not marked.found.text:
            return await self.answers.answer(marked.act, self._one_line("teams.not_a_message"))
        return await self.answers.answer(marked.act, await self._seen(marked.act, marked.found))

    def _one_line(self, name: str) -> Quiet:
        return Quiet(self.answers.draw.one_line(name))


def _identity(who: Someone) -> Identity:
    return Identity(PLATFORM, who.key, who.name)


def _look(filled: Filled) -> Look:
    """What opened the dialog that was filled in."""
    if filled.form == FOUND:
        return Found(filled.about, filled.values.get("text", ""), source=filled.source)
    return Form(filled.form.removesuffix(SEEN), filled.request, filled.about)
