"""What makes us think that a request needs a block: facts, and words. Data: needs.yaml."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.catalogue.terms import Phrase, Text, phrase_of
from bot.fact_keys import CHOICES, problem_with
from bot.facts import Fact, Facts, Source, value_of
from bot.structuring import At, Misfit, Misfits, nearest
from bot.words.rich import Words

SELDOM = 2.0
"""Of 100 requests so many at least are taken to need a block, however few were seen to."""

_Known = tuple[tuple[str, str | int], ...]

REMEMBERED = 4096
"""Sets of facts whose needs are kept in mind: few facts bear on them."""

_MOST_WEIGHT = 5.0
_CALLS = 1.0
"""From this weight on, facts call for a need by themselves."""


@dataclass(frozen=True, slots=True)
class Need:
    """What speaks for one general block; see the head of needs.yaml for each key."""

    need: str
    of_100: float = SELDOM
    facts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if wrong := (*self._share(), *self._facts(), *self._phrases()):
            raise Misfits(*wrong)

    def weight(self, facts: Facts) -> float:
        """How much the facts speak for it, or against it."""
        return sum(weight for _, weight in self.told_by(facts))

    def told_by(self, facts: Facts) -> Iterator[tuple[str, float]]:
        """The facts that say something about it, and how much."""
        for key, weights in self.facts.items():
            weight = weights.get(str(value_of(facts, key)))
            if weight is not None:
                yield key, weight

    def _share(self) -> Iterator[Misfit]:
        if not 0 < self.of_100 <= 95:
            what = f"{self.of_100:g} of 100 requests cannot need it."
            yield Misfit(("of_100",), what, "Write a number above 0, up to 95.")

    def _facts(self) -> Iterator[Misfit]:
        for key, weights in self.facts.items():
            if key not in CHOICES:
                what = f"‘{key}’ is no fact that has choices."
                yield Misfit(("facts", key), what, nearest(key, list(CHOICES)))
                continue
            for value, weight in weights.items():
                yield from _weighed(key, value, weight)

    def _phrases(self) -> Iterator[Misfit]:
        seen: dict[Phrase, str] = {}
        for at, text in self._texts():
            phrase = phrase_of(text)
            if not phrase:
                what = f"‘{text}’ has no word, so it is never heard."
                yield Misfit(at, what, "Write the words that people use, or take it out.")
            elif phrase in seen:
                what = f"‘{text}’ is heard as ‘{seen[phrase]}’ above, so it never counts."
                yield Misfit(at, what, "Keep one of them.")
            seen.setdefault(phrase, text)

    def _texts(self) -> Iterator[tuple[At, str]]:
        for key in ("named", "said", "hints"):
            yield from (((key, place), each) for place, each in enumerate(getattr(self, key)))


def _weighed(key: str, value: str, weight: float) -> Iterator[Misfit]:
    at = ("facts", key, value)
    if wrong := problem_with(key, value):
        yield Misfit(at, f"{wrong}.")
    elif not 0 < abs(weight) <= _MOST_WEIGHT:
        what = f"{weight:g} is no weight that can be told from another."
        yield Misfit(at, what, "Write a number from -5 to 5 other than 0, or take it out.")


@dataclass(frozen=True, slots=True)
class Sure:
    """A fact that needs a block whatever the words are, so that it can be a gap.

    `said` are phrases of which the request must have one.
    """

    fact: str
    value: str
    need: str
    said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.fact not in CHOICES:
            what = f"‘{self.fact}’ is no fact that has choices."
            raise Misfits(Misfit(("fact",), what, nearest(self.fact, list(CHOICES))))
        if wrong := problem_with(self.fact, self.value):
            raise Misfits(Misfit(("value",), f"{wrong}."))

    def holds(self, facts: Facts, said: Text) -> bool:
        """Whether the request has the fact, and the words if it takes any."""
        if str(value_of(facts, self.fact)) != self.value:
            return False
        return not self.said or any(said.find(phrase_of(each)) for each in self.said)


@dataclass(frozen=True, eq=False)
class Needs:
    """Everything that speaks for blocks. A catalogue may lack some of them, and have others.

    Equal to itself alone.
    """

    needs: tuple[Need, ...] = ()
    sure: tuple[Sure, ...] = ()

    def __post_init__(self) -> None:
        twice = [
            Misfit(("needs", place, "need"), f"‘{one.need}’ is above too.", "Write it once.")
            for place, one in enumerate(self.needs)
            if one.need in (each.need for each in self.needs[:place])
        ]
        if twice:
            raise Misfits(*twice)

    @cached_property
    def by_id(self) -> Mapping[str, Need]:
        """Each by the id of its block."""
        return {each.need: each for each in self.needs}

    def surely(self, facts: Facts, said: Text) -> tuple[str, ...]:
        """What is needed whatever the words are, as the file orders it."""
        held = (each.need for each in self.sure if each.holds(facts, said))
        return tuple(dict.fromkeys(held))

    @cached_property
    def bearing(self) -> tuple[str, ...]:
        """The facts that say something about any of them."""
        return tuple(sorted({key for each in self.needs for key in each.facts}))

    def called_for(self, facts: Facts) -> frozenset[str]:
        """The needs that facts call for by themselves; remembered, for each turn asks often."""
        known = ((key, facts[key].value) for key in self.bearing if key in facts)
        return self._kept_in_mind(tuple(known))

    @cached_property
    def _kept_in_mind(self) -> Callable[[_Known], frozenset[str]]:
        """With the needs, and gone with them."""
        return lru_cache(maxsize=REMEMBERED)(self._called_for)

    def _called_for(self, known: _Known) -> frozenset[str]:
        facts = {key: Fact(value, Source.ANSWERED) for key, value in known}
        return frozenset(each.need for each in self.needs if each.weight(facts) >= _CALLS)


_SENTENCES = {
    "data-sharing-api": "gap.sharing",
    "integration-platform": "gap.joining",
    "payments": "gap.payments",
    "residency-check": "gap.address",
}
"""What a need is called as a gap. Any other goes by its entry's name."""


def gap_names(words: Words) -> Mapping[str, str]:
    """By the need's id: what it is called where nothing meets it."""
    return {need: words.plain(name) for need, name in _SENTENCES.items()}
