"""Reading what is to leave: the whole of a request, and all that is kept of a person."""

from dataclasses import replace
from datetime import date

from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.changing import Change
from bot.drafts import Conversation
from bot.events import Noted
from bot.messages import text_of
from bot.people import Identity
from bot.ports import Work
from bot.ports.records import About, Paper
from bot.requests import Entry
from storage.store import SqlStore
from tests.storage.given import DEAN, HOME, NOW, PRIYA, asked, dean, say

NAMESAKE = Identity("page", "dean2", "dean marsh", "Waste")


async def test_a_request_is_read_with_all_that_was_said_of_it(store: SqlStore) -> None:
    def kept(work: Work) -> Paper | None:
        one, priya = asked(work), work.person(PRIYA, None)
        work.save(replace(one, joined=(priya.key,)))
        work.record(Entry(1, NOW, "", Noted(1, "é 100%")), priya.key)
        for text, card in (("as it was", "request:1"), ("as it is", "request:1"), ("GW-12", "")):
            work.file(say(text, card=card), NOW)
        work.file(say("about GW-1."), NOW)
        work.file(say("it was taken", thread="request:1"), NOW)
        return work.paper(1, "GW-1")

    found = await store.transact(kept)
    assert found is not None
    assert [each.name for each in found.joined] == ["Priya Nair"]
    assert [(each.by, each.event) for each in found.history] == [("Priya Nair", Noted(1, "é 100%"))]
    told = [text_of(each.message) for each in found.messages]
    assert told == ["as it is", "about GW-1.", "it was taken"]
    assert (found.request.number, found.messages[0].at) == (1, NOW)
    assert await store.transact(lambda work: work.paper(2, "GW-2")) is None


async def test_requests_are_found_by_their_words_since_a_day(store: SqlStore) -> None:
    def kept(work: Work) -> list[tuple[int, ...]]:
        for number in (asked(work).number, asked(work).number):
            work.make_findable(number, frozenset({"permit", "visitor"}), team_only=True)
        stems = frozenset({"permit", "visitor"})
        days = (date.min, NOW.date(), date(2026, 12, 9))
        more = work.having(stems | {"bin"}, date.min)
        return [*(work.having(stems, since) for since in days), more]

    assert await store.transact(kept) == [(1, 2), (1, 2), (), ()]


async def test_a_person_is_named_by_key_identity_or_name(store: SqlStore) -> None:
    def kept(work: Work) -> list[list[int]]:
        one, two = dean(work).key, work.person(NAMESAKE, None).key
        named = ("page:dean2", str(one), "DEAN MARSH", "slack:dean", "9", "")
        assert [(each.key, each.name) for each in work.identities(two)] == [("dean2", "")]
        return [[each.key for each in work.persons(name)] for name in named]

    assert await store.transact(kept) == [[2], [1], [1, 2], [], [], []]


async def test_all_about_a_person_is_theirs_and_what_has_their_name(store: SqlStore) -> None:
    def kept(work: Work) -> About:
        asked(work)
        asked(work, who=PRIYA)
        one, priya = dean(work), work.person(PRIYA, None)
        for number, text, by in ((1, "mine", priya), (2, "DEAN MARSH", priya), (2, "no", priya)):
            work.record(Entry(number, NOW, "", Noted(number, text)), by.key)
        work.record(Entry(2, NOW, "", Noted(2, "by Dean Marsh")), one.key)
        work.keep(one.key, Conversation(introduced=True), NOW)
        work.tally("fault", NOW, one.key, "the printer")
        work.file(say("hello", HOME), NOW)
        work.file(say("not for Dean"), NOW)
        work.adopt(Adoption("forms", Answer.HAVE_IT, NOW, "", steward=DEAN.name), priya.key)
        work.adopt(Adoption("pay", Answer.DO_NOT, NOW, ""), priya.key)
        work.change_block(Change("maps", "steward", "dean marsh", NOW, ""), priya.key)
        work.change_block(Change("bins", "steward", "Tom Bell", NOW, ""), priya.key)
        work.change_block(Change("pay", "cost", "£5", NOW, ""), one.key)
        return work.about(one)

    found = await store.transact(kept)
    assert [each.number for each in found.asked] == [1]
    assert [each.event for each in found.did] == [Noted(2, "by Dean Marsh")]
    assert [each.event for each in found.named_in] == [Noted(1, "mine"), Noted(2, "DEAN MARSH")]
    assert [text_of(each.message) for each in found.messages] == ["hello"]
    assert (found.sent_elsewhere, found.conversation.introduced) == (("the printer",), True)
    assert [each.capability for each in found.blocks] == ["forms", "maps", "pay"]


async def test_a_block_without_a_steward_is_not_of_whoever_has_no_name(store: SqlStore) -> None:
    def kept(work: Work) -> About:
        nameless = work.person(Identity("page", "nobody", ""), None)
        work.adopt(Adoption("pay", Answer.DO_NOT, NOW, ""), work.person(PRIYA, None).key)
        return work.about(nameless)

    assert (await store.transact(kept)).blocks == ()
