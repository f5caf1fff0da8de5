"""Residents' personal data is taken out; what only looks like it stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.files import load
from benchmarks.masking import ROWS, Rows, measure
from bot.understanding.masking import Masked, Masker, left_out
from bot.understanding.personal import Kind, Marks
from bot.words.listing import listed
from bot.words.rich import Words, bare, plain_run

MARKS = load(Path("bot/understanding/masking.yaml"), Marks)
MASKER = Masker(MARKS)
LINES = load(ROWS, Rows)
WORDS = Words(load(Path("bot/words/en.yaml"), dict[str, dict[str, str]]))


def masked(text: str) -> str:
    return MASKER.mask(text).text


def test_a_name_and_an_address_are_left_out_and_the_story_stays() -> None:
    told = MASKER.mask("Mrs Hale’s daughter at 14 Elm Road rang six times last week.")

    assert told.text == "[name]’s daughter at [address] rang six times last week."
    assert list(told.found.items()) == [(Kind.NAME, 1), (Kind.ADDRESS, 1)]


def test_kinds_are_counted_in_the_order_in_which_they_appear() -> None:
    told = MASKER.mask("07700 900123 is Mr Wu, 07700 900456 is Ms Ray, both at TN23 1AA")

    assert list(told.found.items()) == [(Kind.PHONE, 2), (Kind.NAME, 2), (Kind.POSTCODE, 1)]


def test_what_has_nothing_to_take_out_comes_back_to_the_letter() -> None:
    text = "we type it in\x00 😀 \u202e\n\n  again"

    assert MASKER.mask(text) == Masked(text)
    assert MASKER.mask(text).text is text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mr. J.A. Smith-Jones paid", "[name] paid"),
        ("Mrs.Hale and MISS HALE RANG", "[name] and [name] RANG"),
        ("mr j patel said so, mrs p. jones", "[name] said so, [name]"),
        ("pupil Jane Grove school, mr mc donald", "pupil Jane Grove school, [name]"),
        ("Mrs Van Der Berg; mrs de souza", "[name]; [name]"),
        ("Mr Juan de la Cruz rang", "[name] rang"),
        ("mr james rang and Mrs Ana Maria Lopez Vidal too", "[name] rang and [name] Vidal too"),
        ("Mr Smith GP and Mr Smith Northgate", "[name] GP and [name] Northgate"),
        ("Mr X, Mr J. The form, Mrs", "Mr X, Mr J. The form, Mrs"),
        ("letter from dr patel, MS KHAN rang", "letter from [name], [name] rang"),
        ("Mrs\u202e Hale 😀 Mrs محمد", "[name] 😀 [name]"),
        ("customer named Amy Wu", "customer named [name]"),
        (
            "name: Amy Wu, tenant Elm Close, tenant Amy",
            "name: [name], tenant Elm Close, tenant Amy",
        ),
        ("our MR got merged", "our MR got merged"),
        ("resident Amy Monday", "resident Amy Monday"),
        (f"Mrs {'a' * 99}", f"Mrs {'a' * 99}"),
    ],
)
def test_names_are_known_by_their_titles(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Flat 2b, Elm House, Ashford and no. 3 Mill Lane", "[address], Ashford and [address]"),
        ("12-14 Queen’s Road, 14,Elm Road", "[address], [address]"),
        (
            "for 3 sites off Mill Lane, we cut 9 trees Mill Lane",
            "for 3 sites off Mill Lane, we cut 9 trees Mill Lane",
        ),
        ("is it 9 The Paddocks", "is it [address]"),
        ("14 elm road\nashford\ntn23 1aa", "[address]"),
        ("at 14 Elm Road, Ashford, Kent, if you ask", "at [address], if you ask"),
        ("14 Elm Road, Northgate.", "[address], Northgate."),
        ("14 Elm Road, at our TN23 1AA", "[address], at our [postcode]"),
        ("14 Elm Road TN23 1AA shops", "[address] shops"),
        ("22a elm road, we did 22 elm road", "[address], we did 22 elm road"),
        ("flat 4 beech close", "[address]"),
        ("Flat 1984 Elm Road", "[address]"),
        ("1991-1997, Thomas Lane", "1991-1997, Thomas Lane"),
        ("the 3 oak close", "the 3 oak close"),
        ("12 the avenue, 12 Road", "[address], 12 Road"),
        ("14 Elm Road close to us", "[address] close to us"),
        ("2 High Street shops@example.com", "[address] [email address]"),
    ],
)
def test_addresses_are_a_number_and_a_street(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("0044 20 7946 0018/01632 960123.", "[phone number]/[phone number]."),
        ("(0117) 496-0456 or +44(0)7700 900 123", "[phone number] or [phone number]"),
        ("01204 96012", "[phone number]"),
        ("0207 946 001, 07700 90012", "0207 946 001, 07700 90012"),
        ("01 02 2024 10 and 01234 5 6789 0", "01 02 2024 10 and 01234 5 6789 0"),
        ("ref no: 07700 900123", "ref no: 07700 900123"),
    ],
)
def test_phone_numbers_are_known_by_their_groups(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("943-476-5919 9434765919", "[NHS number] [NHS number]"),
        ("943 476 5918 and 9434765918", "943 476 5918 and 9434765918"),
        ("case 9434765919", "case 9434765919"),
        ("0000000000 0234567898", "0000000000 0234567898"),
        ("AB123456 C, at 120000 a year", "[National Insurance number], at 120000 a year"),
        (
            "born 1956-04-03, birthday: April 3rd, 1956",
            "born [date of birth], birthday: [date of birth]",
        ),
        ("B12 3rd floor, B12 3RD", "B12 3rd floor, [postcode]"),
    ],
)
def test_other_numbers_are_known_by_their_shape(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("housing.benefit2@kent.gov.uk", "housing.benefit2@kent.gov.uk"),
        ("jane.hale@kent.gov.uk, parking@example.com", "[email address], [email address]"),
        ("mrs.hale@example.com", "[email address]"),
    ],
)
def test_a_mailbox_of_a_team_is_nobodys(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    "part",
    ["mr ", "Mr and ", "1 Elm ", "0", "01 2-", "AB 12 ", "a@a.", "housing", "born on ", "\u202e\n"],
)
def test_a_huge_text_is_masked_to_its_end(part: str) -> None:
    text = part * (50_000 // len(part)) + "\n\nMrs Hale, 07700 900123"

    assert masked(text).endswith("[name], [phone number]")


# ---- how much it recognises; the floors are what was measured


@pytest.mark.parametrize(("held_out", "share", "lines"), [(False, 1.0, 32), (True, 0.87, 28)])
def test_it_recognises_what_was_measured(held_out: bool, share: float, lines: int) -> None:
    rows = LINES.half(held_out=held_out)
    figures = measure(MASKER, MARKS, rows)

    assert figures.share() >= share
    assert len(rows.personal) - len(figures.wrong) >= lines, figures.wrong


@pytest.mark.parametrize("held_out", [False, True])
def test_it_masks_nothing_that_only_looks_personal(held_out: bool) -> None:
    rows = LINES.half(held_out=held_out)

    assert measure(MASKER, MARKS, rows).false_alarms == ()


def test_a_worse_rule_would_be_found() -> None:
    deaf = Masker(replace(MARKS, titles=MARKS.titles - {"mrs"}))
    eager = Masker(replace(MARKS, before_numbers=frozenset(), after_streets=frozenset()))
    rows = LINES.half(held_out=False)

    assert measure(deaf, MARKS, rows).share() < 0.9
    assert len(measure(eager, MARKS, rows).false_alarms) >= 3


# ---- what the person is told


def test_the_person_is_told_what_was_left_out() -> None:
    found = MASKER.mask("Mrs Hale’s daughter at 14 Elm Road rang").found

    assert bare(left_out(found, WORDS, shown_above=True)) == (
        "I’ve left a name and an address out of your request. I do not need them. "
        "Your message above still shows them, so you may want to delete it."
    )
    assert left_out(found, WORDS, shown_above=True)[0].strong
    assert bare(left_out(found, WORDS, shown_above=False)).endswith(
        "I’ve taken them out of your message above too."
    )


def test_one_piece_is_it_and_several_are_counted() -> None:
    found: dict[str, int] = {Kind.NAME: 1, Kind.EMAIL: 2, Kind.BIRTH: 3}

    assert bare(left_out({Kind.NHS: 1}, WORDS, shown_above=False)) == (
        "I’ve left an NHS number out of your request. I do not need it. "
        "I’ve taken it out of your message above too."
    )
    assert "a name, 2 email addresses and 3 dates of birth out of" in bare(
        left_out(found, WORDS, shown_above=True)
    )


def test_every_kind_has_its_words() -> None:
    for kind in Kind:
        assert left_out({kind: 1}, WORDS, shown_above=True) != left_out(
            {kind: 2}, WORDS, shown_above=True
        )


def test_who_wrote_nothing_personal_is_told_nothing() -> None:
    assert left_out(MASKER.mask("we type it in").found, WORDS, shown_above=True) == ()


def test_several_things_are_listed_in_one_sentence() -> None:
    assert bare(listed(["‘a’", plain_run("‘b’"), "‘c’"], WORDS)) == "‘a’, ‘b’ and ‘c’"
    assert bare(listed(["a name", ()], WORDS)) == "a name"
    assert listed([], WORDS) == ()


def test_a_mark_that_might_be_masked_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="mark for name: write a plain word in square brackets"):
        replace(MARKS, marks={**MARKS.marks, Kind.NAME: "Mr Nobody"})
