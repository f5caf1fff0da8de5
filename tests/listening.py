"""What is heard in every place after each step of a script, in the words of the script."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from adapters.web.month import PageStage
from adapters.web.people import ALL_STAFF, TEAM_CHANNEL
from adapters.web.playing import Player, direct
from adapters.web.script import Finds, Hears, Placed, Presses, Says, steps_of
from bot.messages import Invalid, Open, Quiet, Show, text_of
from bot.people import Place
from bot.ports import Posted


@dataclass(slots=True)
class Listener:
    """Notices every message and card that is new or changed since it last listened."""

    stage: PageStage
    player: Player
    known: dict[int, str] = field(default_factory=dict)
    actor: str = ""

    async def after(self, placed: Placed) -> list[Hears]:
        """Do a step, and say what was heard because of it."""
        if isinstance(placed.step, Says | Presses | Finds):
            self.actor = placed.step.name
        self.player.answers.clear()
        await self.player.do(placed)
        return [*self._in_response(), *await self._posted()]

    def _in_response(self) -> list[Hears]:
        """What was said to the actor alone."""
        heard: list[Hears] = []
        for answer in self.player.answers:
            match answer:
                case Quiet(message) | Show(message):
                    heard.append(Hears("Groundwork", text_of(message)))
                case Open() | Invalid() | _:
                    pass
        return heard

    async def _posted(self) -> list[Hears]:
        fresh: list[tuple[int, Hears]] = []
        for place in self._places():
            for posted in await self.stage.posted(place):
                text = text_of(posted.message)
                if not posted.author and self.known.get(posted.id) != text:
                    fresh.append((posted.id, Hears(self._where(place, posted), text)))
                self.known[posted.id] = text
        return [hears for _, hears in sorted(fresh, key=lambda one: one[0])]

    def _places(self) -> list[Place]:
        own = (direct(who) for who in self.player.people.values())
        return [*own, TEAM_CHANNEL, ALL_STAFF]

    def _where(self, place: Place, posted: Posted) -> str:
        kind, _, number = (posted.card or posted.thread).partition(":")
        if kind == "request":
            return f"{'The card' if posted.card else 'In the thread'} of GW-{number}"
        if place in (TEAM_CHANNEL, ALL_STAFF):
            return "In the channel" if place == TEAM_CHANNEL else "Among all staff"
        name = next(n for n, who in self.player.people.items() if direct(who) == place)
        return "Groundwork" if name == self.actor else f"Groundwork to {name}"


def scenes(script: Path) -> list[tuple[Placed, list[Hears]]]:
    """Each step that somebody takes, with all that is to be heard before the next."""
    scenes: list[tuple[Placed, list[Hears]]] = []
    for placed in steps_of(script.read_text(encoding="utf-8")):
        if isinstance(placed.step, Hears):
            scenes[-1][1].append(placed.step)
        else:
            scenes.append((placed, []))
    return scenes


def as_heard(where: str, text: str) -> Hears:
    """What was heard, without the marks of lists, white space, and the order of its buttons."""
    lines = text.splitlines()
    labels: list[str] = []
    if lines and re.fullmatch(r"\[.+\]", lines[-1]):
        labels = sorted(re.findall(r"\[([^]]+)\]", lines.pop()))
    bare = (re.sub(r"^(>|-|\d+\.) ", "", line) for line in lines)
    return Hears(where, " ".join([*" ".join(bare).split(), *(f"[{one}]" for one in labels)]))
