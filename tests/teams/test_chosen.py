"""A card whose button was pressed says what was chosen, in place of what is behind us then."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.teams.chosen import left_of
from adapters.teams.render import CARD
from bot.events import Agreed, Began, Chose, Submitted, Taken
from bot.messages import Button, Message, Paragraph, text_of
from bot.wire import Press
from bot.words.rich import plain_run
from tests.cast import book
from tests.teams.office import Office, open_in
from tests.teams.people import Reply
from tests.teams.reading import Json, card_of, labelled, words_of
from tests.teams.tenant import DIGITAL, Trouble, person

DEAN, PRIYA = person("Dean"), person("Priya")
WISH = "people post us a paper form for skip licences and we type it in"


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path) as office:
        await office.is_staffed()
        yield office


def message(*presses: Press) -> Message:
    buttons = tuple(Button(f"Press {n}", press) for n, press in enumerate(presses))
    return Message((Paragraph(plain_run("Which?")),), buttons)


@pytest.mark.parametrize(
    ("presses", "pressed", "left"),
    [
        ((Chose("q", "a"), Chose("q", "b"), Submitted()), Chose("q", "b"), ()),
        (
            (Agreed(1, yes=True), Agreed(1, yes=False), Agreed(2, yes=True)),
            Agreed(1, yes=True),
            (2,),
        ),
    ],
)
def test_what_is_behind_us_is_gone(
    presses: tuple[Press, ...], pressed: Press, left: tuple[int, ...]
) -> None:
    now = left_of(message(*presses), pressed, book().words)

    assert now is not None
    assert [button.press for button in now.buttons] == [presses[n] for n in left]
    label = f"Press {presses.index(pressed)}"
    assert text_of(Message(now.parts)) == f"Which?\nYou chose ‘{label}’."


@pytest.mark.parametrize("pressed", [Began(), Taken(7)])
def test_a_message_stays_as_it_is_if_nothing_on_it_is_behind_us(pressed: Press) -> None:
    assert left_of(message(Began(), Chose("q", "a")), pressed, book().words) is None


async def test_in_ones_chat_the_card_itself_says_what_was_chosen(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    (reply, card) = await _pressed(office, "Not sure")

    assert reply.body["type"] == CARD
    assert words_of(card) == words_of(reply.body["value"])
    assert "Do people pay for it?" in words_of(card)
    assert words_of(card).endswith("You chose ‘Not sure’.")


async def test_in_the_channel_the_buttons_are_everybodys(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    reply = await office.press(PRIYA, "Take", DIGITAL)

    assert reply.body["value"] == "You chose ‘Take’."


async def test_a_choice_is_taken_where_teams_does_not_change_the_card(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.deliver()
    office.tenant.troubles.append(Trouble("PUT", 502))
    (reply, card) = await _pressed(office, "Not sure")

    assert reply.body["type"] == CARD
    assert "You chose" not in words_of(card)
    assert "2 of at most" in (await office.told(DEAN))[-1]


async def test_of_a_card_that_is_not_known_nothing_is_said_but_thanks(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.deliver()
    asked = office.tenant.there(f"a:{DEAN}")[-1]
    skip = labelled(card_of(asked.activity), "Skip")
    assert skip

    assert (await office.people.press(DEAN, skip)).body["value"] == "Thank you."
    assert "2 of at most" in (await office.told(DEAN))[-1]


async def _pressed(office: Office, label: str) -> tuple[Reply, Json]:
    """What a press was answered with, and the card as it stands then."""
    await office.deliver()
    asked = office.tenant.there(f"a:{DEAN}")[-1]
    reply = await office.press(DEAN, label)
    return reply, card_of(asked.activity)
