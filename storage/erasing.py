"""Erasing a person: what is theirs goes, and what others have of them is changed."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Text,
    and_,
    delete,
    func,
    or_,
    select,
    true,
    type_coerce,
    union,
    update,
)

from bot.drafts import Conversation
from bot.events import Event
from bot.messages import Message
from bot.people import Person, Place, PlaceKind
from bot.ports.erasing import Changes, Line
from bot.requests import Entry, Request
from bot.wire import to_json
from storage.columns import Json
from storage.hints import Hints, looked_for
from storage.record import AFTER_USE, ONE_MORE
from storage.room import REQUESTS, Room
from storage.tables import (
    adoptions,
    block_changes,
    claims,
    conversations,
    elsewhere,
    history,
    identities,
    inbox,
    joiners,
    outbox,
    people,
    remembered,
    reminders,
    requests,
)

Wanted = Callable[[Sequence[Any]], Iterable[Any]]
"""Those of a slice of rows that may have something to change."""

_IN_WORDS = tuple(type_coerce(one, Text) for one in requests.c if isinstance(one.type, Json | Text))


class Erasing(Room):
    """See `bot.ports.erasing`."""

    __slots__ = ()

    def concerning(self, person: int, hints: Iterable[str]) -> Iterator[Request]:
        sought, found = looked_for(hints), set(self._connection.scalars(_theirs(person)))
        for rows in self._slices(requests.c.number, *_IN_WORDS):
            found.update(row.key for row in _having(sought, rows, _all_texts))
        said = (history.c.request, type_coerce(history.c.event, Text).label("text"))
        for rows in self._slices(history.c.id, *said):
            found.update(row.request for row in _having(sought, rows))
        numbers = iter(sorted(found))
        while some := tuple(islice(numbers, _AT_ONCE)):
            ordered = REQUESTS.where(requests.c.number.in_(some)).order_by(requests.c.number)
            yield from self._rows.requests(self._connection.execute(ordered))

    def homes(self, person: int) -> tuple[Place, ...]:
        known = select(identities.c.platform, identities.c.key).where(identities.c.person == person)
        rows = self._connection.execute(known.order_by(identities.c.platform, identities.c.key))
        return tuple(Place(row.platform, PlaceKind.DIRECT, row.key) for row in rows)

    def put_through(self, person: int, hints: Iterable[str], changes: Changes) -> frozenset[int]:
        sought = looked_for(hints)
        having = partial(_having, sought)

        def conversation(row: Any) -> Conversation:
            return changes.conversation(self._read(conversations.c.state, row))

        changed = self._change_history(person, changes, partial(_done_or_having, sought))
        self._change_messages(changes, partial(_having, sought, text=_with_its_thread))
        self._each(conversations.c.state, conversation, having)
        for column in (block_changes.c.key, *_OF_BLOCKS):
            self._each(column, lambda row: changes.text(row.text), having)
        return changed

    def _change_history(
        self, person: int, changes: Changes, wanted: Wanted, *where: ColumnElement[bool]
    ) -> frozenset[int]:
        """The numbers of the requests of which it has become another."""
        did, changed = func.coalesce(history.c.by == person, False), set[int]()

        def event(row: Any) -> Event:
            happened = self._read(history.c.event, row)
            entry = Entry(row.request, self._rows.local(row.at), "", happened)
            after = changes.event(entry, bool(row.did))
            changed.update({row.request} if after != happened else ())
            return after

        more = (did.label("did"), history.c.request, history.c.at)
        self._each(history.c.event, event, wanted, *more, where=where)
        return frozenset(changed)

    def _change_messages(
        self, changes: Changes, wanted: Wanted, *where: ColumnElement[bool]
    ) -> None:
        def message(row: Any) -> Message | None:
            return changes.message(Line(self._read(outbox.c.message, row), row.card, row.thread))

        more = (outbox.c.card, outbox.c.thread)
        self._each(outbox.c.message, message, wanted, *more, where=where)

    def leave_blocks(self, name: str, person: int, others: Collection[int]) -> None:
        """Whoever has the catalogue in mind reads it anew, for one thing more was said of it."""
        gone = 0
        for column in (adoptions.c.steward, *_OF_BLOCKS):
            block = column.table.c.capability
            theirs = and_(block.in_(_said_by([person])), block.not_in(_said_by(others)))
            where = and_(func.lower(column) == func.lower(name), theirs if others else true())
            named = update(column.table).where(where).values({column: ""})
            gone += self._connection.execute(named).rowcount
        if gone:
            self._connection.execute(ONE_MORE, {"name": AFTER_USE, "last": 1})

    def forget(self, erased: Person) -> None:
        for home in self.homes(erased.key):
            self._forget_place(home, erased.key)
        for table, column in _THEIRS:
            self._connection.execute(delete(table).where(column == erased.key))
        self._connection.execute(delete(reminders).where(reminders.c.who == f"person {erased.key}"))
        row = {"name": erased.name, "home": erased.home, "away_until": None}
        self._connection.execute(update(people).where(people.c.key == erased.key).values(**row))

    def _forget_place(self, home: Place, person: int) -> None:
        """What was said there, where it is, and the ids of what came from there."""
        self._connection.execute(delete(outbox).where(outbox.c.place == home))
        self._connection.execute(delete(claims).where(claims.c.place == home))
        told = reminders.c.who.endswith(str(home), autoescape=True)
        self._connection.execute(delete(reminders).where(told))
        self._forget_remembered(home)
        self._rename_events(home, person)

    def _forget_remembered(self, home: Place) -> None:
        """Where the same is remembered by another name, that becomes another of its kind."""
        name, value = remembered.c.name, remembered.c.value
        own = name.startswith(f"{home.platform}:", autoescape=True) & name.endswith(
            f":{home.key}", autoescape=True
        )
        gone = set(self._connection.scalars(select(value).where(own)))
        self._connection.execute(delete(remembered).where(own))
        for called in self._connection.scalars(select(name).where(value.in_(gone))).all():
            kind = select(value).where(name.startswith(f"{called}:", autoescape=True)).limit(1)
            other = self._connection.scalar(kind)
            named = update(remembered).where(name == called).values(value=other)
            self._connection.execute(named if other else delete(remembered).where(name == called))

    def _rename_events(self, home: Place, person: int) -> None:
        """That something came is still known, and no longer from whom."""
        has = re.compile(rf"(?<!\w){re.escape(home.key)}(?!\w)")
        rows = self._connection.execute(select(inbox.c.event_id)).scalars().all()
        for n, event in enumerate(one for one in rows if has.search(one)):
            renamed = update(inbox).where(inbox.c.event_id == event)
            self._connection.execute(
                renamed.values(event_id=f"erased:{person}:{home.platform}:{n}")
            )

    def _read(self, column: Column[Any], row: Any) -> Any:
        """The column's value, of the text as which it was selected."""
        kind = cast("Json", column.type)
        return kind.process_result_value(row.text, self._connection.dialect)

    def _each(
        self,
        column: Column[Any],
        change: Callable[[Any], Any],
        wanted: Wanted,
        *more: ColumnElement[Any],
        where: Iterable[ColumnElement[bool]] = (),
    ) -> None:
        """Every value of a column that is wanted by its row, as the change makes it; or no row."""
        (key,) = column.table.primary_key
        text = type_coerce(column, Text).label("text")
        slices = self._slices(key, text, *more, where=where)
        for row in chain.from_iterable(map(wanted, slices)):
            after, here = change(row), key == row.key
            if after is None:
                self._connection.execute(delete(column.table).where(here))
            elif (after if isinstance(after, str) else to_json(after)) != row.text:
                changed = update(column.table).where(here)
                self._connection.execute(changed.values({column: after}))

    def _slices(
        self,
        key: Column[int],
        *columns: ColumnElement[Any],
        where: Iterable[ColumnElement[bool]] = (),
    ) -> Iterator[Sequence[Any]]:
        """Every row, its key first. They are read a slice at a time: not all fit into memory."""
        every = select(key.label("key"), *columns).where(*where).order_by(key).limit(_AT_ONCE)
        rows = self._connection.execute(every).all()
        while rows:
            yield rows
            rows = self._connection.execute(every.where(key > rows[-1].key)).all()


