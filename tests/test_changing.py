"""Rows laid over the file: they count, go quiet, or stand beside what the file came to say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.capability import (
    Capability,
    CapabilityStatus,
    FirstCustomer,
    SameWordOnly,
    Sense,
)
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.changing import Change, at_odds, with_changes
from bot.drafts import Conversation
from bot.effects import Known
from bot.events import Changed, Form, Listed
from bot.handbook import Handbook
from bot.looking import show
from bot.messages import Message, Quiet, Show, text_of
from bot.triage import tending
from tests.blocks import block
from tests.cast import book, known
from tests.theatre import TUESDAY

FILED = block("forms", steward="Anil Rao")
PRIYA = replace(known(), member=True)


def change(key: str, value: str, filed: str = "", id_: str = "forms", **more: str) -> Change:
    return Change(id_, key, value, TUESDAY, "Priya Nair", filed=filed, **more)


def laid(*changes: Change, filed: Capability = FILED) -> Catalogue:
    catalogue = Catalogue((filed,))
    return with_changes(catalogue, catalogue, changes)


def holding(
    *changes: Change, filed: Capability = FILED, said: tuple[Adoption, ...] = ()
) -> Handbook:
    ranker = book().ranker.over(Catalogue((filed,)))
    held = replace(book(), catalogue=Catalogue((filed,)), ranker=ranker)
    return held.with_said(said, changes=changes)


@pytest.mark.parametrize(
    ("in_file", "known_as", "both"),
    [("Anil Rao", "Tom Bell", False), ("Tom Bell", "Tom Bell", False), ("Leah", "Leah", True)],
)
def test_a_row_counts_until_the_file_says_the_same_or_another_thing(
    in_file: str, known_as: str, both: bool
) -> None:
    row, filed = change("steward", "Tom Bell", "Anil Rao"), replace(FILED, steward=in_file)

    assert laid(row, filed=filed).by_id["forms"].steward == known_as
    assert bool(at_odds(Catalogue((filed,)), (row,))) is both


def test_the_newest_row_of_a_key_counts() -> None:
    rows = (change("cost", "£1"), change("cost", "£2"))

    assert laid(*rows).by_id["forms"].cost == "£2"
    assert laid() == Catalogue((FILED,))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", ""),
        ("kind", "magic"),
        ("contract_end", "soon"),
        ("first_customer.ready_for_others", "perhaps"),
        ("first_customer.service", " "),
        ("no_such_key", "x"),
    ],
)
def test_what_cannot_be_read_leaves_the_entry_as_it_is(key: str, value: str) -> None:
    filed = {"name": "Forms", "kind": "technology"}.get(key, "")

    assert laid(change(key, value, filed)) == Catalogue((FILED,))


def test_what_was_proposed_is_there_until_the_file_has_it_and_is_not_built_yet() -> None:
    rows = (change("name", "New", id_="new"), change("summary", "It is new.", id_="new"))

    assert laid(*rows).missing == {"new"}
    assert laid(*rows, change("status", "building", id_="new")).missing == frozenset()
    assert laid(*rows, filed=block("new", name="New")).missing == frozenset()
    assert "new" not in laid(rows[0]).by_id


def test_a_row_of_an_entry_that_its_file_has_lost_is_harmless() -> None:
    rows = (
        change("name", "Other", "Lost", id_="lost"),
        change("summary", "About it.", "About lost.", id_="lost"),
    )

    assert laid(*rows) == Catalogue((FILED,))


def test_what_the_team_lacked_is_there_once_it_is_said_to_be() -> None:
    said = (Adoption("forms", Answer.DO_NOT, TUESDAY, "Priya Nair"),)
    live = holding(change("status", "live", "idea"), said=said)

    assert holding(said=said).ranker.catalogue.missing == {"forms"}
    assert live.ranker.catalogue.missing == frozenset()


def test_the_first_customer_can_be_said_in_parts() -> None:
    rows = (
        change("first_customer.service", "bins"),
        change("first_customer.broke", "maps"),
        change("first_customer.ready_for_others", "no, not yet"),
    )
    gone = change("first_customer.service", "", "bins")
    had = replace(FILED, first_customer=FirstCustomer("bins"))

    assert laid(*rows).by_id["forms"].first_customer == FirstCustomer(
        "bins", broke="maps", ready_for_others="no, not yet"
    )
    assert laid(gone, filed=had).by_id["forms"].first_customer is None


def test_a_sense_counts_until_the_file_says_the_same_in_its_own_way() -> None:
    row = change("senses/once", "once\nit is new\n\na study")
    other = change("senses/often", "", "often")
    had = replace(FILED, senses=(Sense("often"), Sense("often", "twice")))
    says = replace(FILED, senses=(Sense(" once", "it is\nnew", evidence="a study"),))

    assert laid(row, other, filed=had).by_id["forms"].senses == (
        *(Sense("often", "twice"), Sense("once", "it is new", "", "a study")),
    )
    assert at_odds(Catalogue((says,)), (row, other)) == ()
    assert laid(row, other, filed=says).by_id["forms"].senses == says.senses


def test_what_is_not_meant_leads_to_nothing_that_is_there_no_longer() -> None:
    rows = (change("same_word_only/a", "a\n\ngone"), change("same_word_only/b", "b\n\nfault"))

    assert laid(*rows).by_id["forms"].same_word_only == (
        SameWordOnly("a"),
        SameWordOnly("b", see="fault"),
    )
    assert laid(change("same_word_only/", "c")).by_id["forms"].same_word_only == ()


def test_what_is_not_meant_may_lead_to_and_from_what_was_proposed() -> None:
    new = (change("name", "New", id_="new"), change("summary", "It is new.", id_="new"))
    rows = (
        change("same_word_only/a", "a\n\nnew"),
        change("same_word_only/b", "b\n\nforms", id_="new"),
        change("same_word_only/c", "c\n\nlost", id_="new"),
    )

    assert laid(*new, *rows).by_id["forms"].same_word_only == (SameWordOnly("a", see="new"),)
    assert laid(*new, *rows).by_id["new"].same_word_only == (
        SameWordOnly("b", see="forms"),
        SameWordOnly("c"),
    )
    assert laid(rows[0]).by_id["forms"].same_word_only == (SameWordOnly("a"),)


def card(look: Listed, held: Handbook) -> Message:
    view = show(look, Conversation(), PRIYA, held)
    assert isinstance(view, Show)
    return view.message


def test_where_file_and_chat_differ_both_are_shown_to_those_who_look_after_it() -> None:
    held = holding(change("steward", "Tom Bell", "Anil Rao"), filed=replace(FILED, steward="Leah"))

    assert (
        "Chat and the file say different things, and the file counts. Priya Nair said on Tuesday "
        "8 December 2026: Who looks after it: ‘Tom Bell’. The file says ‘Leah’."
    ) in text_of(card(Listed("block", words="forms"), held))
    assert isinstance(show(Form("block_edit", about="gone"), Conversation(), PRIYA, held), Quiet)
    assert isinstance(show(Form("block_propose"), Conversation(), known(), held), Quiet)


def test_what_was_adopted_is_in_the_history_too() -> None:
    later = TUESDAY + timedelta(days=1)
    held = holding(
        change("status", "live", "idea"),
        said=(Adoption("forms", Answer.HAVE_IT, later, "Tom Bell", "Tom Bell"),),
    )

    assert text_of(card(Listed("block_history", words="forms"), held)).splitlines()[1:] == [
        "- Wednesday 9 December 2026, 9:38am. Tom Bell: we have it.",
        "- Tuesday 8 December 2026, 9:38am. Priya Nair: Status: live.",
    ]
    assert text_of(card(Listed("block_history", words="forms"), holding())) == (
        "Nothing has been said or changed of it in chat yet."
    )


@pytest.mark.parametrize("who", [known(), PRIYA])
def test_only_those_who_may_can_change_what_is_there(who: Known) -> None:
    about = "forms" if who is not PRIYA else "gone"
    turn = tending.decide(Conversation(), Changed(about, {"cost": "£1"}), who, holding())

    assert turn.effects == ()
    assert isinstance(turn.answer, Quiet)


def test_nobody_is_told_of_what_they_took_on_themselves_or_where_two_have_the_name() -> None:
    took_on = Changed("forms", {"steward": PRIYA.person.name, "status": "live"})
    me, two = (PRIYA.person,), (PRIYA.person, replace(PRIYA.person, key=9))
    told = [
        tending.decide(Conversation(), took_on, replace(PRIYA, called=called), holding()).effects
        for called in (me, two, ())
    ]

    assert [len(effects) for effects in told] == [3, 3, 3]
    assert CapabilityStatus.LIVE in str(told[0][0])
