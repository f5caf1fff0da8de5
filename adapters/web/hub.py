"""Telling open pages that there is something to look at."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.people import Place


@dataclass(frozen=True, slots=True)
class News:
    """One server-sent event: its name and what it says."""

    name: str
    says: Mapping[str, str | int] = field(default_factory=dict)

    def as_event(self) -> bytes:
        """As it goes over the wire."""
        return f"event: {self.name}\ndata: {json.dumps(dict(self.says))}\n\n".encode()


CLOSED = News("closed")


class Hub:
    """Passes news to whoever listens. It is only a hurry: pages also look once a second."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[News]] = set()

    def notify(self, place: Place) -> None:
        """Something changed in this place."""
        self.tell(News("changed", {"place": place.key}))

    def tell(self, news: News) -> None:
        """Pass this on to everyone who listens now."""
        for listener in self._listeners:
            listener.put_nowait(news)

    def close(self) -> None:
        """Let every listener go, so that the server can stop."""
        self.tell(CLOSED)

    @contextmanager
    def listening(self) -> Iterator[asyncio.Queue[News]]:
        """News from now until the end of the block."""
        listener: asyncio.Queue[News] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
