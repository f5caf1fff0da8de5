"""Going through the catalogue in chat, card by card, by the team alone."""

from pathlib import Path

import pytest

from adapters.web.people import PEOPLE, TEAM_CHANNEL
from bot.drafts import Conversation
from bot.effects import Known
from bot.events import Adopted, Event, Filled, Form, Incoming
from bot.filling import read_form
from bot.intake.leaving_out import without_personal_data
from bot.looking import show
from bot.messages import Answer, Invalid, Open, Quiet, text_of
from bot.triage import adopting
from tests.cast import DEAN, book, known
from tests.storytelling import tell
from tests.theatre import TUESDAY, program_in

_, _, PRIYA, _ = PEOPLE
MEMBER = Known(TUESDAY, DEAN, DEAN.home, member=True)
BLOCK = next(iter(book().catalogue.by_id))


def said(answer: Answer) -> str:
    assert isinstance(answer, Quiet)
    return text_of(answer.message)


async def test_the_team_goes_through_the_catalogue_and_what_we_have_is_offered(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path, GROUNDWORK_CATALOGUE="") as program:
        heard = await tell(
            program,
            "Priya: adopt\n"
            "Priya presses We do not have it\n"
            "Priya presses Not sure\n"
            "Priya presses We have it\n  steward: Tom Bell\n  used_by: garden waste\n",
        )
        laid = await program.store.transact(lambda work: work.adoptions())

    assert heard.count("Do we have this?") == 4
    assert "I’ll count it as not built yet when somebody needs it." in heard
    assert "It comes back here after 90 days." in heard
    assert "I’ll offer it from now on as something we have." in heard
    assert [one.answer for one in laid] == ["do_not", "not_sure", "have_it"]
    assert (laid[-1].steward, laid[-1].used_by) == ("Tom Bell", "garden waste")


async def test_adopt_typed_in_the_channel_goes_on_in_private(tmp_path: Path) -> None:
    async with program_in(tmp_path, GROUNDWORK_CATALOGUE="") as program:
        heard = await tell(program, "Priya in the channel: adopt\n")

    assert "In the channel: Thanks, Priya. I’ve answered you in a direct message" in heard
    assert "Groundwork: " in heard
    assert "Do we have this?" in heard


async def test_nobody_else_can_say_what_we_have(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: adopt\n")

    assert "Only the digital team can do that." in heard


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Adopted("no such block", "have_it"), "This button is out of date"),
        (Adopted(BLOCK, "perhaps"), "This button is out of date"),
    ],
)
def test_what_no_card_carries_changes_nothing(event: Adopted, says: str) -> None:
    turn = adopting.decide(Conversation(), event, MEMBER, book())

    assert turn.effects == ()
    assert said(turn.answer).startswith(says)


@pytest.mark.parametrize(
    ("who", "about", "says"),
    [
        (known(), BLOCK, "Only the digital team can do that."),
        (MEMBER, "no such block", "This button is out of date"),
    ],
)
def test_a_dialog_that_leads_nowhere_is_not_opened(who: Known, about: str, says: str) -> None:
    view = show(Form("adopt", about=about), Conversation(), who, book())

    assert isinstance(view, Quiet)
    assert text_of(view.message).startswith(says)


def test_the_dialog_names_the_block_and_asks_who_looks_after_it() -> None:
    view = show(Form("adopt", about=BLOCK), Conversation(), MEMBER, book())

    assert isinstance(view, Open)
    assert view.dialog.title == f"{book().catalogue.by_id[BLOCK].name}: we have it"
    assert [(one.key, one.required) for one in view.dialog.fields] == [
        ("steward", True),
        ("used_by", False),
    ]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"steward": "Write something here first."}),
        (
            {"steward": "Tom", "used_by": "x" * 121},
            {"used_by": "Use at most 120 characters."},
        ),
    ],
)
def test_what_is_filled_in_wrongly_is_said_under_its_field(
    values: dict[str, str], errors: dict[str, str]
) -> None:
    assert read_form(Filled("adopt", 0, values, BLOCK), MEMBER, book()) == Invalid(errors)


def test_a_stewards_name_is_there_for_the_team_and_stays() -> None:
    typed = Filled("adopt", 0, {"steward": "Mrs Tom Bell", "used_by": "Mr Hale’s team"}, BLOCK)

    kept, left_out = without_personal_data(typed, book().masker)

    assert kept == typed
    assert left_out == {}


async def test_a_strangers_press_on_a_card_of_the_catalogue_changes_nothing(
    tmp_path: Path,
) -> None:
    dean = PEOPLE[0]
    event: Event = Adopted(BLOCK, "do_not")
    async with program_in(tmp_path) as program:
        answer = await program.bot.handle(
            Incoming("forged", dean.identity, TEAM_CHANNEL, TUESDAY, event)
        )
        laid = await program.store.transact(lambda work: work.adoptions())

    assert said(answer) == "Only the digital team can do that."
    assert laid == ()
