"""Signed requests: what nobody at Slack sends is refused before bolt stumbles over it."""

import logging
import re
from http import HTTPStatus
from time import time

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.internals import parse_body

log = logging.getLogger(__name__)

OLDEST_S = 300
"""Bolt refuses what is older; it may be this machine's clock that is wrong."""

_A_TIME = re.compile(r"[0-9]{1,12}")
"""Seconds since 1970."""


async def answered(app: AsyncApp, request: web.Request) -> web.Response:
    """What bolt answers; whether Slack signed the request is bolt's to say."""
    sent_at = request.headers.get("X-Slack-Request-Timestamp", "")
    signature = request.headers.get("X-Slack-Signature", "")
    if not (_A_TIME.fullmatch(sent_at) and signature.isascii()):
        return web.Response(status=HTTPStatus.UNAUTHORIZED)
    if (apart := abs(int(sent_at) - time())) > OLDEST_S:
        log.warning("request refused: its time is not ours", extra={"seconds": round(apart)})
    if not await _is_readable(request):
        return web.Response(status=HTTPStatus.BAD_REQUEST)
    return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))


async def _is_readable(request: web.Request) -> bool:
    try:
        return isinstance(parse_body(await request.text(), request.content_type), dict)
    except (ValueError, LookupError, RecursionError):  # an encoding that nobody knows is a lookup
        return False
