"""Editing any answer: what the dialog offers, how it is read, and that nothing breaks by it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Draft, Given, Line
from bot.events import Edited, Filled
from bot.fact_keys import CHOICES
from bot.facts import NOT_SURE, TOLD, Fact, Source
from bot.intake import editing
from bot.messages import Dialog, FieldKind, Invalid
from tests.cast import book
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

USUAL = [
    "channel_now",
    "has_rekeying",
    "needs_payment",
    "teams_affected",
    "audience",
    "volume_per_month",
    "minutes_each",
]


def drafted(read: dict[str, Fact] | None = None, **answers: Fact) -> Draft:
    given = tuple(Given(key, Line("", TUESDAY), {key: fact}) for key, fact in answers.items())
    return Draft((Line("permits", TUESDAY),), read=read or {}, answers=given, title="Permits")


def answered(value: str | int, words: str | None = None) -> Fact:
    return Fact(value, Source.ANSWERED, words)


def shown(draft: Draft) -> dict[str, str]:
    """The fields in their order, each with what stands in it."""
    return {field.key: field.value for field in editing.draw(draft, book()).fields}


def mended(draft: Draft, **values: str) -> dict[str, Fact]:
    """What submitting the dialog comes to, with these values typed over what stands there."""
    filled = Filled(editing.FORM, draft.number, {**shown(draft), **values})
    edited = editing.read(filled, book())
    assert isinstance(edited, Edited)
    return dict(editing.corrections(edited, draft))


def test_of_an_empty_draft_the_usual_seven_are_offered() -> None:
    assert shown(drafted()) == {"title": "Permits", **dict.fromkeys(USUAL, "")}


def test_what_is_known_comes_first_and_any_answer_can_be_mended() -> None:
    draft = drafted(
        {"system_named": Fact("PermitPoint", Source.READ, "PermitPoint")},
        minutes_each=answered(15),
        left_to_do=answered("checking"),
        process_owner=answered(TOLD, "Sam Price\non the  duty desk"),
    )

    assert list(shown(draft).items()) == [
        ("title", "Permits"),
        ("minutes_each", "15"),
        ("left_to_do", "checking"),
        ("system_named", "PermitPoint"),
        ("process_owner", "Sam Price on the duty desk"),
        ("channel_now", ""),
        ("has_rekeying", ""),
        ("needs_payment", ""),
        ("teams_affected", ""),
        ("audience", ""),
        ("volume_per_month", ""),
    ]


def test_an_answer_that_said_nothing_can_be_mended_too() -> None:
    draft = drafted(kept_in=answered(NOT_SURE), left_to_do=answered(TOLD, "a bit of this"))

    assert (shown(draft)["kept_in"], shown(draft)["left_to_do"]) == ("", "")
    assert mended(draft) == {}
    assert mended(draft, kept_in="list") == {"kept_in": answered("list")}


def test_there_are_never_more_than_twelve_fields() -> None:
    everything = {key: Fact(values[0], Source.READ) for key, values in CHOICES.items()}

    assert len(shown(drafted(everything))) == editing.MOST_FIELDS


def test_only_what_people_can_see_is_offered() -> None:
    read = {"often_costs": Fact("yes", Source.READ), "asks_for": Fact("form", Source.READ)}

    assert shown(drafted(read)) == shown(drafted())


def test_every_field_has_a_label_and_every_choice_too() -> None:
    for key in editing.EDITABLE:
        values = CHOICES.get(key, ("something",))
        dialog = editing.draw(drafted({key: Fact(values[0], Source.READ)}), book())
        field = next(one for one in dialog.fields if one.key == key)

        assert field.label
        assert [one.value for one in field.choices] == (["", *values] if key in CHOICES else [])
        assert all(one.label for one in field.choices)
        assert field.kind is (FieldKind.CHOICE if key in CHOICES else FieldKind.LINE)


def test_what_is_left_as_it_stands_is_no_correction() -> None:
    draft = drafted(
        {"system_named": Fact("Permit  Point", Source.READ, "Permit  Point")},
        channel_now=answered("paper"),
        service=answered(TOLD, "Parking"),
    )

    assert mended(draft) == {}


def test_words_are_kept_as_they_were_told_and_cut_nowhere() -> None:
    draft = drafted(service=answered(TOLD, "Parking"), deadline=answered("May"))

    assert mended(draft, service="Street  works ", deadline="June") == {
        "service": answered(TOLD, "Street works"),
        "deadline": answered("June"),
    }


def test_what_is_emptied_is_no_longer_known() -> None:
    draft = drafted(service=answered(TOLD, "Parking"), channel_now=answered("paper"))

    assert mended(draft, service="", channel_now="") == {
        "service": answered(NOT_SURE),
        "channel_now": answered(NOT_SURE),
    }


def test_an_earlier_correction_stands_until_it_is_mended_again() -> None:
    draft = replace(drafted(), corrections={"channel_now": answered("phone")})

    assert mended(draft, volume_per_month="60") == {
        "channel_now": answered("phone"),
        "volume_per_month": answered(60),
    }


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("title", " - ", "Write something here first."),
        ("title", "x" * 61, "Use at most 60 characters."),
        ("deadline", "x" * 201, "Use at most 200 characters."),
        ("left_to_do", "dancing", "Choose one of these."),
        ("minutes_each", "²", "Give a whole number up to 10,000,000, or leave it empty."),
        ("minutes_each", "-1", "Give a whole number up to 10,000,000, or leave it empty."),
    ],
)
def test_what_cannot_be_meant_is_said_under_its_field(key: str, value: str, says: str) -> None:
    read = editing.read(Filled(editing.FORM, 1, {"title": "Permits", key: value}), book())

    assert read == Invalid({key: says})


def test_a_field_that_nobody_drew_is_not_read() -> None:
    values = {"title": "Permits", "asks_for": "rethink", "pigeon": "yes"}

    assert editing.read(Filled(editing.FORM, 1, values), book()) == Edited(1, "Permits", {})


PERMITS = "Dean: people fill in a paper form for a permit at reception\n"


async def test_an_answer_whose_question_no_longer_applies_breaks_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Ruth: families want to see where a care assessment has got to, they ring us\n"
            "Ruth presses Skip until More than one\n"
            "Ruth presses More than one\n"
            "Ruth presses Edit\n"
            "  channel_now: spreadsheet\n"
            "Ruth presses Back\n"
            "Ruth presses Skip until Submit\n"
            "Ruth presses Edit\n  title: Where an assessment has got to\n  kept_in:\n"
            "Ruth presses Submit\n",
        )
        found = await request(program)

    assert "Thank you. I’ve changed that." in heard
    assert found.title == "Where an assessment has got to"
    assert found.facts["channel_now"].value == "spreadsheet"


async def test_what_is_emptied_is_not_asked_again(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean presses Someone types it into a system\n"
            + "Dean presses Edit\n  has_rekeying:\n"
            + "Dean presses Skip until Submit\n"
            + "Dean presses Submit\n",
        )
        found = await request(program)

    assert heard.count("When one of these comes in, what does your team do with it?") == 1
    assert found.facts["has_rekeying"].value == NOT_SURE


async def test_who_has_put_a_not_sure_right_is_not_asked_who_would_know(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean presses Not sure\n"
            + "Dean presses Edit\n  has_rekeying: yes\n"
            + "Dean presses Skip until Submit\n",
        )

    assert heard.count("Who would know?") == 1


async def test_back_after_an_edit_asks_the_question_again(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean presses Someone types it into a system\n"
            + "Dean presses Edit\n  has_rekeying: no\n"
            + "Dean presses Back\n",
        )

    assert heard.count("When one of these comes in, what does your team do with it?") == 2


def test_the_dialog_is_about_the_draft_that_it_was_drawn_for() -> None:
    dialog: Dialog = editing.draw(drafted(), book())

    assert (dialog.form, dialog.request) == (editing.FORM, drafted().number)
