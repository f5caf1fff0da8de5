"""Two requests at once, and labels that are typed: nothing is lost, and nothing is mistaken."""

from pathlib import Path

import pytest

from bot.drafts import Aside, Conversation, Draft, Line, Suggestion, TeamQuestion
from bot.events import (
    Agreed,
    AskedForPerson,
    Cancelled,
    Confirmed,
    Dropped,
    Event,
    Insisted,
    MadeConfidential,
    PutOff,
    Resumed,
    SetAside,
    Submitted,
    WentBack,
    WentOn,
)
from bot.facts import Fact, Source
from bot.labels import press_of
from tests.cast import RUTH, book, draft
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

PERMITS = "Dean: people fill in a paper form for a permit at reception\n"
SKIPS = "Dean: builders ring us to license a skip\n"
CRASH = "Dean: the bulky waste form is broken, it keeps crashing at the payment page\n"
A_DAY = "-- 2 minutes later --\nDean: and we would like an online form where people choose a day\n"


async def test_a_request_set_aside_is_come_back_to_when_the_other_is_sent(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean: new\nDean presses Set it aside\n"
            + SKIPS
            + "Dean presses Talk to a person\nDean presses Yes\nDean presses Talk to a person\n",
        )
        first, second = await request(program, 1), await request(program, 2)

    assert "Do you want to finish it first, or set it aside?" in heard
    assert "Shall we go on with it?" in heard
    assert "builders ring us" in first.said[0].text
    assert "a permit at reception" in second.said[0].text


async def test_the_one_under_way_can_be_finished_first(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMITS + "Dean: new\nDean presses Finish this one\n")

    assert "All right, this one first." in heard


async def test_what_is_set_aside_can_be_given_up(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean: new\nDean presses Set it aside\n"
            + SKIPS
            + "Dean: new\nDean presses Set it aside\nDean: cancel\n"
            + "Dean: people fill in a paper form for a street party\nDean: cancel\n"
            + "Dean: no\nDean: no\nDean: my requests\n",
        )

    assert "I’ve let ‘People fill in a paper form for a permit at reception’ go." in heard
    assert "I’ve let ‘Builders ring us to license a skip’ go." in heard
    assert "You have no requests yet." in heard


async def test_a_button_of_what_is_gone_says_so(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean: new\nDean presses Set it aside\n"
            + SKIPS
            + "Dean presses Cancel\nDean presses No\nDean presses Yes\nDean presses No\n"
            + "Dean presses Finish this one\n",
        )

    assert heard.count("That is from an earlier request, so nothing has changed.") == 2
    assert "There is nothing to cancel, send or change just now." in heard


async def test_one_more_set_aside_while_another_is_under_way_can_be_dropped(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean: new\nDean presses Set it aside\n"
            + SKIPS
            + "Dean presses Cancel\n"
            + "Dean: people fill in a paper form for a street party\n"
            + "Dean presses No\n"
            + "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert heard.count("Shall we go on with it?") == 1
    assert "street party" in found.said[0].text


async def test_when_to_go_on_can_be_typed(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            CRASH
            + A_DAY
            + "Dean: 👍\nDean: yes\nDean: after today\n"
            + "-- 1 working day later, 10am --\n"
            + "Dean: yes\nDean presses Talk to a person\n",
        )
        found = await request(program)

    assert heard.count("Now, or after today?") == 3
    assert "I’ll ask you once, tomorrow at 10am." in heard
    assert "Shall we go on with it?" in heard
    assert [line.text for line in found.said][1:] == [
        "and we would like an online form where people choose a day"
    ]


async def test_now_is_now_and_more_that_is_said_is_kept(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            CRASH + A_DAY + "Dean: some ring us twice\nDean: now\nDean presses Talk to a person\n",
        )
        found = await request(program)

    assert "All right, Dean. I’ll take it as a request." in heard
    assert found.said[-1].text == "some ring us twice"


async def test_after_it_was_put_off_the_old_buttons_change_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            CRASH
            + A_DAY
            + "Dean presses Tomorrow\nDean presses Tomorrow\n"
            + CRASH
            + "Dean presses Now\nDean presses Tomorrow\n"
            + A_DAY
            + "Dean presses Now\nDean presses Tomorrow\n",
        )

    assert "There is nothing to cancel, send or change just now." in heard
    assert heard.count("That is from an earlier request, so nothing has changed.") == 2
    assert "That question has been answered already. This is where we are." in heard


async def test_a_question_pressed_while_it_is_to_be_said_when_changes_nothing(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean presses Cancel\n"
            + CRASH
            + "Dean presses Skip\n"
            + A_DAY
            + "Dean presses Skip\n",
        )

    assert "That is from an earlier request, so nothing has changed." in heard
    assert heard.count("Now, or after today?") == 2


@pytest.mark.parametrize("nothing", ["👍", "...", "??", "🙂🙂"])
async def test_a_bare_sign_answers_nothing_and_is_told_so(nothing: str, tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMITS + f"Dean: {nothing}\nDean presses Talk to a person\n")
        found = await request(program)

    assert "I could not find any words in that. This is where we are." in heard
    assert len(found.said) == 1


