"""Plays a script in Slack, and hears what Slack shows because of it."""

import re
from dataclasses import dataclass, field
from typing import Any

from adapters.web.moments import moment
from adapters.web.script import Finds, Hears, Meets, Passes, Placed, Presses, Says
from bot.people import Place, PlaceKind
from bot.ports import Work
from tests.listening import as_heard
from tests.slack.office import Office
from tests.slack.people import Json
from tests.slack.reading import filled, inputs, labelled, plain, words_of
from tests.slack.server import ALL_STAFF, BOT, DIGITAL
from tests.theatre import stage_of

OTHERWISE_IN_SLACK = {
    "masked.gone_above_one": "masked.still_above_one",
    "masked.gone_above_many": "masked.still_above_many",
}
"""What the page says, and what is said where people's own lines are not ours to change."""

_FILE_LINK = re.compile(r" \(http://127\.0\.0\.1:\d+/files/[^)]+\)")
"""Where a file is, which Slack knows and the page does not."""

_MOST_PRESSES = 12
_MOST_WINDOWS = 4


def user(name: str) -> str:
    """The id in Slack of somebody in a script: Dean, or page:dean."""
    return f"U0{name.removeprefix('page:').upper()}"


@dataclass(slots=True)
class SlackPlayer:
    """Plays the steps of a script, and hears everything that is new or changed after each."""

    office: Office
    known: dict[str, str] = field(default_factory=dict)
    people: dict[str, Meets] = field(default_factory=dict)
    cards: dict[str, int] = field(default_factory=dict)
    actor: str = ""
    told: list[Hears] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Json] = field(default_factory=dict)

    async def after(self, placed: Placed, expected: list[Hears]) -> tuple[list[Hears], list[Hears]]:
        """Do a step. Gives all that is new or changed then, and all that was expected, by place."""
        if isinstance(placed.step, Says | Presses | Finds):
            self.actor = placed.step.name
        self.told.clear()
        await self.play(placed)
        awaited = [as_heard(self._whose(one.where), self._in_slack(one.text)) for one in expected]
        news = [one for place in await self._places() for one in await self._news(place)]
        return _by_place(_joined([*self.told, *news], awaited)), _by_place(awaited)

    # Doing

    async def play(self, placed: Placed) -> None:
        """Do a step, with all that it leads to."""
        await self._do(placed)
        await self.office.deliver()
        await self._name_cards()

    async def _do(self, placed: Placed) -> None:
        match placed.step:
            case Meets(name, full_name, service):
                self.people[name] = placed.step
                await self.office.works_in(user(name), full_name, service)
            case Passes(until):
                program = self.office.program
                to = moment(until, program.clock.now(), program.book.days)
                await stage_of(program).walk(to)
            case Says():
                await self._say(placed.step)
            case Presses():
                await self._press(placed.step)
            case Finds():
                await self._find_request(placed.step)
            case Hears():
                pass

    async def _say(self, says: Says) -> None:
        """In the team's channel Groundwork hears only what it is mentioned in."""
        text = says.text.replace("@Groundwork", f"<@{BOT}>")
        if says.in_channel and BOT not in text:
            text = f"<@{BOT}> {text}"
        if says.files:
            await self.office.slack.send_files(user(says.name), text, *says.files)
            return
        channel = ALL_STAFF if says.among_staff else DIGITAL if says.in_channel else ""
        await self.office.slack.say(user(says.name), text, channel)

    async def _press(self, presses: Presses) -> None:
        who = user(presses.name)
        for _ in range(_MOST_PRESSES):
            message = await self._find(presses)
            found = labelled(message, presses.label) if message else None
            if message is None or found is None:
                await self.office.slack.say(who, presses.label, "")
                return
            self._note(message)
            await self.office.slack.press(who, message, found.element, found.option)
            await self._fill(who, dict(presses.values))
            await self.office.deliver()
            if not presses.until or await self._offers(presses.until, who):
                return
        raise AssertionError(f"‘{presses.until}’ is never offered")

    def _as_asked(self, key: str, message: Json) -> Json:
        """A message that says now what was chosen, as it was while it could be pressed."""
        marked = key in self.asked and _is_marked(self.asked[key], words_of(message))
        return self.messages[key] if marked else message

    def _note(self, message: Json) -> None:
        """How it was before it was pressed: then it says what was chosen instead."""
        key = f"{message['channel']}:{message['ts']}"
        self.asked[key], self.messages[key] = words_of(message), message

    async def _find(self, presses: Presses) -> Json | None:
        """On the card named, else in one's direct message, else in the channel.

        A button that an earlier press has taken away can still be typed by its label.
        """
        places = (DIGITAL,) if presses.on else (user(presses.name), DIGITAL)
        for place in places:
            for message in reversed(await self._posted(place)):
                on_it = not presses.on or self._card(message) == presses.on.rpartition("-")[2]
                if on_it and labelled(message, presses.label):
                    return message
        assert not presses.on, f"there is no ‘{presses.label}’ for {presses.name} to press"
        return None

    async def _offers(self, label: str, who: str) -> bool:
        latest = (await self._posted(who))[-1:]
        return any(labelled(message, label) for message in latest)

    async def _find_request(self, finds: Finds) -> None:
        """With the shortcut on the newest line of that author among all staff."""
        there = await self.office.slack.messages(ALL_STAFF)
        line = next(one for one in reversed(there) if one["user"] == user(finds.author))
        await self.office.slack.message_shortcut(user(finds.name), "from_message", line)
        await self._fill(user(finds.name), dict(finds.values))

    async def _fill(self, who: str, values: dict[str, str]) -> None:
        """Fill in the window that has opened, and what it may lead to, such as a preview."""
        for _ in range(_MOST_WINDOWS):
            view = await self.office.slack.modal()
            if view is None:
                return
            if not (fields := inputs(view)):
                self.told.append(as_heard(f"Groundwork to {self.actor}", words_of(view)))
                await self.office.slack.close(who)
                return
            errors = await self.office.slack.submit(who, _values(fields, values))
            assert errors == {}, (view["title"]["text"], errors)
        raise AssertionError("one window leads to the next without end")

    # Looking

    async def _places(self) -> list[str]:
        return [*(user(name) for name in self.people), DIGITAL, ALL_STAFF]

    async def _posted(self, place: str) -> list[Json]:
        if place in (DIGITAL, ALL_STAFF):
            there = await self.office.slack.messages(place)
            return [message for message in there if message["user"] == BOT]
        return await self.office.slack.told(place)

    async def _news(self, place: str) -> list[Hears]:
        news = []
        for posted in await self._posted(place):
            key = f"{posted['channel']}:{posted['ts']}"
            message = self._as_asked(key, posted)
            words = _FILE_LINK.sub("", words_of(message))
            if self.known.get(key) != words:
                self.known[key] = words
                heard = as_heard(self._where(place, message), words)
                read_out = as_heard(heard.where, _FILE_LINK.sub("", plain(message)))
                assert heard == read_out, "it is read out as it is shown"
                news.append(heard)
        return news

    def _where(self, place: str, message: Json) -> str:
        if message.get("subtype") == "ephemeral":
            assert message["ephemeral_to"] == user(self.actor)
            return f"Groundwork to {self.actor}"
        if number := self._card(message):
            return f"The card of GW-{number}"
        if under := self.cards.get(f"{message['channel']}:{message.get('thread_ts')}"):
            return f"In the thread of GW-{under}"
        if place == DIGITAL:
            return "In the channel"
        if place == ALL_STAFF:
            return "Among all staff"
        return f"Groundwork to {next(name for name in self.people if user(name) == place)}"

    def _card(self, message: Json) -> str:
        number = self.cards.get(f"{message['channel']}:{message['ts']}")
        return str(number) if number else ""

    async def _name_cards(self) -> None:
        """Which message is which request's card: the outbox knows."""
        team = Place("slack", PlaceKind.CHANNEL, DIGITAL)

        def named(work: Work) -> dict[str, int]:
            found: dict[str, int] = {}
            while sent_as := work.sent_as(team, f"request:{len(found) + 1}"):
                found[sent_as] = len(found) + 1
            return found

        self.cards = await self.office.program.store.transact(named)

    def _in_slack(self, text: str) -> str:
        words = self.office.program.book.words.plain
        for on_the_page, here in OTHERWISE_IN_SLACK.items():
            text = text.replace(words(on_the_page), words(here))
        return text

    def _whose(self, where: str) -> str:
        return f"Groundwork to {self.actor}" if where == "Groundwork" else where


