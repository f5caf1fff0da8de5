"""What the local page needs: its messages are the rows of the outbox."""

from sqlalchemy import and_, bindparam, case, delete, exists, func, or_, select

from bot.people import Place
from bot.ports import Posted
from storage.outbox import is_sent
from storage.room import Room
from storage.tables import conversations, metadata, outbox, people, remembered
from storage.upserts import upsert

_other = outbox.alias("other")
_newest = outbox.alias("newest")
_SAME_CARD = and_(_other.c.place == outbox.c.place, _other.c.card == outbox.c.card, is_sent(_other))
_NEWEST_ID = case(
    (outbox.c.card == "", outbox.c.id),
    else_=select(func.max(_other.c.id)).where(_SAME_CARD).correlate(outbox).scalar_subquery(),
)
POSTED = (
    select(
        outbox.c.id,
        _newest.c.message,
        outbox.c.at,
        func.coalesce(people.c.name, "").label("author"),
        outbox.c.card,
        outbox.c.thread,
        (_newest.c.id != outbox.c.id).label("changed"),
    )
    .select_from(outbox)
    .select_from(
        outbox.join(_newest, _newest.c.id == _NEWEST_ID).outerjoin(
            people, outbox.c.author == people.c.key
        )
    )
    .where(
        outbox.c.place == bindparam("where"),
        is_sent(outbox),
        or_(outbox.c.card == "", ~exists().where(_SAME_CARD, _other.c.id < outbox.c.id)),
    )
    .order_by(outbox.c.id.desc())
    .limit(bindparam("most"))
)
_STATES = select(conversations.c.state)
_RECALL = select(remembered.c.value).where(remembered.c.name == bindparam("called"))
_REMEMBER = upsert(remembered)
_FORGET = [delete(table) for table in reversed(metadata.sorted_tables) if table is not remembered]


class Page(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def posted(self, place: Place, limit: int) -> tuple[Posted, ...]:
        rows = self._connection.execute(POSTED, {"where": place, "most": limit}).all()
        return tuple(
            Posted(key, message, self._rows.local(at), author, card, thread, changed)
            for key, message, at, author, card, thread, changed in reversed(rows)
        )

    def unfinished(self) -> bool:
        states = self._connection.execute(_STATES).scalars()
        return any(state.draft is not None or state.asked for state in states)

    def recall(self, name: str) -> str | None:
        return self._connection.execute(_RECALL, {"called": name}).scalar_one_or_none()

    def remember(self, name: str, value: str) -> None:
        self._connection.execute(_REMEMBER, {"name": name, "value": value})

    def forget_everything(self) -> None:
        for statement in _FORGET:
            self._connection.execute(statement)
