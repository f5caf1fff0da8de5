"""Residents' personal data is taken out before anything is kept, and the person is told."""

from pathlib import Path

import pytest

from bot.events import (
    Adopted,
    Attachment,
    Chose,
    Edited,
    Event,
    Filled,
    Judged,
    Said,
    Suggested,
    Taken,
    Verdict,
)
from bot.intake.leaving_out import without_personal_data
from tests.cast import book
from tests.storytelling import request, tell
from tests.theatre import program_in

RANG = "Mrs Hale at 14 Elm Road rang about her permit, call 07700 900123"


@pytest.mark.parametrize(
    "event",
    [
        Said(RANG),
        Suggested("page:dean", RANG),
        Edited(1, "Permits", {"deadline": RANG}),
        Filled("add", 1, {"text": RANG}),
        Said("the form", (Attachment(f"{RANG}.pdf"),)),
        Judged(1, gaps=(RANG,)),
        Judged(1, (Verdict("pay", "GOV.UK Pay", "adapted", RANG),)),
    ],
)
def test_whatever_was_typed_is_masked(event: Event) -> None:
    kept, found = without_personal_data(event, book().masker)

    assert found == {"name": 1, "address": 1, "phone": 1}
    assert "Hale" not in repr(kept)
    assert "Elm Road" not in repr(kept)
    assert "900123" not in repr(kept)


@pytest.mark.parametrize(
    "event", [Taken(1), Chose("channel_now", "paper"), Adopted("govuk-pay", "have_it", "Mrs Bell")]
)
def test_keys_and_colleagues_are_left_as_they_are(event: Event) -> None:
    assert without_personal_data(event, book().masker) == (event, {})


def test_where_a_file_is_stays_as_it_is_for_it_has_to_lead_there() -> None:
    said = Said("", (Attachment("form.pdf", "https://files.example/14-elm-road"),))

    assert without_personal_data(said, book().masker) == (said, {})


async def test_what_was_left_out_is_told_and_nowhere_in_the_database(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Dean: {RANG} and we fill in the paper form\nDean presses Talk to a person\n",
        )
        found = await request(program)

    assert "I’ve left a name, an address and a phone number out of your request." in heard
    assert "I do not need them. I’ve taken them out of your message above too." in heard
    assert "rang about her permit" in found.said[0].text
    database = (tmp_path / "groundwork.db").read_bytes()
    assert not [word for word in (b"Hale", b"Elm Road", b"900123") if word in database]


async def test_it_is_told_too_where_the_only_answer_goes_elsewhere(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit\nDean presses Talk to a person\n"
            "Priya presses Ask on GW-1\n  text: Who asks? Was it Mrs Hale at 14 Elm Road?\n",
        )

    assert "Groundwork: I’ve left a name and an address out of your request." in heard
    assert "Elm Road" not in heard


async def test_it_is_told_before_what_an_answer_added_and_not_within_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Dean: people fill in a paper form for a permit\nDean: {RANG}, and it is 60 a month\n",
        )

    assert "above too.\nThank you. I’ve added:\n- " in heard


async def test_of_what_is_urgent_nothing_is_said_but_the_number(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: Mrs Hale at 14 Elm Road says she is suicidal\n")

    assert "I’ve left" not in heard
    assert "ring 999 first" in heard
