"""The catalogues that we ship, and how their blocks are ranked against a request."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.capability import CapabilityStatus
from bot.catalogue.catalogue import Catalogue, remarks
from bot.catalogue.needs import gap_names
from bot.catalogue.ranking import FITS, LISTED, MOST_MATCHES
from bot.catalogue.terms import MOST_WORDS, phrase_of
from bot.facts import Facts
from tests.blocks import EXAMPLE, NEEDS, STARTER, block, fact, ranker_for
from tests.cast import book

GAPS = gap_names(book().words)
DEAN = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"


def ids(text: str, facts: Facts | None = None, catalogue: Catalogue = STARTER) -> list[str]:
    return [match.need.id for match in ranker_for(catalogue).match(text, facts or {})]


def test_the_starter_claims_nothing_that_nobody_has_confirmed() -> None:
    assert len(STARTER.capabilities) >= 40
    assert {each.status for each in STARTER.capabilities} == {CapabilityStatus.IDEA}
    assert not [each.id for each in STARTER.capabilities if each.steward or each.used_by]


def test_every_starter_entry_has_synonyms_and_senses_that_say_where_they_stop() -> None:
    assert remarks(STARTER) == ()
    assert not [
        (each.id, sense.name)
        for each in STARTER.capabilities
        for sense in each.senses
        if not (sense.works_when and sense.stops_fitting_when)
    ]


def test_what_speaks_for_a_need_speaks_for_one_that_the_starter_has() -> None:
    assert not [each.need for each in NEEDS.needs if each.need not in STARTER.by_id]
    assert not [each.need for each in NEEDS.sure if each.need not in GAPS]
    general = {each.id for each in STARTER.capabilities if not each.provides}
    assert not [each.need for each in NEEDS.needs if each.need not in general]


def test_the_example_council_has_used_its_blocks_for_a_year() -> None:
    forms, pay, pattern = (
        EXAMPLE.by_id[each] for each in ("online-forms", "govuk-pay", "service-pattern-status")
    )

    assert (forms.status, forms.steward, forms.last_confirmed) == (
        CapabilityStatus.LIVE,
        "Priya Nair",
        date(2026, 3, 16),
    )
    assert (forms.used_by[0].service, forms.used_by[0].since) == ("garden waste", "2024")
    assert (pay.steward, pattern.steward) == ("Tom Bell", "Leah Fox")
    assert forms.first_customer is not None
    assert forms.first_customer.ready_for_others == "yes"


def test_what_cannot_be_looked_up_is_worded_as_a_question_and_dated() -> None:
    products = [each for each in STARTER.capabilities if each.cost or "GOV.UK" in each.name]

    assert len(products) >= 4
    assert not [
        each.id
        for each in products
        if not (f"{each.cost} {each.how_to_start}".count("Ask ") and "November 2026" in f"{each}")
    ]


def test_a_booking_is_no_book() -> None:
    assert ids("it is kept in a paper book") == []
    assert ids("online bookings for rooms")[0] == "booking-appointments"


def test_visitor_permits_on_paper_find_forms_and_permits() -> None:
    matches = ranker_for(EXAMPLE).match(DEAN, {})

    found = {each.need.id: each for each in matches[:2]}
    assert found.keys() == {"online-forms", "licensing-permits"}
    forms = found["online-forms"]
    assert forms.words == "paper form"
    assert forms.sense is not None
    assert forms.sense.stops_fitting_when == (
        "it does not send anything to another system by itself"
    )


def test_a_product_stands_under_the_need_it_meets() -> None:
    match = ranker_for(STARTER).match("can people pay online, £12, card or cash", {})[0]

    assert (match.need.id, [each.id for each in match.met_by]) == ("payments", ["govuk-pay"])


def test_a_products_own_words_speak_for_its_need() -> None:
    assert ids("could we use GOV.UK Pay")[0] == "payments"


def test_a_product_with_two_needs_is_shown_once_under_the_better() -> None:
    matches = ranker_for(STARTER).match("text message reminder, also print and post the letter", {})
    met_by = {each.need.id: [one.id for one in each.met_by] for each in matches}

    assert met_by["print-and-post"] == ["govuk-notify"]
    assert met_by["notifications"] == ["notifications"]


def test_a_retired_block_is_offered_to_nobody() -> None:
    retired = replace(STARTER.by_id["govuk-pay"], status=CapabilityStatus.RETIRED)
    others = tuple(each for each in STARTER.capabilities if each.id != "govuk-pay")

    match = ranker_for(Catalogue((*others, retired))).match("pay online by card", {})[0]

    assert match.met_by == (STARTER.by_id["payments"],)


def test_a_fact_calls_for_a_need_that_no_word_names() -> None:
    facts = {"has_rekeying": fact("yes", "we put it all in PermitPoint")}

    match = ranker_for(STARTER).match("we put it all in PermitPoint", facts)[0]

    assert (match.need.id, match.words) == ("integration-platform", "we put it all in PermitPoint")


def test_a_fact_without_words_leaves_the_match_without_words() -> None:
    assert ranker_for(STARTER).match("hello", {"needs_payment": fact("yes")})[0].words is None


def test_a_sense_is_chosen_by_the_words_of_the_request() -> None:
    text = "a survey form to hear many opinions, we look at the totals"

    sense = ranker_for(STARTER).match(text, {})[0].sense

    assert sense is not None
    assert sense.name == "survey or consultation"


def test_an_entry_without_senses_still_matches() -> None:
    catalogue = Catalogue((block("forms"), block("maps")))

    assert ranker_for(catalogue).match("we need maps", {})[0].sense is None


@pytest.mark.parametrize("text", ["", "   ", "hello there", "thank you!", "🙂🙂", "the the the"])
def test_words_that_say_nothing_are_offered_nothing(text: str) -> None:
    assert ids(text) == []


def test_only_the_first_4000_words_of_a_long_text_count() -> None:
    assert ids("and " * (MOST_WORDS + 1) + "paper form") == []


def test_words_of_a_phrase_may_have_one_word_between_them_and_no_more() -> None:
    catalogue = Catalogue((block("forms", name="Zzz", synonyms=("paper form",)), block("maps")))

    assert ranker_for(catalogue).match("a paper pink form", {})[0].words == "paper pink form"
    assert ids("a paper and a pink form", catalogue=catalogue) == []
    assert ids("some paper", catalogue=catalogue) == []


def test_a_need_that_facts_call_for_and_nothing_meets_is_a_gap() -> None:
    facts = {
        "has_rekeying": fact("yes"),
        "needs_integration": fact("yes"),
        "asks_for": fact("form"),
    }

    assert ranker_for(Catalogue((block("forms"),)), GAPS).gaps("", facts) == (
        "joining systems together, so that nothing is typed in twice",
    )
    assert ranker_for(STARTER).gaps("", facts) == ()


def test_checking_who_lives_where_is_a_gap_only_where_the_request_says_so() -> None:
    facts = {"checked_elsewhere": fact("yes", "gotta check")}

    home = RANKER.gaps("gotta check theyre on council tax in northgate", facts)
    assert home == ("a check that someone lives at an address",)
    assert RANKER.gaps("gotta check the licence number", facts) == ()


@given(st.text(max_size=300))
def test_matches_are_in_order_and_rest_on_words_of_the_request(text: str) -> None:
    matches = RANKER.match(text + " permits, invoices and a form", {})

    assert 3 <= len(matches) <= MOST_MATCHES
    assert matches[0].score >= FITS
    assert [each.score for each in matches] == sorted((e.score for e in matches), reverse=True)
    assert all(LISTED <= each.score <= 1 for each in matches)
    assert all(
        each.words is None or each.words in text + " permits, invoices and a form"
        for each in matches
    )


RANKER = ranker_for(STARTER, GAPS)


def test_an_index_that_is_used_again_ranks_alike() -> None:
    text = "visitor permits, pay by card, and a rota"

    assert RANKER.over(Catalogue(STARTER.capabilities)).match(text, {}) == RANKER.match(text, {})


def test_what_was_taken_out_of_a_request_is_no_word_of_it() -> None:
    assert phrase_of("ring [phone number] about [address]") == phrase_of("ring about")
