"""Is this a request, or is somebody else better placed to help? Urgent matters come first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from bot.fact_keys import HAND_OFF_KEYS
from bot.facts import Facts, Source
from bot.understanding.phrases import Found, PhraseBook, Words, part_of, words_of
from bot.understanding.sounding import UNCOUNTED, Kinds

_SURE = 2
_OF_WORK = ("channel_now", "has_rekeying", "asks_for", "pain", "volume_per_month")
"""Facts that nobody tells who only wants something mended."""

URGENT = "urgent"
_BEYOND_WISHES = 6
_MOSTLY = 4
_WISH, _HABIT = "", "-"
"""What speaks for a request: what is wished for, and how the work is done now."""
_HEARD_ON = 12
"""In words: so far behind what says it, more that says it is still part of one stretch."""

_SHADOW = 6
"""In words: so near behind an `against` phrase, a `beyond_wishes` phrase is taken as its object."""

GREETING = "greeting"
_LONGEST_GREETING = 10
"""In words: a longer text that begins with a greeting is about something."""


MEANT = {"broken": "fault", "access_right": "access_right", "question": "training"}
"""Where a matter goes that turns out, when asked what kind it is, to be no request."""

USED = frozenset({"urgent", GREETING, *MEANT.values()})
"""Hand-offs that conversations name, so every file must have them."""


class Kind(StrEnum):
    """What a text is."""

    REQUEST = "request"
    NOT_A_REQUEST = "not_a_request"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class HandOff:
    """Where a matter that is no request goes.

    `say` is what it sounds like, and `can_help` who can help and how. `copy` is how to tell them.

    `sure` phrases are enough alone unless somebody also wishes for a new way of working; `perhaps`
    count half, and `mostly` twice. `beyond_wishes` phrases are enough whatever is wished for,
    unless an `against` phrase stands right before them (‘a form to report that …’). `against` take
    weight off.
    """

    key: str
    name: str
    say: str
    contact: str = ""
    can_help: str = ""
    copy: str = ""
    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    mostly: tuple[str, ...] = ()
    beyond_wishes: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.key not in HAND_OFF_KEYS:
            raise ValueError(
                f"hand-off ‘{self.key}’ is unknown: use one of {', '.join(HAND_OFF_KEYS)}"
            )
        if not (self.sure or self.perhaps or self.mostly or self.beyond_wishes):
            raise ValueError(f"hand-off {self.key}: it has no phrases, so nothing would go there")


@dataclass(frozen=True)
class HandOffs:
    """Every hand-off, the most pressing first, and how wishes for a new way of working sound.

    `habits` are how people tell of work that is done over and over, which speaks for a request too.
    `reported` is how it sounds that somebody has told the place where they were sent.
    """

    hand_offs: tuple[HandOff, ...]
    wishes: tuple[str, ...]
    clear_wishes: tuple[str, ...] = ()
    weak_wishes: tuple[str, ...] = ()
    habits: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        keys = [one.key for one in self.hand_offs]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"hand-off {', '.join(sorted(twice))} is there twice")
        if missing := USED.difference(keys):
            raise ValueError(f"hand-off {', '.join(sorted(missing))} is missing: add it")
        _ = self.book, self.reports  # phrases that cannot be read are refused at once

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all of them."""
        return frozenset(one.key for one in self.hand_offs)

    def named(self, key: str) -> HandOff:
        """The hand-off of that key. Raises KeyError; no file lacks those in USED."""
        return {one.key: one for one in self.hand_offs}[key]

    @cached_property
    def book(self) -> PhraseBook:
        """All phrases, labelled by their place in `meanings`."""
        every = ((at, text) for at, m in enumerate(self.meanings) for text in m.phrases)
        return PhraseBook(every, self.lists)

    @cached_property
    def reports(self) -> PhraseBook:
        """The phrases that say that somebody has told the place where they were sent."""
        return PhraseBook(enumerate(self.reported), self.lists)

    @cached_property
    def meanings(self) -> tuple["_Meaning", ...]:
        """What each label of the book means."""
        return (
            _Meaning(_WISH, 5, self.clear_wishes),
            _Meaning(_WISH, 2, self.wishes),
            _Meaning(_WISH, 1, self.weak_wishes),
            _Meaning(_HABIT, 2, self.habits),
            *(meaning for one in self.hand_offs for meaning in _meanings(one)),
        )


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What finding one of the phrases adds to the weight of a hand-off, a wish or a habit."""

    key: str
    weight: int
    phrases: tuple[str, ...]


def _meanings(one: HandOff) -> tuple[_Meaning, ...]:
    return (
        _Meaning(one.key, _BEYOND_WISHES, one.beyond_wishes),
        _Meaning(one.key, _MOSTLY, one.mostly),
        _Meaning(one.key, 2, one.sure),
        _Meaning(one.key, 1, one.perhaps),
        _Meaning(one.key, -2, one.against),
    )


@dataclass(frozen=True, slots=True)
class Screened:
    """What a text is, where it goes if it is no request, and the exact words that say so."""

    kind: Kind
    hand_off: str | None = None
    words: str | None = None


def screen(text: str, hand_offs: HandOffs, kinds: Kinds = UNCOUNTED) -> Screened:
    """Tell requests from other matters; a text without words is UNSURE.

    Phrases that say where it goes, and what other messages in such words were (`kinds`), are held
    against phrases that say what is wished for and how the work is done now.
    """
    words = words_of(text)
    if not any(word.text for word in words):
        return Screened(Kind.UNSURE)
    heard = _heard(words, hand_offs)
    if heard.key == URGENT:  # what cannot wait is told with its circumstances
        return _screened(_kind(heard.weight, heard.wish), heard, text, hand_offs)
    kind = _kind(heard.weight + kinds.weight(words), heard.wish + heard.habit)
    if heard.weight or kind is not Kind.NOT_A_REQUEST:
        return _screened(kind, heard, text, hand_offs)
    key, span = kinds.meant(words, hand_offs.keys)
    return Screened(kind, key, part_of(text, words, span))


@dataclass(frozen=True, slots=True)
class _Heard:
    """The phrases in a text: the likeliest hand-off with its weight, and what is told besides."""

    words: Words
    key: str
    weight: int
    wish: int
    habit: int
    says_it: tuple[Found, ...]


def _heard(words: Words, hand_offs: HandOffs) -> _Heard:
    every = _unshadowed(hand_offs, words)
    weights = _weights(hand_offs, _first_of_each(every))
    wish, habit = weights.pop(_WISH, 0), weights.pop(_HABIT, 0)
    if len(words) > _LONGEST_GREETING:
        weights.pop(GREETING, None)
    key = _most_pressing(weights, wish) or ""
    says_it = tuple(one for one in every if hand_offs.meanings[one.label].key == key)
    return _Heard(words, key, max(weights.get(key, 0), 0), wish, habit, says_it)


def _screened(kind: Kind, heard: _Heard, text: str, hand_offs: HandOffs) -> Screened:
    """The kind; and where it goes and the words for that, where any phrase says so."""
    if kind is Kind.REQUEST or not heard.weight:
        return Screened(kind)
    return Screened(kind, heard.key, _words(text, heard.words, hand_offs, heard.says_it))


def has_reported(text: str, hand_offs: HandOffs) -> bool:
    """Whether somebody says that they have told the place where they were sent."""
    return any(hand_offs.reports.find(words_of(text)))


def settled(screened: Screened, facts: Facts) -> Screened:
    """What a text is, once it is read: unclear, but telling how work is done now, is a request."""
    tells_of_work = any(fact.source is Source.READ for fact in map(facts.get, _OF_WORK) if fact)
    if screened.kind is Kind.UNSURE and screened.hand_off is None and tells_of_work:
        return Screened(Kind.REQUEST)
    return screened


def _most_pressing(weights: Mapping[str, int], wish: int) -> str | None:
    """The urgent before what weighs more; what is not surely urgent is not urgent at all."""
    if _kind(weights.get(URGENT, 0), wish) is Kind.NOT_A_REQUEST:
        return URGENT
    others = [key for key in weights if key != URGENT]
    return max(others, key=lambda one: weights[one], default=None)


def _kind(weight: float, wish: int) -> Kind:
    if weight >= _SURE and weight > wish:
        return Kind.NOT_A_REQUEST
    wished = wish > weight or (wish and weight < _SURE)
    return Kind.REQUEST if wished or weight <= -_SURE else Kind.UNSURE


def _unshadowed(hand_offs: HandOffs, words: Words) -> tuple[Found, ...]:
    """Every phrase found, but for those that are only the object of an `against` phrase."""
    every = tuple(hand_offs.book.find(words))
    shadows = _shadows(hand_offs, words, every)

    def shadowed(found: Found) -> bool:
        meaning = hand_offs.meanings[found.label]
        return meaning.weight == _BEYOND_WISHES and (meaning.key, found.first) in shadows

    return tuple(found for found in every if not shadowed(found))


def _first_of_each(every: Iterable[Found]) -> dict[int, Found]:
    """The first place of each meaning; saying the same twice adds nothing."""
    first: dict[int, Found] = {}
    for found in every:
        first.setdefault(found.label, found)
    return first


def _shadows(
    hand_offs: HandOffs, words: Words, every: Iterable[Found]
) -> frozenset[tuple[str, int]]:
    """Where `against` phrases, and the words right behind them in the sentence, stand."""
    against = [found for found in every if hand_offs.meanings[found.label].weight < 0]
    return frozenset(
        (hand_offs.meanings[found.label].key, at)
        for found in against
        for at in _reach(found, words)
    )


def _reach(found: Found, words: Words) -> Iterator[int]:
    yield from range(found.first, found.end)
    behind = range(found.end, min(found.end + _SHADOW, len(words)))
    yield from takewhile(lambda at: bool(words[at].text), behind)


def _weights(hand_offs: HandOffs, found: Mapping[int, Found]) -> dict[str, int]:
    weights: dict[str, int] = {}
    for label in sorted(found):
        meaning = hand_offs.meanings[label]
        weights[meaning.key] = weights.get(meaning.key, 0) + meaning.weight
    return weights


def _words(text: str, words: Words, hand_offs: HandOffs, says_it: tuple[Found, ...]) -> str:
    """The stretch that says it most, and on to what says it again in the same sentence."""

    def weight(found: Found) -> int:
        return hand_offs.meanings[found.label].weight

    most = max(says_it, key=weight)
    near = range(most.first, min(most.end + _HEARD_ON, len(words)))
    sentence = frozenset(takewhile(lambda at: bool(words[at].text), near))
    again = (one.end for one in says_it if weight(one) > 0 and one.end - 1 in sentence)
    end = max((most.end, *again))
    return part_of(text, words, (most.first, end))
