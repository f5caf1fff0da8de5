"""What was taken, from whom, and where conversations stand."""

from functools import partial

from bot.drafts import Conversation, Draft, Line, TeamQuestion
from bot.facts import Fact, Source
from bot.people import Identity, Place, PlaceKind
from bot.ports import Work
from storage.store import SqlStore
from tests.storage.given import DAY, DEAN, HOME, NOW, PRIYA, dean

ASKED = TeamQuestion(7, "Who prints them?")
DRAFT = Draft((Line("cant log in", NOW),), {"kind": Fact("broken", Source.READ, "cant log in")})
SENT_ELSEWHERE = Draft((Line("cant log in", NOW),), hand_off="fault")


async def test_an_event_is_new_once(store: SqlStore) -> None:
    assert await store.transact(lambda work: work.first_time("C1:17", NOW))
    assert not await store.transact(lambda work: work.first_time("C1:17", NOW + DAY))
    assert await store.transact(lambda work: work.first_time("C1:18", NOW))


async def test_event_ids_are_forgotten_after_7_days(store: SqlStore) -> None:
    await store.transact(lambda work: work.first_time("first", NOW - 30 * DAY))
    await store.transact(lambda work: work.first_time("old", NOW - 8 * DAY))
    await store.transact(lambda work: work.first_time("new", NOW - 6 * DAY))

    await store.transact(lambda work: work.prune(NOW))

    assert await store.transact(lambda work: work.first_time("old", NOW))
    assert not await store.transact(lambda work: work.first_time("new", NOW))


async def test_the_day_it_began_is_never_forgotten(store: SqlStore) -> None:
    assert await store.transact(lambda work: work.began_on()) is None
    await store.transact(lambda work: work.first_time("first", NOW - 30 * DAY))
    await store.transact(lambda work: work.first_time("next", NOW - 20 * DAY))

    await store.transact(lambda work: work.prune(NOW))

    assert await store.transact(lambda work: work.began_on()) == (NOW - 30 * DAY).date()


async def test_a_person_keeps_their_key(store: SqlStore) -> None:
    first = await store.transact(lambda work: work.person(DEAN, HOME))
    again = await store.transact(lambda work: work.person(DEAN, None))
    other = await store.transact(lambda work: work.person(PRIYA, None))

    assert again == first
    assert (first.name, first.service, first.home) == ("Dean Marsh", "Parking", HOME)
    assert other.key != first.key


async def test_people_on_two_platforms_are_not_taken_for_one(store: SqlStore) -> None:
    page = await store.transact(lambda work: work.person(DEAN, None))
    slack = await store.transact(lambda work: work.person(Identity("slack", "dean", "Dean"), None))

    assert page.key != slack.key


async def test_a_new_name_and_home_become_theirs_and_a_lack_of_one_does_not(
    store: SqlStore,
) -> None:
    home = Place("page", PlaceKind.DIRECT, "dean-2")
    await store.transact(dean)

    married = Identity("page", "dean", "Dean Hale")
    await store.transact(lambda work: work.person(married, home))
    now = await store.transact(lambda work: work.person(Identity("page", "dean", ""), None))

    assert (now.name, now.service, now.home) == ("Dean Hale", "Parking", home)


async def test_a_person_without_a_home_is_met_in_a_direct_message(store: SqlStore) -> None:
    priya = await store.transact(lambda work: work.person(PRIYA, None))

    assert priya.home == Place("page", PlaceKind.DIRECT, "priya")


async def test_a_conversation_stands_where_it_was_left(store: SqlStore) -> None:
    key = (await store.transact(dean)).key
    assert await store.transact(lambda work: work.conversation(key)) == Conversation()

    def kept(work: Work, state: Conversation) -> Conversation:
        work.keep(key, state, NOW)
        return work.conversation(key)

    for state in (Conversation(DRAFT), Conversation(DRAFT, (ASKED,)), Conversation()):
        assert await store.transact(partial(kept, state=state)) == state


async def test_words_sent_elsewhere_are_forgotten_after_7_days(store: SqlStore) -> None:
    key = (await store.transact(dean)).key
    kept = Conversation(SENT_ELSEWHERE, (ASKED,))
    await store.transact(lambda work: work.keep(key, kept, NOW))

    await store.transact(lambda work: work.prune(NOW + 6 * DAY))
    assert await store.transact(lambda work: work.conversation(key)) == kept

    await store.transact(lambda work: work.prune(NOW + 7 * DAY))
    assert await store.transact(lambda work: work.conversation(key)) == Conversation(None, (ASKED,))


async def test_a_draft_that_is_a_request_is_not_forgotten(store: SqlStore) -> None:
    key = (await store.transact(dean)).key
    await store.transact(lambda work: work.keep(key, Conversation(SENT_ELSEWHERE), NOW))
    await store.transact(lambda work: work.keep(key, Conversation(DRAFT), NOW))

    await store.transact(lambda work: work.prune(NOW + 90 * DAY))

    assert await store.transact(lambda work: work.conversation(key)) == Conversation(DRAFT)
