"""Short stories through the real service: what people would tell of if it went wrong."""

from pathlib import Path

import pytest

from adapters.web.playing import ScriptFailed
from bot.requests import Status
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import program_in


async def test_an_answer_reaches_a_request_that_somebody_took_meanwhile(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Priya presses Ask on GW-1\n  text: How many a month?\n"
            + "Tom presses Take on GW-1\n"
            + "Dean: about 40\nDean presses Yes",
        )
        found = await request(program)

    assert "Dean Marsh answered:" in heard
    assert found.said[-1].text == "about 40"
    assert (found.status, found.taker and found.taker.name) == (Status.TAKEN, "Tom Bell")


async def test_two_questions_get_two_answers(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            A_REQUEST
            + "Priya presses Ask on GW-1\n  text: How many a month?\n"
            + "Priya presses Ask on GW-1\n  text: Who checks them?\n"
            + "Dean: Jo does\nDean presses Yes\nDean: 40\nDean presses Yes",
        )
        found = await request(program)

    assert [line.text for line in found.said[-2:]] == ["Jo does", "40"]


async def test_a_line_that_waits_for_yes_outlives_its_question(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            A_REQUEST
            + "Priya presses Ask on GW-1\n  text: How many a month?\n"
            + "Dean: about 40\n"
            + "Priya presses Stop on GW-1\n  reason: A page does it.\n  instead: Read the page.\n"
            + "Dean presses Yes",
        )
        found = await request(program)

    assert found.status is Status.STOPPED
    assert found.said[-1].text == "about 40"


async def test_a_line_that_is_no_answer_goes_on_as_what_it_is(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Priya presses Ask on GW-1\n  text: How many a month?\n"
            + "Dean: we also want an online form for skips instead of paper\nDean presses No\n"
            + "Dean presses Talk to a person\nDean: and for scaffolding\n",
        )

    assert "The question about GW-1 stays open." in heard
    assert "I’ve brought this to the digital team as GW-2." in heard
    assert heard.count("Is this your answer about GW-1?") == 1


async def test_what_was_withdrawn_says_so_and_can_still_be_added_to(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Dean: GW-1\nDean presses Withdraw\nDean presses Withdraw\n"
            + "Dean presses Add to it\n  text: because the form is online now\n",
        )
        found = await request(program)

    assert "I’ve withdrawn GW-1." in heard
    assert "GW-1 is withdrawn now, so that cannot be done." in heard
    assert found.said[-1].text == "because the form is online now"


