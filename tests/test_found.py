"""A message that somebody else found, of which its author is asked first."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Conversation, Suggestion
from bot.effects import Expect, Known, Say
from bot.events import Agreed, Filled, Found, Suggested
from bot.intake import starting
from bot.messages import FieldKind, Invalid, Message, text_of
from tests.cast import DEAN, LAUREN, RUTH, book, known
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, program_in

GUESS = "the taxi badge form should really be online"
LOST = "I cannot reach the person who wrote that"
FOUND_STORY = f"""
Ruth among all staff: {GUESS}
Dean makes Ruth’s line a request
  text: taxi badge form online
"""


def doings(
    theirs: Conversation | None = None, text: str = GUESS, basis: Known | None = None
) -> tuple[object, ...]:
    """What follows when Lauren finds Ruth's message."""
    lauren = basis or replace(known(LAUREN), whom=RUTH)
    return starting.suggest(Suggested("page:ruth", text), theirs, lauren, book())


def heard(effect: object) -> str:
    assert isinstance(effect, Say)
    return text_of(effect.message)


def test_a_found_message_can_be_trimmed_and_its_author_is_named() -> None:
    dialog = starting.draw_found(Found("page:ruth", GUESS), "Ruth Okafor", book())
    (words,) = dialog.fields

    assert (dialog.form, dialog.about) == ("found", "page:ruth")
    assert (words.key, words.kind, words.value, words.required) == (
        "text", FieldKind.LINES, GUESS, True
    )  # fmt: skip
    assert text_of(Message(dialog.intro)).startswith("I’ll ask Ruth Okafor first. Nothing goes to")


def test_what_is_left_of_a_found_message_is_suggested_in_its_authors_name() -> None:
    trimmed = Filled(starting.FOUND, 0, {"text": " taxi badges online \n"}, "page:ruth")

    assert starting.read_found(trimmed, book()) == Suggested("page:ruth", "taxi badges online")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({}, "Write something here first."),
        ({"text": " "}, "Write something here first."),
        ({"text": "👍"}, "Write something here first."),
        ({"text": "x" * 3_001}, "Use at most 3,000 characters. What you wrote is still here."),
    ],
)
def test_a_found_message_needs_words_and_an_end(values: dict[str, str], says: str) -> None:
    answer = starting.read_found(Filled(starting.FOUND, 0, values, "page:ruth"), book())

    assert answer == Invalid({"text": says})


def test_the_author_is_asked_first_and_the_finder_is_told_so() -> None:
    number = int(TUESDAY.timestamp())
    to_author, expected, to_finder = doings(Conversation(), "taxi badges\nonline")

    assert isinstance(to_author, Say)
    assert to_author.to == RUTH.home
    assert heard(to_author).splitlines() == [
        "Lauren Shaw thinks that this message of yours could be a digital request:",
        "> taxi badges",
        "> online",
        "May I make it one of yours? Nothing goes to the digital team before you say so.",
        "[Yes] [No]",
    ]
    assert [button.press for button in to_author.message.buttons] == [
        Agreed(number, yes=True),
        Agreed(number, yes=False),
    ]
    assert expected == Expect(RUTH, Suggestion(number, LAUREN, "taxi badges\nonline"))
    assert heard(to_finder) == "I’ve asked Ruth. I’ll tell you what they say."


@pytest.mark.parametrize("basis", [known(LAUREN), replace(known(LAUREN), whom=RUTH)])
def test_an_author_whom_i_cannot_reach_is_asked_nothing(basis: Known) -> None:
    (only,) = doings(None, basis=basis)

    assert isinstance(only, Say)
    assert only.to == LAUREN.home
    assert heard(only).startswith(LOST)
    assert heard(only).endswith("Ask them to send me a direct message.")


def test_nobody_is_asked_twice_about_the_same_words() -> None:
    waiting = Conversation(suggested=(Suggestion(7, DEAN, GUESS),))

    assert starting.already_asked(waiting, GUESS)
    assert not starting.already_asked(waiting, "something else")
    assert [heard(effect) for effect in doings(waiting)] == [
        "Ruth has been asked about that already."
    ]


def test_two_messages_found_in_one_second_are_told_apart() -> None:
    number = int(TUESDAY.timestamp())
    waiting = Conversation(suggested=(Suggestion(number, DEAN, "another"),))
    expected = doings(waiting)[1]

    assert expected == Expect(RUTH, Suggestion(number + 1, LAUREN, GUESS))


@pytest.mark.parametrize(
    ("press", "says"),
    [
        ("Yes", "Ruth said yes, and I’ve gone on with them."),
        ("No", "Ruth would rather not, so it goes no further."),
    ],
)
def test_the_finder_hears_what_the_author_said(press: str, says: str) -> None:
    suggestion = Suggestion(7, LAUREN, GUESS)
    (only,) = starting.answered(suggestion, yes=press == "Yes", known=known(RUTH), book=book())

    assert isinstance(only, Say)
    assert only.to == LAUREN.home
    assert heard(only) == says


async def test_no_word_goes_to_the_team_before_the_author_agrees(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        asked = await tell(program, FOUND_STORY)
        agreed = await tell(program, "Ruth presses Yes\nRuth presses Talk to a person\n")
        found = await request(program)

    assert "Groundwork to Ruth: Dean Marsh thinks that this message of yours" in asked
    assert "The card of" not in asked
    assert "Groundwork to Dean: Ruth said yes" in agreed
    assert (found.requester.name, found.said[0].text) == ("Ruth Okafor", "taxi badge form online")


async def test_what_the_author_would_rather_not_is_not_kept(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, FOUND_STORY + "Ruth presses No\n")

    assert "Groundwork to Dean: Ruth would rather not" in heard
    assert "nobody in the digital team has seen the words." in heard
    assert "The card of" not in heard
