"""What is said as Teams draws it: within its limits, complete, and never more than text."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from adapters.teams.buttons import FETCH, IN_A_ROW, pressed
from adapters.teams.render import LARGEST, Renderer, size_of
from adapters.teams.text import is_plain, literal
from bot.events import Cancelled, Chose, Form, MyRequests, Stale, Taken
from bot.messages import Bar, Button, Chart, Heading, Items, Message, Paragraph, Quote, text_of
from bot.wire import Press
from bot.words.rich import Run
from tests.cast import book
from tests.sayings import NASTY, messages
from tests.teams.limits import faults

DRAW = Renderer(book().words, "Our council")
Json = dict[str, Any]


def body(activity: Mapping[str, Any]) -> list[Json]:
    (attached,) = activity["attachments"]
    found: list[Json] = attached["content"]["body"]
    return found


def within(value: object, kind: str) -> Iterator[Json]:
    """Everything of a kind that is in it."""
    if isinstance(value, Mapping):
        if value.get("type") == kind:
            yield dict(value)
        for inner in value.values():
            yield from within(inner, kind)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from within(inner, kind)


def letters(text: str) -> str:
    """What is said, wherever its lines are broken: each line of a quote begins with >."""
    return "".join(text.replace("\u2060", "").replace(">", "").split())


def said(*texts: str) -> Message:
    return Message(tuple(Paragraph((Run(text),)) for text in texts))


@settings(max_examples=40)
@given(messages)
def test_every_message_is_within_the_limits_of_teams(message: Message) -> None:
    for page in (*DRAW.pages(message), DRAW.drawn(message)):
        assert faults(page) == []


@settings(max_examples=40)
@given(messages)
def test_all_pages_together_say_all_that_is_said(message: Message) -> None:
    pages = DRAW.pages(message)
    shown = letters("".join(run["text"] for run in within(pages, "TextRun")))

    assert letters("".join(page["summary"] for page in pages)) == letters(text_of(message))
    for part in message.parts:
        if isinstance(part, Paragraph):
            assert letters("".join(run.text for run in part.text)) in shown


@settings(max_examples=40)
@given(messages)
def test_every_button_can_be_pressed(message: Message) -> None:
    actions = list(within([body(page) for page in DRAW.pages(message)], "Action.Execute"))

    told = [json.loads(one["data"]["press"])["request"] for one in actions]
    assert told == [one.press.request for one in message.buttons if isinstance(one.press, Taken)]
    assert [one["fallback"]["data"] for one in actions] == [one["data"] for one in actions]


def test_a_fault_in_drawing_would_be_found() -> None:
    page = DRAW.drawn(said("permits"))
    body(page).append({"type": "TextBlock", "text": NASTY, "wrap": "yes", "colour": "red"})
    body(page).append({"type": "Image", "url": "https://evil.example/x.png"})
    page["summary"] = " "

    assert set(faults(page)) == {
        "the message has no summary",
        "AdaptiveCard.body: cannot hold Image",
        "TextBlock.wrap: is no bool",
        "TextBlock: has a colour",
        "TextBlock: ‘<’ is Markdown",
        "TextBlock: a macro is in it",
    }


def test_what_was_written_is_taken_to_the_letter() -> None:
    (page,) = DRAW.pages(Message((Quote((NASTY,)), Paragraph((Run(NASTY),)))))

    assert list(within(page, "TextBlock")) == []
    assert {run["text"] for run in within(page, "TextRun")} == {literal(NASTY)}
    assert page["summary"] == f"> {NASTY}\n{NASTY}"


def test_a_date_that_somebody_typed_for_a_card_stays_as_it_is() -> None:
    assert literal("{{DATE(2026-12-08)}}") == "{\u2060{DATE(2026-12-08)}}"


@pytest.mark.parametrize(
    "text", ["GW-123 Visitor permits online", "Digital requests: Monday 7 to Sunday 13", "Why?"]
)
def test_a_plain_heading_is_told_to_screen_readers_as_one(text: str) -> None:
    (heading,) = body(DRAW.drawn(Message((Heading((Run(text),)),))))

    assert (heading["type"], heading["style"], heading["text"]) == ("TextBlock", "heading", text)


@pytest.mark.parametrize(
    "text", ["*big*", "a_b_c", "[x](y)", "1. one", "- one", "evil.example", "a\nb", " ", "#one"]
)
def test_a_heading_that_could_be_markdown_is_bold_text(text: str) -> None:
    (heading,) = body(DRAW.drawn(Message((Heading((Run(text),)),))))

    assert not is_plain(text)
    assert (heading["type"], heading["inlines"][0]["weight"]) == ("RichTextBlock", "Bolder")


def test_a_list_says_its_marks() -> None:
    items = ((Run("one"),), (Run("two", strong=True),))
    (page,) = DRAW.pages(Message((Items(items), Items(items, numbered=True))))
    told = [[run["text"] for run in one["inlines"]] for one in body(page)]

    assert told == [["• ", "one"], ["• ", "two"], ["1. ", "one"], ["2. ", "two"]]
    assert page["summary"].splitlines() == ["- one", "- two", "1. one", "2. two"]


def test_a_chart_is_teams_own_with_its_words_below_it() -> None:
    chart = Chart("New by level", (Bar("Access", 3, "3 new"), Bar("Efficiency", 0, "none")))
    (page,) = DRAW.pages(Message((chart,)))
    _, drawn, *words = body(page)

    assert drawn["type"] == "Chart.HorizontalBar"
    assert drawn["data"] == [{"x": "Access", "y": 3}, {"x": "Efficiency", "y": 0}]
    assert drawn["fallback"]["text"].endswith("The same is below, in words.")
    assert len(words) == 2
    assert page["summary"] == "New by level\nAccess: 3 new\nEfficiency: none"


def test_what_is_long_goes_on_in_the_next_message() -> None:
    long = said(*("word " * 350 for _ in range(30)))
    pages = DRAW.pages(long)

    assert len(pages) > 2
    assert "".join(page["summary"] for page in pages).count("word") == 350 * 30


def test_what_is_updated_in_place_says_that_there_is_more() -> None:
    long = said(*("word " * 350 for _ in range(30)))
    taken = Message(long.parts, (Button("Take", Taken(7)),))
    page = DRAW.drawn(taken)

    assert 20_000 < size_of(page) <= LARGEST
    *_, more, buttons = page["summary"].splitlines()
    assert more.startswith("There is more than fits on one card. To read all of it,")
    assert buttons == "[Take]"
    assert "more than fits" not in DRAW.drawn(said("short"))["summary"]


def test_buttons_stand_in_rows_and_the_ways_around_a_question_in_the_last() -> None:
    choices = [Button(f"Choice {n}", Chose("q", str(n))) for n in range(IN_A_ROW + 1)]
    choices.insert(1, Button("Skip", Chose("q", "skip")))
    edit, cancel = Button("Edit", Form("edit")), Button("Cancel", Cancelled())
    asked = Message(said("Which?").parts, (edit, *choices, cancel))
    rows = [one["actions"] for one in within(DRAW.drawn(asked), "ActionSet")]

    assert [[one["title"][-6:] for one in row] for row in rows] == [
        ["oice 0", "oice 1", "oice 2", "oice 3"],
        ["oice 4", "oice 5", "oice 6"],
        ["Edit", "Skip", "Cancel"],
    ]


def test_a_button_that_only_looks_opens_a_dialog() -> None:
    looks = (Button("Ask", Form("ask", 7)), Button("My requests", MyRequests()))
    actions = list(within(DRAW.drawn(Message((), looks)), "Action.Submit"))

    assert [one["data"]["msteams"] for one in actions] == [{"type": FETCH}, {"type": FETCH}]
    assert pressed({"data": actions[0]["data"], "context": {"theme": "dark"}}) == Form("ask", 7)


@pytest.mark.parametrize(
    ("value", "press"),
    [
        ({"action": {"verb": "Taken", "data": {"press": '{"_":"Taken","request":7}'}}}, Taken(7)),
        ({"press": '{"_":"Taken","request":7}'}, Taken(7)),
        ({"data": {"press": '{"_":"Cancelled"}'}}, Cancelled()),
        ({"action": {"data": {}}}, Stale()),
        ({"data": {"press": {"_": "Taken"}}}, Stale()),
        ({"action": {"data": None}}, Stale()),
        ("press", Stale()),
        (None, Stale()),
    ],
)
def test_what_was_pressed_is_read_from_whatever_teams_sends(value: object, press: Press) -> None:
    assert pressed(value) == press


def test_a_sentence_of_teams_own_is_a_message() -> None:
    assert text_of(DRAW.one_line("teams.title")) == "Groundwork"
