"""Whether this process can serve now, and its meters: `/ready` and `/metrics`."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from adapters.measuring import CONTENT_TYPE, Meters, Waiting, age
from bot.ports import Unavailable

log = logging.getLogger(__name__)

PATIENCE_S = 2.0
"""How long the database may take to answer before it counts as out of reach."""

LONGEST_SILENCE_S = 180.0
"""A process without a good tick for so long is not ready: reminders would wait."""


class Watch:
    """Looks at the outbox in a thread of its own, one look at a time whoever asks."""

    def __init__(
        self,
        look: Callable[[], Waiting],
        meters: Meters,
        now: Callable[[], datetime],
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._look = look
        self._meters = meters
        self._now = now
        self._patience_s = patience_s
        self._looking: asyncio.Task[Waiting] | None = None

    def attach(self, app: web.Application) -> None:
        """Add both to a server."""
        app.add_routes([web.get("/ready", self._ready), web.get("/metrics", self._metrics)])

    async def _ready(self, _: web.Request) -> web.Response:
        seen, since = await self._seen(), self._meters.since_tick()
        ticks = since is not None and since <= LONGEST_SILENCE_S
        told = {
            "status": "ready" if seen and ticks else "not ready",
            "wrong": [*(["database"] * (not seen)), *(["ticks"] * (not ticks))],
            "last_tick_seconds": since,
            "unsent": seen and seen.unsent,
            "oldest_unsent_seconds": seen and age(seen, self._now()),
            "undelivered": seen and seen.undelivered,
        }
        return web.json_response(told, status=200 if seen and ticks else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        text = self._meters.text(await self._seen(), self._now())
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE})

    async def _seen(self) -> Waiting | None:
        """What waits; None if the database does not tell in time."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(asyncio.to_thread(self._look))
            self._looking.add_done_callback(_taken_note_of)
        try:
            return await asyncio.wait_for(asyncio.shield(self._looking), self._patience_s)
        except (TimeoutError, Unavailable):
            log.warning("database not reachable", exc_info=True)
            return None


def _taken_note_of(look: asyncio.Task[Waiting]) -> None:
    """Nobody may be waiting any more for a look that fails late."""
    if not look.cancelled():
        look.exception()
