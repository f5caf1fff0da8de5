"""What speaks for a need: the file that an operator may edit, and what is wrong with one."""

from pathlib import Path

import pytest

from adapters.files import FileProblem, load
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.needs import SELDOM, Need, Needs, Sure
from bot.catalogue.ranking import FITS, Ranker
from bot.catalogue.terms import read
from tests.blocks import MEANING, NEEDS, STARTER, block, fact, ranker_for

WHOLE = """
needs:
  - need: forms
    of_100: 40
    facts:
      channel_now: {paper: 1, online: -0.5}
    named: [web form]
    said: [sheet]
    hints: [write down]
sure:
  - {fact: needs_payment, value: yes, need: till, said: [card]}
"""


def loaded(folder: Path, text: str) -> Needs:
    path = folder / "needs.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, Needs)


def test_a_file_of_ones_own_is_gone_by(tmp_path: Path) -> None:
    needs = loaded(tmp_path, WHOLE)
    ranker = Ranker(Catalogue((block("forms"), block("till"))), {}, needs)

    match = ranker.match("they write it down on a sheet", {"channel_now": fact("paper", "sheet")})

    assert [(each.need.id, each.words) for each in match] == [("forms", "sheet")]
    assert needs.surely({"needs_payment": fact("yes")}, read("by card")) == ("till",)
    assert needs.surely({"needs_payment": fact("yes")}, read("by cash")) == ()
    assert needs.surely({}, read("by card")) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("channel_now", "chanel_now", "line 6, needs[0].facts.chanel_now: ‘chanel_now’ is no fact"),
        ("paper: 1", "papr: 1", "line 6, needs[0].facts.channel_now.papr: ‘papr’ is not a value"),
        ("paper: 1", "paper: much", "line 6, needs[0].facts.channel_now.paper: "),
        ("paper: 1", "paper: 0", "line 6, needs[0].facts.channel_now.paper: 0 is no weight"),
        ("paper: 1", "paper: 50", "line 6, needs[0].facts.channel_now.paper: 50 is no weight"),
        ("of_100: 40", "of_100: 0", "line 4, needs[0].of_100: 0 of 100 requests"),
        ("[sheet]", "[web forms]", "line 8, needs[0].said[0]: ‘web forms’ is heard as ‘web form’"),
        ("[sheet]", "['?']", "line 8, needs[0].said[0]: ‘?’ has no word"),
        ("hints:", "hint:", "line 9, needs[0].hint: ‘hint’ is not a key"),
        ("needs_payment", "payment", "line 11, sure[0].fact: ‘payment’ is no fact"),
        ("value: yes", "value: cash", "line 11, sure[0].value: ‘cash’ is not a value"),
        ("sure:", "  - need: forms\nsure:", "line 10, needs[1].need: ‘forms’ is above too."),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    with pytest.raises(FileProblem, match=r"needs\.yaml") as problem:
        loaded(tmp_path, WHOLE.replace(right, wrong, 1))

    assert said in str(problem.value)


def test_a_need_that_is_hardly_known_is_taken_to_be_seldom() -> None:
    assert Need("x").of_100 == SELDOM
    assert Need("x").weight({"channel_now": fact("paper")}) == 0


def test_what_facts_surely_call_for_fits_without_any_word() -> None:
    match = ranker_for(STARTER).match("", {"needs_integration": fact("yes")})[0]

    assert match.need.id == "integration-platform"
    assert match.score >= FITS
    assert "integration-platform" in NEEDS.called_for({"needs_integration": fact("yes")})


def test_a_fact_that_speaks_against_a_need_makes_it_less_likely() -> None:
    text = "a form to apply for a permit, with a fee"
    scores = [
        {each.need.id: each.score for each in ranker_for(STARTER).match(text, facts)}["payments"]
        for facts in ({"needs_payment": fact("no")}, {}, {"needs_payment": fact("yes")})
    ]

    assert scores == sorted(set(scores))


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("we want drones to count deer in the park", ("‘drones’, ‘deer’",)),
        ("something better for our team please", ()),
        ("drones", ()),
        ("a drone, 30 a month, 20 minutes each, half of them lost", ("‘drone’, ‘lost’",)),
    ],
)
def test_where_nothing_fits_the_gap_is_what_they_asked_for(text: str, gap: tuple[str]) -> None:
    assert ranker_for(STARTER).match(text, {}) == ()
    assert ranker_for(STARTER).gaps(text, {}) == gap


