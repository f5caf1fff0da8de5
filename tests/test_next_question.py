"""Which question comes next: the one whose answer would move the level and the blocks most."""

from dataclasses import replace

import pytest

from bot.app.books import handbook
from bot.facts import Fact, Source
from bot.settings import Settings
from bot.understanding.form import Choice, Question

BOOK = handbook(Settings())
PERMITS = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"


def asked(key: str) -> Question:
    question = BOOK.form.questions.named(key)
    assert question
    return question


def test_what_moves_the_level_most_is_asked_first() -> None:
    read = BOOK.reader.read(PERMITS)
    facts = {key: fact for key, fact in read.items() if key not in BOOK.rules.hints}
    first = BOOK.form.next_question(facts, ())
    effects = {
        one.key: BOOK.form.expected_effect(one, facts)
        for one in BOOK.form.open_questions(facts, ())
    }

    assert first is asked("has_rekeying")
    assert effects["has_rekeying"] > effects["needs_payment"] > effects["volume_per_month"] == 0


def test_how_it_is_worded_makes_no_question_needless() -> None:
    read = BOOK.reader.read(PERMITS)
    plain = {key: fact for key, fact in read.items() if key != "worded_like"}

    assert read["worded_like"].value == "access"
    assert BOOK.form.questions_left(read, ()) == BOOK.form.questions_left(plain, ())


def test_what_hardly_anybody_answers_moves_little() -> None:
    facts = BOOK.reader.read("we need a form")
    seldom, often = (
        replace(
            asked("left_to_do"),
            choices=(
                Choice("nothing", "Nothing", often=10),
                Choice("same_problem", "The same", often=often),
            ),
        )
        for often in (0.1, 10.0)
    )

    assert BOOK.form.expected_effect(seldom, facts) < BOOK.form.expected_effect(often, facts)


def test_what_is_known_is_not_asked_and_with_all_known_nothing_is_left() -> None:
    said = {
        "asks_for": "form",
        "channel_now": "paper",
        "has_rekeying": "no",
        "teams_affected": "one",
        "left_to_do": "nothing",
    }
    facts = {key: Fact(value, Source.ANSWERED) for key, value in said.items()}
    facts["volume_per_month"] = Fact(20, Source.ANSWERED)

    assert BOOK.form.questions_left(facts, ()) == ()


@pytest.mark.parametrize("often", [-1.0, float("inf"), float("nan")])
def test_how_often_is_a_number_from_0_up(often: float) -> None:
    with pytest.raises(ValueError, match="choice yes: often must be a number from 0 up"):
        Choice("yes", "Yes", often=often)
