"""Who has a request, for whom it waits, and who may say so."""

from dataclasses import replace
from datetime import date

import pytest

from bot.effects import Dismiss
from bot.events import (
    Accepted,
    Answered,
    Asked,
    Finished,
    GoLiveMoved,
    HandedOver,
    Kept,
    LetGo,
    MovedUp,
    Retired,
    Stopped,
    Taken,
    Tracked,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.messages import Invalid, Open, Quiet, text_of
from bot.pages import page_of
from bot.requests import Request, Status
from bot.triage import forms, lists
from bot.triage.moves import LifeEvent
from tests.reviewing import DEAN, PRIYA, TOM, TUESDAY, accepted, asked, live
from tests.triaging import (
    HERS,
    RUTH,
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

TO_TOM = HandedOver(7, "page:tom")
WITH_TOM = known(whom=TOM, whom_member=True)
WAITING = replace(HERS, status=Status.WAITING, waits_for="supplier")


def test_whoever_has_a_request_can_hand_it_over_and_both_who_care_hear_of_it() -> None:
    turn = step(TO_TOM, WITH_TOM)

    assert (became(turn).taker, became(turn).status) == (TOM, Status.TAKEN)
    assert heard(turn) == {
        "Dean Marsh": "Tom Bell in the digital team has GW-7 now.",
        "Tom Bell": "Priya Nair has handed GW-7, Visitor permits online, over to you. "
        "Say ‘GW-7’ to see it.",
    }


def test_a_colleague_can_pass_on_what_somebody_else_has_and_they_are_told() -> None:
    over = step(TO_TOM, known(replace(HERS, taker=RUTH), whom=TOM, whom_member=True))
    put_back = step(LetGo(7), known(who=TOM))

    assert heard(over)["Ruth Okafor"].endswith("over to Tom Bell. You no longer have it.")
    assert heard(put_back)["Priya Nair"].startswith("Tom Bell has put GW-7")


def test_what_is_let_go_is_new_again_and_anybody_may_take_it() -> None:
    turn = step(LetGo(7), known(WAITING))

    assert became(turn) == replace(HERS, status=Status.NEW, taker=None)
    assert heard(turn)["Dean Marsh"].startswith("Nobody in the digital team has GW-7 just now.")
    assert became(step(Taken(7), known(became(turn), who=TOM))).taker == TOM


@pytest.mark.parametrize(
    ("on", "says"),
    [("supplier", "is waiting for a supplier."), ("board", "is waiting for a board to decide.")],
)
def test_who_asked_hears_for_whom_it_waits(on: str, says: str) -> None:
    turn = step(Waits(7, on))

    assert (became(turn).status, became(turn).waits_for) == (Status.WAITING, on)
    assert says in heard(turn)["Dean Marsh"]


def test_it_goes_on_when_whoever_has_it_says_so() -> None:
    turn = step(Taken(7), known(WAITING))

    assert became(turn) == HERS
    assert heard(turn)["Dean Marsh"].endswith(
        "is going on again. Priya Nair in the digital team has it."
    )
    assert refused(Taken(7), known(WAITING, who=TOM)).startswith("Priya Nair has GW-7 already.")


@pytest.mark.parametrize(
    "event",
    [
        Asked(7, "How many?"),
        Answered(7, "40"),
        Stopped(7, "why", "instead"),
        Withdrawn(7),
        Taken(7),
    ],
)
def test_what_happens_next_ends_the_wait_for_a_supplier(event: LifeEvent) -> None:
    assert became(step(event, known(WAITING))).waits_for == ""


@pytest.mark.parametrize("event", [Tracked(7, ""), TO_TOM])
def test_what_only_notes_something_leaves_it_waiting(event: LifeEvent) -> None:
    after = became(step(event, known(WAITING, whom=TOM, whom_member=True)))

    assert (after.status, after.waits_for) == (Status.WAITING, "supplier")


def test_where_it_is_tracked_is_for_the_team_alone() -> None:
    turn = step(Tracked(7, "https://board.example/42"))

    assert became(turn).tracked_at == "https://board.example/42"
    assert heard(turn) == {}
    assert became(step(Tracked(7, ""), known(became(turn)))).tracked_at == ""


def test_a_press_out_of_sight_of_the_card_says_that_it_was_noted() -> None:
    here = known(place=PRIYA.home)

    assert heard(step(Tracked(7, ""), here)) == {
        "Priya Nair": "Thank you. I’ve noted that for GW-7."
    }
    assert heard(step(Waits(7, "board"), here))["Priya Nair"].endswith("and told Dean.")


@pytest.mark.parametrize("event", [TO_TOM, LetGo(7), Waits(7, "board")])
def test_nobody_passes_on_what_nobody_has(event: LifeEvent) -> None:
    said = refused(event, known(asked(7), whom=TOM, whom_member=True))

    assert said == "Nobody has GW-7 just now. Take it first. Nothing has changed."


@pytest.mark.parametrize(
    ("whom", "member", "says"),
    [
        (None, True, "I do not know tom yet: they need to write to me once."),
        (DEAN, False, "Dean Marsh is not in the digital team’s channel"),
        (PRIYA, True, "That would be you"),
    ],
)
def test_it_is_handed_to_a_colleague_whom_we_know(whom: None, member: bool, says: str) -> None:
    assert refused(TO_TOM, known(whom=whom, whom_member=member)).startswith(says)


def test_it_is_not_handed_to_who_has_it() -> None:
    assert refused(TO_TOM, known(who=TOM, whom=PRIYA, whom_member=True)).startswith("Priya Nair")


@pytest.mark.parametrize(
    "event",
    [
        Waits(7, "the weather"),
        Tracked(7, "http://board.example"),
        Tracked(7, "https://board.example/a b"),
        Tracked(7, "https:///42"),
        Tracked(7, "https://board.example/" + "x" * 500),
        Tracked(7, "https://priya:secret@board.example/"),
    ],
)
def test_what_no_dialog_of_ours_sends_changes_nothing(event: LifeEvent) -> None:
    assert refused(event).startswith("This button is out of date")


DECISIONS: list[tuple[LifeEvent, Request]] = [
    (Accepted(7, "now", date(2027, 1, 18), date(2027, 4, 19)), HERS),
    (Stopped(7, "why", "instead"), HERS),
    (WentLive(7), accepted(7)),
    (Finished(7), accepted(7)),
    (Kept(7, date(2027, 6, 1)), live(7)),
    (MovedUp(7), live(7)),
    (Retired(7), live(7)),
]


@pytest.mark.parametrize(("event", "request_"), DECISIONS)
def test_only_those_decide_whom_the_team_has_named(event: LifeEvent, request_: Request) -> None:
    assert became(step(event, known(request_))).number == 7
    assert refused(event, known(request_, decider=False)) == (
        "Only the people your team has named for it can decide that. Ask one of them. "
        "Nothing has changed."
    )


def test_who_may_not_decide_is_told_before_they_mend_a_dialog() -> None:
    answer = fill("accept", known(decider=False), horizon="soon")

    assert isinstance(answer, Quiet)
    assert refusal(answer).startswith("Only the people your team has named")
    assert isinstance(fill("ask", known(decider=False), text="How many?"), Open)


@pytest.mark.parametrize(
    ("values", "event"),
    [
        ({"step": "hand_over", "to": "page:tom"}, TO_TOM),
        ({"step": "let_go"}, LetGo(7)),
        ({"step": "supplier"}, Waits(7, "supplier")),
        ({"step": "board"}, Waits(7, "board")),
        ({"step": "goes_on"}, Taken(7)),
        (
            {"step": "link", "link": " https://board.example/42 "},
            Tracked(7, "https://board.example/42"),
        ),
        ({"step": "link"}, Tracked(7, "")),
    ],
)
def test_under_take_each_choice_is_a_step(values: dict[str, str], event: LifeEvent) -> None:
    assert fill("take", known(WAITING, whom=TOM, whom_member=True), **values) == event


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"step": "Choose one of these."}),
        ({"step": "goes_on"}, {"step": "Choose one of these."}),
        ({"step": "hand_over"}, {"to": "Write something here first."}),
        (
            {"step": "hand_over", "to": "page:sam"},
            {"to": "Choose somebody who is in the digital team."},
        ),
        (
            {"step": "link", "link": "board 42"},
            {"link": "Give a link that begins with https:// and has at most 500 characters."},
        ),
        (
            {"step": "let_go", "link": "https://board.example/42"},
            {"link": "To change the link, choose ‘Change where it is tracked, and nothing else’."},
        ),
    ],
)
def test_under_take_what_to_mend_is_said(values: dict[str, str], errors: dict[str, str]) -> None:
    assert fill("take", **values) == Invalid(errors)


