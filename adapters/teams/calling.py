"""Calling Microsoft: one session for every call, and what its refusals say."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from ssl import SSLContext
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from adapters.network import trusting
from adapters.pausing import wish_of
from bot.platforms import Network

PATIENCE_S = 10
"""Seconds that one call may take."""


class Failed(Exception):
    """A call was refused: its status, Microsoft's own name for why, and the seconds to wait."""

    def __init__(self, status: int, code: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{status} {code}".strip())
        self.status = status
        self.code = code
        self.retry_after = retry_after


class Unanswered(ClientError):
    """What was asked was sent, and there was no answer: it may have been done."""


UNREACHED = (ClientError, asyncio.TimeoutError, OSError, json.JSONDecodeError)
"""How a call ends that reached nobody, or had no answer."""

FAILED = (Failed, *UNREACHED)
"""How a call ends that did not do what it was for."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls over one session. None is ever made again by itself: the outbox does that."""

    session: ClientSession
    proxy: str | None = None
    ssl: SSLContext | None = None

    async def get(self, address: str, headers: Mapping[str, str] | None = None) -> Any:
        """What is there, as JSON. Raises what is in FAILED."""
        return await self.call("GET", address, headers=headers or {})

    async def call(self, method: str, address: str, **said: Any) -> Any:
        """The answer, as JSON; nothing, where it is empty. Raises what is in FAILED."""
        asking = self.session.request(
            method,
            address,
            proxy=self.proxy,
            ssl=self.ssl or True,
            allow_redirects=False,
            **said,
        )
        async with asking as response:
            text = await response.text()
            if response.status >= HTTPStatus.MULTIPLE_CHOICES:
                wish = wish_of(response.headers.get("Retry-After", ""))
                raise Failed(response.status, _code(text), wish)
            return json.loads(text) if text.strip() else {}


@asynccontextmanager
async def calls_of(network: Network) -> AsyncIterator[Calls]:
    """Calls whose one session lasts until the end of the block."""
    timeout = ClientTimeout(total=PATIENCE_S)
    async with ClientSession(timeout=timeout, json_serialize=as_json) as session:
        yield Calls(session, network.proxy, trusting(network))


def as_json(value: object) -> str:
    """As short as it can be: Teams counts what is sent, and `é` written out takes six letters."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _code(text: str) -> str:
    """Teams has `{"error": {"code"}}`, and who gives out tokens `{"error"}`."""
    try:
        told = json.loads(text)
    except ValueError:
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    return str(error.get("code") or "") if isinstance(error, dict) else str(error or "")
