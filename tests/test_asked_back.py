"""What people ask of the bot itself is heard as that: no answer, and no request of its own."""

from pathlib import Path

import pytest

from adapters.files import settings_from
from bot.app import Program, opened
from bot.understanding.asides import Means
from tests.cast import book
from tests.storytelling import tell
from tests.theatre import TUESDAY, environment, program_in

PERMIT = "Dean: builders ring us to license a skip and we type it in to a spreadsheet\n"
SENT = PERMIT + "Dean: Only my team\nDean: 20 a month, 10mins each\nDean presses Submit\n"
TITLE = "‘Builders ring us to license a skip and we type…’"


@pytest.mark.parametrize(
    ("line", "means"),
    [
        ("can I speak to a human", Means.PERSON),
        ("i'd rather talk to a person, thanks", Means.PERSON),
        ("is there someone i can ring?", Means.PERSON),
        ("could somebody give me a ring about this", Means.PERSON),
        ("put me through to the team please", Means.PERSON),
        ("sorry wrong chat", Means.CANCEL),
        ("actually forget it", Means.CANCEL),
        ("that was meant for someone else", Means.CANCEL),
        ("is anyone looking at this?", Means.STATUS),
        ("who is dealing with it?", Means.STATUS),
        ("withdraw it", Means.STATUS),
        ("is it late?", Means.STATUS),
        ("when will i hear back", Means.STATUS),
        ("why is it late", Means.STATUS),
        ("who else has joined?", Means.STATUS),
        ("can someone ring me on 4471 after 2", Means.RING),
        ("make it confidential pls", Means.CONFIDENTIAL),
        ("no not confidential", Means.OPEN),
        ("oh forgot to say its for leaseholders too", Means.CORRECTS),
        ("what happens next?", Means.NEXT),
        ("how long will this take?", Means.NEXT),
        ("i got that wrong its 30 a week", Means.CORRECTS),
        ("i meant email, not paper", Means.CORRECTS),
    ],
)
def test_a_whole_line_says_what_is_wanted_of_us(line: str, means: Means) -> None:
    assert book().asides.meant(line) is means


@pytest.mark.parametrize(
    "line",
    [
        "residents want to talk to someone",
        "we want to cancel appointments online",
        "people ring us to ask who is dealing with it",
        "forget the paper form, we want it online",
        "i meant to ask if bookings could be done online",
        "can we ring people when it is ready",
        "we need confidential waste bins",
        "how long will this take if every one of the forms has to be typed in twice",
        "",
    ],
)
def test_what_says_more_is_read_as_what_it_says(line: str) -> None:
    assert book().asides.meant(line) is None


async def test_asked_what_happens_next_it_says_so_and_asks_its_question_again(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMIT + "Dean: what happens next?\n")

    asked = "1 of at most 5. Who else has to do something before it is finished?"
    assert "a person in the digital team reads it and replies to you here." in heard
    assert "They do so within 2 working days." in heard
    assert heard.count(asked) == 2


async def test_where_nothing_is_promised_nothing_is_said_of_days(tmp_path: Path) -> None:
    settings = {k: v for k, v in environment(tmp_path).items() if "PROMISE" not in k}
    async with opened(settings_from(settings, tmp_path), real=lambda: TUESDAY) as program:
        heard = await tell(program, SENT.replace("Dean presses Submit", "Dean: what happens next?"))

    assert "a person in the digital team reads it and replies to you here." in heard
    assert "working day" not in heard


async def test_a_question_that_we_cannot_answer_goes_to_the_team_with_the_request(
    tmp_path: Path,
) -> None:
    questions = "Dean: is it going to be bilingual?\nDean: who would have to pay for it\n"
    answers = "Dean: Only my team\nDean: 20 a month, 10mins each\nDean: why a form?\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMIT + questions + answers + "Dean presses Submit\n")

    assert heard.count("I can’t answer that, so I’ve kept it with your request") == 3
    assert "> who would have to pay for it" in heard
    assert "People pay for it" not in heard


