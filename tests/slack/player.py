"""Plays a script in Slack, and hears what Slack shows because of it."""

import re
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.places import channel
from adapters.web.script import Finds, Meets, Presses, Says
from tests.acting import AMONG_STAFF, IN_CHANNEL, Acting
from tests.listening import as_heard
from tests.slack.office import Office
from tests.slack.people import Json
from tests.slack.reading import filled, inputs, labelled, plain, words_of
from tests.slack.server import ALL_STAFF, BOT, DIGITAL

_FILE_LINK = re.compile(r" \(http://127\.0\.0\.1:\d+/files/[^)]+\)")
"""Where a file is, which Slack knows and the page does not."""

_MOST_WINDOWS = 4
_CHANNELS = {IN_CHANNEL: DIGITAL, AMONG_STAFF: ALL_STAFF}


def user(name: str) -> str:
    """The id in Slack of somebody in a script: Dean, or page:dean."""
    return f"U0{name.removeprefix('page:').upper()}"


@dataclass(slots=True)
class SlackPlayer(Acting[Json]):
    """Plays the steps of a script as people do in Slack.

    `asked` and `messages` are how messages were before they were pressed, by their ids.
    """

    office: Office = field(kw_only=True)
    asked: dict[str, str] = field(default_factory=dict)
    messages: dict[str, Json] = field(default_factory=dict)

    # Doing

    async def meet(self, meets: Meets) -> None:
        await self.office.works_in(user(meets.name), meets.full_name, meets.service)

    async def say(self, says: Says) -> None:
        """In the team's channel Groundwork hears only what it is mentioned in."""
        text = says.text.replace("@Groundwork", f"<@{BOT}>")
        if says.in_channel and BOT not in text:
            text = f"<@{BOT}> {text}"
        if says.files:
            await self.office.slack.send_files(user(says.name), text, *says.files)
            return
        where = ALL_STAFF if says.among_staff else DIGITAL if says.in_channel else ""
        await self.office.slack.say(user(says.name), text, where)

    async def press(self, name: str, message: Json, presses: Presses) -> None:
        found = labelled(message, presses.label)
        assert found is not None
        self._note(message)
        await self.office.slack.press(user(name), message, found.element, found.option)
        await self._fill(user(name), dict(presses.values))

    async def find(self, finds: Finds) -> None:
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

    # Hearing

    async def posted(self, place: str) -> list[Json]:
        if where := _CHANNELS.get(place):
            there = await self.office.slack.messages(where)
            return [message for message in there if message["user"] == BOT]
        return await self.office.slack.told(user(place))

    def id_of(self, message: Json) -> str:
        return f"{message['channel']}:{message['ts']}"

    def root_of(self, message: Json) -> str:
        return f"{message['channel']}:{message.get('thread_ts')}"

    def offers(self, message: Json, label: str) -> bool:
        return labelled(message, label) is not None

    def shown(self, message: Json) -> tuple[str, str]:
        then = self._as_asked(message)
        return _FILE_LINK.sub("", words_of(then)), _FILE_LINK.sub("", plain(then))

    def is_private(self, message: Json) -> bool:
        alone = message.get("subtype") == "ephemeral"
        assert not alone or message["ephemeral_to"] == user(self.actor)
        return alone

    def _note(self, message: Json) -> None:
        """How it was before it was pressed: then it says what was chosen instead."""
        self.asked[self.id_of(message)] = words_of(message)
        self.messages[self.id_of(message)] = message

    def _as_asked(self, message: Json) -> Json:
        """A message that says now what was chosen, as it was while it could be pressed."""
        key = self.id_of(message)
        marked = key in self.asked and _is_marked(self.asked[key], words_of(message))
        return self.messages[key] if marked else message


def player_of(office: Office) -> SlackPlayer:
    """A player in this office."""
    return SlackPlayer(office.program, channel(DIGITAL), office=office)


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
