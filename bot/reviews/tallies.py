"""What a digest counts. Figures in, numbers and requests out; the words are elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.events import Helped, Judged, Verdict
from bot.figures import Brief, Figures
from bot.levels.judgement import Level, Sureness
from bot.requests import OPEN, Status
from bot.reviews.due import reply_expected
from bot.reviews.periods import instants
from bot.working_days import WorkingDays

Briefs = tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the team saw what we had said of the requests that it decided.

    `kept` of the `levelled` have our level; `moved` are the others. `used` of the `judged` blocks
    fit as they are or adapted.
    """

    levelled: int
    moved: Briefs
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
    unheard: Briefs

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


def level_of(request: Brief) -> Level | None:
    """The team's level, or the bot's if it was at all sure of it."""
    return request.level or (None if request.sure is Sureness.NOT_SURE else request.judged)


def by_level(requests: Iterable[Brief]) -> dict[Level | None, int]:
    """Counts in the order of the levels, those not sure yet last; nothing for a count of 0."""
    return in_order(Counter(level_of(request) for request in requests))


def in_order(counts: Mapping[Level | None, int]) -> dict[Level | None, int]:
    """Likewise, of what is counted already."""
    return {level: counts[level] for level in (*Level, None) if counts.get(level)}


def share(part: int, whole: int) -> int:
    """Per cent, rounded half up."""
    return (200 * part + whole) // (2 * whole)


def stopped(figures: Figures) -> Briefs:
    """What was decided against."""
    return tuple(request for request in figures.decided if request.stopped)


def accepted(figures: Figures) -> Briefs:
    """What was accepted, and neither stopped nor withdrawn after all."""
    kept = (r for r in figures.decided if r.accepted and not r.stopped)
    return tuple(r for r in kept if r.status is not Status.WITHDRAWN)


def leaving(figures: Figures) -> Briefs:
    """What was accepted and leaves something behind for others."""
    return tuple(r for r in accepted(figures) if r.accepted and r.accepted.leaves_behind.strip())


def merged(figures: Figures) -> tuple[tuple[Brief, int], ...]:
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
    ours = [r for r in (*accepted(figures), *stopped(figures)) if r.judged]
    said = [r for r in ours if r.level or r.sure is not Sureness.NOT_SURE]
    moved = tuple(r for r in ours if r.level and r.level is not r.judged)
    return Agreement(len(said), moved, figures.fits.judged, figures.fits.used)


def hearing(figures: Figures, days: WorkingDays) -> Hearing:
    """How soon the period's people heard. What came of another request is ours.

    Who withdrew unheard has gone.
    """
    asked = tuple(r for r in figures.new if not _is_ours(r))
    took = {r.number: days.took(r.asked_at, r.heard_at) for r in asked if r.heard_at}
    return Hearing(took, tuple(r for r in asked if not r.heard_at and r.status in OPEN))


def _is_ours(request: Brief) -> bool:
    """Whether the team made it of another, as a step up or a part: whoever asked has heard."""
    return request.follows is not None or any(one.how == "split_from" for one in request.links)


def overdue(figures: Figures, days: WorkingDays) -> Briefs:
    """Open requests that should have heard by the end of the period and have not."""
    _, ends = instants(figures.period, days)
    return tuple(r for r in figures.unheard if reply_expected(r, days) < ends)


def reviews_overdue(figures: Figures) -> Briefs:
    """What should have been looked at again by the end of the period."""
    last = figures.period.last
    return tuple(r for r in figures.live if r.review_on and r.review_on <= last)


def waiting_longest(figures: Figures, days: WorkingDays) -> tuple[tuple[Brief, int], ...]:
    """Open requests that have waited a working day or more at the end of the period."""
    last = figures.period.last
    waited = ((r, days.between(days.counts_from(r.asked_at), last)) for r in figures.waiting)
    long = ((request, n) for request, n in waited if n)
    return tuple(sorted(long, key=lambda pair: (-pair[1], pair[0].number)))


def most_first(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """What is counted, by how often, then by name."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def sent_elsewhere(figures: Figures) -> dict[str, int]:
    """How many messages went where, by hand-off. A greeting is sent nowhere."""
    counts = figures.sent_elsewhere
    return {key: counts[key] for key in sorted(counts) if counts[key] and key != "greeting"}


def is_quiet(figures: Figures) -> bool:
    """Nothing came, was decided or judged, and nobody had to be told that we are late."""
    came = figures.new or figures.decided or sent_elsewhere(figures)
    return not (came or verdicts(figures) or figures.told_late)