def _values(fields: dict[str, Json], values: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {
        key: {element["action_id"]: filled(element, _as_slack_has_it(values.get(key)))}
        for key, element in fields.items()
    }


def _as_slack_has_it(value: str | None) -> str | None:
    return user(value) if value and value.startswith("page:") else value


def _is_marked(before: str, now: str) -> bool:
    """Whether all that changed is that it says what was chosen, in place of buttons."""
    return now.startswith(f"{before.rpartition(chr(10) + '[')[0]}\nYou chose ‘")


def _joined(heard: list[Hears], awaited: list[Hears]) -> list[Hears]:
    """Messages that one answer needed because it is long, put together again."""
    whole = {(one.where, one.text) for one in awaited}
    joined: list[Hears] = []
    for one in heard:
        last = joined[-1] if joined else None
        goes_on = last and last.where == one.where and (last.where, last.text) not in whole
        if last and goes_on and any(_begins(each, last) for each in awaited):
            joined[-1] = Hears(one.where, f"{last.text} {one.text}")
        else:
            joined.append(one)
    return joined


def _begins(whole: Hears, part: Hears) -> bool:
    return whole.where == part.where and whole.text.startswith(part.text)


def _by_place(heard: list[Hears]) -> list[Hears]:
    """By place; in each, in the order in which it was said."""
    return sorted(heard, key=lambda one: one.where)
