"""How alike two texts are, by the telling words that both have; and why, in words. Pure.

It is counted which words are in both, the rarer the weightier, so that what is offered can be
explained by the words themselves. How near the subjects are in meaning, where that is known, tells
the same in other words from the same words about something else.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bot.catalogue.terms import in_any, stem, telling, words_of
from bot.requests import Proposed, Request

MOST_STEMS = 40
"""A request is found by so many of its stems, the most telling ones."""

SHOWN = 3
"""Words that are shown to say why two texts are alike."""

SAME = 0.5
"""Score from which two requests are likely to be the same; tests/test_likeness.py measures it."""

SAME_IN_WORDS = 0.55
"""The same where nothing is known of what they mean: words alone have to say more."""

_NEAR = 0.25
_APART = 0.12
"""What nearness of subject adds to the score; and below which they are about different things, for
what looks alike says the same of another service."""

ALIKE = 0.45
"""Score from which two messages of one day, sent to one place, are about one matter.

It is lower than SAME: what is sent to the service desk within the hour is alike more often.
"""

_EVERYWHERE = """
online form forms paper email emails phone phones call calls calling ring rings report reports data
information application applications apply applying customer customers resident residents public
website web page site post posted letter letters print printed scan scanned type typed key keyed
sign signed manual manually hand spreadsheet excel pdf word document documents doc digital digitise
portal app dashboard tracker track list record records process check checks checked update updated
send sent come comes coming go going goes see know manager managers book books booking bookings pay
paid payment payments error errors broken fault load loading keep keeps keeping kept crash crashes
crashed crashing freeze freezes freezing hang hangs spin spins stuck drop drops dropping cut cuts
cutting open opens opened give gives log logs logged
"""
_NO_SUBJECT = """
sorry thanks thank please actually just urgent asap
hour hours minute minutes mins day days daily week weeks weekly month months monthly year years
yearly half quarter couple dozen hundred thousand
"""
_COMMON = """
create set add start end number share place show find copy attach link detail details name answer
contact file files upload access account right better able hard slow everything nobody complete
completed save saved folder drive shared internal licence licences permit permits waste
bin bins care school housing tax parking child children family families house home address
reception tablet renewal renewals claim claims case cases queue notebook project department
division meet twice photo photos invoice invoices complaint complaints contractor contractors
finance card cash morning today screen button save
"""
_CORPUS = 200
_IN_EVERYWHERE, _IN_COMMON, _IN_OTHERS = 24, 8, 1
"""Of 200 requests so many are taken to have a word of each kind, before any are at hand."""

_TO_PROVE = 6.0
_OF_SHORTER, _OF_LONGER = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, from 0 up, and at most 3 words that say why, the most telling first.

    The words are those of the first text, as they are written there.
    """

    score: float
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a stem tells: what is known of everyday words, and the texts at hand."""

    texts: int = 0
    having: Mapping[str, int] = field(default_factory=dict)

    def of(self, stem: str) -> float:
        """The weight of a stem: more for a rarer one, and never below 0."""
        everyday = _everyday().get(stem, _IN_OTHERS)
        # One text that has it is the one that is compared: others make it less rare.
        others = max(self.having.get(stem, 0) - 1, 0)
        return math.log((_CORPUS + self.texts) / (everyday + others))


PRIOR = Rarity()
"""What is known before any text is at hand."""


def rarity_in(texts: Iterable[frozenset[str]]) -> Rarity:
    """Rarity with the stems of the texts at hand counted in."""
    every = tuple(texts)
    return Rarity(len(every), Counter(each for stems in every for each in stems))


@dataclass(frozen=True, slots=True)
class Compared:
    """A text, ready to be compared: its telling stems, and what they weigh together."""

    stems: frozenset[str]
    weight: float


def compared(text: str, rarity: Rarity = PRIOR) -> Compared:
    """The text, ready to be compared with others that were weighed alike."""
    stems = in_any([text])
    return Compared(stems, sum(map(rarity.of, stems)))


def score(one: Compared, other: Compared, rarity: Rarity = PRIOR) -> float:
    """How alike two texts are, from 0 up; the same either way round."""
    both = _shared(one, other)
    lighter, heavier = sorted((one.weight, other.weight))
    # Measured by the shorter text, so that a few words can be enough; the longer one counts a
    # little, for a long text has some words of any other; and two words have to prove themselves.
    against = _TO_PROVE + _OF_SHORTER * lighter + _OF_LONGER * math.sqrt(heavier)
    return sum(map(rarity.of, both)) / against


def likeness(text: str, other: str, rarity: Rarity = PRIOR) -> Likeness:
    """How alike the other text is to this one, and why."""
    one, two = compared(text, rarity), compared(other, rarity)
    both = _shared(one, two)
    return Likeness(score(one, two, rarity), _as_typed(text, both, rarity))


def _shared(one: Compared, other: Compared) -> frozenset[str]:
    """The stems of both that are a subject: not how many there are, how long each takes, or how
    people ask for it."""
    both = one.stems & other.stems
    return frozenset(each for each in both if not each.isdigit()) - _no_subject()


@cache
def _no_subject() -> frozenset[str]:
    return frozenset(map(stem, _NO_SUBJECT.split()))


def likely_same(
    text: str, candidates: tuple[Request, ...], nearness: Mapping[int, float] | None = None
) -> tuple[tuple[Request, Likeness], ...]:
    """The requests that are likely to be the same as this text, the likeliest first.

    One word in common is never enough, however rare. `nearness` is how near the subjects of the
    requests of these numbers come to the text's.
    """
    near = nearness or {}
    texts = {one.number: one.words for one in candidates}
    rarity = rarity_in(in_any([each]) for each in texts.values())
    found = ((one, likeness(text, texts[one.number], rarity)) for one in candidates)
    likely = ((one, _with_meaning(alike, near.get(one.number))) for one, alike in found)
    same = (pair for pair in likely if pair[1].score >= SAME and len(pair[1].shared) > 1)
    return tuple(sorted(same, key=lambda pair: (-pair[1].score, pair[0].number)))


def _with_meaning(alike: Likeness, near: float | None) -> Likeness:
    """Its score with the nearness of the subjects; 0 where they are about different things."""
    if near is None:
        return alike if alike.score >= SAME_IN_WORDS else replace(alike, score=0.0)
    score = alike.score + _NEAR * near if near >= _APART else 0.0
    return replace(alike, score=score)


def nearest(proposed: Sequence[Proposed], nearness: Mapping[int, float], most: int) -> list[int]:
    """The numbers of those to compare: they share the most stems, and are near in meaning."""
    shared = max((each.shared for each in proposed), default=1)

    def worth(one: Proposed) -> float:
        return one.shared / shared + nearness.get(one.number, 0.0)

    return [one.number for one in sorted(proposed, key=worth, reverse=True)[:most]]


def subject(text: str) -> str:
    """What a text is about: its words without those that any other request may have."""
    words = words_of(text)
    everyday = _everyday()
    told = set(telling(tuple({word.stem for word in words}))) - everyday.keys()
    return " ".join(text[word.start : word.end] for word in words if word.stem in told)


def stems_of(text: str) -> frozenset[str]:
    """What a request is found by: at most 40 stems, the most telling ones.

    Words that are in every other request would find them all, so they serve only if nothing else
    is said.
    """
    every = dict.fromkeys(telling(tuple(word.stem for word in words_of(text))))
    rarer = [each for each in every if _everyday().get(each) != _IN_EVERYWHERE] or every
    # Sorting is stable, so of equally telling stems those that were said first are taken.
    return frozenset(sorted(rarer, key=PRIOR.of, reverse=True)[:MOST_STEMS])


def _as_typed(text: str, stems: frozenset[str], rarity: Rarity) -> tuple[str, ...]:
    """The first word of each stem as it was typed, the most telling ones."""
    typed: dict[str, str] = {}
    for word in words_of(text):
        if word.stem in stems:
            typed.setdefault(word.stem, text[word.start : word.end])
    ordered = sorted(typed, key=rarity.of, reverse=True)
    return tuple(typed[each] for each in ordered[:SHOWN])


@cache
def _everyday() -> Mapping[str, int]:
    common = {stem(word): _IN_COMMON for word in _COMMON.split()}
    return common | {stem(word): _IN_EVERYWHERE for word in _EVERYWHERE.split()}
