"""By keyboard and by ear: where the focus goes, and what is read out."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from adapters.web.playing import Player
from adapters.web.script import steps_of
from tests.browser import COMPOSER, Served, acted, button, card, chromium, send, served_in, tab_to
from tests.theatre import stage_of

PERMITS = "hiya can we get visitor permits online"
SENT = f"""
Dean is Dean Marsh, Parking
Dean: {PERMITS}
Dean presses Not sure until Submit
Dean presses Submit
"""
TAKEN_BY_TOM = """
Tom is Tom Bell, Digital, of the digital team
Tom presses Take on GW-1
"""
_MOST_QUESTIONS = 12


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[Served]:
    async with served_in(tmp_path) as served:
        yield served


@pytest.fixture
async def page(browser: Browser) -> Page:
    return await browser.new_page()


async def play(served: Served, script: str) -> None:
    """Play a script behind the page."""
    await Player(stage_of(served.program), served.program.book.days).play(steps_of(script))


async def press(page: Page, label: str, key: str = "Tab") -> None:
    """Go to the newest button of this label with the keyboard, and press it."""
    await tab_to(button(page, label), key)
    await page.keyboard.press("Enter")


def newest_question(page: Page) -> Locator:
    """The last message that has choices in sight."""
    return page.locator("#messages > li:has(> article > .box > .buttons)").last


def focus_in(page: Page, number: int) -> Locator:
    """Where the focus is, if it is in the card of this request."""
    return page.locator(f'[data-card="request:{number}"] :focus')


async def become(page: Page, you: str, place: str) -> None:
    """Switch to a person and a place with the keyboard."""
    body = page.locator("body")
    await tab_to(page.locator(f'[data-person="{you}"]'))
    await page.keyboard.press("Enter")
    await expect(body).to_have_attribute("data-you", you)
    await tab_to(page.locator(f'[data-goes-to="{place}"]'))
    await page.keyboard.press("Enter")
    await expect(body).to_have_attribute("data-place", place)


async def submit(page: Page) -> None:
    """Submit the dialog with the keyboard."""
    await tab_to(page.locator("dialog button[type=submit]"))
    await page.keyboard.press("Enter")


async def answer_until_submitted(page: Page) -> None:
    """Each question gets the focus when it arrives; from there it is answered."""
    for _ in range(_MOST_QUESTIONS):
        question = newest_question(page)
        await expect(question.locator(":scope > article")).to_be_focused()
        last = await button(question, "Submit").is_visible()
        key = await question.get_attribute("data-key")
        await press(page, "Submit" if last else "Not sure")
        await expect(page.locator(f'[data-key="{key}"] .choices')).to_be_visible()
        if last:
            return
    raise AssertionError("there is no end to the questions")


async def test_a_request_is_made_and_triaged_by_keyboard_alone(page: Page, served: Served) -> None:
    await page.goto(served.at("dean"))
    await expect(page.get_by_label(COMPOSER)).to_be_focused()
    await page.keyboard.type(PERMITS)
    await page.keyboard.press("Enter")
    await expect(button(page, "Not sure")).to_be_visible()
    first = await newest_question(page).get_attribute("data-key")
    await press(page, "Not sure", "Shift+Tab")
    await expect(page.locator(f'[data-key="{first}"] .choices')).to_be_visible()
    await answer_until_submitted(page)
    await expect(page.locator("#messages > li").last).to_contain_text("GW-1")

    await become(page, "priya", "digital-team")
    await press(page, "Take", "Shift+Tab")
    await expect(card(page, 1)).to_contain_text("Taken")
    await expect(focus_in(page, 1)).to_be_attached()
    await press(page, "Ask")
    await tab_to(page.locator('dialog [data-field="text"] textarea'))
    await page.keyboard.type("Could people show a permit on their phone?")
    await submit(page)
    await expect(page.locator("#form-title")).to_be_focused()
    await submit(page)
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.locator('[data-card="request:1"]')).to_contain_text("Could people show")
    await expect(focus_in(page, 1)).to_be_attached()


async def test_a_choice_made_with_the_mouse_leads_back_to_the_message_box(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean"))
    await send(page, PERMITS)
    await button(page, "Skip").click()

    await expect(page.locator("#messages .choices")).to_have_count(1)
    await expect(page.get_by_label(COMPOSER)).to_be_focused()


async def test_a_dialog_that_is_closed_leads_back_to_its_button(page: Page, served: Served) -> None:
    await play(served, SENT)
    await page.goto(served.at("priya", "digital-team"))
    await press(page, "Accept", "Shift+Tab")
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator("input[value=now]")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await expect(dialog.locator("input[value=next]")).to_be_checked()
    # Meanwhile the card is drawn anew, and with it the button that opened the dialog.
    await play(served, TAKEN_BY_TOM)
    await expect(card(page, 1)).to_contain_text("Tom")
    await page.keyboard.press("Escape")

    await expect(button(card(page, 1), "Accept")).to_be_focused()


async def test_new_messages_are_read_out_once_and_old_ones_never(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean"))
    await send(page, PERMITS)
    await expect(button(page, "Skip")).to_be_visible()
    await page.reload()
    told = page.locator("#heard > p")
    await expect(told).to_have_count(0)
    await expect(page.locator("#scroll")).to_have_attribute("aria-live", "off")
    for answered in (1, 2):
        await acted(page, button(page, "Skip"))
        await expect(page.locator("#messages .choices")).to_have_count(answered)

    questions = await page.locator("#messages > li:not(.mine) .says").all_inner_texts()
    for line, question in zip(await told.all_inner_texts(), questions[-2:], strict=True):
        said = " ".join(question.split())
        assert " ".join(line.split()).startswith(f"Groundwork says: {said} Choices: ")


async def test_a_dialog_that_was_cancelled_leads_nowhere_else(page: Page, served: Served) -> None:
    await page.goto(served.at("dean"))
    await send(page, PERMITS)
    await expect(button(page, "Edit")).to_be_visible()
    key = await newest_question(page).get_attribute("data-key")
    await press(page, "Edit", "Shift+Tab")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(button(page, "Edit")).to_be_focused()
    await play(served, f"Dean is Dean Marsh, Parking\nDean: {PERMITS}")

    await expect(page.locator(".message.mine")).to_have_count(2)
    await expect(page.locator("#messages > li").last).not_to_have_class(re.compile("mine"))
    await expect(page.locator(f'[data-key="{key}"] :focus')).to_be_attached()
