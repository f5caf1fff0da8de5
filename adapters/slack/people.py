"""Who people are, and who of them is in the digital team: asked of Slack, and kept a while."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.client import FAILED
from adapters.slack.places import PLATFORM
from bot.people import Identity
from bot.ports import Unavailable

log = logging.getLogger(__name__)

NAME_KEPT_S = 3_600
"""People change their names seldom."""

TEAM_KEPT_S = 300
"""Who has left the team's channel may still look for so long; decisions are asked about anew."""

_A_PAGE = 200

Seconds = Callable[[], float]


class Me:
    """Who we are in the workspace, asked once."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._told: AsyncSlackResponse | None = None
        self._asking = asyncio.Lock()

    async def result(self) -> AuthorizeResult:
        """As bolt has it. Raises what a call raises."""
        async with self._asking:
            if self._told is None:
                self._told = await self._client.auth_test()
        return AuthorizeResult.from_auth_test_response(
            auth_test_response=self._told, bot_token=self._client.token
        )

    async def user(self) -> str:
        """Our own id."""
        return str((await self.result()).bot_user_id)


class Kind(StrEnum):
    """Who it is: somebody of our organisation, a guest among them; of another's; or a program."""

    OURS = "ours"
    STRANGER = "stranger"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody in Slack."""

    key: str
    name: str
    kind: Kind = Kind.OURS

    @property
    def identity(self) -> Identity:
        """Them as the bot knows them."""
        return Identity(PLATFORM, self.key, self.name)


class People:
    """The people in Slack, by id; `me` tells whose workspace it is."""

    def __init__(self, client: AsyncWebClient, me: Me, seconds: Seconds) -> None:
        self._client = client
        self._me = me
        self._seconds = seconds
        self._known: dict[str, tuple[float, asyncio.Task[Someone | None]]] = {}

    async def who(self, user: str, called: str = "") -> Someone:
        """Whoever it is. Where Slack does not tell, `called` is what they are called.

        What somebody said is taken even then: their name is asked for again the next time.
        """
        since, asked = self._known.get(user, (0.0, None))
        if asked is None or self._seconds() - since > NAME_KEPT_S:
            asked = asyncio.create_task(self._asked(user))
            self._known[user] = (self._seconds(), asked)
        someone = await asyncio.shield(asked)
        if someone is None:
            self._known.pop(user, None)
        return someone or Someone(user, called)

    async def _asked(self, user: str) -> Someone | None:
        try:
            me = await self._me.result()
            answer = await self._client.users_info(user=user)
        except FAILED:
            log.warning("name not told", exc_info=True)
            return None
        return _someone(user, dict(answer.get("user") or {}), me)


def _someone(user: str, told: dict[str, Any], me: AuthorizeResult) -> Someone:
    profile = told.get("profile") or {}
    names = (profile.get("real_name"), told.get("real_name"), profile.get("display_name"))
    name = next((str(one) for one in (*names, told.get("name")) if one), "")
    return Someone(user, name, _kind(user, told, me))


def _kind(user: str, told: dict[str, Any], me: AuthorizeResult) -> Kind:
    if told.get("is_bot") or user == "USLACKBOT":
        return Kind.PROGRAM
    enterprise = (told.get("enterprise_user") or {}).get("enterprise_id")
    same = not told.get("team_id") or told["team_id"] == me.team_id
    same = same or bool(enterprise and enterprise == me.enterprise_id)
    return Kind.OURS if same and not told.get("is_stranger") else Kind.STRANGER


class SlackMembers:
    """Who is in the digital team's channel."""

    def __init__(self, client: AsyncWebClient, channel: str, seconds: Seconds) -> None:
        self._client = client
        self._channel = channel
        self._seconds = seconds
        self._asked_at: float | None = None
        self._members: frozenset[str] = frozenset()

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether this person is in it; asked of Slack at once, where `now` is asked for.

        Where Slack does not answer, what was last known serves for what is no decision. Raises
        Unavailable for a decision.
        """
        kept = self._asked_at is not None and self._seconds() - self._asked_at < TEAM_KEPT_S
        if now or not kept:
            await self._ask(needed=now)
        return who.platform == PLATFORM and who.key in self._members

    async def _ask(self, *, needed: bool) -> None:
        try:
            self._members = frozenset(await self._everyone())
        except FAILED as failed:
            log.warning("members not told", exc_info=True)
            if needed:
                raise Unavailable("Slack does not say who is in the team’s channel.") from failed
            return
        self._asked_at = self._seconds()

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
