"""Which question comes next. Nothing here is stored: all is derived."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache

from bot.catalogue.needs import Needs
from bot.fact_keys import CHOICES, NUMBERS, WORDS, problem_with
from bot.facts import Fact, Facts, Source, value_of
from bot.levels.judgement import Judgement, Sureness
from bot.levels.judging import Rules, would_judge
from bot.understanding.phrases import PhraseBook
from bot.words.rich import LONGEST_LABEL

_A_BLOCK = 0.03
"""What a block more is worth, as a share of the level's chances."""

_Told = tuple[tuple[str, str | int, Source], ...]

REMEMBERED = 512
"""Questions kept in mind: an answer is held against the one that was asked a turn before."""


class Worth(StrEnum):
    """Why a question is asked at all."""

    LEVEL = "level"
    """Only while an answer could still change the level or what would change it, or make a
    judgement that is not sure likely."""
    ALWAYS = "always"


_YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its key, its label, the facts it gives (else the question’s own fact).

    `phrases` are how people say the same in words. `often` is how often it is chosen, beside the
    other choices: what hardly anybody answers is no reason to ask.
    """

    key: str
    label: str
    gives: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    often: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.often < math.inf:
            raise ValueError(f"choice {self.key}: often must be a number from 0 up")
        if not 0 < len(self.label) <= LONGEST_LABEL:
            raise ValueError(f"choice {self.key}: the label must have 1 to {LONGEST_LABEL} letters")
        for fact, value in self.gives.items():
            if problem := problem_with(fact, value):
                raise ValueError(f"choice {self.key}: {problem}")
        PhraseBook(((0, phrase) for phrase in self.phrases), {})


@dataclass(frozen=True, slots=True)
class Wording:
    """How a question is put instead where the facts have one of these values."""

    when: Mapping[str, tuple[str, ...]]
    ask: str
    why: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its key is the first fact it fills.

    `when` gives, by fact, values of which one must be known; `unless` values that must not be.
    `also` are other facts that may be read from an answer in words. `about_process` says that who
    is not sure of it is asked who would know. `instead` are other wordings for other facts.
    """

    fills: tuple[str, ...]
    ask: str
    why: str
    choices: tuple[Choice, ...] = ()
    free_text: bool = True
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    worth: Worth = Worth.LEVEL
    about_process: bool = False
    instead: tuple[Wording, ...] = ()

    def __post_init__(self) -> None:
        if problems := _problems(self):
            name = self.fills[0] if self.fills else self.ask
            raise ValueError(f"question {name}: {'; '.join(problems)}")

    @property
    def key(self) -> str:
        """The first fact it fills."""
        return self.fills[0]

    @property
    def bearing(self) -> frozenset[str]:
        """The facts that whether and how it is put depends on."""
        conditions = (self.when, self.unless, *(other.when for other in self.instead))
        return frozenset({self.key}.union(*conditions))

    def fits(self, facts: Facts) -> bool:
        """Whether its conditions hold."""
        wanted = _hold(self.when, facts)
        unwanted = any(value_of(facts, fact) in values for fact, values in self.unless.items())
        return wanted and not unwanted

    def as_put(self, facts: Facts) -> "Question":
        """The question in the wording that these facts call for."""
        other = next((one for one in self.instead if _hold(one.when, facts)), None)
        if other is None:
            return self
        return replace(self, ask=other.ask, why=other.why, choices=other.choices)

    def labelled(self, typed: str) -> Choice | None:
        """The choice whose label this is, as people type it.

        None for a mere Yes or No: it answers whatever is asked.
        """
        plain = typed.strip(" .!").casefold()
        named = (one for one in self.choices if one.key not in _YES_NO)
        return next((one for one in named if one.label.casefold() == plain), None)

    def given_by(self, choice: Choice) -> Mapping[str, str]:
        """The facts that a choice gives."""
        return choice.gives or {self.key: choice.key}


def _hold(when: Mapping[str, tuple[str, ...]], facts: Facts) -> bool:
    return all(value_of(facts, fact) in values for fact, values in when.items())


def _problems(question: Question) -> list[str]:
    problems = [] if question.fills else ["it fills no fact"]
    if not (question.ask.strip() and question.why.strip()):
        problems.append("it needs words to ask and one line of why")
    if not (question.choices or question.free_text):
        problems.append("it has no choices and takes no words, so nobody could answer it")
    known = {*CHOICES, *NUMBERS, *WORDS}
    problems += [
        f"‘{key}’ is no fact" for key in (*question.fills, *question.also) if key not in known
    ]
    for condition in (question.when, question.unless, *(one.when for one in question.instead)):
        pairs = [(key, value) for key, values in condition.items() for value in values]
        problems += filter(None, (problem_with(*pair) for pair in pairs))
    if question.fills:
        every = (*question.choices, *(c for one in question.instead for c in one.choices))
        pairs = [pair for one in every for pair in question.given_by(one).items()]
        problems += filter(None, (problem_with(*pair) for pair in pairs))
    return problems


