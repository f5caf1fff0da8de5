"""What is asked beside the numbered questions: who would know, which service, which sense."""

from pathlib import Path

import pytest

from adapters.web.playing import Player
from adapters.web.script import steps_of
from bot.app import Program
from bot.drafts import Draft, Given, Line
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Source
from bot.intake.asking import LONGEST_SERVICE, next_question, numbered, with_service
from tests.cast import DEAN, book, person
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in, stage_of

NOBODY_KNOWN = person(7, "Ann Lee", "")
PERMITS = "Dean: people fill in a paper form for a permit at reception\n"


def answered(*answers: tuple[str, str, str]) -> Draft:
    """A draft with these answers: the question, the value that it gave, and the words."""
    given = tuple(
        Given(key, Line(words, TUESDAY), {key: Fact(value, Source.ANSWERED, words or None)})
        for key, value, words in answers
    )
    line = Line("people fill in a paper form for a permit", TUESDAY)
    return Draft((line,), read=book().reader.read(line.text), answers=given)


def asked(draft: Draft) -> str:
    found = next_question(draft, NOBODY_KNOWN, book())
    return found.key if found else ""


def test_who_is_not_sure_how_the_work_is_done_is_asked_who_would_know() -> None:
    assert asked(answered(("has_rekeying", NOT_SURE, ""))) == "process_owner"
    assert asked(answered(("has_rekeying", SKIPPED, ""))) != "process_owner"
    assert asked(answered(("teams_affected", NOT_SURE, ""))) != "process_owner"


@pytest.mark.parametrize("value", [TOLD, NOT_SURE, SKIPPED])
def test_who_would_know_is_asked_once_and_does_not_count(value: str) -> None:
    draft = answered(("has_rekeying", NOT_SURE, ""), ("process_owner", value, ""))

    assert asked(draft) not in ("process_owner", "")
    assert numbered(draft) == ("has_rekeying",)


@pytest.mark.parametrize(
    ("value", "words", "service"),
    [
        (TOLD, "street  works\nteam", "street works team"),
        (TOLD, "x" * 200, "x" * LONGEST_SERVICE),
        (NOT_SURE, "", ""),
        (SKIPPED, "", ""),
    ],
)
def test_the_service_is_what_they_said_it_is(value: str, words: str, service: str) -> None:
    draft = answered(("service", value, words))

    assert with_service(NOBODY_KNOWN, draft).service == service


def test_a_draft_that_says_nothing_of_it_leaves_the_service_alone() -> None:
    assert with_service(DEAN, answered()) == DEAN


async def test_not_sure_asks_who_would_know_and_the_answer_reaches_the_team(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            PERMITS
            + "Dean presses Not sure\nDean: Sam Price on the duty desk\n"
            + "Dean presses Skip until Submit\nDean presses Submit\n",
        )
        found = await request(program)

    assert "That’s fine.\nWho would know?\nI will not contact them." in heard
    assert found.facts["process_owner"].words == "Sam Price on the duty desk"


async def without_service(program: Program, script: str) -> None:
    """Play it by Ann, of whom the platform says no service."""
    player = Player(stage_of(program), program.book.days)
    meets, *steps = steps_of("Ann is Ann Lee, none\n" + script)
    await player.do(meets)
    ann = player.people["Ann"]
    player.people["Ann"] = type(ann)(ann.platform, ann.key, ann.name)
    await player.play(tuple(steps))


async def test_the_service_is_asked_once_and_remembered(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        told = (
            "Ann: people fill in a paper form for a permit at reception\n"
            + "Ann presses Skip\n" * 3
            + "Ann: street works\nAnn presses Submit\n"
        )
        await without_service(program, told)
        await without_service(
            program, told.replace("Ann: street works", "Ann presses It is different")
        )
        first, second = await request(program, 1), await request(program, 2)

    assert "service" in first.facts
    assert "service" not in second.facts
    assert (first.requester.service, second.requester.service) == ("street works", "street works")


async def test_the_service_can_be_mended_before_it_is_sent(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await without_service(
            program,
            "Ann: people fill in a paper form for a permit at reception\n"
            + "Ann presses Skip\n" * 3
            + "Ann: stret works\nAnn presses Edit\n  service: street works\n"
            + "Ann presses Submit\n",
        )
        found = await request(program)

    assert found.requester.service == "street works"


async def test_what_a_word_means_is_asked_once_where_two_blocks_go_by_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: we want bookings online\n"
            "Dean presses Booking staff on to shifts, a rota\n"
            "Dean presses Skip until Submit\n",
        )

    assert heard.count("When you say ‘bookings’, which do you mean?") == 1
    assert "1 of at most 5. When you say" in heard
