"""What people say before they say what it is, or where they lose patience, is no request."""

from pathlib import Path

import pytest

from tests.storytelling import request, tell
from tests.theatre import program_in

WISH = "Dean: people fill in a paper form for a permit at reception\n"


@pytest.mark.parametrize(
    "said", ["I need help with something", "Can you help?", "I’ve got an idea."]
)
async def test_who_only_begins_is_asked_what_it_is(tmp_path: Path, said: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"Dean: {said}\n")

    assert "Tell me in a line or two what you’d like to be easier" in heard
    assert "You’d like:" not in heard


async def test_a_file_beside_it_is_named_and_asked_about(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: can you help (file: a.pdf)\n")

    assert "only the name of ‘a.pdf’" in heard
    assert "What is it about?" in heard


async def test_thanks_for_nothing_are_no_thanks(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: thanks for nothing\n")

    assert "I’m sorry, Dean." in heard
    assert "You’re welcome" not in heard


@pytest.mark.parametrize(
    "said", ["What do you mean?", "why do you need to know", "this is useless"]
)
async def test_a_question_that_is_not_understood_stays_open(tmp_path: Path, said: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{WISH}Dean: {said}\n")

    assert "Say it in your own words, or select Not sure, Skip or Talk to a person." in heard
    assert heard.count("1 of at most 5") == 2
    assert "I’ve added" not in heard


async def test_thanks_after_another_word_are_thanks(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: the bulky waste page is down\nDean: ok thanks\n")

    assert "You’re welcome, Dean." in heard


@pytest.mark.parametrize("said", ["skip", "No", "that’s all"])
async def test_that_there_is_no_more_is_not_more(tmp_path: Path, said: str) -> None:
    ready = f"{WISH}Dean presses Skip until Submit\nDean: {said}\nDean presses Submit\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, ready)
        sent = await request(program)

    assert "Select Submit to send it." in heard
    assert [line.text for line in sent.said] == [WISH.removeprefix("Dean: ").strip()]


async def test_who_asks_to_be_rung_does_not_say_how_it_works(tmp_path: Path) -> None:
    wish = "Dean: can someone from digital ring me, we have a problem with how forms come in\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{wish}Dean: could you ring me?\n")
        sent = await request(program)

    assert "I’ve brought this to the digital team as GW-1." in heard
    assert sent.title == "We have a problem with how forms come in"
    assert "channel_now" not in sent.facts


async def test_an_everyday_answer_is_no_emergency(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{WISH}Dean: the leisure centre do it, not us\n")

    assert "2 of at most 5" in heard


@pytest.mark.parametrize("said", ["hello", "where were we?", "thanks", "ok"])
async def test_a_greeting_days_later_is_no_answer(tmp_path: Path, said: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{WISH}-- 3 working days later --\nDean: {said}\n")

    assert "You have a request under way, and I have not sent it yet." in heard
    assert heard.count("1 of at most 5") == 2


async def test_what_only_hands_a_file_over_is_no_answer(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        left = "Dean: here is the form (file: permits.pdf)\nDean presses Talk to a person\n"
        heard = await tell(program, WISH + left)
        sent = await request(program)

    assert heard.count("1 of at most 5") == 2
    assert sent.text.endswith("here is the form")


@pytest.mark.parametrize("said", ["not sure", "thanks"])
async def test_who_is_not_sure_whether_it_is_the_same_is_asked_again(
    tmp_path: Path, said: str
) -> None:
    sent = f"{WISH}Dean presses Skip until Submit\nDean presses Submit\n"
    like_it = WISH.replace("Dean", "Ruth") + f"Ruth presses Skip until Me too\nRuth: {said}\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, sent + like_it)

    assert "Before you send it, tell me whether this is the same as yours." in heard


@pytest.mark.parametrize("said", ["can I change my request?", "withdraw GW-1"])
async def test_who_wants_to_change_what_they_sent_is_shown_it(tmp_path: Path, said: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{WISH}Dean presses Talk to a person\nDean: {said}\n")

    assert "[Edit] [Add to it] [Withdraw]" in heard
