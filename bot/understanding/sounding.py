"""What a message sounds like, by words that were counted in others: its kind, and its level."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.counted import Counted, Leaning, Span, signs_of
from bot.facts import Fact, Source
from bot.understanding.phrases import Words, keys_of, part_of
from bot.weighed import Weighed

REQUEST = "request"
"""How messages that are requests were counted; the others by the hand-off where they go."""

LEVEL = "worded_like"
"""The fact of which level the words sound: `access`, or only `perhaps_access`."""

_MOST = 8.0
"""What words count for at most, however long a message goes on."""

_ENOUGH = 20
"""In words: a shorter text tells its kind that much less."""

_FEWEST_FOR_A_LEVEL = 8
"""In words: a shorter text sounds like no level."""

_PERHAPS, _CLEARLY = 3.0, 8.0
"""Log-odds by which a level is ahead of the next, to sound like it at all; and clearly."""


@dataclass(frozen=True)
class Kinds:
    """Whether messages sound like requests, by what words weigh; and where the others go.

    Both are read when they are first needed.
    """

    read_weights: Callable[[], Weighed] = Weighed
    read_counts: Callable[[], Counted] = Counted

    def weight(self, words: Words) -> float:
        """How much the words speak for no request, in the unit of the phrases' weights."""
        weight = self._weighed.base + self._weighed.leaning.weight(_signs(words))
        return max(-_MOST, min(_MOST, weight * min(1.0, _how_many(words) / _ENOUGH)))

    def meant(self, words: Words, hand_offs: Iterable[str]) -> tuple[str, Span]:
        """Of these hand-offs the likeliest, and the words that speak most for no request."""
        signs, known = _signs(words), self._by_hand_off
        key = max(sorted(known.keys() & set(hand_offs)), key=lambda one: known[one].weight(signs))
        return key, self._weighed.leaning.most_telling(keys_of(words))

    @cached_property
    def _weighed(self) -> Weighed:
        return self.read_weights()

    @cached_property
    def _by_hand_off(self) -> Mapping[str, Leaning]:
        counted = self.read_counts()
        return {one: counted.speaking_for([one]) for one in counted.kinds if one != REQUEST}


UNCOUNTED = Kinds()
"""Nothing is known of other messages."""


@dataclass(frozen=True)
class Wordings:
    """Of what level requests sound. `read` gives the counts, when they are first needed."""

    read: Callable[[], Counted] = Counted

    def fact(self, text: str, words: Words) -> Mapping[str, Fact]:
        """The level that it sounds like, by its key, with the words that say it most."""
        if _how_many(words) < _FEWEST_FOR_A_LEVEL:
            return {}
        signs = _signs(words)
        weights = {level: each.weight(signs) for level, each in self._by_level.items()}
        first, *others = sorted(weights, key=lambda level: -weights[level]) or ("",)
        ahead = weights[first] - weights[others[0]] if others else 0.0
        if ahead < _PERHAPS:
            return {}
        span = self._by_level[first].most_telling(keys_of(words))
        value = first if ahead >= _CLEARLY else f"perhaps_{first}"
        return {LEVEL: Fact(value, Source.READ, part_of(text, words, span))}

    @cached_property
    def _by_level(self) -> Mapping[str, Leaning]:
        counted = self.read()
        return {level: counted.speaking_for([level]) for level in counted.kinds}


def _how_many(words: Words) -> int:
    return sum(bool(word.text) for word in words)


def _signs(words: Words) -> frozenset[str]:
    return frozenset(sign.key for sign in signs_of(keys_of(words)))
