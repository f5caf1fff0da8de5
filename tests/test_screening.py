"""Screening: kindly tell requests from what somebody else can help with sooner."""

from pathlib import Path

import pytest

from adapters.files import load
from bot.fact_keys import HAND_OFF_KEYS
from bot.facts import Fact, Source
from bot.understanding.screening import HandOff, HandOffs, Kind, Screened, screen, settled
from tests.cast import book

HAND_OFFS = load(Path("bot/understanding/hand_offs.yaml"), HandOffs)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("i sent a residents file to the wrong person", "urgent"),
        ("I clicked on a dodgy link and now my screen looks odd", "urgent"),
        ("there is a child in danger", "urgent"),
        (
            "we need a new online form for bulky waste please. its been going round and round",
            "fault",
        ),
        ("the booking page isn't loading", "fault"),
        ("I forgot my password", "access_right"),
        ("Need access to Formstack, for a form", "access_right"),
        ("there is a typo on our page", "content"),
        ("I've had an FOI about parking", "foi"),
        ("a subject access request has arrived", "subject_access"),
        ("a resident wants to make a formal complaint", "complaint"),
        ("Cllr Shah is chasing an answer", "councillor"),
        ("that is a county council service", "other_council"),
        ("the county council do school transport", "other_council"),
        ("wrong phone number on the registrars page", "content"),
        ("the spreadsheet has lost its formulas", "fault"),
        ("how do I use pivot tables", "training"),
        ("the report is counting every case twice", "fault"),
        ("the form throws ‘not found’, we log them by hand until it’s fixed", "fault"),
        ("need bereavement services taken off the switchboard menu", "content"),
        ("can the heading on the fees page be changed", "content"),
        ("the category ‘Hard Waste’ should be renamed", "content"),
        ("wanted you to know the tracker is great", "greeting"),
        ("I need a new keyboard", "hardware"),
        ("hi", "greeting"),
        ("thanks!", "greeting"),
    ],
)
def test_what_is_no_request_goes_where_it_is_helped(text: str, key: str) -> None:
    screened = screen(text, HAND_OFFS)

    assert (screened.kind, screened.hand_off) == (Kind.NOT_A_REQUEST, key)
    assert screened.words
    assert screened.words in text


@pytest.mark.parametrize(
    "text",
    [
        "hiya can we get visitor permits online\npeople keep coming to reception w the paper form",
        "Good morning, I'd like to discuss an intake form for requests from other departments",
        "We would like an online form to report a fault with a street light",
        "Turn this PDF agreement into a web form please",
        "we want a tracker for our FOI requests",
        "Something is wrong with how we do this, we want to rethink it",
        "missed bins, a form",
        "move the sign up from Survey Monkey to the council forms package",
        "can the taxi licensing renewals be done on the website please",
        "could staff request annual leave on their phones",
        "can we get pest control bookings off the phone and onto the site",
    ],
)
def test_a_wish_for_a_new_way_of_working_is_a_request(text: str) -> None:
    assert screen(text, HAND_OFFS) == Screened(Kind.REQUEST)


@pytest.mark.parametrize("text", ["", "👍", "?!", "\n\n", "\x00"])
def test_a_text_without_words_is_unsure_and_goes_nowhere(text: str) -> None:
    assert screen(text, HAND_OFFS) == Screened(Kind.UNSURE)


def test_a_text_that_says_neither_is_unsure() -> None:
    assert screen("the purple elephant", HAND_OFFS) == Screened(Kind.UNSURE)
    assert screen("there is a problem", HAND_OFFS).kind is Kind.UNSURE


def test_every_hand_off_says_where_to_go() -> None:
    assert {one.key for one in HAND_OFFS.hand_offs} == set(HAND_OFF_KEYS)
    fault = HAND_OFFS.named("fault")
    assert fault.contact == "01632 960 400"
    with pytest.raises(KeyError):
        HAND_OFFS.named("nothing")


def test_mistakes_in_the_file_are_named() -> None:
    with pytest.raises(ValueError, match="hand-off ‘pizza’ is unknown"):
        HandOff("pizza", "the kitchen", "Yum", sure=("pizza",))
    with pytest.raises(ValueError, match="hand-off fault: it has no phrases"):
        HandOff("fault", "the desk", "Ring them")
    twice = HandOff("fault", "the desk", "Ring them", sure=("broken",))
    with pytest.raises(ValueError, match="hand-off fault is there twice"):
        HandOffs((twice, twice), ())
    with pytest.raises(
        ValueError, match="hand-off access_right, greeting, training, urgent is missing"
    ):
        HandOffs((twice,), ())


def test_who_tells_how_it_works_today_is_asking_for_a_change() -> None:
    told = {"channel_now": Fact("paper", Source.READ, "paper")}
    guessed = {"channel_now": Fact("paper", Source.ASSUMED)}
    unsure = Screened(Kind.UNSURE)

    assert settled(unsure, told) == Screened(Kind.REQUEST)
    assert settled(unsure, guessed) == unsure
    assert settled(Screened(Kind.UNSURE, "fault"), told).kind is Kind.UNSURE


def test_a_fault_of_every_morning_is_no_greeting() -> None:
    screened = screen("Our bins app crashes every morning", HAND_OFFS)

    assert screened.hand_off == "fault"


def test_a_street_without_bins_is_no_greeting() -> None:
    assert screen("someone at [address] has no bin", HAND_OFFS).hand_off != "greeting"


@pytest.mark.parametrize(
    "text",
    [
        "please could someone help us automate the starters and leavers process",
        "could the team help us speed up how we deal with complaints",
        "is there any way of making market bookings less work for us",
    ],
)
def test_who_asks_for_help_to_ease_their_work_has_a_request(text: str) -> None:
    assert screen(text, book().hand_offs, book().kinds).kind is Kind.REQUEST


def test_who_asks_for_help_with_what_they_have_is_sent_where_it_is_given() -> None:
    text = "please help us improve the page, the steps are wrong"

    assert screen(text, book().hand_offs, book().kinds).kind is Kind.NOT_A_REQUEST
