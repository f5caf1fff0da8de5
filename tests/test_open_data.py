"""Open data: counts that rest on at least five people, and on nothing that is confidential."""

from collections import Counter
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import replace
from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.facts import Fact, Source
from bot.people import Identity
from bot.requests import Request
from bot.triage.open_data import FEWEST, OTHER, WHATS, Figure, figures
from tests.backing_up import kept
from tests.operating import Out, configured, ended
from tests.reviewing import somebody
from tests.storage.given import asked as given_asked
from tests.triaging import HERS


def asked(who: int, service: str, *, confidential: bool = False) -> Request:
    person = replace(somebody("Ann", service), key=who)
    return replace(HERS, requester=person, facts={}, confidential=confidential)


def of_service(requests: Iterable[Request]) -> dict[str, int]:
    return {each.value: each.requests for each in figures(requests) if each.what == "service"}


def many(service: str, people: int, *, confidential: bool = False) -> list[Request]:
    return [
        asked(100 * ord(service[0]) + n, service, confidential=confidential) for n in range(people)
    ]


def test_what_five_people_asked_for_is_told() -> None:
    paper = {"channel_now": Fact("paper", Source.READ), "audience": Fact("not_sure", Source.READ)}
    found = figures([replace(each, facts=paper) for each in many("Parking", 5)])

    assert Figure("service", "Parking", 5) in found
    assert Figure("channel_now", "paper", 5) in found
    assert Figure("audience", "(not said)", 5) in found
    assert [each.what for each in found] == list(WHATS)


def test_five_requests_of_one_person_are_not_five_people() -> None:
    assert figures([asked(1, "Parking") for _ in range(50)]) == ()


def test_what_fewer_asked_for_is_told_with_others() -> None:
    assert of_service((*many("Parking", 9), *many("Waste", 3), *many("Bins", 2))) == {
        "Parking": 9,
        OTHER: 5,
    }


def test_the_next_goes_with_it_so_that_none_can_be_found_by_subtracting() -> None:
    found = of_service((*many("Parking", 9), *many("Housing", 6), *many("Waste", 1)))

    assert found == {"Parking": 9, OTHER: 7}


def test_what_is_confidential_is_not_counted() -> None:
    assert figures(many("Parking", 50, confidential=True)) == ()
    assert of_service((*many("Parking", 5), *many("Parking", 9, confidential=True))) == {
        "Parking": 5
    }


PEOPLE = st.lists(st.tuples(st.integers(1, 12), st.sampled_from("abcd")), max_size=60)


@given(PEOPLE)
def test_no_figure_rests_on_fewer_than_five_people(those: list[tuple[int, str]]) -> None:
    requests = [asked(who, service) for who, service in those]
    found = of_service(requests)

    shown = [[who for who, of in those if of == service] for service in found if service != OTHER]
    rest = [who for who, of in those if of not in found]
    assert all(len(set(each)) >= FEWEST for each in shown)
    assert not rest or OTHER not in found or len(set(rest)) >= FEWEST
    assert Counter(found).total() in (len(those), len(those) - len(rest))
    assert OTHER in found or not rest or not found


def test_an_operator_gets_it_as_csv(tmp_path: Path, capsys: Out) -> None:
    url = f"sqlite:///{tmp_path}/groundwork.db"
    for n in range(5):
        kept(url, partial(given_asked, who=Identity("page", str(n), f"Ann {n}", "=Parking")))
    configured(tmp_path)

    with chdir(tmp_path):
        assert ended("export", "--open") == 0
    assert capsys.readouterr().out.splitlines() == [
        "what,value,requests",
        "month,2026-12,5",
        "service,'=Parking,5",
        "level,(not said),5",
        "status,new,5",
        "channel_now,(not said),5",
        "audience,(not said),5",
        "has_rekeying,(not said),5",
    ]
