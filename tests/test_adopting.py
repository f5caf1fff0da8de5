"""Going through the catalogue: the team's answers are laid over what the files say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.adopting import ASK_AGAIN, Adoption, Answer, laid_over, next_to_adopt
from bot.catalogue.capability import Capability, CapabilityStatus, Use
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.needs import gap_names
from tests.blocks import STARTER, block, fact, ranker_for
from tests.cast import book

NOON = datetime(2026, 12, 8, 12, tzinfo=UTC)
TODAY = NOON.date()
GAPS = gap_names(book().words)
PAID = {"needs_payment": fact("yes", "£12")}


def said(key: str, answer: Answer, days: int = 0, **more: str) -> Adoption:
    return Adoption(key, answer, NOON + timedelta(days=days), "priya", **more)


def laid(*adoptions: Adoption, catalogue: Catalogue = STARTER) -> Catalogue:
    return laid_over(catalogue, adoptions, book().words)


def offered(catalogue: Catalogue, text: str) -> list[str]:
    return [match.need.id for match in ranker_for(catalogue).match(text, PAID)]


def test_what_we_have_is_live_with_its_steward_and_who_uses_it() -> None:
    known = laid(said("govuk-pay", Answer.HAVE_IT, steward="Tom Bell", used_by="garden waste"))

    pay = known.by_id["govuk-pay"]
    assert (pay.status, pay.steward) == (CapabilityStatus.LIVE, "Tom Bell")
    assert pay.used_by == (Use("garden waste", "December 2026"),)
    assert pay.last_confirmed == date(2026, 12, 8)
    assert ranker_for(known).match("pay by card", {})[0].shown is pay


def test_a_steward_and_a_user_may_be_left_out() -> None:
    known = laid(said("govuk-pay", Answer.HAVE_IT)).by_id["govuk-pay"]

    assert (known.steward, known.used_by) == ("", ())


def test_who_is_named_twice_uses_it_once() -> None:
    catalogue = Catalogue((block("forms", used_by=(Use("bins"), Use("parks", "2024"))),))

    known = laid(said("forms", Answer.HAVE_IT, used_by="bins"), catalogue=catalogue)

    assert known.by_id["forms"].used_by == (Use("parks", "2024"), Use("bins", "December 2026"))


def test_what_we_do_not_have_is_a_gap_when_it_is_called_for() -> None:
    known = laid(said("payments", Answer.DO_NOT), said("booking-appointments", Answer.DO_NOT))
    ranker = ranker_for(known, GAPS)

    assert "payments" not in offered(known, "pay online by card")
    assert ranker.gaps("pay online by card", PAID) == ("taking payments",)
    assert ranker.gaps("people book a slot", {}) == ("Bookings and appointments",)
    assert ranker.gaps("a form about potholes", {}) == ()


def test_a_need_that_we_do_not_have_is_met_again_by_a_product_that_we_have() -> None:
    no, yes = said("payments", Answer.DO_NOT), said("govuk-pay", Answer.HAVE_IT, steward="Tom")

    assert ranker_for(laid(no, yes)).gaps("pay online", PAID) == ()
    assert offered(laid(no, yes), "pay online")[0] == "payments"
    neither = laid(no, said("govuk-pay", Answer.DO_NOT))
    assert ranker_for(neither, GAPS).gaps("", PAID) == ("taking payments",)


def test_a_product_that_we_do_not_have_leaves_its_need_an_idea() -> None:
    match = ranker_for(laid(said("govuk-pay", Answer.DO_NOT))).match("pay by card", {})[0]

    assert match.met_by == (STARTER.by_id["payments"],)
    assert ranker_for(laid(said("govuk-pay", Answer.DO_NOT))).gaps("pay by card", PAID) == ()


def test_naming_a_product_that_we_do_not_have_says_nothing_of_its_need() -> None:
    catalogue = Catalogue((block("money"), block("zpay", provides=("money",))))

    without = laid(said("zpay", Answer.DO_NOT), catalogue=catalogue)

    assert [match.need.id for match in ranker_for(catalogue).match("use zpay", {})] == ["money"]
    assert ranker_for(without).match("use zpay", {}) == ()


def test_not_sure_changes_nothing() -> None:
    assert laid(said("payments", Answer.NOT_SURE)) == STARTER


def test_the_newest_answer_counts_in_whatever_order_they_come() -> None:
    before, after = said("payments", Answer.HAVE_IT), said("payments", Answer.DO_NOT, days=1)

    assert laid(before, after) == laid(after, before) == laid(after)
    assert laid(after).missing == {"payments"}


def test_an_answer_about_an_entry_that_the_file_no_longer_has_is_harmless() -> None:
    assert laid(said("gone", Answer.DO_NOT), said("lost", Answer.HAVE_IT)) == STARTER


def test_a_file_that_has_made_an_entry_live_beats_the_answer() -> None:
    live = block("forms", status=CapabilityStatus.LIVE, steward="Priya Nair")
    catalogue = Catalogue((live,))

    assert laid(said("forms", Answer.DO_NOT), catalogue=catalogue) == catalogue
    theirs = said("forms", Answer.HAVE_IT, steward="Tom Bell")
    assert laid(theirs, catalogue=catalogue) == catalogue


def next_one(*adoptions: Adoption, days: int = 0) -> Capability | None:
    catalogue = Catalogue((block("a"), block("live", status=CapabilityStatus.LIVE), block("b")))
    return next_to_adopt(catalogue.capabilities, adoptions, TODAY + timedelta(days=days))


def test_the_team_is_asked_in_the_order_of_the_file_and_of_ideas_only() -> None:
    has_a, no_b = said("a", Answer.HAVE_IT), said("b", Answer.DO_NOT)

    assert next_one() == block("a")
    assert next_one(has_a) == block("b")
    assert next_one(has_a, no_b) is None


def test_what_nobody_was_sure_of_comes_again_after_ninety_days() -> None:
    unsure, no_b = said("a", Answer.NOT_SURE), said("b", Answer.DO_NOT)

    assert next_one(unsure, no_b, days=ASK_AGAIN - 1) is None
    assert next_one(unsure, no_b, days=ASK_AGAIN) == block("a")


answers = st.builds(
    said,
    st.sampled_from([each.id for each in STARTER.capabilities]),
    st.sampled_from(Answer),
    st.integers(0, 200),
)


def changed(catalogue: Catalogue) -> set[str]:
    """The entries that are not as the starter has them."""
    mine = {each.id for each in catalogue.capabilities if each != STARTER.by_id[each.id]}
    return mine | catalogue.missing


@given(st.lists(answers, max_size=10))
def test_answers_change_only_the_entries_they_are_about(adoptions: list[Adoption]) -> None:
    known = laid_over(STARTER, adoptions, book().words)

    assert changed(known) <= {each.capability for each in adoptions}
    assert [each.id for each in known.capabilities] == [each.id for each in STARTER.capabilities]


def test_a_change_of_another_entry_would_be_seen() -> None:
    first, *others = STARTER.capabilities
    faulty = Catalogue((replace(first, steward="Nobody asked"), *others))

    assert changed(faulty) == {first.id}
