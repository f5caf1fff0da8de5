"""Erasing a person: what is theirs alone goes, and what is remembered of others stays."""

from dataclasses import replace

import pytest

from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.changing import Change
from bot.drafts import Conversation, NotSame
from bot.events import Noted, SaidDifferent
from bot.people import Identity, Person, Place, PlaceKind
from bot.ports import Work
from bot.ports.erasing import Changes, Line
from bot.requests import Entry, Request
from storage.store import SqlStore
from tests.storage.given import DEAN, HOME, NOW, PRIYA, asked, dean, message, say, sql, take

GONE = Person(1, "[erased-1]", "Parking", Place("page", PlaceKind.DIRECT, ""))
KEEP = Changes(lambda entry, _: entry.event, lambda line: line.message, lambda state: state, str)


async def test_what_is_said_to_them_is_not_sent_and_others_hear_theirs(store: SqlStore) -> None:
    def heard(work: Work) -> list[str]:
        dean(work)
        work.file(say("to Dean", HOME), NOW)
        work.file(say("by Dean"), NOW, dean(work))
        work.file(say("to the team"), NOW)
        work.forget(GONE)
        work.file(say("to Dean again", GONE.home), NOW)
        return [str(one.message.parts) for one in take(work)]

    (only,) = await store.transact(heard)
    assert "to the team" in only


async def test_they_are_known_no_more_and_their_key_is_never_given_again(store: SqlStore) -> None:
    def known(work: Work) -> tuple[object, ...]:
        asked(work)
        work.keep(1, Conversation(introduced=True), NOW)
        work.tally("fault", NOW, 1, "the printer")
        work.forget(GONE)
        left = (work.known_as("page", "dean"), work.conversation(1), work.homes(1))
        return *left, work.sent_elsewhere("fault", NOW, 9), work.request(1), dean(work).key

    *left, request, key = await store.transact(known)
    assert left == [None, Conversation(), (), ()]
    assert isinstance(request, Request)
    assert request.requester == GONE
    assert key == 2


async def test_what_is_remembered_by_what_they_are_known_by_goes(store: SqlStore) -> None:
    def remembered(work: Work) -> list[str | None]:
        work.person(Identity("teams", "guid-1", "Dean Marsh"), None)
        for name in ("teams:reference", "teams:reference:guid-1"):
            work.remember(name, "where Dean is")
        work.remember("teams:reference:19:abc", "where the team is")
        work.remember("page:offset", "7")
        work.first_time("teams:message:guid-1:17", NOW)
        work.forget(GONE)
        names = ("teams:reference", "teams:reference:guid-1", "page:offset")
        return [work.recall(name) for name in names]

    assert await store.transact(remembered) == ["where the team is", None, "7"]


async def test_of_the_latest_that_was_theirs_nothing_stays_if_there_is_no_other(
    store: SqlStore,
) -> None:
    def remembered(work: Work) -> list[str | None]:
        work.person(Identity("teams", "guid-1", "Dean Marsh"), None)
        for name in ("teams:reference", "teams:reference:guid-1"):
            work.remember(name, "where Dean is")
        work.forget(GONE)
        return [work.recall("teams:reference")]

    assert await store.transact(remembered) == [None]


async def test_that_something_came_from_them_is_known_and_not_from_whom(
    store: SqlStore, url: str
) -> None:
    def taken(work: Work) -> tuple[bool, object]:
        dean(work)
        for event in ("dean:1", "x-dean", "deans:1"):
            work.first_time(event, NOW)
        work.forget(GONE)
        return work.first_time("deans:1", NOW), work.began_on()

    assert await store.transact(taken) == (False, NOW.date())
    ids = sorted(row[0] for row in sql(url, "SELECT event_id FROM inbox"))
    assert ids == ["deans:1", "erased:1:page:0", "erased:1:page:1"]


async def test_only_what_they_did_and_what_has_a_hint_is_changed(store: SqlStore) -> None:
    def changed(work: Work) -> tuple[list[str], list[str]]:
        asked(work)
        other = asked(work, who=PRIYA).requester.key
        for by, text in ((1, "mine"), (other, "zinnober"), (other, "else"), (None, "us")):
            work.record(Entry(1, NOW, "", Noted(1, text)), by)
        for text in ("zinnober", "else"):
            work.file(say(text), NOW)
        gone = replace(KEEP, event=lambda *_: Noted(1, "gone"), message=_gone)
        work.put_through(1, ["ZINNO"], gone)
        notes = [one.event.text for one in work.history(1) if isinstance(one.event, Noted)]
        return notes, [str(one.message.parts) for one in take(work)]

    notes, told = await store.transact(changed)
    assert notes == ["gone", "gone", "else", "us"]
    assert len(told) == 1


