"""The thread under a card, the lists that a request is in, and the digest."""

from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from bot.drafts import Line
from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Event,
    Finished,
    GoLiveMoved,
    HandedOver,
    Joined,
    Kept,
    LetGo,
    MovedUp,
    Retired,
    Reworded,
    Stopped,
    Submitted,
    Taken,
    Tracked,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.messages import Message, text_of
from bot.pages import page_of
from bot.people import Person
from bot.requests import Request, Status
from bot.reviews.digest import digest
from bot.triage import lists, thread
from tests.figuring import WEEK, figured
from tests.reviewing import BOOK, DEAN, PRIYA, TUESDAY, accepted, asked, at, live
from tests.triaging import HERS, RUTH, SAM, became, book, heard, known, labels, step

YES = Accepted(7, "now", date(2027, 1, 18), date(2027, 4, 19))


@pytest.mark.parametrize(
    ("event", "says"),
    [
        (Taken(7), "Priya Nair: it goes on. Dean was told."),
        (HandedOver(7, "page:sam"), "Priya Nair handed it over to Sam Price. Dean was told."),
        (LetGo(7), "Priya Nair let it go. Anybody can take it. Dean was told."),
        (Waits(7, "board"), "Priya Nair: it waits for a board. Dean was told."),
        (
            Tracked(7, "https://board.example"),
            "Priya Nair noted where it is tracked: https://board.example",
        ),
        (Tracked(7, ""), "Priya Nair took away the link to where it is tracked."),
        (Asked(7, "Who?", "page:sam"), "Priya Nair asked Sam Price: ‘Who?’ Dean was told."),
        (Answered(7, "Jo"), "Priya Nair answered: ‘Jo’"),
        (Added(7, "Jo"), "Priya Nair added: ‘Jo’"),
        (Joined(7, "season tickets"), "Priya Nair needs the same: ‘season tickets’"),
        (
            YES,
            "Priya Nair accepted it. Now. Live from: Monday 18 January 2027. Review: . "
            "The review is on the first working day after 90 days.",
        ),
        (
            replace(YES, review_on=date(2027, 2, 1), move_up_if="40 a month", telling="We will!"),
            "Priya Nair accepted it. Now. Live from: Monday 18 January 2027. Review: . "
            "Move up if: 40 a month. Dean was told: ‘We will!’",
        ),
        (
            Stopped(7, "Why.", "So."),
            "Priya Nair stopped it. ‘Why.’ Instead: ‘So.’ Dean was told.",
        ),
        (GoLiveMoved(7, date(2027, 3, 1)), "Priya Nair: not live yet."),
        (MovedUp(7), "Priya Nair moved it up. The next step is GW-8."),
        (WentLive(7), "Priya Nair: it went live on Tuesday 8 December 2026."),
        (Finished(7), "Priya Nair closed it: done, with nothing left to run."),
        (Kept(7, date(2027, 6, 1)), "Priya Nair kept it as it is."),
        (Retired(7), "Priya Nair retired it."),
        (Withdrawn(7), "Priya Nair withdrew it."),
    ],
)
def test_a_thread_has_a_line_for_each_step(event: Event, says: str) -> None:
    said = text_of(thread.line(HERS, event, known(whom=SAM, number=8), book()))

    assert said.startswith(f"Tue 8 Dec, 9:44am. {says}")


def test_the_thread_says_what_the_requester_was_told_when_it_was_taken() -> None:
    said = text_of(thread.line(HERS, Taken(7), known(asked(7)), book()))

    assert said.endswith(
        "Priya Nair took it. Dean was told: ‘Priya Nair in the digital team is looking at GW-7.’"
    )


def test_the_first_line_of_a_thread_has_what_the_card_has_no_room_for() -> None:
    sent = known(None, who=DEAN)
    said = (Line("hiya", TUESDAY), Line("60ish, 15 mins each", TUESDAY))
    wordy = replace(asked(7), said=said)

    assert text_of(thread.line(wordy, Submitted(), sent, book())).splitlines() == [
        "Tue 8 Dec, 9:44am. Dean Marsh sent it.",
        "What they said after that:",
        "> 60ish, 15 mins each",
    ]
    assert text_of(thread.line(asked(7), Submitted(), sent, book())).endswith("sent it.")


