"""How alike two texts are, measured on pairs of requests and on messages of one hour.

`tests/data/alike.yaml` says which pairs were tuned on. A wrong duplicate costs trust, so what is
measured first is how few are wrong; half of the pairs that are not the same were made to look it.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from adapters.files import load
from bot.catalogue.terms import in_any
from bot.requests import Proposed
from bot.understanding.likeness import (
    ALIKE,
    MOST_STEMS,
    SAME,
    Likeness,
    likely_same,
    likeness,
    nearest,
    rarity_in,
    stems_of,
    subject,
)
from tests.blocks import MEANING
from tests.cast import request

DEANS = (
    "hiya can we get visitor permits online\npeople keep coming to reception w the paper form",
    "we key it into PermitPoint then print the permit and post it. gotta check theyre on council"
    " tax in northgate first",
    "£12 for a book of 10, card or cash",
    "60ish, 15 mins each. more in summer",
)


def nearness(text: str, other: str) -> float:
    """How near their subjects are in meaning."""
    return MEANING.nearness(subject(text), (MEANING.vector(subject(other)),))[0]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether they are the same matter."""

    a: str
    b: str
    same: bool
    held_out: bool = False
    public: bool = False

    @property
    def is_found(self) -> bool:
        return bool(likely_same(self.a, (request(1, self.b),), {1: nearness(self.a, self.b)}))


@dataclass(frozen=True, slots=True)
class Rows:
    """Pairs of requests, and groups of messages about one fault."""

    pairs: tuple[Pair, ...]
    faults: tuple[tuple[str, ...], ...]


ROWS = load(Path("tests/data/alike.yaml"), Rows)


def _figures(pairs: list[Pair]) -> tuple[int, int]:
    """How many of the same are found, and how many that are not."""
    found = [pair.same for pair in pairs if pair.is_found]
    return found.count(True), found.count(False)


@pytest.mark.parametrize(
    ("held_out", "right_at_least", "wrong_at_most"), [(False, 10, 1), (True, 10, 2)]
)
def test_most_duplicates_are_found_and_few_others(
    held_out: bool, right_at_least: int, wrong_at_most: int
) -> None:
    pairs = [pair for pair in ROWS.pairs if pair.held_out is held_out and not pair.public]
    right, wrong = _figures(pairs)

    assert (len(pairs), sum(pair.same for pair in pairs)) == (20, 10)
    assert right >= right_at_least
    assert wrong <= wrong_at_most


def test_of_public_requests_none_that_only_looks_alike_is_offered() -> None:
    right, wrong = _figures([pair for pair in ROWS.pairs if pair.public])

    assert right >= 4  # of 5
    assert wrong == 0


