"""Slack's way out: letters are posted, or their cards updated, and refusals told apart."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import FAILED, error_of, may_be_done, retry_after
from adapters.slack.render import Page, Renderer
from bot.people import Place, Rooms
from bot.ports import Later, Letter, Refused

log = logging.getLogger(__name__)

LONG_WAIT_S = 600.0
"""Until we try again where somebody has to mend something first."""

_PASSING = frozenset(
    {
        *("ratelimited", "rate_limited", "message_limit_exceeded"),
        *("internal_error", "fatal_error", "service_unavailable", "request_timeout"),
        *("team_added_to_org", "accesslimited"),
    }
)
"""What passes by itself."""

_OF_THE_APP = frozenset(
    {
        *("not_authed", "invalid_auth", "account_inactive", "token_revoked", "token_expired"),
        *("missing_scope", "no_permission", "org_login_required", "ekm_access_denied"),
        *("access_denied", "enterprise_is_restricted", "not_allowed_token_type"),
    }
)
"""What is wrong with the app, not with a letter: all wait until the operator has mended it."""

_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""What Slack will not take of a message, while it may take the text of it."""

_OF_THE_LETTER = frozenset({*_BLOCKS, "msg_too_long", "no_text", "invalid_arguments"})
"""What is wrong with one letter: it is given up, or all that comes after it would wait for ever."""

_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""A card that cannot be updated any more is posted anew."""

_NO_THREAD = frozenset(
    {
        *("cannot_reply_to_message", "thread_not_found", "restricted_action_thread_locked"),
        "restricted_action_non_threadable_channel",
    }
)
"""What is wrong with a thread: its first message was deleted, or somebody locked it."""


class SlackChannel:
    """Posts letters. Because of one of our own rooms none is ever given up."""

    def __init__(self, client: AsyncWebClient, draw: Renderer, rooms: Rooms) -> None:
        self._client = client
        self._draw = draw
        self._rooms = frozenset((rooms.team, rooms.digest))
        self._told: set[str] = set()
        self._pages_sent: dict[int, int] = {}

    async def send(self, letter: Letter) -> str:
        """Post the letter, or update its card; the id is `channel:ts`, of its last message.

        Raises Later or Refused.
        """
        try:
            sent_as = await self._send(letter)
        except SlackApiError as failed:
            raise self._meaning(failed, letter.place) from failed
        except FAILED as failed:
            raise Later(unsure=may_be_done(failed)) from failed
        self._told.clear()
        return sent_as

    async def _send(self, letter: Letter) -> str:
        if letter.sent_as:
            try:
                return await self._update(letter)
            except SlackApiError as failed:
                if error_of(failed) not in _GONE:
                    raise
        try:
            return await self._posted(letter)
        except SlackApiError as failed:
            beside = self._beside(letter)
            if beside == letter or error_of(failed) not in _NO_THREAD:
                raise
        return await self._posted(beside)

    def _beside(self, letter: Letter) -> Letter:
        """In one of our own rooms nothing waits for a thread that takes nothing any more."""
        room = letter.place.room
        return replace(letter, place=room, under="") if room in self._rooms else letter

    async def _posted(self, letter: Letter) -> str:
        if letter.card:
            return await self._post(letter, self._draw.whole(letter.message))
        return await self._post_all(letter)

    async def _update(self, letter: Letter) -> str:
        channel, _, ts = letter.sent_as.partition(":")
        page = self._draw.whole(letter.message)
        await self._call("chat.update", {"channel": channel, "ts": ts}, page)
        return letter.sent_as

    async def _post_all(self, letter: Letter) -> str:
        """Every page in order; one that went before a failure does not go again."""
        sent_as = ""
        pages = self._draw.pages(letter.message)
        for page in pages[self._pages_sent.get(letter.id, 0) :]:
            sent_as = await self._post(letter, page)
            self._pages_sent[letter.id] = self._pages_sent.get(letter.id, 0) + 1
        self._pages_sent.pop(letter.id, None)
        return sent_as

    async def _post(self, letter: Letter, page: Page) -> str:
        where, _, thread = letter.place.key.partition("/")
        under = letter.under.partition(":")[2] or thread
        to = {"channel": where, **({"thread_ts": under} if under else {})}
        answer = await self._call("chat.postMessage", to, page)
        return f"{answer['channel']}:{answer['ts']}"

    async def _call(self, method: str, to: Mapping[str, str], page: Page) -> Any:
        """Without the chart, or at last without blocks, where Slack takes no such blocks."""
        for blocks in (page.blocks, page.plain):
            try:
                return await self._client.api_call(method, json=_said(to, page.text, blocks))
            except SlackApiError as failed:
                if (error := error_of(failed)) not in _BLOCKS:
                    raise
                log.warning("blocks refused", extra={"outcome": error})
        return await self._client.api_call(method, json=_said(to, page.text, ()))

    def _meaning(self, failed: SlackApiError, place: Place) -> Later | Refused:
        error, wait = error_of(failed), retry_after(failed)
        if wait is not None or error in _PASSING or failed.response.status_code >= 500:
            return Later(wait)
        if error in _OF_THE_APP:
            self._tell("Slack refuses the app", error, "app")
            return Later(LONG_WAIT_S, error)
        if place in self._rooms and error not in _OF_THE_LETTER:
            self._tell("Slack refuses one of our channels", error, str(place))
            return Later(LONG_WAIT_S, error)
        return Refused(error)

    def _tell(self, what: str, error: str, of: str) -> None:
        """Once, until something is sent again."""
        if of not in self._told:
            self._told.add(of)
            log.error(what, extra={"outcome": error})


def _said(to: Mapping[str, str], text: str, blocks: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    still = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
    return {**to, "text": text, "blocks": list(blocks), "mrkdwn": False, **still}
