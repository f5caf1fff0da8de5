"""What can go wrong with a call that Groundwork makes to Slack: a test asks the front for it."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Trouble:
    """What happens to the next calls of a method, so many times.

    With no `status` the connection is cut: before Slack has the call, or `after` it.
    """

    method: str
    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    after: bool = False
    only: Callable[[Mapping[str, Any]], bool] = lambda _: True


@dataclass(slots=True)
class Held:
    """The next call of a method waits until it is let go, and then goes nowhere."""

    method: str
    met: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)


def refusing(method: str, error: str, times: int = 1) -> Trouble:
    """Slack answers that it will not, and why."""
    return Trouble(method, 200, {"ok": False, "error": error}, times=times)


def too_many(method: str, seconds: int, times: int = 1) -> Trouble:
    """Slack asks to be left alone for a while."""
    body = {"ok": False, "error": "ratelimited"}
    return Trouble(method, 429, body, {"Retry-After": str(seconds)}, times)