def test_the_team_sees_what_was_edited_as_it_was_and_as_it_is() -> None:
    turn = step(Reworded(7, "permits for visitors"), known(who=DEAN))
    saved = became(turn)
    told = text_of(thread.line(saved, Reworded(7, "permits for visitors"), known(who=DEAN), book()))

    assert told.splitlines() == [
        "Tue 8 Dec, 9:44am. Dean Marsh put it in other words:",
        "> permits for visitors",
        "Before that it said:",
        "> get visitor permits online",
    ]
    assert [one.text for one in saved.said] == [
        "permits for visitors",
        "get visitor permits online",
    ]
    assert heard(turn)["Dean Marsh"].startswith("Thank you. I’ve changed what GW-7 says.")


def test_the_next_step_goes_on_for_everybody_it_is_for() -> None:
    whole = live(7, confidential=True, on_behalf="Bob Lee", joined=(RUTH.key,))
    saved = step(MovedUp(7), known(whole, number=8)).effects[1]
    follow_on = cast("Request", getattr(saved, "request", None))
    told = thread.line(follow_on, MovedUp(7), known(whole, number=8), book())

    kept = (follow_on.confidential, follow_on.on_behalf, follow_on.joined)
    assert kept == (True, "Bob Lee", (RUTH.key,))
    assert text_of(told).endswith("Priya Nair moved this up from GW-7.")


def shown(request: Request, reader: Person, *, member: bool = False) -> Message:
    return lists.one(request, known(request, reader, joined=(RUTH,)), book(), member=member)


WAITING = replace(HERS, status=Status.WAITING, joined=(RUTH.key,))


def test_everybody_reads_of_a_request_what_is_theirs_to_read() -> None:
    team, own, joined = (
        shown(WAITING, PRIYA, member=True),
        shown(WAITING, DEAN),
        shown(WAITING, RUTH),
    )
    stands = "GW-7 Visitor permits online · Waiting for your answer · asked on"

    assert "Also wanted by: Ruth Okafor" in text_of(team)
    assert text_of(own).startswith(stands)
    assert labels(own) == ["Edit", "Add to it", "Withdraw"]
    assert "Waiting for an answer · asked on Tuesday 8 December 2026" in text_of(joined)
    assert labels(joined) == []
    assert text_of(shown(WAITING, SAM)) == (
        "GW-7 Visitor permits online · Parking. It is not yours, so that is all I can show."
    )


def test_a_confidential_request_is_for_others_as_if_it_were_not_there() -> None:
    secret = replace(WAITING, confidential=True)

    assert text_of(shown(secret, SAM)).startswith("There is no request with that number.")
    assert text_of(shown(secret, RUTH)).startswith("GW-7 Visitor permits online")


@pytest.mark.parametrize(
    ("request_", "says", "buttons"),
    [
        (asked(7, reply_by=at("2026-12-10 17:00")), "A person will reply by 5pm", 3),
        (accepted(7), "We expect it to be live on Monday 18 January 2027.", 2),
        (live(7), "Live since Monday 18 January 2027.", 1),
        (asked(7, status=Status.STOPPED, stopped=Stopped(7, "Why.", "So.")), "We stopped it", 0),
    ],
)
def test_who_asked_reads_what_comes_next(request_: Request, says: str, buttons: int) -> None:
    told = shown(request_, DEAN)

    assert says in text_of(told)
    assert len(told.buttons) == buttons


def test_lists_say_how_things_stand() -> None:
    queue = text_of(lists.queue(page_of((asked(6), WAITING)), at("2026-12-10 10:00"), book()))

    assert queue.splitlines()[1:-1] == [
        "- GW-6 Visitor permits online · New · nobody has it yet · asked to talk to a person · "
        "2 working days · next: take it",
        "- GW-7 Visitor permits online · Waiting for Dean to answer · Priya Nair · "
        "asked to talk to a person · 2 working days · next: wait, or ask again",
    ]
    assert "Waiting for your answer" in text_of(lists.mine(page_of((WAITING,)), book()))
    assert len(lists.links(book(), member=True)) > len(lists.links(book(), member=False))
    assert lists.mine(page_of(()), book()).parts


@pytest.mark.parametrize("whom", ["supplier", "board", "colleague"])
def test_a_digest_says_for_whom_a_request_waits(whom: str) -> None:
    old = replace(WAITING, waits_for=whom, asked_at=at("2026-12-01 10:00"))

    assert f"waiting for a {whom}" in text_of(
        digest(figured(WEEK, new=(old,), waiting=(old,)), BOOK)
    )
