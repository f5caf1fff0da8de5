"""Cul-de-sacs: what is warned of, in the words of a file, and what would clear it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adapters.files import FileProblem, load
from bot.catalogue.capability import Capability, CapabilityStatus, CulDeSac, Match, Sense
from bot.catalogue.future import Future, FuturePart
from bot.catalogue.needs import gap_names
from bot.catalogue.watching import MOST, Ahead, WatchOut, WatchOuts, watch_out
from bot.environment import read_settings
from bot.facts import Facts
from bot.levels.judging import Rules
from bot.understanding.concluding import conclude
from tests.blocks import EXAMPLE, ROOT, block, fact, ranker_for
from tests.cast import book

TODAY = date(2026, 12, 8)
FILE = ROOT / "bot" / "catalogue" / "watch_outs.yaml"
SHIPPED = WatchOuts(load(FILE, tuple[WatchOut, ...]), words=book().words)
DEAN = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"
STEWARDED = {"status": CapabilityStatus.LIVE, "steward": "Tom Bell"}


def offered(*blocks: Capability, words: str | None = None) -> tuple[Match, ...]:
    return tuple(Match(each, (each,), 0.5, Sense("any"), words) for each in blocks)


def warned(
    *blocks: Capability,
    text: str = "",
    facts: Facts | None = None,
    words: str | None = None,
    **known: Any,
) -> tuple[CulDeSac, ...]:
    """What the shipped file warns of, on 8 December 2026."""
    watch = replace(SHIPPED, **known)
    return watch_out(offered(*blocks, words=words), text, facts or {}, TODAY, watch)


def texts(*blocks: Capability, **more: Any) -> list[str]:
    return [each.text for each in warned(*blocks, **more)]


def test_the_file_has_words_for_all_that_can_be_warned_of() -> None:
    assert {rule.kind for rule in SHIPPED.rules} == set(Ahead)


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        (date(2028, 3, 31), "Permits’s contract ends on 31 March 2028."),
        (date(2028, 6, 7), "Permits’s contract ends on 7 June 2028."),
        (date(2026, 12, 8), "Permits’s contract ends on 8 December 2026."),
        (date(2026, 1, 1), "Permits’s contract ended on 1 January 2026."),
        (date(2028, 6, 8), None),
        (None, None),
    ],
)
def test_a_contract_in_its_last_18_months_is_warned_of(ends: date | None, text: str | None) -> None:
    assert texts(block("permits", contract_end=ends)) == ([text] if text else [])


def test_a_contract_that_outlives_the_organisation_is_warned_of() -> None:
    permits = block("permits", contract_end=date(2030, 3, 31))

    assert texts(permits, ends_on=date(2028, 3, 31)) == [
        "Permits’s contract runs to 31 March 2030, but this organisation ends on 31 March 2028."
    ]
    assert texts(permits, ends_on=date(2030, 3, 31)) == []
    assert texts(permits) == []


def test_a_retiring_block_is_warned_of_once() -> None:
    retiring = block("permits", status=CapabilityStatus.RETIRING)

    assert [each.kind for each in warned(retiring, retiring)] == ["retiring"]


@pytest.mark.parametrize("way_out", ["no", "No: the supplier keeps them", "none", "NO, not yet"])
def test_records_that_cannot_get_out_are_warned_of(way_out: str) -> None:
    assert warned(block("permits", way_out=way_out)) == (
        CulDeSac(
            "no_way_out",
            "We cannot yet take our records out of Permits.",
            "agreeing with the supplier how we can take them out, before we put more in",
        ),
    )


@pytest.mark.parametrize("way_out", ["", "yes", "a list in Excel", "not tried yet", "nobody knows"])
def test_nothing_is_warned_of_where_the_way_out_is_open_or_unknown(way_out: str) -> None:
    assert texts(block("permits", way_out=way_out)) == []


@pytest.mark.parametrize(
    ("status", "steward", "kinds"),
    [
        (CapabilityStatus.LIVE, " ", ["no_steward"]),
        (CapabilityStatus.LIVE, "Tom Bell", []),
        (CapabilityStatus.BUILDING, "", []),
        (CapabilityStatus.IDEA, "", []),
    ],
)
def test_a_live_block_that_nobody_looks_after_is_warned_of(
    status: CapabilityStatus, steward: str, kinds: list[str]
) -> None:
    found = warned(block("permits", status=status, steward=steward))

    assert [each.kind for each in found] == kinds


@pytest.mark.parametrize(
    ("facts", "kinds"),
    [
        ({"process_owner": fact("Nobody")}, ["no_owner"]),
        ({"process_owner": fact("no one")}, ["no_owner"]),
        ({"nobody_owns_it": fact("yes")}, ["no_owner"]),
        ({"nobody_owns_it": fact("no")}, []),
        ({"process_owner": fact("Sam Price")}, []),
        ({}, []),
    ],
)
def test_a_process_that_nobody_owns_is_warned_of(facts: Facts, kinds: list[str]) -> None:
    assert [each.kind for each in warned(facts=facts)] == kinds


def future(*names: str) -> Future:
    return Future(tuple(FuturePart(name) for name in names))


A_FORM = {"asks_for": fact("form")}


@pytest.mark.parametrize(
    ("part", "text", "named"),
    [
        ("permits", "", "Permits"),
        ("Permits", "", "Permits"),
        ("tell us once when you move home", "People tell us when they move home. Once!", None),
    ],
)
def test_a_form_over_what_is_to_become_something_else_is_warned_of(
    part: str, text: str, named: str | None
) -> None:
    (found,) = texts(block("permits"), text=text, facts=A_FORM, future=future(part))

    assert found.startswith(f"‘{named or part}’ is on our future map, so a form over today’s way")


@pytest.mark.parametrize(
    ("part", "facts"),
    [
        ("payments", A_FORM),
        ("tell us once when you move home", A_FORM),
        ("the", A_FORM),
        ("permits", {"asks_for": fact("rethink")}),
        ("permits", {}),
    ],
)
def test_nothing_is_warned_of_where_the_future_is_elsewhere_or_no_form_is_asked_for(
    part: str, facts: Facts
) -> None:
    found = texts(block("permits"), text="a form for a move", facts=facts, future=future(part))

    assert found == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("we want to build our own diary for the halls", "build our own"),
        ("could we buy us a new diary", "buy us a new"),
        ("could you build a new diary page", None),
        ("Can you get a Bespoke online diary made?", "Bespoke"),
        ("build our own playground. It would be nice if afterwards people used the diary", None),
        ("the diary was built for us in 2011", None),
        ("we use the diary", None),
    ],
)
def test_asking_for_ones_own_beside_a_live_block_is_warned_of(text: str, said: str | None) -> None:
    diary = block("diary", **STEWARDED)

    assert texts(diary, text=text, words="diary") == (
        [f"You said ‘{said}’, and we already have Diary."] if said else []
    )


def test_asking_for_ones_own_is_fine_where_nothing_is_live() -> None:
    text = "we want to build our own diary"

    assert texts(block("diary"), text=text, words="diary") == []
    assert texts(block("diary", **STEWARDED), text=text, words=None) == []


def test_at_most_three_are_told_the_worst_first() -> None:
    dying = {"status": CapabilityStatus.RETIRING, "way_out": "no"}
    worst = block("permits", contract_end=date(2027, 3, 31), **dying)

    found = warned(worst, facts={"nobody_owns_it": fact("yes")})

    assert [each.kind for each in found] == ["no_owner", "no_way_out", "contract_end"]
    assert len(found) == MOST


def test_the_example_in_which_permitpoint_runs_out() -> None:
    matches = ranker_for(EXAMPLE).match(DEAN, {})

    assert watch_out(matches, DEAN, {}, TODAY, SHIPPED) == (
        CulDeSac(
            "contract_end",
            "PermitPoint’s contract ends on 31 March 2028.",
            "checking that we can take our records out",
        ),
    )


def test_a_product_that_the_request_names_is_watched_though_others_fit_better() -> None:
    text = "a paper form with a map and card payments and a text reminder, in permitpoint"
    rules = load(ROOT / "bot" / "levels" / "rules.yaml", Rules)

    facts = {"system_named": fact("PermitPoint", "permitpoint")}
    found = conclude(text, facts, rules, ranker_for(EXAMPLE), TODAY, SHIPPED)

    assert "PermitPoint" not in [offer.name for offer in found.outcome.offers]
    assert [each.kind for each in found.outcome.warnings] == ["contract_end"]


def test_nobody_is_offered_the_system_that_they_use() -> None:
    rules = load(ROOT / "bot" / "levels" / "rules.yaml", Rules)
    text = f"{DEAN} we key it into PermitPoint, gotta check theyre on council tax"
    facts = {
        "system_named": fact("PermitPoint", "PermitPoint"),
        "checked_elsewhere": fact("yes", "check theyre on council"),
    }

    found = conclude(
        text, facts, rules, ranker_for(EXAMPLE, gap_names(book().words)), TODAY, SHIPPED
    )

    assert [each.shown.name for each in found.offered] == ["Address lookup"]
    assert "licensing-permits" in [match.need.id for match in found.matches]
    assert found.outcome.gaps == ("a check that someone lives at an address",)
    assert [each.kind for each in found.outcome.warnings] == ["contract_end"]


def test_the_organisations_last_day_is_a_setting() -> None:
    key = {"GROUNDWORK_ORGANISATION__ENDS_ON": "2028-03-31"}

    assert read_settings({}, key).organisation.ends_on == date(2028, 3, 31)
    assert read_settings({}, {}).organisation.ends_on is None


def rule(path: Path, text: str) -> str:
    """What is said about a file with this one rule, its folder left out."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        load(path, tuple[WatchOut, ...])
    return str(problem.value).replace(f"{path.parent}/", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "- kind: retired\n  text: A.\n  cleared_by: b\n",
            "w.yaml line 1, [0].kind: ‘retired’ is not one of past_the_end, no_owner,"
            " no_way_out, contract_ended, contract_end, retiring, form_over_future, bespoke,"
            " no_steward. Did you mean ‘retiring’?",
        ),
        (
            "- kind: retiring\n  text: '{block} ends on {date}.'\n  cleared_by: b\n",
            "w.yaml line 2, [0].text: ‘retiring’ has no slot date. Use block.",
        ),
        (
            "- kind: no_owner\n  text: A.\n  cleared_by: '{part}'\n",
            "w.yaml line 3, [0].cleared_by: ‘no_owner’ has no slot part. Use none.",
        ),
        (
            "- kind: retiring\n  text: '{block'\n  cleared_by: b\n",
            "w.yaml line 2, [0].text: A { or } stands alone. Write {{ or }} to show one.",
        ),
        (
            "- kind: retiring\n  text: ' '\n  cleared_by: b\n",
            "w.yaml line 2, [0].text: This is blank. Fill it in.",
        ),
        (
            "- kind: bespoke\n  said: ['!']\n  text: A.\n  cleared_by: b\n",
            "w.yaml line 2, [0].said: No phrase is given. Add the words by which people ask.",
        ),
    ],
)
def test_a_rule_that_could_not_be_said_is_refused_at_its_line(
    text: str, told: str, tmp_path: Path
) -> None:
    assert rule(tmp_path / "w.yaml", text) == told