def test_the_choices_under_take_are_what_can_happen_now() -> None:
    steps = {}
    for request in (HERS, WAITING, accepted(7), asked(7)):
        first = forms.draw("take", request, TUESDAY.date(), book()).fields[0]
        steps[request.status] = [choice.value for choice in first.choices]

    assert steps == {
        Status.TAKEN: ["hand_over", "let_go", "supplier", "board", "link"],
        Status.WAITING: ["hand_over", "let_go", "supplier", "board", "goes_on", "link"],
        Status.ACCEPTED: ["hand_over", "link"],
        Status.NEW: ["link"],
    }


def test_mine_lists_what_one_of_the_team_has() -> None:
    shown = text_of(lists.mine_of_team(page_of((WAITING,)), TUESDAY, book()))
    none = text_of(lists.mine_of_team(page_of(()), TUESDAY, book()))

    assert shown.splitlines() == [
        "You have taken 1 request.",
        "- GW-7 Visitor permits online · Waiting for a supplier · today · next: wait, or ask again",
    ]
    assert none.startswith("You have not taken any requests.")


def test_another_day_moves_the_review_unless_it_was_set_by_hand() -> None:
    later = GoLiveMoved(7, date(2027, 2, 1))
    proposed, by_hand = (
        became(step(later, known(accepted(7, review_on=day)))).review_on
        for day in (date(2027, 4, 19), date(2027, 3, 1))
    )

    assert (proposed, by_hand) == (date(2027, 5, 4), date(2027, 3, 1))


def test_what_moved_up_is_not_moved_up_again() -> None:
    assert refused(MovedUp(7), known(replace(live(7), review_on=None))).startswith("GW-7 is live")


def test_an_answer_to_what_nobody_has_puts_it_back_in_the_queue() -> None:
    waiting = replace(HERS, status=Status.WAITING, taker=None)

    assert became(step(Answered(7, "40"), known(waiting, who=DEAN))).status is Status.NEW


def test_what_is_over_asks_nobody_any_more() -> None:
    turn = step(Stopped(7, "why", "instead"))

    assert [one.person for one in turn.effects if isinstance(one, Dismiss)] == [DEAN]
    assert expects(turn) == []
