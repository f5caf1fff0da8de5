"""The front between Slack and Groundwork: everything passes through it, in both directions.

Each call is held against the published limits and noted; what Slack sends is sent again until it
is acknowledged; and a test can ask for trouble, or for another answer than the server gives.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import ClientSession, WSMsgType, web

from adapters.http import listening
from adapters.slack.scopes import NEEDED
from tests.slack.limits import as_sent, faults
from tests.slack.lines import COMMAND, EVENT, INTERACTIVE, HttpLine, SocketLine
from tests.slack.server import APP_TOKEN, Server
from tests.slack.troubles import Held, Trouble

PERMITS = {
    "auth.test": "",
    "apps.connections.open": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.info": "groups:read",
    "conversations.members": "groups:read",
    "conversations.open": "im:write",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
"""The permission that Slack wants for a call; for what is not here, none that we ask for."""

Change = Callable[[dict[str, Any]], None]
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Call:
    """A call of Slack's Web API by Groundwork, and what it was answered."""

    method: str
    arguments: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass(slots=True)
class Front:
    """What passes between Slack and Groundwork."""

    server: Server
    session: ClientSession
    socket: SocketLine
    http: HttpLine
    address: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    changes: dict[str, Change] = field(default_factory=dict)
    drawn: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    granted: set[str] = field(default_factory=lambda: {scope.name for scope in NEEDED})
    headers: dict[str, str] = field(default_factory=dict)
    triggers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)
    submitted: asyncio.Queue[Any] = field(default_factory=asyncio.Queue)
    followed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def line(self) -> SocketLine | HttpLine:
        """The way to Groundwork in this mode."""
        return self.socket if self.server.mode == "socket" else self.http

    async def deliver(self, kind: str, payload: Mapping[str, Any]) -> Any:
        """Send Groundwork what Slack would, its addresses leading through the front."""
        told = json.loads(self._through_us(json.dumps(payload)))
        if kind == EVENT and told["event"]["type"] == "message":
            # The server leaves it out where a line was changed or deleted.
            there = "im" if told["event"]["channel"].startswith("D") else "channel"
            told["event"].setdefault("channel_type", there)
        answer = await self.line.deliver(kind, told)
        if told.get("type") == "view_submission":
            self.submitted.put_nowait(answer)
        return answer

    def made(self, method: str) -> list[Call]:
        """The calls of a method so far."""
        return [call for call in self.calls if call.method == method]

    def attach(self, app: web.Application) -> None:
        """Listen where Slack and Groundwork look for each other."""
        app.router.add_route("*", "/api/{method}", self._called)
        app.router.add_post("/_hooks/response/{key}", self._responded)
        app.router.add_get("/socket/{key}", self.socket.serve)
        app.router.add_post("/from-slack", self._from_slack)
        app.router.add_post("/to-the-helper", self._to_the_helper)
        app.on_shutdown.append(self._close)

    async def _close(self, _: web.Application) -> None:
        await self.socket.drop()

    # From Groundwork to Slack

    async def _called(self, request: web.Request) -> web.StreamResponse:
        method, body = request.match_info["method"], await request.read()
        arguments = _arguments(request, body)
        self.faults += [f"{method}: {fault}" for fault in faults(method, arguments)]
        if PERMITS.get(method, "nobody") not in {*self.granted, ""}:
            self.faults.append(f"{method}: nothing in the manifest permits it")
        if held := next((one for one in self.held if one.method == method), None):
            held.met.set()
            await held.let_go.wait()
            return _cut(request)
        trouble = self._trouble(method, arguments)
        if trouble and trouble.status:
            return web.json_response(
                trouble.body, status=trouble.status, headers=dict(trouble.headers)
            )
        if trouble and not trouble.after:
            return _cut(request)
        if self.drawn and request.content_type == "application/json":
            body = json.dumps(self.drawn(arguments)).encode()
        answer = await self._relayed(request, body)
        await self._note(Call(method, arguments, answer))
        if trouble:
            return _cut(request)
        told = {"X-OAuth-Scopes": ",".join(self.granted), **self.headers}
        return web.json_response(answer, headers=told)

    def _trouble(self, method: str, arguments: Mapping[str, Any]) -> Trouble | None:
        for trouble in self.troubles:
            if trouble.method == method and trouble.times and trouble.only(arguments):
                trouble.times -= 1
                return trouble
        return None

    async def _relayed(self, request: web.Request, body: bytes) -> dict[str, Any]:
        method, headers = request.match_info["method"], _passed_on(request)
        address = f"{self.server.address}/api/{method}"
        asked = self.session.request(
            request.method, address, params=request.query, data=body or None, headers=headers
        )
        async with asked as response:
            answer: dict[str, Any] = await response.json()
        if method == "apps.connections.open":
            answer["url"] = f"ws{self.address.removeprefix('http')}/socket/groundwork"
        if change := self.changes.get(method):
            change(answer)
        return answer

    async def _note(self, call: Call) -> None:
        async with self.heard:
            self.calls.append(call)
            self.heard.notify_all()

    async def _responded(self, request: web.Request) -> web.Response:
        body = await request.read()
        said = json.loads(body)
        if not said.get("delete_original"):
            self.faults += [f"response_url: {fault}" for fault in faults("respond", said)]
        address = f"{self.server.address}/_hooks/response/{request.match_info['key']}"
        async with self.session.post(address, data=body, headers=_passed_on(request)) as response:
            answer = web.Response(status=response.status, text=await response.text())
        await self._note(Call("respond", said, {}))
        return answer

    # From Slack to Groundwork

    async def follow_socket(self) -> None:
        """Be the server's one listener in Socket Mode, so that nothing it says is dropped."""
        headers = {"Authorization": f"Bearer {APP_TOKEN}"}
        address = f"{self.server.address}/api/apps.connections.open"
        async with self.session.post(address, headers=headers) as response:
            url = (await response.json())["url"]
        async with (
            self.session.ws_connect(url, max_msg_size=_LARGEST) as slack,
            asyncio.TaskGroup() as tasks,
        ):
            self.followed.set()
            async for frame in slack:
                if frame.type is not WSMsgType.TEXT:
                    continue
                envelope = json.loads(frame.data)
                if "envelope_id" in envelope:
                    tasks.create_task(self._pass_on(envelope, slack.send_json))

    async def _pass_on(self, envelope: Mapping[str, Any], reply: Callable[..., Any]) -> None:
        # What is never acknowledged stays unacknowledged, as with a Groundwork that was killed.
        with suppress(TimeoutError, ConnectionError):
            answer = await self.deliver(envelope["type"], envelope["payload"])
            read = _as_read(envelope["type"], answer)
            await reply({"envelope_id": envelope["envelope_id"], "payload": read})

    async def _from_slack(self, request: web.Request) -> web.Response:
        body = await request.text()
        if request.content_type == "application/json":
            answer = await self.deliver(EVENT, json.loads(body))
        elif "payload" in (form := dict(parse_qsl(body, keep_blank_values=True))):
            answer = await self.deliver(INTERACTIVE, json.loads(form["payload"]))
        else:
            answer = _as_read(COMMAND, await self.deliver(COMMAND, form))
        return web.json_response(answer) if isinstance(answer, dict) else web.Response()

    async def _to_the_helper(self, request: web.Request) -> web.Response:
        form = dict(parse_qsl(await request.text(), keep_blank_values=True))
        if form.get("command"):
            self.triggers[form["text"]] = form
        return web.Response()

    def _through_us(self, text: str) -> str:
        return text.replace(f"{self.server.address}/_hooks", f"{self.address}/_hooks")


