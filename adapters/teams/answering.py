"""Answers in Teams' own response: what becomes of a card that was pressed, or a dialog."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from adapters.teams.calling import FAILED
from adapters.teams.channel import TeamsChannel
from adapters.teams.chosen import label_of, left_of
from adapters.teams.dialogs import Dialogs
from adapters.teams.inbound import Act, Way
from adapters.teams.places import direct
from adapters.teams.render import CARD, Renderer
from adapters.teams.sdk import Invoked
from bot.messages import Answer, Dialog, Done, Invalid, Message, Open, Quiet, Show, text_of
from bot.people import Place, PlaceKind
from bot.ports import Later

Json = dict[str, Any]

log = logging.getLogger(__name__)

PATIENCE_S = 1.0
"""So long an answer may wait for what is only a help."""

_TEXT = "application/vnd.microsoft.activity.message"
_IN_DIALOGS = frozenset({Way.FETCH, Way.SUBMIT, Way.FROM_MESSAGE, Way.FROM_MESSAGE_SUBMIT})


@dataclass(frozen=True, slots=True)
class Answering:
    """Gives the bot's answers to whoever acted."""

    channel: TeamsChannel
    draw: Renderer
    patience_s: float = PATIENCE_S

    @property
    def dialogs(self) -> Dialogs:
        """Windows."""
        return Dialogs(self.draw)

    async def answer(self, act: Act, answer: Answer) -> Invoked:
        """To a press, or to a form that was asked for or submitted."""
        if act.way in _IN_DIALOGS:
            return self._in_dialog(answer)
        if act.way is Way.POSTED:
            return await self._posted(act, answer)
        return await self._on_card(act, answer)

    def mended(
        self, dialog: Dialog, values: Mapping[str, str], errors: Mapping[str, str]
    ) -> Invoked:
        """The dialog stays open as it was filled in, with what to mend in it."""
        return _task(self.dialogs.opened(dialog, values, errors))

    async def say(self, place: Place, name: str) -> None:
        """One of Teams' own sentences, of which nothing is kept."""
        await self.channel.say(place, self.draw.drawn(self.draw.one_line(name)))

    def _in_dialog(self, answer: Answer) -> Invoked:
        match answer:
            case Open(dialog):
                return _task(self.dialogs.opened(dialog))
            case Quiet(message) | Show(message):
                return _task(self.dialogs.message(message))
            case Done() | Invalid():
                return Invoked()

    async def _on_card(self, act: Act, answer: Answer) -> Invoked:
        match answer:
            case Open(dialog):
                card = self.dialogs.opened(dialog)["card"]["content"]
                return _acted(CARD, card)
            case Quiet(message) | Show(message):
                return await self._aside(act, message)
            case Done():
                return await self._chosen(act)
            case Invalid():
                return Invoked()

    async def _chosen(self, act: Act) -> Invoked:
        """What was chosen, in place of the buttons; below them, where they are everybody's."""
        message = await self.channel.sent_before(act.place, act.on)
        left = self._left(message, act) if message else None
        if left:
            await self._mark(act, left)
            return _acted(CARD, left["attachments"][0]["content"])
        label = label_of(message, act.does) if message else ""
        words = self.draw.words.plain
        return _acted(_TEXT, words("teams.chose", label=label) if label else words("teams.taken"))

    def _left(self, message: Message, act: Act) -> Json | None:
        """Somebody's own card without what is behind us; one that goes on in another stays."""
        own = act.place.kind is PlaceKind.DIRECT and len(self.draw.pages(message)) == 1
        left = left_of(message, act.does, self.draw.words) if own else None
        return self.draw.drawn(left) if left else None

    async def _mark(self, act: Act, left: Json) -> None:
        """For whenever the chat is opened again; it is only a help to whoever reads on."""
        try:
            await asyncio.wait_for(self.channel.change(act.place, act.on, left), self.patience_s)
        except (*FAILED, Later):
            log.warning("choice not marked", exc_info=True)

    async def _aside(self, act: Act, message: Message) -> Invoked:
        """To them alone: on the card if that can hold it, else in the personal chat."""
        if not message.buttons:
            return _acted(_TEXT, text_of(message))
        await self._say_alone(act, self.draw.drawn(message))
        here = act.place.kind is PlaceKind.DIRECT
        return _acted(_TEXT, "" if here else self.draw.words.plain("teams.in_chat"))

    async def _posted(self, act: Act, answer: Answer) -> Invoked:
        """A client that knows no better posts what was pressed; the answer is posted too."""
        match answer:
            case Quiet(message) | Show(message):
                await self._say_alone(act, self.draw.drawn(message))
            case Open(dialog):
                form = {"attachments": [self.dialogs.opened(dialog)["card"]]}
                said = {"type": "message", "summary": dialog.title, **form}
                await self._say_alone(act, said)
            case Done():
                await self._chosen(act)
            case Invalid():
                pass
        return Invoked()

    async def _say_alone(self, act: Act, said: Json) -> None:
        """What they did has happened, so it is answered even where this is not taken."""
        try:
            await self.channel.say(direct(act.who.key), said)
        except (*FAILED, Later):
            log.warning("answer not given", exc_info=True)


def _task(value: Json) -> Invoked:
    return Invoked(body={"task": {"type": "continue", "value": value}})


def _acted(kind: str, value: object) -> Invoked:
    return Invoked(body={"statusCode": HTTPStatus.OK, "type": kind, "value": value})
