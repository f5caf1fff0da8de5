"""Pictures of Groundwork in Teams: what was posted there, as Microsoft's own part draws cards."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, FloatRect, Page, expect

from adapters.web.dates import clock
from adapters.web.script import Placed, Says, steps_of
from tests.teams import drawing
from tests.teams.drawing import Line
from tests.teams.office import Office, open_in
from tests.teams.player import TeamsPlayer, player_of
from tests.teams.playground import playing_in
from tests.teams.reading import card_of, labelled
from tests.teams.tenant import DIGITAL, Posted, person

MONTH = Path("adapters/web/example/month.script").read_text(encoding="utf-8")
MY_REQUESTS = """
Priya is Priya Nair, Digital, of the digital team
Dean is Dean Marsh, Parking
Dean: my requests
"""
CHANNEL = "Digital team › Requests"
_WITHOUT_LOG = FloatRect(x=0, y=0, width=1060, height=1000)


async def take_all(browser: Browser, of_a_request: str, into: Path) -> None:
    """The conversation, the card with its thread, a dialog, one's requests, and a digest."""
    async with _album() as album:
        to_the_outcome, submits, on = of_a_request.partition("Dean presses Submit")
        await album.play(to_the_outcome)
        outcome = album.chat("Dean")[-4:]
        await _shot(browser, "Groundwork", outcome, into / "teams-conversation.png")
        await album.play(f"{submits}{on}")
        await _shot(browser, CHANNEL, album.thread(), into / "teams-card.png")
        await _shot_of_dialog(browser, album.office, into / "teams-dialog.png")
        await album.play(MY_REQUESTS)
        await _shot(browser, "Groundwork", album.chat("Dean")[-2:], into / "teams-requests.png")
    await _of_the_playground(browser, into)
    async with _album() as album:
        await album.play(MONTH)
        await _shot(browser, CHANNEL, album.digest(), into / "teams-digest.png")


@dataclass(slots=True)
class Album:
    """What was said in each place, in order, and when; a card stands as it is now."""

    office: Office
    player: TeamsPlayer
    lines: dict[str, list[tuple[str, str, Posted | str]]] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)

    async def play(self, script: str) -> None:
        """Play a script, and keep what is said."""
        for placed in steps_of(script):
            self._note_own(placed)
            await self.player.play(placed)
            self._note_ours()

    def _note_own(self, placed: Placed) -> None:
        step = placed.step
        if isinstance(step, Says) and not step.in_channel and not step.among_staff:
            name = self.player.people[step.name].full_name
            self._add(f"a:{person(step.name)}", name, step.text)

    def _note_ours(self) -> None:
        for conversation, every in self.office.tenant.posted.items():
            for one in every:
                if (conversation, one.id) not in self.seen:
                    self.seen.add((conversation, one.id))
                    self._add(conversation.partition(";")[0], "Groundwork", one)

    def _add(self, place: str, by: str, said: Posted | str) -> None:
        at = clock(self.office.program.clock.now())
        self.lines.setdefault(place, []).append((by, at, said))

    def chat(self, name: str) -> list[Line]:
        """Somebody's personal chat with Groundwork."""
        return [_line(*one) for one in self.lines[f"a:{person(name)}"]]

    def thread(self) -> list[Line]:
        """The newest thread of the digital team's channel, its card first."""
        newest = next(reversed([one for one in self.office.tenant.posted if DIGITAL in one]))
        there = self.lines[DIGITAL]
        return [
            _line(by, at, said, below=said.id != newest.rpartition("=")[2])
            for by, at, said in there
            if isinstance(said, Posted) and said.conversation == newest
        ]

    def digest(self) -> list[Line]:
        """The newest card with a chart."""
        found = (one for one in reversed(self.lines[DIGITAL]) if "Chart." in str(one[2]))
        return [_line(*next(found))]


def _line(by: str, at: str, said: Posted | str, *, below: bool = False) -> Line:
    if isinstance(said, str):
        return Line(by, at, text=said)
    return Line(by, at, card_of(said.activity), below=below)


@asynccontextmanager
async def _album() -> AsyncIterator[Album]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_in(Path(folder)) as office:
            yield Album(office, player_of(office))


async def _shot_of_dialog(browser: Browser, office: Office, file: Path) -> None:
    """What opens when somebody of the team presses Ask on the card."""
    cards = [(one.conversation, card_of(one.activity)) for one in office.tenant.there(DIGITAL)]
    thread, ask = next((one, found) for one, card in cards if (found := labelled(card, "Ask")))
    answer = await office.people.press(person("Priya"), ask, thread)
    await _take(await drawing.dialog(browser, answer.body["task"]["value"]), file)


async def _of_the_playground(browser: Browser, into: Path) -> None:
    """Microsoft's own page, without the panel of its log."""
    with tempfile.TemporaryDirectory() as folder:
        async with playing_in(Path(folder), browser) as there:
            await there.send_request("people post us a paper form for skip licences")
            await there.go_to("Requests")
            await there.button("Take").click()
            await expect(there.cards.filter(has_text="Taken · Dean Marsh")).to_have_count(1)
            await there.cards.filter(has_text="Taken · Dean Marsh").scroll_into_view_if_needed()
            await there.page.screenshot(
                path=into / "teams-playground.png", animations="disabled", clip=_WITHOUT_LOG
            )


async def _shot(browser: Browser, title: str, lines: list[Line], file: Path) -> None:
    await _take(await drawing.chat(browser, title, lines), file)


async def _take(page: Page, file: Path) -> None:
    await page.screenshot(path=file, full_page=True, animations="disabled", caret="hide")
    await page.close()
