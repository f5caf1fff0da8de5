"""The local page in a real Chromium, used as a person uses it: typing, pressing, looking."""

import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.async_api import (
    Browser,
    FilePayload,
    Locator,
    Page,
    Response,
    async_playwright,
    expect,
)

from adapters.files import settings_from
from bot.app import Program, opened, served
from tests.theatre import TUESDAY, environment, read_once

KEPT_BACK = b"what is in a file never leaves the browser"
COMPOSER = re.compile("^Message to ")
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_WALK_MS = 180_000
_MOST_STOPS = 80


class NoChromium(Exception):
    """Chromium is not installed; the text says how to install it."""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The Chromium of this machine. Raises NoChromium."""
    found = shutil.which("chromium")
    if found is None:
        raise NoChromium("The page is tested in Chromium. On Linux: apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(_SWITCHES))
        try:
            yield browser
        finally:
            await browser.close()


@dataclass(frozen=True, slots=True)
class Served:
    """The program, running in this process, and the address of its page."""

    program: Program
    address: str

    def at(self, you: str, place: str = "") -> str:
        """The address of a place as one person sees it."""
        return f"{self.address}/?you={you}&place={place or you}"


@asynccontextmanager
async def served_in(
    folder: Path, real: Callable[[], datetime] = lambda: TUESDAY
) -> AsyncIterator[Served]:
    """The program on a database in this folder, and its page on a port of its own."""
    settings = settings_from(environment(folder, GROUNDWORK_HTTP__PORT="0"), folder)
    async with (
        opened(settings, real, read_once) as program,
        served(settings, program) as address,
    ):
        yield Served(program, address)


def button(scope: Page | Locator, label: str) -> Locator:
    """The newest button of this label."""
    return scope.get_by_role("button", name=label, exact=True).last


def card(page: Page, number: int) -> Locator:
    """The card of a request, without its thread."""
    return page.locator(f'[data-card="request:{number}"] > article > .box')


async def send(page: Page, text: str, *files: str) -> Response:
    """Type a message where the person is, leave files of these names, and send it."""
    await page.get_by_label(COMPOSER).fill(text)
    if files:
        await page.locator("#pick").set_input_files([file_named(name) for name in files])
    return await acted(page, page.get_by_role("button", name="Send", exact=True))


def file_named(name: str) -> FilePayload:
    """A file to leave."""
    return FilePayload(name=name, mimeType="application/pdf", buffer=KEPT_BACK)


async def move_clock(page: Page, move: str, landing: str) -> None:
    """Press one of the clock's buttons, and wait until the clock has arrived."""
    press = page.locator(f'[data-move="{move}"]')
    await press.click()
    arrived = expect(page.locator("#status"))
    await arrived.to_have_text(f"It is now {landing}.", timeout=_WALK_MS)
    await expect(press).to_be_enabled()


async def acted(page: Page, press: Locator) -> Response:
    """Press, and wait until the program has answered."""
    async with page.expect_response(re.compile(r"/page/(say|press|fill|find)$")) as answer:
        await press.click()
    return await answer.value


async def fill_all(page: Page, values: dict[str, str]) -> Response:
    """Fill in the dialog that is open, and submit it and the preview that it may lead to."""
    answer = await fill(page, values)
    while "dialog" in await answer.json():
        answer = await fill(page, {})
    return answer


async def fill(page: Page, values: dict[str, str]) -> Response:
    """Fill in the dialog that is open, field by field, and submit it."""
    dialog = page.get_by_role("dialog")
    for key, value in values.items():
        await _fill(dialog.locator(f'[data-field="{key}"]'), value)
    return await acted(page, dialog.locator("button[type=submit]"))


async def tab_to(what: Locator, key: str = "Tab") -> None:
    """Once it is in sight, go on with the keyboard until the focus stands on it; it may already.

    A key pressed before a dialog has opened would move the place that closing it leads back to.
    """
    await expect(what).to_be_visible()
    for _ in range(_MOST_STOPS):
        if await what.and_(what.page.locator(":focus")).count():
            return
        await what.page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not reach {what}")


async def _fill(field: Locator, value: str) -> None:
    if await field.locator("input[type=radio]").count():
        await field.locator(f'input[value="{value}"]').check()
    elif await field.locator("select").count():
        await field.locator("select").select_option(value)
    else:
        await field.locator("input, textarea").fill(value)