_AT_ONCE = 1_000
"""Rows that are in memory together."""

_OF_BLOCKS = tuple(block_changes.c[name] for name in ("value", "before", "filed", "why"))
"""What was typed of blocks in chat."""

_THEIRS = (
    (identities, identities.c.person),
    (conversations, conversations.c.person),
    (elsewhere, elsewhere.c.person),
    (outbox, outbox.c.author),
)


def _theirs(person: int) -> Any:
    own = or_(requests.c.requester == person, requests.c.taker == person)
    did = select(history.c.request).where(history.c.by == person)
    joined = select(joiners.c.request).where(joiners.c.person == person)
    number = requests.c.number
    return select(number).where(or_(own, number.in_(did), number.in_(joined)))


def _said_by(those: Collection[int]) -> CompoundSelect[Any]:
    """The blocks of which one of these people said or changed something."""
    acts = (
        select(one.c.capability).where(one.c.by.in_(those)) for one in (adoptions, block_changes)
    )
    return union(*acts)


def _text_of(row: Any) -> str:
    return str(row.text)


def _all_texts(row: Any) -> str:
    return "\n".join(filter(None, row[1:]))


def _with_its_thread(row: Any) -> str:
    return f"{row.text} {row.card} {row.thread}"


def _having(
    sought: Hints, rows: Sequence[Any], text: Callable[[Any], str] = _text_of
) -> Iterator[Any]:
    """Those of the rows whose text has one of the hints."""
    texts = list(map(text, rows))
    here = sought.among(texts)
    pairs = zip(rows, texts, strict=True) if here else ()
    return (row for row, one in pairs if here.has(one))


def _done_or_having(sought: Hints, rows: Sequence[Any]) -> Iterator[Any]:
    """And those that the person did."""
    here = sought.among(map(_text_of, rows))
    return (row for row in rows if row.did or (here and here.has(row.text)))
