"""What is alike: words sent elsewhere, for 7 days."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.effects import SentElsewhere
from storage.room import Room
from storage.tables import elsewhere, hand_offs

_TALLY = insert(hand_offs)
_KEEP_WORDS = insert(elsewhere)
_SENT = (
    select(elsewhere.c.id, elsewhere.c.person, elsewhere.c.words, elsewhere.c.at)
    .where(elsewhere.c.hand_off == bindparam("to"), elsewhere.c.at >= bindparam("since"))
    .order_by(elsewhere.c.id)
    .limit(bindparam("most"))
)


class Elsewhere(Room):
    """See `bot.ports.Work`."""

    __slots__ = ()

    def tally(self, hand_off: str, at: datetime, by: int | None = None, words: str = "") -> None:
        self._connection.execute(_TALLY, {"hand_off": hand_off, "at": at})
        if words:
            row = {"hand_off": hand_off, "at": at, "person": by, "words": words}
            self._connection.execute(_KEEP_WORDS, row)

    def sent_elsewhere(self, to: str, since: datetime, most: int) -> tuple[SentElsewhere, ...]:
        wanted = {"to": to, "since": since, "most": most}
        return tuple(
            SentElsewhere(row.person, row.words, self._rows.local(row.at), row.id)
            for row in self._connection.execute(_SENT, wanted)
        )
