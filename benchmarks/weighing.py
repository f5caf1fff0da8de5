"""Weigh words by messages that people labelled: which speak for a kind of text, and how much.

Logistic regression over what naive Bayes makes of each word (Wang and Manning, ‘Baselines and
Bigrams’, 2012): the counts say what a word tells alone, the regression what is left of that beside
the other words. By gradients with Nesterov’s momentum, in numpy, in the same order everywhere.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np

from bot.weighed import Weighed, weighed

_ROUNDS = 200
_RIDGE = 1.0
"""How much weights are held to nothing: the usual square penalty."""

_FEW = 1.0
"""Added to each count: what never stood in a kind of text may do so yet."""

_UNIT = 2.5
"""Log-odds into the unit of the phrases’ weights, where 2 is sure."""

_FROM = 1.3
"""In that unit: where it stands even, so much is added, since 2 is asked for."""

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Labelled = tuple[frozenset[str], bool]
"""The words and pairs in a text, and whether it is of the kind."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Which words stand in which texts, as pairs of places, and what naive Bayes makes of each."""

    text: "np.ndarray[Any, np.dtype[np.int64]]"
    word: "np.ndarray[Any, np.dtype[np.int64]]"
    value: Numbers
    texts: int

    def of_texts(self, weights: Numbers) -> Numbers:
        """What the words of each text come to."""
        each = (self.value * weights)[self.word]
        return np.bincount(self.text, each, self.texts).astype(np.float64)

    def of_words(self, texts: Numbers) -> Numbers:
        """What the texts with each word come to."""
        return np.bincount(self.word, texts[self.text], len(self.value)) * self.value

    def steepest(self) -> float:
        """The largest square by which a step can grow (power iteration)."""
        at, grown = np.ones(len(self.value)), 1.0
        for _ in range(30):
            at = self.of_words(self.of_texts(at / grown))
            grown = float(np.linalg.norm(at)) or 1.0
        return grown


def learned(labelled: Iterable[Labelled], least: int) -> Weighed:
    """What each word adds that stood in at least so many texts, in the unit of the phrases."""
    rows = list(labelled)
    counts = Counter(word for words, _ in rows for word in words)
    words = sorted(word for word, n in counts.items() if n >= least)
    of_kind = np.array([float(is_it) for _, is_it in rows])
    table = _table([one for one, _ in rows], words, _values(rows, words))
    weights, base = _fitted(table, of_kind)
    each = np.round(_UNIT * table.value * weights, 1)
    found = {word: float(one) for word, one in zip(words, each, strict=True) if one}
    return weighed(round(_UNIT * base + _FROM, 1), found)


def _values(rows: Sequence[Labelled], words: Sequence[str]) -> Numbers:
    """By word, the log-odds of naive Bayes."""
    these = Counter(word for signs, is_it in rows if is_it for word in signs)
    others = Counter(word for signs, is_it in rows if not is_it for word in signs)
    some, rest = (sum(each[word] + _FEW for word in words) for each in (these, others))
    return np.array([log((these[w] + _FEW) / some) - log((others[w] + _FEW) / rest) for w in words])


def _table(texts: Sequence[frozenset[str]], words: Sequence[str], value: Numbers) -> _Table:
    places = {word: place for place, word in enumerate(words)}
    pairs = [
        (text, places[word])
        for text, signs in enumerate(texts)
        for word in sorted(signs)
        if word in places
    ]
    text, word = np.array(pairs, dtype=np.int64).T
    return _Table(text, word, value, len(texts))


def _fitted(table: _Table, of_kind: Numbers) -> tuple[Numbers, float]:
    """The weights of the words, and what a text without words comes to."""
    step = 1 / (table.steepest() / 4 + _RIDGE)
    weights = ahead = np.zeros(len(table.value))
    base, pace = 0.0, 1.0
    for _ in range(_ROUNDS):
        off = 1 / (1 + np.exp(-table.of_texts(ahead) - base)) - of_kind
        following = ahead - step * (table.of_words(off) + _RIDGE * ahead)
        base -= float(off.mean()) * 3.6  # four over the number of texts is the longest safe step
        pace, before = (1 + sqrt(1 + 4 * pace * pace)) / 2, pace
        ahead = following + (before - 1) / pace * (following - weights)
        weights = following
    return weights, base
