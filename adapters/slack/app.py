"""Slack's way in: what Slack sends is taken, that is committed, and only then acknowledged."""

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Any

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import requests, sockets
from adapters.slack.answering import Answering
from adapters.slack.channel import SlackChannel
from adapters.slack.client import FAILED, client_of
from adapters.slack.members import SlackMembers
from adapters.slack.people import Me, People
from adapters.slack.places import PLATFORM, rooms
from adapters.slack.render import Renderer
from adapters.slack.taking import Doors, Taker
from bot.platforms import Network, Slack, SlackMode
from bot.ports import Unavailable
from bot.words.rich import Words

PATH = "/slack/events"
COMMAND = "/groundwork"

_ANYTHING = re.compile("", re.DOTALL)
# Bolt warns of what is meant here: no token of its own, and what nobody asked for.
_BOLT = logging.getLogger("slack_bolt.groundwork")


@dataclass(frozen=True, slots=True)
class SlackApp:
    """The app in a workspace: its way out at once, its way in once there is a bot."""

    settings: Slack
    network: Network
    client: AsyncWebClient
    draw: Renderer
    people: People
    me: Me
    channel: SlackChannel
    members: SlackMembers
    platform: str = PLATFORM

    def listener(self, bot: Doors, now: Callable[[], datetime]) -> AsyncApp:
        """Bolt, handing everything to the bot."""
        answers = Answering(self.client, self.draw)
        taker = Taker(bot, self.people, answers, rooms(self.settings), now, self.me.user)
        return _bolt(self.settings, self.client, self.me, taker)

    def attach(self, app: AsyncApp) -> Callable[[web.Application], None]:
        """Where Slack's requests arrive; nowhere, if it is listened to on a socket."""

        async def taken(request: web.Request) -> web.Response:
            return await requests.answered(app, request)

        def add(server: web.Application) -> None:
            if self.settings.mode is SlackMode.HTTP:
                server.router.add_post(PATH, taken)

        return add

    def connected(self, app: AsyncApp) -> AbstractAsyncContextManager[None]:
        """Listening on a socket until the end of the block, if that is the way."""
        if self.settings.mode is SlackMode.HTTP:
            return nullcontext()
        return sockets.listening(app, self.settings.app_token, self.network.proxy)


@asynccontextmanager
async def slack_of(
    settings: Slack, network: Network, words: Words, organisation: str
) -> AsyncIterator[SlackApp]:
    """The app, with a session that lasts until the end of the block."""
    async with client_of(settings, network) as client:
        draw, me = Renderer(words, organisation), Me(client)
        yield SlackApp(
            settings,
            network,
            client,
            draw,
            People(client, me, monotonic),
            me,
            SlackChannel(client, draw, rooms(settings)),
            SlackMembers(client, settings.team_channel, monotonic),
        )


def _bolt(settings: Slack, client: AsyncWebClient, me: Me, taker: Taker) -> AsyncApp:
    _BOLT.setLevel(logging.ERROR)

    async def authorize(team_id: str | None) -> AuthorizeResult:
        try:
            return await me.result()
        except FAILED as failed:
            # Of what Slack itself raises, bolt makes an acknowledgement: the event would be gone.
            raise Unavailable("Slack does not say who we are.") from failed

    app = AsyncApp(
        logger=_BOLT,
        name="groundwork",
        process_before_response=True,
        signing_secret=settings.signing_secret,
        client=AsyncWebClient(
            base_url=client.base_url,
            session=client.session,
            proxy=client.proxy,
            ssl=client.ssl,
            retry_handlers=[],
        ),
        authorize=authorize,
    )
    _listen(app, taker)
    return app


def _listen(app: AsyncApp, taker: Taker) -> None:
    """What bolt sorts, handed on; what is not for us is acknowledged too."""

    def first_taken(
        take: Callable[[Any], Awaitable[dict[str, Any] | None]],
    ) -> Callable[..., Awaitable[None]]:
        async def taken(body: dict[str, Any], ack: AsyncAck) -> None:
            answer = await take(body)
            await (ack(answer) if answer else ack())

        return taken

    app.event(_ANYTHING)(first_taken(taker.event))
    app.action(_ANYTHING)(first_taken(taker.action))
    app.view(_ANYTHING)(first_taken(taker.view))
    app.command(COMMAND)(first_taken(taker.command))
    app.shortcut(_ANYTHING)(first_taken(taker.shortcut))
