"""From facts to a level of change: evidence is added up, and every piece of it can be shown."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from bot.fact_keys import CHOICES, problem_with
from bot.facts import NO_VALUES, Fact, Facts, Source, value_of
from bot.levels.judgement import Judgement, Level, Reason, Sureness
from bot.structuring import Misfit, Misfits

_Known = tuple[tuple[str, str | int, Source], ...]

REMEMBERED = 4096
"""Judgements kept in mind: few facts bear on the level, so most have been made before."""

_TELLING = 0.3
"""Evidence that moves its level by less than this is counted but not mentioned."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one value of a fact says about the level.

    `points_to` is the level that gains most, `strength` by how much more than the next.

    The weights are added to each level's score (the logarithm of its odds). A rule without a
    sentence is counted in silence.
    """

    fact: str
    value: str
    access: float = 0.0
    efficiency: float = 0.0
    transformation: float = 0.0
    sentence: str = ""
    points_to: Level = field(init=False, repr=False, compare=False)
    strength: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if problem := problem_with(self.fact, self.value) or _never_told(self.fact, self.value):
            raise ValueError(f"rule for {self.fact}: {problem}")
        if not all(math.isfinite(self.weight(level)) for level in Level):
            raise ValueError(f"rule for {self.fact} {self.value}: a weight is no number")
        # Worked out once: a turn judges a dozen times.
        weights = sorted(self.weight(level) for level in Level)
        object.__setattr__(self, "points_to", max(Level, key=self.weight))
        object.__setattr__(self, "strength", weights[-1] - weights[-2])

    def weight(self, level: Level) -> float:
        """What is added to the score of that level."""
        return {
            Level.ACCESS: self.access,
            Level.EFFICIENCY: self.efficiency,
            Level.TRANSFORMATION: self.transformation,
        }[level]


@dataclass(frozen=True, slots=True)
class Change:
    """What would make it another level. `{system}` stands for the system named, if one is.

    `when` gives, by fact, the values of which one must be known; `without` those that must not be.
    """

    level: Level
    sentence: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_values(f"change ‘{self.sentence}’", self.when, self.without)
        for fact, values in self.when.items():
            if set(values) <= set(self.without.get(fact, ())):
                raise ValueError(
                    f"change ‘{self.sentence}’ can never be said: "
                    f"all that ‘when’ wants of {fact} is under ‘without’, or nothing is wanted"
                )

    def fits(self, level: Level, facts: Facts) -> bool:
        """Whether it is worth saying for this level and these facts."""
        if level is not self.level:
            return False
        wanted = all(value_of(facts, fact) in values for fact, values in self.when.items())
        unwanted = any(value_of(facts, fact) in values for fact, values in self.without.items())
        return wanted and not unwanted


@dataclass(frozen=True, slots=True)
class SmallStep:
    """Something that helps whatever is decided. `when` gives, by fact, the values it fits."""

    sentence: str
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_values(f"small step ‘{self.sentence}’", self.when)

    def fits(self, facts: Facts) -> bool:
        """Whether it is worth saying for these facts."""
        return all(value_of(facts, fact) in values for fact, values in self.when.items())


def _never_told(fact: str, value: str) -> str:
    """Why no fact is ever this value, or nothing."""
    if fact not in CHOICES:
        return f"{fact} has no fixed values, so this can never count"
    return f"‘{value}’ stands for nothing known, so this can never count" * (value in NO_VALUES)


def _check_values(name: str, *conditions: Mapping[str, tuple[str, ...]]) -> None:
    """Raises ValueError for a fact or a value that there is not."""
    for condition in conditions:
        for fact, values in condition.items():
            for value in values:
                if problem := problem_with(fact, value):
                    raise ValueError(f"{name}: {problem}")


@dataclass(frozen=True, eq=False)
class Rules:
    """All evidence, where scores start, and how much is needed to be sure.

    `sure_from` and `likely_from` are probabilities; to be sure, at least `facts_to_be_sure` of the
    facts in `deciding` must be known too, since a first message alone seldom settles the level.
    `likely_at_most` gives, by fact, the values with which nobody should be sure, also those that
    stand for a question without an answer that we can read. Of `small_steps`
    the first that fits is said where a whole service is to be rethought. `hints` are facts that
    help to guess, but never make it sure, nor a question needless. `bearing` are the facts
    that any of this looks at, `told` those that the `rules` do, which `by_value` has by fact and
    value. Rules are equal to themselves alone.
    """

    start: Mapping[Level, float]
    rules: tuple[Rule, ...]
    would_change: tuple[Change, ...]
    deciding: tuple[str, ...]
    facts_to_be_sure: int
    sure_from: float
    likely_from: float
    system_unnamed: str = "the system behind it"
    likely_at_most: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    small_steps: tuple[SmallStep, ...] = ()
    hints: tuple[str, ...] = ()
    bearing: tuple[str, ...] = field(init=False, repr=False)
    told: tuple[str, ...] = field(init=False, repr=False)
    by_value: Mapping[tuple[str, str | int | None], Rule] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bearing", _bearing(self))
        object.__setattr__(self, "told", tuple(dict.fromkeys(rule.fact for rule in self.rules)))
        by_value = {(rule.fact, rule.value): rule for rule in self.rules}
        object.__setattr__(self, "by_value", by_value)
        if wrong := (*_twice(self.rules), *_never_reached(self.small_steps)):
            raise Misfits(*wrong)
        if missing := set(Level) - set(self.start):
            raise ValueError(f"start: {', '.join(sorted(missing))} is missing")
        if not 1 / len(Level) <= self.likely_from <= self.sure_from <= 1:
            raise ValueError("likely_from and sure_from must be from 0.34 to 1, likely the lower")

    @cached_property
    def kept_in_mind(self) -> Callable[[_Known], Judgement]:
        """Judgements of what is known, with the rules, and gone with them."""
        return lru_cache(maxsize=REMEMBERED)(
            lambda known: judge({key: Fact(value, source) for key, value, source in known}, self)
        )


def _twice(rules: tuple[Rule, ...]) -> Iterator[Misfit]:
    """The rules for a fact and value that an earlier rule is for."""
    seen = set[tuple[str, str]]()
    for place, rule in enumerate(rules):
        if (rule.fact, rule.value) in seen:
            what = f"There is a rule for {rule.fact} {rule.value} already: this can never count."
            yield Misfit(("rules", place), what, "Keep one of them.")
        seen.add((rule.fact, rule.value))


def _never_reached(steps: tuple[SmallStep, ...]) -> Iterator[Misfit]:
    """The small steps after one that always fits."""
    always = next((at for at, one in enumerate(steps) if not one.when), len(steps))
    for place in range(always + 1, len(steps)):
        what = "A step before this one always fits: this can never be said."
        yield Misfit(("small_steps", place), what, "Put it higher, or take it out.")


def _bearing(rules: Rules) -> tuple[str, ...]:
    conditions = (
        rules.likely_at_most,
        *(each.when for each in rules.would_change),
        *(each.without for each in rules.would_change),
        *(each.when for each in rules.small_steps),
    )
    named = {fact for condition in conditions for fact in condition}
    told = {rule.fact for rule in rules.rules}
    return tuple(sorted({"system_named", *named, *told, *rules.deciding}))


def with_names(rules: Rules, names: Mapping[Level, str]) -> Rules:
    """The rules with `{access}` and its like in their sentences become the names people see."""

    def named(sentence: str) -> str:
        for level, name in names.items():
            sentence = sentence.replace(f"{{{level}}}", name)
        return sentence

    return replace(
        rules,
        rules=tuple(replace(rule, sentence=named(rule.sentence)) for rule in rules.rules),
        would_change=tuple(replace(c, sentence=named(c.sentence)) for c in rules.would_change),
    )


def would_judge(facts: Facts, rules: Rules) -> Judgement:
    """As `judge`, remembered: for a question, all that might be answered is judged each turn.

    Its reasons quote nobody, and it is shown no fact that the rules do not name.
    """
    known = ((key, facts[key]) for key in rules.bearing if key in facts)
    return rules.kept_in_mind(tuple((key, fact.value, fact.source) for key, fact in known))


def judge(facts: Facts, rules: Rules) -> Judgement:
    """The best guess at a level; with no facts it is where the rules start, and not sure."""
    telling = _telling(facts, rules)
    plain = tuple(rule for rule in telling if rule.fact not in rules.hints)
    likely, without_hints = _chances(rules, telling), _chances(rules, plain)
    level = max(Level, key=lambda one: likely[one])
    # What nothing can be said for is not likely, whatever the sums come to.
    reasons = _reasons(level, telling, facts)
    # A hint that only bears out what the facts say is no reason of its own.
    decisive = level is not max(Level, key=lambda one: without_hints[one])
    chance = min(likely[level], without_hints[level])
    return Judgement(
        level=level,
        sure=_sureness(chance, facts, rules) if reasons else Sureness.NOT_SURE,
        probabilities=likely,
        reasons=reasons if decisive else _reasons(level, plain, facts),
        would_change=_changes(level, facts, rules),
        small_step=_small_step(level, facts, rules),
    )


def _telling(facts: Facts, rules: Rules) -> tuple[Rule, ...]:
    """The rules that the facts bear out, in the order of the file."""
    found = (rules.by_value.get((key, value_of(facts, key))) for key in rules.told)
    return tuple(rule for rule in found if rule is not None)


def _chances(rules: Rules, telling: tuple[Rule, ...]) -> dict[Level, float]:
    scores = {
        level: rules.start[level] + sum(rule.weight(level) for rule in telling) for level in Level
    }
    highest = max(scores.values())
    odds = {level: math.exp(score - highest) for level, score in scores.items()}
    return {level: odd / sum(odds.values()) for level, odd in odds.items()}


def _sureness(chance: float, facts: Facts, rules: Rules) -> Sureness:
    known = sum(_is_known(facts.get(key)) for key in rules.deciding)
    doubtful = any(
        key in facts and facts[key].value in held for key, held in rules.likely_at_most.items()
    )
    if chance >= rules.sure_from and known >= rules.facts_to_be_sure and not doubtful:
        return Sureness.SURE
    return Sureness.LIKELY if chance >= rules.likely_from and known else Sureness.NOT_SURE


def _is_known(fact: Fact | None) -> bool:
    if fact is None or fact.source is Source.ASSUMED:
        return False
    return value_of({"it": fact}, "it") is not None


def _reasons(level: Level, telling: tuple[Rule, ...], facts: Facts) -> tuple[Reason, ...]:
    """Those for the level first, the strongest first; what two rules say alike is said once."""
    said = [rule for rule in telling if rule.sentence and rule.strength >= _TELLING]
    said.sort(key=lambda rule: (rule.points_to is not level, -rule.strength))
    once = {rule.sentence: rule for rule in reversed(said)}
    return tuple(_reason(rule, facts[rule.fact]) for rule in said if once[rule.sentence] is rule)


def _reason(rule: Rule, fact: Fact) -> Reason:
    return Reason(rule.fact, fact.value, fact.words, rule.points_to, rule.sentence)


def _small_step(level: Level, facts: Facts, rules: Rules) -> str:
    if level is not Level.TRANSFORMATION:
        return ""
    return next((step.sentence for step in rules.small_steps if step.fits(facts)), "")


def _changes(level: Level, facts: Facts, rules: Rules) -> tuple[str, ...]:
    system = str(value_of(facts, "system_named") or rules.system_unnamed)
    fitting = (change for change in rules.would_change if change.fits(level, facts))
    return tuple(change.sentence.replace("{system}", system) for change in fitting)
