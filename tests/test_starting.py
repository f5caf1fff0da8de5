"""The form in one go, for those who prefer forms."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Draft
from bot.events import Described, Filled
from bot.facts import Fact, Source
from bot.handbook import Handbook
from bot.intake import starting
from bot.intake.asking import next_question
from bot.messages import Choice, FieldKind, Invalid
from bot.understanding.form import Choice as Answer
from bot.understanding.form import Question
from tests.cast import DEAN, book
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

PERMITS = "can we get visitor permits online\npeople come to reception w the paper form"
CHOSEN = {"has_rekeying": "typed_in", "needs_payment": "yes"}
COUNTED = {"volume_per_month": "60", "minutes_each": "15"}

FORM_STORY = """
Dean: form
Dean presses Fill in a form
  text: visitor permits online please
  needs_payment: yes
  volume_per_month: 60
  minutes_each: 15
Dean presses Submit
"""


def filled(text: str = PERMITS, **values: str) -> Described | Invalid:
    return starting.read(Filled(starting.FORM, 0, {"text": text, **values}), book())


def begun(text: str = PERMITS, **facts: str) -> Draft:
    return starting.begun(Described(text, facts), TUESDAY, book())


def with_questions(*questions: Question) -> Handbook:
    ours = book().form
    theirs = replace(ours.questions, questions=questions)
    return replace(book(), form=replace(ours, questions=theirs))


def test_the_form_asks_for_the_wish_and_then_all_that_is_chosen_or_counted() -> None:
    dialog = starting.draw(book())
    wish, *others = dialog.fields

    assert (wish.key, wish.kind, wish.required) == ("text", FieldKind.LINES, True)
    assert [(field.key, field.kind) for field in others] == [
        ("kept_in", FieldKind.CHOICE),
        ("has_rekeying", FieldKind.CHOICE),
        ("teams_affected", FieldKind.CHOICE),
        ("left_to_do", FieldKind.CHOICE),
        ("channel_now", FieldKind.CHOICE),
        ("needs_payment", FieldKind.CHOICE),
        ("volume_per_month", FieldKind.LINE),
        ("minutes_each", FieldKind.LINE),
    ]
    assert not any(field.required for field in others)


def test_nobody_has_to_say_what_they_would_rather_not() -> None:
    for field in starting.draw(book()).fields:
        if field.kind is FieldKind.CHOICE:
            assert field.choices[0] == Choice("", "I’d rather not say")
            assert field.hint.startswith("I ask because")


def test_the_form_follows_the_operators_questions() -> None:
    own = Question(("audience",), "Who?", "I ask because.", (Answer("staff", "Staff"),))
    in_words = Question(("deadline",), "By when?", "I ask because.")
    dialog = starting.draw(with_questions(own, in_words))

    assert [(field.key, field.label) for field in dialog.fields[1:]] == [("audience", "Who?")]


def test_what_is_filled_in_is_the_words_and_what_was_chosen() -> None:
    assert filled(f" {PERMITS} ", **CHOSEN, **COUNTED, kept_in="") == Described(
        PERMITS, {**CHOSEN, **COUNTED}
    )


@pytest.mark.parametrize(
    ("text", "values", "errors"),
    [
        ("", {}, {"text": "Write something here first."}),
        ("  \n ...", {}, {"text": "Write something here first."}),
        ("x" * 3_001, {}, {"text": "Use at most 3,000 characters. What you wrote is still here."}),
        (PERMITS, {"needs_payment": "maybe"}, {"needs_payment": "Choose one of these."}),
        (
            "",
            {"volume_per_month": "lots", "minutes_each": "-1"},
            {
                "text": "Write something here first.",
                "volume_per_month": "Give a whole number, such as 60.",
                "minutes_each": "Give a whole number, such as 60.",
            },
        ),
    ],
)
def test_what_is_wrong_is_said_under_its_field(
    text: str, values: dict[str, str], errors: dict[str, str]
) -> None:
    assert filled(text, **values) == Invalid(errors)


def test_a_form_without_any_text_says_so() -> None:
    answer = starting.read(Filled(starting.FORM, 0, {}), book())

    assert answer == Invalid({"text": "Write something here first."})


def test_what_no_question_asks_is_left_out() -> None:
    assert filled(favourite_colour="blue", status="live") == Described(PERMITS, {})


def test_ten_thousand_characters_are_enough_for_anybody() -> None:
    assert filled("x" * 3_000) == Described("x" * 3_000, {})


def test_what_was_chosen_and_counted_is_known() -> None:
    draft = begun(**CHOSEN, **COUNTED)

    assert draft.title == "Visitor permits online"
    assert draft.text == PERMITS
    assert draft.facts["has_rekeying"] == Fact("yes", Source.ANSWERED)
    assert draft.facts["volume_per_month"] == Fact(60, Source.ANSWERED)
    assert draft.facts["minutes_each"] == Fact(15, Source.ANSWERED)


def test_what_was_read_stands_where_a_field_was_left_empty() -> None:
    assert begun().facts["channel_now"] == Fact("paper", Source.READ, "paper form")
    assert begun(channel_now="phone").facts["channel_now"] == Fact("phone", Source.ANSWERED)


@pytest.mark.parametrize("facts", [{}, CHOSEN, {"kept_in": "list"}, CHOSEN | COUNTED])
@pytest.mark.parametrize("text", [PERMITS, "see where a care assessment has got to", "a thing"])
def test_after_the_form_nothing_is_asked(text: str, facts: dict[str, str]) -> None:
    assert next_question(begun(text, **facts), DEAN, book()) is None


def test_only_somebody_whose_service_we_do_not_know_is_asked_for_it() -> None:
    asked = next_question(begun(**CHOSEN), replace(DEAN, service=""), book())

    assert asked is not None
    assert asked.key == "service"


def test_what_no_form_can_have_held_is_not_believed() -> None:
    forged = begun(volume_per_month="many", needs_payment="purple", status="live")

    assert forged.facts.keys() == begun().facts.keys()


async def test_the_form_leads_to_the_outcome_at_once(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, FORM_STORY)
        found = await request(program)

    assert " of at most 5." not in heard
    assert "60 a month at 15 minutes each is about 15 hours a month." in heard
    assert [line.text for line in found.said] == ["visitor permits online please"]
    assert found.facts["needs_payment"] == Fact("yes", Source.ANSWERED)


FILLS = """
Dean: form
Dean presses Fill in a form
  text: {text}
