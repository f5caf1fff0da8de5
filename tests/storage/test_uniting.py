"""One person made of two: whatever said who the other was says who they are."""

from bot.drafts import Conversation, Suggestion
from bot.people import Person
from bot.ports import Work
from storage.store import SqlStore
from storage.tables import conversations, joiners, metadata, people
from storage.uniting import POINTS
from tests.storage.given import DEAN, HOME, NOW, PRIYA, asked, dean, say, take


def test_every_column_that_says_who_is_changed() -> None:
    says_who = {
        column
        for table in metadata.sorted_tables
        for column in table.c
        if any(key.column is people.c.key for key in column.foreign_keys)
    }

    assert says_who == {*POINTS, conversations.c.person, joiners.c.person}


async def test_both_are_known_as_one_with_one_reminder_a_day(store: SqlStore) -> None:
    def one(work: Work) -> tuple[list[int], list[object]]:
        first, second = dean(work), work.person(PRIYA, None)
        asked(work, who=PRIYA)
        work.reminded(f"person {second.key}", NOW.date())
        work.unite(first, second.key)
        known = work.known_as("page", "priya")
        reminded = [work.last_reminded(f"person {each.key}") for each in (first, second)]
        return [one.requester.key for one in work.asked_by(1, 9)], [known, *reminded]

    requesters, left = await store.transact(one)
    assert requesters == [1]
    assert left == [Person(1, DEAN.name, DEAN.service, HOME), NOW.date(), None]


async def test_whoever_found_a_line_is_named_as_they_are_now(store: SqlStore) -> None:
    def one(work: Work) -> list[str]:
        first, second = dean(work), work.person(PRIYA, None)
        suggested = (Suggestion(1, second, "words"), Suggestion(2, first, "words"))
        work.keep(first.key, Conversation(suggested=suggested), NOW)
        work.unite(first, second.key)
        return [each.finder.name for each in work.conversation(first.key).suggested]

    assert await store.transact(one) == [DEAN.name, DEAN.name]


async def test_where_they_were_last_is_known(store: SqlStore) -> None:
    def last(work: Work) -> tuple[object, ...]:
        before = work.last_said(HOME)
        work.file(say("hello", HOME), NOW)
        return before, work.last_said(HOME), len(take(work))

    assert await store.transact(last) == (None, NOW, 1)
