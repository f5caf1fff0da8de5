"""How messages are drawn: by day and speaker, with threads under their cards."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from adapters.web.people import TEAM_CHANNEL, someone_called
from adapters.web.render import Renderer
from adapters.web.timeline import Row, timeline
from bot.events import Cancelled, Chose, Form, Submitted, Taken
from bot.messages import (
    Bar,
    Button,
    Chart,
    Heading,
    Items,
    Message,
    Paragraph,
    Quote,
    Weight,
)
from bot.ports import Posted
from bot.wire import Press
from bot.words.rich import Run, plain_run
from tests.test_web_world import LONDON, NINE, saying

YES = Button("Yes", Chose("pays", "yes"))


def posted(
    number: int, text: str, *buttons: Button, after: int = 0, author: str = "", card: str = ""
) -> Posted:
    """A message so many minutes after 9:38am."""
    at = (NINE + timedelta(minutes=after)).astimezone(UTC)
    return Posted(number, saying(text, *buttons), at, author, card)


def of_dean(lines: tuple[Posted, ...]) -> list[Row]:
    """The lines as Dean reads them in his direct message."""
    return timeline(lines, "Dean Marsh", NINE.date(), LONDON, direct=True)


def under(card: str, count: int) -> tuple[Posted, ...]:
    """So many lines in the thread of a card."""
    return tuple(
        Posted(100 + n, saying(f"line {n}"), NINE + timedelta(hours=n), thread=card)
        for n in range(1, count + 1)
    )


def html_of(*lines: Posted, now: datetime = NINE) -> str:
    """The lines as Priya reads them in the channel."""
    priya = someone_called("priya")
    assert priya is not None
    return Renderer().messages(priya, TEAM_CHANNEL, lines, now)


def test_the_ways_around_a_question_stand_apart_from_its_answers() -> None:
    presses: tuple[Press, ...] = (
        Chose("q", "not_sure"),
        Form("edit"),
        Cancelled(),
        Chose("q", "paper"),
        Submitted(),
    )
    buttons = tuple(Button(f"Way {n}", press) for n, press in enumerate(presses))
    drawn = Renderer().message(Message((), buttons))
    found = re.findall(r'class="button \w+( aside)?"[^>]*>Way (\d)', drawn)

    assert found == [("", "3"), ("", "4"), (" aside", "0"), (" aside", "1"), (" aside", "2")]


def test_times_are_in_our_time_zone_and_days_have_names() -> None:
    lines = (posted(1, "old", after=-2880), posted(2, "late", after=-1440), posted(3, "now"))
    rows = timeline(lines, "Priya Nair", NINE.date(), LONDON, direct=True)

    assert [row.new_day for row in rows] == ["Sunday 6 December 2026", "Yesterday", "Today"]
    assert {row.time for row in rows} == {"9:38am"}


def test_what_one_person_says_at_once_hangs_together() -> None:
    lines = (
        posted(1, "a", author="Tom Bell"),
        posted(2, "b", author="Tom Bell", after=1),
        posted(3, "c", author="Priya Nair", after=2),
        posted(4, "d", author="Priya Nair", after=30),
        posted(5, "e", card="request 1, team", after=30),
        posted(6, "f", after=30),
    )
    rows = timeline(lines, "Priya Nair", NINE.date(), LONDON, direct=True)

    assert [row.goes_on for row in rows] == [False, True, False, False, False, False]
    assert [row.mine for row in rows] == [False, False, True, True, False, False]


def test_only_what_was_asked_last_stands_out_in_a_direct_message() -> None:
    lines = (posted(1, "card", YES, card="c"), posted(2, "one", YES), posted(3, "two", YES))
    answered = (*lines, posted(4, "Yes", author="Dean Marsh"))

    assert [row.past for row in of_dean(lines)] == [False, True, False]
    assert [row.past for row in of_dean(answered)] == [False, True, True, False]


def test_all_buttons_stand_out_in_a_channel() -> None:
    html = html_of(posted(1, "one", YES), posted(2, "two", YES), posted(3, "x", author="Tom Bell"))

    assert " past" not in html


@pytest.mark.parametrize(
    ("count", "said"), [(3, None), (4, "1 earlier line"), (8, "5 earlier lines")]
)
def test_a_thread_shows_its_last_three_lines(count: int, said: str | None) -> None:
    html = html_of(posted(1, "GW-1", card="request 1, team"), *under("request 1, team", count))

    assert ("<summary>" in html) == (said is not None)
    assert f"<summary>{said}</summary>" in html or said is None
    assert html.count('<li class="line"') == count


def test_a_thread_without_its_card_is_drawn_by_itself() -> None:
    assert html_of(*under("request 9, team", 1)).count('data-key="message-') == 1


def test_a_card_that_changed_says_so() -> None:
    card = Posted(1, saying("GW-1"), NINE, card="request 1, team", changed=True)

    assert "updated" in html_of(card)
    assert 'data-card="request 1, team"' in html_of(card)


def test_every_part_is_drawn_and_escaped() -> None:
    message = Message(
        (
            Heading(plain_run("What <this> is")),
            Paragraph((Run("It is "), Run("<Access>", strong=True))),
            Quote(("hiya", "<b>")),
            Items((plain_run("one"),)),
            Items((plain_run("two"),), numbered=True),
            Chart("Weeks", (Bar("Access", 3, "3, most"), Bar("Other", 1, "1"), Bar("No", 0, "0"))),
        ),
        (Button("Take", Taken(1), Weight.MAIN), Button("Cancel", Cancelled(), Weight.ENDING)),
    )
    html = Renderer().message(message)

    assert '<h3 dir="auto">What &lt;this&gt; is</h3>' in html
    assert "It is <strong>&lt;Access&gt;</strong>" in html
    assert "hiya\n&lt;b&gt;</blockquote>" in html
    assert '<ul><li dir="auto">one</li></ul>' in html
    assert '<ol><li dir="auto">two</li></ol>' in html
    assert [f'width="{share}"' in html for share in (75, 25, 0)] == [True, True, True]
    assert "3, most" in html
    assert 'class="button main" data-press="{&#34;_&#34;:&#34;Taken&#34;' in html
    assert 'class="button ending aside"' in html


def test_a_thousand_lines_are_folded() -> None:
    rows = timeline(
        (posted(1, "\n" * 1000, author="Dean Marsh"), posted(2, "short", author="Dean Marsh")),
        "Dean Marsh",
        NINE.date(),
        LONDON,
        direct=True,
    )

    assert [row.long for row in rows] == [True, False]


def test_a_long_quote_is_folded_and_a_list_is_not() -> None:
    quote = Message((Quote(("x",) * 40), Items((plain_run("one"),))))
    (row,) = timeline((Posted(1, quote, NINE, "Dean Marsh"),), "", NINE.date(), LONDON, direct=True)

    assert row.long
