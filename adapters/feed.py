"""The feed for neighbours, read only: what can be shared of the catalogue, as JSON."""

import json
import logging
from collections.abc import Awaitable, Callable
from hashlib import sha256

from aiohttp import web

from adapters.exchange.writing import plain
from bot.catalogue.capability import Capability
from bot.ports import Unavailable

log = logging.getLogger(__name__)

PATH = "/feed/catalogue.json"
_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}

Shared = Callable[[], Awaitable[tuple[Capability, ...]]]


class Feed:
    """Answers with a catalogue file, and with 304 to whoever has it already."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    def attach(self, app: web.Application) -> None:
        """Add it to a server."""
        app.router.add_get(PATH, self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            body = _body(await self._shared())
        except Unavailable:
            log.exception("the storage is unavailable")
            return web.json_response({"wrong": ["database"]}, status=503)
        tag = sha256(body).hexdigest()[:32]
        response = web.Response(headers=_HEADERS)
        response.etag = tag
        if any(each.value in (tag, "*") for each in request.if_none_match or ()):
            response.set_status(304)
            return response
        response.content_type, response.charset, response.body = "application/json", "utf-8", body
        return response


def _body(shared: tuple[Capability, ...]) -> bytes:
    value = {"capabilities": [plain(each) for each in shared]}
    return json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace")