def test_without_meaning_words_and_facts_are_gone_by() -> None:
    text = "sensors in bins"

    assert Ranker(STARTER, {}, NEEDS).match(text, {})[0].need.id == "iot-sensors"
    assert Ranker(Catalogue(()), {}, NEEDS, MEANING).match(text, {}) == ()


def test_sure_has_to_name_a_fact() -> None:
    with pytest.raises(ValueError, match="is no fact"):
        Sure("colour", "red", "forms")


@pytest.mark.parametrize(
    ("key", "need"),
    [("needs_messages", "notifications"), ("needs_rules", "eligibility-rules")],
)
def test_what_was_read_of_the_work_calls_for_a_block_without_its_words(key: str, need: str) -> None:
    assert need in NEEDS.called_for({key: fact("yes")})
    assert need not in NEEDS.called_for({})


def offered(text: str) -> list[str]:
    """The blocks that come first, and that some of these words call for."""
    return [each.need.id for each in ranker_for(STARTER).match(text, {})[:5] if each.words]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("let the applicants know when it moves on a stage", "notifications"),
        ("callers ring to ask where theirs is", "notifications"),
        ("drivers get told before their badge runs out", "notifications"),
        ("they bring payslips and proof of where they live", "file-upload"),
        ("architects send drawings that are too big for the mailbox", "file-upload"),
        ("the refusal letter is written in Word each time", "document-generation"),
        ("issue the licence to them, drawn up from the same wording", "document-generation"),
        ("it is means tested, so tell them whether they qualify", "eligibility-rules"),
        ("what they pay depends on income and savings", "eligibility-rules"),
        ("tenants should see their own rent account and nobody else", "identity-sign-in"),
        ("people have to prove who they are before we tell them", "identity-sign-in"),
        ("two copies are posted and one has to come back signed", "e-signature"),
        ("we want to know where people give up on our pages", "analytics"),
        ("the head of service has to agree, then the director must agree", "workflow-approvals"),
    ],
)
def test_what_is_described_and_not_named_finds_its_block(text: str, need: str) -> None:
    assert need in offered(text)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("the crews have no access to the history", "translation-accessibility"),
        ("a file in CSV is fine, it is for the ten of us", "payments"),
        ("a stall for ten traders", "licensing-permits"),
        ("leave the list as it is", "hr-system"),
        ("they read it and build on it", "iot-sensors"),
        ("they read it and build on it", "asset-inventory"),
        ("complete the form", "eligibility-rules"),
        ("I log them in a spreadsheet", "identity-sign-in"),
        ("volunteers sign in on a sheet", "identity-sign-in"),
        ("we draw up a rota each week on paper", "maps-gis"),
        ("we draw up a rota each week on paper", "file-upload"),
        ("people meet the officer at the site", "eligibility-rules"),
        ("the teams clash over the room", "eligibility-rules"),
        ("people forget the key", "notifications"),
        ("which of our staff can drive a van", "asset-inventory"),
        ("we have a process with several steps and we request a decision", "workflow-approvals"),
    ],
)
def test_a_word_that_only_sounds_like_a_block_does_not_call_for_it(text: str, need: str) -> None:
    assert need not in offered(text)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("a form for allotments. We don’t need a booking system", "booking-appointments"),
        ("a form for allotments, no need for text messages", "notifications"),
        ("a form for allotments; it does not require a signature", "e-signature"),
    ],
)
def test_what_they_say_they_do_not_need_is_not_offered(text: str, need: str) -> None:
    assert need not in offered(text)


def test_who_does_not_wish_to_do_a_thing_by_hand_still_asks_for_it() -> None:
    text = "a form for allotments, so that they do not need to ring for a booking"

    assert "booking-appointments" in offered(text)
