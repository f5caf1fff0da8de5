"""Taking out what may not be kept any longer: the histories are changed for this alone."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    not_,
    or_,
    select,
    update,
)

from bot.drafts import Conversation, Draft
from bot.ports.keeping import Change
from bot.requests import Request
from storage.record import AFTER_USE, ONE_MORE
from storage.room import REQUESTS, Room
from storage.similar import DROP, FEWER
from storage.tables import (
    adoptions,
    block_changes,
    chores,
    conversations,
    elsewhere,
    found_by,
    history,
    joiners,
    outbox,
    requests,
    stem_counts,
)

MOST_RELATED = 100

_OF_BLOCKS = tuple(one.c.capability for one in (block_changes, adoptions, chores))

_THESE = REQUESTS.where(requests.c.number.in_(bindparam("numbers", expanding=True)))
_NAMING = select(requests.c.number).where(
    cast(requests.c.not_same, Text).like(bindparam("named")),
)
_HISTORY = select(history.c.id, history.c.event).where(
    history.c.request.in_(bindparam("numbers", expanding=True))
)
_ASKERS = select(requests.c.requester).where(
    requests.c.number.in_(bindparam("numbers", expanding=True))
)
_JOINED = select(joiners.c.person).where(
    joiners.c.request.in_(bindparam("numbers", expanding=True))
)
_FORGET = delete(found_by).where(found_by.c.request == bindparam("number"))
_FORGOTTEN = delete(stem_counts).where(stem_counts.c.requests <= 0)


class Keeping(Room):
    """See `bot.ports.keeping`."""

    __slots__ = ()

    def related(self, number: int) -> tuple[Request, ...]:
        named = {"named": f'%"request":{number},%'}
        found, new = set[int](), {number, *self._connection.scalars(_NAMING, named)}
        while new and len(found) < MOST_RELATED:
            found |= new
            linked = (each for one in self._these(new) for each in _beside(one))
            new = set(linked) - found
        return self._these(found - {number})

    def rewrite(
        self, numbers: Iterable[int], cards: Iterable[str], hints: Iterable[str], change: Change
    ) -> None:
        those, hinted = sorted(numbers), tuple(hints)
        self._change(history.c.event, change, history.c.request.in_(those))
        self._change(outbox.c.message, change, _may_have(outbox.c.message, hinted), _of(cards))

        def conversation(state: Conversation) -> Conversation:
            return _in_conversation(state, lambda one: change(one) if one.request in those else one)

        self._change(conversations.c.state, conversation, _may_have(conversations.c.state, hinted))
        theirs = or_(elsewhere.c.person.in_(_ASKERS), elsewhere.c.person.in_(_JOINED))
        self._change(elsewhere.c.words, change, theirs, numbers=those)

    def reword_blocks(self, blocks: Collection[str], change: Change) -> None:
        # What a file says is the operator's: `filed` stays as it is.
        named = (block_changes.c.capability.in_(blocks), block_changes.c.key != "steward")
        for name in ("value", "before", "why"):
            self._change(block_changes.c[name], change, *named)
        self._connection.execute(ONE_MORE, {"name": AFTER_USE, "last": 1})

    def rename_block(self, old: str, new: str) -> None:
        for column in _OF_BLOCKS:
            renamed = update(column.table).where(column == old).values({column: new})
            self._connection.execute(renamed)

    def forget_words(self, number: int) -> None:
        for statement in (FEWER, DROP, _FORGET, _FORGOTTEN):
            self._connection.execute(statement, {"number": number})

    def _these(self, numbers: Iterable[int]) -> tuple[Request, ...]:
        wanted = {"numbers": sorted(numbers)}
        return self._rows.requests(self._connection.execute(_THESE, wanted))

    def _change(
        self, column: Column[Any], change: Change, *where: ColumnElement[bool], **values: object
    ) -> None:
        """Every value of a column that the change makes another."""
        table = column.table
        (key,) = table.primary_key
        rows = self._connection.execute(select(key, column).where(*where), values).all()
        for at, before in rows:
            after = change(before)
            if after != before:
                one = update(table).where(key == at).values({column: after})
                self._connection.execute(one)


def _beside(request: Request) -> Iterator[int]:
    yield from (one.request for one in request.links)
    if request.follows:
        yield request.follows


def _in_conversation(state: Conversation, change: Change) -> Conversation:
    """What was asked of a request, and what it is called where a draft is said to be another."""

    def left(draft: Draft) -> Draft:
        return replace(draft, not_same=tuple(map(change, draft.not_same)))

    return replace(
        state,
        asked=tuple(map(change, state.asked)),
        draft=state.draft and left(state.draft),
        aside=tuple(replace(one, draft=left(one.draft)) for one in state.aside),
    )


def _may_have(column: Column[Any], hints: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether the text has one of the hints: what is kept as JSON is read for nothing else."""
    text = cast(column, Text)
    return or_(*(text.icontains(hint, autoescape=True) for hint in hints)) if hints else text != ""


def _of(cards: Iterable[str]) -> ColumnElement[bool]:
    """Messages that are no other request's card, nor in the thread of one."""
    own = tuple(cards)
    return and_(*(or_(not_(each.like("request:%")), each.in_(own)) for each in _NAMES))


_NAMES = (outbox.c.card, outbox.c.thread)
