"""The request in a few short parts, before it is sent; and its steps as the team reads them."""

from dataclasses import replace

import pytest

from bot.drafts import Draft, Given, Line
from bot.facts import Fact, Facts, Source
from bot.intake.summing_up import summary
from bot.words.facts import STEPS, facts_in_words, steps_in_short
from bot.words.rich import bare
from tests.cast import book, draft
from tests.theatre import TUESDAY

OWN_WORDS = "Your own words go with it."
PRICE = "£12 for a book of 10, card or cash"


def said(value: str | int) -> Fact:
    return Fact(value, Source.ANSWERED)


def guessed(value: str | int) -> Fact:
    return Fact(value, Source.ASSUMED)


def of(facts: Facts, title: str = "Visitor permits online") -> Draft:
    return replace(draft(title), title=title, read=facts)


def summed_up(made: Draft) -> str:
    return bare(summary(made, book()))


def steps(facts: Facts) -> list[str]:
    return [bare(step) for step in steps_in_short(facts, book().words)]


def paid(words: str) -> Draft:
    """A draft whose last question, about money, was answered in these words."""
    given = Given("needs_payment", Line(words, TUESDAY), {"needs_payment": said("yes")})
    return replace(of({}), answers=(given,))


def test_all_that_is_known_is_told_in_the_order_of_the_work() -> None:
    everything = replace(
        paid(PRICE),
        read={
            "volume_per_month": said(60),
            "minutes_each": said(15),
            "printed_and_posted": said("yes"),
            "has_rekeying": said("yes"),
            "system_named": said("PermitPoint"),
            "checked_elsewhere": said("yes"),
            "channel_now": said("paper"),
            "audience": said("residents"),
        },
    )

    assert summed_up(everything) == (
        "Visitor permits online, for residents. Today: paper, checked by hand somewhere else, "
        f"typed into PermitPoint, printed and posted. People pay for it: ‘{PRICE}’. "
        f"About 60 a month, 15 minutes each. {OWN_WORDS}"
    )


def test_where_nothing_is_known_there_is_the_title() -> None:
    assert summed_up(of({})) == f"Visitor permits online. {OWN_WORDS}"


def test_a_title_that_was_cut_gets_no_second_full_stop() -> None:
    title = "Families can see where a care assessment has got…"

    assert summed_up(of({}, title)) == f"{title} {OWN_WORDS}"
    assert summed_up(of({"audience": said("staff")}, title)) == f"{title}, for staff. {OWN_WORDS}"


@pytest.mark.parametrize("unknown", ["not_sure", "skip", "told"])
@pytest.mark.parametrize(
    "key", ["audience", "channel_now", "needs_payment", "volume_per_month", "minutes_each"]
)
def test_what_nobody_was_sure_of_is_left_out(key: str, unknown: str) -> None:
    assert summed_up(of({key: said(unknown)})) == f"Visitor permits online. {OWN_WORDS}"


@pytest.mark.parametrize(
    "facts",
    [
        {"audience": guessed("residents")},
        {"needs_payment": guessed("yes")},
        {"volume_per_month": guessed(60), "minutes_each": guessed(15)},
    ],
)
def test_a_guess_is_not_told_as_known(facts: Facts) -> None:
    assert summed_up(of(facts)) == f"Visitor permits online. {OWN_WORDS}"


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        ("we get 90 a day", "about 1,900 a month – ‘90 a day’"),
        ("we get 1,890 a month", "about 1,890 a month – ‘1,890 a month’"),
        ("we get 6 a day", "about 130 a month – ‘6 a day’"),
    ],
)
def test_a_number_that_was_worked_out_is_told_as_people_would(said: str, reads: str) -> None:
    facts = book().reader.read(said)

    assert reads in map(bare, facts_in_words(facts, book().words))


def test_a_guess_among_the_steps_is_called_one() -> None:
    assert "Today: phone (a guess). " in summed_up(of({"channel_now": guessed("phone")}))


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"volume_per_month": said(1_200)}, "About 1,200 a month."),
        ({"volume_per_month": said(0)}, "Fewer than 1 a month."),
        ({"minutes_each": said(1)}, "1 minute each."),
        ({"minutes_each": said(0)}, ""),
        ({"minutes_each": said(30), "volume_per_month": said(4)},
         "About 4 a month, 30 minutes each."),
        ({"needs_payment": said("yes")}, "People pay for it."),
        ({"needs_payment": said("no")}, "Nobody pays for it."),
    ],
)  # fmt: skip
def test_each_part_stands_alone(facts: Facts, says: str) -> None:
    parts = " ".join(filter(None, ("Visitor permits online.", says, OWN_WORDS)))

    assert summed_up(of(facts)) == parts


@pytest.mark.parametrize("answer", ["", "yes they do", f"{PRICE}, " * 3])
def test_an_answer_about_money_is_quoted_only_if_it_is_short_and_says_how_much(answer: str) -> None:
    assert "People pay for it. " in summed_up(paid(answer))


def test_an_answer_about_money_is_no_longer_quoted_once_it_was_put_right() -> None:
    corrected = replace(paid(PRICE), corrections={"needs_payment": said("no")})
    again = replace(paid(PRICE), corrections={"needs_payment": Fact("yes", Source.READ, "pay")})

    assert "Nobody pays for it. " in summed_up(corrected)
    assert "People pay for it. " in summed_up(again)


@pytest.mark.parametrize(
    ("facts", "said_as"),
    [
        ({}, []),
        ({"has_rekeying": said("yes")}, ["typed in again by hand"]),
        ({"has_rekeying": said("no")}, ["nobody types it in again"]),
        ({"system_named": said("Uniform")}, []),
        ({"channel_now": said("legacy_system")}, ["one of our systems"]),
        ({"channel_now": said("legacy_system"), "system_named": said("Uniform")}, ["Uniform"]),
        (
            {
                "has_rekeying": said("yes"),
                "channel_now": said("legacy_system"),
                "system_named": said("Uniform"),
            },
            ["one of our systems", "typed into Uniform"],
        ),
        ({"kept_in": said("list")}, ["kept in a spreadsheet or list"]),
        ({"channel_now": said("not_sure"), "kept_in": said("told")}, []),
    ],
)
def test_the_team_and_the_requester_read_the_same_steps(facts: Facts, said_as: list[str]) -> None:
    assert steps(facts) == said_as
    assert not said_as or f"Today: {', '.join(said_as)}. " in summed_up(of(facts))


def test_the_steps_keep_their_order_however_they_came() -> None:
    facts = {key: said("yes") for key in reversed(STEPS)} | {"channel_now": said("paper")}

    assert steps(facts)[:2] == ["paper", "checked by hand somewhere else"]
    assert steps(facts)[-1] == "printed and posted"


@pytest.mark.parametrize("audience", ["residents", "businesses", "staff", "partners"])
def test_every_audience_has_its_words(audience: str) -> None:
    assert summed_up(of({"audience": said(audience)})).startswith("Visitor permits online, for ")
