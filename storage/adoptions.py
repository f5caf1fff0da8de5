"""What the team said about blocks: rows laid over the operator's files, only ever added."""

from typing import Any

from sqlalchemy import func, insert, select

from bot.catalogue.adopting import Adoption, Answer
from bot.events import Judged, Verdict
from storage.record import AFTER_USE
from storage.room import Room, Rows
from storage.tables import adoptions, counters, history, people

_ADOPT = insert(adoptions)
ADOPTIONS = (
    select(adoptions, people.c.name)
    .join(people, adoptions.c.by == people.c.key)
    .order_by(adoptions.c.id)
)
_REVIEWS = select(counters.c.last).where(counters.c.name == AFTER_USE).scalar_subquery()
_COUNTS = select(
    select(func.count()).select_from(adoptions).scalar_subquery(), func.coalesce(_REVIEWS, 0)
)
_JUDGED = (
    select(history.c.request, history.c.event)
    .where(history.c.kind == Judged.__name__)
    .order_by(history.c.id)
)


class Adoptions(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def adopt(self, adoption: Adoption, by: int) -> None:
        row = {
            "capability": adoption.capability,
            "answer": adoption.answer,
            "at": adoption.at,
            "by": by,
            "steward": adoption.steward,
            "used_by": adoption.used_by,
        }
        self._connection.execute(_ADOPT, row)

    def adoptions(self) -> tuple[Adoption, ...]:
        return tuple(adoption_of(row, self._rows) for row in self._connection.execute(ADOPTIONS))

    def said_of_blocks(self) -> tuple[int, int]:
        adopted, after_use = self._connection.execute(_COUNTS).one()
        return adopted, after_use

    def said_after_use(self) -> tuple[tuple[int, Verdict], ...]:
        rows = self._connection.execute(_JUDGED)
        judged = ((row.request, row.event) for row in rows if row.event.at_review)
        return tuple((request, one) for request, event in judged for one in event.verdicts)


def adoption_of(row: Any, rows: Rows) -> Adoption:
    """A row of `ADOPTIONS`."""
    return Adoption(
        row.capability,
        Answer(row.answer),
        rows.local(row.at),
        row.name,
        steward=row.steward,
        used_by=row.used_by,
    )
