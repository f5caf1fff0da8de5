"""What may be kept of a request, and what may not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redacted:
    """The team took words out that must not be kept, with the reason.

    `gone` are those words, a piece a line, while it is done: the history has them no longer.
    """

    request: int
    reason: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The team wants nothing of the request to be erased or redacted, with the reason."""

    request: int
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """What was held may be erased again, with the reason."""

    request: int
    reason: str
