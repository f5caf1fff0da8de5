"""What the page's script sends, read into what the bot takes. Nothing in it is trusted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.web.lines import Chatted, as_shown, is_for_the_bot, without_mention
from adapters.web.people import Someone, someone_called
from bot.events import Attachment, Event, Filled, Incoming, Look, Said
from bot.people import Identity, Place, PlaceKind
from bot.wire import LARGEST_INTEGER, press_from_text

Body = Mapping[str, object]
LONGEST_ID = 64
MOST_FILES = 10
LONGEST_NAME = 200
"""Characters of a file's name."""


class Unreadable(Exception):
    """What was sent is not what the page sends; the text says what is wrong, for a person."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Somebody asked to see something; nothing happens by it."""

    look: Look
    who: Identity
    place: Place
    at: datetime


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody wants the message of this number made a request; what it says, the page knows."""

    message: int
    who: Identity
    place: Place
    at: datetime


Act = Incoming | Looked | Chatted | Sought
Read = Callable[[Body, datetime], Act]


def said(body: Body, at: datetime) -> Incoming | Chatted:
    """A typed line, with the names of files. Raises Unreadable."""
    text, files = _text(body, "text"), _files(body)
    event = Said(without_mention(text), files)
    incoming = _incoming(body, at, event, as_shown(text, files))
    if is_for_the_bot(text, incoming.place):
        return incoming
    if not incoming.echo.strip():
        raise Unreadable("Type a message first.")
    return Chatted(incoming.id, incoming.who, incoming.place, at, incoming.echo)


def sought(body: Body, at: datetime) -> Sought:
    """A message of somebody's that could be a request. Raises Unreadable."""
    someone = _someone(body)
    return Sought(_number(body, "message"), someone.identity, _place(body, someone), at)


def pressed(body: Body, at: datetime) -> Incoming | Looked:
    """A button. A value that we never gave out becomes Stale. Raises Unreadable."""
    press = press_from_text(_text(body, "value"))
    label = _text(body, "label")
    if isinstance(press, Look):
        someone = _someone(body)
        return Looked(press, someone.identity, _place(body, someone), at)
    incoming = _incoming(body, at, press, label)
    # In a channel, the card's thread says what was pressed and by whom.
    return replace(incoming, echo="") if incoming.place.kind is PlaceKind.CHANNEL else incoming


def filled(body: Body, at: datetime) -> Incoming:
    """A submitted dialog. Raises Unreadable."""
    form, about = _text(body, "form"), _text(body, "about")
    source = _text({"source": "", **body}, "source")
    event = Filled(form, _number(body, "request"), _values(body), about, source)
    return _incoming(body, at, event, "")


def _incoming(body: Body, at: datetime, event: Event, echo: str) -> Incoming:
    someone = _someone(body)
    place = _place(body, someone)
    return Incoming(f"page:{_id(body)}", someone.identity, place, at, event, echo)


def _someone(body: Body) -> Someone:
    someone = someone_called(_text(body, "person"))
    if someone is None:
        raise Unreadable("There is nobody of that name on this page. Load the page again.")
    return someone


def _place(body: Body, someone: Someone) -> Place:
    place = someone.place(_text(body, "place"))
    if place is None:
        raise Unreadable(f"{someone.name} is not in that channel.")
    return place


def _id(body: Body) -> str:
    key = _text(body, "id")
    if not 0 < len(key) <= LONGEST_ID:
        raise Unreadable("What was sent has no id of its own. Load the page again.")
    return key


def _values(body: Body) -> dict[str, str]:
    values = body.get("values")
    if not isinstance(values, dict):
        raise Unreadable("What was filled in did not arrive (‘values’). Load the page again.")
    return {key: _text(values, key) for key in values}


def _files(body: Body) -> tuple[Attachment, ...]:
    """The names of files; what is in them never leaves the browser."""
    names = body.get("files", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Unreadable("The names of the files did not arrive (‘files’). Load the page again.")
    if len(names) > MOST_FILES:
        raise Unreadable(f"Leave at most {MOST_FILES} files with one message.")
    told = [" ".join(_whole(name).split()) for name in names]
    if not all(0 < len(name) <= LONGEST_NAME for name in told):
        raise Unreadable(f"The name of a file can have 1 to {LONGEST_NAME} characters.")
    return tuple(Attachment(name) for name in told)


def _number(body: Body, name: str) -> int:
    value = body.get(name)
    if type(value) is not int or not 0 <= value <= LARGEST_INTEGER:
        raise Unreadable(f"What was sent has no number ‘{name}’. Load the page again.")
    return value


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise Unreadable(f"What was sent has no text ‘{name}’. Load the page again.")
    return _whole(value)


def _whole(text: str) -> str:
    # JSON can hold half of a surrogate pair, which no database takes.
    return text.encode("utf-8", "replace").decode("utf-8")
