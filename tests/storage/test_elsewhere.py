"""What is alike: words that were sent elsewhere, and requests found by their words."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.catalogue.adopting import Adoption, Answer
from bot.drafts import Aside, Conversation, Draft, Line
from bot.effects import Known, Needs
from bot.knowing import COMPARED, more
from bot.ports import Work
from storage.store import SqlStore
from tests.cast import book
from tests.storage.given import DAY, DEAN, HOME, MINUTE, NOW, PRIYA, dean

HOUR = timedelta(hours=1)


async def test_words_sent_elsewhere_are_found_by_where_they_went(store: SqlStore) -> None:
    def send(work: Work) -> int:
        key = dean(work).key
        work.tally("fault", NOW, key, "the bin form is stuck")
        work.tally("fault", NOW - DAY, key, "the heating is off")
        work.tally("hardware", NOW, key, "my mouse")
        work.tally("fault", NOW)
        return key

    key = await store.transact(send)
    sent = await store.transact(lambda work: work.sent_elsewhere("fault", NOW - MINUTE, 9))

    assert [(one.person, one.words, one.at) for one in sent] == [
        (key, "the bin form is stuck", NOW)
    ]


async def test_on_a_very_bad_day_what_is_alike_now_is_seen_and_keeps_its_first(
    store: SqlStore,
) -> None:
    def alike(work: Work, at: datetime) -> list[int]:
        known = Known(at, dean(work), HOME, member=False)
        found = more(known, Needs(alike="fault"), work, book()).alike or ()
        return [one.number for one in found]

    def send(work: Work) -> tuple[list[int], list[int], list[int]]:
        key, day = dean(work).key, NOW.replace(hour=9, minute=0)
        for n in range(COMPARED + 110):
            work.tally("fault", day + n * MINUTE / 10, key, f"page {n} is broken")
        for n in range(3):
            work.tally("fault", day + 5 * HOUR + n * MINUTE, key, "the printer is stuck")
        soon, later = day + 5 * HOUR + 4 * MINUTE, day + 6 * HOUR + 59 * MINUTE
        return alike(work, soon), alike(work, later), alike(work, day + 7 * HOUR)

    first, late = [*range(1, COMPARED + 1)], [*range(COMPARED + 111, COMPARED + 114)]
    assert await store.transact(send) == ([*first, *late], [*first, *late], first)


async def test_the_words_go_after_7_days_and_the_count_stays(store: SqlStore) -> None:
    await store.transact(lambda work: work.tally("fault", NOW, dean(work).key, "stuck"))

    await store.transact(lambda work: work.prune(NOW + 6 * DAY))
    assert await store.transact(lambda work: work.sent_elsewhere("fault", NOW, 9))

    await store.transact(lambda work: work.prune(NOW + 8 * DAY))
    assert not await store.transact(lambda work: work.sent_elsewhere("fault", NOW, 9))


async def test_a_person_is_known_by_what_a_platform_calls_them(store: SqlStore) -> None:
    person = await store.transact(dean)

    assert await store.transact(lambda work: work.known_as("page", "dean")) == person
    assert await store.transact(lambda work: work.known_as("slack", "dean")) is None


async def test_people_are_found_by_our_keys(store: SqlStore) -> None:
    both = await store.transact(lambda work: (dean(work), work.person(PRIYA, None)))

    assert await store.transact(lambda work: work.people([one.key for one in both])) == both
    assert await store.transact(lambda work: work.people([])) == ()


async def test_what_a_person_told_of_themselves_is_kept(store: SqlStore) -> None:
    person = await store.transact(dean)
    await store.transact(lambda work: work.know(replace(person, service="Parking and streets")))

    nameless = replace(DEAN, service="")
    again = await store.transact(lambda work: work.person(nameless, HOME))
    assert again.service == "Parking and streets"


async def test_what_was_put_off_comes_up_when_its_time_has_come(store: SqlStore) -> None:
    draft = Draft((Line("pick a day", NOW),))
    later = Conversation(aside=(Aside(draft, NOW + DAY), Aside(draft)))
    person = await store.transact(dean)
    await store.transact(lambda work: work.keep(person.key, later, NOW))

    assert await store.transact(lambda work: work.to_ask(NOW, 10)) == ()
    assert await store.transact(lambda work: work.to_ask(NOW + DAY, 10)) == ((person, later),)
    assert await store.transact(lambda work: work.to_ask(NOW + DAY, 0)) == ()

    asked_once = replace(later, aside=(Aside(draft), Aside(draft)))
    await store.transact(lambda work: work.keep(person.key, asked_once, NOW + DAY))
    assert await store.transact(lambda work: work.to_ask(NOW + DAY, 10)) == ()


async def test_what_the_team_said_about_blocks_is_only_ever_added_to(store: SqlStore) -> None:
    key = (await store.transact(dean)).key
    said = (
        Adoption("payments", Answer.NOT_SURE, NOW, "Dean Marsh"),
        Adoption("payments", Answer.HAVE_IT, NOW + DAY, "Dean Marsh", "Tom", "waste"),
    )
    for each in said:
        await store.transact(partial(lambda work, each: work.adopt(each, key), each=each))

    assert await store.transact(lambda work: work.adoptions()) == said
    assert await store.transact(lambda work: work.said_of_blocks()[0]) == len(said)
