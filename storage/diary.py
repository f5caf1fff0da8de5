"""The diary: what is due, who was reminded, and which digests were posted."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import bindparam, func, insert, select

from bot.figures import Brief, Figures, Period
from bot.people import Identity, Place
from bot.requests import OPEN, OVER, Request, Status
from storage import reports
from storage.room import REQUESTS, Room
from storage.tables import digests, identities, inbox, people, reminders, requests
from storage.upserts import upsert

DUE = (
    REQUESTS.where(requests.c.remind_at <= bindparam("now"))
    .order_by(requests.c.remind_at, requests.c.number)
    .limit(bindparam("most"))
)
_GOING_ON = requests.c.status.in_(sorted(set(Status) - OVER))
_AWAY = select(people.c.key).where(people.c.away_until > bindparam("away_on"))
_HELD_BY = (
    REQUESTS.where(
        requests.c.taker.in_(bindparam("takers", expanding=True)),
        requests.c.status.in_(bindparam("statuses", expanding=True)),
    )
    .order_by(requests.c.number)
    .limit(bindparam("most"))
)
TAKERS = (
    select(identities.c.person, identities.c.platform, identities.c.key, people.c.name)
    .join(people, identities.c.person == people.c.key)
    .where(identities.c.person.in_(select(requests.c.taker).where(_GOING_ON)))
    .order_by(identities.c.person)
)
_LAST_REMINDED = select(reminders.c.on).where(reminders.c.who == bindparam("who"))
_REMINDED = upsert(reminders)
_BEGAN = select(func.min(inbox.c.at))
_LAST_ANYWHERE = select(func.max(digests.c.first))
_LAST_DIGEST = _LAST_ANYWHERE.where(digests.c.place == bindparam("where"))
_DIGEST_POSTED = insert(digests)


class Diary(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def due(self, now: datetime, limit: int) -> tuple[Request, ...]:
        return self._rows.requests(self._connection.execute(DUE, {"now": now, "most": limit}))

    def held_by(self, people: Iterable[int], away_on: date, limit: int) -> tuple[Request, ...]:
        away = self._connection.execute(_AWAY, {"away_on": away_on}).scalars()
        gone = self._held_by(people, set(Status) - OVER, limit)
        by_number = {one.number: one for one in (*gone, *self._held_by(away, OPEN, limit))}
        return tuple(by_number[number] for number in sorted(by_number)[:limit])

    def _held_by(
        self, takers: Iterable[int], statuses: Iterable[Status], limit: int
    ) -> tuple[Request, ...]:
        """Nobody has nothing, and at most times nobody is away."""
        if not (some := list(takers)):
            return ()
        wanted = {"takers": some, "statuses": sorted(statuses), "most": limit}
        return self._rows.requests(self._connection.execute(_HELD_BY, wanted))

    def takers(self) -> tuple[tuple[int, Identity], ...]:
        return tuple(
            (row.person, Identity(row.platform, row.key, row.name))
            for row in self._connection.execute(TAKERS)
        )

    def last_reminded(self, who: str) -> date | None:
        return self._connection.execute(_LAST_REMINDED, {"who": who}).scalar_one_or_none()

    def reminded(self, who: str, on: date) -> None:
        self._connection.execute(_REMINDED, {"who": who, "on": on})

    def began_on(self) -> date | None:
        began: datetime | None = self._connection.execute(_BEGAN).scalar_one()
        return began and self._rows.local(began).date()

    def last_digest(self, to: Place | None = None) -> date | None:
        chosen = (_LAST_DIGEST, {"where": to}) if to else (_LAST_ANYWHERE, {})
        first: date | None = self._connection.execute(*chosen).scalar_one()
        return first

    def digest_posted(self, to: Place, period: Period, at: datetime) -> None:
        row = {"place": to, "first": period.first, "last": period.last, "at": at}
        self._connection.execute(_DIGEST_POSTED, row)

    def figures(self, period: Period, starts: datetime, ends: datetime) -> Figures:
        return reports.figures(self._connection, self._rows, period, starts, ends)

    def unheard(self, ends: datetime) -> tuple[Brief, ...]:
        return reports.unheard(self._connection, self._rows, ends)

    def late(self, period: Period) -> tuple[Brief, ...]:
        return reports.late(self._connection, self._rows, period)