def test_of_128_public_requests_hardly_any_two_are_taken_for_one() -> None:
    rows = Path("benchmarks/data/requests.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(row)["text"] for row in rows]
    alike = [(a, b) for a, b in combinations(texts, 2) if likeness(a, b).score >= SAME / 2]
    found = [(a, b) for a, b in alike if Pair(a, b, same=False).is_found]

    assert len(found) <= 20  # of 8,128 pairs, most of them by one authority


def _within() -> Iterator[tuple[str, str]]:
    return (pair for group in ROWS.faults for pair in combinations(group, 2))


def _across() -> Iterator[tuple[str, str]]:
    return ((a, b) for one, two in combinations(ROWS.faults, 2) for a in one for b in two)


def test_messages_about_one_fault_are_told_from_those_about_others() -> None:
    assert sum(likeness(a, b).score >= ALIKE for a, b in _within()) >= 15  # of 24
    assert not [(a, b) for a, b in _across() if likeness(a, b).score >= ALIKE]


def test_it_says_why_in_the_words_of_who_asks() -> None:
    found = likeness("Visitor PERMITS online", "permit for a visitor, on-line, by post")

    assert found.shared == ("Visitor", "PERMITS")


def test_the_rarer_words_are_shown_first() -> None:
    assert likeness("\n".join(DEANS), "PermitPoint permits form").shared == (
        "PermitPoint",
        "permits",
        "form",
    )


def test_a_short_message_finds_a_long_request() -> None:
    assert likely_same("visitor permits online please", (request(1, *DEANS),))
    assert likely_same("\n".join(DEANS), (request(1, "visitor permits online please"),))


def test_the_same_words_about_something_else_are_no_duplicate() -> None:
    ours = "could dbs checks be tracked somewhere better than excel"
    theirs = request(1, "could gas safety checks be tracked somewhere better than excel")

    assert likely_same(ours, (theirs,))
    assert not likely_same(ours, (theirs,), {1: nearness(ours, theirs.text)})


def test_words_alone_have_to_say_more_than_words_and_meaning() -> None:
    ours, theirs = "volunteers sign in on a clipboard", request(1, "volunteers sign a sheet")

    assert likely_same(ours, (theirs,)) == ()
    assert likely_same(ours, (theirs,), {1: 0.9})


def test_a_text_is_about_what_not_every_other_one_says() -> None:
    assert subject("A paper form for Northgate, please") == "Northgate"
    assert subject("we want a form") == ""


def test_what_shares_most_and_is_nearest_is_compared_first() -> None:
    proposed = [Proposed(1, 4, b""), Proposed(2, 4, b"x"), Proposed(3, 1, b"x")]

    assert nearest(proposed, {2: 0.5, 3: 0.9}, 2) == [2, 3]
    assert nearest((), {}, 2) == []


def test_one_word_is_never_enough() -> None:
    asked = request(1, "formstack formstack formstack"), request(2, "book")

    assert likely_same("formstack", asked) == ()
    assert likely_same("formstack for taxis", (request(1, "taxis, with formstack"),))


def test_what_many_ask_for_is_still_found() -> None:
    """All that are at hand say ‘visitor permits’, so it tells less; the whole is still the same."""
    asked = tuple(request(n, f"visitor permits online for zone {n}") for n in range(1, 21))

    assert len(likely_same("visitor permits online please", asked)) == 20
    assert rarity_in(map(in_any, [["zone"]] * 3)).of("zone") < rarity_in(()).of("zone")


def test_the_likeliest_comes_first_and_of_two_alike_the_older() -> None:
    close = "visitor permits online"
    asked = (
        request(3, close),
        request(2, close),
        request(1, "permits for visitors on the paper form"),
    )

    assert [one.number for one, _ in likely_same(close, asked)] == [2, 3, 1]


def test_nothing_in_common_is_nothing_alike() -> None:
    assert likeness("visitor permits", "burial register") == Likeness(0.0)
    assert likeness("", "") == Likeness(0.0)
    assert likely_same("we", ()) == ()


def test_a_request_is_found_by_its_title_too() -> None:
    renamed = replace(request(1, "people come to reception"), title="Visitor permits online")

    assert likely_same("visitor permits", (renamed,))
    assert {"visitor", "recept"} <= stems_of(renamed.words)


def test_a_request_is_found_by_what_not_every_other_one_says() -> None:
    assert stems_of("a paper form for the allotment waiting list") == {"allot", "wait"}
    assert stems_of("a paper form, online") == {"paper", "form", "onlin"}


def test_a_long_text_is_found_by_its_most_telling_words() -> None:
    common = "tax parking house reception card cash queue claim photo project"
    rare = " ".join(f"zebra{n}" for n in range(MOST_STEMS + 5))

    assert stems_of(f"{common} {rare}") == {f"zebra{n}" for n in range(MOST_STEMS)}
    assert len(stems_of(common)) == 10


Like = Callable[[str, str], Likeness]
_SOME = st.lists(st.sampled_from([*" ".join(DEANS).split(), "burial", "register"]), max_size=12)
texts = st.builds(" ".join, _SOME)


def own_words_alone(like: Like, text: str, other: str) -> bool:
    return all(word in text for word in like(text, other).shared)


def fair(like: Like, text: str, other: str) -> bool:
    return like(text, other).score == pytest.approx(like(other, text).score)


def _others_words(text: str, other: str) -> Likeness:
    return likeness(other.upper(), text)


def _by_the_first(text: str, other: str) -> Likeness:
    return Likeness(likeness(text, other).score / max(1, len(text)))


@pytest.mark.parametrize(
    ("law", "faulty"), [(own_words_alone, _others_words), (fair, _by_the_first)]
)
def test_laws_of_likeness(law: Callable[[Like, str, str], bool], faulty: Like) -> None:
    @given(texts, texts)
    def holds(text: str, other: str) -> None:
        assert law(likeness, text, other)

    holds()
    find(st.tuples(texts, texts), lambda two: not law(faulty, *two))


def test_how_many_there_are_and_how_long_they_take_is_no_subject() -> None:
    damp = "tenants phone us to report damp, each call takes half an hour and we get 20 a week"
    pitch = "people phone us to book a market pitch, it takes half an hour, about 20 a week"

    alike = likeness(damp, pitch)

    assert "20" not in alike.shared
    assert alike.score < SAME
