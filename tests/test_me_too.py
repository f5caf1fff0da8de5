"""Two people need the same: it is asked once, typed or pressed, and nothing is sent meanwhile."""

from pathlib import Path

import pytest

from adapters.web.people import PLATFORM
from bot.app import Program
from bot.events import Event, Incoming, SaidSame, Submitted
from bot.people import Identity, Place, PlaceKind
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

SENT = """
Dean: We need an online form for visitor permits, residents fill in a paper form at reception.
Dean presses Skip until Submit
Dean presses Submit
"""
LIKE_IT = """
Ruth: can residents apply for visitor permits online instead of the paper form at reception?
Ruth presses Skip until Me too
"""


async def test_me_too_can_be_typed(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + LIKE_IT + "Ruth: me too\n")
        found = await request(program)

    assert len(found.joined) == 1
    assert "I’ve added you to GW-1" in heard


@pytest.mark.parametrize("same", ["yes thats the same thing", "It’s the same.", "same as ours"])
async def test_that_it_is_the_same_can_be_said_in_any_words(tmp_path: Path, same: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{SENT}{LIKE_IT}Ruth: {same}\n")

    assert "I’ve added you to GW-1" in heard


@pytest.mark.parametrize("said", ["yes, and traders need it too", "is that the same?"])
async def test_what_does_not_say_whether_it_is_the_same_is_kept_and_asked_again(
    tmp_path: Path, said: str
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"{SENT}{LIKE_IT}Ruth: {said}\nRuth presses Me too\n")

    assert "Before you send it, tell me whether this is the same as yours." in heard
    assert said in heard.partition("In the thread of GW-1: Tue 8 Dec, 9:38am. Ruth")[2]


async def test_it_is_different_can_be_typed(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + LIKE_IT + "Ruth: It is different\nRuth presses Submit\n")
        found = await request(program, 2)

    assert [one.request for one in found.not_same] == [1]
    assert "Thank you, I’ve noted that." in heard


async def test_it_is_different_from_nothing_points_to_edit(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT.replace("Dean presses Submit", "Dean: It is different"))

    assert program.book.words.plain("draft.select_edit") in heard


async def test_what_the_team_has_taken_is_for_the_team(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        assert "Only the digital team can do that." in await tell(program, "Dean: mine\n")


async def test_it_is_not_sent_before_that_is_answered(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, SENT + LIKE_IT)
        await press_anyway(program, "ruth", Submitted())
        second = await program.store.transact(lambda work: work.request(2))

    assert second is None


async def test_whom_it_is_raised_for_is_who_joins(tmp_path: Path) -> None:
    raised = LIKE_IT.replace("Ruth", "Priya") + "Priya presses Me too\n"
    for_bob, for_ann = f"Priya: new for Bob Lee{raised}", f"Priya: new for Ann Fry{raised}"
    again = for_bob.replace("Priya presses Me too\n", "").replace("Me too", "Submit")
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + for_bob + for_ann + again)
        found = await request(program)
        shown = await tell(program, "Priya in the channel: GW-1\n")
        await tell(program, "Priya presses Stop on GW-1\n  reason: no\n  instead: ring us\n")

    assert "I’ve added Bob Lee to GW-1" in heard
    assert [one.name for one in found.joined_for] == ["Bob Lee", "Ann Fry"]
    assert len(found.joined) == 1
    assert (
        "Also wanted by: Bob Lee, who has no chat: Priya passes the answer on;"
        " Ann Fry, who has no chat: Priya passes the answer on"
    ) in shown


async def test_what_was_not_shown_yet_cannot_be_joined(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, SENT + LIKE_IT.partition("Ruth presses")[0])
        await press_anyway(program, "ruth", SaidSame(1))
        found = await request(program)

    assert found.joined == ()


AGAIN = SENT.replace("Dean presses Submit\n", "").replace("until Submit", "until It is different")


@pytest.mark.parametrize("same", ["Dean presses Yes\n", "Dean: yes\n", "Dean: me too\n"])
async def test_what_somebody_sends_twice_stays_one_request(tmp_path: Path, same: str) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + AGAIN + same)
        first = await request(program)
        second = await program.store.transact(lambda work: work.request(2))

    assert "You asked for this on Tuesday 8 December: GW-1, ‘" in heard
    assert "Is this the same?" in heard
    assert "that is GW-1, so you do not need to send it again" in heard
    assert (len(first.said), second) == (1, None)


async def test_what_is_new_in_it_goes_to_the_first(tmp_path: Path) -> None:
    more = AGAIN.replace("at reception.", "at reception. We get 60 a month. (file: a.pdf)")
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + more + "Dean presses Yes\n")
        first = await request(program)

    assert "I’ve added what you wrote to GW-1" in heard
    assert "We get 60 a month." in first.text
    assert [file.name for file in first.files] == ["a.pdf"]


async def test_a_line_that_is_part_of_an_earlier_one_is_new(tmp_path: Path) -> None:
    said = SENT.replace("at reception.", "at reception. It is not that visitors wait.")
    again = AGAIN.replace("at reception.", "at reception. It is not that visitors wait.")
    typed = again.replace("Dean presses Skip", "Dean: visitors wait.\nDean presses Skip", 1)
    async with program_in(tmp_path) as program:
        heard = await tell(program, said + typed + "Dean presses Yes\n")
        first = await request(program)

    assert "I’ve added what you wrote to GW-1" in heard
    assert "visitors wait." in first.text.splitlines()


async def test_ones_own_can_be_different_too(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, SENT + AGAIN + "Dean presses It is different\nDean presses Submit\n")
        found = await request(program, 2)

    assert [one.request for one in found.not_same] == [1]


async def press_anyway(program: Program, key: str, press: Event) -> None:
    """Press what is not offered, as an old window may."""
    home = Place(PLATFORM, PlaceKind.DIRECT, key)
    who = Identity(PLATFORM, key, "")
    await program.bot.handle(Incoming("old-window", who, home, TUESDAY, press))
