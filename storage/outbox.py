"""The outbox: what was said and has to arrive, in order, place by place."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.effects import Say
from bot.messages import Message
from bot.people import Person, Place
from bot.ports import Letter, Undelivered
from storage.room import Room
from storage.tables import claims, outbox
from storage.upserts import upsert

AT_ONCE = 50
"""Letters that one claim hands out at most."""

_root = outbox.alias("root")


def is_sent(row: FromClause) -> ColumnElement[bool]:
    """Whether a row of the outbox arrived, or was there already."""
    return and_(row.c.settled_at.is_not(None), row.c.refusal == "")


def _sent_as(place: ColumnElement[Any], card: ColumnElement[Any]) -> ScalarSelect[str]:
    """The id it was given last: a card that was deleted on its platform is posted anew."""
    return (
        select(_root.c.platform_id)
        .where(_root.c.place == place, _root.c.card == card, _root.c.card != "", is_sent(_root))
        .order_by(_root.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


_UNSETTLED = outbox.c.settled_at.is_(None)
_FILE = insert(outbox)
_REPLACE = update(outbox).where(
    outbox.c.place == bindparam("where"),
    outbox.c.card == bindparam("of_card"),
    _UNSETTLED,
    outbox.c.handed_out.is_(False),
)
_NEXT_PLACE = (
    select(outbox.c.place)
    .outerjoin(claims, claims.c.place == outbox.c.place)
    .where(
        _UNSETTLED,
        or_(
            claims.c.until.is_(None),
            claims.c.until <= bindparam("now"),
            claims.c.until > bindparam("until"),  # made before the clock was put back
        ),
        or_(claims.c.retry_at.is_(None), claims.c.retry_at <= bindparam("now")),
    )
    .order_by(outbox.c.id)
    .limit(1)
)


@cache
def next_place(others: tuple[str, ...] = ()) -> Select[tuple[Place]]:
    """The place that has waited longest, of those that are on none of these platforms."""
    return _NEXT_PLACE.where(*(_platform_is_not(each) for each in others))


def _platform_is_not(name: str) -> ColumnElement[bool]:
    begins = f"{name}:"
    return func.substr(outbox.c.place, 1, len(begins)) != begins


_CLAIM = upsert(claims, "until")
# Letters are sent in order, so only the first can have gone before its courier died. Releasing a
# claim takes its letters back: one that is still handed out was in a claim that ran out.
_first = outbox.alias("first")
_DOUBT = (
    update(outbox)
    .where(
        outbox.c.id
        == select(func.min(_first.c.id))
        .where(_first.c.place == bindparam("where"), _first.c.settled_at.is_(None))
        .scalar_subquery(),
        outbox.c.handed_out.is_(True),
    )
    .values(maybe_repeat=true())
)
LETTERS = (
    select(
        outbox,
        func.coalesce(_sent_as(outbox.c.place, outbox.c.card), "").label("sent_as"),
        func.coalesce(_sent_as(outbox.c.place, outbox.c.thread), "").label("under"),
    )
    .where(outbox.c.place == bindparam("where"), _UNSETTLED)
    .order_by(outbox.c.id)
    .limit(AT_ONCE)
)
_HAND_OUT = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("letters", expanding=True)))
    .values(handed_out=true())
)
_SENT_AS = select(
    func.coalesce(
        _sent_as(
            bindparam("where", type_=outbox.c.place.type),
            bindparam("of_card", type_=outbox.c.card.type),
        ),
        "",
    )
)
SENT_BEFORE = (
    select(outbox.c.message)
    .where(outbox.c.place == bindparam("where"), outbox.c.platform_id == bindparam("called"))
    .order_by(outbox.c.id)
    .limit(1)
)
_SETTLE = update(outbox).where(outbox.c.id == bindparam("letter"))
_FAIL = (
    update(outbox)
    .where(outbox.c.id == bindparam("letter"))
    .values(
        attempts=outbox.c.attempts + 1,
        handed_out=False,
        maybe_repeat=or_(outbox.c.maybe_repeat, bindparam("unsure", type_=Boolean)),
    )
    .returning(outbox.c.place)
)
_WAIT = upsert(claims, "retry_at")
_RELEASE = (
    update(claims)
    .where(claims.c.place == bindparam("where"), claims.c.until == bindparam("ours"))
    .values(until=None)
)
_TAKE_BACK = (
    update(outbox)
    .where(outbox.c.place == bindparam("where"), _UNSETTLED, outbox.c.handed_out.is_(True))
    .values(handed_out=False)
)
_UNDELIVERED = (
    select(outbox.c.place, outbox.c.at, outbox.c.refusal)
    .where(outbox.c.refusal != "")
    .order_by(outbox.c.id)
)


class Outbox(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def file(self, say: Say, at: datetime, author: Person | None = None) -> None:
        if say.to.is_left or (say.card and author is None and self._replaced(say)):
            return
        row = {
            "place": say.to,
            "message": say.message,
            "at": at,
            "card": say.card,
            "thread": say.thread,
            "author": author and author.key,
            "settled_at": author and at,
        }
        self._connection.execute(_FILE, row)

    def claim(
        self, now: datetime, until: datetime, others: tuple[str, ...] = ()
    ) -> tuple[Letter, ...]:
        place = self._connection.execute(
            next_place(others), {"now": now, "until": until}
        ).scalar_one_or_none()
        if place is None:
            return ()
        self._connection.execute(_CLAIM, {"place": place, "until": until})
        self._connection.execute(_DOUBT, {"where": place})
        rows = self._connection.execute(LETTERS, {"where": place}).all()
        self._connection.execute(_HAND_OUT, {"letters": [row.id for row in rows]})
        return tuple(map(self._letter, rows))

    def sent_as(self, place: Place, card: str) -> str:
        wanted = {"where": place, "of_card": card}
        return str(self._connection.execute(_SENT_AS, wanted).scalar_one())

    def sent_before(self, place: Place, platform_id: str) -> Message | None:
        wanted = {"where": place, "called": platform_id}
        return self._connection.execute(SENT_BEFORE, wanted).scalar_one_or_none()

    def mark_sent(self, letter: int, platform_id: str, at: datetime) -> None:
        row = {"letter": letter, "platform_id": platform_id, "settled_at": at}
        self._connection.execute(_SETTLE, row)

    def mark_failed(self, letter: int, retry_at: datetime, *, unsure: bool = False) -> None:
        failed = {"letter": letter, "unsure": unsure}
        place = self._connection.execute(_FAIL, failed).scalar_one_or_none()
        if place is not None:
            self._connection.execute(_WAIT, {"place": place, "retry_at": retry_at})

    def mark_refused(self, letter: int, reason: str, at: datetime) -> None:
        row = {"letter": letter, "refusal": reason or "refused", "settled_at": at}
        self._connection.execute(_SETTLE, row)

    def release(self, place: Place, until: datetime) -> None:
        released = self._connection.execute(_RELEASE, {"where": place, "ours": until})
        if released.rowcount:
            self._connection.execute(_TAKE_BACK, {"where": place})

    def undelivered(self) -> tuple[Undelivered, ...]:
        rows = self._connection.execute(_UNDELIVERED)
        return tuple(Undelivered(row.place, self._rows.local(row.at), row.refusal) for row in rows)

    def _replaced(self, say: Say) -> bool:
        """Whether the card still waits here: then it waits as it is now, in its old turn.

        In its old turn, for lines of its thread may already wait behind it.
        """
        row = {"where": say.to, "of_card": say.card, "message": say.message}
        return self._connection.execute(_REPLACE, row).rowcount > 0

    def _letter(self, row: Row[Any]) -> Letter:
        return Letter(
            id=row.id,
            place=row.place,
            message=row.message,
            at=self._rows.local(row.at),
            card=row.card,
            thread=row.thread,
            sent_as=row.sent_as,
            under=row.under,
            maybe_repeat=row.maybe_repeat,
            attempts=row.attempts,
        )
