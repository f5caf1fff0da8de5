"""Slack's way out: letters are posted, or their cards updated, and refusals told apart."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.posting import LONG_WAIT_S, Posting
from adapters.slack.client import FAILED, error_of, may_be_done, retry_after
from adapters.slack.places import PLATFORM
from adapters.slack.render import Page, Renderer
from bot.people import Place, Rooms
from bot.ports import Later, Letter, Refused

log = logging.getLogger(__name__)

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


class SlackChannel(Posting[Page, SlackApiError]):
    """Posts letters. Because of one of our own rooms none is ever given up."""

    def __init__(self, client: AsyncWebClient, draw: Renderer, rooms: Rooms) -> None:
        super().__init__(PLATFORM, SlackApiError, rooms)
        self._client = client
        self._draw = draw

    async def send(self, letter: Letter) -> str:
        """Post the letter, or update its card; the id is `channel:ts`, of its last message.

        Raises Later or Refused.
        """
        try:
            sent_as = await self._place(letter)
        except SlackApiError as failed:
            raise self._meaning(failed, letter.place) from failed
        except FAILED as failed:
            raise Later(unsure=may_be_done(failed)) from failed
        self._told.clear()
        return sent_as

    def _pages(self, letter: Letter) -> Sequence[Page]:
        whole, pages = self._draw.whole, self._draw.pages
        return (whole(letter.message),) if letter.card else pages(letter.message)

    def _card_is_gone(self, failed: SlackApiError, _: Letter) -> bool:
        return error_of(failed) in _GONE

    def _thread_is_gone(self, failed: SlackApiError, _: Letter) -> bool:
        return error_of(failed) in _NO_THREAD

    async def _update(self, letter: Letter) -> str:
        channel, _, ts = letter.sent_as.partition(":")
        page = self._draw.whole(letter.message)
        await self._call("chat.update", {"channel": channel, "ts": ts}, page)
        return letter.sent_as

    async def _post_page(self, letter: Letter, page: Page) -> str:
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


def _said(to: Mapping[str, str], text: str, blocks: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    still = {"unfurl_links": False, "unfurl_media": False, "parse": "none", "link_names": False}
    return {**to, "text": text, "blocks": list(blocks), "mrkdwn": False, **still}
