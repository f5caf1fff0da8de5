"""Presses that come late, twice, or with what we never gave out: each is answered."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.front import Front
from tests.slack.office import Office, open_in
from tests.slack.people import Json
from tests.slack.reading import labelled, words_of
from tests.slack.server import DIGITAL
from tests.slack.troubles import refusing

DEAN, PRIYA = "U0DEAN", "U0PRIYA"
WISH = "people fill in a paper form for a skip licence at reception"


@pytest.fixture
async def office(front: Front, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path, front) as opened:
        await opened.works_in(DEAN, "Dean Marsh", "Parking")
        await opened.slack.say(DEAN, WISH)
        await opened.deliver()
        yield opened


@pytest.mark.parametrize(
    "element",
    [
        {"type": "button", "action_id": "0", "value": '{"_type": "Gone"}'},
        {"type": "button", "action_id": "unheard of", "value": "x" * 2_000},
        {"type": "button", "action_id": "0"},
    ],
    ids=["of an older release", "unknown", "empty"],
)
async def test_a_button_that_we_never_gave_out_is_answered(element: Json, office: Office) -> None:
    asked = (await office.slack.told(DEAN))[-1]

    await office.slack.press(DEAN, asked, element)
    await office.deliver()

    assert len(await office.slack.told(DEAN)) == 3
    await office.slack.say(DEAN, "someone types it in")
    await office.deliver()
    assert "2 of at most 5" in words_of((await office.slack.told(DEAN))[-1])


async def test_a_window_that_slack_opens_no_more_can_be_asked_for_again(office: Office) -> None:
    """The trigger of a press is good for 3 s, and a machine can be slower than that."""
    asked = (await office.slack.told(DEAN))[-1]
    edit = labelled(asked, "Edit")
    assert edit is not None
    office.front.troubles.append(refusing("views.open", "expired_trigger_id"))

    await office.slack.press(DEAN, asked, edit.element)

    assert await office.slack.modal() is None
    assert "Please try again." in words_of((await office.slack.told(DEAN))[-1])
    await office.slack.press(DEAN, asked, edit.element)
    assert await office.slack.modal() is not None


async def test_only_the_team_may_decide_whoever_presses(office: Office) -> None:
    asked = (await office.slack.told(DEAN))[-1]
    person = labelled(asked, "Talk to a person")
    assert person is not None
    await office.slack.press(DEAN, asked, person.element)
    await office.deliver()
    card = (await office.slack.messages(DIGITAL))[0]
    take = labelled(card, "Take")
    assert take is not None

    await office.slack.press(DEAN, card, take.element)
    alone = [one for one in await office.slack.messages(DIGITAL) if "ephemeral_to" in one]
    assert [(one["ephemeral_to"], words_of(one)) for one in alone] == [
        (DEAN, "Only the digital team can do that.")
    ]

    await office.slack.press(PRIYA, card, take.element)
    assert (await office.request()).taker is not None
