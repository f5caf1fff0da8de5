"""What was worked out once is kept in mind, and never stands for anything else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import find, given
from hypothesis import strategies as st

from adapters.files import load
from bot.catalogue.needs import Needs
from bot.fact_keys import CHOICES
from bot.facts import NO_VALUES, Fact, Facts, Source
from bot.levels.judgement import Judgement
from bot.levels.judging import Rules, judge, would_judge
from bot.understanding.form import Form, Questions
from tests.test_form import PERMITS

RULES = load(Path("bot/levels/rules.yaml"), Rules)
NEEDS = load(Path("bot/catalogue/needs.yaml"), Needs)
FORM = Form(load(Path("bot/understanding/questions.yaml"), Questions), RULES, NEEDS)

CHOSEN = st.sampled_from([(key, each) for key, values in CHOICES.items() for each in values])
NAMED = st.tuples(st.just("system_named"), st.sampled_from(["PermitPoint", "Uniform"]))
COUNTED = st.tuples(st.just("volume_per_month"), st.integers(0, 500))
UNSAID = st.tuples(st.sampled_from(sorted(CHOICES)), st.sampled_from(sorted(NO_VALUES)))
SAID = st.tuples(
    CHOSEN | NAMED | COUNTED | UNSAID,
    st.sampled_from(list(Source)),
    st.sampled_from([None, "its words"]),
)
FACTS = st.lists(SAID, max_size=8, unique_by=lambda said: said[0][0]).map(
    lambda said: {key: Fact(value, source, words) for (key, value), source, words in said}
)


def differs(facts: Facts, remembered: Callable[[Facts], Judgement]) -> bool:
    """Whether what was kept in mind differs from what would be worked out, but for the words."""
    known, anew = remembered(facts), judge(facts, RULES)
    bare = tuple(replace(reason, words=None) for reason in anew.reasons)
    return known != replace(anew, reasons=bare)


@given(facts=FACTS)
def test_a_judgement_kept_in_mind_is_the_one_that_would_be_made(facts: Facts) -> None:
    assert not differs(facts, lambda each: would_judge(each, RULES))


def test_the_law_finds_a_fact_that_was_left_out() -> None:
    def blind(facts: Facts) -> Judgement:
        return would_judge({key: each for key, each in facts.items() if key != "asks_for"}, RULES)

    assert find(FACTS, lambda facts: differs(facts, blind))


def called_anew(facts: Facts) -> frozenset[str]:
    """The needs that facts call for, worked out without any memory."""
    return frozenset(each.need for each in NEEDS.needs if each.weight(facts) >= 1)


@given(facts=FACTS)
def test_needs_kept_in_mind_are_those_that_the_facts_call_for(facts: Facts) -> None:
    assert NEEDS.called_for(facts) == called_anew(facts)


def test_that_law_finds_a_fact_that_was_left_out_too() -> None:
    def blind(facts: Facts) -> frozenset[str]:
        seen = {key: each for key, each in facts.items() if key != "has_rekeying"}
        return NEEDS.called_for(seen)

    assert find(FACTS, lambda facts: blind(facts) != called_anew(facts))


@given(facts=FACTS, asked=st.lists(st.sampled_from(["has_rekeying", "needs_payment"]), max_size=2))
def test_a_question_kept_in_mind_is_the_one_that_would_come_next(
    facts: Facts, asked: list[str]
) -> None:
    plain = {key: fact for key, fact in facts.items() if key not in RULES.hints}

    assert FORM.next_question(facts, tuple(asked)) == FORM.first_worth_asking(plain, tuple(asked))


def test_two_forms_keep_nothing_in_mind_for_each_other() -> None:
    assert FORM.next_question(PERMITS, ()) is not None
    fewer = Form(replace(FORM.questions, questions=()), RULES)

    assert fewer.next_question(PERMITS, ()) is None
    assert FORM.next_question(PERMITS, ()) is not None
