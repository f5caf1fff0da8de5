"""How long somebody else's service is left alone before it is asked again."""

from collections.abc import Callable
from math import isfinite

Seconds = Callable[[], float]

FIRST_WAIT_S = 5.0
"""Where there is no answer it is left alone for so long, and then each time twice as long."""

LONGEST_WISH_S = 3_600.0
"""Nobody is left alone for longer than that because they asked for it."""


def wish_of(retry_after: str) -> float | None:
    """Seconds that a `Retry-After` asks for, or None where it is no number of them."""
    try:
        asked = float(retry_after)
    except ValueError:
        return None
    return min(max(asked, 1.0), LONGEST_WISH_S) if isfinite(asked) else None


class Pause:
    """It is over until somebody was asked; after an answer it takes `kept_s`.

    Where there was none what is known serves on, and it takes at most that long too.
    """

    def __init__(self, seconds: Seconds, kept_s: float) -> None:
        self._seconds = seconds
        self._kept_s = kept_s
        self._until: float | None = None
        self._wait = FIRST_WAIT_S

    @property
    def is_over(self) -> bool:
        """Whether to ask."""
        return self._until is None or self._seconds() >= self._until

    def answered(self) -> None:
        """There was an answer."""
        self._until, self._wait = self._seconds() + self._kept_s, FIRST_WAIT_S

    def failed(self, wait_s: float | None = None) -> None:
        """There was none. `wait_s` is what they asked for themselves."""
        self._until = self._seconds() + (wait_s or self._wait)
        self._wait = min(self._wait * 2, self._kept_s)