@dataclass(frozen=True, slots=True)
class Questions:
    """All questions in the order they are asked, and the most that anybody is asked.

    `screening` is asked where it is unclear whether there is a request at all; `who_knows` of
    somebody who is not sure how the work is done; `service` once of each person. The last two do
    not count.
    """

    most: int
    screening: Question
    questions: tuple[Question, ...]
    who_knows: Question | None = None
    service: Question | None = None

    def __post_init__(self) -> None:
        keys = [question.key for question in self.questions]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"question {', '.join(sorted(twice))} is there twice")
        if self.most < 1:
            raise ValueError("most: at least one question must be allowed")

    def named(self, key: str) -> Question | None:
        """The question of that key, the screening question among them."""
        return next((one for one in (self.screening, *self.questions) if one.key == key), None)

    def about_process(self, key: str) -> bool:
        """Whether the question of that key asks how the work is done."""
        question = self.named(key)
        return question is not None and question.about_process


@dataclass(frozen=True, eq=False)
class Form:
    """The questions, with the rules that tell which of them still matter. Equal to itself alone."""

    questions: Questions
    rules: Rules
    needs: Needs = field(default_factory=Needs)

    def next_question(self, facts: Facts, already_asked: tuple[str, ...]) -> Question | None:
        """The first that applies, is unanswered and can still change the outcome."""
        known = ((key, facts[key]) for key in self.bearing if key in facts)
        told = tuple((key, _condition(fact.value), fact.source) for key, fact in known)
        return self._kept_in_mind(told, already_asked)

    @cached_property
    def bearing(self) -> tuple[str, ...]:
        """The facts that which question comes next depends on; on nobody's words."""
        named = {key for one in self.questions.questions for key in one.bearing}
        bearing = named.union(self.rules.bearing, self.needs.bearing)
        return tuple(sorted(bearing.difference(self.rules.hints)))

    @cached_property
    def _kept_in_mind(self) -> Callable[[_Told, tuple[str, ...]], Question | None]:
        """With the form, and gone with it."""
        return lru_cache(maxsize=REMEMBERED)(
            lambda told, asked: self.first_worth_asking(
                {key: Fact(value, source) for key, value, source in told}, asked
            )
        )

    def first_worth_asking(self, facts: Facts, already_asked: tuple[str, ...]) -> Question | None:
        """The next question, worked out anew: of two that may change as much, the first."""
        if len(already_asked) >= self.questions.most:
            return None
        open_ones = self.open_questions(facts, already_asked)
        worth = [one for one in open_ones if self._is_worth_asking(one, facts)]
        return max(worth, key=lambda one: self.expected_effect(one, facts), default=None)

    def open_questions(self, facts: Facts, already_asked: tuple[str, ...]) -> tuple[Question, ...]:
        """Those that apply and are unanswered, whether or not they are worth asking."""
        every = (one for one in self.questions.questions if one.key not in already_asked)
        fitting = (one for one in every if not _is_known(facts.get(one.key)) and one.fits(facts))
        return tuple(one.as_put(facts) for one in fitting)

    def questions_left(self, facts: Facts, already_asked: tuple[str, ...]) -> tuple[str, ...]:
        """The keys it would ask from here, in order, if nobody were sure of anything."""
        asked = already_asked
        while question := self.next_question(facts, asked):
            asked = (*asked, question.key)
        return asked[len(already_asked) :]

    def expected_effect(self, question: Question, facts: Facts) -> float:
        """How far an answer moves the level and the blocks on average, by how often each is given.

        Of the level: the share of its chances that goes elsewhere. Of the blocks: those that it
        newly calls for, each worth a little of a level.
        """
        often = sum(one.often for one in question.choices) or 1.0
        return sum(
            one.often
            / often
            * self._effect({**facts, **facts_given(question.given_by(one), None)}, facts)
            for one in question.choices
        )

    def _effect(self, then: Facts, now: Facts) -> float:
        before, after = (would_judge(each, self.rules).probabilities for each in (now, then))
        moved = sum(abs(after[level] - before[level]) for level in before) / 2
        return moved + _A_BLOCK * len(self.needs.called_for(then) - self.needs.called_for(now))

    def _is_worth_asking(self, question: Question, facts: Facts) -> bool:
        return question.worth is Worth.ALWAYS or self._may_change_the_outcome(question, facts)

    def _may_change_the_outcome(self, question: Question, facts: Facts) -> bool:
        now = would_judge(facts, self.rules)
        possible = (
            would_judge({**facts, **facts_given(question.given_by(one), None)}, self.rules)
            for one in question.choices
        )
        return any(_changes(now, one) for one in possible)


def _changes(now: Judgement, then: Judgement) -> bool:
    """Whether it matters to come to the second of these rather than stay with the first."""
    settles = now.sure is Sureness.NOT_SURE and then.sure is not now.sure
    return settles or (now.level, now.would_change) != (then.level, then.would_change)


def _condition(value: str | int) -> str | int:
    """What a condition may ask of a value: no number is like another, and none is asked for."""
    return 0 if isinstance(value, int) else value


def _is_known(fact: Fact | None) -> bool:
    return fact is not None and fact.source is not Source.ASSUMED


def facts_given(given: Mapping[str, str], words: str | None) -> dict[str, Fact]:
    """What a choice gives, as answered; `words` are those that it was read from."""
    return {key: Fact(value, Source.ANSWERED, words) for key, value in given.items()}
