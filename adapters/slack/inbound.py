"""What Slack sends, read into what the bot takes. What is not for the bot is nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adapters.slack import dialogs
from adapters.slack.chosen import Pressed
from adapters.slack.places import PLATFORM, channel, direct
from bot.events import Attachment, Confirmed, Event, Filled, Form, Look, Stale
from bot.people import Place, PlaceKind
from bot.wire import Press, press_from_text

Body = Mapping[str, Any]

_SPOKEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""The subtypes of a message that somebody typed themselves."""

WHOLE_FORM = "request"
"""The dialog in which everything is asked in one go."""

_USER = re.compile(rf"{PLATFORM}:([UW][A-Z0-9]+)")
_MOST_FILES = 10
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody typed this; `text` is as Slack has it.

    `thread` is the `ts` of the line that its thread began with, its own if it began one. It is
    `overheard` where nothing says that it is for us.
    """

    id: str
    user: str
    place: Place
    text: str
    thread: str
    files: tuple[Attachment, ...] = ()
    overheard: bool = False

    @property
    def under(self) -> str:
        """The id of the line in whose thread it was typed, or "" if it is in none."""
        where, _, ts = self.id.partition(":")
        return f"{where}:{self.thread}" if self.thread != ts else ""


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something that can be answered at once.

    `trigger` opens a window for 3 seconds, `respond` is where to answer them alone. `window` is
    what it happened in, `modal` or `home`, and `view` the id of that; `called` their name if Slack
    does not tell more. `on` is the message that was pressed on in a direct message.
    """

    id: str
    user: str
    place: Place
    does: Event | Look
    trigger: str = ""
    respond: str = ""
    window: str = ""
    view: str = ""
    called: str = ""
    on: Pressed | None = None


