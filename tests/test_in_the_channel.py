"""Where others read, one line is said, and the conversation goes on in the direct message."""

from pathlib import Path

import pytest

from adapters.web.people import ALL_STAFF, PEOPLE
from bot.events import Event, Incoming, Said, Stale
from bot.messages import Quiet
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

THANKS = "I’ve answered you in a direct message, so that we do not fill this channel."
MENTIONED = "Dean among all staff: @Groundwork people fill in a paper form for a permit\n"


async def test_a_mention_gets_one_line_there_and_goes_on_in_private(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, MENTIONED + "Dean presses Talk to a person\n")
        found = await request(program)

    assert f"Among all staff: Thanks, Dean. {THANKS}" in heard
    assert "Groundwork: Hello Dean. You’d like: ‘People fill in a paper form" in heard
    assert heard.count("Among all staff: ") == 1
    assert found.said[0].text == "people fill in a paper form for a permit"


async def test_nobody_else_reads_what_comes_of_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            MENTIONED
            + "Dean among all staff: @Groundwork my requests\n"
            + "Dean among all staff: @Groundwork status\n",
        )

    among_staff = [line for line in heard.splitlines() if line.startswith("Among all staff: ")]
    assert among_staff == [f"Among all staff: Thanks, Dean. {THANKS}"] * 3


async def test_a_line_sent_elsewhere_is_looked_at_once_and_answered_in_private(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean among all staff: @Groundwork the bulky waste form is broken, it keeps crashing\n",
        )

    assert heard.count("Among all staff: ") == 1
    assert "The service desk can start on it now." in heard


async def test_in_the_teams_channel_only_its_commands_are_known(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya in the channel: we want a form\n"
            "Priya in the channel: queue\n"
            "Priya in the channel: mine\n"
            "Priya in the channel: help\n",
        )

    assert heard.count("In this channel I know ‘queue’, ‘mine’, ‘gaps’ and more. Say ‘help’") == 1
    assert "What you can say in this channel\n- GW-1 shows that request\n- find" in heard
    assert "- mine lists what you have taken, also what is being built\n" in heard


@pytest.mark.parametrize("typed", ["new", "form", "new for Ann Lee"])
async def test_what_begins_a_conversation_goes_on_in_private(typed: str, tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"Priya in the channel: {typed}\n")

    assert f"In the channel: Thanks, Priya. {THANKS}" in heard
    assert "Groundwork: " in heard
    assert "[Fill in a form]" in heard


@pytest.mark.parametrize("event", [Stale(), Said("GW-9")])
async def test_a_press_where_others_read_fills_nothing(event: Event, tmp_path: Path) -> None:
    dean = PEOPLE[0]
    async with program_in(tmp_path) as program:
        answer = await program.bot.handle(Incoming("1", dean.identity, ALL_STAFF, TUESDAY, event))
        heard = await tell(program, "")

    assert isinstance(answer, Quiet) == isinstance(event, Stale)
    assert heard == ""


async def test_who_is_urgent_among_staff_gets_the_number_in_private(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, "Dean among all staff: @Groundwork she says she is suicidal, what do I do\n"
        )

    assert "Groundwork: " in heard
    assert "ring 999 first" in heard
    assert b"suicidal" not in (tmp_path / "groundwork.db").read_bytes()


async def test_who_asks_after_their_request_among_all_staff_begins_no_other(tmp_path: Path) -> None:
    asked = (
        "Dean among all staff: @Groundwork is anyone looking at my request?\n"
        "Dean among all staff: @Groundwork can someone ring me\n"
    )
    async with program_in(tmp_path) as program:
        heard = await tell(program, MENTIONED + "Dean presses Talk to a person\n" + asked)

    before, _, after = heard.partition("I’ve brought this to the digital team as GW-1.")
    assert "[Edit] [Add to it] [Withdraw]" in after
    assert f"Among all staff: Thanks, Dean. {THANKS}" in before
    assert after.count("Among all staff: ") == 2