async def test_what_was_sent_elsewhere_stays_out_of_a_later_request(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: the bulky waste form is broken, it keeps crashing at the payment page\n"
            "-- 5 days later --\n"
            "Dean: we need an online form for visitor permits instead of paper\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert "The service desk" in heard
    assert [line.text for line in found.said] == [
        "we need an online form for visitor permits instead of paper"
    ]


async def test_who_is_sent_elsewhere_can_go_on_at_once(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            "Dean: the bulky waste form is broken, it keeps crashing at the payment page\n"
            "-- 2 minutes later --\n"
            "Dean: and we would like an online form where people choose a day\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert found.said[0].text.startswith("the bulky waste form is broken")


async def test_a_person_can_be_asked_for_instead_of_the_service_desk(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            "Dean: the bulky waste form is broken, it keeps crashing at the payment page\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert found.title == "Bulky waste form is broken"


@pytest.mark.parametrize(
    "script",
    [
        "Dean: she says she is suicidal, what do I do",
        A_REQUEST + "Dean: GW-1\nDean presses Add to it\n  text: she says she is suicidal\n",
        A_REQUEST
        + "Priya presses Ask on GW-1\n  text: How many?\nDean: she says she is suicidal\n",
        A_REQUEST
        + "Priya presses Ask on GW-1\n  text: How many?\n"
        + "Dean presses Answer\n  text: she says she is suicidal\n",
        "Priya in the channel: somebody rang, she says she is suicidal",
        "Dean: people fill in a paper form for a permit at reception\n"
        "Dean presses Edit\n  title: she says she is suicidal\n",
    ],
    ids=["first", "added", "while asked", "answered", "in the channel", "edited"],
)
async def test_urgent_words_get_the_number_and_are_kept_nowhere(
    script: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, script)

    assert "ring 999 first" in heard
    database = (tmp_path / "groundwork.db").read_bytes()
    assert b"suicidal" not in database


async def test_a_dialog_for_what_cannot_happen_is_not_opened(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST
            + "Priya presses Stop on GW-1\n  reason: A page does it.\n  instead: Read the page.\n"
            + "Dean: GW-1\n",
        )
        assert "We stopped it: A page does it. What to do instead: Read the page." in heard
        with pytest.raises(ScriptFailed, match="there is no ‘Accept’"):
            await tell(program, "Priya presses Accept on GW-1")


async def test_an_example_is_not_played_over_a_request_under_way(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        assert not await program.store.transact(lambda work: work.unfinished())
        await tell(program, "Dean: people fill in a paper form at reception")
        assert await program.store.transact(lambda work: work.unfinished())


async def test_a_typed_yes_is_no_part_of_the_request(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit at reception\n"
            "Dean presses Skip until Submit\n"
            "Dean: yes please send it\n"
            "Dean: it is for 3 car parks\n"
            "Dean presses Submit\n",
        )
        found = await request(program)

    assert "Select Submit to send it." in heard
    assert [line.text for line in found.said] == [
        "people fill in a paper form for a permit at reception",
        "it is for 3 car parks",
    ]


async def test_what_is_under_way_is_told_and_can_be_given_up(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: people fill in a paper form for a permit at reception\n"
            "Dean: status\nDean: new\nDean presses Cancel\nDean: status\nDean: new\n",
        )

    assert "I have not sent it yet. This is where we are." in heard
    assert "Do you want to finish it first, or set it aside?" in heard
    assert "You have no requests yet." in heard
    assert "What would you like to be easier?" in heard


async def test_the_question_of_what_it_is_is_asked_where_that_is_unclear(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: the intranet\n"
            "Dean: people bring a paper form to reception, we key it into PermitPoint\n"
            "Dean presses Cancel\n"
            "Dean: the intranet\n"
            "Dean presses Something is broken\n"
            "Dean presses It is different\n",
        )

    assert "Is this something new or changed, or has something stopped working?" in heard
    assert "typed in again by hand – ‘key it into PermitPoint’" in heard
    assert "the service desk" in heard
    assert "All right, Dean. I’ll take it as a request." in heard


async def test_labels_that_are_typed_are_pressed_and_no_part_of_the_request(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: talk to a person\n"
            "Dean: people fill in a paper form for a permit at reception\n"
            "Dean presses Skip\n"
            "Dean: Back\n"
            "Dean: cancel\n"
            "Dean: people fill in a paper form for a skip at reception\n"
            "Dean: Talk to a person.\n"
            "Dean: withdraw\n"
            "Priya presses Ask on GW-1\n  text: How many?\n"
            "Dean: 40\nDean: yes\n",
        )
        found = await request(program)

    assert "Then select Talk to a person under my answer, and I’ll bring it to one." in heard
    assert "Cancelled. I have not sent anything to the digital team." in heard
    assert "[Add to it] [Withdraw]" in heard
    assert [line.text for line in found.said] == [
        "people fill in a paper form for a skip at reception",
        "40",
    ]


async def test_what_is_told_besides_an_answer_is_read(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: we need an online form for bulky bins\n"
            "Dean presses Someone types it into a system\n"
            "Dean: just us. people ring us and we write it in the diary\n",
        )

    assert "how it works today: by phone – ‘people ring’" in heard
    assert "who has a part in it: one team – ‘just us’" in heard
