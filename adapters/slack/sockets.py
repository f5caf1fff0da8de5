"""Socket Mode: a connection that we open, so that no public address is needed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

FIRST_S = 10.0
"""Seconds to wait for the first connection before going on without; it is tried for ever."""


@asynccontextmanager
async def listening(
    app: AsyncApp, app_token: str, proxy: str | None, first_s: float = FIRST_S
) -> AsyncIterator[None]:
    """Listen until the end of the block. A connection that drops is opened again."""
    handler = AsyncSocketModeHandler(app, app_token, proxy=proxy)
    opening = handler.connect_async()  # type: ignore[no-untyped-call] # bolt leaves this method of its handler without annotations
    connecting = asyncio.create_task(opening, name="slack")
    try:
        await asyncio.wait({connecting}, timeout=first_s)
        yield
    finally:
        connecting.cancel()
        with suppress(asyncio.CancelledError):
            await connecting
        await handler.close_async()  # type: ignore[no-untyped-call] # bolt leaves this method of its handler without annotations
