"""In a real Slack: guests, who has left, and a team channel that is no longer what it was."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.front import Front
from tests.slack.office import Office, open_in
from tests.slack.people import Json
from tests.slack.reading import filled, inputs, labelled, words_of
from tests.slack.server import DIGITAL
from tests.slack.troubles import refusing

DEAN, RUTH, PRIYA = "U0DEAN", "U0RUTH", "U0PRIYA"
WISH = "people fill in a paper form for a skip licence at reception"

pytestmark = pytest.mark.parametrize("server", ["socket"], indirect=True)


@pytest.fixture
async def office(front: Front, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path, front) as opened:
        yield opened


async def _press(office: Office, user: str, label: str, channel: str = "") -> None:
    await office.deliver()
    there = await (office.slack.messages(channel) if channel else office.slack.told(user))
    message = next(one for one in reversed(there) if labelled(one, label))
    found = labelled(message, label)
    assert found is not None
    await office.slack.press(user, message, found.element, found.option)
    await office.deliver()


async def _sent(office: Office) -> None:
    await office.slack.say(DEAN, WISH)
    await _press(office, DEAN, "Talk to a person")


async def _told_alone(office: Office, user: str) -> str:
    there = await office.slack.messages(DIGITAL)
    return words_of([one for one in there if one.get("ephemeral_to") == user][-1])


async def test_a_guest_asks_as_staff_do(office: Office) -> None:
    office.front.changes["users.info"] = lambda answer: answer["user"].update(is_restricted=True)
    await _sent(office)

    assert (await office.request()).requester.name == "Dean Marsh"


async def test_who_has_left_is_refused_under_the_field_that_names_them(office: Office) -> None:
    def left(answer: Json) -> None:
        answer["user"].update(deleted=answer["user"]["id"] == RUTH)

    office.front.changes["users.info"] = left
    await _sent(office)
    await _press(office, PRIYA, "Ask", DIGITAL)
    view = await office.slack.modal()
    assert view is not None
    given = {"text": "How many a month?", "whom": RUTH}
    values = {
        key: {element["action_id"]: filled(element, given.get(key))}
        for key, element in inputs(view).items()
    }

    assert set(await office.slack.submit(PRIYA, values)) == {"whom"}
    assert await office.slack.told(RUTH) == []


async def test_a_team_channel_that_everybody_can_join_permits_nothing(office: Office) -> None:
    office.front.changes["conversations.info"] = lambda answer: answer["channel"].update(
        is_private=False
    )
    await _sent(office)
    await _press(office, PRIYA, "Take", DIGITAL)

    assert (await _told_alone(office, PRIYA)).startswith("Others can join the digital team’s")
    assert (await office.request()).taker is None


async def test_a_team_channel_that_is_gone_loses_nothing(office: Office) -> None:
    await _sent(office)
    office.front.troubles.append(refusing("conversations.members", "channel_not_found"))
    await _press(office, PRIYA, "Take", DIGITAL)
    assert (await _told_alone(office, PRIYA)).startswith("I cannot see the digital team’s channel")

    await _press(office, PRIYA, "Take", DIGITAL)
    taker = (await office.request()).taker
    assert taker is not None
    assert taker.name == "Priya Nair"
