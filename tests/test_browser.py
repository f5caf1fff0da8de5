"""The page in a real browser: a whole conversation, and what only a browser can show."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from adapters.web.playing import Player
from adapters.web.script import steps_of
from tests.browser import (
    COMPOSER,
    Served,
    acted,
    button,
    card,
    chromium,
    fill,
    fill_all,
    send,
    served_in,
)
from tests.browser_player import BrowserPlayer
from tests.listening import scenes
from tests.theatre import program_in, stage_of

PERMITS = "hiya can we get visitor permits online"
SENT = f"""
Dean is Dean Marsh, Parking
Dean: {PERMITS}
Dean presses Not sure until Submit
Dean presses Submit
"""
CONVERSATION = Path("tests/transcripts/visitor_permits.script")
A_FEW_SECONDS_MS = 60_000


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await browser.new_page()


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_in(tmp_path) as served:
        yield served


async def test_a_conversation_goes_as_written_in_the_browser(page: Page, served: Served) -> None:
    await page.goto(served.address)
    player = BrowserPlayer(page, served)
    for placed, expected in scenes(CONVERSATION):
        await player.after(placed, expected)
    await player.silence()


async def submitted(served: Served) -> None:
    """Dean has sent a request, GW-1."""
    await Player(stage_of(served.program), served.program.book.days).play(steps_of(SENT))


async def test_a_wrong_field_says_so_and_keeps_what_was_typed(page: Page, served: Served) -> None:
    await submitted(served)
    await page.goto(served.at("priya", "digital-team"))
    await acted(page, button(card(page, 1), "Accept"))
    left = "GOV.UK Pay set up for parking"
    await fill(page, {"horizon": "now", "go_live_on": "2026-12-01", "leaves_behind": left})

    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("#error-go_live_on")).to_have_text("Choose today or a later day.")
    await expect(dialog.locator("#field-go_live_on")).to_be_focused()
    await expect(dialog.locator("#field-go_live_on")).to_have_value("2026-12-01")
    await expect(dialog.locator("#field-leaves_behind")).to_have_value(left)
    await expect(dialog.locator(".error:visible")).to_have_count(1)

    await fill_all(page, {"go_live_on": "2027-01-18"})
    await expect(dialog).to_be_hidden()
    await expect(card(page, 1)).to_contain_text("Accepted")


async def test_an_example_month_fills_and_starting_again_empties(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("priya", "digital-team"))
    await page.get_by_role("button", name="Fill in an example month").click()
    await expect(page.locator("#status")).to_contain_text("filled in", timeout=A_FEW_SECONDS_MS)
    await expect(page.locator("#messages > [data-card]")).not_to_have_count(0)
    await expect(page.locator("#messages")).to_contain_text("Digital requests: Monday")

    await page.get_by_role("button", name="Fill in an example month").click()
    await expect(page.locator("#status")).to_contain_text("there are requests here already")
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await page.get_by_role("button", name="Queue", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text("GW-")
    await page.get_by_role("button", name="Close this window").click()

    await page.get_by_role("button", name="Start again").click()
    await page.get_by_role("button", name="Remove everything").click()
    await expect(page.get_by_role("heading", name="Requests arrive here")).to_be_visible()
    await expect(page.locator("[data-message]")).to_have_count(0)


@pytest.mark.parametrize("you", ["dean", "ruth"])
async def test_staff_never_see_the_teams_channel(page: Page, served: Served, you: str) -> None:
    await submitted(served)
    await page.goto(served.at(you, "digital-team"))

    await expect(page.locator("body")).to_have_attribute("data-place", you)
    places = await page.locator("[data-goes-to]").all()
    assert [await each.get_attribute("data-goes-to") for each in places] == [you, "all-staff"]
    await expect(page.get_by_text("#digital-team")).to_have_count(0)
    await expect(page.locator("[data-card]")).to_have_count(0)


async def test_what_another_process_writes_appears_by_itself(
    page: Page, served: Served, tmp_path: Path
) -> None:
    await page.goto(served.at("priya", "digital-team"))
    await expect(page.get_by_role("heading", name="Requests arrive here")).to_be_visible()
    async with program_in(tmp_path) as other:
        await Player(stage_of(other), other.book.days).play(steps_of(SENT))

    await expect(card(page, 1)).to_contain_text("Dean Marsh")


async def test_a_reload_keeps_the_conversation_and_what_is_half_typed(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean"))
    await send(page, PERMITS)
    await expect(button(page, "Skip")).to_be_visible()
    before = await said(page)
    await page.get_by_label(COMPOSER).fill("half a")
    await page.reload()

    assert await said(page) == before
    await expect(page.get_by_label(COMPOSER)).to_have_value("half a")


async def test_a_restart_of_the_program_keeps_the_conversation(page: Page, tmp_path: Path) -> None:
    async with served_in(tmp_path) as first:
        await page.goto(first.at("dean"))
        await send(page, PERMITS)
        await expect(button(page, "Skip")).to_be_visible()
        before = await said(page)
    async with served_in(tmp_path) as second:
        await page.goto(second.at("dean"))
        assert await said(page) == before
        await acted(page, button(page, "Skip"))
        await expect(page.locator("#messages")).to_contain_text(re.compile("2 of at most 5"))


async def said(page: Page) -> list[str]:
    """Everything that stands in this place, in order."""
    return await page.locator("#messages [data-message]").all_inner_texts()
