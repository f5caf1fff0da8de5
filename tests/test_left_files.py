"""Files that somebody leaves: kept by name with the request, whenever they come."""

from pathlib import Path

import pytest

from bot.events import Attachment
from bot.messages import text_of
from bot.triage.card import draw
from tests.storytelling import request, tell
from tests.theatre import program_in

FILE = "Dean: (file: permits.pdf)\n"
PERMITS = "Dean: people fill in a paper form for a permit at reception\n"
TO_A_PERSON = "Dean presses Talk to a person\n"
CRASH = "Dean: the bulky waste form keeps crashing at the payment page (file: a.png)\n"
A_DAY = "-- 2 minutes later --\nDean: and we would like an online form where people choose a day"
KEPT = "I’ve kept only the name of ‘permits.pdf’"
ABOUT = "What is it about?"


async def test_a_file_before_any_words_waits_for_them(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, FILE + PERMITS + TO_A_PERSON)
        await tell(program, PERMITS + TO_A_PERSON)
        first, second = await request(program), await request(program, 2)

    assert heard.index(KEPT) < heard.index(ABOUT)
    assert "Files, which I do not keep: permits.pdf" in text_of(draw(first, program.book))
    assert first.files == (Attachment("permits.pdf"),)
    assert second.files == ()


async def test_a_greeting_beside_a_file_says_as_little_as_the_file(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, "Dean: hello (file: a.png)\nDean: hello\nDean: !!\n" + PERMITS)
        await tell(program, TO_A_PERSON)
        found = await request(program)

    assert heard.count(ABOUT) == 1
    assert found.files == (Attachment("a.png"),)


async def test_a_file_goes_with_what_is_held_back(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        held = f"{CRASH}{A_DAY} (file: b.png)\n{FILE}Dean presses Now\n"
        heard = await tell(program, held + TO_A_PERSON)
        found = await request(program)

    assert "only the names of ‘a.png’ and ‘b.png’" in heard
    assert KEPT in heard
    assert [file.name for file in found.files] == ["a.png", "b.png", "permits.pdf"]


async def test_a_file_after_what_was_sent_elsewhere_goes_with_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        different = "Dean presses It is different\n"
        heard = await tell(program, CRASH + FILE + different + TO_A_PERSON)
        found = await request(program)

    assert "only the name of ‘a.png’. Leave the file where it is, or give me a link." in heard
    assert [file.name for file in found.files] == ["a.png", "permits.pdf"]


async def test_a_file_goes_with_the_form_in_one_go(tmp_path: Path) -> None:
    form = "Dean: new\nDean presses Fill in a form\n  text: a paper form for a permit\n"
    async with program_in(tmp_path) as program:
        await tell(program, FILE + form + TO_A_PERSON)
        found = await request(program)

    assert found.files == (Attachment("permits.pdf"),)


ASKED = f"{PERMITS}{TO_A_PERSON}Priya presses Ask on GW-1\n  text: What does it look like?\n"


@pytest.mark.parametrize("said", ["this", ""])
async def test_a_file_may_be_the_answer_to_what_the_team_asked(tmp_path: Path, said: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{ASKED}Dean: {said} (file: permits.pdf)\nDean presses Yes\n")
        found = await request(program)

    assert heard.index("Is this your answer about GW-1?") < heard.index(KEPT)
    assert "permits.pdf’" in heard[heard.index("Dean Marsh answered: ‘") :]
    assert found.files == (Attachment("permits.pdf"),)
    assert (found.said[-1].text == "this") is bool(said)


async def test_a_file_that_is_no_answer_goes_with_what_comes_next(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, f"{ASKED}{FILE}Dean presses No\n{PERMITS}{TO_A_PERSON}")
        first, second = await request(program), await request(program, 2)

    assert (first.files, second.files) == ((), (Attachment("permits.pdf"),))


@pytest.mark.parametrize("line", ["Cancel", "my colleague says she wants to kill herself"])
async def test_a_file_is_forgotten_with_what_it_belongs_to(tmp_path: Path, line: str) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, f"{FILE}Dean: {line}\n{PERMITS}{TO_A_PERSON}")
        found = await request(program)

    assert found.files == ()


async def test_who_has_it_brought_to_a_person_hears_that_the_file_stays_behind(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, CRASH + TO_A_PERSON)

    assert "only the name of ‘a.png’. Ask whoever replies where to send it." in heard
