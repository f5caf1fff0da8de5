"""One transaction at a time: all of it or nothing, in order of arrival, quickly found."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import ClauseElement, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from bot.ports import Work
from storage.diary import DUE
from storage.engine import Database
from storage.inbox import TO_ASK
from storage.outbox import LETTERS, SENT_BEFORE, next_place
from storage.page import POSTED
from storage.store import SqlStore, open_store
from tests.storage.given import LONDON, NOW, TEAM, asked, say, take, words


async def test_a_transaction_that_fails_leaves_nothing(store: SqlStore) -> None:
    def fail(work: Work) -> None:
        asked(work)
        work.file(say("one"), NOW)
        raise KeyError("no such sentence")

    with pytest.raises(KeyError, match="no such sentence"):
        await store.transact(fail)

    assert await store.transact(lambda work: work.request(1)) is None
    assert await store.transact(take) == ()


async def test_a_fault_of_ours_is_raised_without_what_people_wrote(url: str) -> None:
    database = Database(url)
    with pytest.raises(DBAPIError) as fault, database.transaction() as connection:
        connection.execute(text("SELECT * FROM nowhere WHERE name = :it"), {"it": "a secret"})
    database.close()

    assert "nowhere" in str(fault.value)
    assert "secret" not in str(fault.value)


async def test_50_at_once_are_served_in_order_of_arrival(store: SqlStore) -> None:
    async def one(n: int) -> int:
        def do(work: Work) -> int:
            work.file(say(str(n)), NOW)
            return work.next_number()

        return await store.transact(do)

    numbers = await asyncio.gather(*map(one, range(50)))

    assert numbers == list(range(1, 51))
    assert words(await store.transact(take)) == [str(n) for n in range(50)]


async def test_two_programs_share_a_database_without_lock_errors(store: SqlStore, url: str) -> None:
    other = open_store(url, LONDON)

    numbers = await asyncio.gather(
        *(each.transact(lambda work: work.next_number()) for each in (store, other) * 25)
    )
    other.close()

    assert sorted(numbers) == list(range(1, 51))


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (DUE, "ix_requests_remind_at"),
        (TO_ASK, "ix_conversations_ask_at"),
        (next_place(), "ix_outbox_unsettled"),
        (next_place(("slack", "teams")), "ix_outbox_unsettled"),
        (LETTERS, "ix_outbox_unsettled_place"),
        (POSTED, "ix_outbox_place"),
        (SENT_BEFORE, "ix_outbox_sent"),
    ],
)
def test_the_busy_selects_use_an_index(url: str, statement: ClauseElement, index: str) -> None:
    steps = plan(url, statement)

    assert any(f" {index} " in f"{step} " for step in steps), steps
    assert not any("TEMP B-TREE" in step or "->  Sort" in step for step in steps), steps


def plan(url: str, statement: ClauseElement) -> list[str]:
    """How the database would find the rows, step by step."""
    values = {"now": NOW.isoformat(), "most": 10, "where": str(TEAM), "called": "1"}
    engine = create_engine(url)
    with engine.connect() as connection:
        how = "EXPLAIN QUERY PLAN" if engine.name == "sqlite" else "EXPLAIN"
        if engine.name == "postgresql":  # it would read a table as small as this one whole
            connection.exec_driver_sql("SET enable_seqscan = off; SET enable_bitmapscan = off")
        compiled = statement.compile(dialect=engine.dialect)
        assert isinstance(compiled, SQLCompiler)
        given = {name: values.get(name, value) for name, value in compiled.params.items()}
        wanted: Any = given
        if compiled.positiontup:
            wanted = tuple(given[name] for name in compiled.positiontup)
        rows = connection.exec_driver_sql(f"{how} {compiled}", wanted).all()
    engine.dispose()
    return [str(row[-1]) for row in rows]