async def test_edit_and_confidential_typed_are_no_answers(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS + "Dean: edit\nDean: Confidential\nDean presses Talk to a person\n",
        )
        found = await request(program)

    assert "Select Edit to change what I understood, or tell me what is different." in heard
    assert "It is confidential now." in heard
    assert found.confidential
    assert len(found.said) == 1


def _asks(*lines: str, held: bool = False) -> Draft:
    read = book().reader.read("\n".join(lines))
    return Draft(tuple(Line(each, TUESDAY) for each in lines), read=read, held=held)


UNDER_WAY = Conversation(_asks("people fill in a paper form for a permit"))
HELD = Conversation(_asks("we would like an online form", held=True))
ELSEWHERE = Conversation(draft("it is broken", hand_off="fault"))
PAYS = Conversation(
    Draft(
        (Line("a permit form online, on paper now", TUESDAY),),
        read={
            "asks_for": Fact("form", Source.READ),
            "often_costs": Fact("yes", Source.READ),
            "channel_now": Fact("paper", Source.READ),
            "has_rekeying": Fact("yes", Source.READ),
            "teams_affected": Fact("one", Source.READ),
        },
    )
)
FOUND = (Suggestion(5, RUTH, "we post these by hand"),)
WAITS = (Aside(draft("skips")),)
LATER = (Aside(draft("skips"), TUESDAY),)
NUMBER = draft("skips").number


@pytest.mark.parametrize(
    ("typed", "state", "press"),
    [
        ("Cancel", Conversation(), Cancelled()),
        ("back.", UNDER_WAY, WentBack()),
        ("Talk to a person!", ELSEWHERE, AskedForPerson()),
        ("it is  different", ELSEWHERE, Insisted()),
        ("set it aside", UNDER_WAY, SetAside()),
        ("Finish this one", UNDER_WAY, WentOn()),
        ("Submit.", UNDER_WAY, Submitted()),
        ("submit", HELD, None),
        ("not confidential", UNDER_WAY, MadeConfidential(yes=False)),
        ("Now", HELD, WentOn()),
        ("Tomorrow", HELD, PutOff()),
        ("later", HELD, PutOff()),
        ("now", UNDER_WAY, None),
        ("tomorrow", Conversation(), None),
        ("set it aside", ELSEWHERE, None),
        ("yes", Conversation(suggested=FOUND), Agreed(5, yes=True)),
        ("no", Conversation(UNDER_WAY.draft, suggested=FOUND), Agreed(5, yes=False)),
        ("yes", Conversation(PAYS.draft, suggested=FOUND), None),
        ("yes", Conversation(aside=WAITS), Resumed(NUMBER)),
        ("No.", Conversation(aside=(*LATER, *WAITS)), Dropped(NUMBER)),
        ("yes", Conversation(aside=LATER), None),
        ("yes", Conversation(UNDER_WAY.draft, aside=WAITS), None),
        ("yes", Conversation(HELD.draft, aside=WAITS), None),
        ("yes", Conversation(ELSEWHERE.draft, aside=WAITS), Resumed(NUMBER)),
        ("Forget it.", UNDER_WAY, Cancelled()),
        ("can you ring me?", Conversation(), AskedForPerson(words="can you ring me?")),
        ("never mind the queue", UNDER_WAY, None),
        ("cancel?", UNDER_WAY, None),
        ("submit", Conversation(), Submitted()),
        ("yes please", Conversation(), None),
        ("yes", Conversation(), None),
    ],
)
def test_a_typed_label_is_the_press_that_it_stands_for(
    typed: str, state: Conversation, press: Event | None
) -> None:
    assert press_of(typed, state, book()) == press


def test_what_the_team_asked_comes_before_all_else() -> None:
    question = TeamQuestion(7, "How many a month?", heard="about 40")
    waiting = Conversation(PAYS.draft, (question,), suggested=FOUND, aside=WAITS)

    assert press_of("yes", waiting, book()) == Confirmed(7, yes=True)


async def test_a_new_wish_typed_at_the_fork_begins_it_and_the_other_is_kept(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMITS + "Dean: new\n" + SKIPS + "Dean presses Cancel\n")

    assert "I’ve set ‘People fill in a paper form for a permit at reception’ aside" in heard
    assert "You’d like: ‘Builders ring us to license a skip’." in heard
    assert "Shall we go on with it?" in heard


async def test_a_new_wish_that_is_another_matter_begins_at_once(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        other = "-- 2 minutes later --\nDean: can people apply for a skip licence online\n"
        heard = await tell(program, CRASH + other)

    assert "Now, or after today?" not in heard
    assert "apply for a skip licence online’. I’ve kept" in heard


async def test_a_last_answer_of_not_sure_is_thanked_once(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, PERMITS + "Dean presses Not sure until Submit\n")

    assert "That’s fine.\nThere are no more questions.\n" in heard
    assert "That’s enough" not in heard
