"""Looks: reading only, no writer, no record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A look: the dialog of this name, filled in with what is known."""

    form: str
    request: int = 0
    about: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A look: the dialog in which somebody else's message is made a request of theirs.

    An adapter makes it from the message; no button carries it. `author` is a PERSON; `name` is
    theirs, for they may never have written to us. `source` is the platform's id of the message.
    """

    author: str
    text: str
    name: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class MyRequests:
    """A look: what the person asked for, newest first."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A look: the open requests, oldest first. For the team."""


@dataclass(frozen=True, slots=True)
class Home:
    """A look: what the person asked for; for the team, what it has and what is open too."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A look: one page of a list, by its name: that of the command that shows it, or `my_requests`.

    No button shows `building`, but how many they are.
    `level`, `status`, `service` (as a key) and `person` (by our key) leave only what is so; `words`
    are what to find.
    """

    name: str
    page: int = 1
    level: str = ""
    status: str = ""
    service: str = ""
    person: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A look: all that was said of a request, where its card has no room for it."""

    request: int


Look = Form | Found | MyRequests | Queue | Home | Listed | Whole
