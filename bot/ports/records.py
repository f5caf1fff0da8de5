"""What is read so that it can leave: the whole of a request, and all that is kept of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.catalogue.adopting import Adoption
from bot.catalogue.changing import Change
from bot.drafts import Conversation
from bot.messages import Message
from bot.people import Identity, Person, Place
from bot.requests import Entry, Request


@dataclass(frozen=True, slots=True)
class Told:
    """A message that was said somewhere: by its author, or by us where that is "".

    `to` is the name of whoever's direct message it stands in, if it is one.
    """

    place: Place
    at: datetime
    author: str
    message: Message
    to: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The full record of one request. `joined` need the same as its requester."""

    request: Request
    joined: tuple[Person, ...]
    history: tuple[Entry, ...]
    messages: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class About:
    """All that is kept of a person.

    `did` is what they did, `named_in` what others did and said that has their name or that was done
    to their own requests. `sent_elsewhere` is what they wrote in the last 7 days that is no
    request. `blocks` is what they said and changed of building blocks, and what has their name.
    """

    person: Person
    identities: tuple[Identity, ...]
    conversation: Conversation
    asked: tuple[Request, ...]
    did: tuple[Entry, ...]
    named_in: tuple[Entry, ...]
    messages: tuple[Told, ...]
    blocks: tuple[Adoption | Change, ...]
    sent_elsewhere: tuple[str, ...]


class Records(Protocol):
    """The part of one transaction's work that reads what is to leave."""

    def paper(self, number: int, reference: str) -> Paper | None:
        """The request with all that was said of it, by this reference or under its card."""
        ...

    def having(self, stems: frozenset[str], since: date) -> tuple[int, ...]:
        """Requests that have all of these stems, and were asked on that day or since."""
        ...

    def persons(self, named: str) -> tuple[Person, ...]:
        """Whoever a PERSON may be: `slack:U...`, our own key, or a name that several may have."""
        ...

    def identities(self, person: int) -> tuple[Identity, ...]:
        """By what the platforms know somebody."""
        ...

    def names(self, person: Person) -> tuple[str, ...]:
        """What they are called; by several names, if they were known by them before being linked.

        Without blank ones.
        """
        ...

    def about(self, person: Person) -> About:
        """All that is kept of them."""
        ...


def shown(who: Person, identities: Iterable[Identity]) -> str:
    """So that one of several can be chosen: Dean Marsh, Parking: our key 7, slack:U7."""
    ways = ", ".join(
        (f"our key {who.key}", *(f"{each.platform}:{each.key}" for each in identities))
    )
    return f"{', '.join(filter(None, (who.name, who.service)))}: {ways}"
