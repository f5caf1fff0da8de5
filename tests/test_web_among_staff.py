"""In a browser: colleagues among themselves, files by name, and choices that were folded away."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, Request, expect

from bot.events import Filled, Found
from bot.messages import Dialog, Field, FieldKind, Open
from tests.browser import (
    KEPT_BACK,
    Served,
    acted,
    button,
    chromium,
    file_named,
    fill,
    send,
    served_in,
)
from tests.test_web_world import World

GUESS = "does anyone else type paper forms in again?"
PERMITS = "hiya can we get visitor permits online"


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


async def test_colleagues_read_each_other_at_once(browser: Browser, served: Served) -> None:
    dean, tom = await browser.new_page(), await browser.new_page()
    await tom.goto(served.at("tom", "all-staff"))
    await dean.goto(served.at("dean", "all-staff"))
    await send(dean, GUESS)

    await expect(tom.locator("[data-message]")).to_contain_text(GUESS)
    await expect(tom.locator("[data-message]")).to_have_attribute("data-by", "Dean Marsh")
    await expect(tom.locator("#heard")).to_have_text(f"Dean Marsh says: {GUESS}")
    await expect(dean.locator("[data-message]")).to_contain_text(GUESS)
    await expect(dean.locator("#heard")).to_be_empty()


async def test_what_a_colleague_wrote_opens_a_dialog_about_them(page: Page) -> None:
    world = World()
    fields = (
        Field("text", "What Dean wrote", FieldKind.LINES, value=GUESS),
        Field("whom", "Who would know?", FieldKind.PERSON),
    )
    world.bot.view = Open(Dialog("found", 0, "From Dean", fields, "Ask Dean", about="page:dean"))
    values = {"text": "typing paper forms in again", "whom": "page:tom"}
    async with world.client:
        address = str(world.client.make_url("/"))
        await page.goto(f"{address}?you=dean&place=all-staff")
        await send(page, GUESS)
        await page.goto(f"{address}?you=ruth&place=all-staff")
        name = "Make this a digital request of Dean Marsh’s, written at 9:38am"
        await acted(page, page.get_by_role("button", name=name))
        await fill(page, values)
        await expect(page.locator("[data-find]").first).to_be_focused()

    assert [look for look, _, _, _ in world.bot.looks] == [Found("page:dean", GUESS)]
    assert world.bot.taken[-1].event == Filled("found", 0, values, "page:dean")


async def test_of_a_file_only_the_name_leaves_the_browser(page: Page, served: Served) -> None:
    bodies: list[bytes] = []

    def note(request: Request) -> None:
        if body := request.post_data_buffer:
            bodies.append(body)

    page.on("request", note)
    await page.goto(served.at("dean", "all-staff"))
    await send(page, "the form", "permits.pdf", "old.doc")

    await expect(page.locator(".mine .says")).to_contain_text("(file: permits.pdf)")
    await expect(page.locator("#left")).to_be_hidden()
    assert [json.loads(body)["files"] for body in bodies] == [["permits.pdf", "old.doc"]]
    assert all(KEPT_BACK not in body for body in bodies)


async def test_a_file_can_be_left_out_again_and_a_reload_keeps_the_rest(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean", "all-staff"))
    await page.locator("#pick").set_input_files([file_named("a.txt"), file_named("b.txt")])
    await page.get_by_role("button", name="Remove a.txt").click()
    await page.reload()

    await expect(page.locator("#files > li")).to_have_text(["b.txt"])
    await expect(page.locator("#left")).to_be_visible()


async def test_too_many_files_are_answered_in_words_and_none_is_lost(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean", "all-staff"))
    await send(page, "all of it", *(f"{number}.pdf" for number in range(11)))

    await expect(page.locator("#status")).to_have_text("Leave at most 10 files with one message.")
    await expect(page.locator("#files > li")).to_have_count(11)


async def test_answered_choices_fold_away_and_can_be_shown_and_pressed(
    page: Page, served: Served
) -> None:
    await page.goto(served.at("dean"))
    await send(page, PERMITS)
    await acted(page, button(page, "Skip"))
    folded = page.locator("details.choices").first
    await expect(folded.locator("button").first).to_be_hidden()
    await folded.get_by_text("Show the choices").click()
    answer = await acted(page, button(folded, "Skip"))

    assert answer.status == 200
    await expect(page.locator(".mine").last).to_contain_text("Skip")
    await expect(folded).to_have_attribute("open", "")
