"""The words that several people use for a thing, as the first of them has them. Pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.catalogue.terms import Word, in_any, is_grammar, words_of
from bot.understanding.likeness import PRIOR, SHOWN

_Said = tuple[str, ...]
"""The stem of a word, or those of two that stand side by side."""


def said_by_several(texts: Sequence[str], but: str = "") -> tuple[str, ...]:
    """At most 3 words or pairs of words that two or more of the texts have, and `but` has not.

    What most of them say comes first, then what is rarer. Two words that several say side by side
    stand for both.
    """
    told = [_typed(text) for text in texts]
    having = Counter(said for each in told for said in each)
    known = in_any([but])
    several = {said for said, n in having.items() if n > 1 and not known.issuperset(said)}
    shown = list(_apart(sorted(several, key=lambda said: _worth(said, having))))
    return tuple(_first(said, told) for said in shown[:SHOWN])


def _typed(text: str) -> dict[_Said, str]:
    """What a text says, each as it has it first."""
    words, telling = words_of(text), in_any([text])
    typed: dict[_Said, str] = {}
    for one in words:
        if one.stem in telling:
            typed.setdefault((one.stem,), text[one.start : one.end])
    for one, two in pairwise(words):
        if _is_pair(one, two, text) and {one.stem, two.stem} & telling:
            typed.setdefault((one.stem, two.stem), text[one.start : two.end])
    return typed


def _is_pair(one: Word, two: Word, text: str) -> bool:
    """Whether they stand side by side, and both say something."""
    between = text[one.end : two.start]
    return between == " " and not (is_grammar(one.stem) or is_grammar(two.stem))


def _worth(said: _Said, having: Counter[_Said]) -> tuple[bool, int, float, _Said]:
    """Pairs before the words in them; then by how many say it, and how rare it is."""
    return (len(said) == 1, -having[said], -sum(map(PRIOR.of, said)), said)


def _apart(ordered: Sequence[_Said]) -> Iterator[_Said]:
    """Those that have no word of one before them."""
    seen: set[str] = set()
    for said in ordered:
        if seen.isdisjoint(said):
            seen.update(said)
            yield said


def _first(said: _Said, told: Sequence[dict[_Said, str]]) -> str:
    return next(each[said] for each in told if said in each)
