"""Pictures of Groundwork in Slack, on the page of the Slack that runs beside the tests.

That page draws no rich text and no charts: for the pictures the front puts the same words into
sections, which it draws, and leaves Slack's chart out, below which its words stand.
"""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, ViewportSize

from adapters.slack.text import escaped
from adapters.web.script import steps_of
from tests.slack.front import front_of
from tests.slack.office import Office, open_in
from tests.slack.player import player_of, user
from tests.slack.reading import labelled
from tests.slack.server import DIGITAL, running

SIZE = ViewportSize(width=1280, height=1080)
MONTH = Path("adapters/web/example/month.script").read_text(encoding="utf-8")
Json = dict[str, Any]


async def take_all(browser: Browser, of_a_request: str, into: Path) -> None:
    """The conversation, the card with its thread, a window, Home, and the digest of a month."""
    async with _office() as office:
        await _play(office, of_a_request)
        await _shot(browser, office, user("Dean"), into / "slack-conversation.png")
        await _shot(browser, office, DIGITAL, into / "slack-card.png", thread=True)
        await _press_ask(office)
        await _shot(browser, office, DIGITAL, into / "slack-window.png")
    async with _office() as office:
        await _play(office, MONTH)
        await _shot(browser, office, DIGITAL, into / "slack-digest.png")
        await _shot_of_home(browser, office, "Priya Nair", into / "slack-home.png")


@asynccontextmanager
async def _office() -> AsyncIterator[Office]:
    with tempfile.TemporaryDirectory() as folder, running("socket", Path(folder)) as server:
        async with front_of(server) as front:
            front.drawn = as_drawn
            async with open_in(Path(folder), front) as office:
                yield office


async def _play(office: Office, script: str) -> None:
    player = player_of(office)
    for placed in steps_of(script):
        await player.play(placed)


async def _press_ask(office: Office) -> None:
    """Somebody of the team presses Ask on the card, and has not filled it in yet."""
    card = next(
        one for one in await office.slack.messages(DIGITAL) if labelled(one, "Ask") is not None
    )
    ask = labelled(card, "Ask")
    assert ask is not None
    await office.slack.press(user("Priya"), card, ask.element, ask.option)


async def _shot(
    browser: Browser, office: Office, place: str, file: Path, *, thread: bool = False
) -> None:
    """A place, at its newest message, or with the newest thread beside it."""
    channel = place if place == DIGITAL else await office.slack.direct(place)
    there = await office.slack.messages(channel)
    shown = next(one for one in reversed(there) if bool(one.get("thread_ts")) is thread)
    address = f"{office.front.server.address}/archives/{channel}/p{shown['ts'].replace('.', '')}"
    if thread:
        address += f"?thread_ts={shown['thread_ts']}&cid={channel}"
    page = await browser.new_page(viewport=SIZE)
    await page.goto(address)
    await page.locator(f'.msg[data-ts="{shown["ts"]}"]').first.wait_for()
    await _take(page, file)


async def _shot_of_home(browser: Browser, office: Office, name: str, file: Path) -> None:
    page = await browser.new_page(viewport=SIZE)
    await page.goto(office.front.server.address)
    await page.get_by_label("Act as", exact=False).select_option(label=name)
    await page.locator(".sidebar-item", has_text="Groundwork").last.click()
    await page.locator(".bk-header, .bk-section").first.wait_for()
    await _take(page, file)


async def _take(page: Page, file: Path) -> None:
    await page.screenshot(path=file, animations="disabled", caret="hide")
    await page.close()


def as_drawn(said: Json) -> Json:
    """What is sent, with its rich text as sections."""
    told = dict(said)
    if "view" in told:
        told["view"] = {**told["view"], "blocks": [*_sections(told["view"]["blocks"])]}
    if "blocks" in told:
        told["blocks"] = [*_sections(told["blocks"])]
    return told


def _sections(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["type"] == "rich_text":
            words = "\n".join(_element(one) for one in block["elements"])
            yield {"type": "section", "text": {"type": "mrkdwn", "text": words}}
        elif block["type"] != "data_visualization":
            yield block


def _element(element: Json) -> str:
    match element["type"]:
        case "rich_text_list":
            items = [_runs(item) for item in element["elements"]]
            if element["style"] == "ordered":
                return "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
            return "\n".join(f"• {item}" for item in items)
        case "rich_text_quote":
            return "\n".join(f"> {line}" for line in _runs(element).split("\n"))
        case _:
            return _runs(element)


def _runs(element: Json) -> str:
    return "".join(
        f"*{escaped(run['text'])}*" if run.get("style", {}).get("bold") else escaped(run["text"])
        for run in element["elements"]
    )
