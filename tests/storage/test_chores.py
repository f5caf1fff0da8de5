"""What those were told who look after the catalogue's blocks, and what they answered."""

from datetime import date

from bot.catalogue.chores import Last
from bot.ports import Work
from storage.store import SqlStore
from tests.storage.given import DEAN, PRIYA

MONDAY, TUESDAY = date(2026, 12, 7), date(2026, 12, 8)


async def test_of_each_chore_the_latest_telling_and_its_answer_is_known(store: SqlStore) -> None:
    def told(work: Work) -> object:
        for on in (MONDAY, TUESDAY):
            work.tell_of_block("forms", "confirm", on)
            work.attend("forms", "confirm", "dismissed" if on == MONDAY else "")
        work.tell_of_block("pay", "confirm", MONDAY)
        work.attend("pay", "confirm", "confirmed")
        work.attend("pay", "contract 2028-03-31 18", "dismissed")
        return work.told_of_blocks()

    assert await store.transact(told) == {
        ("forms", "confirm"): Last(TUESDAY),
        ("pay", "confirm"): Last(MONDAY, "confirmed"),
    }


async def test_people_are_known_by_their_names_in_any_case(store: SqlStore) -> None:
    def called(work: Work) -> list[int]:
        people = [work.person(who, None) for who in (DEAN, PRIYA)]
        found = work.called("priya nair")
        return [people.index(one) for one in found] + [len(work.called("Priya"))]

    assert await store.transact(called) == [1, 0]
