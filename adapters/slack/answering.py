"""Answers in Slack's own response: a window, or a line that one person alone reads."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.chosen import Pressed, left_of
from adapters.slack.client import FAILED
from adapters.slack.dialogs import Modals
from adapters.slack.inbound import Act
from adapters.slack.render import LONGEST_LABEL, Block, Renderer, plain_text
from adapters.slack.text import escaped
from bot.messages import Answer, Done, Invalid, Message, Open, Quiet, Show, View
from bot.people import Place

log = logging.getLogger(__name__)

PATIENCE_S = 1.0
"""Slack lets a window be opened within 3 s of a press; one that takes longer opens empty first."""

_LABELS = "\n["
"""How the last line of a text begins, which has the labels of the buttons."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Gives the bot's answers to whoever acted."""

    client: AsyncWebClient
    draw: Renderer
    patience_s: float = PATIENCE_S

    @property
    def modals(self) -> Modals:
        """Windows."""
        return Modals(self.draw)

    async def answer(self, act: Act, answer: Answer) -> None:
        """To a press, a command or a shortcut."""
        match answer:
            case Open(dialog):
                await self._open(act, self.modals.dialog(dialog, act.place), self._again)
            case Show(message) if act.window == "modal":
                await self._update(act.view, self.modals.message(message))
            case Quiet(message) | Show(message):
                await self.tell(act, message)
            case Done() if act.window == "home":
                await self.tell(act, self.draw.one_line("slack.asked_in_messages"))
            case Done() if act.on:
                await self._mark(act.on)
            case Invalid() | Done():
                pass

    async def show(self, act: Act, showing: "asyncio.Task[View]") -> None:
        """What is looked at, in a window that opens in time."""
        await asyncio.wait({showing}, timeout=self.patience_s)
        if showing.done():
            await self.answer(act, showing.result())
            return
        opened = await self._open(act, self.modals.waiting(), self._again)
        view = self._window(await showing, act.place)
        if opened:
            await self._update(opened, view)

    def submitted(self, answer: Answer, place: Place) -> Block:
        """What a window does next that was submitted: it closes, if nothing is left to do."""
        match answer:
            case Invalid(errors):
                return {"response_action": "errors", "errors": errors}
            case Open() | Quiet() | Show():
                return {"response_action": "update", "view": self._window(answer, place)}
            case Done():
                return {"response_action": "clear"}

    async def tell(self, act: Act, message: Message) -> None:
        """To them alone: where they pressed; or in a window, which has more room."""
        if not act.respond or not self.draw.fits(message):
            await self._open(act, self.modals.message(message), message)
        elif (outcome := await self._respond(act.respond, self.aside(message))) != HTTPStatus.OK:
            log.error("answer not given", extra={"outcome": str(outcome)})

    async def _respond(self, url: str, message: Block) -> object:
        """Say it where they pressed. Gives the status that Slack answers with, or what failed."""
        hook = AsyncWebhookClient(
            url,
            session=self.client.session,
            proxy=self.client.proxy,
            ssl=self.client.ssl,
            retry_handlers=[],
        )
        try:
            return (await hook.send_dict({"replace_original": False, **message})).status_code
        except FAILED as failed:
            return type(failed).__name__

    async def say(self, channel: str, name: str) -> None:
        """One of Slack's own sentences, to somebody of whom nothing is kept."""
        await self._post(channel, self.draw.one_line(name))

    async def _post(self, channel: str, message: Message) -> None:
        for page in self.draw.pages(message):
            said = {"channel": channel, "text": page.text, "blocks": list(page.blocks)}
            await self.client.api_call("chat.postMessage", json=said)

    def aside(self, message: Message) -> Block:
        """A message that one person alone reads."""
        page = self.draw.whole(message)
        return {"response_type": "ephemeral", "text": page.text, "blocks": list(page.plain)}

    async def home(self, user: str, message: Message) -> None:
        """What somebody's Home tab shows from now on. Raises what a call raises."""
        home = {"user_id": user, "view": self.modals.home(message)}
        await self.client.api_call("views.publish", json=home)

    def _window(self, view: View, place: Place) -> Block:
        if isinstance(view, Open):
            return self.modals.dialog(view.dialog, place)
        return self.modals.message(view.message)

    @property
    def _again(self) -> Message:
        return self.draw.one_line("slack.press_again")

    async def _open(self, act: Act, view: Block, otherwise: Message) -> str:
        """The id of the window; or none, where Slack opens none and they are told this instead.

        What was pressed has happened by then, so it is acknowledged all the same.
        """
        method = "views.push" if act.window == "modal" else "views.open"
        asked = {"trigger_id": act.trigger, "view": view}
        try:
            return str((await self.client.api_call(method, json=asked))["view"]["id"])
        except FAILED:
            log.warning("window not opened", exc_info=True)
        if act.respond and await self._respond(act.respond, self.aside(otherwise)) == HTTPStatus.OK:
            return ""
        with _logged("answer not given"):
            await self._post(act.user, otherwise)
        return ""

    async def _update(self, window: str, view: Block) -> None:
        with _logged("window not updated"):
            await self.client.views_update(view_id=window, view=view)

    async def _mark(self, on: Pressed) -> None:
        """Leave what was chosen in place of the buttons; it is only a help to whoever reads on."""
        blocks = left_of(on)
        if blocks is None:
            return
        name = "chose" if on.channel.startswith("D") else "answered"
        chose = self.draw.words.plain(f"slack.{name}", label=on.label)
        mark = {"type": "context", "elements": [plain_text(chose, LONGEST_LABEL * 2)]}
        text = f"{on.text.rpartition(_LABELS)[0] or on.text}\n{escaped(chose)}"
        update = {"channel": on.channel, "ts": on.ts, "text": text, "blocks": [*blocks, mark]}
        with _logged("choice not marked"):
            marking = self.client.api_call("chat.update", json=update)
            await asyncio.wait_for(marking, self.patience_s)


@contextmanager
def _logged(what: str) -> Iterator[None]:
    """What Slack does not take of this is no more than a help: it is noted, and that is all."""
    try:
        yield
    except FAILED:
        log.warning(what, exc_info=True)
