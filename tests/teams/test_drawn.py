"""Cards and dialogs as Microsoft's own part reads and draws them, in a real Chromium."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from adapters.teams.dialogs import Dialogs
from adapters.teams.render import Renderer
from bot.events import Cancelled, Chose, Form, Taken
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
from bot.words.rich import Run
from tests.browser import chromium
from tests.cast import book
from tests.sayings import NASTY
from tests.teams import drawing
from tests.teams.drawing import Line
from tests.test_teams_dialogs import FORM
from tests.test_web_accessible import violations

DRAW = Renderer(book().words, "Our council")
EVERYTHING = Message(
    (
        Heading((Run("GW-1 Visitor permits online"),)),
        Heading((Run(NASTY),)),
        Paragraph((Run("Level: ", strong=True), Run(NASTY))),
        Quote(("people keep coming", "", NASTY)),
        Items(((Run("one"),), (Run(NASTY),)), numbered=True),
        Chart("New by level", (Bar("Access", 3, "3 new"), Bar("Efficiency", 0, NASTY))),
    ),
    (
        Button("Take", Taken(1), Weight.MAIN),
        Button("Ask", Form("ask", 1)),
        Button("Not sure", Chose("q", "not_sure")),
        Button("Cancel", Cancelled(), Weight.ENDING),
    ),
)
OF_TEAMS_ALONE = [
    'Unknown element type "Chart.HorizontalBar". Fallback will be used if present.',
    'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
    "An Input.ChoiceSet must have at least one choice defined.",
]
"""What Teams adds to version 1.5: charts, and people who are found as their name is typed."""

Json = dict[str, Any]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


def card() -> Json:
    content: Json = DRAW.drawn(EVERYTHING)["attachments"][0]["content"]
    return content


def task() -> Json:
    return Dialogs(DRAW).opened(FORM, {}, {"line": "Say more."})


async def markup(page: Page) -> int:
    """What a person's words must not become."""
    return await page.locator("article :is(a, strong, em, b, i, img, script)").count()


async def test_cards_and_dialogs_are_read_and_drawn_without_a_fault(browser: Browser) -> None:
    page = await drawing.chat(browser, "Groundwork", [Line("Groundwork", "9:38am", card())])

    assert await markup(page) == 0
    assert await page.get_by_role("heading", name="GW-1 Visitor permits online").count() == 1
    assert await page.get_by_text("**").count() == 0
    assert await page.get_by_text(NASTY.partition("{{")[0], exact=False).count() >= 4
    assert await page.get_by_role("button").all_inner_texts() == [
        "Take",
        "Ask",
        "Not sure",
        "Cancel",
    ]
    assert await violations(page) == []
    assert await drawing.faults(page, [card(), task()["card"]["content"]]) == OF_TEAMS_ALONE


async def test_a_dialog_can_be_filled_in_by_its_labels(browser: Browser) -> None:
    page = await drawing.dialog(browser, task())

    for label in ("A line", "Lines", "Day", "Pick"):
        assert await page.get_by_label(label).count() == 1
    assert await violations(page) == []


async def test_what_is_wrong_would_be_found(browser: Browser) -> None:
    wrong = card()
    wrong["body"].append({"type": "TextBlock", "text": "**big** [here](https://evil.example)"})
    wrong["body"].append({"type": "Input.Text", "id": "x"})
    page = await drawing.chat(browser, "Groundwork", [Line("Groundwork", "9:38am", wrong)])

    assert await markup(page) == 2
    assert await violations(page) != []
    wrong["body"].append({"type": "Carousel", "pages": []})
    assert len(await drawing.faults(page, [wrong])) > 1
