"""What has to hold between the entries of a catalogue is told with its file, line and field."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.files import FileProblem, check_catalogue, load
from bot.catalogue.capability import FirstCustomer, SameWordOnly, Sense, Use
from bot.catalogue.catalogue import Catalogue, remarks
from bot.catalogue.future import Future, FuturePart
from bot.catalogue.holding import circles
from bot.structuring import Misfits
from tests.blocks import STARTER, block

HEAD = "capabilities:\n"


def said(tmp_path: Path, text: str) -> list[str]:
    """What is said about a catalogue with these entries, its folder left out."""
    path = tmp_path / "c.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        load(path, Catalogue)
    return str(problem.value).replace(f"{tmp_path}/", "").split("\n")


def test_entries_that_do_not_hang_together_are_all_told() -> None:
    sames = SameWordOnly("a grant", see="form"), SameWordOnly("a fault", see="fault")
    with pytest.raises(Misfits) as problem:
        Catalogue(
            (
                block("forms"),
                block("forms", name=" "),
                block(
                    "pay",
                    provides=("forns", "pay"),
                    same_word_only=(*sames, SameWordOnly("a post")),
                ),
            )
        )

    assert str(problem.value).split("\n") == [
        "capabilities[1].id: ‘forms’ is the id of an entry above too."
        " Give each entry an id of its own.",
        "capabilities[1].name: This is blank. Fill it in.",
        "capabilities[2].provides[0]: ‘forns’ is not the id of another entry."
        " Did you mean ‘forms’?",
        "capabilities[2].provides[1]: ‘pay’ is not the id of another entry.",
        "capabilities[2].same_word_only[0].see: ‘form’ is neither an entry nor a hand-off."
        " Did you mean ‘forms’?",
    ]


def test_two_entries_of_one_id_are_told_at_the_line_of_the_second(tmp_path: Path) -> None:
    entry = "- {id: a, name: A, summary: A.}\n"

    assert said(tmp_path, entry + entry) == [
        "c.yaml line 3, capabilities[1].id: ‘a’ is the id of an entry above too."
        " Give each entry an id of its own."
    ]


def test_parts_of_an_entry_need_their_names(tmp_path: Path) -> None:
    text = """- id: a
  name: A
  summary: A.
  senses:
  - {name: ' '}
  same_word_only:
  - {means: ''}
  used_by:
  - {service: ''}
  first_customer:
    service: ''
