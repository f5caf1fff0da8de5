"""What is counted and timed as the program runs, at its edges: the bot knows nothing of it."""

import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import Protocol

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from bot.events import Incoming, Look
from bot.messages import Answer, View
from bot.people import Identity, Place
from bot.ports import Channel, Later, Letter, Refused

log = logging.getLogger(__name__)

CONTENT_TYPE = CONTENT_TYPE_LATEST
"""What `Meters.text` is."""

FAILED, SENT = "failed", "sent"
ANSWERS = ("done", "open", "invalid", "show", "quiet", FAILED)
_ENDED: dict[type[Exception], str] = {Later: "later", Refused: "refused"}
ENDS = (SENT, *_ENDED.values(), FAILED)

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10)
"""Slack waits 3 s for an answer."""


class Doors(Protocol):
    """The bot, as the platforms know it."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences."""
        ...

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something; nothing happens by it."""
        ...


class Waiting(Protocol):
    """What the outbox has yet to send, since when, and what was refused for good."""

    @property
    def unsent(self) -> int: ...

    @property
    def oldest(self) -> datetime | None: ...

    @property
    def undelivered(self) -> int: ...


class Meters:
    """Every meter of the program. `seconds` is a clock that nobody can set."""

    def __init__(
        self, registry: CollectorRegistry, seconds: Callable[[], float] = monotonic
    ) -> None:
        self._registry = registry
        self._seconds = seconds
        self._last_tick: float | None = None
        self._make_for_work(registry)
        self._make_for_state(registry)

    def _make_for_work(self, registry: CollectorRegistry) -> None:
        self._turns = Histogram(
            "groundwork_turn_seconds",
            "Seconds from an event to its commit, by what it was answered with",
            ["outcome"],
            registry=registry,
            buckets=_SECONDS,
        )
        self._ticks = Histogram(
            "groundwork_tick_seconds",
            "Seconds of a tick: letting come what is due",
            ["outcome"],
            registry=registry,
            buckets=_SECONDS,
        )
        self._deliveries = Counter(
            "groundwork_deliveries",
            "Messages handed to a platform; later means that it is tried again",
            ["platform", "outcome"],
            registry=registry,
        )
        for outcome in ANSWERS:
            self._turns.labels(outcome)
        for outcome in ("done", FAILED):
            self._ticks.labels(outcome)

    def _make_for_state(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, meaning: str) -> Gauge:
            return Gauge(f"groundwork_{name}", meaning, registry=registry)

        self._reachable = gauge("database_reachable", "1 if the database answers, else 0")
        self._unsent = gauge("outbox_unsent", "Messages that wait to be sent")
        self._oldest = gauge("outbox_oldest_seconds", "For how long the oldest has waited")
        self._undelivered = gauge("undelivered", "Messages that a platform refused for good")
        self._tick_age = gauge("last_tick_age_seconds", "Seconds since a tick went well")

    # Measuring

    def bot(self, doors: Doors) -> "MeasuredBot":
        """The bot, each of its turns timed, counted and logged."""
        return MeasuredBot(doors, self)

    def channel(self, platform: str, channel: Channel) -> Channel:
        """The channel, what becomes of each letter counted."""
        for outcome in ENDS:
            self._deliveries.labels(platform, outcome)
        return MeasuredChannel(platform, channel, self)

    def ticking(self, tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """The tick, timed and counted. One that fails is no sign of life."""

        async def measured() -> None:
            with self._timed(self._ticks) as end:
                await tick()
                end.outcome = "done"
            self._last_tick = self._seconds()
            log.debug("tick", extra={"seconds": end.seconds})

        return measured

    @contextmanager
    def turn(self) -> Iterator["End"]:
        """A turn, timed. Until its outcome is set, it failed."""
        with self._timed(self._turns) as end:
            yield end

    def delivered(self, platform: str, outcome: str) -> None:
        """One letter more that ended like this."""
        self._deliveries.labels(platform, outcome).inc()

    @contextmanager
    def _timed(self, meter: Histogram) -> Iterator["End"]:
        began, end = self._seconds(), End()
        try:
            yield end
        finally:
            end.seconds = round(self._seconds() - began, 6)
            meter.labels(end.outcome).observe(end.seconds)

    # Telling

    def since_tick(self) -> float | None:
        """Seconds since a tick went well; None before the first."""
        return None if self._last_tick is None else self._seconds() - self._last_tick

    def text(self, waiting: Waiting | None, now: datetime) -> bytes:
        """Every meter as Prometheus reads it; `waiting` is None where the database is away."""
        self._reachable.set(waiting is not None)
        self._unsent.set(waiting.unsent if waiting else _UNKNOWN)
        self._oldest.set(age(waiting, now) if waiting else _UNKNOWN)
        self._undelivered.set(waiting.undelivered if waiting else _UNKNOWN)
        since = self.since_tick()
        self._tick_age.set(_UNKNOWN if since is None else since)
        return generate_latest(self._registry)


_UNKNOWN = float("nan")


def age(waiting: Waiting, now: datetime) -> float:
    """For how many seconds the oldest message has waited; 0 if none waits."""
    return max(0.0, (now - waiting.oldest).total_seconds()) if waiting.oldest else 0.0


@dataclass(slots=True)
class End:
    """How something ended, and after how many seconds."""

    outcome: str = FAILED
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class MeasuredBot:
    """The same doors, each turn timed, counted and logged."""

    doors: Doors
    meters: Meters

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences."""
        end = End()
        try:
            with self.meters.turn() as end:
                answer = await self.doors.handle(incoming)
                end.outcome = type(answer).__name__.lower()
            return answer
        finally:
            log.info(
                "turn", extra=_about(incoming) | {"outcome": end.outcome, "seconds": end.seconds}
            )

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something; nothing happens by it."""
        return await self.doors.show(look, who, place, at)


def _about(incoming: Incoming) -> dict[str, object]:
    """What may be known of an event: its id and kind, and where it was."""
    return {
        "event": incoming.id,
        "kind": type(incoming.event).__name__,
        "place": str(incoming.place),
    }


@dataclass(frozen=True, slots=True)
class MeasuredChannel:
    """The same way out, what becomes of each letter counted."""

    platform: str
    channel: Channel
    meters: Meters

    async def send(self, letter: Letter) -> str:
        """Post the letter, and return the platform's id of it."""
        try:
            sent_as = await self.channel.send(letter)
        except Exception as error:
            self.meters.delivered(self.platform, _ENDED.get(type(error), FAILED))
            raise
        self.meters.delivered(self.platform, SENT)
        return sent_as
