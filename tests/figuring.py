"""What the stories of the digest share: requests of one week, with what became of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.catalogue.capability import CulDeSac
from bot.events import Accepted, Stopped
from bot.figures import Brief, Figures, Fits, Period
from bot.levels.judgement import Judgement, Level, Sureness
from bot.messages import Message
from bot.naming import Wait, Waits, key_of, named_by
from bot.outcome import Offer, Outcome
from bot.requests import OPEN, Request, Status
from bot.reviews.gaps import gaps
from bot.reviews.periods import instants
from tests.reviewing import BOOK, DAYS, DEAN, OurBook, at

Requests = tuple[Request, ...]

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


def brief(one: Request) -> Brief:
    """The request as a digest knows it."""
    same: dict[str, Any] = {each.name: getattr(one, each.name, None) for each in fields(Brief)}
    return Brief(**same | {"service": one.requester.service})


def waits(requests: Iterable[Request]) -> Waits:
    """Who waits for what, as it is read from the requests themselves."""
    return tuple(
        Wait(
            one.number,
            place,
            key_of(name),
            name,
            one.requester.key,
            one.requester.service,
            one.minutes_a_month,
            one.confidential,
        )
        for one in requests
        for place, name in enumerate(named_by(one))
    )


def gaps_of(*requests: Request, book: OurBook = BOOK, page: int = 1) -> Message:
    """The list of what these wait for."""
    return gaps(waits(requests), {one.number: one.words for one in requests}, book, page)


def figured(
    period: Period,
    *,
    new: Requests = (),
    decided: Requests = (),
    recent: Requests = (),
    waiting: Requests = (),
    live: Requests = (),
    late: Requests = (),
    **more: Any,
) -> Figures:
    """The figures that a plain count gives of these requests, whatever a database would."""
    every = tuple(
        {one.number: one for one in (*new, *decided, *recent, *waiting, *live, *late)}.values()
    )
    until = period.last + timedelta(days=7)
    due = [one for one in live if one.status is Status.LIVE and one.review_on]
    return Figures(
        period,
        new=tuple(map(brief, new)),
        decided=tuple(map(brief, decided)),
        told_late=tuple(brief(one) for one in every if _within(one.told_late_at, period)),
        mix=Counter(_level(one) for one in recent),
        offered=Counter(name for one in new for name in _offered(one).values()),
        fits=_fits(decided),
        waiting=tuple(map(brief, waiting)),
        live=tuple(brief(one) for one in due if one.review_on and one.review_on <= until),
        warned=Counter(text for one in every if not one.is_over for text in _warnings(one)),
        waits=waits(waiting),
        words={one.number: one.words for one in waiting},
        unheard=tuple(brief(one) for one in waiting if one.heard_at is None),
        late=tuple(map(brief, late)),
        **more,
    )


def of_week(period: Period, every: Requests) -> Figures:
    """The figures of a week, counted from all requests that there are."""
    starts, ends = instants(period, DAYS)
    some = _by(lambda one: one.asked_at, (one for one in every if not one.confidential))
    decided = _by(lambda one: one.decided_at, some)
    asked = tuple(one for one in some if one.asked_at < ends)
    waiting = tuple(
        one
        for one in asked
        if one.status in OPEN or (one.decided_at is not None and one.decided_at >= ends)
    )
    found = figured(
        period,
        new=tuple(one for one in asked if one.asked_at >= starts),
        decided=tuple(one for one in decided if _within(one.decided_at, period)),
        recent=tuple(one for one in asked if one.asked_at >= ends - timedelta(weeks=8)),
        waiting=waiting,
        live=tuple(one for one in _by(lambda one: one.review_on, some)),
        late=tuple(
            one
            for one in some
            if one.status is Status.ACCEPTED and one.go_live_on and one.go_live_on <= period.last
        ),
    )
    return replace(
        found,
        waits=waits(_by(lambda one: one.number, waiting)),
        told_late=tuple(brief(one) for one in some if _within(one.told_late_at, period)),
        warned=Counter(text for one in some if not one.is_over for text in _warnings(one)),
    )


def _by(what: Callable[[Request], Any], some: Iterable[Request]) -> Requests:
    """Those of which it is known, in its order, and by number where it is the same."""
    known = (one for one in some if what(one) is not None)
    return tuple(sorted(known, key=lambda one: (what(one), one.number)))


def _within(when: datetime | None, period: Period) -> bool:
    starts, ends = instants(period, DAYS)
    return when is not None and starts <= when < ends


def _level(one: Request) -> Level | None:
    if one.level or one.outcome is None:
        return one.level
    judgement = one.outcome.judgement
    return None if judgement.sure is Sureness.NOT_SURE else judgement.level


def _offered(one: Request) -> dict[str, str]:
    return {offer.id: offer.name for offer in one.outcome.offers} if one.outcome else {}


def _warnings(one: Request) -> set[str]:
    return {each.text for each in one.outcome.warnings} if one.outcome else set()


def _fits(decided: Requests) -> Fits:
    kept = [
        one
        for one in decided
        if one.stopped or (one.accepted and one.status is not Status.WITHDRAWN)
    ]
    said = [each.verdict for one in kept for each in one.verdicts if each.block in _offered(one)]
    return Fits(len(said), sum(each in ("as_it_is", "adapted") for each in said))
