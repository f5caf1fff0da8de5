"""Who may talk to the page: a browser on this machine, from the page itself."""

import json
import logging
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.ports import Unavailable

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
MOST_BYTES = 200_000
_OURSELVES = frozenset({"localhost", "127.0.0.1", "[::1]"})
_FETCHED_BY_US = frozenset({"same-origin", "none"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def guarded(handler: Handler) -> Handler:
    """The handler, answering only this machine's own browser and nobody else's page."""

    async def answer(request: web.Request) -> web.StreamResponse:
        response = _refusal(request) or await _answered(handler, request)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return answer


async def _answered(handler: Handler, request: web.Request) -> web.StreamResponse:
    try:
        return await handler(request)
    except Unavailable as why:
        log.exception("the storage is unavailable")
        return sentence(503, f"Nothing was kept just now. {why}")


def sentence(status: int, text: str) -> web.Response:
    """An error that the page shows to the person."""
    return web.json_response({"error": text}, status=status)


async def body_of(request: web.Request) -> dict[str, object] | web.Response:
    """The JSON object that was sent, or what to answer instead."""
    if request.content_type != "application/json":
        return sentence(415, "Only the page itself can send things here.")
    raw = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        raw += chunk
        if len(raw) > MOST_BYTES:
            return sentence(413, "That is too long to send: the most is about 200,000 characters.")
    body = _object(bytes(raw))
    return sentence(400, "What was sent could not be read.") if body is None else body


def _object(raw: bytes) -> dict[str, object] | None:
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def _refusal(request: web.Request) -> web.Response | None:
    # A name that was made to point here (DNS rebinding) shows in Host, so Host is compared whole.
    if request.host not in _hosts(request):
        return sentence(421, "Open this page as http://127.0.0.1 or http://localhost.")
    if request.method == "POST" and not _from_the_page(request):
        return sentence(403, "Only the page itself can send things here.")
    return None


def _hosts(request: web.Request) -> frozenset[str]:
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport else 0
    return frozenset(f"{name}:{port}" for name in _OURSELVES) | (
        _OURSELVES if port == 80 else frozenset()
    )


def _from_the_page(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site in _FETCHED_BY_US and origin in (None, f"http://{request.host}")
