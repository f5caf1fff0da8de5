"""Cards as Microsoft's own part draws them, on a page that looks a little like a chat in Teams.

The part is what Teams' own drawing is made from. It is not Teams: it draws no charts, and the page
around the cards is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize

from tests.teams.parts import CARDS, needed

Json = dict[str, Any]

_HERE = Path(__file__).parent
_SIZE = ViewportSize(width=860, height=240)
"""A picture of the whole page is no higher than what is on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something in a chat: a card of ours, or what a person typed."""

    by: str
    at: str
    card: Json | None = None
    text: str = ""
    below: bool = False
    """Whether it answers in the thread of what was said before it."""


async def chat(browser: Browser, title: str, lines: Sequence[Line]) -> Page:
    """A page with what was said."""
    page = await _page(browser)
    rows = [
        {"by": one.by, "at": one.at, "card": one.card, "text": one.text, "below": one.below}
        for one in lines
    ]
    await page.evaluate("([title, rows]) => chat(title, rows)", [title, rows])
    return page


async def dialog(browser: Browser, task: Json) -> Page:
    """A page with a dialog of Teams in it."""
    page = await _page(browser)
    await page.evaluate("task => dialog(task)", task)
    return page


async def faults(page: Page, cards: Sequence[Json]) -> list[str]:
    """What the makers' own part finds wrong with cards, or warns of, as it reads and draws them."""
    found: list[str] = await page.evaluate("cards => faults(cards)", list(cards))
    return found


async def _page(browser: Browser) -> Page:
    page = await browser.new_page(viewport=_SIZE, device_scale_factor=1)
    await page.set_content((_HERE / "drawing.html").read_text(encoding="utf-8"))
    await page.add_script_tag(path=needed(CARDS))
    await page.add_script_tag(path=_HERE / "drawing.js")
    return page
