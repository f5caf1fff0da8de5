"""What is said as Slack draws it: within its limits, complete, and never more than text."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.fitting import cut, pieces
from adapters.slack.dialogs import Modals, Unreadable, sent
from adapters.slack.places import channel, direct
from adapters.slack.render import BUTTONS_SHOWN, LONGEST_PAGE, MENU, Page, Renderer
from adapters.slack.text import escaped, mentioned, typed, without_mention_of
from bot.events import AskedForPerson, Cancelled, Chose, Form, Taken, WentBack
from bot.messages import (
    Bar,
    Button,
    Chart,
    Choice,
    Dialog,
    Field,
    FieldKind,
    Message,
    Paragraph,
)
from bot.wire import Press
from bot.words.rich import Run
from tests.cast import book
from tests.sayings import NASTY, lines, longs, messages
from tests.slack.limits import faults
from tests.slack.reading import filled

DRAW = Renderer(book().words, "Our council")


def posted(page: Page) -> dict[str, Any]:
    return {"text": page.text, "blocks": list(page.blocks)}


def leaves(value: object) -> Iterator[dict[str, Any]]:
    """Every piece of text with what says how it is read."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from leaves(inner)


@settings(max_examples=40)
@given(messages)
def test_every_message_is_within_slacks_limits(message: Message) -> None:
    for page in (*DRAW.pages(message), DRAW.whole(message)):
        assert faults("chat.postMessage", posted(page)) == []


@settings(max_examples=40)
@given(messages)
def test_nothing_that_was_written_is_more_than_text(message: Message) -> None:
    for page in DRAW.pages(message):
        assert {leaf["type"] for leaf in leaves(page.blocks)} <= {"text", "plain_text"}
        assert "<" not in page.text
        assert all(not leaf.get("emoji") for leaf in leaves(page.blocks))


@settings(max_examples=40)
@given(messages)
def test_all_pages_together_say_all_that_is_said(message: Message) -> None:
    told = "".join(page.text for page in DRAW.pages(Message(message.parts)))
    letters = "".join(told.split())

    for part in message.parts:
        if isinstance(part, Paragraph):
            said = "".join(escaped("".join(run.text for run in part.text)).split())
            assert said in letters


@settings(max_examples=40)
@given(messages)
def test_every_button_can_be_pressed(message: Message) -> None:
    *before, last = DRAW.pages(message)
    rows = [block for block in last.blocks if block["type"] == "actions"]
    elements = [one for row in rows for one in row["elements"]]
    pressed = [one for each in elements for one in each.get("options", [each])]

    assert [one["value"] for one in pressed] == [
        f'{{"_":"Taken","request":{button.press.request}}}'
        for button in message.buttons
        if isinstance(button.press, Taken)
    ]
    assert not any(block["type"] == "actions" for page in before for block in page.blocks)


def test_many_short_parts_go_on_in_a_second_message() -> None:
    short = tuple(Paragraph((Run(f"Line {n}"),)) for n in range(60))
    pages = DRAW.pages(Message(short))

    assert [faults("chat.postMessage", posted(page)) for page in pages] == [[], []]
    assert "".join(page.text for page in pages).count("Line") == 60


def test_a_fault_in_drawing_would_be_found() -> None:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": NASTY}}

    assert faults("chat.postMessage", {"text": "x" * 4_001, "blocks": [block]}) != []
    assert {leaf["type"] for leaf in leaves([block])} == {"mrkdwn"}


def test_what_is_cut_says_so_and_how_to_read_it_and_keeps_its_buttons() -> None:
    long = tuple(Paragraph((Run(f"{n} {'word ' * 100}"),)) for n in range(9))
    take = (Button("Take", Taken(1)),)
    cut_, fits = (DRAW.whole(Message(parts, take)) for parts in (long, long[:5]))
    more = "There is more than fits here. Select Read it all, or send me its reference."

    assert cut_.text.endswith(f"{more}\n[Take]")
    assert len(cut_.text) <= LONGEST_PAGE + len("\n[Take]")
    assert cut_.blocks[-1]["type"] == "actions"
    assert more not in fits.text


