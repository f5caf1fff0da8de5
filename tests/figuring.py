"""What the stories of the digest share: requests of one week, with what became of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.catalogue.capability import CulDeSac
from bot.effects import Period
from bot.events import Accepted, Stopped
from bot.levels.judgement import Judgement, Level, Sureness
from bot.outcome import Offer, Outcome
from bot.requests import Request, Status
from tests.reviewing import DEAN, at

WEEK = Period(date(2026, 12, 7), date(2026, 12, 13))


ACCESS, EFFICIENCY, TRANSFORMATION = Level


def outcome(
    level: Level = ACCESS,
    sure: Sureness = Sureness.LIKELY,
    *,
    offers: tuple[str, ...] = (),
    gaps: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(
        Judgement(level, sure, {}, (), ()),
        tuple(Offer(name.lower().replace(" ", "-"), name, "", None) for name in offers),
        gaps,
        tuple(CulDeSac("contract", text, "") for text in warnings),
    )


def request(number: int, asked: str = "2026-12-08 10:00", **more: Any) -> Request:
    made = Request(number, DEAN, f"Thing {number}", (), at(asked))
    return replace(made, **more)


def accepted(number: int, leaves: str = "", **more: Any) -> Request:
    decision = Accepted(number, "now", date(2027, 1, 18), date(2027, 4, 19), leaves)
    kept: dict[str, Any] = {"status": Status.ACCEPTED, "heard_at": at("2026-12-09 10:00")} | more
    return request(number, accepted=decision, decided_at=at("2026-12-09 10:00"), **kept)


def stopped(number: int, reason: str) -> Request:
    decision = Stopped(number, reason, "the other one")
    heard = at("2026-12-10 10:00")
    return request(number, status=Status.STOPPED, stopped=decision, heard_at=heard)
