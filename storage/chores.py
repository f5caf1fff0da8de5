"""What those were told who look after the catalogue's blocks."""

from datetime import date

from sqlalchemy import bindparam, func, or_, select, update

from bot.catalogue.chores import Last, Told
from bot.people import Person
from storage.room import Room, person_of
from storage.tables import chores, identities, people
from storage.upserts import upsert

_ALL = select(chores)
_TELL = upsert(chores, "told_on", "answer")
_ATTEND = (
    update(chores)
    .where(
        chores.c.capability == bindparam("of_block"),
        chores.c.what == bindparam("of_chore"),
    )
    .values(answer=bindparam("said"))
)
_NAMED = func.lower(bindparam("called"))
_BEFORE = select(identities.c.person).where(
    identities.c.name != "", func.lower(identities.c.name) == _NAMED
)
_CALLED = (
    select(people)
    .where(or_(func.lower(people.c.name) == _NAMED, people.c.key.in_(_BEFORE)))
    .order_by(people.c.key)
)


class Chores(Room):
    """See `bot.ports.diary`."""

    __slots__ = ()

    def told_of_blocks(self) -> Told:
        rows = self._connection.execute(_ALL)
        return {(row.capability, row.what): Last(row.told_on, row.answer) for row in rows}

    def tell_of_block(self, capability: str, what: str, on: date) -> None:
        row = {"capability": capability, "what": what, "told_on": on, "answer": ""}
        self._connection.execute(_TELL, row)

    def attend(self, capability: str, what: str, answer: str) -> None:
        said = {"of_block": capability, "of_chore": what, "said": answer}
        self._connection.execute(_ATTEND, said)

    def called(self, name: str) -> tuple[Person, ...]:
        return tuple(map(person_of, self._connection.execute(_CALLED, {"called": name})))
