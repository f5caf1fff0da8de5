"""Teams' way out: letters are posted, or their cards updated, and refusals told apart."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, TypeVar

from adapters.posting import LONG_WAIT_S, Posting
from adapters.teams.calling import FAILED, Failed, Unanswered
from adapters.teams.connector import Connector
from adapters.teams.places import PLATFORM, conversation_in
from adapters.teams.references import Reference, References
from adapters.teams.render import Renderer
from bot.messages import Message
from bot.people import Place, PlaceKind, Rooms
from bot.platforms import Teams
from bot.ports import Later, Letter, Refused

log = logging.getLogger(__name__)

Json = Mapping[str, Any]
Sent = TypeVar("Sent")

_CHAT = "https://teams.microsoft.com/l/chat/0/0?users=28:"
"""Opens somebody's chat with a bot, by its app id."""

_PASSING = frozenset({408, 409, 412, 429})
"""What passes by itself, besides whatever is Microsoft's own fault."""

_OF_THE_LETTER = frozenset({400, 413})
"""What is wrong with one letter: if its text alone is not taken either, it is given up."""

_MAYBE_GONE = frozenset({"ConversationNotFound", "ServiceError"})
"""How Teams answers of what was deleted, and now and then of what is there."""

TRIES_TO_FIND = 5
"""So often that is tried before it is taken to be gone: for about a minute."""

_OF_THE_APP = frozenset({"BotDisabledByAdmin", "BotNotRegistered"})
"""What is wrong with the app, not with a letter: all wait until the operator has mended it."""