@asynccontextmanager
async def front_of(server: Server) -> AsyncIterator[Front]:
    """The front, listening. At the end nothing that was sent may have been over a limit."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(ClientSession())
        (await session.post(f"{server.address}/_control/reset")).release()
        front = Front(server, session, SocketLine(), HttpLine(session))
        app = web.Application(client_max_size=_LARGEST)
        front.attach(app)
        listening_there = listening(app, "127.0.0.1", server.front_port)
        front.address = await stack.enter_async_context(listening_there)
        if server.mode == "socket":
            following = asyncio.create_task(front.follow_socket())
            stack.push_async_callback(_end, following)
            await front.followed.wait()
        yield front
    assert front.faults == []


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


def _as_read(kind: str, answer: Any) -> Any:
    """A command's answer is for the person who typed it alone, unless it says otherwise."""
    said = {"text": answer} if isinstance(answer, str) else answer
    return {"response_type": "ephemeral"} | said if kind == COMMAND and said else said


def _arguments(request: web.Request, body: bytes) -> dict[str, Any]:
    """What a call says, however it says it: in the address, as a form, or as JSON."""
    said: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json" and body:
        said |= json.loads(body)
    elif body:
        said |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return as_sent(said)


def _passed_on(request: web.Request) -> dict[str, str]:
    return {
        name: request.headers[name]
        for name in ("Authorization", "Content-Type")
        if name in request.headers
    }


def _cut(request: web.Request) -> web.StreamResponse:
    """Leave without a word."""
    if request.transport:
        request.transport.close()
    return web.Response()
