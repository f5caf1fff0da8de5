"""Who people are: asked of Slack, and kept a while."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.client import FAILED
from adapters.slack.places import PLATFORM
from bot.people import Identity

log = logging.getLogger(__name__)

NAME_KEPT_S = 3_600
"""People change their names seldom."""

UNKNOWN_KEPT_S = 30
"""Where Slack did not tell of somebody it is left alone for so long, so that turns go on."""

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
    """Who it is: somebody of our organisation, a guest among them; of another's; or a program.

    Who is gone was ours, and nobody can say anything to them in Slack any more.
    """

    OURS = "ours"
    GONE = "gone"
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
        self._told: dict[str, Someone] = {}

    async def who(self, user: str, called: str = "") -> Someone:
        """Whoever it is. Where Slack does not tell, who they were, or `called` is their name.

        What somebody said is taken even then: who they are is asked again a little later.
        """
        until, asked = self._known.get(user, (0.0, None))
        if asked is None or self._seconds() > until:
            asked = asyncio.create_task(self._asked(user))
            self._known[user] = (self._seconds() + NAME_KEPT_S, asked)
        return await asyncio.shield(asked) or Someone(user, called)

    async def _asked(self, user: str) -> Someone | None:
        try:
            me = await self._me.result()
            answer = await self._client.users_info(user=user)
        except FAILED:
            log.warning("name not told", exc_info=True)
            _, asked = self._known[user]
            self._known[user] = (self._seconds() + UNKNOWN_KEPT_S, asked)
            return self._told.get(user)
        self._told[user] = someone(user, answer.get("user") or {}, me)
        return self._told[user]


def someone(user: str, told: Mapping[str, Any], me: AuthorizeResult) -> Someone:
    """Whom Slack tells of."""
    profile = told.get("profile") or {}
    names = (profile.get("real_name"), told.get("real_name"), profile.get("display_name"))
    name = next((str(one) for one in (*names, told.get("name")) if one), "")
    return Someone(user, name, _kind(user, told, me))


def _kind(user: str, told: Mapping[str, Any], me: AuthorizeResult) -> Kind:
    if told.get("is_bot") or user == "USLACKBOT":
        return Kind.PROGRAM
    enterprise = (told.get("enterprise_user") or {}).get("enterprise_id")
    same = not told.get("team_id") or told["team_id"] == me.team_id
    same = same or bool(enterprise and enterprise == me.enterprise_id)
    if not same or told.get("is_stranger"):
        return Kind.STRANGER
    return Kind.GONE if told.get("deleted") else Kind.OURS
