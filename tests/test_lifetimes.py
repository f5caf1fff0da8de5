"""Stories of what is shown, pressed late, and of requests through their whole lives."""

from pathlib import Path

import pytest

from adapters.web.people import PEOPLE
from bot.events import Filled, Incoming
from bot.requests import Status
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import TUESDAY, program_in


async def test_whatever_is_asked_for_in_words_is_shown(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: help\nPriya: help\nPriya in the channel: help\nPriya in the channel: hello\n"
            "Dean: GW-7\nPriya in the channel: GW-7\nPriya in the channel: queue\n"
            + A_REQUEST
            + "Ruth: GW-1\nPriya in the channel: GW-1\nDean presses My requests\n"
            + "Priya presses Queue\nRuth: thank you\nRuth: hello\n",
        )

    for said in (
        "What you can say to me",
        "queue lists the open requests, for the digital team",
        "In this channel I know",
        "There is no request with that number. Say ‘my requests’ to see yours.",
        "There is no request with that number. Say ‘queue’ to see what is open.",
        "No request is open.",
        "It is not yours, so that is all I can show.",
        "You have 1 request.",
        "1 request is open.",
        "You’re welcome, Ruth.",
        "Tell me in a line or two what you’d like to be easier",
    ):
        assert said in heard


async def test_a_request_is_live_moved_kept_and_retired(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Priya presses Accept on GW-1\n  go_live_on: 2026-12-15\n  review_on: 2027-02-01\n"
            + "Dean: GW-1\n"
            + "-- Tuesday 15 December 2026, 9:30am --\n"
            + "Priya presses No\n  on: 2027-03-01\n"
            + "-- Monday 1 March 2027, 9:30am --\n"
            + "Priya presses Yes\nDean: GW-1\n"
            + "-- 100 days later, 9:30am --\n"
            + "Priya presses Keep\n"
            + "-- 100 days later, 9:30am --\n"
            + "Priya presses Retire\n",
        )
        found = await request(program)

    assert "will be later than we said." in heard
    assert "is live from Monday 1 March 2027. On Tuesday 1 June 2027" in heard
    assert "it stays as it is." in heard
    assert "has been switched off." in heard
    assert found.status is Status.CLOSED


async def test_a_request_goes_from_hand_to_hand_and_waits(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Tom: help\n"
            + A_REQUEST
            + "Priya presses Take on GW-1\n"
            + "Priya presses Take on GW-1\n  step: supplier\n"
            + "Priya in the channel: queue\nDean: GW-1\n"
            + "Priya presses Take on GW-1\n  step: goes_on\n"
            + "Priya presses Take on GW-1\n  step: link\n  link: https://board.example/42\n"
            + "Priya presses Take on GW-1\n  step: hand_over\n  to: page:tom\n"
            + "Tom in the channel: mine\nPriya in the channel: mine\n"
            + "Tom presses Take on GW-1\n  step: let_go\n",
        )
        found = await request(program)

    for said in (
        "is waiting for a supplier. I’ll tell you here when it goes on.",
        "· Waiting for a supplier · Priya Nair · asked to talk to a person · today",
        "is going on again. Priya Nair in the digital team has it.",
        "Tracked at: https://board.example/42",
        "Priya Nair has handed GW-1",
        "You have taken 1 request.",
        "You have not taken any requests.",
        "Nobody in the digital team has GW-1 just now.",
    ):
        assert said in heard
    assert (found.status, found.taker) == (Status.NEW, None)


async def test_somebody_else_answers_what_the_team_asked_of_them(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Ruth: help\n"
            + A_REQUEST
            + "Priya presses Ask on GW-1\n  text: Who keeps the list?\n  whom: page:ruth\n"
            + "Ruth presses Answer\n  text: Jo does\n",
        )
        found = await request(program)

    assert "Priya Nair in the digital team has asked Ruth Okafor about GW-1" in heard
    assert "In the thread of GW-1: Tue 8 Dec, 9:38am. Ruth Okafor answered: ‘Jo does’" in heard
    assert "Ruth Okafor has answered what the digital team asked about GW-1." in heard
    assert [line.text for line in found.said] == [
        "people fill in a paper form for a permit at reception"
    ]


@pytest.mark.parametrize(
    "ends",
    [
        "Priya presses Stop on GW-1\n  reason: the list is online\n  instead: read it there\n",
        "Dean: GW-1\nDean presses Withdraw\n",
    ],
)
async def test_who_was_asked_of_what_has_ended_hears_it_and_nothing_stays_open(
    tmp_path: Path, ends: str
) -> None:
    asked = "Priya presses Ask on GW-1\n  text: Who keeps the list?\n  whom: "
    answer = "\nTom presses Answer\n  text: Jo does\n"
    async with program_in(tmp_path) as program:
        script = f"Ruth: help\nTom: help\n{A_REQUEST}{asked}\n{asked}page:tom{answer}"
        script += f"{asked}page:ruth\n{ends}"
        heard = await tell(program, script + "Ruth: residents ring us to hear of a bus pass\n")

    assert heard.count("Groundwork to Ruth: The digital team no longer needs your answer") == 1
    assert heard.count("no longer needs your answer about GW-1") == 1
    assert "You’d like: ‘Residents ring us to hear of a bus pass’" in heard


async def test_what_is_done_needs_no_review(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Priya presses Accept on GW-1\n"
            + "Priya presses Close on GW-1\n  how: finished\n",
        )
        found = await request(program)

    assert "is done. There is nothing more for you to do." in heard
    assert (found.status, found.review_on) == (Status.CLOSED, None)


async def test_a_button_from_earlier_says_so_and_changes_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit at reception\n"
            "Dean presses Skip until Submit\n"
            "Dean presses Someone emails it on\n"
            "Dean presses Back\n"
            "Dean presses Submit\n"
            "Dean presses Cancel\n"
            "Dean presses Back\n"
            "Dean presses Talk to a person\n"
            "Dean: the bulky waste form is broken, it keeps crashing\n"
            "Dean presses Back\n",
        )

    assert "That question has been answered already." in heard
    assert "There is still a question to answer, or to skip, before you send it." in heard
    assert "There is nothing to cancel, send or change just now." in heard
    assert "Then select Talk to a person under my answer, and I’ll bring it to one." in heard
    assert "That is from an earlier request, so nothing has changed." in heard


async def test_the_first_question_has_nothing_before_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit at reception\n"
            "Dean presses Skip\n"
            "Dean presses Back\n"
            "Dean presses Back\n",
        )

    assert "This is the first question, so there is nothing to go back to." in heard


async def test_a_request_that_no_block_fits_says_so(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: qwertz uiop\nDean presses A new or changed way\n"
            "Dean presses Skip until Submit\n",
        )

    assert "Nothing that we have on our list fits." in heard


async def test_an_edit_left_open_from_an_earlier_request_is_not_used(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, "Dean: people fill in a paper form for a permit at reception")
        dean = next(one for one in PEOPLE if one.key == "dean")
        late = Filled("edit", 1, {"title": "Something else"})
        await program.bot.handle(Incoming("late", dean.identity, dean.direct, TUESDAY, late))
        await tell(program, "Dean presses Talk to a person")
        found = await request(program)

    assert found.title == "People fill in a paper form for a permit at reception"
