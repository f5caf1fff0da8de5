"""Typed corrections: what takes something back, and what only sounds as though it did."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Draft, Given, Line
from bot.facts import Fact, Source
from bot.intake.correcting import correction_in
from tests.cast import book
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

OPENING = "Residents fill in a paper form for a permit. We key it into PermitPoint, 60 a month."
"""Read as: paper, residents, typed in again, the system PermitPoint, 60 a month."""
PAID = Given("needs_payment", Line("", TUESDAY), {"needs_payment": Fact("yes", Source.ANSWERED)})


def drafted(opening: str = OPENING, *answers: Given) -> Draft:
    lines = (Line(opening, TUESDAY),)
    return Draft(lines, read=book().reader.read(opening), answers=answers)


def put_right(line: str, draft: Draft) -> dict[str, str | int]:
    found = correction_in(line, draft, book().reader) or {}
    return {key: fact.value for key, fact in found.items()}


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("actually it's phone", {"channel_now": "phone"}),
        ("Actually they ring us", {"channel_now": "phone"}),
        ("actually, they email us", {"channel_now": "email"}),
        ("no, actually people phone us", {"channel_now": "phone"}),
        ("sorry, they ring us", {"channel_now": "phone"}),
        ("Sorry - it's by email", {"channel_now": "email"}),
        ("oops, they email it to us", {"channel_now": "email"}),
        ("no, it's by phone", {"channel_now": "phone"}),
        ("correction: they ring us up", {"channel_now": "phone"}),
        ("I meant they email us", {"channel_now": "email"}),
        ("i mean they phone us", {"channel_now": "phone"}),
        ("scratch that, they email us", {"channel_now": "email"}),
        ("that's wrong, they ring us", {"channel_now": "phone"}),
        ("That’s not right. They email us", {"channel_now": "email"}),
        ("not quite, they phone us", {"channel_now": "phone"}),
        ("my mistake, they email us", {"channel_now": "email"}),
        ("it's by phone, not on paper", {"channel_now": "phone"}),
        ("they email it, not paper", {"channel_now": "email"}),
        ("phone, not paper", {"channel_now": "phone"}),
        ("actually in person", {"channel_now": "in_person"}),
        ("actually it’s a spreadsheet", {"channel_now": "spreadsheet"}),
        ("it's 90 a month, not 60", {"volume_per_month": 90}),
        ("hang on, actually they ring us", {"channel_now": "phone"}),
        ("actually nobody keys it in", {"has_rekeying": "no"}),
        ("actually we don't rekey it", {"has_rekeying": "no"}),
        ("sorry, it's 90 a month", {"volume_per_month": 90}),
        ("actually about 600 a month", {"volume_per_month": 600}),
        ("actually it's for businesses", {"audience": "businesses"}),
        ("sorry, it's businesses that apply, not residents", {"audience": "businesses"}),
        ("wait, actually they do not pay for it", {"needs_payment": "no"}),
        ("no sorry, it’s free", {"needs_payment": "no"}),
    ],
)
def test_what_is_taken_back_is_put_right(line: str, right: dict[str, str | int]) -> None:
    assert put_right(line, drafted(OPENING, PAID)) == right


@pytest.mark.parametrize(
    "line",
    [
        "no",
        "No.",
        "nope",
        "yes",
        "actually no",
        "actually",
        "No, they pay by card",
        "no they pay",
        "not sure",
        "Not sure, sorry",
        "sorry, I'm not sure",
        "sorry, no idea",
        "no idea, not my team",
        "it's on paper, not a problem",
        "on paper, not much else",
        "they fill in the paper form, not always properly",
        "they actually fill in a paper form",
        "actually it's the paper form that is the trouble",
        "actually yes",
        "we key it in, actually",
        "actually it's about 60 a month",
        "sorry for the delay, it's paper",
        "I mean the paper form is fine",
        "it takes 15 minutes each, not counting the post",
        "some people ring to ask where it has got to",
        "they ring us if it is late, not often",
        "we email it on to finance",
        "we check it, not every time",
        "nobody else, just us",
        "no, about half come by phone",
    ],
)
def test_what_contradicts_nothing_is_an_ordinary_answer(line: str) -> None:
    assert put_right(line, drafted(OPENING, PAID)) == {}


ONE = Given("teams_affected", Line("", TUESDAY), {"teams_affected": Fact("one", Source.ANSWERED)})
EACH = Given("minutes_each", Line("", TUESDAY), {"minutes_each": Fact(15, Source.ANSWERED)})


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("no, it's about 200 a month", {"volume_per_month": 200}),
        ("no it's 200 a month", {"volume_per_month": 200}),
        ("sorry I meant email not paper", {"channel_now": "email"}),
        ("correction: other teams too", {"teams_affected": "several"}),
        ("that's wrong, residents don't pay", {"needs_payment": "no"}),
        ("it is phone, not paper", {"channel_now": "phone"}),
        ("it's phone not paper", {"channel_now": "phone"}),
        ("actually its by email", {"channel_now": "email"}),
        ("sorry, its in person at the counter", {"channel_now": "in_person"}),
        ("oh wait, actually it's more like 300 a month", {"volume_per_month": 300}),
        ("actually 20 minutes each", {"minutes_each": 20}),
        ("sorry, 20 mins each", {"minutes_each": 20}),
        ("no wait, it's a spreadsheet", {"channel_now": "spreadsheet"}),
        ("Actually, it's staff who use it, not residents", {"audience": "staff"}),
        ("i was wrong, they ring us", {"channel_now": "phone"}),
        ("you've got that wrong, it's phone", {"channel_now": "phone"}),
        ("not paper, phone", {"channel_now": "phone"}),
        ("not paper - email", {"channel_now": "email"}),
        ("it isn't paper, it's phone", {"channel_now": "phone"}),
        ("wrong, they email us", {"channel_now": "email"}),
        ("my mistake, the NHS has to sign it too", {"teams_affected": "external"}),
        ("actually it's free", {"needs_payment": "no"}),
        ("change that to phone", {"channel_now": "phone"}),
        ("should be phone", {"channel_now": "phone"}),
        ("it should say email", {"channel_now": "email"}),
        ("sorry, about 200 a month", {"volume_per_month": 200}),
        ("oops 200 a month not 60", {"volume_per_month": 200}),
        ("I got that wrong. It's around 40 a week", {"volume_per_month": 173}),
        ("sorry that should be 200 a month", {"volume_per_month": 200}),
        ("sorry my mistake, it comes in by email", {"channel_now": "email"}),
        ("actually people ring up for it", {"channel_now": "phone"}),
        ("no sorry it's nearer 100 a month", {"volume_per_month": 100}),
        ("I should have said it's businesses", {"audience": "businesses"}),
        ("hang on, we don't key it in any more", {"has_rekeying": "no"}),
        ("its 10 mins each not 15", {"minutes_each": 10}),
        ("oh it's actually 25 minutes each", {"minutes_each": 25}),
        ("correction, 600 a year", {"volume_per_month": 50}),
        ("not on paper, by phone", {"channel_now": "phone"}),
        ("it's for staff not residents", {"audience": "staff"}),
        ("you got that wrong: they send an email", {"channel_now": "email"}),
        ("ah no, they come to the counter in person", {"channel_now": "in_person"}),
        ("that isn't right, it's a spreadsheet", {"channel_now": "spreadsheet"}),
        ("we actually get 200 a month", {"volume_per_month": 200}),
        ("phone. not paper", {"channel_now": "phone"}),
        ("sorry, ignore that, it's email", {"channel_now": "email"}),
    ],
)
def test_once_all_is_known_any_of_it_can_be_put_right(
    line: str, right: dict[str, str | int]
) -> None:
    assert put_right(line, drafted(OPENING, PAID, ONE, EACH)) == right


@pytest.mark.parametrize(
    "line",
    [
        "No, they pay",
        "no they don't",
        "no, nobody does",
        "actually I'm not sure",
        "actually not sure",
        "sorry don't know",
        "yes, actually about 60 a month",
        "no, just us",
        "no it's only my team",
        "no, it gets filed",
        "sorry, what do you mean?",
        "we type it into PermitPoint, not the website",
        "they ring us to chase it, but it's on paper",
        "I mean it's fine really",
        "not really",
        "not much",
        "not many",
        "it's all on paper",
        "actually yes they pay £12",
        "no we key it in by hand",
        "it's us, not finance",
        "we print it, not post it",
        "about 60, not counting summer",
        "no. it goes to PermitPoint",
        "that's wrong",
        "that's not right",
        "correction",
        "they pay at reception, not online",
        "sorry I'm on the phone at the moment",
        "actually can I talk to someone",
        "no, it's the residents who fill it in",
        "hang on, let me ask Priya",
        "wait",
        "actually could we also have a list of who has one?",
        "no idea how many",
        "sorry, I don't know",
        "it's not just us",
        "not paper",
        "not on paper",
        "we do not email it",
        "actually that's everything",
        "no. the post room opens it",
        "oh they also email sometimes",
        "wait till you see the form",
        "about 60 a month, not bad",
        "actually, who will read this?",
        "make it quick please",
        "make it online",
        "should be easy",
        "should be a form on the website",
        "i mean a form people can fill in",
        "wrong address is the usual problem",
        "sorry for the long message. it is a paper form",
        "no they fill it in at home",
        "no it isn't",
        "people actually like the paper form",
        "it's 60 a month, not weekly",
        "it should be online by phone or by paper",
        "actually could we do it by email instead?",
        "no we would like them to do it online",
    ],
)
def test_once_all_is_known_an_ordinary_answer_still_changes_nothing(line: str) -> None:
    assert put_right(line, drafted(OPENING, PAID, ONE, EACH)) == {}


@pytest.mark.parametrize(
    "line",
    [
        "actually we use Uniform",
        "it's Uniform not PermitPoint",
        "i said paper but i meant phone",
        "it isn't free sorry, no wait nobody pays",
    ],
)
def test_a_correction_that_is_not_recognised_is_an_ordinary_answer(line: str) -> None:
    """How far it goes today: Edit puts right what is missed here."""
    assert put_right(line, drafted(OPENING, PAID)) == {}


def test_no_line_is_too_long_to_be_looked_at() -> None:
    assert put_right("no " * 5_000, drafted()) == {}
    assert put_right("actually " + "not " * 5_000, drafted()) == {}


def test_what_else_a_correction_says_is_learned_and_what_stands_is_left() -> None:
    line = "actually they ring us, about 80 a month, and we key it into PermitPoint"

    assert put_right(line, drafted("Residents fill in a paper form. We key it in.")) == {
        "channel_now": "phone",
        "volume_per_month": 80,
        "system_named": "PermitPoint",
    }


def test_before_anything_is_known_nothing_is_put_right() -> None:
    assert put_right("actually it's phone", replace(drafted(), read={})) == {}


async def test_a_correction_stands_over_what_was_read_and_is_kept_word_for_word(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit\n"
            "Dean: actually they ring us\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert "I’ve put that right:\n- how it works today: by phone" in heard
    assert found.facts["channel_now"].value == "phone"
    assert found.said[-1].text == "actually they ring us"


async def test_no_to_a_yes_or_no_question_answers_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            "Dean: we want visitor permits online, people come to reception with a paper form\n"
            "Dean: we key it into PermitPoint\n"
            "Dean: just us\n"
            "Dean: no\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert found.facts["needs_payment"].value == "no"
