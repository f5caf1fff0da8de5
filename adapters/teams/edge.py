"""Where Teams' activities arrive: who sends them and what they are is looked at before anything.

| the request | status |
| --- | --- |
| no token, or garbage; expired or not yet valid; for another app, channel or address | 401 |
| a token of another issuer, or signed by a key that nobody has | 401 |
| the keys cannot be fetched | 503 |
| not JSON by its content type | 415 |
| over 1 MB | 413 |
| not JSON, or no activity | 400 |
| an invoke that nobody here knows, or without a value | 501, 400 |
| nothing can be kept just now, or said where that is all there is to do | 503 |
| taken | 200, with a body for an invoke |
"""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web

from adapters.teams import inbound
from adapters.teams.calling import FAILED, as_json
from adapters.teams.sdk import Invoked, Malformed, Turns
from adapters.teams.signing import Claims, Gate, NoKeys, Unauthorised
from bot.ports import Later, Unavailable

log = logging.getLogger(__name__)

PATH = "/api/messages"

Body = Mapping[str, Any]
Take = Callable[[Body], Awaitable[Invoked | None]]

_REFUSED: Mapping[type[Exception], HTTPStatus] = {
    Unauthorised: HTTPStatus.UNAUTHORIZED,
    NoKeys: HTTPStatus.SERVICE_UNAVAILABLE,
    Malformed: HTTPStatus.BAD_REQUEST,
}


@dataclass(frozen=True, slots=True)
class Edge:
    """Takes requests in, and answers them."""

    gate: Gate
    turns: Turns
    take: Take

    async def answered(self, request: web.Request) -> web.Response:
        """The answer to a request. What goes wrong inside is a 500, and in the log."""
        try:
            return await self._taken(request)
        except (Unavailable, Later, *FAILED):
            log.exception("activity not taken")
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        except tuple(_REFUSED) as refusal:
            status = _REFUSED[type(refusal)]
            log.warning("activity refused", extra={"outcome": f"{status.value} {refusal}"})
            return web.Response(status=status)

    async def _taken(self, request: web.Request) -> web.Response:
        claims = await self.gate.claims(request.headers.get("Authorization", ""))
        if request.content_type != "application/json":
            return web.Response(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        answer = await self.taken(await request.read(), claims)
        if answer.body is None:
            return web.Response(status=answer.status)
        return web.json_response(answer.body, status=answer.status, dumps=as_json)

    async def taken(self, raw: bytes, claims: Claims | None) -> Invoked:
        """What an activity is answered with. Raises Malformed, Unauthorised, Unavailable."""
        body = _activity(raw)
        if claims:
            claims.cover(body)
        return await self.turns.run(body, claims.said if claims else {}, lambda: self.take(body))


def _activity(raw: bytes) -> Body:
    try:
        text = raw.decode()
        body = json.loads(text)
        if "\\ud" in text.lower():
            body = _of_whole_letters(body)
    except (ValueError, RecursionError) as problem:
        raise Malformed("not JSON") from problem
    if not isinstance(body, dict) or not inbound.is_whole(body):
        raise Malformed("no activity")
    return body


def _of_whole_letters(body: object) -> Any:
    """The same, with a sign in place of half a letter, which no database takes."""
    text = json.dumps(body, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
