"""Groundwork in Microsoft's own Playground, used in a real Chromium."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser import chromium
from tests.teams.playground import playing_in


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def test_a_request_goes_from_a_personal_chat_to_a_card_that_the_team_takes(
    tmp_path: Path, browser: Browser
) -> None:
    async with playing_in(tmp_path, browser) as there:
        await there.send_request("people post us a paper form for skip licences and we type it in")
        await there.go_to("Requests")
        card = there.cards.filter(has_text="nobody has it yet")
        await expect(card).to_contain_text("people post us a paper form for skip licences")
        await there.button("Take").click()

        taken = there.cards.filter(has_text="Taken · Dean Marsh")
        await expect(taken).to_have_count(1)
        await expect(card).to_have_count(0)
        await expect(there.cards.last).to_contain_text("Dean Marsh took it.")
