"""A workspace on paper, and the real program in it, reached by signed requests."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient, TestServer
from slack_sdk.signature import SignatureVerifier

from adapters.files import settings_from
from adapters.http import application
from bot.app import Program, opened
from tests.theatre import TUESDAY, environment, read_once

Json = dict[str, Any]
SECRET = "a-signing-secret"
TEAM, OPEN = "C0TEAM", "C0STAFF"
DEAN, RUTH, PRIYA, TOM, BOT = "U0DEAN", "U0RUTH", "U0PRIYA", "U0TOM", "U0BOT"
NAMES = {DEAN: "Dean Marsh", RUTH: "Ruth Okafor", PRIYA: "Priya Nair", TOM: "Tom Bell"}


@dataclass
class Workspace:
    """Slack's methods, each call noted.

    `fail` has what the next calls of a method answer, or of one about a channel.
    """

    calls: list[tuple[str, Json]] = field(default_factory=list)
    hooked: list[Json] = field(default_factory=list)
    fail: dict[str, list[web.Response]] = field(default_factory=dict)
    people: dict[str, Json] = field(
        default_factory=lambda: {
            key: {"id": key, "profile": {"real_name": name}} for key, name in NAMES.items()
        }
    )
    channel: Json = field(default_factory=lambda: {"id": TEAM, "is_private": True})
    team: list[str] = field(default_factory=lambda: [PRIYA, TOM, BOT])
    times: Any = field(default_factory=lambda: count(1))
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    def attach(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self._called)
        app.router.add_post("/hook", self._hook)

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = await self._given(request)
        self.calls.append((method, given))
        for which in (f"{method} {given.get('channel')}", method):
            if waiting := self.fail.get(which):
                return waiting.pop(0)
        return web.json_response({"ok": True, **self._answer(method, given)})

    async def _given(self, request: web.Request) -> Json:
        if request.content_type == "application/json":
            return dict(await request.json())
        form = request.query if request.method == "GET" else await request.post()
        return {key: str(value) for key, value in form.items()}

    async def _hook(self, request: web.Request) -> web.Response:
        self.hooked.append(dict(await request.json()))
        return web.Response(text="ok")

    def _answer(self, method: str, given: Json) -> Json:
        match method:
            case "auth.test":
                return {"user_id": BOT, "bot_id": "B0BOT", "team_id": "T0"}
            case "users.info":
                return {"user": self.people[given["user"]]}
            case "conversations.members":
                return {"members": self.team}
            case "conversations.info":
                return {"channel": self.channel}
            case "chat.postMessage":
                given["as"] = f"1700.{next(self.times):06}"
                return {"channel": given["channel"].replace("U0", "D0"), "ts": given["as"]}
            case "views.open" | "views.push":
                self.opened.set()
                return {"view": {"id": f"V{next(self.times)}"}}
            case _:
                return {}

    def said(self, channel: str) -> list[str]:
        """The texts posted there, oldest first."""
        return [
            given["text"]
            for method, given in self.calls
            if method == "chat.postMessage" and given["channel"] == channel
        ]

    def updated(self, channel: str) -> list[Json]:
        """The messages that were updated there, oldest first."""
        return [given for given in self.of("chat.update") if given["channel"] == channel]

    def of(self, *methods: str) -> list[Json]:
        """What these methods were called with, oldest first."""
        return [given for method, given in self.calls if method in methods]


def refusal(error: str, status: int = 200, **headers: str) -> web.Response:
    """How Slack says no."""
    return web.json_response({"ok": False, "error": error}, status=status, headers=headers)


@dataclass
class World:
    """The program in the workspace. What people do is sent as Slack sends it."""

    program: Program
    slack: Workspace
    client: TestClient[Any, Any]
    hook: str
    ids: Any = field(default_factory=lambda: count(1))

    async def send(self, body: str, kind: str, **headers: str) -> ClientResponse:
        at = str(int(time()))
        signed = SignatureVerifier(SECRET).generate_signature(timestamp=at, body=body)
        told = {
            "Content-Type": kind,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": str(signed),
            **headers,
        }
        return await self.client.post("/slack/events", data=body, headers=told)

    async def event(self, event: Mapping[str, Any], **headers: str) -> int:
        body = {"type": "event_callback", "team_id": "T0", "event": event, "event_id": "Ev1"}
        response = await self.send(json.dumps(body), "application/json", **headers)
        await self.program.deliver()
        return response.status

    async def says(self, user: str, text: str, **more: Any) -> int:
        """In the direct message with us."""
        told = {"type": "message", "channel_type": "im", "channel": user.replace("U0", "D0")}
        return await self.event({**told, "user": user, "text": text, "ts": self.ts(), **more})

    async def changes(self, user: str, before: str, now: str | None, **more: Any) -> int:
        """What they typed; with no `now` it is deleted."""
        was = {"user": user, "text": before, "ts": self.ts()}
        channel = user.replace("U0", "D0")
        told: Json = {"type": "message", "channel_type": "im", "channel": channel}
        told["ts"] = self.ts()
        was["ts"] = more.pop("line", was["ts"])
        if now is None:
            gone = {"subtype": "message_deleted", "deleted_ts": "1600.1"}
            return await self.event({**told, **gone, "previous_message": was, **more})
        changed = {"user": user, "text": now, "ts": "1600.1", "edited": {"ts": self.ts()}}
        told = {**told, "subtype": "message_changed", "message": changed}
        return await self.event({**told, "previous_message": was, **more})

    async def mentions(self, user: str, text: str, channel: str = OPEN, **more: Any) -> int:
        told = {"type": "app_mention", "channel": channel, "user": user, "text": text}
        return await self.event({**told, "ts": self.ts(), **more})

    async def replies(self, user: str, text: str, to: Json, **more: Any) -> int:
        """In the thread of a message of ours, as Slack tells of it where the scope is granted."""
        channel = to["channel"].replace("U0", "D0")
        kind = "im" if channel.startswith("D") else "group"
        told = {"type": "message", "channel_type": kind, "channel": channel, "user": user}
        told |= {"text": text, "ts": self.ts(), "thread_ts": to["as"]}
        return await self.event(told | more)

    async def interacts(self, payload: Mapping[str, Any]) -> ClientResponse:
        """A press, a form, a shortcut."""
        body = urlencode({"payload": json.dumps({"trigger_id": f"t{next(self.ids)}", **payload})})
        response = await self.send(body, "application/x-www-form-urlencoded")
        await self.program.deliver()
        return response

    async def presses(self, user: str, label: str, channel: str = "") -> ClientResponse:
        """The newest button of that label in their direct message, or in a channel."""
        message, button = self.button(label, channel or user)
        where = channel or user.replace("U0", "D0")
        menu = {"type": "static_select", "action_id": "menu", "selected_option": button}
        chosen = button if "action_id" in button else menu
        return await self.interacts(
            {
                "type": "block_actions",
                "user": {"id": user, "username": user.lower()},
                "channel": {"id": where},
                "container": {"type": "message", "channel_id": where},
                "message": {"ts": "1700.1", **message},
                "response_url": self.hook,
                "actions": [chosen],
            }
        )

    async def presses_in_window(self, user: str, view: Json, label: str) -> ClientResponse:
        """A button on the Home tab, or in a modal."""
        (button,) = [one for one in _buttons(view) if one["text"]["text"] == label]
        told = {"type": "block_actions", "user": {"id": user}, "view": {"id": "V1", **view}}
        return await self.interacts({**told, "actions": [button]})

    async def marks(self, user: str, author: str, text: str, **more: Any) -> ClientResponse:
        """Make this a digital request, on somebody's message."""
        return await self.interacts(
            {
                "type": "message_action",
                "callback_id": "make_request",
                "user": {"id": user},
                "channel": {"id": OPEN},
                "response_url": self.hook,
                "message": {"type": "message", "user": author, "text": text, "ts": "1.1", **more},
            }
        )

    async def submits(self, user: str, view: Mapping[str, Any], **values: Any) -> ClientResponse:
        """A window of ours, with what they changed in it."""
        state = {
            block["block_id"]: {"value": _state(block["element"], values.get(block["block_id"]))}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        told = {"id": "V1", "type": "modal", **view, "state": {"values": state}}
        return await self.interacts({"type": "view_submission", "user": {"id": user}, "view": told})

    async def commands(self, user: str, text: str, channel: str = OPEN) -> ClientResponse:
        form = {"command": "/groundwork", "text": text, "user_id": user, "channel_id": channel}
        more = {"trigger_id": f"t{next(self.ids)}", "response_url": self.hook, "user_name": user}
        response = await self.send(urlencode(form | more), "application/x-www-form-urlencoded")
        await self.program.deliver()
        return response

    def button(self, label: str, channel: str) -> tuple[Json, Json]:
        """The newest message with a button of that label, and the button."""
        for given in reversed(self.slack.of("chat.postMessage", "chat.update")):
            for one in _buttons(given) if _same(given["channel"], channel) else ():
                if one["text"]["text"] == label:
                    return given, one
        raise AssertionError(f"there is no ‘{label}’ in {channel}")

    def window(self) -> Json:
        """The window that was opened or changed last."""
        return dict(self.slack.of("views.open", "views.push", "views.update")[-1]["view"])

    def ts(self) -> str:
        return f"1600.{next(self.ids):06}"


def _same(one: str, other: str) -> bool:
    return one.replace("D0", "U0") == other


def _buttons(given: Json) -> list[Json]:
    blocks = [block for block in given.get("blocks", []) if block["type"] == "actions"]
    elements = [one for block in blocks for one in block["elements"]]
    menus = [option for one in elements for option in one.get("options", [])]
    return [*(one for one in elements if one["type"] == "button"), *menus]


def _state(element: Json, value: Any) -> Json:
    kind = element["type"]
    match kind:
        case "static_select":
            chosen = {"value": f"={value}"} if value else element.get("initial_option")
            return {"type": kind, "selected_option": chosen}
        case "datepicker":
            return {"type": kind, "selected_date": value or element.get("initial_date")}
        case "users_select":
            return {"type": kind, "selected_user": value or element.get("initial_user")}
        case _:
            return {"type": kind, "value": value or element.get("initial_value")}


@asynccontextmanager
async def world_in(folder: Path, **settings: str) -> AsyncIterator[World]:
    """The program in HTTP mode, on a database in this folder, its clock standing still."""
    slack = Workspace()
    api = TestServer(application(slack.attach))
    await api.start_server()
    given = {
        "SLACK_API_URL": str(api.make_url("/api/")),
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_SIGNING_SECRET": SECRET,
        "GROUNDWORK_SLACK__MODE": "http",
        "GROUNDWORK_SLACK__TEAM_CHANNEL": TEAM,
        **settings,
    }
    read = settings_from(environment(folder, **given), folder)
    try:
        async with opened(read, lambda: TUESDAY, read_once) as program:
            server = application(*(each.attach(program) for each in program.surfaces))
            async with TestClient(TestServer(server)) as client:
                yield World(program, slack, client, str(api.make_url("/hook")))
    finally:
        await api.close()
