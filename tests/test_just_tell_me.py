"""‘Or just tell me’: what is said in plain words is kept, and a No is not heard in it."""

from pathlib import Path

import pytest

from bot.drafts import Draft, Line
from bot.facts import NOT_SURE, TOLD, Fact, Source
from bot.intake.correcting import correction_at_the_check, correction_in, title_in
from bot.understanding.answers import read_answer
from tests.cast import book
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

BEGUN = "Dean: we want visitor permits online, people come to reception with a paper form\n"
READY = f"""
{BEGUN}Dean: it is filed
Dean presses Skip until Submit
"""


@pytest.mark.parametrize(
    ("key", "line", "value"),
    [
        ("has_rekeying", "no", "no"),
        ("has_rekeying", "Nope.", "no"),
        ("has_rekeying", "No, we don’t", "no"),
        ("has_rekeying", "um no, it just sits there", "no"),
        ("has_rekeying", "no idea, ask Linda Grey", NOT_SURE),
        ("has_rekeying", "no nobody pays us", TOLD),
        ("has_rekeying", "no, nobody pays us", TOLD),
        ("has_rekeying", "there is no rule for it", TOLD),
        ("teams_affected", "no one knows to be honest", NOT_SURE),
        ("teams_affected", "no one else", "one"),
        ("teams_affected", "no other teams", "one"),
        ("left_to_do", "no typing, but we check each one", "typing"),
        ("needs_payment", "no it’s free", "no"),
        ("needs_payment", "no charge", "no"),
        ("needs_payment", "no idea", NOT_SURE),
    ],
)
def test_a_no_is_an_answer_only_where_it_is_meant_as_one(key: str, line: str, value: str) -> None:
    asked = book().form.questions.named(key)
    assert asked is not None

    assert read_answer(asked, line, book().reader)[key].value == value


def test_a_no_is_quoted_with_the_answer_that_it_begins() -> None:
    asked = book().form.questions.named("teams_affected")
    assert asked is not None
    long = "no, " + "really " * 20

    assert read_answer(asked, "No, never", book().reader)["teams_affected"].words == "No, never"
    assert read_answer(asked, long, book().reader)["teams_affected"].words == "no"


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("no idea, ask Linda Grey in finance", "Linda Grey in finance"),
        ("not sure. Sam Price would know", "Sam Price"),
        ("dunno, we only file it", None),
    ],
)
def test_who_does_not_know_may_say_who_does(line: str, whom: str | None) -> None:
    asked = book().form.questions.named("left_to_do")
    assert asked is not None
    owner = read_answer(asked, line, book().reader).get("process_owner")

    assert owner == (Fact(TOLD, Source.ANSWERED, whom) if whom else None)


async def test_who_knows_is_not_asked_of_whoever_has_said_so(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            BEGUN + "Dean: no idea, ask Linda Grey in the finance team\n"
            "Dean presses Talk to a person\n",
        )
        found = await request(program)

    assert found.facts["process_owner"].words == "Linda Grey in the finance team"
    assert "Who would know?" not in heard
    assert "nobody types it in again" not in heard


async def test_that_no_one_knows_says_nothing_of_teams(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            BEGUN + "Dean: no idea\nDean: no one knows to be honest\n",
        )

    assert "one team" not in heard


@pytest.mark.parametrize(
    ("known", "line", "right"),
    [
        ({"has_rekeying": "no"}, "we do type it in again, into Uniform", {"has_rekeying": "yes"}),
        ({"needs_payment": "yes"}, "no nobody pays us, it is a grant", {"needs_payment": "no"}),
        ({"needs_payment": "no"}, "they do pay by card", {"needs_payment": "yes"}),
        ({"has_rekeying": "no"}, "we do not type it in", {}),
        ({"has_rekeying": "no"}, "we do it by hand and key it in", {}),
    ],
)
def test_who_insists_puts_it_right(known: dict[str, str], line: str, right: dict[str, str]) -> None:
    facts = {key: Fact(value, Source.ANSWERED) for key, value in known.items()}
    draft = Draft((Line("permits", TUESDAY),), read=facts)
    found = correction_in(line, draft, book().reader) or {}

    assert {key: found[key].value for key in known if key in found} == right


def test_at_the_check_a_plain_line_puts_right_what_it_can_only_mean() -> None:
    known = {"has_rekeying": Fact("no", Source.ANSWERED), "channel_now": Fact("paper", Source.READ)}
    draft = Draft((Line("permits", TUESDAY),), read=known)
    line = "people ring us and we key it into Uniform, about 60 a month"
    found = correction_at_the_check(line, draft, book().reader)

    assert {key: fact.value for key, fact in found.items()} == {"has_rekeying": "yes"}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("the title is wrong, it's renewing blue badges online", "Renewing blue badges online"),
        ("Sorry, the title should be ‘Blue badges’.", "Blue badges"),
        ("change the title to blue badges", "Blue badges"),
        ("the title’s wrong: call it badges", "Badges"),
        ("the title is fine", ""),
        ("the title is wrong", ""),
        ("we change the title of the case by hand", ""),
    ],
)
def test_a_title_can_be_told(line: str, title: str) -> None:
    assert title_in(line) == title


def test_a_title_told_at_length_is_made_short() -> None:
    assert 0 < len(title_in("the title should be " + "renew blue badges online " * 9)) <= 60


async def test_what_is_told_at_the_check_is_on_the_card(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            READY
            + "Dean: we key each one into Uniform\n"
            + "Dean: the title is wrong, it's visitor permits for streets\n"
            + "Dean presses Submit\n",
        )
        found = await request(program)

    assert "I’ve put that right:\n- typed in again by hand" in heard
    assert "The title is now ‘Visitor permits for streets’." in heard
    assert found.facts["has_rekeying"].value == "yes"
    assert found.title == "Visitor permits for streets"


async def test_what_changes_nothing_says_so_and_what_is_new_is_shown(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, READY + "Dean: you are a star\nDean: about 60 a month\nDean presses Submit\n"
        )
        found = await request(program)

    assert program.book.words.plain("reading.kept") in heard
    assert "I’ve added:\n- about 60 a month – ‘60 a month’\nCheck before you send it." in heard
    assert heard.count("What kind of change this is") == 1
    assert "you are a star" in [line.text for line in found.said]


async def test_what_changes_the_outcome_has_it_told_again(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, READY + "Dean: they send us photos too\n")

    assert "I’ve added that.\nWhat kind of change this is" in heard
    assert "2. Receiving files and photos: fits" in heard


async def test_submit_can_be_typed_once_nothing_is_left_to_ask(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, BEGUN + "Dean: submit\nDean presses Skip until Submit\nDean: Submit\n"
        )
        found = await request(program)

    assert "There is still a question to answer, or to skip, before you send it." in heard
    assert "Sent. Your reference is GW-1." in heard
    assert "submit" not in [line.text.lower() for line in found.said]


async def test_form_is_a_command_while_a_request_is_made_too(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, BEGUN + "Dean: form\n")
        status = await tell(program, "Dean: status\n")

    assert "Here is everything in one form." in heard
    assert "1 of at most 5." in status
