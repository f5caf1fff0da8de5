"""What happens to a block of the catalogue in chat."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Adopted:
    """One of the team said whether we have a block: `have_it`, `do_not` or `not_sure`."""

    capability: str
    answer: str
    steward: str = ""
    used_by: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """The team or its steward said what keys of a block say from now on, each as it is typed.

    `seen` is how often the block had been changed when they began.
    """

    capability: str
    values: Mapping[str, str]
    why: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class GapTaken:
    """One of the team made a block of what nothing meets: of a request's gap, by its place."""

    request: int
    gap: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """One of the team proposed a block that is not there; `request` will build it, if given."""

    name: str
    values: Mapping[str, str]
    request: int = 0
