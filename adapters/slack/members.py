"""Who is in the digital team: whoever is in its channel, asked of Slack and kept a while."""

import asyncio
import logging
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.pausing import Pause
from adapters.slack.client import FAILED, error_of, retry_after
from adapters.slack.people import Seconds
from adapters.slack.places import PLATFORM
from bot.people import Identity
from bot.ports import Unavailable

log = logging.getLogger(__name__)

KEPT_S = 300.0
"""Who has left the team's channel may still look for so long; decisions are asked about anew."""

PATIENCE_S = 2.0
"""A turn has to be done within 3 s. An answer that takes longer serves the next one."""

_A_PAGE = 200


_HIDDEN = frozenset({"channel_not_found", "not_in_channel", "missing_scope"})
"""Slack answers so until somebody mends something."""


class NoTeam(Unavailable):
    """Slack does not show us the team's channel: it is gone, or we are not in it any more.

    `sentence` is what is said of it to whoever would decide.
    """

    sentence = "no_team"


class NotAlone(NoTeam):
    """Others can come into the team's channel, so being in it permits nothing."""

    sentence = "not_alone"


class SlackMembers:
    """Who is in the digital team's channel."""

    def __init__(self, client: AsyncWebClient, channel: str, seconds: Seconds) -> None:
        self._client = client
        self._channel = channel
        self._seconds = seconds
        self._pause = Pause(seconds, KEPT_S)
        self._look_from = 0.0
        self._members: frozenset[str] = frozenset()
        self._closed = True
        self._asking: asyncio.Task[str] | None = None

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether this person is in it; asked of Slack at once, where `now` is asked for.

        Where Slack does not answer, what was last known serves for what is no decision. Raises
        Unavailable for a decision, or NoTeam.
        """
        if now and (refused := await self._ask()):
            problem = NoTeam if refused in _HIDDEN else Unavailable
            raise problem(f"Slack does not say who is in the team’s channel ({refused}).")
        if self._pause.is_over:
            await self._ask_for_a_while()
        there = who.platform == PLATFORM and who.key in self._members
        if now and there and not self._closed:
            # Not False: they have not left the team, and keep what they have.
            raise NotAlone("The team’s channel is not private.")
        return there and self._closed

    async def _ask_for_a_while(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        await asyncio.wait({self._asking}, timeout=PATIENCE_S)

    async def _ask(self) -> str:
        """What Slack refused it with, or what failed; or "" where it was told."""
        try:
            await self._look()
            members = await self._everyone()
        except FAILED as failed:
            log.warning("members not told", exc_info=True)
            refused = failed if isinstance(failed, SlackApiError) else None
            self._pause.failed(retry_after(refused) if refused else None)
            return error_of(refused) if refused else type(failed).__name__
        self._members = frozenset(members)
        self._pause.answered()
        return ""

    async def _look(self) -> None:
        """Where everybody could come in, or people of others are, being there permits nothing."""
        if self._seconds() < self._look_from:
            return
        answer = await self._client.conversations_info(channel=self._channel)
        self._closed = is_ours_alone(answer.get("channel") or {})
        self._look_from = self._seconds() + KEPT_S
        if not self._closed:
            log.error("the team’s channel is not private, so nobody may decide")

    async def _everyone(self) -> list[str]:
        found: list[str] = []
        cursor = ""
        while True:
            answer = await self._client.conversations_members(
                channel=self._channel, limit=_A_PAGE, cursor=cursor or None
            )
            found += answer.get("members") or []
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found


def is_ours_alone(channel: dict[str, Any]) -> bool:
    """Whether only those can be in a channel whom one of us asked in."""
    shared = channel.get("is_ext_shared") or channel.get("is_pending_ext_shared")
    return bool(channel.get("is_private") and not shared)
