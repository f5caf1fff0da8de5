"""What a client could make up: it changes nothing, and tells nobody what they may not know."""

from adapters.web.people import PEOPLE
from bot.events import Adopted, AskedForPerson, Confirmed, Filled, MadeConfidential, Said, Taken
from bot.messages import Invalid, Quiet, text_of
from tests.test_service import SENT, House, house

DEAN, RUTH, PRIYA, TOM = PEOPLE

__all__ = ["house"]


async def test_a_request_is_handed_to_nobody_whose_membership_was_not_asked(house: House) -> None:
    await house.take(DEAN, *SENT)
    await house.take(PRIYA, Taken(1))
    await house.take(TOM, Said("help"))

    over = {"step": "hand_over", "to": "page:dean"}
    answer = await house.take(PRIYA, Filled("take", 1, over, about="page:tom"))

    assert isinstance(answer, Quiet)
    taker = (await house.request(1)).taker
    assert taker is not None
    assert taker.name == PRIYA.name


async def test_a_form_tells_nobody_that_a_confidential_request_is_there(house: House) -> None:
    await house.take(RUTH, Said("We want visitor permits online"), MadeConfidential(yes=True))
    await house.take(RUTH, AskedForPerson())

    answer = await house.take(DEAN, Filled("add", 1, {"text": ""}))
    own = await house.take(RUTH, Filled("add", 1, {"text": ""}))

    assert isinstance(answer, Quiet)
    assert "There is no request with that number." in text_of(answer.message)
    assert isinstance(own, Invalid)


async def test_a_yes_to_what_was_not_asked_changes_nothing(house: House) -> None:
    await house.take(DEAN, *SENT)
    before = await house.request(1)

    answer = await house.take(DEAN, Confirmed(1, yes=True))

    assert isinstance(answer, Quiet)
    assert await house.request(1) == before


async def test_nothing_is_had_without_a_steward(house: House) -> None:
    answer = await house.take(PRIYA, Adopted("online-forms", "have_it"))

    assert isinstance(answer, Quiet)
    assert await house.store.transact(lambda work: work.said_of_blocks()[0]) == 0