def test_more_buttons_than_stay_in_sight_become_a_menu() -> None:
    many = tuple(Button(f"Choice {n}", Chose("q", str(n))) for n in range(BUTTONS_SHOWN + 2))
    (page,) = DRAW.pages(Message((Paragraph((Run("Which?"),)),), many))
    *shown, menu = page.blocks[-1]["elements"]

    assert [one["action_id"] for one in shown] == [str(n) for n in range(BUTTONS_SHOWN - 1)]
    assert (menu["action_id"], menu["placeholder"]["text"]) == (MENU, "More")
    assert [one["text"]["text"] for one in menu["options"]] == [
        f"Choice {n}" for n in range(BUTTONS_SHOWN - 1, BUTTONS_SHOWN + 2)
    ]


def test_the_ways_around_a_question_stand_apart_from_its_answers() -> None:
    ways = (Chose("q", "not_sure"), Chose("q", "skip"), WentBack(), Form("edit"), Cancelled())
    presses: tuple[Press, ...] = (Chose("q", "paper"), Chose("q", "phone"), *ways, AskedForPerson())
    buttons = tuple(Button(str(n), press) for n, press in enumerate(presses))
    (page,) = DRAW.pages(Message((Paragraph((Run("Which?"),)),), buttons))
    rows = [block["elements"] for block in page.blocks if block["type"] == "actions"]
    (alone,) = DRAW.pages(Message((), buttons[2:]))

    assert [[one["text"]["text"] for one in row] for row in rows] == [["0", "1"], [*"234567"]]
    assert [one["action_id"] for row in rows for one in row] == [*"01234567"]
    assert [block["type"] for block in alone.blocks].count("actions") == 1


def test_a_chart_is_slacks_own_with_its_words_beside_it() -> None:
    chart = Chart("New by level", (Bar("Access", 3, "3 new"), Bar("Efficiency", 0, "none")))
    (page,) = DRAW.pages(Message((chart,)))

    drawn = page.blocks[0]
    assert drawn["type"] == "data_visualization"
    assert drawn["chart"]["series"][0]["data"] == [
        {"label": "Access", "value": 3},
        {"label": "Efficiency", "value": 0},
    ]
    assert drawn["chart"]["axis_config"] == {"categories": ["Access", "Efficiency"]}
    assert page.plain == page.blocks[1:]
    assert "Access: 3 new" in page.text


@pytest.mark.parametrize("names", [("Same", "Same"), tuple(map(str, range(21)))])
def test_a_chart_that_slack_would_not_take_is_words_alone(names: tuple[str, ...]) -> None:
    chart = Chart("Counts", tuple(Bar(name, 1, "1") for name in names))
    (page,) = DRAW.pages(Message((chart,)))

    assert page.blocks == page.plain


@given(lines | longs, st.integers(2, 80))
def test_pieces_put_together_are_the_whole_text(text: str, most: int) -> None:
    cut_up = list(pieces(text, most))

    assert "".join(cut_up) == text
    assert all(len(piece) <= most for piece in cut_up)
    assert len(cut(text, most)) <= most


def test_a_long_text_is_cut_at_a_word() -> None:
    assert cut("one two three four", 12) == "one two…"
    assert cut("short", 12) == "short"
    assert cut("incomprehensibilities", 10) == "incompreh…"


