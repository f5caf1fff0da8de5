"""The app in Teams: its way in, by signed requests, and its way out."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from aiohttp import web

from adapters.measuring import Doors
from adapters.teams import signing
from adapters.teams.answering import Answering
from adapters.teams.calling import calls_of
from adapters.teams.channel import TeamsChannel
from adapters.teams.connector import Connector, Tokens
from adapters.teams.edge import PATH, Edge
from adapters.teams.people import Names, TeamsMembers
from adapters.teams.places import PLATFORM, rooms
from adapters.teams.references import References
from adapters.teams.render import Renderer
from adapters.teams.sdk import Turns
from adapters.teams.taking import Taker
from bot.platforms import Network, Teams
from bot.ports import Store
from bot.words.rich import Words


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """The app in a tenant: its way out at once, its way in once there is a bot."""

    settings: Teams
    gate: signing.Gate
    draw: Renderer
    references: References
    channel: TeamsChannel
    members: TeamsMembers
    names: Names
    platform: str = PLATFORM

    def edge(self, bot: Doors, now: Callable[[], datetime]) -> Edge:
        """What takes its activities in."""
        answers, there = Answering(self.channel, self.draw), rooms(self.settings)
        taker = Taker(bot, self.names, self.references, answers, self.settings, there, now)
        return Edge(self.gate, Turns(), taker.take)

    def attach(self, edge: Edge) -> Callable[[web.Application], None]:
        """Where its activities arrive."""

        def add(server: web.Application) -> None:
            server.router.add_post(PATH, edge.answered)

        return add


@asynccontextmanager
async def teams_of(
    settings: Teams, network: Network, words: Words, organisation: str, store: Store
) -> AsyncIterator[TeamsApp]:
    """The app, with a session that lasts until the end of the block."""
    async with calls_of(network) as calls:
        draw, references = Renderer(words, organisation), References(store)
        connector = Connector(calls, Tokens(calls, settings, monotonic))
        keys = signing.Keys(calls, settings.openid_url, monotonic)
        channel = TeamsChannel(connector, references, draw, settings, rooms(settings))
        members = TeamsMembers(connector, references, settings.team_channel, monotonic)
        yield TeamsApp(
            settings,
            signing.Open() if settings.anonymous else signing.Signed(keys, settings.app_id),
            draw,
            references,
            channel,
            members,
            Names(members, connector, channel),
        )
