"""The front and the people, tried on a bolt app of a few lines: what they do is what Slack does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.http import listening
from tests.slack.front import Front
from tests.slack.people import Workspace
from tests.slack.server import ALL_STAFF, APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.slack.troubles import refusing, too_many

DEAN = "U0DEAN"
BUTTON = {
    "type": "button",
    "action_id": "0",
    "value": "{}",
    "text": {"type": "plain_text", "text": "Open"},
}
MODAL = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "A form"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "line",
            "label": {"type": "plain_text", "text": "Line"},
            "element": {"type": "plain_text_input", "action_id": "0"},
        }
    ],
}


class Echo:
    """A bolt app that says what it heard."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.app = AsyncApp(
            client=client, signing_secret=SIGNING_SECRET, process_before_response=True
        )
        self.heard: list[str] = []
        self.fails = 0
        self.failed = asyncio.Event()
        self.app.event("message")(self.message)
        self.app.event("app_home_opened")(self.home)
        self.app.action("0")(self.open)
        self.app.command("/groundwork")(self.command)
        self.app.view("form")(self.form)
        self.app.shortcut("make")(self.open)

    async def message(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        if self.fails:
            self.fails -= 1
            self.failed.set()
            raise RuntimeError("not now")
        self.heard.append(event["text"])
        blocks = [{"type": "actions", "elements": [BUTTON]}]
        await client.chat_postMessage(channel=event["channel"], text="heard", blocks=blocks)

    async def home(self, event: dict[str, Any], client: AsyncWebClient) -> None:
        blocks = [{"type": "actions", "elements": [BUTTON]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    async def open(self, ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await ack()

    async def command(self, ack: Any, command: dict[str, Any]) -> None:
        await ack(text=f"you typed {command['text']}")

    async def form(self, ack: Any, view: dict[str, Any]) -> None:
        value = view["state"]["values"]["line"]["0"]["value"]
        await ack(**({} if value else {"response_action": "errors", "errors": {"line": "Say it."}}))


@asynccontextmanager
async def echoing(front: Front) -> AsyncIterator[Echo]:
    async with ClientSession() as session:
        client = AsyncWebClient(
            BOT_TOKEN, base_url=f"{front.address}/api/", session=session, retry_handlers=[]
        )
        echo = Echo(client)
        if front.server.mode == "socket":
            handler = AsyncSocketModeHandler(echo.app, APP_TOKEN)
            await handler.connect_async()  # type: ignore[no-untyped-call] # bolt leaves it without annotations
            await front.socket.opened.wait()
            yield echo
            await handler.close_async()  # type: ignore[no-untyped-call] # bolt leaves it without annotations
        else:
            served = echo.app.web_app("/slack/events")
            async with listening(served, "127.0.0.1", 0) as front.http.groundwork:
                yield echo


async def test_people_type_press_and_fill_in(front: Front) -> None:
    slack = Workspace(front)
    async with echoing(front) as echo:
        await slack.say(DEAN, "hello")
        (heard,) = await slack.told(DEAN)
        await slack.press(DEAN, heard, BUTTON)
        nothing = {"line": {"0": {"type": "plain_text_input", "value": ""}}}
        errors = await slack.submit(DEAN, nothing)
        still_open = await slack.modal()
        mended = {"line": {"0": {"type": "plain_text_input", "value": "x"}}}

        assert echo.heard == ["hello"]
        assert errors == {"line": "Say it."}
        assert still_open
        assert await slack.submit(DEAN, mended) == {}
        assert await slack.modal() is None


async def test_people_use_commands_shortcuts_and_home(front: Front) -> None:
    slack = Workspace(front)
    async with echoing(front):
        await slack.command(DEAN, "help")
        (said,) = await slack.messages(ALL_STAFF)
        assert (said["text"], said["ephemeral_to"]) == ("you typed help", DEAN)

        home = await slack.home(DEAN)
        await slack.press_in_view(DEAN, home, BUTTON)
        opened = await slack.modal()
        assert opened is not None
        assert opened["callback_id"] == "form"

        await slack.shortcut(DEAN, "make")
        await slack.message_shortcut(DEAN, "make", said)
        assert len(front.made("views.open")) == 3


async def test_what_is_not_acknowledged_comes_again(front: Front) -> None:
    slack = Workspace(front)
    async with echoing(front) as echo:
        echo.fails = 1
        saying = asyncio.create_task(slack.say(DEAN, "hello"))
        if front.server.mode == "socket":
            await echo.failed.wait()
            await front.socket.drop()
        await saying

        assert echo.heard == ["hello"]


async def test_trouble_comes_when_a_test_asks_for_it(front: Front) -> None:
    async with echoing(front) as echo:
        front.troubles += [too_many("auth.test", 2), refusing("auth.test", "account_inactive")]
        told = []
        for _ in range(2):
            try:
                await echo.app.client.auth_test()
            except SlackApiError as refused:
                told.append(refused.response["error"])

        assert told == ["ratelimited", "account_inactive"]
        assert (await echo.app.client.auth_test())["ok"]
