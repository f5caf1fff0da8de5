"""Calling Slack: one session for every call, and what its refusals mean to the outbox."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.network import trusting
from adapters.pausing import wish_of
from bot.platforms import Network, Slack

PATIENCE_S = 10
"""Seconds that one call may take."""

UNREACHED = (ClientError, asyncio.TimeoutError, OSError, json.JSONDecodeError)
"""How a call ends that did not reach Slack, or had no answer."""

FAILED = (SlackClientError, *UNREACHED)
"""How a call ends that did not do what it was for."""


@asynccontextmanager
async def client_of(settings: Slack, network: Network) -> AsyncIterator[AsyncWebClient]:
    """A client whose one session lasts until the end of the block.

    It never tries again by itself: the outbox does.
    """
    timeout = ClientTimeout(total=PATIENCE_S)
    async with ClientSession(timeout=timeout) as session:
        yield AsyncWebClient(
            token=settings.bot_token,
            base_url=settings.api_url,
            timeout=PATIENCE_S,
            session=session,
            proxy=network.proxy,
            ssl=trusting(network),
            retry_handlers=[],
        )


def may_be_done(failed: BaseException) -> bool:
    """Whether what was asked was sent, and only the answer is missing."""
    return not isinstance(failed, SlackClientError | ClientConnectorError)


def error_of(failed: SlackApiError) -> str:
    """Slack's own name for what is wrong, or the status it answered with."""
    data: Any = failed.response.data
    named = data.get("error") if isinstance(data, dict) else None
    return str(named or f"status {failed.response.status_code}")


def retry_after(failed: SlackApiError) -> float | None:
    """Seconds that Slack wants us to wait, if it says so."""
    told = {name.lower(): value for name, value in failed.response.headers.items()}
    return wish_of(str(told.get("retry-after", "")))
