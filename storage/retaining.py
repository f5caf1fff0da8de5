"""Letting go of what is old: a slice at a time, found by what is left of it."""

from datetime import datetime

from sqlalchemy import and_, delete, exists, func, or_, select

from bot.events import Redacted
from bot.people import Person
from bot.ports.erasing import Changes
from bot.requests import OVER, Request
from storage.erasing import Erasing
from storage.outbox import is_sent
from storage.room import REQUESTS, person_of
from storage.tables import (
    adoptions,
    block_changes,
    conversations,
    history,
    identities,
    joiners,
    outbox,
    people,
    requests,
)

_newer = outbox.alias("newer")
_IS_REPLACED = exists().where(
    _newer.c.place == outbox.c.place,
    _newer.c.card == outbox.c.card,
    _newer.c.id > outbox.c.id,
    is_sent(_newer),
)
_OVER = sorted(OVER)
_since = history.alias("since")
_WITHOUT_WORDS = exists().where(
    history.c.request == requests.c.number,
    history.c.kind == Redacted.__name__,
    history.c.by.is_(None),
    ~exists().where(_since.c.request == history.c.request, _since.c.id > history.c.id),
)
"""They went, and nothing was said or done since, such as reopening it."""

_GOING_ON = or_(requests.c.status.not_in(_OVER), ~_WITHOUT_WORDS)
"""Whatever still has its words."""

_ACTS = (history, adoptions, block_changes)
_joined = select(joiners.c.person).join(requests, joiners.c.request == requests.c.number)
_looks_after = func.lower(people.c.name).in_(
    select(func.lower(adoptions.c.steward)).union(select(func.lower(block_changes.c.value)))
)


class Retaining(Erasing):
    """See `bot.ports.retaining`."""

    __slots__ = ()

    def forget_messages(self, before: datetime, limit: int) -> int:
        is_old = and_(outbox.c.settled_at.is_not(None), outbox.c.at < before)
        old = select(outbox.c.id).where(is_old, or_(outbox.c.card == "", _IS_REPLACED))
        slice_ = old.order_by(outbox.c.id).limit(limit)
        return self._connection.execute(delete(outbox).where(outbox.c.id.in_(slice_))).rowcount

    def long_over(self, before: datetime, limit: int) -> tuple[Request, ...]:
        since = exists().where(history.c.request == requests.c.number, history.c.at >= before)
        is_over = and_(requests.c.status.in_(_OVER), requests.c.held == "")
        old = REQUESTS.where(is_over, requests.c.asked_at < before, ~since, ~_WITHOUT_WORDS)
        ordered = old.order_by(requests.c.number).limit(limit)
        return self._rows.requests(self._connection.execute(ordered))

    def long_silent(self, before: datetime, limit: int) -> tuple[Person, ...]:
        has = (
            people.c.key.in_(select(requests.c.requester).where(_GOING_ON)),
            exists().where(requests.c.taker == people.c.key, requests.c.status.not_in(_OVER)),
            people.c.key.in_(_joined.where(_GOING_ON)),
            *(exists().where(one.c.by == people.c.key, one.c.at >= before) for one in _ACTS),
            exists().where(outbox.c.author == people.c.key),
            people.c.home.in_(select(outbox.c.place)),
            _looks_after,
        )
        met = people.c.key.in_(select(identities.c.person))
        spoke = people.c.key.in_(select(conversations.c.person))
        silent = select(people).where(met, spoke, *(~one for one in has))
        rows = self._connection.execute(silent.order_by(people.c.key).limit(limit))
        return tuple(map(person_of, rows))

    def reword(self, number: int, card: str, changes: Changes) -> None:
        self._change_history(0, changes, iter, history.c.request == number)
        self._change_messages(changes, iter, outbox.c.card == card)
