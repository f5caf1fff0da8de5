"""What a digest counts. Figures in, numbers and requests out; the words are elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.catalogue.fitting import FITTED
from bot.catalogue.future import FuturePart
from bot.effects import Figures
from bot.events import Helped, Judged, Verdict
from bot.levels.judgement import Level, Sureness
from bot.outcome import Outcome
from bot.requests import OPEN, OVER, Request, Status
from bot.reviews.due import reply_expected
from bot.reviews.periods import instants
from bot.understanding.groundwork import laid_by
from bot.working_days import WorkingDays

Requests = tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the team saw what we had said of the requests that it decided.

    `kept` of the `levelled` have our level; `moved` are the others. `used` of the `judged` blocks
    fit as they are or adapted.
    """

    levelled: int
    moved: Requests
    judged: int
    used: int

    @property
    def kept(self) -> int:
        """How many have our level."""
        return self.levelled - len(self.moved)


@dataclass(frozen=True, slots=True)
class Hearing:
    """How soon those who asked heard from a person, in working days. `unheard` still wait."""

    took: Mapping[int, int]
    unheard: Requests

    @property
    def asked(self) -> int:
        """How many people this is about."""
        return len(self.took) + len(self.unheard)

    @property
    def half_within(self) -> int | None:
        """The days within which at least half of those who asked had heard; None if fewer did."""
        enough = (self.asked + 1) // 2
        return sorted(self.took.values())[enough - 1] if len(self.took) >= enough > 0 else None

    def within(self, n: int) -> int:
        """How many heard within n working days."""
        return sum(days <= n for days in self.took.values())


def level_of(request: Request) -> Level | None:
    """The team's level, or the bot's if it was at all sure of it."""
    if request.level or request.outcome is None:
        return request.level
    judgement = request.outcome.judgement
    return None if judgement.sure is Sureness.NOT_SURE else judgement.level


def by_level(requests: Iterable[Request]) -> dict[Level | None, int]:
    """Counts in the order of the levels, those not sure yet last; nothing for a count of 0."""
    counts = Counter(level_of(request) for request in requests)
    return {level: counts[level] for level in (*Level, None) if counts[level]}


def share(part: int, whole: int) -> int:
    """Per cent, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def stopped(figures: Figures) -> Requests:
    """What was decided against."""
    return tuple(request for request in figures.decided if request.stopped)


def accepted(figures: Figures) -> Requests:
    """What was accepted, and neither stopped nor withdrawn after all."""
    kept = (r for r in figures.decided if r.accepted and not r.stopped)
    return tuple(r for r in kept if r.status is not Status.WITHDRAWN)


def leaving(figures: Figures) -> Requests:
    """What was accepted and leaves something behind for others."""
    return tuple(r for r in accepted(figures) if r.accepted and r.accepted.leaves_behind.strip())


def merged(figures: Figures) -> tuple[tuple[Request, int], ...]:
    """What was put into another request, with the number of that one."""
    gone = (r for r in figures.decided if r.status is Status.MERGED)
    return tuple((r, one.request) for r in gone for one in r.links if one.how == "merged_into")


def verdicts(figures: Figures) -> tuple[Verdict, ...]:
    """What the team said of blocks in the period: of each block of a request, what it said last."""
    said: dict[tuple[int, str], Verdict] = {}
    for entry in figures.said:
        if isinstance(entry.event, Judged):
            said |= {(entry.request, one.block): one for one in entry.event.verdicts}
    return tuple(said.values())


def helped(figures: Figures) -> Counter[str]:
    """What people answered to ‘Did this help?’: of each of a request, what they said last."""
    said: dict[tuple[int, int | None], str] = {}
    for entry in figures.said:
        if isinstance(entry.event, Helped):
            said[entry.request, entry.person] = entry.event.answer
    return Counter(said.values())


def agreement(figures: Figures) -> Agreement:
    """Of what was accepted or stopped: what was withdrawn or merged says nothing of us.

    Nor is a guess of ours, which we called one, kept by whoever said nothing of it.
    """
    ours = [(r, r.outcome) for r in (*accepted(figures), *stopped(figures)) if r.outcome]
    said = [r for r, outcome in ours if r.level or outcome.judgement.sure is not Sureness.NOT_SURE]
    moved = tuple(r for r, outcome in ours if r.level and r.level is not outcome.judgement.level)
    judged = [
        one.verdict
        for r, outcome in ours
        for one in r.verdicts
        if one.block in {offer.id for offer in outcome.offers}
    ]
    return Agreement(len(said), moved, len(judged), sum(map(judged.count, FITTED)))


def hearing(figures: Figures, days: WorkingDays) -> Hearing:
    """How soon the period's people heard. Follow-ons are ours; who withdrew unheard has gone."""
    asked = tuple(r for r in figures.new if r.follows is None)
    took = {r.number: days.took(r.asked_at, r.heard_at) for r in asked if r.heard_at}
    return Hearing(took, tuple(r for r in asked if not r.heard_at and r.status in OPEN))


