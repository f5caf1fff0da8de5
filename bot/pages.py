"""One page of a list of requests: no more of it is read than is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.requests import Request

Item = TypeVar("Item")

SHOWN = 20
"""Lines on one page of a list."""


@dataclass(frozen=True, slots=True)
class Page:
    """The requests of one page, how many there are on all of them, and which page it is."""

    requests: tuple[Request, ...] = ()
    total: int = 0
    number: int = 1

    @property
    def of(self) -> int:
        """How many pages there are."""
        return pages_of(self.total)


def pages_of(total: int) -> int:
    """How many pages so many requests fill; an empty list is one page of none."""
    return max(-(-total // SHOWN), 1)


def page_within(wanted: int, total: int) -> int:
    """The page that is wanted, or the first or last that there is."""
    return min(max(wanted, 1), pages_of(total))


def page_of(requests: Sequence[Request], wanted: int = 1) -> Page:
    """A page of requests that are at hand."""
    number = page_within(wanted, len(requests))
    return Page(slice_of(requests, number), len(requests), number)


def slice_of(items: Sequence[Item], number: int) -> tuple[Item, ...]:
    """What of it is on this page."""
    return tuple(items[(number - 1) * SHOWN : number * SHOWN])


def key_of(service: str) -> str:
    """A service as a button can carry it: at most 30 plain letters."""
    return re.sub(r"[^a-z0-9]+", "-", service.casefold())[:30]
