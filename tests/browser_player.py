"""Plays a script in the browser, and hears what the page shows."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, Response, expect

from adapters.web.clock import MOVES
from adapters.web.moments import moment
from adapters.web.people import ALL_STAFF, TEAM_CHANNEL
from adapters.web.render import in_words
from adapters.web.script import Finds, Hears, Meets, Passes, Placed, Presses, Says
from tests.browser import COMPOSER, Served, acted, button, card, fill_all, move_clock, send
from tests.listening import as_heard
from tests.theatre import stage_of

_PATIENCE_S = 10
_MOST_PRESSES = 12

IN_WORDS = """
items => items.map(item => {
  const box = item.querySelector(':scope > article > .box') ?? item;
  const says = part => {
    if (part.matches('ol, ul')) return [...part.children].map(each => each.textContent);
    if (!part.matches('figure')) return [part.textContent];
    const bars = [...part.querySelectorAll('li')].map(bar =>
      ['.chart-label', '.chart-note'].map(one => bar.querySelector(one).textContent).join(': '));
    return [part.querySelector('figcaption').textContent, ...bars];
  };
  const labels = [...box.querySelectorAll(
    ':scope > .buttons > button, :scope > .choices > .buttons > button')];
  const root = item.closest('#messages > li') ?? item;
  return {
    id: Number(item.dataset.message ?? 0),
    by: item.dataset.by ?? 'Groundwork',
    card: item.dataset.card ?? '',
    thread: root === item ? '' : root.dataset.card ?? '',
    text: [
      ...[...box.querySelector(':scope > .says').children].flatMap(says),
      labels.map(one => `[${one.textContent}]`).join(' '),
    ].join('\\n').trim(),
  };
})
"""
"""What stands in messages, part by part, in the words of the script."""


@dataclass(slots=True)
class BrowserPlayer:
    """Plays the steps of a script in the browser, and hears what the page shows because of them."""

    page: Page
    served: Served
    known: dict[int, Hears] = field(default_factory=dict)
    people: dict[str, Meets] = field(default_factory=dict)
    actor: str = ""
    told: list[Hears] = field(default_factory=list)

    async def after(self, placed: Placed, expected: list[Hears]) -> None:
        """Do a step, then look until all that was expected is shown, and nothing else is."""
        if isinstance(placed.step, Says | Presses | Finds):
            self.actor = placed.step.name
        self.told.clear()
        await self._do(placed)
        awaited = [as_heard(self._whose(one.where), one.text) for one in expected]
        alone, posted = awaited[: len(self.told)], awaited[len(self.told) :]
        assert self.told == alone, f"said to {self.actor} alone after line {placed.line}"
        for place in dict.fromkeys(_place_of(one) for one in posted):
            await self._go(self._who_sees(place), place)
            await self._hear([one for one in posted if _place_of(one) == place], placed.line)

    async def silence(self) -> None:
        """Look everywhere: nothing stands there that no step told of."""
        for place in (*map(str.lower, self.people), ALL_STAFF.key, TEAM_CHANNEL.key):
            await self._go(self._who_sees(place), place)
            assert _news(await self._read(), self.known) == [], place

    async def _do(self, placed: Placed) -> None:
        match placed.step:
            case Meets(name):
                self.people[name] = placed.step
            case Passes(until):
                await self._wait(until)
            case Says():
                await self._say(placed.step)
            case Presses():
                await self._press(placed.step)
            case Finds():
                await self._find_request(placed.step)
            case Hears():
                pass

    async def _say(self, says: Says) -> None:
        you = says.name.lower()
        channel = ALL_STAFF.key if says.among_staff else TEAM_CHANNEL.key
        await self._go(you, channel if says.among_staff or says.in_channel else you)
        await self._answered(await send(self.page, says.text, *says.files))
        await expect(self.page.get_by_label(COMPOSER)).to_be_empty()

    async def _find_request(self, finds: Finds) -> None:
        """Under the newest line of that author; it is shown once the page has looked again."""
        await self._go(finds.name.lower(), ALL_STAFF.key)
        theirs = self.page.locator(f'[data-by="{self.people[finds.author].full_name}"]').last
        answer = await acted(self.page, theirs.locator("[data-find]"))
        if "dialog" in await answer.json():
            answer = await fill_all(self.page, dict(finds.values))
        await self._answered(answer)

    async def _press(self, presses: Presses) -> None:
        for _ in range(_MOST_PRESSES):
            answer = await acted(self.page, await self._find(presses))
            if "dialog" in await answer.json():
                answer = await fill_all(self.page, dict(presses.values))
            await self._answered(answer)
            if not presses.until or await button(self.page, presses.until).is_visible():
                return
        raise AssertionError(f"‘{presses.until}’ is never offered")

    async def _find(self, presses: Presses) -> Locator:
        """On the card named, else in one's direct message, else in the channel."""
        you = presses.name.lower()
        if presses.on:
            await self._go(you, TEAM_CHANNEL.key)
            return button(card(self.page, int(presses.on.rpartition("-")[2])), presses.label)
        await self._go(you, you)
        own = button(self.page.locator("#messages"), presses.label)
        if not await own.count():
            await self._unfold()
        if not await own.count():
            await self._go(you, TEAM_CHANNEL.key)
        return own

    async def _unfold(self) -> None:
        """Show the choices of the questions that are behind us."""
        for choices in await self.page.locator("details.choices:not([open]) > summary").all():
            await choices.click()

    async def _answered(self, response: Response) -> None:
        """Read what was said to the actor alone, then put it away."""
        answer = await response.json()
        assert response.status == 200, answer
        assert "errors" not in answer, answer
        if "quiet" in answer or "show" in answer:
            note = self.page.locator("#note")
            await expect(note).to_be_visible()
            self.told += (await self._read("#note-body")).values()
            await note.get_by_role("button", name="Dismiss").click()

    async def _wait(self, until: str) -> None:
        """Let time pass: with the page's buttons as far as they go, then hour by hour."""
        program = self.served.program
        to = moment(until, program.clock.now(), program.book.days)
        for move in sorted(MOVES, key=lambda one: -MOVES[one]):
            while (landing := program.clock.after(move)) <= to:
                await move_clock(self.page, move, in_words(landing))
        await stage_of(program).walk(to)
        await expect(self.page.locator("#now")).to_have_text(in_words(to))

    # Looking

    async def _go(self, you: str, place: str) -> None:
        """Become a person and go to a place, with the links at the side of the page."""
        body = self.page.locator("body")
        if await body.get_attribute("data-you") != you:
            await self.page.locator(f'[data-person="{you}"]').click()
            await expect(body).to_have_attribute("data-you", you)
        if await body.get_attribute("data-place") != place:
            await self.page.locator(f'[data-goes-to="{place}"]').click()
            await expect(body).to_have_attribute("data-place", place)

    async def _hear(self, awaited: list[Hears], line: int) -> None:
        """Look until what is awaited is shown; the page itself looks again once a second."""
        read = await self._read()
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                while _news(read, self.known) != awaited:
                    await self.page.wait_for_event("requestfinished")
                    read = await self._read()
        assert _news(read, self.known) == awaited, f"after line {line}"
        self.known |= read

    async def _read(self, what: str = "#messages [data-message]") -> dict[int, Hears]:
        """What Groundwork says here, by the number of the message."""
        place = await self.page.locator("body").get_attribute("data-place") or ""
        read = await self.page.locator(what).evaluate_all(IN_WORDS)
        return {
            one["id"]: as_heard(_said_where(one, place), one["text"])
            for one in read
            if one["by"] == "Groundwork"
        }

    def _who_sees(self, place: str) -> str:
        """The person of a direct message; of the channel, whoever of the team is in the script."""
        seeing = (who for who in self.people.values() if who.of_team)
        if place == ALL_STAFF.key:
            return self.actor.lower()
        return next(seeing).name.lower() if place == TEAM_CHANNEL.key else place

    def _whose(self, where: str) -> str:
        return f"Groundwork to {self.actor}" if where == "Groundwork" else where


def _news(read: dict[int, Hears], known: dict[int, Hears]) -> list[Hears]:
    """What is new or changed, in the order in which it was first said."""
    return [one for key, one in sorted(read.items()) if known.get(key) != one]


def _said_where(one: dict[str, str], place: str) -> str:
    if one["card"]:
        return f"The card of GW-{one['card'].partition(':')[2]}"
    if one["thread"]:
        return f"In the thread of GW-{one['thread'].partition(':')[2]}"
    if place == TEAM_CHANNEL.key:
        return "In the channel"
    if place == ALL_STAFF.key:
        return "Among all staff"
    return f"Groundwork to {place.capitalize()}"


def _place_of(heard: Hears) -> str:
    if heard.where == "Among all staff":
        return ALL_STAFF.key
    direct = heard.where.startswith("Groundwork to ")
    return heard.where.rpartition(" ")[2].lower() if direct else TEAM_CHANNEL.key
