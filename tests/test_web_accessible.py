"""Every view of the page by the rules of WCAG 2.2 AA that a machine can check, at every width."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from adapters.web.playing import Player
from adapters.web.script import steps_of
from tests.browser import Served, acted, button, card, chromium, send, served_in
from tests.theatre import stage_of

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
UNDER_WAY = """
Dean is Dean Marsh, Parking
Ruth is Ruth Okafor, Adult social care
Priya is Priya Nair, Digital, of the digital team
Dean: hiya can we get visitor permits online
Dean presses Not sure until Submit
Dean presses Submit
Priya presses Take on GW-1
Priya in the channel: queue
Ruth among all staff: does anyone else type paper forms in again?
Dean among all staff: we do (file: permits.pdf)
Ruth: can we take skip payments online
Ruth presses Not sure
"""
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
NARROWEST = ViewportSize(width=320, height=640)
AT_200_PERCENT = ViewportSize(width=640, height=400)
SIDEWAYS = """
() => ['html', 'main', '#scroll', '.write', 'dialog[open]', 'dialog[open] form', '#panel-body']
  .map(box => [box, document.querySelector(box)])
  .filter(([box, e]) => e && e.scrollWidth > e.clientWidth)
  .map(([box, e]) => `${box}: ${e.scrollWidth - e.clientWidth}`)
"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_in(tmp_path) as served:
        yield served


async def violations(page: Page) -> list[str]:
    """What axe finds wrong: each rule, with the first element that breaks it."""
    await page.evaluate(AXE)
    found = await page.evaluate("axe.run({ resultTypes: ['violations'] })")
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


async def views(page: Page, served: Served) -> AsyncIterator[str]:
    """Every view in turn, by name."""
    await page.goto(served.at("ruth"))
    await expect(page.locator("[data-message]").last).to_be_visible()
    yield "a direct message in the middle of a question"
    await page.locator("#pick").set_input_files("README.md")
    yield "a file that is about to be left"
    await page.goto(served.at("tom"))
    yield "an empty direct message"
    await page.goto(served.at("tom", "all-staff"))
    yield "the channel of all staff"
    await page.goto(served.at("priya", "digital-team"))
    yield "the team's channel, with a card and its thread"
    await button(page, "Queue").click()
    await expect(page.locator("#panel")).to_be_visible()
    yield "a list"
    await page.keyboard.press("Escape")
    await acted(page, button(card(page, 1), "Accept"))
    yield "a dialog"
    await page.get_by_role("dialog").locator("input[type=date]").first.fill("2020-01-01")
    await acted(page, page.get_by_role("dialog").locator("button[type=submit]"))
    await expect(page.locator(".field.wrong").first).to_be_visible()
    yield "a dialog with something to mend"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_no_view_breaks_a_rule(
    browser: Browser, served: Served, size: ViewportSize, scheme: str
) -> None:
    await Player(stage_of(served.program), served.program.book.days).play(steps_of(UNDER_WAY))
    page = await browser.new_page(
        viewport=size,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    async for view in views(page, served):
        assert await violations(page) == [], view


async def test_a_broken_rule_is_found(browser: Browser, served: Served) -> None:
    page = await browser.new_page()
    await page.goto(served.at("dean"))
    await page.evaluate("document.querySelector('label[for=say]').remove()")
    await page.evaluate("document.querySelector('#say').removeAttribute('placeholder')")

    assert "label" in [each.partition(":")[0] for each in await violations(page)]


@pytest.mark.parametrize("size", [NARROWEST, PHONE, AT_200_PERCENT], ids=["320", "390", "200%"])
async def test_no_view_needs_scrolling_sideways(
    browser: Browser, served: Served, size: ViewportSize
) -> None:
    await Player(stage_of(served.program), served.program.book.days).play(steps_of(UNDER_WAY))
    page = await browser.new_page(viewport=size, has_touch=True)
    async for view in views(page, served):
        assert await page.evaluate(SIDEWAYS) == [], view


async def test_what_is_too_wide_is_found(browser: Browser, served: Served) -> None:
    page = await browser.new_page(viewport=NARROWEST)
    await page.goto(served.at("dean"))
    await page.evaluate("document.querySelector('.welcome h2').style.width = '400px'")

    assert await page.evaluate(SIDEWAYS) != []


@pytest.mark.parametrize(("wish", "animation"), [("reduce", "none"), ("no-preference", "rise")])
async def test_nothing_moves_for_whoever_wants_it_still(
    browser: Browser, served: Served, wish: str, animation: str
) -> None:
    page = await browser.new_page(reduced_motion="reduce" if wish == "reduce" else "no-preference")
    await page.goto(served.at("dean"))
    await send(page, "hiya can we get visitor permits online")
    await expect(button(page, "Skip")).to_be_visible()

    fresh = page.locator(".message.fresh").first
    assert await fresh.evaluate("each => getComputedStyle(each).animationName") == animation
