"""Taking what somebody did to the bot, one thing after the other from each person."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

from adapters.slack import inbound
from adapters.slack.answering import Answering
from adapters.slack.client import FAILED
from adapters.slack.members import NoTeam
from adapters.slack.people import Kind, People, Someone
from adapters.slack.places import PLATFORM, channel, direct
from adapters.slack.render import Block
from adapters.slack.text import mentioned, typed, without_mention_of
from bot.events import (
    Amended,
    Deleted,
    Event,
    Filled,
    Form,
    Found,
    Home,
    Incoming,
    Look,
    Overheard,
    Said,
)
from bot.messages import Answer, Invalid, Quiet, Show, View
from bot.people import Identity, Place, PlaceKind, Rooms
from bot.ports import Unavailable

log = logging.getLogger(__name__)


class Doors(Protocol):
    """What Slack needs of the bot."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences."""
        ...

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something; nothing happens by it."""
        ...


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes what Slack sends. What raises is not acknowledged, so Slack sends it again."""

    bot: Doors
    people: People
    answers: Answering
    rooms: Rooms
    now: Callable[[], datetime]
    me: Callable[[], Awaitable[str]]
    turns: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def event(self, body: inbound.Body) -> None:
        """Something that happened in a place."""
        match inbound.event(body, await self.me()):
            case inbound.Line() as line:
                async with self._turn(line.user):
                    await self._line(line)
            case inbound.Changed() as changed:
                async with self._turn(changed.user):
                    await self._changed(changed)
            case inbound.Arrived(place):
                name = "here_for_team" if self.rooms.is_team(place) else "here"
                await self.answers.say(place.key, f"slack.{name}")
            case inbound.Home(user):
                await self._home(user)
            case _:
                log.debug("event passed over")

    async def action(self, body: inbound.Body) -> None:
        """A press."""
        act = inbound.pressed(body)
        async with self._turn(act.user):
            if isinstance(act.does, Look):
                await self._look(act, act.does)
                return
            await self.answers.answer(act, await self._take(act, act.does))
        if act.window == "home":
            try:
                await self._home(act.user)
            except FAILED:  # what was pressed has happened
                log.warning("home not updated", exc_info=True)

    async def view(self, body: inbound.Body) -> Block:
        """A form that was submitted: what its window does next."""
        act, filled = inbound.submitted(body)
        async with self._turn(act.user):
            return self.answers.submitted(await self._take(act, filled), act.place)

    async def command(self, body: inbound.Body) -> Block:
        """A command that was typed: what its writer alone reads where they typed it."""
        asked = inbound.command(body)
        async with self._turn(asked.user):
            said = Said(typed(asked.text, await self._names(asked.text)) or "help")
            answer = await self._take(asked, said)
        if isinstance(answer, Quiet | Show):
            return self.answers.aside(answer.message)
        await self.answers.answer(asked, answer)
        return {}

    async def shortcut(self, body: inbound.Body) -> None:
        """A shortcut: the whole form, or somebody's message to be made a request."""
        match inbound.shortcut(body):
            case inbound.Marked() as marked:
                await self._found(marked)
            case inbound.Act(does=Form() as form) as act:
                await self._look(act, form)

    def _turn(self, user: str) -> asyncio.Lock:
        """A lock is kept while anybody waits for it."""
        return self.turns.setdefault(user, asyncio.Lock())

    async def _line(self, line: inbound.Line) -> None:
        if line.overheard and not self.rooms.is_team(line.place):
            return  # colleagues among themselves
        who = await self.people.who(line.user)
        if who.kind is not Kind.OURS:
            await self._turn_away(who, line)
            return
        text = await self._typed(line.text)
        said = Overheard(text, line.under) if line.overheard else Said(text, line.files, line.under)
        place = self._in_thread(line)
        await self.bot.handle(Incoming(line.id, who.identity, place, self.now(), said))

    async def _changed(self, changed: inbound.Changed) -> None:
        who = await self.people.who(changed.user)
        if who.kind is Kind.OURS:
            before = await self._typed(changed.before)
            now = None if changed.text is None else await self._typed(changed.text)
            if now is None:
                event: Event = Deleted(before, changed.line)
            else:
                event = Amended(before, now, changed.line)
            place = direct(changed.user)
            await self.bot.handle(Incoming(changed.id, who.identity, place, self.now(), event))

    async def _typed(self, text: str) -> str:
        """What they typed, without the mention of us."""
        told = without_mention_of(await self.me(), text)
        return typed(told, await self._names(told))

    async def _turn_away(self, who: Someone, line: inbound.Line) -> None:
        """Groundwork is for the people of one organisation. Programs are not answered at all."""
        if who.kind is Kind.STRANGER and not line.overheard:
            await self.answers.say(line.place.key, "slack.not_ours")

    def _in_thread(self, line: inbound.Line) -> Place:
        """In a channel where others read, what we say stays under the line that it answers."""
        if line.place.kind is PlaceKind.DIRECT or self.rooms.is_team(line.place):
            return line.place
        return channel(f"{line.place.key}/{line.thread}")

    async def _names(self, text: str) -> dict[str, str]:
        return {user: (await self.people.who(user)).name for user in mentioned(text)}

    async def _take(self, act: inbound.Act, event: Event) -> Answer:
        """The bot's answer; where nothing could be kept just now, that."""
        who = await self.people.who(act.user, act.called)
        if who.kind is not Kind.OURS:
            return Quiet(self.answers.draw.one_line("slack.not_ours"))
        found = [await self.people.who(user) for user in inbound.named(event)]
        named = tuple(one.identity for one in found if one.kind is Kind.OURS)
        at = self.now()
        try:
            return await self.bot.handle(
                Incoming(act.id, who.identity, act.place, at, event, named=named)
            )
        except Unavailable as problem:
            log.exception("not taken")
            name = problem.sentence if isinstance(problem, NoTeam) else "try_again"
            return self._not_now(event, f"slack.{name}")

    def _not_now(self, event: Event, name: str) -> Answer:
        """What was filled in stays in its window, to be sent again."""
        if isinstance(event, Filled) and event.values:
            return Invalid({next(iter(event.values)): self.answers.draw.words.plain(name)})
        return Quiet(self.answers.draw.one_line(name))

    async def _look(self, act: inbound.Act, look: Look) -> None:
        showing = asyncio.create_task(self._seen(act, look))
        await self.answers.show(act, showing)

    async def _seen(self, act: inbound.Act, look: Look) -> View:
        who = await self.people.who(act.user, act.called)
        if who.kind is not Kind.OURS:
            return Quiet(self.answers.draw.one_line("slack.not_ours"))
        try:
            return await self.bot.show(look, who.identity, act.place, self.now())
        except Unavailable:
            log.exception("not shown")
            return Quiet(self.answers.draw.one_line("slack.try_again"))

    async def _found(self, marked: inbound.Marked) -> None:
        showing = asyncio.create_task(self._found_by(marked))
        await self.answers.show(marked.act, showing)

    async def _found_by(self, marked: inbound.Marked) -> View:
        """Somebody's message, to be trimmed before its author is asked."""
        author = await self.people.who(marked.author) if marked.author else None
        words = typed(marked.text, await self._names(marked.text))
        if author is None or author.kind is not Kind.OURS or not words.strip():
            return Quiet(self.answers.draw.one_line("slack.not_a_message"))
        found = Found(f"{PLATFORM}:{author.key}", words, author.name, marked.id)
        return await self._seen(marked.act, found)

    async def _home(self, user: str) -> None:
        """What they asked for, and for the digital team what is open."""
        seen = await self._seen(inbound.Act("", user, direct(user), Home()), Home())
        if isinstance(seen, Quiet | Show):
            await self.answers.home(user, seen.message)
