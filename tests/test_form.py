"""The form: what is asked next, and what an answer says."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.files import load
from bot.fact_keys import problem_with
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Source
from bot.levels.judging import Rules
from bot.understanding.answers import read_answer
from bot.understanding.form import Choice, Form, Question, Questions
from bot.understanding.reading import Lexicon, Reader

READER = Reader(load(Path("bot/understanding/reading.yaml"), Lexicon))
QUESTIONS = load(Path("bot/understanding/questions.yaml"), Questions)
FORM = Form(QUESTIONS, load(Path("bot/levels/rules.yaml"), Rules))
PERMITS = READER.read(
    "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"
)


def question(key: str) -> Question:
    found = QUESTIONS.named(key)
    assert found
    return found


def answer(key: str, text: str) -> dict[str, str | int]:
    facts = read_answer(question(key), text, READER)
    assert all(fact.source is Source.ANSWERED for fact in facts.values())
    assert all(fact.words in text for fact in facts.values() if fact.words)
    return {name: fact.value for name, fact in facts.items()}


def test_a_permit_on_paper_is_asked_about_its_way_the_money_and_the_number() -> None:
    left = FORM.questions_left(PERMITS, ())

    assert left == ("has_rekeying", "needs_payment", "volume_per_month")


def test_what_was_read_is_not_asked_but_a_guess_may_be() -> None:
    known = {**PERMITS, "needs_payment": Fact("yes", Source.READ, "£12")}
    guessed = {**PERMITS, "needs_payment": Fact("yes", Source.ASSUMED)}

    assert "needs_payment" not in FORM.questions_left(known, ())
    assert "needs_payment" in FORM.questions_left(guessed, ())


def test_money_is_asked_about_only_where_it_fits() -> None:
    facts = READER.read("We want a form so people can tell us about litter. They ring us")

    assert "needs_payment" not in FORM.questions_left(facts, ())


def test_nobody_is_asked_twice_or_more_than_five_questions() -> None:
    five = ("kind", "has_rekeying", "teams_affected", "left_to_do", "kept_in")

    assert FORM.next_question(PERMITS, five) is None
    assert "has_rekeying" not in FORM.questions_left(PERMITS, ("has_rekeying",))
    assert len(FORM.questions_left({}, ())) <= 5


def test_an_answer_in_words_gives_every_fact_it_states() -> None:
    text = "we key it into PermitPoint then print and post it. gotta check theyre on council tax"

    assert answer("has_rekeying", text) == {
        "has_rekeying": "yes",
        "printed_and_posted": "yes",
        "checked_elsewhere": "yes",
        "system_named": "PermitPoint",
    }


def test_an_answer_does_not_overwrite_what_it_was_not_asked_about() -> None:
    assert answer("has_rekeying", "someone emails it to finance") == {"has_rekeying": "no"}


@pytest.mark.parametrize(
    ("key", "text", "facts"),
    [
        ("has_rekeying", "typed_in", {"has_rekeying": "yes"}),
        ("has_rekeying", "it is filed", {"has_rekeying": "no"}),
        ("teams_affected", "just us really", {"teams_affected": "one"}),
        ("needs_payment", "Yes", {"needs_payment": "yes"}),
        ("needs_payment", "£12 for a book of 10, card or cash", {"needs_payment": "yes"}),
        ("volume_per_month", "60ish, 15 mins each. more in summer",
         {"volume_per_month": 60, "minutes_each": 15}),
        ("volume_per_month", "half an hour", {"volume_per_month": TOLD, "minutes_each": 30}),
        ("volume_per_month", "3 weeks", {"volume_per_month": TOLD}),
        ("kind", "it is broken", {"kind": "broken"}),
        ("channel_now", "they call us", {"channel_now": "phone"}),
        ("channel_now", "We’ll call it a success", {"channel_now": TOLD}),
        ("left_to_do", "nobody owns it", {"left_to_do": "same_problem", "nobody_owns_it": "yes"}),
    ],
)  # fmt: skip
def test_buttons_and_words_say_the_same(key: str, text: str, facts: dict[str, str | int]) -> None:
    assert answer(key, text) == facts


@pytest.mark.parametrize("text", ["not_sure", "Not sure", "dunno", "I don’t know", "", "🤷"])
def test_not_knowing_is_a_proper_answer(text: str) -> None:
    assert answer("has_rekeying", text) == {"has_rekeying": NOT_SURE}


def test_skipping_is_a_proper_answer() -> None:
    assert answer("has_rekeying", "skip") == {"has_rekeying": SKIPPED}


def test_words_that_say_nothing_we_know_are_kept_and_end_the_question() -> None:
    facts = read_answer(question("has_rekeying"), "purple", READER)

    assert facts["has_rekeying"] == Fact(TOLD, Source.ANSWERED, "purple")
    assert "has_rekeying" not in FORM.questions_left({**PERMITS, **facts}, ())


def test_mistakes_in_the_questions_are_named() -> None:
    asked = question("needs_payment")
    with pytest.raises(ValueError, match="question colour: ‘colour’ is no fact"):
        Question(("colour",), "Which?", "I ask because.")
    with pytest.raises(ValueError, match="no choices and takes no words"):
        Question(("deadline",), "When?", "I ask because.", free_text=False)
    with pytest.raises(ValueError, match="question When: it fills no fact"):
        Question((), "When", "I ask because.")
    with pytest.raises(ValueError, match="one line of why"):
        replace(asked, why=" ")
    with pytest.raises(ValueError, match="‘fax’ is not a value of channel_now"):
        replace(asked, when={"channel_now": ("fax",)})
    with pytest.raises(ValueError, match="‘maybe’ is not a value of needs_payment"):
        replace(asked, choices=(Choice("maybe", "Maybe"),))
    with pytest.raises(ValueError, match="1 to 75 letters"):
        Choice("long", "x" * 76)
    with pytest.raises(ValueError, match="choice odd: ‘odd’ is no fact"):
        Choice("odd", "Odd", {"odd": "yes"})
    with pytest.raises(ValueError, match="question needs_payment is there twice"):
        replace(QUESTIONS, questions=(asked, asked))
    with pytest.raises(ValueError, match="at least one question"):
        replace(QUESTIONS, most=0)


def test_a_fact_is_checked_by_its_key() -> None:
    assert problem_with("volume_per_month", 60) is None
    assert problem_with("volume_per_month", NOT_SURE) is None
    assert problem_with("deadline", "by March") is None
    assert "whole number" in str(problem_with("minutes_each", "long"))
    assert "whole number" in str(problem_with("minutes_each", -1))


@pytest.mark.parametrize("text", ["dunno sorry", "not sure tbh", "Sorry, no idea really"])
def test_what_people_say_beside_not_sure_changes_nothing(text: str) -> None:
    assert read_answer(question("has_rekeying"), text, READER) == {
        "has_rekeying": Fact(NOT_SURE, Source.ANSWERED)
    }
