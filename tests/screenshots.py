"""Pictures for people to look at, of the page, Slack and Teams: `python -m tests.screenshots`."""

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect

from adapters.web.month import play_month
from adapters.web.playing import Player
from adapters.web.script import steps_of
from tests.browser import Served, chromium, served_in
from tests.slack.screenshots import take_all as in_slack
from tests.teams.screenshots import take_all as in_teams
from tests.theatre import stage_of

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
TO_THE_OUTCOME = """
Dean is Dean Marsh, Parking
Priya is Priya Nair, Digital, of the digital team
Dean: hiya can we get visitor permits online
  people keep coming to reception w the paper form
Dean: we key it into PermitPoint then print the permit and post it. gotta check theyre on council tax in northgate first
Dean presses Only my team
Dean: £12 for a book of 10, card or cash
Dean: 60ish, 15 mins each. more in summer
"""  # noqa: E501 - what a person says in one go is one line of a script
TO_THE_DECISION = """
Dean presses Submit
-- 37 minutes later --
Priya presses Take on GW-1
Priya presses Ask on GW-1
  text: Could people show a permit on their phone, or do your officers need to see paper in the car?
-- 3 hours later --
Dean: phone fine if the handhelds can look it up
Dean presses Yes
-- 1 working day later, 2:10pm --
Priya presses Accept on GW-1
  horizon: now
  go_live_on: 2027-01-18
  leaves_behind: GOV.UK Pay set up for parking, ready for season tickets.
  move_up_if: more than 40 a month come through the form
"""
EXAMPLES = Path(__file__).parent / "transcripts"
WIDE = ViewportSize(width=1280, height=800)
TALL = ViewportSize(width=1280, height=1160)
PHONE = ViewportSize(width=390, height=844)


async def take_all(into: Path) -> None:
    """Take every picture anew."""
    async with chromium() as browser:
        with tempfile.TemporaryDirectory() as folder:
            async with served_in(Path(folder)) as served:
                await _of_a_request(browser, served, into)
        for take in (_of_a_transformation, _of_an_incident, _of_a_month):
            with tempfile.TemporaryDirectory() as folder:
                async with served_in(Path(folder)) as served:
                    await take(browser, served, into)
        for elsewhere in (in_slack, in_teams):
            await elsewhere(browser, TO_THE_OUTCOME + TO_THE_DECISION, into)


async def _of_a_request(browser: Browser, served: Served, into: Path) -> None:
    player = Player(stage_of(served.program), served.program.book.days)
    await player.play(steps_of(TO_THE_OUTCOME))
    page = await browser.new_page(viewport=WIDE, color_scheme="light")
    await page.goto(served.at("dean"))
    await _take(page, "What kind of change this is", into / "page.png")
    phone = await browser.new_page(
        viewport=PHONE, color_scheme="dark", device_scale_factor=2, has_touch=True
    )
    await phone.goto(served.at("dean"))
    await _take(phone, "What kind of change this is", into / "phone-dark.png")
    await player.play(steps_of(TO_THE_DECISION))
    team = await browser.new_page(viewport=TALL, color_scheme="light")
    await team.goto(served.at("priya", "digital-team"))
    await _take(team, "GW-1 Visitor permits online", into / "team.png")


async def _of_a_transformation(browser: Browser, served: Served, into: Path) -> None:
    """The second example, before it is sent."""
    script = (EXAMPLES / "example_2.script").read_text(encoding="utf-8")
    await _play(served, script.partition("Ruth presses Submit")[0])
    page = await browser.new_page(viewport=TALL, color_scheme="light")
    await page.goto(served.at("ruth"))
    await _take(page, "What kind of change this is", into / "transformation.png")


async def _of_an_incident(browser: Browser, served: Served, into: Path) -> None:
    """The third example; Ruth stands in for Lauren, who has no place on the page."""
    script = (EXAMPLES / "example_3.script").read_text(encoding="utf-8")
    of_lauren = script.replace("Lauren is Lauren Shaw, Customer services\n", "")
    await _play(served, of_lauren.partition("-- Friday")[0].replace("Lauren", "Ruth"))
    page = await browser.new_page(viewport=TALL, color_scheme="light")
    await page.goto(served.at("ruth"))
    await _take(page, "This sounds like something that has stopped", into / "sent-elsewhere.png")


async def _play(served: Served, script: str) -> None:
    stage = stage_of(served.program)
    await Player(stage, served.program.book.days).play(steps_of(script))


async def _of_a_month(browser: Browser, served: Served, into: Path) -> None:
    await play_month(stage_of(served.program), served.program.book.days, 1)
    page = await browser.new_page(viewport=TALL, color_scheme="light")
    await page.goto(served.at("priya", "digital-team"))
    await _take(page, "something others can use", into / "digest.png")


async def _take(page: Page, showing: str, file: Path) -> None:
    """A picture of the page with the newest message that says this at the top."""
    said = page.get_by_text(showing).last
    await expect(said).to_be_visible()
    message = page.locator("#messages > li").filter(has=said).last
    await message.evaluate("each => each.scrollIntoView({ block: 'start' })")
    await page.screenshot(path=file, animations="disabled", caret="hide")


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(take_all(PICTURES))
