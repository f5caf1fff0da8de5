"""Slack reached as councils reach it: through a proxy, and trusting an authority of their own."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiohttp import ClientConnectionError, web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from adapters.clock import real_now
from adapters.files import settings_from
from adapters.http import application
from adapters.slack.client import client_of
from bot.app import opened, served
from bot.platforms import Network, Slack
from tests.slack_world import DEAN, TEAM, Json, Workspace
from tests.theatre import TUESDAY, environment


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The council's own authority and, with its key, a certificate for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Northgate council")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = real_now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("authority")
    plain, pem = serialization.NoEncryption(), serialization.Encoding.PEM
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(pem, form, plain))
    (folder / "ca.pem").write_bytes(made.public_bytes(pem))
    return folder


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
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority / "ca.pem", authority / "key.pem")
    slack = SecureWorkspace()
    server = TestServer(application(slack.attach), scheme="https")
    await server.start_server(ssl=context)
    slack.address = str(server.make_url("")).rstrip("/")
    yield slack
    await server.close()


@asynccontextmanager
async def proxy() -> AsyncIterator[tuple[str, list[str]]]:
    """A proxy's address, and where it was asked to lead to."""
    asked: list[str] = []

    async def lead(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, where, _ = (await reader.readline()).decode().split()
        while (await reader.readline()).strip():
            pass
        asked.append(where)
        host, port = where.split(":")
        there_in, there_out = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await asyncio.gather(_pass_on(reader, there_out), _pass_on(there_in, writer))

    async with await asyncio.start_server(lead, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", asked


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


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
