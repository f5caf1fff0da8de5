"""What was said and changed of blocks: rows laid over the operator's files, only ever added."""

from typing import Any

from sqlalchemy import func, insert, select

from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.changing import Change
from bot.events import Judged, Verdict
from storage.record import AFTER_USE
from storage.room import Room, Rows
from storage.tables import adoptions, block_changes, counters, history, people

_ADOPT = insert(adoptions)
ADOPTIONS = (
    select(adoptions, people.c.name)
    .join(people, adoptions.c.by == people.c.key)
    .order_by(adoptions.c.id)
)
_CHANGE = insert(block_changes)
CHANGES = (
    select(block_changes, people.c.name)
    .join(people, block_changes.c.by == people.c.key)
    .order_by(block_changes.c.id)
)
_REVIEWS = select(counters.c.last).where(counters.c.name == AFTER_USE).scalar_subquery()
_COUNTS = select(
    select(func.count()).select_from(adoptions).scalar_subquery(),
    func.coalesce(_REVIEWS, 0),
    select(func.count()).select_from(block_changes).scalar_subquery(),
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

    def change_block(self, change: Change, by: int) -> None:
        named = ("capability", "key", "value", "before", "filed", "at", "why")
        row = {each: getattr(change, each) for each in named}
        self._connection.execute(_CHANGE, row | {"by": by})

    def changes_of_blocks(self) -> tuple[Change, ...]:
        return tuple(change_of(row, self._rows) for row in self._connection.execute(CHANGES))

    def said_of_blocks(self) -> tuple[int, int, int]:
        adopted, after_use, changed = self._connection.execute(_COUNTS).one()
        return adopted, after_use, changed

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


def change_of(row: Any, rows: Rows) -> Change:
    """A row of `CHANGES`."""
    return Change(
        row.capability,
        row.key,
        row.value,
        rows.local(row.at),
        row.name,
        before=row.before,
        filed=row.filed,
        why=row.why,
    )
