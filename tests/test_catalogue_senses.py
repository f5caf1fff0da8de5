"""Words that mean two of our blocks: one question, only if nothing else settles it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.capability import Capability, CapabilityStatus, SameWordOnly, Sense
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.ranking import Ranker
from bot.catalogue.senses import SenseQuestion, sense_question
from bot.facts import Facts
from tests.blocks import EXAMPLE, STARTER, block, fact, ranker_for

WARDENS = "can we do bookings for the wardens online"
RANKER = ranker_for(STARTER)


def chosen(key: str) -> Facts:
    return {"sense": fact(key)}


def needs(ranker: Ranker, text: str, facts: Facts | None = None) -> list[str]:
    return [match.need.id for match in ranker.match(text, facts or {})]


def asked(*entries: Capability, text: str = WARDENS) -> SenseQuestion | None:
    return sense_question(text, {}, Ranker(Catalogue(entries)))


OTHERS = tuple(block(f"other{n}") for n in range(40))
"""A word that every entry goes by says nothing, so others go by other words."""

HALLS = block("halls", synonyms=("bookings",), senses=(Sense("slots"),))
SHIFTS = block("shifts", name="Rotas", synonyms=("cover",))


def with_other(**other: Any) -> Capability:
    means = {"means": "bookings of staff on to duties", "see": "shifts", **other}
    return replace(HALLS, same_word_only=(SameWordOnly(**means),))


@pytest.mark.parametrize("catalogue", [STARTER, EXAMPLE])
def test_bookings_for_wardens_may_be_slots_or_shifts(catalogue: Catalogue) -> None:
    question = sense_question(WARDENS, {}, ranker_for(catalogue))

    assert question is not None
    assert question.word == "bookings"
    assert [(each.capability, each.label) for each in question.choices] == [
        (
            "booking-appointments",
            "Let people choose a time, a place or a thing, and change or cancel it",
        ),
        ("hr-system", "Booking staff on to shifts, a rota"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "can we do bookings for hall hire online",
        "bookings of wardens on to shifts, with cover and swaps",
        "we need a map of the wardens",
        "",
    ],
)
def test_nothing_is_asked_where_the_other_words_settle_it(text: str) -> None:
    assert sense_question(text, {}, RANKER) is None


def test_nothing_is_asked_where_a_fact_settles_it() -> None:
    text = "wardens pay for it"

    assert sense_question(text, {}, RANKER) is not None
    assert sense_question(text, {"needs_payment": fact("yes", "pay for it")}, RANKER) is None


@pytest.mark.parametrize("answer", ["hr-system", "not_sure", "skip"])
def test_it_is_asked_once(answer: str) -> None:
    assert sense_question(WARDENS, chosen(answer), RANKER) is None


def test_a_block_that_was_not_meant_is_left_out_and_the_meant_one_comes_first() -> None:
    shifts = RANKER.match(WARDENS, chosen("hr-system"))

    assert (shifts[0].need.id, shifts[0].words) == ("hr-system", "bookings")
    assert "booking-appointments" not in [match.need.id for match in shifts]
    assert needs(RANKER, WARDENS, chosen("booking-appointments"))[0] == "booking-appointments"
    assert needs(RANKER, WARDENS, chosen("not_sure")) == needs(RANKER, WARDENS)


def test_a_choice_that_the_request_no_longer_offers_changes_nothing() -> None:
    assert needs(RANKER, WARDENS, chosen("gone")) == needs(RANKER, WARDENS)
    assert needs(RANKER, "a paper form", chosen("hr-system")) == needs(RANKER, "a paper form")


def test_two_blocks_that_share_a_word_are_told_apart() -> None:
    register = block("register", synonyms=("tags",), senses=(Sense("things with a sticker"),))
    words = block("words", synonyms=("tags",), senses=(Sense("names for photos"),))
    product = block("tagger", provides=("words",), synonyms=("tags",))
    ranker = Ranker(Catalogue((register, words, product, *OTHERS)))

    question = sense_question("we want tags", {}, ranker)

    assert question is not None
    assert [(each.capability, each.label) for each in question.choices] == [
        ("register", "Things with a sticker"),
        ("words", "Names for photos"),
    ]
    assert needs(ranker, "we want tags", chosen("words")) == ["words"]


def test_a_word_of_four_blocks_has_four_choices_at_most() -> None:
    entries = [block(f"tags{n}", synonyms=("tags",)) for n in range(6)]

    question = asked(*entries, *OTHERS, text="we want tags")

    assert question is not None
    assert [each.label for each in question.choices] == [f"About tags{n}" for n in range(4)]


def test_a_meaning_that_leads_to_a_hand_off_or_nowhere_is_only_told() -> None:
    assert asked(with_other(see="access_right"), SHIFTS) is None
    assert asked(with_other(see=""), SHIFTS) is None
    assert asked(with_other(), replace(SHIFTS, status=CapabilityStatus.RETIRED)) is None
    assert asked(with_other(means="a job on the establishment"), SHIFTS) is None
    assert asked(with_other(), SHIFTS) is not None


def test_a_product_can_be_what_was_meant() -> None:
    rotas = block("rotas", provides=("shifts",))
    ranker = Ranker(Catalogue((with_other(see="rotas"), SHIFTS, rotas)))

    first = ranker.match(WARDENS, chosen("rotas"))[0]

    assert (first.need.id, [each.id for each in first.met_by]) == ("shifts", ["rotas"])


@pytest.mark.parametrize(
    ("means", "label"),
    [
        ("bookings of staff; that needs cover", "Bookings of staff"),
        (
            "bookings of staff on to duties, which is done by every team in its own way, on paper",
            "Bookings of staff on to duties",
        ),
        ("bookings " + "of many kinds of staff " * 4, "Cover for staff"),
    ],
)
def test_a_label_fits_a_button(means: str, label: str) -> None:
    shifts = replace(SHIFTS, senses=(Sense("cover for staff"),))

    question = asked(with_other(means=means), shifts)

    assert question is not None
    assert question.choices[1].label == label


def test_an_entry_that_says_too_much_for_a_button_goes_by_its_name() -> None:
    long = replace(HALLS, summary="Let people do things. " * 9, senses=(Sense("slots " * 20),))

    question = asked(long, block("diaries", synonyms=("bookings",)))

    assert question is not None
    assert question.choices[0].label == "Halls"


@given(st.text(max_size=60), st.sampled_from(["bookings", "pay for it", "refunds", "post"]))
def test_whatever_is_chosen_the_others_are_left_out(text: str, word: str) -> None:
    said = f"{text} {word}"
    question = sense_question(said, {}, RANKER)
    if question is None:
        return
    ids = [each.capability for each in question.choices]
    assert 2 <= len(ids) <= 4
    assert all(0 < len(each.label) <= 75 for each in question.choices)
    assert all(leaves_out(needs(RANKER, said, chosen(each)), ids, each) for each in ids)


def leaves_out(offered: list[str], choices: list[str], meant: str) -> bool:
    """Whether of the choices the meant one alone is offered, and first."""
    return offered[0] == meant and not set(offered[1:]) & set(choices)


def test_a_block_that_stays_though_it_was_not_meant_would_be_seen() -> None:
    assert not leaves_out(["hr-system", "halls"], ["halls", "hr-system"], "hr-system")
