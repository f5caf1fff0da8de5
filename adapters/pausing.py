"""How long somebody else's service is left alone before it is asked again."""

from collections.abc import Callable

Seconds = Callable[[], float]

FIRST_WAIT_S = 5.0
"""Where there is no answer it is left alone for so long, and then each time twice as long."""


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
