"""Slack reached as councils reach it: through a proxy, and trusting an authority of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, web
from aiohttp.test_utils import TestServer

from adapters.files import settings_from
from adapters.http import application
from adapters.slack.client import client_of
from bot.app import opened, served
from bot.platforms import Network, Slack
from tests.network import authority_in, proxy, vouched_for
from tests.slack_world import DEAN, TEAM, Json, Workspace
from tests.theatre import TUESDAY, environment


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority_in(tmp_path_factory.mktemp("authority"))


@dataclass
class SecureWorkspace(Workspace):
    """A workspace that tells what is said in it over a socket."""

    address: str = ""
    lines: list[Json] = field(default_factory=list)
    acknowledged: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)

    def attach(self, app: web.Application) -> None:
        super().attach(app)
        app.router.add_get("/socket", self._socket)

    def _answer(self, method: str, given: Json) -> Json:
        if method == "apps.connections.open":
            return {"url": f"wss{self.address.removeprefix('https')}/socket"}
        return super()._answer(method, given)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello"})
        for line in self.lines:
            await socket.send_json(line)
        async for frame in socket:
            if frame.data.startswith("{"):
                await self.acknowledged.put(frame.json())
        return socket


@asynccontextmanager
async def secure(authority: Path) -> AsyncIterator[SecureWorkspace]:
    """Slack behind a certificate that only the council's authority vouches for."""
    slack = SecureWorkspace()
    server = TestServer(application(slack.attach), scheme="https")
    await server.start_server(ssl=vouched_for(authority))
    slack.address = str(server.make_url("")).rstrip("/")
    yield slack
    await server.close()


def _line() -> Json:
    said = {"type": "message", "channel_type": "im", "channel": "D0DEAN", "user": DEAN}
    event = {**said, "text": "people fill in a paper form for a permit", "ts": "1600.1"}
    payload = {"type": "event_callback", "team_id": "T0", "event": event, "event_id": "Ev1"}
    return {"type": "events_api", "envelope_id": "one", "payload": payload}


async def test_by_a_proxy_and_an_authority_of_ones_own_a_line_is_heard_and_answered(
    authority: Path, tmp_path: Path
) -> None:
    async with secure(authority) as slack, proxy() as (address, asked):
        slack.lines.append(_line())
        given = {
            "SLACK_API_URL": f"{slack.address}/api/",
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "GROUNDWORK_SLACK__TEAM_CHANNEL": TEAM,
            "GROUNDWORK_NETWORK__PROXY": address,
            "GROUNDWORK_NETWORK__CA_BUNDLE": str(authority / "ca.pem"),
            "GROUNDWORK_HTTP__PORT": "0",
        }
        settings = settings_from(environment(tmp_path, **given), tmp_path)
        async with opened(settings, lambda: TUESDAY) as program, served(settings, program):
            heard = await asyncio.wait_for(slack.acknowledged.get(), 10)
            await program.deliver()

    assert heard["envelope_id"] == "one"
    assert "Hello Dean" in slack.said(DEAN)[-1]
    assert set(asked) == {slack.address.removeprefix("https://")}


async def test_whom_no_authority_vouches_for_is_not_trusted(authority: Path) -> None:
    async with secure(authority) as slack:
        settings = Slack(
            api_url=f"{slack.address}/api/",
            bot_token="xoxb-1",
            app_token="xapp-1",
            team_channel=TEAM,
        )
        async with client_of(settings, Network()) as client:
            with pytest.raises(ClientConnectionError):
                await client.auth_test()

    assert slack.calls == []
