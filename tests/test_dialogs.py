"""Dialogs: what stands in them, and what is said of what is filled in."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from bot.app import handbook
from bot.drafts import Conversation, Draft, Line
from bot.effects import Known
from bot.events import Accepted, Edited, Filled, Finished, Form, GoLiveMoved, Kept, WentLive
from bot.facts import Fact, Source
from bot.filling import read_form
from bot.handbook import Handbook
from bot.intake.editing import corrections
from bot.looking import show
from bot.messages import Invalid, Message, Open, Quiet, text_of
from bot.pages import page_of
from bot.people import Person, Place, PlaceKind
from bot.requests import Request, Status
from bot.settings import Settings
from bot.triage.decisions import decide
from bot.triage.lists import mine
from tests.theatre import TUESDAY

TODAY = TUESDAY.date()
DEAN = Person(1, "Dean Marsh", "Parking", Place("page", PlaceKind.DIRECT, "dean"))
PRIYA = Person(2, "Priya Nair", "Digital", Place("page", PlaceKind.DIRECT, "priya"))
REQUEST = Request(7, DEAN, "Visitor permits online", (Line("permits", TUESDAY),), TUESDAY)
ACCEPTED = replace(
    REQUEST,
    status=Status.ACCEPTED,
    taker=PRIYA,
    go_live_on=date(2027, 1, 18),
    review_on=date(2027, 4, 19),
)


@cache
def book() -> Handbook:
    return handbook(Settings())


def known(request: Request | None = REQUEST, who: Person = PRIYA) -> Known:
    team = who is PRIYA
    return Known(TUESDAY, who, who.home, team, request, decider=team)


def filled(form: str, **values: str) -> object:
    return read_form(Filled(form, 7, values), known(), book())


@pytest.mark.parametrize(
    ("form", "values", "errors"),
    [
        ("stop", {"reason": " "}, {"reason", "instead"}),
        ("ask", {}, {"text"}),
        ("answer", {"text": ""}, {"text"}),
        ("add", {}, {"text"}),
        ("accept", {"horizon": "soon", "go_live_on": "tomorrow"}, {"horizon", "go_live_on"}),
        ("accept", {"horizon": "now", "go_live_on": "9999-12-31"}, {"go_live_on"}),
        (
            "accept",
            {"horizon": "now", "go_live_on": "2027-01-18", "review_on": "2027-01-18"},
            {"review_on"},
        ),
        ("close", {"how": "live", "on": "2027-01-18"}, {"on"}),
        ("close", {"how": "perhaps"}, {"how"}),
        ("keep", {"review_on": "2026-01-01"}, {"review_on"}),
        ("go_live_moved", {}, {"on"}),
        ("edit", {"title": ""}, {"title"}),
        ("edit", {"title": "x" * 61, "volume_per_month": "many"}, {"title", "volume_per_month"}),
        ("edit", {"title": "Permits", "channel_now": "pigeon"}, {"channel_now"}),
    ],
)
def test_what_is_filled_in_wrongly_is_said_under_its_field(
    form: str, values: dict[str, str], errors: set[str]
) -> None:
    answer = filled(form, **values)

    assert isinstance(answer, Invalid)
    assert set(answer.errors) == errors
    assert all(sentence.endswith(".") for sentence in answer.errors.values())


def test_what_is_filled_in_rightly_is_what_has_happened() -> None:
    accepted = filled("accept:seen", horizon="next", go_live_on="2027-01-18")
    assert isinstance(accepted, Accepted)
    assert accepted.review_on == date(2027, 4, 19)
    assert filled("close", how="live") == WentLive(7, TODAY)
    assert filled("close", how="finished") == Finished(7)
    assert filled("keep", review_on="2027-01-18") == Kept(7, date(2027, 1, 18))
    assert filled("go_live_moved", on="2027-01-18") == GoLiveMoved(7, date(2027, 1, 18))


def test_a_preview_is_looked_at_before_anything_happens() -> None:
    shown = filled("stop", reason="A page does it.", instead="Read the page.")

    assert isinstance(shown, Open)
    assert shown.dialog.form == "stop:seen"
    assert "we’re not going to do this." in text_of(Message(shown.dialog.intro))


def test_only_the_team_hears_what_is_wrong_with_its_forms() -> None:
    answer = read_form(Filled("accept", 7), known(who=DEAN), book())

    assert isinstance(answer, Quiet)
    assert text_of(answer.message) == "Only the digital team can do that."


def test_an_edit_changes_what_differs_and_empties_what_is_not_so() -> None:
    read = {
        "channel_now": Fact("paper", Source.READ, "paper"),
        "has_rekeying": Fact("yes", Source.READ, "key it"),
    }
    draft = Draft((Line("permits", TUESDAY),), read=read)
    values = {"channel_now": "paper", "has_rekeying": "", "volume_per_month": "60"}
    changed = corrections(Edited(draft.number, "Permits", values), draft)

    assert {key: fact.value for key, fact in changed.items()} == {
        "has_rekeying": "not_sure",
        "volume_per_month": 60,
    }


@pytest.mark.parametrize(
    ("form", "who", "request_", "says"),
    [
        ("accept", DEAN, REQUEST, "Only the digital team can do that."),
        ("add", PRIYA, REQUEST, "Only the person who asked can do that."),
        ("answer", PRIYA, REQUEST, "Only the person who asked can do that."),
        ("accept", PRIYA, None, "There is no request with that number."),
        ("add", DEAN, None, "There is no request with that number."),
        ("edit", DEAN, None, "There is nothing to cancel, send or change just now."),
        ("no such form", DEAN, REQUEST, "This button is out of date"),
        ("keep", PRIYA, REQUEST, "GW-7 is new now, so that cannot be done."),
        ("take", PRIYA, REQUEST, "Nobody has GW-7 just now. Take it first."),
    ],
)
def test_a_dialog_that_leads_nowhere_is_not_opened(
    form: str, who: Person, request_: Request | None, says: str
) -> None:
    view = show(Form(form, 7), Conversation(), known(request_, who), book())

    assert isinstance(view, Quiet)
    assert text_of(view.message).startswith(says)


@pytest.mark.parametrize(
    ("form", "request_"),
    [
        *((form, REQUEST) for form in ("accept", "accept:seen", "stop", "ask")),
        ("take", ACCEPTED),
        ("close", ACCEPTED),
        ("go_live_moved", ACCEPTED),
        ("keep", replace(ACCEPTED, status=Status.LIVE)),
    ],
)
def test_every_dialog_of_the_team_has_a_title_and_labels(form: str, request_: Request) -> None:
    view = show(Form(form, 7), Conversation(), known(request_), book())

    assert isinstance(view, Open)
    assert "GW-7" in view.dialog.title
    assert all(field.label for field in view.dialog.fields)


@pytest.mark.parametrize(
    "event",
    [
        WentLive(7, TODAY + timedelta(days=1)),
        WentLive(7, date(1999, 12, 31)),
        GoLiveMoved(7, date(9999, 12, 31)),
        GoLiveMoved(7, TODAY - timedelta(days=1)),
    ],
)
def test_a_date_that_nobody_can_have_meant_changes_nothing(event: WentLive | GoLiveMoved) -> None:
    turn = decide(Conversation(), event, known(ACCEPTED), book())

    assert turn.effects == ()
    assert isinstance(turn.answer, Quiet)


def test_what_happens_to_a_request_that_is_not_there_is_said() -> None:
    turn = decide(Conversation(), WentLive(7), known(None), book())

    assert isinstance(turn.answer, Quiet)
    assert text_of(turn.answer.message).startswith("There is no request with that number.")


def test_a_long_list_goes_on_on_the_next_page() -> None:
    shown = text_of(mine(page_of((REQUEST,) * 23), book()))

    assert shown.startswith("You have 23 requests, newest first.")
    assert shown.endswith("Page 1 of 2.\n[Next page]")


def test_a_person_without_a_name_is_greeted_by_none() -> None:
    assert replace(DEAN, name=" ").first_name == " "
