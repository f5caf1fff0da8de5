"""The platforms that are configured, each with its way in and its way out.

What only one of them needs is imported where that one is put together.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.http import Attach
from adapters.slack import places
from adapters.web import people
from adapters.web.channel import PageChannel
from adapters.web.hub import Hub
from bot.app.program import Program, Surface
from bot.handbook import Handbook
from bot.people import Identity, Rooms
from bot.ports import Channel, Members
from bot.settings import Settings

if TYPE_CHECKING:
    from slack_bolt.app.async_app import AsyncApp

    from adapters.slack.app import SlackApp


def rooms(settings: Settings) -> Rooms:
    """The channels of every platform that is configured; the page's where none is."""
    found = [places.rooms(settings.slack)] if settings.slack.configured else [people.ROOMS]
    return replace(found[0], elsewhere=tuple(found[1:]))


async def surfaces(
    settings: Settings, hub: Hub, book: Handbook, stack: AsyncExitStack
) -> tuple[Surface, ...]:
    """Each platform that is configured; what they hold open is let go with the stack."""
    if not settings.slack.configured:
        return (PageSurface(PageChannel(hub), people.PageMembers(), settings.has_page),)
    from adapters.slack.app import slack_of  # noqa: PLC0415 - it loads Slack's libraries

    named = settings.organisation.name
    slack = slack_of(settings.slack, settings.network, book.words, named)
    return (SlackSurface(await stack.enter_async_context(slack)),)


@dataclass(frozen=True, slots=True)
class MembersOf:
    """Who is in the digital team, whatever the platform; nobody is on one that is not there."""

    platforms: Mapping[str, Members]

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether this person is in the team's channel of their platform."""
        members = self.platforms.get(who.platform)
        return members is not None and await members.has(who, now=now)


@dataclass(frozen=True, slots=True)
class PageSurface:
    """The local page; its channels are there even where it is not served."""

    channel: Channel
    members: Members
    served: bool
    platform: str = people.PLATFORM

    def attach(self, program: Program) -> Attach:
        """The page, on the server."""
        if not self.served:
            return _nothing
        from adapters.web.app import Page, Parts  # noqa: PLC0415 - it loads Jinja

        parts = Parts(
            bot=program.meters.bot(program.bot),
            record=program.store,
            clock=program.clock,
            hub=program.hub,
            tick=program.tick,
            deliver=program.deliver,
            days=program.book.days,
        )
        return Page(parts).attach

    @asynccontextmanager
    async def connected(self, _: Program) -> AsyncIterator[None]:
        """It listens to nothing but the server."""
        yield


class SlackSurface:
    """Slack, by a socket or by requests to the server."""

    def __init__(self, app: "SlackApp") -> None:
        self._app = app
        self.platform = app.platform
        self.channel: Channel = app.channel
        self.members: Members = app.members

    def attach(self, program: Program) -> Attach:
        """Where its requests arrive."""
        return self._app.attach(self._listener(program))

    def connected(self, program: Program) -> AbstractAsyncContextManager[None]:
        """Its socket."""
        return self._app.connected(self._listener(program))

    def _listener(self, program: Program) -> "AsyncApp":
        return self._app.listener(program.meters.bot(program.bot), program.clock.now)


def _nothing(_: web.Application) -> None:
    """No part of the server."""