@dataclass(frozen=True, slots=True)
class Command(Act):
    """Somebody typed a command, anywhere."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Somebody wants a message, their own or another's, made a request."""

    act: Act
    author: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody changed what they had typed, or deleted it, where there is no `text`.

    What it said `before` is nothing to us where it was not typed to us.
    """

    id: str
    user: str
    line: str
    before: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """We were asked into a channel."""

    place: Place


@dataclass(frozen=True, slots=True)
class Home:
    """Somebody looks at the Home tab."""

    user: str


def event(body: Body, me: str) -> Line | Changed | Arrived | Home | None:
    """What happened in a place, if it is for `me`."""
    told = body.get("event") or {}
    match told:
        case {"type": "message", "channel_type": "im"} if told.get("subtype") in _SPOKEN:
            return _line(told, direct(str(told.get("user", ""))))
        case {"type": "message", "subtype": "message_changed" | "message_deleted"}:
            return _changed(told, me)
        case {"type": "message", "channel": str(where), "thread_ts": str()} if _is_plain(told, me):
            line = _line(told, channel(where))
            return replace(line, overheard=True) if line else None
        case {"type": "app_mention", "channel": str(where)}:
            return _line(told, channel(where))
        case {"type": "member_joined_channel", "user": user, "channel": str(where)} if user == me:
            return Arrived(channel(where))
        case {"type": "app_home_opened", "tab": "home", "user": str(user)}:
            return Home(user)
        case _:
            return None


def _line(told: Body, place: Place) -> Line | None:
    user, ts = str(told.get("user") or ""), str(told.get("ts") or "")
    if not user or not ts or told.get("bot_id"):
        return None
    text = str(told.get("text") or "")
    thread = str(told.get("thread_ts") or ts)
    return Line(f"{told['channel']}:{ts}", user, place, text, thread, _files(told))


def _is_plain(told: Body, me: str) -> bool:
    """Of a line that mentions us Slack tells in another way too."""
    return told.get("subtype") in _SPOKEN and f"<@{me}>" not in str(told.get("text") or "")


def _changed(told: Body, me: str) -> Changed | None:
    """Among others it was typed to us if it mentioned us. Slack tells of previews likewise."""
    before, now = told.get("previous_message") or {}, told.get("message") or {}
    was, user = str(before.get("text") or ""), str(before.get("user") or "")
    ours = told.get("channel_type") == "im" or f"<@{me}>" in was
    if before.get("bot_id") or not (was and user) or now.get("text") == was:
        return None
    deleted = told["subtype"] == "message_deleted" or now.get("subtype") == "tombstone"
    at = "deleted" if deleted else (now.get("edited") or {}).get("ts") or told.get("ts")
    text = None if deleted else str(now.get("text") or "")
    line = f"{told['channel']}:{before.get('ts')}"
    return Changed(f"{line}:{at}", user, line, was if ours else "", text)


def _files(told: Body) -> tuple[Attachment, ...]:
    """Where files are, and what they are called; what is in them is never fetched."""
    found = [file for file in told.get("files") or [] if isinstance(file, dict)]
    return tuple(
        Attachment(_file_name(file), str(file.get("permalink") or file.get("url_private") or ""))
        for file in found[:_MOST_FILES]
    )


def _file_name(file: Body) -> str:
    return " ".join(str(file.get("name") or file.get("id") or "file").split())[:_LONGEST_NAME]


def pressed(body: Body) -> Act:
    """A button, or a choice from the menu of buttons. What we never gave out is Stale."""
    action = (body.get("actions") or [{}])[0]
    chosen = action.get("selected_option") or {}
    press = press_from_text(str(chosen.get("value") or action.get("value") or ""))
    label = str(((chosen or action).get("text") or {}).get("text") or "")
    return replace(_act(body, press), on=_pressed(body, press, label))


def _pressed(body: Body, press: Press, label: str) -> Pressed | None:
    """In a channel the card's thread says what was pressed, and the buttons are everybody's.

    All but the ones that ask whether a line was the answer: these are for whoever typed it.
    """
    match body:
        case {"message": {"ts": str(ts), "blocks": list(blocks)} as message, "channel": where}:
            text, place = str(message.get("text") or ""), str(where.get("id"))
            theirs = place.startswith("D") or isinstance(press, Confirmed)
            if theirs and not message.get("is_ephemeral"):
                return Pressed(press, label, place, ts, text, blocks)
    return None


def _act(body: Body, does: Event | Look) -> Act:
    user, where = body["user"], str((body.get("channel") or {}).get("id") or "")
    view = body.get("view") or {}
    return Act(
        id=str(body["trigger_id"]),
        user=str(user["id"]),
        place=_place(where, str(user["id"])),
        does=does,
        trigger=str(body["trigger_id"]),
        respond=str(body.get("response_url") or ""),
        window=str(view.get("type") or ""),
        view=str(view.get("id") or ""),
        called=str(user.get("username") or user.get("name") or ""),
    )


def _place(where: str, user: str) -> Place:
    return channel(where) if re.match(r"[CG]", where) else direct(user)


def submitted(body: Body) -> tuple[Act, Event]:
    """A form that was filled in."""
    act = _act(body, Stale())
    try:
        sent = dialogs.sent(body["view"], act.user)
    except dialogs.Unreadable:
        return act, Stale()
    return replace(act, place=sent.place), sent.filled


def command(body: Body) -> Command:
    """A command, with what was typed after it."""
    user = str(body["user_id"])
    return Command(
        id=str(body["trigger_id"]),
        user=user,
        place=Place(PLATFORM, PlaceKind.ASIDE, str(body.get("channel_id") or "")),
        does=Stale(),
        trigger=str(body["trigger_id"]),
        respond=str(body.get("response_url") or ""),
        called=str(body.get("user_name") or ""),
        text=str(body.get("text") or "").strip(),
    )


def shortcut(body: Body) -> Act | Marked:
    """A shortcut: on a message, or from anywhere."""
    message = body.get("message")
    if not isinstance(message, dict):
        return _act(body, Form(WHOLE_FORM))
    author, text = str(message.get("user") or ""), str(message.get("text") or "")
    ts, where = message.get("ts"), (body.get("channel") or {}).get("id")
    author = "" if message.get("bot_id") else author
    return Marked(_act(body, Stale()), author, text, f"{where}:{ts}")


def named(event: Event) -> tuple[str, ...]:
    """The users whom a form names, by their ids."""
    if not isinstance(event, Filled):
        return ()
    found = (_USER.fullmatch(value) for value in (event.about, *event.values.values()))
    return tuple(one[1] for one in found if one)
