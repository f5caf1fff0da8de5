"""What was sent elsewhere, or asked for somebody else, is no part of the next request."""

from pathlib import Path

import pytest

from adapters.web.people import PLATFORM
from bot.app import Program
from bot.events import Cancelled, Event, Incoming, WentOn
from bot.people import Identity, Place, PlaceKind
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

HOME = Place(PLATFORM, PlaceKind.DIRECT, "dean")

SENT_ELSEWHERE = [
    ("My laptop won't turn on", "morning"),
    ("the pay and display machine in Castle Street has been down since this morning", "thanks"),
]
VOUCHERS = (
    "Can carers renew their respite vouchers online? They post us a paper form and we rekey it"
    " into Mosaic."
)
BADGES = "Can people renew blue badges online when they run out? It comes on paper by post."
NEXT = [VOUCHERS, BADGES]


@pytest.mark.parametrize(("fault", "between"), SENT_ELSEWHERE)
@pytest.mark.parametrize("wish", NEXT)
async def test_a_fault_is_no_part_of_the_next_request(
    fault: str, between: str, wish: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Ruth: {fault}\nRuth: {between}\nRuth: {wish}\nRuth presses Talk to a person\n",
        )
        found = await request(program)

    assert [line.text for line in found.said] == [wish]
    assert "Now, or after today?" not in heard


async def test_what_plainly_goes_on_with_a_fault_still_does(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Ruth: {SENT_ELSEWHERE[1][0]}\n"
            "Ruth: ok, they need a way to pay by phone instead of it\n",
        )

    assert "Now, or after today?" in heard


FOR_ROSE = "Priya: new for Rose Hill\n"
OWN = "Priya: builders ring us to license a skip\nPriya presses Talk to a person\n"
ASIDE = """
Priya: we want permits online
Priya: new
Priya presses Set it aside
Priya: people ring us for bins
Priya: cancel
"""
LATER = "-- 3 working days later --\n"


@pytest.mark.parametrize(
    "instead",
    [
        "Priya: cancel\n",
        "Priya: the printer is broken\n" + LATER,
        "Priya: the printer is broken\nPriya presses Cancel\n",
        "Priya: we want permits online\nPriya: new for Ann Lee\nPriya: back\nPriya: cancel\n",
        "Priya: cancel\n" + ASIDE + FOR_ROSE + "Priya: yes\nPriya presses Talk to a person\n",
    ],
)
async def test_whom_a_request_was_for_is_not_whom_the_next_is_for(
    instead: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, FOR_ROSE + instead + OWN)
        found = await request(program)

    assert not found.on_behalf
    assert "You’d like: ‘Builders ring us to license a skip’." in heard


async def test_what_is_in_welsh_is_for_her_and_the_next_is_not(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        welsh = "Priya: Rydym ni eisiau i bobl allu gwneud cais am drwydded sgip ar lein\n"
        await tell(program, FOR_ROSE + welsh + OWN)
        first, second = await request(program), await request(program, 2)

    assert (first.on_behalf, second.on_behalf) == ("Rose Hill", "")


async def test_what_is_put_off_is_still_for_her_and_the_next_is_not(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            FOR_ROSE
            + "Priya: the bulky waste form has crashed\n"
            + "Priya: ok rung them, it should let people choose a day\nPriya presses Tomorrow\n"
            + OWN
            + LATER
            + "Priya presses Yes\nPriya presses Talk to a person\n",
        )
        first, second = await request(program), await request(program, 2)

    assert (first.on_behalf, second.on_behalf) == ("", "Rose Hill")


async def test_it_is_different_is_still_for_her(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            FOR_ROSE
            + "Priya: the printer is broken\nPriya presses It is different\n"
            + "Priya presses Talk to a person\n",
        )
        found = await request(program)

    assert found.on_behalf == "Rose Hill"


PERMITS = "Dean: people fill in a paper form for a permit at reception\n"
SKIPS = "-- 2 minutes later --\nDean: builders ring us to license a skip\n"


async def presses(program: Program, event: Event) -> None:
    """Press what an old message still shows."""
    who = Identity(PLATFORM, HOME.key, "")
    await program.bot.handle(Incoming(f"old-{event}", who, HOME, TUESDAY, event))


async def shown(program: Program, label: str) -> list[Event]:
    posted = await program.store.transact(lambda work: work.posted(HOME, 50))
    buttons = (button for each in posted for button in each.message.buttons)
    return [button.press for button in buttons if button.label == label]  # type: ignore[misc] # none of these is a look


@pytest.mark.parametrize("label", ["Cancel", "Talk to a person"])
async def test_a_button_of_a_request_that_is_gone_leaves_the_next_one_alone(
    label: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, PERMITS + "Dean presses Talk to a person\n" + SKIPS)
        await presses(program, (await shown(program, label))[0])
        heard = await tell(program, "Dean: status\n")

    assert "That is from an earlier request, so nothing has changed." in heard
    assert "You have a request under way" in heard


async def test_what_an_earlier_release_drew_is_of_what_is_under_way(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, "Dean: the bulky waste form is broken, it keeps crashing\n")
        await presses(program, WentOn())
        heard = await tell(program, PERMITS)
        await presses(program, Cancelled())
        nothing = await tell(program, "Dean: status\n")

    assert "That is from an earlier request, so nothing has changed." in heard
    assert "You have no requests" in nothing


async def test_what_kind_it_is_makes_no_title(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        story = "Dean: something about the allotments thing\nDean: its broken\n"
        heard = await tell(program, story + "Dean presses It is different\n")

    assert "You’d like: ‘Something about the allotments thing’." in heard.splitlines()[-4]
