"""What Teams sends, read into what the bot takes. What is not for the bot is nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import uuid4

from adapters.teams import typed
from adapters.teams.buttons import pressed
from adapters.teams.dialogs import Unreadable, submitted
from adapters.teams.places import PLATFORM, channel, direct, thread_of
from bot.events import Amended, Deleted, Event, Filled, Form, Found, Look, Said
from bot.people import Place, PlaceKind
from bot.wire import Press

Body = Mapping[str, Any]

WHOLE_FORM = "request"
"""The dialog in which everything is asked in one go."""

_OUTSIDE = frozenset({"federatedUser", "anonymousGuest"})
"""Authors whom Teams tells apart from our own: of another organisation, or of a meeting alone."""

_PERSON = re.compile(rf"{PLATFORM}:(\S+)")


class Way(StrEnum):
    """How something was done, which says how it can be answered."""

    EXECUTE = "adaptiveCard/action"
    FETCH = "task/fetch"
    SUBMIT = "task/submit"
    FROM_MESSAGE = "composeExtension/fetchTask"
    FROM_MESSAGE_SUBMIT = "composeExtension/submitAction"
    POSTED = "message"


_INVOKES = frozenset(Way) - {Way.POSTED}


@dataclass(frozen=True, slots=True)
class Someone:
    """Whoever sends an activity. `ours` says that they are of our own tenant."""

    key: str
    name: str
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody typed this to us."""

    id: str
    who: Someone
    place: Place
    said: Said


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody pressed, opened or submitted something.

    `on` is the message that it was on, as the outbox knows it.
    """

    id: str
    who: Someone
    place: Place
    way: Way
    does: Press
    on: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Somebody wants a message, their own or another's, made a request."""

    act: Act
    found: Found


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody changed a line of theirs, or deleted it."""

    id: str
    who: Someone
    does: Amended | Deleted


@dataclass(frozen=True, slots=True)
class Arrived:
    """We were installed for a person, or asked into a channel or chat."""

    place: Place


Read = Line | Act | Marked | Changed | Arrived


def is_whole(body: Body) -> bool:
    """Whether an activity has what each has: a type, who, to whom, where; and an invoke a value."""
    accounts = [body.get(key) for key in ("from", "recipient", "conversation")]
    whole = all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in accounts)
    told = all(isinstance(body.get(key), str) for key in ("type", "serviceUrl"))
    objects = {"channelData": body.get("channelData") or {}}
    if body.get("type") == "invoke":
        objects["value"] = body.get("value")
    return whole and told and all(isinstance(one, dict) for one in objects.values())


def place_of(body: Body) -> Place:
    """Where an activity comes from; a thread in a channel is a place of its own."""
    conversation = body["conversation"]
    if conversation.get("conversationType") in ("channel", "groupChat") or conversation.get(
        "isGroup"
    ):
        return channel(str(conversation["id"]))
    return direct(key_of(body["from"]))


def key_of(account: Body) -> str:
    """A person's id in the directory; the one that Teams made for them where there is none."""
    return str(account.get("aadObjectId") or account.get("objectId") or account["id"])


def read(body: Body, tenant: str) -> Read | None:
    """What was done, if it is for us. `tenant` is ours, or "" where any will do."""
    place = place_of(body)
    match body["type"]:
        case "message" if isinstance(body.get("value"), dict):
            return _act(body, tenant, Way.POSTED)
        case "message" if place.kind is PlaceKind.DIRECT or typed.is_to_us(body):
            return Line(id_of(body), _who(body, tenant), place, _said(body))
        case "messageUpdate" if _event(body) in ("editMessage", ""):
            amended = Amended("", typed.words(body), _source(body))
            return Changed(id_of(body), _who(body, tenant), amended)
        case "messageDelete":
            return Changed(id_of(body), _who(body, tenant), Deleted("", _source(body)))
        case "invoke" if body.get("name") == Way.FROM_MESSAGE:
            return _from_message(body, tenant)
        case "invoke" if str(body.get("name")) in _INVOKES:
            return _act(body, tenant, Way(body["name"]))
        case "installationUpdate" if body.get("action") == "add":  # with an upgrade we were there
            return Arrived(place)
        case _:
            return None


def id_of(body: Body) -> str:
    """What makes it the same activity when it comes again; an edit has the id of its message.

    What has neither an id nor a time is never the same: it may be taken twice, but not lost.
    """
    when = body.get("timestamp") or (uuid4() if not body.get("id") else "")
    return f"{body['type']}:{_source(body)}:{when}"


def _source(body: Body) -> str:
    """What the message is called, by us as by Teams: its id is its own only where it stands."""
    return f"{body['conversation']['id']}/{body.get('id')}"


def _said(body: Body) -> Said:
    source, under = _source(body), _under(body)
    words, files = typed.words(body), typed.files(body)
    return Said(words, files, under if under != source else "", source)


def _under(body: Body) -> str:
    """What the message that it answers is called: the first of its thread, or the one it quotes."""
    conversation = str(body["conversation"]["id"])
    answered = thread_of(conversation) or typed.quoted(body)
    return f"{conversation}/{answered}" if answered else ""


def is_from(body: Body, tenant: str) -> bool:
    """Whether it is from this tenant, as far as it tells; from any, where that is ""."""
    theirs = _in(body.get("channelData"), "tenant").get("id")
    theirs = theirs or body["conversation"].get("tenantId")
    return not (tenant and theirs and theirs != tenant)


def _who(body: Body, tenant: str) -> Someone:
    sender = body["from"]
    name = " ".join(str(sender.get("name") or "").split())
    return Someone(key_of(sender), name, is_from(body, tenant))


def _act(body: Body, tenant: str, way: Way) -> Act:
    value = body["value"]
    sent = {"data": value} if way is Way.POSTED else value
    on = f"{body['conversation']['id']}/{body.get('replyToId')}"
    return Act(id_of(body), _who(body, tenant), place_of(body), way, _does(sent), on)


def _does(value: Body) -> Press:
    """A form that was filled in, or a press. What we never gave out is Stale."""
    try:
        return submitted(value)
    except Unreadable:
        return pressed(value)


def _from_message(body: Body, tenant: str) -> Act | Marked:
    """The command of ours on a message; from anywhere else it is for the whole form."""
    act = replace(_act(body, tenant, Way.FROM_MESSAGE), does=Form(WHOLE_FORM))
    message = _in(body["value"], "messagePayload")
    if not message:
        return act
    author = _in(_in(message, "from"), "user")
    said = _in(message, "body")
    text = str(said.get("content") or "")
    words = typed.bare(text) if said.get("contentType") == "html" else text
    outside = str(author.get("userIdentityType")) in _OUTSIDE
    by = "" if outside else str(author.get("id") or "")
    called = str(author.get("displayName") or "")
    source = f"{body['conversation']['id']}/{message.get('id')}"
    return Marked(act, Found(f"{PLATFORM}:{by}", words if by else "", called, source))


def _in(value: object, key: str) -> Body:
    """What an object has under a key, or nothing where either is no object."""
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _event(body: Body) -> str:
    """An undeleted message comes as an update too."""
    data = body.get("channelData")
    return str(data.get("eventType") or "") if isinstance(data, dict) else ""


def named(event: Event | Look) -> tuple[str, ...]:
    """The people whom a form names, by their ids."""
    if not isinstance(event, Filled):
        return ()
    found = (_PERSON.fullmatch(value) for value in (event.about, *event.values.values()))
    return tuple(one[1] for one in found if one)