"""


async def test_what_a_form_asks_somebody_else_to_do_goes_there(tmp_path: Path) -> None:
    """A request that was under way comes up again, and what was chosen is kept."""
    form, press = FILLS.format(text="the till page is down again").split("\n", 2)[1:]
    async with program_in(tmp_path) as program:
        await tell(program, f"{form}\nDean: we want people to book the hall online")
        sent = await tell(program, f"{press}  channel_now: in_person")
        after = await tell(program, "Dean presses It is different")

    assert "[It is different] [Cancel]" in sent
    assert sent.endswith(
        "‘People to book the hall online’ aside. Shall we go on with it?\n[Yes] [No]"
    )
    assert "- how it works today: in person\n" in after


@pytest.mark.parametrize(
    ("more", "asked"), [("", "1 of at most 5."), ("  channel_now: paper", "Check before you send")]
)
async def test_who_says_in_a_form_how_work_is_done_is_not_asked_if_it_is_a_request(
    more: str, asked: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, FILLS.format(text="the parking permits") + more)

    assert asked in heard


async def test_a_form_in_a_language_that_is_not_read_goes_to_the_team(tmp_path: Path) -> None:
    welsh = "Mae angen ffurflen ar-lein arnom er mwyn i bobl wneud cais am drwydded"
    async with program_in(tmp_path) as program:
        heard = await tell(program, FILLS.format(text=welsh))
        found = await request(program)

    assert (found.language, found.outcome) == ("cy", None)
    assert "GW-1" in heard


async def test_after_the_form_there_is_no_question_to_go_back_to(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, FORM_STORY.replace("Dean presses Submit", "Dean: back\nDean: ok")
        )
        await tell(program, "Dean presses Submit\n")
        sent = await request(program)

    assert "[Back]" not in heard
    assert "Select Edit to change what I understood" in heard
    assert (sent.facts["volume_per_month"].value, sent.facts["minutes_each"].value) == (60, 15)