def told_late(figures: Figures, days: WorkingDays) -> Requests:
    """Those whose requester was told in the period that no reply had come in time."""
    starts, ends = instants(figures.period, days)
    return tuple(r for r in _all(figures) if r.told_late_at and starts <= r.told_late_at < ends)


def overdue(figures: Figures, days: WorkingDays) -> Requests:
    """Open requests that should have heard by the end of the period and have not."""
    _, ends = instants(figures.period, days)
    unheard = (r for r in figures.waiting if r.heard_at is None)
    return tuple(r for r in unheard if reply_expected(r, days) < ends)


def reviews_overdue(figures: Figures) -> Requests:
    """What should have been looked at again by the end of the period."""
    due = reviews_due(figures)
    return tuple(r for r in due if r.review_on and r.review_on <= figures.period.last)


def waiting_longest(figures: Figures, days: WorkingDays) -> tuple[tuple[Request, int], ...]:
    """Open requests that have waited a working day or more at the end of the period."""
    last = figures.period.last
    waited = ((r, days.between(days.counts_from(r.asked_at), last)) for r in figures.waiting)
    long = ((request, n) for request, n in waited if n)
    return tuple(sorted(long, key=lambda pair: (-pair[1], pair[0].number)))


def asked_for(figures: Figures) -> tuple[tuple[str, int], ...]:
    """Blocks offered to the period's requests, with how many requests each, most first."""
    names = (frozenset(offer.name for offer in out.offers) for out in _outcomes(figures.new))
    return _most_first(name for offered in names for name in offered)


def not_asked_for(future: Iterable[str], figures: Figures) -> tuple[str, ...]:
    """Parts of the future map that no known request would lay the ground for."""
    parts = tuple(map(FuturePart, future))
    laid = {part for request in _all(figures) for part in laid_by(request, parts, {})}
    return tuple(part.capability for part in parts if part not in laid)


def reviews_due(figures: Figures) -> Requests:
    """What is to be looked at again by the end of the next week, soonest first, once it is live."""
    until = figures.period.last + timedelta(days=7)
    live = (r for r in figures.live if r.status is Status.LIVE)
    due = (r for r in live if r.review_on and r.review_on <= until)
    return tuple(sorted(due, key=lambda r: (r.review_on or date.max, r.number)))


def warnings(figures: Figures) -> tuple[tuple[str, int], ...]:
    """Cul-de-sacs ahead of what is open, accepted or live, with how many requests each."""
    outcomes = _outcomes(r for r in _all(figures) if r.status not in OVER)
    return _most_first(text for out in outcomes for text in {w.text for w in out.warnings})


def sent_elsewhere(figures: Figures) -> dict[str, int]:
    """How many messages went where, by hand-off. A greeting is sent nowhere."""
    counts = figures.sent_elsewhere
    return {key: counts[key] for key in sorted(counts) if counts[key] and key != "greeting"}


def _outcomes(requests: Iterable[Request]) -> Iterator[Outcome]:
    return (request.outcome for request in requests if request.outcome)


def _most_first(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))


def _all(figures: Figures) -> Requests:
    """Every request that the figures hold, once."""
    held = (*figures.recent, *figures.decided, *figures.waiting, *figures.live, *figures.new)
    return tuple({request.number: request for request in held}.values())
