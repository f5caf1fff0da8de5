"""Plays a script through the bot and the clock, as people would: nothing is written past them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import uuid4

from adapters.web import lines
from adapters.web.moments import moment
from adapters.web.people import ALL_STAFF, PLATFORM, TEAM_CHANNEL
from adapters.web.script import Finds, Hears, Meets, Passes, Placed, Presses, Says
from bot.events import Attachment, Event, Filled, Found, Incoming, Look, Said
from bot.messages import Answer, Button, Dialog, Invalid, Open, View, text_of
from bot.people import Identity, Place, PlaceKind
from bot.ports import Posted
from bot.working_days import WorkingDays

_MOST_PRESSES = 12
"""A question asked this often is asked for ever."""


class ScriptFailed(Exception):
    """A step that could not be done, named by the line of the script."""


class Stage(Protocol):
    """Where a script is played: the bot, what it said, and the clock."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Take an event, and deliver what it led to."""
        ...

    async def chat(self, line: lines.Chatted) -> None:
        """Show a line that is for colleagues only."""
        ...

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something."""
        ...

    async def posted(self, place: Place) -> tuple[Posted, ...]:
        """The latest messages of a place, oldest first."""
        ...

    def now(self) -> datetime:
        """The time on the clock."""
        ...

    async def walk(self, to: datetime) -> None:
        """Let time pass, hour by hour."""
        ...


Step = Says | Presses


@dataclass(slots=True)
class Player:
    """Plays steps one by one. `first` is the number that the script's GW-1 really gets."""

    stage: Stage
    days: WorkingDays
    first: int = 1
    people: dict[str, Identity] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    async def play(self, steps: tuple[Placed, ...]) -> None:
        """Play them all but what is heard. Raises ScriptFailed at the first that cannot be done."""
        for placed in steps:
            await self.do(placed)

    async def do(self, placed: Placed) -> None:
        """One step. What Groundwork says is for a reader, or a test, to compare."""
        match placed.step:
            case Meets(name, full_name, service):
                self.people[name] = Identity(PLATFORM, name.lower(), full_name, service)
            case Passes(until):
                await self.stage.walk(moment(until, self.stage.now(), self.days))
            case Says():
                await self._say(placed.step)
            case Presses():
                await self._press(placed.step, placed.line)
            case Finds():
                await self._find_request(placed.step, placed.line)
            case Hears():
                pass

    async def _say(self, says: Says) -> None:
        who = self.people[says.name]
        place = _place_of(says, who)
        files = tuple(Attachment(name) for name in says.files)
        shown = lines.as_shown(says.text, files)
        if lines.is_for_the_bot(says.text, place):
            await self._take(who, place, Said(lines.without_mention(says.text), files), shown)
        else:
            line = lines.Chatted(f"script-{uuid4()}", who, place, self.stage.now(), shown)
            await self.stage.chat(line)

    async def _find_request(self, finds: Finds, line: int) -> None:
        who, author = self.people[finds.name], self.people[finds.author]
        for posted in reversed(await self.stage.posted(ALL_STAFF)):
            if posted.author == author.name:
                text = lines.without_mention(text_of(posted.message))
                found = Found(f"{PLATFORM}:{author.key}", text)
                await self._look(who, ALL_STAFF, found, dict(finds.values))
                return
        raise ScriptFailed(f"line {line}: {finds.author} wrote nothing among all staff")

    async def _press(self, presses: Presses, line: int) -> None:
        who = self.people[presses.name]
        for _ in range(_MOST_PRESSES):
            place, button = await self._find(presses, who, line)
            await self._pressed(who, place, button, presses)
            if not presses.until or await self._offers(presses.until, direct(who)):
                return
        raise ScriptFailed(f"line {line}: ‘{presses.until}’ is never offered")

    async def _find(self, presses: Presses, who: Identity, line: int) -> tuple[Place, Button]:
        """The newest button of that label: on the card named, else where the person would look."""
        places = (TEAM_CHANNEL,) if presses.on else (direct(who), TEAM_CHANNEL)
        for place in places:
            for posted in reversed(await self.stage.posted(place)):
                if presses.on and posted.card != self._card(presses.on):
                    continue
                if button := labelled(posted, presses.label):
                    return place, button
        raise ScriptFailed(
            f"line {line}: there is no ‘{presses.label}’ for {presses.name} to press"
        )

    def _card(self, reference: str) -> str:
        return f"request:{int(reference.rpartition('-')[2]) + self.first - 1}"

    async def _offers(self, label: str, place: Place) -> bool:
        latest = (await self.stage.posted(place))[-1:]
        return any(labelled(posted, label) for posted in latest)

    async def _pressed(self, who: Identity, place: Place, button: Button, presses: Presses) -> None:
        if isinstance(button.press, Look):
            await self._look(who, place, button.press, dict(presses.values))
        else:
            await self._take(who, place, button.press, button.label)

    async def _look(self, who: Identity, place: Place, look: Look, values: dict[str, str]) -> None:
        view = await self.stage.show(look, who, place, self.stage.now())
        self.answers.append(view)
        if isinstance(view, Open):
            await self._fill(who, place, view.dialog, values)

    async def _fill(
        self, who: Identity, place: Place, dialog: Dialog, values: dict[str, str]
    ) -> None:
        """Fill it in and submit it, and so with what it may lead to, such as a preview."""
        filled = {one.key: values.get(one.key, one.value) for one in dialog.fields}
        event = Filled(dialog.form, dialog.request, filled, dialog.about, dialog.source)
        answer = await self._take(who, place, event, "")
        if isinstance(answer, Invalid):
            raise ScriptFailed(f"‘{dialog.title}’ was filled in wrongly: {answer.errors}")
        if isinstance(answer, Open):
            await self._fill(who, place, answer.dialog, values)

    async def _take(self, who: Identity, place: Place, event: Event, echo: str) -> Answer:
        shown = "" if place.kind is PlaceKind.CHANNEL and not isinstance(event, Said) else echo
        incoming = Incoming(f"script-{uuid4()}", who, place, self.stage.now(), event, shown)
        answer = await self.stage.handle(incoming)
        self.answers.append(answer)
        return answer


def _place_of(says: Says, who: Identity) -> Place:
    if says.among_staff:
        return ALL_STAFF
    return TEAM_CHANNEL if says.in_channel else direct(who)


def direct(who: Identity) -> Place:
    """A person's direct message with Groundwork."""
    return Place(PLATFORM, PlaceKind.DIRECT, who.key)


def labelled(posted: Posted, label: str) -> Button | None:
    """The button of that label on a message, if it has one."""
    return next((b for b in posted.message.buttons if b.label == label), None)