"""

    places = [line.split(":")[0] for line in said(tmp_path, text)]

    assert places == [
        "c.yaml line 6, capabilities[0].senses[0].name",
        "c.yaml line 8, capabilities[0].same_word_only[0].means",
        "c.yaml line 10, capabilities[0].used_by[0].service",
        "c.yaml line 12, capabilities[0].first_customer.service",
    ]


def test_a_sense_without_a_name_is_told(tmp_path: Path) -> None:
    text = "- id: a\n  name: A\n  summary: A.\n  senses:\n  - {works_when: always}\n"

    assert said(tmp_path, text) == [
        "c.yaml line 6, capabilities[0].senses[0].name: This is missing. Add it."
    ]


@pytest.mark.parametrize(
    "ready", ["yes", "No: the supplier goes", "yes, once it has a steward", ""]
)
def test_the_first_customer_says_what_broke_and_whether_others_can_use_it(ready: str) -> None:
    first = FirstCustomer("garden waste", "2024", "the receipts went out twice", ready)

    entry = block("a", first_customer=first, used_by=(Use("bins"),))

    assert Catalogue((entry,)).by_id == {"a": entry}


def test_ready_for_others_begins_with_yes_or_no(tmp_path: Path) -> None:
    text = "- id: a\n  name: A\n  summary: A.\n  first_customer:\n"
    text += "    service: bins\n    ready_for_others: perhaps\n"

    assert said(tmp_path, text) == [
        "c.yaml line 7, capabilities[0].first_customer.ready_for_others:"
        " ‘perhaps’ is neither yes nor no. Begin with yes or no."
    ]


@pytest.mark.parametrize("wrong", ["Online Forms", "a/b", "x" * 61])
def test_an_id_that_no_button_can_carry_is_told(tmp_path: Path, wrong: str) -> None:
    assert said(tmp_path, f"- {{id: {wrong}, name: A, summary: A.}}\n") == [
        f"c.yaml line 2, capabilities[0].id: ‘{wrong}’ is no id."
        " Use up to 60 small letters, figures and hyphens, such as online-forms."
    ]


def test_two_that_provide_each_other_are_told(tmp_path: Path) -> None:
    text = "- {id: a, name: A, summary: A., provides: [b]}\n"
    text += "- {id: b, name: B, summary: B., provides: [a]}\n"

    assert said(tmp_path, text) == [
        "c.yaml line 2, capabilities[0].provides: These provide one another in a circle: a, b, a."
        " A product provides a need; a need provides nothing."
    ]


def test_a_circle_of_ten_thousand_is_told_too() -> None:
    names = [f"n{number}" for number in range(10_000)]
    entries = (block(one, provides=(other,)) for one, other in pairwise([*names, names[0]]))

    with pytest.raises(Misfits) as problem:
        Catalogue(tuple(entries))

    assert [each.at for each in problem.value.misfits] == [("capabilities", 0, "provides")]


def has_circle(leads: dict[str, tuple[str, ...]]) -> bool:
    """By taking away what leads nowhere until nothing more can go."""
    left = dict(leads)
    while gone := [one for one, to in left.items() if not any(each in left for each in to)]:
        for one in gone:
            del left[one]
    return bool(left)


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.sampled_from("abcde"), max_size=3)))
def test_every_circle_is_found_and_is_one(drawn: dict[str, list[str]]) -> None:
    leads = {one: tuple(each for each in to if each in drawn) for one, to in drawn.items()}

    rings = list(circles(leads))

    assert bool(rings) == has_circle(leads)
    assert all(to in leads[one] for ring in rings for one, to in pairwise((*ring, ring[0])))


def test_a_circle_that_was_overlooked_would_be_seen() -> None:
    assert has_circle({"a": ("b",), "b": ("a",)})
    assert not has_circle({"a": ("b",), "b": ()})


def test_of_many_unknown_names_the_first_come_with_a_hint() -> None:
    entries = (block("forms"), block("pay", provides=("forns",) * 25))

    with pytest.raises(Misfits) as problem:
        Catalogue(entries)

    hints = [each.mend for each in problem.value.misfits]
    assert hints == ["Did you mean ‘forms’?"] * 5 + [""] * 20


def test_a_product_under_a_product_is_worth_a_look(tmp_path: Path) -> None:
    sensed = {"senses": (Sense("any"),), "synonyms": ("any",)}
    catalogue = Catalogue(
        (
            block("payments", **sensed),
            block("pay", provides=("payments",), **sensed),
            block("link", provides=("pay",), **sensed),
        )
    )

    assert [str(each) for each in remarks(catalogue)] == [
        "capabilities[2].provides[0]: ‘pay’ is a product itself, so ‘Link’ is not shown under it."
        " Name the need that both meet."
    ]


def test_ten_thousand_entries_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    entry = "- {{id: x{0}, name: n{0}, summary: s, provides: [{1}]}}\n"
    needs = (entry.format(number, f"y{number}") for number in range(10_000))
    path.write_text(HEAD + "".join(needs), encoding="utf-8")

    with pytest.raises(FileProblem) as problem:
        check_catalogue(path)

    assert len(problem.value.problems) == 10_000


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("payments", []),
        ("Taking payments", []),
        ("Tell us once when you move home", []),
        ("wellbeing", []),
        (
            "paymnets",
            [
                "future[0].capability: ‘paymnets’ is not the id of an entry."
                " Did you mean ‘payments’?"
            ],
        ),
    ],
)
def test_a_part_of_the_future_that_looks_like_a_misspelt_id_is_worth_a_look(
    name: str, told: list[str]
) -> None:
    future = Future((FuturePart(name),))

    assert [str(each) for each in future.misspelt(STARTER)] == told


def test_parts_of_the_future_go_by_the_names_of_their_entries() -> None:
    future = Future((FuturePart("govuk-pay"), FuturePart("Tell us once")))

    assert future.names(STARTER) == ("GOV.UK Pay", "Tell us once")
