"""The connector's REST surface, by which everything is said in Teams, and its roster read.

https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from aiohttp import ClientConnectorError

from adapters.teams.calling import UNREACHED, Calls, Failed, Unanswered
from bot.platforms import Teams

Json = Mapping[str, Any]
Seconds = Callable[[], float]

SCOPE = "https://api.botframework.com/.default"
_IN_UTF_8 = {"Content-Type": "application/json; charset=utf-8"}
_RENEWED_S = 300
"""A token is renewed so long before it runs out."""

_A_PAGE = 500


class Tokens:
    """Our own token, fetched once for many calls; none where Teams is anonymous."""

    def __init__(self, calls: Calls, settings: Teams, seconds: Seconds) -> None:
        self._calls = calls
        self._settings = settings
        self._seconds = seconds
        self._token, self._until = "", 0.0
        self._fetching = asyncio.Lock()

    async def headers(self) -> dict[str, str]:
        """What shows who we are. Raises what a call raises; Failed names its code `login`."""
        if self._settings.anonymous:
            return {}
        async with self._fetching:
            if not self._token or self._seconds() >= self._until:
                await self._fetch()
        return self._shown

    def forget(self, shown: Mapping[str, str]) -> None:
        """What was shown does not hold any more; another may be here by now."""
        if shown == self._shown:
            self._token = ""

    @property
    def _shown(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    async def _fetch(self) -> None:
        login, tenant = self._settings.login_url.rstrip("/"), self._settings.tenant_id
        form = {
            "grant_type": "client_credentials",
            "client_id": self._settings.app_id,
            "client_secret": self._settings.app_password,
            "scope": SCOPE,
        }
        try:
            told = await self._calls.call("POST", f"{login}/{tenant}/oauth2/v2.0/token", data=form)
        except Failed as failed:
            status = HTTPStatus.UNAUTHORIZED if _is_ours(failed.status) else failed.status
            raise Failed(status, f"login: {failed.code}", failed.retry_after) from failed
        self._token = str(told["access_token"])
        self._until = self._seconds() + float(told["expires_in"]) - _RENEWED_S


def _is_ours(status: int) -> bool:
    """Whether it is our secret that was refused."""
    return status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)


@dataclass(frozen=True, slots=True)
class Connector:
    """What can be asked of the connector at an address. Each raises what a call raises."""

    calls: Calls
    tokens: Tokens

    async def post(self, at: str, conversation: str, activity: Json) -> str:
        """Post to a conversation; gives the activity's id."""
        told = await self._call("POST", at, _activities(conversation), activity)
        return str(told.get("id") or "")

    async def update(self, at: str, conversation: str, activity_id: str, activity: Json) -> None:
        """Put another activity in an activity's place."""
        path = f"{_activities(conversation)}/{quote(activity_id, safe='')}"
        await self._call("PUT", at, path, activity)

    async def create(self, at: str, parameters: Json) -> tuple[str, str]:
        """Begin a conversation; gives its id, and that of its first activity."""
        told = await self._call("POST", at, "v3/conversations", parameters)
        return str(told["id"]), str(told.get("activityId") or "")

    async def members(self, at: str, conversation: str) -> list[Json]:
        """Everybody in a conversation."""
        found: list[Json] = []
        asked = {"pageSize": str(_A_PAGE)}
        while True:
            path = f"{_conversation(conversation)}/pagedmembers?{urlencode(asked)}"
            told = await self._call("GET", at, path)
            found += told.get("members") or []
            if not told.get("continuationToken"):
                return found
            asked["continuationToken"] = str(told["continuationToken"])

    async def channels(self, at: str, team: str) -> list[Json]:
        """The channels of a team, each with its type."""
        told = await self._call("GET", at, f"v3/teams/{quote(team, safe='')}/conversations")
        return list(told.get("conversations") or [])

    async def _call(self, method: str, at: str, path: str, said: Json | None = None) -> Any:
        """A token may have been revoked: then nothing was done, and another is shown."""
        address, shown = f"{at.rstrip('/')}/{path}", await self.tokens.headers()
        try:
            return await self._answer(method, address, shown, said)
        except Failed as failed:
            if failed.status != HTTPStatus.UNAUTHORIZED or not shown:
                raise
        self.tokens.forget(shown)
        return await self._answer(method, address, await self.tokens.headers(), said)

    async def _answer(
        self, method: str, address: str, shown: Mapping[str, str], said: Json | None
    ) -> Any:
        headers = shown if said is None else {**shown, **_IN_UTF_8}
        try:
            return await self.calls.call(method, address, headers=headers, json=said)
        except ClientConnectorError:
            raise  # nobody was there to hear it
        except UNREACHED as failed:
            raise Unanswered(type(failed).__name__) from failed


def _conversation(key: str) -> str:
    return f"v3/conversations/{quote(key, safe='')}"


def _activities(conversation: str) -> str:
    return f"{_conversation(conversation)}/activities"
