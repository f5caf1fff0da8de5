"""A neighbour's catalogue beside ours: ours stays, theirs is marked, and once more adds nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adapters.cli.merging import report
from adapters.exchange import adding
from adapters.exchange.writing import own_yaml
from bot.catalogue.capability import (
    Capability,
    CapabilityStatus,
    FirstCustomer,
    SameWordOnly,
    Sense,
    Use,
)
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.merging import Merged, merge
from bot.catalogue.overlaps import How
from tests.blocks import EXAMPLE, EXAMPLE_FILE, MEANING, STARTER, block
from tests.operating import Out, ended, working_in

SLOTS = Capability(
    *("bookings", "Bookings", "Let people book a time slot in a hall."),
    contract_end=date(2028, 3, 31),
)
SHIFTS = Capability(
    *("bookings", "Shift planner", "Put wardens on a rota, with cover for sickness."),
    status=CapabilityStatus.LIVE,
    steward="Una Dunne",
    last_confirmed=date(2026, 1, 1),
    first_customer=FirstCustomer("parking", ready_for_others="yes"),
    used_by=(Use("parking", "2024"),),
    contract_end=date(2027, 9, 30),
)


def merged(*theirs: Capability, ours: tuple[Capability, ...] = (SLOTS,)) -> Merged:
    return merge(ours, theirs, "Southmere", "Northshire", MEANING)


def test_a_word_that_both_use_for_two_things_is_two_blocks() -> None:
    found = merged(SHIFTS)

    assert found.overlaps == ()
    assert found.added == (
        replace(
            SHIFTS,
            id="bookings-southmere",
            status=CapabilityStatus.IDEA,
            steward="",
            last_confirmed=None,
            first_customer=None,
            used_by=(Use("parking (Southmere)", "2024"),),
            shared_from="Southmere",
        ),
    )


def test_what_is_the_same_is_told_and_ours_stays() -> None:
    hall = replace(SLOTS, summary="Book a slot in a hall.", contract_end=None)
    found = merged(hall, replace(SLOTS, id="b2", name="BOOKINGS"))

    assert found.added == ()
    assert [(each.ours, each.how) for each in found.overlaps] == [
        (SLOTS, How.ID),
        (SLOTS, How.NAME),
    ]


def test_what_is_near_in_meaning_is_told_and_comes_too() -> None:
    cards = block("cards", name="Card payments", summary="Take payments online by card.")
    vans = block("vans", name="Tracking vans", summary="Where our vans are.")
    found = merge(STARTER.capabilities, (cards, vans), "Southmere", "Northshire", MEANING)

    assert [(each.ours.id, each.how) for each in found.overlaps] == [("payments", How.MEANING)]
    assert [each.id for each in found.added] == ["cards", "vans"]


def test_merging_once_more_adds_nothing() -> None:
    neighbours = (SHIFTS, *(replace(each, shared_from="Eastvale") for each in EXAMPLE.capabilities))
    once = merged(*neighbours)
    ours = (SLOTS, *once.added)
    twice = merged(*neighbours, ours=ours)

    assert Catalogue(ours).by_id["bookings-southmere"].shared_from == "Southmere"
    assert twice.added == ()
    assert twice.overlaps == once.overlaps


def test_an_id_that_is_taken_twice_gets_a_number() -> None:
    own = block("bookings-southmere", name="Odd", summary="Something of our own.")
    (added,) = merged(SHIFTS, ours=(SLOTS, own)).added

    assert added.id == "bookings-southmere-2"
    assert merged(SHIFTS, ours=(SLOTS, own, added)).added == ()


def test_an_id_with_whose_it_is_still_fits_a_button() -> None:
    long = replace(SHIFTS, id="b" * 60)
    ours = (replace(SLOTS, id="b" * 60),)
    (added,) = merge(ours, (long,), "The County of " + "x" * 60, "Us", MEANING).added

    assert len(added.id) <= 60
    assert Catalogue((*ours, added)).by_id[added.id] is added


def test_references_lead_to_what_is_there() -> None:
    need = block("pay-need", name="bookings", summary="A need.")
    product = replace(
        SHIFTS,
        id="shifts",
        provides=("pay-need", "gone", "ring", "shifts"),
        same_word_only=(
            SameWordOnly("slots", see="pay-need"),
            SameWordOnly("faults", see="fault"),
            SameWordOnly("others", see="gone"),
        ),
    )
    ring = block("ring", summary="Round and round.", provides=("shifts",))
    shifts, around = merged(need, product, ring).added

    assert shifts.provides == ("bookings",)
    assert [each.see for each in shifts.same_word_only] == ["bookings", "fault", ""]
    assert around.provides == ()


def test_what_cannot_come_is_named() -> None:
    found = merged(
        SHIFTS,
        SHIFTS,
        SHIFTS,
        block("ours", shared_from="northshire"),
        block("blank", senses=(Sense(" "),)),
    )

    assert found.left == (
        "bookings: it is there a second time",
        "ours: they have it from us",
        "blank: capabilities[0].senses[0].name: This is blank. Fill it in.",
    )
    assert len(found.added) == 1


def test_the_report_has_the_contracts_side_by_side_and_our_own_end() -> None:
    later = replace(SLOTS, contract_end=date(2029, 1, 31))
    found = merged(later, replace(SHIFTS, id="shifts"), SHIFTS)

    assert list(report(found, date(2028, 4, 1))) == [
        "Added: 1, each as an idea until your team says that you have it.",
        "  shifts: Shift planner, from Southmere",
        "Overlaps: 1. Yours stay as they are.",
        "  Bookings and your Bookings: the same id; contracts: 31 January 2029 and 31 March 2028",
        "Contracts that end: 3.",
        "  30 September 2027: Shift planner, Southmere",
        "  31 March 2028: Bookings, yours",
        "  31 January 2029: Bookings, Southmere, past your organisation’s own end",
        "Your own organisation ends on 1 April 2028.",
        "Left out: bookings: it is there a second time.",
    ]
    bare = merged(replace(SLOTS, contract_end=None), ours=(replace(SLOTS, contract_end=None),))
    assert list(report(bare, None)) == [
        "Added: 0, each as an idea until your team says that you have it.",
        "Overlaps: 1. Yours stay as they are.",
        "  Bookings and your Bookings: the same id",
        "Contracts that end: 0.",
    ]


@pytest.mark.parametrize("count", [2_000])
def test_a_feed_of_thousands_with_one_word_in_all_is_merged(count: int) -> None:
    many = tuple(block(f"b{n}", name=f"Booking {n}", summary="A booking.") for n in range(count))
    found = merge(
        many,
        tuple(replace(one, id=f"x{one.id}", name=f"{one.name} x") for one in many),
        "Southmere",
        "Northshire",
        MEANING,
    )

    assert len(found.added) == count


def test_our_file_stays_as_it_is_with_theirs_behind_it() -> None:
    text = EXAMPLE_FILE.read_text(encoding="utf-8")

    assert adding.with_added(text, EXAMPLE, ()) == text
    longer = adding.with_added(text, EXAMPLE, merged(SHIFTS, ours=EXAMPLE.capabilities).added)
    assert longer.startswith(text.rstrip("\n"))
    assert longer.endswith("    contract_end: 2027-09-30\n    shared_from: Southmere\n")


@pytest.mark.parametrize(
    "text",
    ["{capabilities: []}", "capabilities:\n- id: a\n  name: A\n  summary: s\n# colon: [\n...\n"],
)
def test_a_file_that_has_no_end_to_add_to_is_written_anew(text: str) -> None:
    ours = Catalogue((block("a", name="A", summary="s"),) if "- id" in text else ())

    whole = adding.with_added(text, ours, (SHIFTS,))

    assert whole == own_yaml((*ours.capabilities, SHIFTS)).text


def test_a_neighbours_file_is_merged_to_standard_output(tmp_path: Path, capsys: Out) -> None:
    theirs = tmp_path / "southmere.yaml"
    theirs.write_text(own_yaml((SHIFTS,)).text, encoding="utf-8")
    with working_in(tmp_path):
        assert ended("catalogue", "merge", str(theirs)) == 0
        told = capsys.readouterr()
        again = tmp_path / "ours.yaml"
        again.write_text(told.out, encoding="utf-8")
        assert ended("catalogue", "check", str(again)) == 0
        assert ended("catalogue", "merge", str(theirs), "--from", "The county") == 0
    named = capsys.readouterr()

    assert "shared_from: southmere" in told.out
    assert "Added: 1" in told.err
    assert "shared_from: The county" in named.out


def test_what_others_wrote_moves_no_cursor(tmp_path: Path, capsys: Out) -> None:
    theirs = tmp_path / "southmere.json"
    entry = '{"id": "a", "name": "\\u001b[2JA", "summary": "s"}'
    theirs.write_text(f'{{"capabilities": [{entry}]}}', encoding="utf-8")
    with working_in(tmp_path):
        assert ended("catalogue", "merge", str(theirs)) == 0

    assert "  a: \ufffd[2JA, from southmere\n" in capsys.readouterr().err