def _gone(line: Line) -> None:
    assert line == Line(message("zinnober"))


async def test_all_of_many_are_found_though_a_slice_of_them_is_read_at_a_time(
    store: SqlStore,
) -> None:
    def changed(work: Work) -> tuple[list[int], frozenset[int], int]:
        for number in (1, 2, 3):
            asked(work, who=PRIYA)
            for text in ("zinnober", "-77") * (600 * (number == 2)):
                work.record(Entry(number, NOW, "", Noted(number, text)), None)
        gone = replace(KEEP, event=lambda *_: Noted(2, "gone"))
        there = work.concerning(dean(work).key, ["zinnober", "-7"])
        numbers = [one.number for one in there]
        touched = work.put_through(9, ["zinnober", "-7"], gone)
        left = [one.event for one in work.history(2)]
        return numbers, touched, left.count(Noted(2, "gone"))

    assert await store.transact(changed) == ([2], frozenset({2}), 600)


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("ask Zinnober", True),
        ("ask zinnob", False),
        ("it is GW-12.", True),
        ("it is GW-120, GW-13 or 2026-12-08", False),
        ("it is GW-120 or GW-12", True),
        ("room 4177", True),
        ("form7", True),
        ("form78", False),
        ("forms", False),
    ],
)
async def test_a_hint_is_found_wherever_it_stands_and_a_number_as_a_whole(
    store: SqlStore, text: str, has: bool
) -> None:
    def found(work: Work) -> list[int]:
        asked(work, who=PRIYA)
        work.record(Entry(1, NOW, "", Noted(1, text)), None)
        hints = ("ZINNOBER", "GW-11", "GW-12", "77", "form7")
        return [one.number for one in work.concerning(9, hints)]

    assert await store.transact(found) == [1] * has


async def test_without_a_hint_everything_may_have_something(store: SqlStore) -> None:
    def changed(work: Work) -> Conversation:
        work.keep(dean(work).key, Conversation(on_behalf="é"), NOW)
        work.put_through(9, [], replace(KEEP, conversation=lambda _: Conversation()))
        return work.conversation(1)

    assert await store.transact(changed) == Conversation()


async def test_requests_concern_them_by_what_they_did_or_by_a_hint(store: SqlStore) -> None:
    def concerning(work: Work) -> list[int]:
        priya = work.person(PRIYA, None)
        for _ in range(6):
            asked(work, who=Identity("page", "tom", "Tom Bell"))
        dean_key = work.person(DEAN, HOME).key
        second, third = work.request(2), work.request(3)
        assert second
        assert third
        work.save(replace(second, joined=(dean_key,)))
        work.save(replace(third, taker=work.people([dean_key])[0]))
        work.record(Entry(4, NOW, "", SaidDifferent(9)), dean_key)
        work.record(Entry(5, NOW, "", Noted(5, "Zinnober")), priya.key)
        first = work.request(1)
        assert first
        work.save(replace(first, not_same=(NotSame(9, "", "zinnober"),)))
        return [one.number for one in work.concerning(dean_key, ["zinnober"])]

    assert await store.transact(concerning) == [1, 2, 3, 4, 5]


async def test_whoever_has_the_name_looks_after_no_block(store: SqlStore) -> None:
    def left(work: Work) -> tuple[int, int, list[str]]:
        said = Adoption("forms", Answer.HAVE_IT, NOW, "", steward=DEAN.name)
        work.adopt(said, work.person(PRIYA, None).key)
        named = Change("forms", "steward", DEAN.name, NOW, "", why="Dean Marsh says so")
        sense = replace(named, key="senses/as Dean Marsh has it", value="as Dean Marsh has it")
        for each in (named, sense):
            work.change_block(each, work.person(PRIYA, None).key)
        before = work.said_of_blocks()[1]
        work.leave_blocks("dean marsh", dean(work).key, ())
        work.put_through(9, [], replace(KEEP, text=lambda text: text.replace("Dean Marsh", "?")))
        stewards = [one.steward for one in work.adoptions()]
        stewards += [f"{one.key}: {one.value}, {one.why}" for one in work.changes_of_blocks()]
        return before, work.said_of_blocks()[1], stewards

    assert await store.transact(left) == (
        *(0, 1),
        ["", "steward: , ? says so", "senses/as ? has it: as ? has it, ? says so"],
    )