@pytest.mark.parametrize(
    ("sent_by_slack", "said"),
    [
        ("fish &amp; chips &lt;3 &gt;", "fish & chips <3 >"),
        ("ask <@U0DEAN> or <@U0TOM|tom>", "ask @Dean Marsh or @tom"),
        ("in <#C0STAFF|all-staff> and <#C0OTHER>", "in #all-staff and #C0OTHER"),
        ("<!here> <!subteam^S1|@team> <!channel>", "@here @team @channel"),
        ("<https://a.example/x|https://a.example/x>", "https://a.example/x"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("<https://a.example|the form>", "the form (https://a.example)"),
        ("<mailto:a@b.example|a@b.example> <tel:01632|01632>", "a@b.example 01632"),
    ],
)
def test_what_slack_marks_is_read_as_it_was_typed(sent_by_slack: str, said: str) -> None:
    assert typed(sent_by_slack, {"U0DEAN": "Dean Marsh"}) == said


def test_who_is_mentioned_is_known_and_we_are_left_out() -> None:
    assert mentioned("<@U0DEAN> and <@U0TOM|tom> and @nobody") == ("U0DEAN", "U0TOM")
    assert without_mention_of("U0BOT", "hey <@U0BOT>, permits") == "hey permits"


FIELDS = (
    Field("line", "A line", value="x" * 4_000, hint="A hint", required=True),
    Field("lines", "Lines", FieldKind.LINES),
    Field("who", "Who", FieldKind.PERSON, value="slack:U0TOM"),
    Field("day", "Day", FieldKind.DAY, value="2026-12-08"),
    Field("pick", "Pick", FieldKind.CHOICE, "", "b", (Choice("", "None"), Choice("b", "B"))),
)
DIALOG = Dialog("ask", 7, "A title that is longer than Slack allows", FIELDS, "Send", (), "page:x")


def test_a_dialog_is_within_slacks_limits_and_keeps_its_whole_title() -> None:
    view = Modals(DRAW).dialog(DIALOG, channel("C0TEAM"))

    assert faults("views.open", {"view": view}) == []
    assert view["title"]["text"] == "A title that is longer…"
    assert view["blocks"][0]["text"]["text"] == DIALOG.title


def test_what_was_filled_in_is_read_back() -> None:
    view = Modals(DRAW).dialog(DIALOG, channel("C0TEAM"))
    filled_in = {
        "line": {"type": "plain_text_input", "value": "words"},
        "lines": {"type": "plain_text_input", "value": None},
        "who": {"type": "users_select", "selected_user": "U0TOM"},
        "day": {"type": "datepicker", "selected_date": "2026-12-09"},
        "pick": {"type": "static_select", "selected_option": {"value": "=b"}},
    }
    state = {"values": {key: {"value": each} for key, each in filled_in.items()}}
    read = sent({**view, "state": state}, "U0PRIYA")

    assert read.place == channel("C0TEAM")
    assert (read.filled.form, read.filled.request, read.filled.about) == ("ask", 7, "page:x")
    assert read.filled.values == {
        "line": "words",
        "lines": "",
        "who": "slack:U0TOM",
        "day": "2026-12-09",
        "pick": "b",
    }


@example("a paper form", 700)
@given(st.text(st.sampled_from("ab é\n"), max_size=200).filter(str.strip), st.integers(1, 60))
def test_a_text_that_is_too_long_for_a_field_of_slacks_comes_back_whole(text: str, n: int) -> None:
    long = f"{text} " * n
    field = Field("text", "Words", FieldKind.LINES, value=long, required=True)
    view = Modals(DRAW).dialog(Dialog("reword", 7, "Edit", (field,), "Send"), direct("U0DEAN"))
    elements = {one["block_id"]: one["element"] for one in view["blocks"]}
    state = {key: {"value": filled(element, None)} for key, element in elements.items()}
    read = sent({**view, "state": {"values": state}}, "U0DEAN").filled.values

    assert faults("views.open", {"view": view}) == []
    assert set(read) == {"text"}
    assert read["text"].split() == long.split()


def test_what_was_left_empty_is_empty() -> None:
    kinds = ("static_select", "datepicker", "users_select", "rich_text_input")
    state = {kind: {"value": {"type": kind, "selected_option": None}} for kind in kinds}
    view = Modals(DRAW).dialog(DIALOG, direct("U0DEAN"))
    read = sent({**view, "state": {"values": state}}, "U0DEAN")

    assert set(read.filled.values.values()) == {""}
    assert read.place == direct("U0DEAN")


@pytest.mark.parametrize(
    "kept", ["", "[]", "{}", "null", '{"request": -1, "about": "", "channel": ""}']
)
def test_a_form_that_is_not_ours_is_not_read(kept: str) -> None:
    view = {"private_metadata": kept, "state": {"values": {}}, "callback_id": "ask"}

    with pytest.raises(Unreadable):
        sent(view, "U0DEAN")


def test_a_choice_that_slack_would_not_carry_is_our_fault() -> None:
    field = Field("pick", "Pick", FieldKind.CHOICE, choices=(Choice("x" * 150, "Long"),))

    with pytest.raises(ValueError, match="at most 150"):
        Modals(DRAW).dialog(Dialog("ask", 1, "Ask", (field,), "Send"), direct("U0DEAN"))
