"""What is old is found by what is left of it, to the instant, and only what is old."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.catalogue.adopting import Adoption, Answer
from bot.drafts import Conversation
from bot.events import Noted, Redacted, Reopened, Withdrawn
from bot.people import Identity
from bot.ports import Work
from bot.requests import Entry, Request, Status
from storage.store import SqlStore
from tests.storage.given import DEAN, HOME, NOW, PRIYA, TEAM, asked, dean, release, say, take

EARLIER, BEFORE = NOW - timedelta(microseconds=1), NOW


def sent(work: Work, at: datetime, card: str = "") -> None:
    work.file(say("anything", card=card), at)
    for letter in take(work, at):
        work.mark_sent(letter.id, "ts", at)
    release(work, TEAM, at)


async def test_only_messages_that_are_older_and_settled_go_and_each_card_stays(
    store: SqlStore,
) -> None:
    def left(work: Work) -> tuple[int, int, list[str]]:
        for _ in range(3):
            sent(work, EARLIER)
        sent(work, EARLIER, card="request:1")
        sent(work, EARLIER, card="request:1")
        sent(work, NOW)
        work.file(say("not sent yet"), EARLIER)
        gone = work.forget_messages(BEFORE, 2), work.forget_messages(BEFORE, 9)
        return *gone, [one.card for one in work.posted(TEAM, 9)]

    assert await store.transact(left) == (2, 2, ["request:1", ""])


def over(work: Work, at: datetime, **more: Any) -> Request:
    """Something that was withdrawn then."""
    request = replace(asked(work, at), status=Status.WITHDRAWN, **more)
    work.save(request)
    work.record(Entry(request.number, at, "", Withdrawn(request.number)), dean(work).key)
    return request


async def test_only_what_is_over_and_has_its_words_is_old(store: SqlStore) -> None:
    def old(work: Work) -> list[int]:
        old, _, going_on, erased, _ = (
            over(work, EARLIER),
            over(work, NOW),
            over(work, EARLIER),
            over(work, EARLIER),
            over(work, EARLIER, held="a court case"),
        )
        work.save(replace(going_on, status=Status.LIVE))
        work.record(Entry(erased.number, EARLIER, "", Redacted(erased.number, "old")), None)
        by_team = Entry(old.number, EARLIER, "", Redacted(old.number, "a name"))
        work.record(by_team, dean(work).key)
        return [one.number for one in work.long_over(BEFORE, 9)]

    assert await store.transact(old) == [1]


async def test_what_was_said_since_its_words_went_is_old_in_its_turn(store: SqlStore) -> None:
    def old(work: Work) -> list[list[int]]:
        number, found = over(work, EARLIER).number, []
        for said, by in (
            (Redacted(number, "old"), None),
            (Reopened(number, "It goes on"), dean(work).key),
            (Withdrawn(number), dean(work).key),
            (Redacted(number, "old"), None),
        ):
            work.record(Entry(number, EARLIER, "", said), by)
            found.append([one.number for one in work.long_over(BEFORE, 9)])
        return found

    assert await store.transact(old) == [[], [1], [1], []]


def nothing(_: Work) -> None:
    """All that there is of them is old."""


def asks(work: Work) -> None:
    asked(work, EARLIER)


def has_one(work: Work) -> None:
    request = asked(work, EARLIER, who=Identity("page", "tom", "Tom Bell"))
    work.save(replace(request, taker=dean(work)))


def joins(work: Work) -> None:
    request = over(work, EARLIER)
    work.save(replace(request, requester=work.person(PRIYA, None), joined=(dean(work).key,)))


def notes(work: Work) -> None:
    request = asked(work, EARLIER, who=PRIYA)
    work.record(Entry(request.number, NOW, "", Noted(request.number, "x")), dean(work).key)


def says_of_a_block(work: Work) -> None:
    work.adopt(Adoption("forms", Answer.DO_NOT, NOW, ""), dean(work).key)


def looks_after_a_block(work: Work) -> None:
    said = Adoption("forms", Answer.HAVE_IT, EARLIER, "", steward=DEAN.name.upper())
    work.adopt(said, work.person(PRIYA, None).key)


def is_written_to(work: Work) -> None:
    work.file(say("hello", HOME), EARLIER)


def writes(work: Work) -> None:
    work.file(say("hello"), EARLIER, dean(work))


@pytest.mark.parametrize(
    "does",
    [asks, has_one, joins, notes, says_of_a_block, looks_after_a_block, is_written_to, writes],
)
async def test_whoever_has_anything_left_is_not_silent(store: SqlStore, does: object) -> None:
    def silent(work: Work, first: object) -> list[str]:
        work.keep(dean(work).key, Conversation(), EARLIER)
        assert callable(first)
        first(work)
        return [one.name for one in work.long_silent(BEFORE, 9)]

    def both(work: Work) -> tuple[list[str], list[str]]:
        return silent(work, nothing), silent(work, does)

    assert await store.transact(both) == (["Dean Marsh"], [])
