"""Questions of the team's to anybody, and what is looked at before it is sent."""

from dataclasses import replace
from datetime import date

import pytest

from bot.drafts import Line
from bot.effects import Settle
from bot.events import (
    Added,
    Answered,
    Asked,
    Event,
    GoLiveMoved,
    Reworded,
    Stopped,
    Taken,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.messages import FieldKind, Invalid, Message, Open, Quiet, text_of
from bot.people import Person
from bot.requests import Request, Status
from bot.triage import forms, news
from bot.triage.moves import LifeEvent
from tests.reviewing import DEAN, PRIYA, TOM, TUESDAY, accepted, asked
from tests.triaging import (
    HERS,
    RUTH,
    SAM,
    became,
    book,
    expects,
    fill,
    heard,
    known,
    refusal,
    refused,
    step,
)

OF_SAM = Asked(7, "Who keeps the list?", "page:sam")
TO_SAM = known(whom=SAM)
HEARD = replace(HERS, heard_at=TUESDAY, waiting_since=TUESDAY)
WITH_SAM = replace(HEARD, status=Status.WAITING, waits_for="colleague")
STOP = {"reason": "A page does it.", "instead": "Read the page."}


def opened(answer: object) -> Open:
    assert isinstance(answer, Open)
    return answer


def read_as(answer: object) -> str:
    """What a preview shows."""
    return text_of(Message(opened(answer).dialog.intro))


def values(answer: object) -> dict[str, str]:
    """What stands in a dialog."""
    return {field.key: field.value for field in opened(answer).dialog.fields}


def test_somebody_else_is_asked_without_a_word_of_the_requesters() -> None:
    turn = step(OF_SAM, TO_SAM)

    assert heard(turn) == {
        "Dean Marsh": "Priya Nair in the digital team has asked Sam Price about GW-7: "
        "‘Who keeps the list?’",
        "Sam Price": "Priya Nair in the digital team asks you about GW-7, "
        "Visitor permits online, Parking:\n> Who keeps the list?\n"
        "Select Answer, or just type your answer here.\n[Answer]",
    }
    assert expects(turn) == ["Sam Price"]
    assert became(turn) == WITH_SAM


def test_of_a_confidential_request_who_is_asked_reads_the_question_alone() -> None:
    nameless = replace(DEAN, service="")
    secret = step(OF_SAM, known(replace(HERS, confidential=True), whom=SAM))
    plain = step(OF_SAM, known(replace(HERS, requester=nameless), whom=SAM))

    assert heard(secret)["Sam Price"].startswith(
        "Priya Nair in the digital team asks you about GW-7, which is confidential:\n"
    )
    assert "GW-7, Visitor permits online:" in heard(plain)["Sam Price"]


def test_their_answer_comes_back_and_is_not_put_in_the_requesters_mouth() -> None:
    turn = step(Answered(7, "Jo does"), known(WITH_SAM, who=SAM))

    assert heard(turn) == {
        "Sam Price": "Thank you. I’ve passed your answer about GW-7 on.",
        "Dean Marsh": "Sam Price has answered what the digital team asked about GW-7.",
    }
    assert became(turn) == HEARD
    settled = [one for one in turn.effects if isinstance(one, Settle)]
    assert settled == [Settle(SAM, 7, "Jo does")]


def test_the_requester_named_as_such_is_asked_as_ever() -> None:
    named, unnamed = step(OF_SAM, known(whom=DEAN)), step(Asked(7, OF_SAM.text))

    assert heard(named) == heard(unnamed)
    assert expects(named) == ["Dean Marsh"]
    assert became(named).waits_for == ""


@pytest.mark.parametrize(
    ("whom", "says", "under"),
    [
        (None, "I do not know sam yet", "I do not know them yet. They need to write to me once."),
        (PRIYA, "That would be you", "Choose somebody other than yourself."),
    ],
)
def test_who_is_not_known_cannot_be_asked(whom: Person | None, says: str, under: str) -> None:
    knowing = known(whom=whom)

    assert refused(OF_SAM, knowing).startswith(says)
    assert fill("ask", knowing, text="Who?", whom="page:sam") == Invalid({"whom": under})


def test_what_will_be_read_is_shown_before_it_is_sent() -> None:
    shown = fill("stop", **STOP)

    assert read_as(shown) == (
        "This is what Dean will read:\n"
        "GW-7, Visitor permits online: we’re not going to do this.\n"
        "Why: A page does it.\nWhat to do instead: Read the page.\n"
        "If things change, start a new request and mention GW-7."
    )
    assert values(shown) == STOP
    assert (opened(shown).dialog.form, opened(shown).dialog.submit) == ("stop:seen", "Send")


def test_what_was_shown_is_sent_with_the_words_as_they_are_then() -> None:
    changed = {**STOP, "instead": "Ring us."}

    assert fill("stop:seen", **changed) == Stopped(7, "A page does it.", "Ring us.")
    assert isinstance(fill("stop:seen", reason="Why not"), Invalid)


def test_an_acceptance_is_shown_with_its_dates() -> None:
    said = {"telling": "We will!", "leaves_behind": "GOV.UK Pay for parking."}
    shown = fill("accept", horizon="now", go_live_on="2027-01-18", **said)

    assert read_as(shown).endswith("something others can use: GOV.UK Pay for parking.")
    assert "We will!\nFrom Monday 18 January 2027 it should be in use." in read_as(shown)
    assert "On Monday 19 April 2027 we’ll look at it again" in read_as(shown)
    assert values(shown)["review_on"] == "2027-04-19"


def test_a_question_to_somebody_else_is_shown_as_both_will_read_of_it() -> None:
    shown = fill("ask", TO_SAM, text="Who keeps the list?", whom="page:sam")

    assert read_as(shown).splitlines() == [
        "This is what Sam will read:",
        "Priya Nair in the digital team asks you about GW-7, Visitor permits online, Parking:",
        "> Who keeps the list?",
        "Select Answer, or just type your answer here.",
        "This is what Dean will read:",
        "Priya Nair in the digital team has asked Sam Price about GW-7: ‘Who keeps the list?’",
    ]
    assert values(shown)["whom"] == "page:sam"
    assert fill("ask:seen", TO_SAM, **values(shown)) == OF_SAM


def test_what_cannot_happen_now_is_not_previewed() -> None:
    over = known(replace(HERS, status=Status.STOPPED))

    assert fill("stop", over, **STOP) == Stopped(7, "A page does it.", "Read the page.")
    assert refused(Stopped(7, "a", "b"), over).startswith("GW-7 is stopped now")


def test_a_dialog_about_no_request_or_of_no_name_is_not_read() -> None:
    answer = fill("stop", known(None), **STOP)

    assert isinstance(answer, Quiet)
    assert refusal(answer).startswith("There is no request")
    assert fill("no such form") is None


def test_a_preview_that_is_opened_by_itself_is_the_dialog() -> None:
    dialog = forms.draw("stop:seen", HERS, TUESDAY.date(), book())

    assert (dialog.form, dialog.intro) == ("stop", ())


def test_whom_to_ask_is_chosen_among_people() -> None:
    fields = forms.draw("ask", HERS, TUESDAY.date(), book()).fields

    assert [(one.key, one.kind) for one in fields] == [
        ("text", FieldKind.LINES),
        ("whom", FieldKind.PERSON),
    ]
    assert fields[1].hint.startswith("Leave empty to ask Dean.")


WANTED = replace(HERS, joined=(RUTH.key,))
BY_TWO = known(WANTED, joined=(RUTH,))


@pytest.mark.parametrize(
    ("event", "request_"),
    [
        (Waits(7, "board"), WANTED),
        (Stopped(7, "why", "instead"), WANTED),
        (Taken(7), replace(asked(7), joined=(RUTH.key,))),
        (WentLive(7), accepted(7, joined=(RUTH.key,))),
        (GoLiveMoved(7, date(2027, 3, 1)), accepted(7, joined=(RUTH.key,))),
    ],
)
def test_whoever_needs_the_same_hears_the_same(event: LifeEvent, request_: Request) -> None:
    told = heard(step(event, known(request_, joined=(RUTH,))))

    assert told["Ruth Okafor"] == told["Dean Marsh"]


@pytest.mark.parametrize(
    ("event", "who", "says"),
    [
        (
            Asked(7, "Which road?"),
            PRIYA,
            "Priya Nair in the digital team has asked a question about GW-7",
        ),
        (Withdrawn(7), DEAN, "GW-7, Visitor permits online, was withdrawn by the person who asked"),
        (Answered(7, "Elm Road"), DEAN, ""),
        (Added(7, "Elm Road too"), DEAN, ""),
        (Reworded(7, "Elm Road, not Ash Road"), DEAN, ""),
    ],
)
def test_what_the_requester_says_is_not_told_to_others(
    event: LifeEvent, who: Person, says: str
) -> None:
    told = heard(step(event, known(WANTED, who=who, joined=(RUTH,)))).get("Ruth Okafor", "")

    assert told.startswith(says)
    assert bool(told) == bool(says)
    assert "road" not in told.lower()
    assert "Dean" not in told


def test_a_preview_says_that_others_read_it_too() -> None:
    stop, ask = fill("stop", BY_TWO, **STOP), fill("ask", BY_TWO, text="How many?")

    assert read_as(stop).startswith("This is what Dean and everybody else who needs it will read:")
    assert read_as(ask).startswith("This is what Dean will read:")


def test_others_do_not_hear_that_a_confidential_request_is_there() -> None:
    none = news.no_such_request(book(), member=False)

    assert news.not_yours(replace(HERS, confidential=True), book()) == none
    assert text_of(news.not_yours(HERS, book())) == "Only the person who asked can do that."


@pytest.mark.parametrize(
    ("event", "request_", "says"),
    [
        (Taken(7), replace(HERS, taker=TOM), "Tom Bell has GW-7 already."),
        (Waits(7, "board"), accepted(7), "GW-7 is accepted now"),
        (WentLive(7), WITH_SAM, "GW-7 is waiting for a colleague to answer now"),
    ],
)
def test_what_comes_too_late_says_how_things_are(
    event: LifeEvent, request_: Request, says: str
) -> None:
    assert refused(event, known(request_)).startswith(says)


def test_what_the_requester_answers_is_kept_as_their_words() -> None:
    waiting = replace(HERS, status=Status.WAITING)
    turn = step(Answered(7, "40"), known(waiting, who=DEAN))

    assert became(turn).said[-1] == Line("40", TUESDAY)


@pytest.mark.parametrize(
    ("form", "event"),
    [("answer", Answered(7, "40")), ("add", Added(7, "40")), ("reword", Reworded(7, "40"))],
)
def test_what_a_requester_fills_in_is_not_previewed(form: str, event: Event) -> None:
    dialog = forms.draw(form, HERS, TUESDAY.date(), book())

    assert "GW-7" in dialog.title
    assert fill(form, known(who=DEAN), **{dialog.fields[0].key: "40"}) == event


def test_who_edits_nothing_is_told_so_and_the_team_reads_no_second_version() -> None:
    same = f" {HERS.said[0].text}\n"

    assert fill("reword", known(who=DEAN), text=same) == Invalid(
        {"text": "It says that already. Change it first."}
    )
