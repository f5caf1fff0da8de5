"""How Slack reaches Groundwork: over the socket that Groundwork opened, or by signed requests.

Both send an event again that is not acknowledged, as Slack does.
"""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from time import time
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import ClientConnectionError, ClientSession, WSMsgType, web

from tests.slack.server import SIGNING_SECRET

Payload = Mapping[str, Any]
EVENT, INTERACTIVE, COMMAND = "events_api", "interactive", "slash_commands"
_PATIENCE_S = 60
_MOST_TRIES = 4


class Line(Protocol):
    """A way to Groundwork."""

    async def deliver(self, kind: str, payload: Payload) -> Any:
        """Send it until it is acknowledged, and return what it was acknowledged with."""
        ...


@dataclass(slots=True)
class SocketLine:
    """The sockets that Groundwork opened; the newest of them is sent to."""

    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    unacknowledged: dict[str, tuple[dict[str, Any], asyncio.Future[Any]]] = field(
        default_factory=dict
    )
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, kind: str, payload: Payload) -> Any:
        """Send it, and again over each new socket for as long as it is not acknowledged."""
        envelope = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != EVENT,
        }
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.unacknowledged[str(envelope["envelope_id"])] = (envelope, answer)
        await self._send(envelope)
        return await asyncio.wait_for(answer, _PATIENCE_S)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One socket of Groundwork's, until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {}})
        self.sockets.append(socket)
        self.opened.set()
        for envelope, _ in list(self.unacknowledged.values()):
            await self._send(envelope | {"retry_attempt": 1, "retry_reason": "timeout"})
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._acknowledge(json.loads(frame.data))
        self._forget(socket)
        return socket

    async def drop(self) -> None:
        """Cut every socket off."""
        self.opened.clear()
        for socket in list(self.sockets):
            self._forget(socket)
            await socket.close()

    def _forget(self, socket: web.WebSocketResponse) -> None:
        with suppress(ValueError):
            self.sockets.remove(socket)

    async def _send(self, envelope: Mapping[str, Any]) -> None:
        if self.sockets:
            with suppress(ConnectionError):
                await self.sockets[-1].send_json(envelope)

    def _acknowledge(self, frame: Mapping[str, Any]) -> None:
        _, answer = self.unacknowledged.pop(str(frame.get("envelope_id")), ({}, None))
        if answer and not answer.done():
            answer.set_result(frame.get("payload"))


@dataclass(slots=True)
class Reply:
    """What a signed request was answered with."""

    status: int
    text: str

    @property
    def payload(self) -> Any:
        """The answer, read, if it is JSON."""
        return json.loads(self.text) if self.text.startswith("{") else self.text or None


@dataclass(slots=True)
class HttpLine:
    """Signed requests to the address at which Groundwork listens."""

    session: ClientSession
    groundwork: str = ""
    tries: list[Reply] = field(default_factory=list)
    unacknowledged: list[tuple[str, Payload]] = field(default_factory=list)

    async def deliver(self, kind: str, payload: Payload) -> Any:
        """Post it; an event again while it is not answered with 200."""
        for retry in range(_MOST_TRIES if kind == EVENT else 1):
            again = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"}
            with suppress(ClientConnectionError, TimeoutError):
                reply = await self.post(*body_of(kind, payload), again if retry else {})
                self.tries.append(reply)
                if reply.status == HTTPStatus.OK:
                    return reply.payload
        self.unacknowledged.append((kind, payload))
        return None

    async def deliver_again(self) -> None:
        """What was not acknowledged comes again, as it does from Slack after minutes."""
        while self.unacknowledged:
            await self.deliver(*self.unacknowledged.pop())

    async def post(
        self,
        body: str,
        content_type: str,
        more: Mapping[str, str] | None = None,
        *,
        secret: str = SIGNING_SECRET,
        at: float | None = None,
    ) -> Reply:
        """One signed request, with a signature of this secret and this moment."""
        headers = signed(body, secret, at) | {"Content-Type": content_type} | dict(more or {})
        address = f"{self.groundwork}/slack/events"
        async with self.session.post(address, data=body.encode(), headers=headers) as response:
            return Reply(response.status, await response.text())


def body_of(kind: str, payload: Payload) -> tuple[str, str]:
    """The body of a request, and its content type."""
    if kind == EVENT:
        return json.dumps(payload), "application/json"
    form = payload if kind == COMMAND else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def signed(body: str, secret: str, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack signs a request. It sends them when it is now."""
    stamp = str(int(time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}
