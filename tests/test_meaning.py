"""Vectors of meaning, as they ship: what is meant is near, whatever the words."""

import pytest

from adapters import vectors
from adapters.meaning import WordVectors
from adapters.vectors import NoVectors
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.ranking import Ranker
from tests.blocks import MEANING, block

SHEDS = Capability("sheds", "Bike storage", "Somewhere safe to leave a bike.")
OTHERS = tuple(block(f"other{n}") for n in range(40))


def nearness(text: str, *others: str) -> tuple[float, ...]:
    return MEANING.nearness(text, tuple(map(MEANING.vector, others)))


def test_what_means_the_same_is_nearer_than_what_only_looks_alike() -> None:
    same, other = nearness("somewhere to leave a bicycle", "bike storage", "where to leave a tip")

    assert same > other


def test_a_text_is_nearest_to_itself_whatever_its_length() -> None:
    near = nearness("visitor permits online", "visitor permits online")[0]
    long = nearness("visitor permits online " * 2_000, "visitor permits online")[0]

    assert near == pytest.approx(1, abs=0.001)
    assert long == pytest.approx(near, abs=0.001)


@pytest.mark.parametrize("text", ["", "\ud83d", "a\ud83d b", "🙂"])
def test_strange_texts_have_a_meaning_or_none(text: str) -> None:
    assert -1 <= nearness("permits", text)[0] <= 1


def test_nothing_is_near_to_nothing() -> None:
    assert MEANING.vector("") == b""
    assert nearness("", "permits") == (0.0,)
    assert MEANING.nearness("permits", (b"", b"\x01\x02", MEANING.vector("permits")))[:2] == (0, 0)
    assert MEANING.nearness("permits", ()) == ()


def test_a_vector_is_half_a_kilobyte() -> None:
    assert len(MEANING.vector("permits")) == 512


def test_an_entry_is_found_by_what_is_meant() -> None:
    catalogue = Catalogue((SHEDS, *OTHERS))
    text = "secure bicycle parking"

    found = Ranker(catalogue, meaning=MEANING).match(text, {})
    assert [(each.need.id, each.words) for each in found] == [("sheds", None)]
    assert Ranker(catalogue).match(text, {}) == ()


def test_vectors_that_are_missing_are_missed_by_name() -> None:
    with pytest.raises(NoVectors, match=r"Install requirements\.lock again"):
        vectors.found("no_such_package")
    with pytest.raises(NoVectors, match="email"):
        vectors.found("email")
    assert WordVectors().vector("found anew")
