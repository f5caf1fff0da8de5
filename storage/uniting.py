"""Making one person of two: whatever points to one of them points to the other."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, delete, func, or_, select, update

from bot.drafts import Conversation
from bot.people import Person, Place
from storage.retaining import Retaining
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
    reminders,
    requests,
)
from storage.upserts import insert_or_leave

POINTS = (
    *(requests.c.requester, requests.c.taker, history.c.by, elsewhere.c.person),
    *(outbox.c.author, adoptions.c.by, block_changes.c.by, identities.c.person),
)
"""Every column that says who, but for those in which one person stands once."""

_JOIN = insert_or_leave(joiners)
_for_others = cast(requests.c.joined_for, Text)


class Uniting(Retaining):
    """See `bot.ports.uniting`."""

    __slots__ = ()

    def last_said(self, home: Place) -> datetime | None:
        last: datetime | None = self._connection.scalar(
            select(func.max(outbox.c.at)).where(outbox.c.place == home)
        )
        return last

    def asked_along_by(self, people: tuple[int, int]) -> tuple[int, ...]:
        joined = select(joiners.c.request).where(joiners.c.person.in_(people))
        for_others = requests.c.requester.in_(people) & (_for_others != "[]")
        theirs = select(requests.c.number).where(or_(requests.c.number.in_(joined), for_others))
        return tuple(self._connection.scalars(theirs.order_by(requests.c.number)))

    def unite(self, person: Person, gone: int) -> None:
        self._keep_names(person.key, gone)
        for column in POINTS:
            here = update(column.table).where(column == gone)
            self._connection.execute(here.values({column: person.key}))
        self._join(person.key, gone)
        self._find(person, gone)
        self._remind(person.key, gone)
        self._connection.execute(delete(conversations).where(conversations.c.person == gone))
        self._connection.execute(delete(people).where(people.c.key == gone))

    def _keep_names(self, *both: int) -> None:
        """What each was called where, so that it is found and erased under either name."""
        named = select(people.c.name).where(people.c.key == identities.c.person).scalar_subquery()
        unnamed = update(identities).where(identities.c.person.in_(both), identities.c.name == "")
        self._connection.execute(unnamed.values(name=named))

    def _join(self, person: int, gone: int) -> None:
        """Nobody needs the same as they do themselves."""
        for number in self._connection.scalars(_of(joiners.c.request, gone)).all():
            self._connection.execute(_JOIN, {"person": person, "request": number})
        own = select(requests.c.number).where(requests.c.requester == person)
        themselves = (joiners.c.person == person) & joiners.c.request.in_(own)
        self._connection.execute(delete(joiners).where(or_(joiners.c.person == gone, themselves)))

    def _find(self, person: Person, gone: int) -> None:
        """Whoever was asked about a line that they found is told who did."""

        def found(state: Conversation) -> Conversation:
            suggested = (
                replace(one, finder=person) if one.finder.key == gone else one
                for one in state.suggested
            )
            return replace(state, suggested=tuple(suggested))

        has = cast(conversations.c.state, Text).contains('"finder":', autoescape=True)
        self._each(
            conversations.c.state,
            lambda row: found(self._read(conversations.c.state, row)),
            iter,
            where=[has],
        )

    def _remind(self, person: int, gone: int) -> None:
        """One reminder a day, whoever of the two had it."""
        names = {f"person {each}" for each in (person, gone)}
        both = reminders.c.who.in_(names)
        last = self._connection.scalar(select(func.max(reminders.c.on)).where(both))
        self._connection.execute(delete(reminders).where(both))
        if last is not None:
            row = {"who": f"person {person}", "on": last}
            self._connection.execute(reminders.insert().values(row))


def _of(column: Any, person: int) -> Any:
    return select(column).where(joiners.c.person == person)
