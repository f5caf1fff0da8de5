"""The platforms that are configured, each with its way in and its way out.

What only one of them needs is imported where that one is put together.
"""

from collections.abc import Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    nullcontext,
)
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.http import Attach
from adapters.slack import places as slack_places
from adapters.teams import places as teams_places
from adapters.web import people
from adapters.web.channel import PageChannel
from adapters.web.hub import Hub
from bot.app.program import Program, Surface
from bot.handbook import Handbook
from bot.people import Identity, Rooms
from bot.ports import Channel, Members, Store
from bot.settings import Settings

if TYPE_CHECKING:
    from slack_bolt.app.async_app import AsyncApp

    from adapters.slack.app import SlackApp
    from adapters.teams.app import TeamsApp


def rooms(settings: Settings) -> Rooms:
    """The channels of every platform that is configured; the page's where none is."""
    found = [
        *([slack_places.rooms(settings.slack)] if settings.slack.configured else []),
        *([teams_places.rooms(settings.teams)] if settings.teams.configured else []),
    ]
    first, *others = found or [people.ROOMS]
    return replace(first, elsewhere=tuple(others))


async def surfaces(
    settings: Settings, hub: Hub, book: Handbook, store: Store, stack: AsyncExitStack
) -> tuple[Surface, ...]:
    """Each platform that is configured; what they hold open is let go with the stack."""
    if not settings.has_platform:
        return (PageSurface(PageChannel(hub), people.PageMembers(), settings.has_page),)
    there: list[Surface] = []
    if settings.slack.configured:
        there.append(SlackSurface(await stack.enter_async_context(_slack(settings, book))))
    if settings.teams.configured:
        there.append(TeamsSurface(await stack.enter_async_context(_teams(settings, book, store))))
    return tuple(there)


def _slack(settings: Settings, book: Handbook) -> AbstractAsyncContextManager["SlackApp"]:
    from adapters.slack.app import slack_of  # noqa: PLC0415 - Slack's libraries are loaded only where Slack is configured

    named = settings.organisation.name
    return slack_of(settings.slack, settings.network, book.words, named)


def _teams(
    settings: Settings, book: Handbook, store: Store
) -> AbstractAsyncContextManager["TeamsApp"]:
    from adapters.teams.app import teams_of  # noqa: PLC0415 - the Bot Framework's SDK is loaded only where Teams is configured

    named = settings.organisation.name
    return teams_of(settings.teams, settings.network, book.words, named, store)


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
        from adapters.web.app import Page, Parts  # noqa: PLC0415 - the page is loaded only where it is served

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

    def connected(self, _: Program) -> AbstractAsyncContextManager[None]:
        """It listens to nothing but the server."""
        return nullcontext()


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


class TeamsSurface:
    """Teams, by requests to the server."""

    def __init__(self, app: "TeamsApp") -> None:
        self._app = app
        self.platform = app.platform
        self.channel: Channel = app.channel
        self.members: Members = app.members

    def attach(self, program: Program) -> Attach:
        """Where its activities arrive."""
        edge = self._app.edge(program.meters.bot(program.bot), program.clock.now)
        return self._app.attach(edge)

    def connected(self, _: Program) -> AbstractAsyncContextManager[None]:
        """It listens to nothing but the server."""
        return nullcontext()


def _nothing(_: web.Application) -> None:
    """No part of the server."""