async def test_a_question_that_tells_something_is_an_answer(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, PERMIT + "Dean: is it just us?\nDean: could it be 20 a month?\n"
        )

    assert "who has a part in it: one team" in heard
    assert "about 20 a month" in heard


async def test_after_it_is_sent_nobody_begins_another_by_asking_after_it(tmp_path: Path) -> None:
    asked = (
        "Dean: is anyone looking at this?\nDean: can i change GW-1\nDean: what happens next?\n"
        "Dean: i got that wrong its 30 a week\nDean: sorry wrong chat\n"
    )
    async with program_in(tmp_path) as program:
        heard = await tell(program, SENT + asked)

    assert heard.count("[Edit] [Add to it] [Withdraw]") == 4
    assert "To change or withdraw what you’ve sent, say ‘status’." in heard
    assert heard.count("You’d like:") == 1


async def test_who_does_not_know_has_said_nothing_of_the_matter(tmp_path: Path) -> None:
    vague = "Dean: something about the parking forms\nDean: no idea\nDean: no idea really\n"
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"Dean: dunno\n{vague}Dean: just send it\n")

    assert "Tell me in a line or two what you’d like to be easier" in heard
    assert heard.count("That’s fine.") == 2
    assert "hard to see where things have got to" not in heard
    assert "There is still a question to answer, or to skip, before you send it." in heard


async def test_when_to_ring_is_told_to_who_rings(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: can someone ring me this week about putting skips online\nDean: cancel\n"
            + PERMIT
            + "Dean: can someone ring me after 2, easier to explain\n",
        )

    assert "Tell me in a line what it is about." not in heard
    assert "> can someone ring me after 2, easier to explain" in heard


async def test_while_the_team_asks_something_the_line_may_be_the_answer(tmp_path: Path) -> None:
    asked = "Priya presses Ask on GW-1\n  text: A form, or should we ring you?\n"
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, SENT + asked + "Dean: could somebody give me a ring\nDean: yes\n"
        )

    assert "Is this your answer about GW-1?" in heard
    assert "Dean Marsh answered: ‘could somebody give me a ring’" in heard


async def test_what_is_under_way_is_made_confidential_in_any_words(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        told = "Dean: make it confidential pls\nDean: no not confidential\n"
        heard = await tell(program, PERMIT + told)

    assert heard.count("It is confidential now.") == 1
    assert heard.count("It is no longer confidential.") == 1


async def test_a_person_is_asked_for_in_any_words(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, PERMIT + "Dean: sorry, can I just speak to someone about this?\n"
        )

    assert "I’ve brought this to the digital team as GW-1." in heard
    assert "> sorry, can I just speak to someone about this?" in heard


async def alike(program: Program, *lines: str) -> str:
    """What Ruth hears who types these beside the request that Dean has sent."""
    beside = PERMIT.replace("Dean", "Ruth") + "Ruth: Only my team\nRuth: 20 a month 10 mins\n"
    return await tell(program, SENT + beside + "".join(f"Ruth: {line}\n" for line in lines))


async def test_what_says_nothing_of_how_theirs_differs_leaves_it_open(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        said = ("is it the same as deans one", "only us", "its the same but we also need photos")
        heard = await alike(program, *said, "cant tell from that")

    assert heard.count("Before you send it, tell me whether this is the same as yours.") == 4


@pytest.mark.parametrize("line", ["yeah thats it", "yep looks like it", "yes it is the same"])
async def test_who_agrees_in_their_own_words_joins(line: str, tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await alike(program, line)

    assert f"I’ve added you to GW-1, {TITLE}" in heard


async def test_who_called_it_different_can_say_afterwards_that_it_is_the_same(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await alike(program, "ours is for scaffolding", "twelve of us", "me too")

    assert "Thank you, I’ve noted that." in heard
    assert "I’ve kept that for the team" in heard
    assert f"I’ve added you to GW-1, {TITLE}" in heard
    assert "ours is for scaffolding" in heard.partition("Ruth Okafor needs the same")[2]
