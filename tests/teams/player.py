"""Plays a script in Teams, and hears what Teams shows because of it."""

import re
from dataclasses import dataclass, field

from adapters.teams.places import channel
from adapters.web.script import Finds, Meets, Presses, Says
from tests.acting import AMONG_STAFF, IN_CHANNEL, Acting
from tests.listening import as_heard
from tests.teams.office import Office
from tests.teams.people import Reply
from tests.teams.reading import Json, card_of, dialog_of, inputs, labelled, read_out, words_of
from tests.teams.tenant import ALL_STAFF, DIGITAL, Posted, person

_FILE_LINK = re.compile(r" \(https://files\.example/[^)]+\)")
"""Where a file is, which Teams knows and the page does not."""

_MOST_WINDOWS = 4
_CHOSE = "You chose ‘"
_CHANNELS = {IN_CHANNEL: DIGITAL, AMONG_STAFF: ALL_STAFF}


@dataclass(slots=True)
class TeamsPlayer(Acting[Posted]):
    """Plays the steps of a script as people do in Teams."""

    office: Office = field(kw_only=True)
    lines: list[tuple[str, str]] = field(default_factory=list)
    asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    # Doing

    async def meet(self, meets: Meets) -> None:
        await self.office.works_in(
            meets.name, meets.full_name, meets.service, of_team=meets.of_team
        )

    async def say(self, says: Says) -> None:
        """In a channel Groundwork hears only what it is mentioned in."""
        who, text = person(says.name), says.text.replace("@Groundwork", "<at>Groundwork</at>")
        if says.among_staff and "<at>" not in text:
            self.lines.append((who, text))  # Groundwork hears nothing of it
        elif says.files:
            _fine(await self.office.people.send_files(who, text, *says.files))
        elif says.among_staff or says.in_channel:
            said = text if "<at>" in text else f"<at>Groundwork</at> {text}"
            where = ALL_STAFF if says.among_staff else DIGITAL
            _fine(await self.office.people.say(who, said, where))
        else:
            _fine(await self.office.people.say(who, text))

    async def press(self, name: str, message: Posted, presses: Presses) -> None:
        action = labelled(card_of(message.activity), presses.label)
        assert action is not None
        where = "" if message.conversation.startswith("a:") else message.conversation
        self.asked[self.id_of(message)] = self._read(message)
        answer = await self.office.people.press(person(name), action, where, message.id)
        await self._answered(name, answer, dict(presses.values), where)

    async def find(self, finds: Finds) -> None:
        """With the action on the newest line of that author among all staff."""
        author = person(finds.author)
        text = next(text for who, text in reversed(self.lines) if who == author)
        answer = await self.office.people.mark(person(finds.name), author, text)
        await self._answered(finds.name, answer, dict(finds.values), ALL_STAFF, "from_message")

    async def _answered(
        self, name: str, answer: Reply, values: dict[str, str], where: str, command: str = ""
    ) -> None:
        """Read what was answered, and fill in the dialogs that it leads to."""
        for _ in range(_MOST_WINDOWS):
            body = _fine(answer).body
            if not body or "task" not in body:
                self._hear(body or {})
                return
            card = dialog_of(body)
            if not (fields := inputs(card)):
                self._told(words_of(card))
                return
            (submit,) = card["actions"]
            filled = {each: _filled(one, values) for each, one in fields.items()}
            answer = await self.office.people.submit(person(name), submit, filled, where, command)
        raise AssertionError("one dialog leads to the next without end")

    def _hear(self, body: Json) -> None:
        """What is said on the card alone, but for what was chosen."""
        said = body.get("value") or ""
        if isinstance(said, str) and said and not said.startswith(_CHOSE):
            self._told(said)

    def _told(self, words: str) -> None:
        self.told.append(as_heard(f"Groundwork to {self.actor}", words))

    # Hearing

    async def posted(self, place: str) -> list[Posted]:
        return self.office.tenant.there(_CHANNELS.get(place) or f"a:{person(place)}")

    def id_of(self, message: Posted) -> str:
        return f"{message.conversation}/{message.id}"

    def root_of(self, message: Posted) -> str:
        return f"{message.conversation}/{message.conversation.rpartition('=')[2]}"

    def offers(self, message: Posted, label: str) -> bool:
        return labelled(card_of(message.activity), label) is not None

    def shown(self, message: Posted) -> tuple[str, str]:
        """A card that says now what was chosen is as it was while it could be pressed."""
        shown = self._read(message)
        before = self.asked.get(self.id_of(message), shown)
        asked = before[0].rpartition("\n[")[0]
        return before if shown[0].startswith(f"{asked}\n{_CHOSE}") else shown

    def _read(self, message: Posted) -> tuple[str, str]:
        card = words_of(card_of(message.activity))
        return _FILE_LINK.sub("", card), _FILE_LINK.sub("", read_out(message.activity))


def player_of(office: Office) -> TeamsPlayer:
    """A player in this office."""
    return TeamsPlayer(office.program, channel(DIGITAL), office=office)


def _fine(reply: Reply) -> Reply:
    assert reply.status == 200, reply
    return reply


def _filled(field: Json, values: dict[str, str]) -> str:
    """What is sent of a field: what was filled in, or what stood there at first."""
    kind, _, key = field["id"].partition(":")
    if key not in values:
        return str(field.get("value", ""))
    value = values[key]
    if kind == "person" and value:
        return person(value)
    return f"={value}" if kind == "choice" else value
