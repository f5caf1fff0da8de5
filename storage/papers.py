"""Reading what is to leave: the whole of a request, and all that is kept of a person."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, false, func, or_, select

from bot.catalogue.adopting import Adoption
from bot.catalogue.changing import Change
from bot.drafts import Conversation
from bot.messages import text_of
from bot.people import Identity, Person, Place, PlaceKind
from bot.ports.records import About, Paper, Told
from bot.requests import Entry, Request
from storage.adoptions import ADOPTIONS, CHANGES, adoption_of, change_of
from storage.finding import with_stems
from storage.room import REQUESTS, Room, person_of
from storage.tables import (
    adoptions,
    block_changes,
    conversations,
    elsewhere,
    history,
    identities,
    joiners,
    outbox,
    people,
    requests,
)

_TOLD = (
    select(outbox, func.coalesce(people.c.name, "").label("name"))
    .outerjoin(people, outbox.c.author == people.c.key)
    .order_by(outbox.c.id)
)
_MET = select(identities.c.platform, identities.c.key, people.c.name).join(
    people, identities.c.person == people.c.key
)
_HAPPENED = (
    select(history, func.coalesce(people.c.name, "").label("name"))
    .outerjoin(people, history.c.by == people.c.key)
    .order_by(history.c.id)
)


class Papers(Room):
    """See `bot.ports.records`."""

    __slots__ = ()

    def paper(self, number: int, reference: str) -> Paper | None:
        found = self._requests(requests.c.number == number)
        if not found:
            return None
        joined = people.c.key.in_(found[0].joined)
        return Paper(
            found[0],
            tuple(map(person_of, self._connection.execute(select(people).where(joined)))),
            self._entries(history.c.request == number),
            tuple(self._told_of(number, reference)),
        )

    def having(self, stems: frozenset[str], since: date) -> tuple[int, ...]:
        begins = datetime.combine(since, time(0), self._rows.timezone)
        of_words = requests.c.number.in_(with_stems(stems))
        found = select(requests.c.number).where(of_words, requests.c.asked_at >= begins)
        return tuple(self._connection.scalars(found.order_by(requests.c.number)))

    def persons(self, named: str) -> tuple[Person, ...]:
        platform, _, key = named.partition(":")
        owned = select(identities.c.person).where(
            identities.c.platform == platform, identities.c.key == key
        )
        own_key = int(named) if re.fullmatch("[0-9]{1,9}", named) else 0
        asked_for = func.lower(named)  # SQLite lowers ASCII alone, so both sides are lowered there
        before = select(identities.c.person).where(
            identities.c.name != "", func.lower(identities.c.name) == asked_for
        )
        same_name = or_(func.lower(people.c.name) == asked_for, people.c.key.in_(before))
        which = or_(people.c.key == own_key, people.c.key.in_(owned), same_name)
        found = self._connection.execute(select(people).where(which).order_by(people.c.key))
        return tuple(map(person_of, found))

    def identities(self, person: int) -> tuple[Identity, ...]:
        theirs = select(identities.c.platform, identities.c.key).where(
            identities.c.person == person
        )
        ordered = theirs.order_by(identities.c.platform, identities.c.key)
        return tuple(Identity(*row, "") for row in self._connection.execute(ordered))

    def names(self, person: Person) -> tuple[str, ...]:
        before = select(identities.c.name).where(identities.c.person == person.key)
        every = (person.name, *self._connection.scalars(before.order_by(identities.c.name)))
        return tuple(dict.fromkeys(one for one in every if one.strip()))

    def about(self, person: Person) -> About:
        own = requests.c.requester == person.key
        joined = select(joiners.c.request).where(joiners.c.person == person.key)
        asked = self._requests(or_(own, requests.c.number.in_(joined)))
        theirs = [each.number for each in asked if each.requester.key == person.key]
        did = history.c.by == person.key
        known_as, names = self.identities(person.key), self.names(person)
        concerns = or_(history.c.request.in_(theirs), _have(names))
        others = or_(history.c.by.is_(None), history.c.by != person.key)
        homes = [Place(each.platform, PlaceKind.DIRECT, each.key) for each in known_as]
        return About(
            person,
            known_as,
            self._conversation(person.key),
            asked,
            self._entries(did),
            self._entries(others, concerns),
            self._told(or_(outbox.c.author == person.key, outbox.c.place.in_(homes))),
            self._blocks(person, names),
            self._sent_elsewhere(person.key),
        )

    def _blocks(self, person: Person, names: tuple[str, ...]) -> tuple[Adoption | Change, ...]:
        theirs = or_(adoptions.c.by == person.key, adoptions.c.steward.in_(names))
        said = self._connection.execute(ADOPTIONS.where(theirs))
        changed = self._connection.execute(CHANGES.where(_of_changes(person, names)))
        adopted = (adoption_of(row, self._rows) for row in said)
        return (*adopted, *(change_of(row, self._rows) for row in changed))

    def _sent_elsewhere(self, person: int) -> tuple[str, ...]:
        words = select(elsewhere.c.words).where(elsewhere.c.person == person)
        return tuple(self._connection.scalars(words.order_by(elsewhere.c.id)))

    def _conversation(self, person: int) -> Conversation:
        state = select(conversations.c.state).where(conversations.c.person == person)
        return self._connection.scalar(state) or Conversation()

    def _requests(self, *which: ColumnElement[bool]) -> tuple[Request, ...]:
        ordered = REQUESTS.where(*which).order_by(requests.c.number)
        return self._rows.requests(self._connection.execute(ordered))

    def _entries(self, *which: ColumnElement[bool]) -> tuple[Entry, ...]:
        rows = self._connection.execute(_HAPPENED.where(*which))
        return tuple(
            Entry(row.request, self._rows.local(row.at), row.name, row.event) for row in rows
        )

    def _told_of(self, number: int, reference: str) -> Iterator[Told]:
        """Under the request's card, or with its reference, which is no part of a longer one."""
        card, whole = f"request:{number}", re.compile(rf"(?<![\w-]){re.escape(reference)}(?!\d)")
        own = or_(outbox.c.card == card, outbox.c.thread == card)
        named = cast(outbox.c.message, Text).contains(reference, autoescape=True)
        rows = self._connection.execute(_TOLD.where(or_(own, named))).all()
        of_it = [row for row in rows if card in (row.card, row.thread) or _has(row, whole)]
        yield from self._as_told(of_it)

    def _told(self, which: ColumnElement[bool]) -> tuple[Told, ...]:
        return tuple(self._as_told(self._connection.execute(_TOLD.where(which)).all()))

    def _as_told(self, rows: Iterable[Any]) -> Iterator[Told]:
        """Of a card that was updated, how it looked last."""
        names = {(at.platform, at.key): at.name for at in self._connection.execute(_MET)}
        last = {(row.place, row.card): row.id for row in rows if row.card}
        for row in rows:
            if not row.card or last[row.place, row.card] == row.id:
                to = names.get((row.place.platform, row.place.key), "")
                yield Told(row.place, self._rows.local(row.at), row.name, row.message, to)


def _of_changes(person: Person, names: tuple[str, ...]) -> ColumnElement[bool]:
    """What they changed of blocks, and what was changed there that has their name."""
    said = [block_changes.c[column] for column in ("value", "before", "filed", "why")]
    named = (each.icontains(name, autoescape=True) for each in said for name in names)
    return or_(block_changes.c.by == person.key, *named)


def _has(row: Any, whole: re.Pattern[str]) -> bool:
    return bool(whole.search(text_of(row.message)))


def _have(names: Iterable[str]) -> ColumnElement[bool]:
    """Events are kept as ASCII JSON, so a name is looked for as it stands there."""
    event = cast(history.c.event, Text)
    has = (event.icontains(json.dumps(name)[1:-1], autoescape=True) for name in names)
    return or_(false(), *has)
