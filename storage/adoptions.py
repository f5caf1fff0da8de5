"""What the team said about blocks: rows laid over the operator's files, only ever added."""

from sqlalchemy import func, insert, select

from bot.catalogue.adopting import Adoption, Answer
from storage.room import Room
from storage.tables import adoptions, people

_ADOPT = insert(adoptions)
_ALL = (
    select(adoptions, people.c.name)
    .join(people, adoptions.c.by == people.c.key)
    .order_by(adoptions.c.id)
)
_COUNT = select(func.count()).select_from(adoptions)


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
        return tuple(
            Adoption(
                row.capability,
                Answer(row.answer),
                self._rows.local(row.at),
                row.name,
                steward=row.steward,
                used_by=row.used_by,
            )
            for row in self._connection.execute(_ALL)
        )

    def adoptions_count(self) -> int:
        return int(self._connection.execute(_COUNT).scalar_one())