class TeamsChannel(Posting[Json, Failed]):
    """Posts letters. Because of one of our own rooms none is ever given up.

    Whoever called us where others talk, and cannot be written to alone, is told so there.
    """

    def __init__(
        self,
        connector: Connector,
        references: References,
        draw: Renderer,
        settings: Teams,
        rooms: Rooms,
    ) -> None:
        super().__init__(PLATFORM, Failed, rooms)
        self._connector = connector
        self._references = references
        self._draw = draw
        self._settings = settings
        self._called_in: dict[str, Place] = {}

    def called(self, person: str, place: Place) -> None:
        """Somebody called us where others talk, so what they hear there is what they hear of us."""
        self._called_in[person] = place

    async def send(self, letter: Letter) -> str:
        """Post the letter, or update its card; the id is `conversation/activity`, of the last.

        Raises Later or Refused.
        """
        try:
            sent_as = await self._place(letter)
        except Failed as failed:
            meaning = self._meaning(failed, letter)
            if failed.status == HTTPStatus.FORBIDDEN and isinstance(meaning, Refused):
                await self._say_where_they_called(letter.place)
            raise meaning from failed
        except FAILED as failed:
            raise Later(unsure=isinstance(failed, Unanswered)) from failed
        self._told.clear()
        self._called_in.pop(letter.place.key, None)
        return sent_as

    async def _say_where_they_called(self, place: Place) -> None:
        """How to be reached, once; it is only a help, for the team hears of it too."""
        called_in = self._called_in.pop(place.key, None)
        if place.kind is PlaceKind.DIRECT and called_in is not None:
            link = f"{_CHAT}{self._settings.app_id}"
            line = self._draw.words.plain("teams.not_reached", link=link)
            try:
                await self.say(called_in, _as_text(line))
            except (*FAILED, Later):
                log.warning("answer not given", exc_info=True)

    async def say(self, place: Place, activity: Json) -> None:
        """Say this at once, of which nothing is kept. Raises what a call raises, or Later."""
        await self._post(place, "", activity)

    async def sent_before(self, place: Place, sent_as: str) -> Message | None:
        """What was sent there under this id, if it was a letter; our rooms' are in no thread."""
        where = place.room if place.room in self._rooms else place
        return await self._references.store.transact(lambda work: work.sent_before(where, sent_as))

    async def change(self, place: Place, sent_as: str, activity: Json) -> None:
        """Change what stands there. Raises what a call raises, or Later."""
        conversation, _, activity_id = sent_as.rpartition("/")
        at = await self.there(place)
        said = self._addressed(at, conversation, activity)
        await self._connector.update(at.service_url, conversation, activity_id, said)

    def _pages(self, letter: Letter) -> Sequence[Json]:
        drawn, pages = self._draw.drawn, self._draw.pages
        return (drawn(letter.message),) if letter.card else pages(letter.message)

    async def _post_page(self, letter: Letter, page: Json) -> str:
        return await self._post(letter.place, letter.under, page)

    def _card_is_gone(self, failed: Failed, letter: Letter) -> bool:
        return _is_gone(failed, letter)

    def _thread_is_gone(self, failed: Failed, letter: Letter) -> bool:
        return _is_gone(failed, letter)

    async def _update(self, letter: Letter) -> str:
        change = partial(self.change, letter.place, letter.sent_as)
        await _or_its_text(change, self._draw.drawn(letter.message))
        return letter.sent_as

    async def _post(self, place: Place, under: str, activity: Json) -> str:
        at = await self.there(place)
        if place in self._rooms and not under:
            return await _or_its_text(partial(self._begin_thread, at, place), activity)
        conversation = under.rpartition("/")[0] or _conversation(at, place)

        async def post(said: Json) -> str:
            addressed = self._addressed(at, conversation, said)
            return await self._connector.post(at.service_url, conversation, addressed)

        return f"{conversation}/{await _or_its_text(post, activity)}"

    async def _begin_thread(self, at: Reference, place: Place, activity: Json) -> str:
        """In a channel everything that is said begins a thread, or is in one."""
        said = {
            "isGroup": True,
            "bot": at.bot,
            "tenantId": self._settings.tenant_id,
            "channelData": {"channel": {"id": place.key}},
            "activity": {**activity, "from": at.bot},
        }
        thread, posted = await self._connector.create(at.service_url, said)
        return f"{thread}/{posted}"

    async def there(self, place: Place) -> Reference:
        """Where the place is. Raises Later where Teams has told nothing at all yet."""
        found = await self._references.of(place)
        if found:
            return found
        latest = await self._references.latest()
        if latest is None:
            self._tell("Teams has told nothing yet", "not installed", "app")
            raise Later(LONG_WAIT_S, "not installed")
        return await self._opened(latest, place) if place.kind is PlaceKind.DIRECT else latest

    async def _opened(self, latest: Reference, place: Place) -> Reference:
        """Somebody's personal chat with us, who has not written to us yet."""
        tenant = self._settings.tenant_id
        members = {"isGroup": False, "bot": latest.bot, "members": [{"id": place.key}]}
        where = {"tenantId": tenant, "channelData": {"tenant": {"id": tenant}}}
        chat, _ = await self._connector.create(latest.service_url, {**members, **where})
        told = {**latest.told, "conversation": {"id": chat, "conversationType": "personal"}}
        told["channelData"] = where["channelData"]
        await self._references.keep(place, told)
        return Reference(told)

    def _addressed(self, at: Reference, conversation: str, activity: Json) -> Json:
        return {**activity, "from": at.bot, "conversation": {"id": conversation}}

    def _meaning(self, failed: Failed, letter: Letter) -> Later | Refused:
        code, place = failed.code or f"status {failed.status}", letter.place
        if code in _MAYBE_GONE and not _is_gone(failed, letter):
            return Later()
        if failed.status in _PASSING or failed.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Later(failed.retry_after)
        if failed.status == HTTPStatus.UNAUTHORIZED or code in _OF_THE_APP:
            self._tell("Teams refuses the app", code, "app")
            return Later(LONG_WAIT_S, code)
        if place.room in self._rooms and failed.status not in _OF_THE_LETTER:
            self._tell("Teams refuses one of our channels", code, str(place))
            return Later(LONG_WAIT_S, code)
        return Refused(code)


def _is_gone(failed: Failed, letter: Letter) -> bool:
    """Whether what is updated, or said under, was deleted."""
    if failed.code in _MAYBE_GONE:
        return letter.attempts >= TRIES_TO_FIND
    return failed.status == HTTPStatus.NOT_FOUND


async def _or_its_text(send: Callable[[Json], Awaitable[Sent]], activity: Json) -> Sent:
    """Without the card, where Teams takes no such card."""
    try:
        return await send(activity)
    except Failed as failed:
        if failed.status not in _OF_THE_LETTER or "attachments" not in activity:
            raise
        log.warning("card refused", extra={"outcome": str(failed)})
    return await send(_as_text(str(activity["summary"])))


def _as_text(text: str) -> Json:
    """Without a card; what is an address in it can be followed."""
    return {"type": "message", "text": text, "summary": text, "textFormat": "plain"}


def _conversation(at: Reference, place: Place) -> str:
    """A personal chat is named by its person; a channel, and each thread in it, by itself."""
    return at.conversation if place.kind is PlaceKind.DIRECT else conversation_in(place)
