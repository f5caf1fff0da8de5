"""What Teams does not find, deleted or only for a moment; and what it does not answer for."""

import pytest

from adapters.teams.places import channel
from bot.effects import Say
from bot.messages import Message, Paragraph
from bot.words.rich import plain_run
from tests.teams.office import Office
from tests.teams.reading import dialog_of, inputs
from tests.teams.tenant import ALL_STAFF, DIGITAL, Trouble, person

DEAN, RUTH, PRIYA = map(person, ("Dean", "Ruth", "Priya"))
WISH = "people fill in a paper form for a skip licence at reception"
GONE = [
    Trouble("", 404, "ActivityNotFoundInConversation"),
    Trouble("", 404, "ConversationNotFound"),
    Trouble("", 403, "ServiceError"),
]


def for_ever(what: str, gone: Trouble) -> Trouble:
    return Trouble(what, gone.status, gone.code, times=99)


async def a_while(office: Office) -> None:
    for _ in range(8):
        await office.later()


async def asked_for(office: Office, who: str = DEAN) -> str:
    """A request whose card is there. Gives the thread of the card."""
    await office.people.say(who, WISH)
    await office.press(who, "Talk to a person")
    await office.deliver()
    return office.tenant.there(DIGITAL)[-1].conversation


async def noted(office: Office, words: str) -> None:
    """Priya notes something on the newest card."""
    card = dialog_of((await office.press(PRIYA, "Note", DIGITAL)).body)
    values = dict.fromkeys(inputs(card), words)
    await office.people.submit(PRIYA, card["actions"][0], values, DIGITAL)


@pytest.mark.parametrize("gone", GONE, ids=lambda one: one.code)
async def test_a_card_that_somebody_deleted_is_posted_anew_however_teams_says_so(
    office: Office, gone: Trouble
) -> None:
    await asked_for(office)
    office.tenant.troubles.append(for_ever("PUT /uk", gone))

    await office.press(PRIYA, "Take", DIGITAL)
    await a_while(office)

    (anew,) = [one for one in await office.told(DIGITAL) if "Taken · Priya Nair" in one]
    assert "[Take]" in anew


async def test_a_card_that_is_not_found_for_a_moment_stays_the_only_one(office: Office) -> None:
    await asked_for(office)
    office.tenant.troubles.append(Trouble("PUT /uk", 404, "ConversationNotFound", times=2))

    await office.press(PRIYA, "Take", DIGITAL)
    await a_while(office)

    (card,) = [one for one in await office.told(DIGITAL) if "[Take]" in one]
    assert "Taken · Priya Nair" in card


@pytest.mark.parametrize("gone", GONE[1:], ids=lambda one: one.code)
async def test_what_was_said_under_a_thread_that_is_gone_is_said_beside_it(
    office: Office, gone: Trouble
) -> None:
    thread = await asked_for(office)
    office.tenant.troubles.append(for_ever(f"POST /uk/v3/conversations/{thread}", gone))

    await noted(office, "Ask the depot first.")
    await a_while(office)
    await asked_for(office, RUTH)

    told = await office.told(DIGITAL)
    assert any("Ask the depot first." in one for one in told)
    assert any("GW-2" in one for one in told)


async def test_a_chat_that_is_not_found_for_a_moment_loses_nothing(office: Office) -> None:
    trouble = Trouble("POST /uk/v3/conversations/a:", 404, "ConversationNotFound", times=2)
    office.tenant.troubles.append(trouble)

    await office.people.say(DEAN, WISH)
    await a_while(office)

    assert any("Hello Dean" in one for one in await office.told(DEAN))
    assert await office.program.store.transact(lambda work: work.undelivered()) == ()


async def test_a_chat_that_is_gone_is_told_of_after_a_while(office: Office) -> None:
    office.tenant.troubles.append(for_ever("POST /uk/v3/conversations/a:", GONE[1]))

    await office.people.say(DEAN, WISH)
    await a_while(office)

    lost = await office.program.store.transact(lambda work: work.undelivered())
    assert {(one.place.key, one.reason) for one in lost} == {(DEAN, "ConversationNotFound")}
    assert (await office.told(DIGITAL))[0].startswith("Dean Marsh has not been told")


async def test_what_waits_for_a_channel_of_which_nothing_was_told_goes_to_nobody_else(
    office: Office,
) -> None:
    """As where the team has moved to another channel while a line to the old one waited."""
    await office.people.say(DEAN, "hello")
    said = Say(channel(ALL_STAFF), Message((Paragraph(plain_run("For the team alone.")),)))
    at = office.program.clock.now()
    await office.program.store.transact(lambda work: work.file(said, at))

    assert "For the team alone." not in await office.told(DEAN)
    assert await office.told(ALL_STAFF) == ["For the team alone."]


async def test_what_arrived_without_an_answer_says_so_when_it_comes_again(office: Office) -> None:
    seen = "You may have seen this already. I was interrupted while I was sending it.\n"
    office.tenant.troubles.append(Trouble("POST /uk/v3/conversations/a:", after=True))

    await office.people.say(DEAN, WISH)
    await office.deliver()
    await office.later()

    first, again, _ = await office.told(DEAN)
    assert again == f"{seen}{first}"
