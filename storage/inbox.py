"""The inbox: which events were taken, from whom, and how their conversations stand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.drafts import Conversation
from bot.people import Identity, Person, Place, PlaceKind
from storage.room import Room, person_of
from storage.tables import conversations, elsewhere, identities, inbox, people
from storage.upserts import insert_or_leave, upsert

KEPT_FOR = timedelta(days=7)
"""How long event ids are kept, and words that were sent elsewhere."""

_TAKE = insert_or_leave(inbox).returning(inbox.c.event_id)
_first = inbox.alias("first")
# The very first stays: it says when all this began.
_FORGET_EVENTS = delete(inbox).where(
    inbox.c.at < bindparam("before"),
    inbox.c.at > select(func.min(_first.c.at)).scalar_subquery(),
)

_FORGET_WORDS = delete(elsewhere).where(elsewhere.c.at < bindparam("before"))

_FIND_PERSON = (
    select(people)
    .join(identities, identities.c.person == people.c.key)
    .where(
        identities.c.platform == bindparam("on_platform"),
        identities.c.key == bindparam("their_key"),
    )
)
_ADD_PERSON = insert(people).returning(people.c.key)
_ADD_IDENTITY = insert(identities)
_CHANGE_PERSON = update(people).where(people.c.key == bindparam("person"))

_CONVERSATION = select(conversations.c.state).where(conversations.c.person == bindparam("person"))
_KEEP = upsert(conversations)
_PEOPLE = (
    select(people).where(people.c.key.in_(bindparam("keys", expanding=True))).order_by(people.c.key)
)
TO_ASK = (
    select(people, conversations.c.state)
    .join(people, conversations.c.person == people.c.key)
    .where(conversations.c.ask_at <= bindparam("now"))
    .order_by(conversations.c.ask_at, conversations.c.person)
    .limit(bindparam("most"))
)
_TO_FORGET = select(conversations.c.person, conversations.c.state).where(
    conversations.c.forget_at <= bindparam("now")
)


class Inbox(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def first_time(self, event_id: str, at: datetime) -> bool:
        taken = self._connection.execute(_TAKE, {"event_id": event_id, "at": at})
        return taken.one_or_none() is not None

    def person(self, who: Identity, home: Place | None) -> Person:
        identity = {"on_platform": who.platform, "their_key": who.key}
        row = self._connection.execute(_FIND_PERSON, identity).one_or_none()
        if row is None:
            # Platforms open a direct message by the person's own key.
            return self._add(who, home or Place(who.platform, PlaceKind.DIRECT, who.key))
        return self._known(row, who, home)

    def known_as(self, platform: str, key: str) -> Person | None:
        identity = {"on_platform": platform, "their_key": key}
        row = self._connection.execute(_FIND_PERSON, identity).one_or_none()
        return None if row is None else person_of(row)

    def people(self, keys: Iterable[int]) -> tuple[Person, ...]:
        rows = self._connection.execute(_PEOPLE, {"keys": list(keys)})
        return tuple(person_of(row) for row in rows)

    def know(self, person: Person) -> None:
        change = {"name": person.name, "service": person.service, "home": person.home}
        change |= {"away_until": person.away_until}
        self._connection.execute(_CHANGE_PERSON, {"person": person.key, **change})

    def conversation(self, person: int) -> Conversation:
        state = self._connection.execute(_CONVERSATION, {"person": person}).scalar_one_or_none()
        return state or Conversation()

    def keep(self, person: int, state: Conversation, at: datetime) -> None:
        elsewhere_on = state.draft.said[-1].at if state.draft and state.draft.hand_off else None
        forget_at = elsewhere_on + KEPT_FOR if elsewhere_on else None
        row = {"person": person, "state": state, "forget_at": forget_at, "ask_at": state.ask_at}
        self._connection.execute(_KEEP, row)

    def to_ask(self, now: datetime, limit: int) -> tuple[tuple[Person, Conversation], ...]:
        rows = self._connection.execute(TO_ASK, {"now": now, "most": limit})
        return tuple((person_of(row), row.state) for row in rows)

    def prune(self, now: datetime) -> None:
        self._connection.execute(_FORGET_EVENTS, {"before": now - KEPT_FOR})
        self._connection.execute(_FORGET_WORDS, {"before": now - KEPT_FOR})
        for row in self._connection.execute(_TO_FORGET, {"now": now}).all():
            self.keep(row.person, replace(row.state, draft=None), now)

    def _add(self, who: Identity, home: Place) -> Person:
        row = {"name": who.name, "service": who.service, "home": home}
        key: int = self._connection.execute(_ADD_PERSON, row).scalar_one()
        identity = {"platform": who.platform, "key": who.key, "person": key}
        self._connection.execute(_ADD_IDENTITY, identity)
        return Person(key, who.name, who.service, home)

    def _known(self, row: Row[int, str, str, Place], who: Identity, home: Place | None) -> Person:
        before = person_of(row)
        now = replace(
            before,
            name=who.name or before.name,
            service=before.service or who.service,  # what they said themselves comes first
            home=home or before.home,
        )
        if now != before:
            change = {"name": now.name, "service": now.service, "home": now.home}
            self._connection.execute(_CHANGE_PERSON, {"person": now.key, **change})
        return now
