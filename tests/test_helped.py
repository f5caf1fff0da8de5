"""Did this help? Asked once of everybody who needed it, and counted."""

from dataclasses import replace
from datetime import date

import pytest

from bot import deciding, labels
from bot.drafts import Aside, Conversation
from bot.effects import Dismiss, Known, Save, Say, Turn
from bot.events import Helped, Judged, Kept, MovedUp, Retired, Verdict
from bot.levels.judgement import Judgement, Level, Sureness
from bot.messages import Invalid, Quiet, text_of
from bot.outcome import Offer, Outcome
from bot.requests import Status
from bot.triage import card, forms, thread
from bot.triage.moves import LifeEvent
from tests import cast
from tests.reviewing import DEAN, PRIYA, TUESDAY, at, desk, live, tick
from tests.triaging import RUTH, SAM, book, fill, heard, known, step
from tests.triaging import labels as labels_of

FORMS = Offer("online-forms", "Online forms", "", None)
JUDGED = Judgement(Level.ACCESS, Sureness.LIKELY, {}, (), ())
IN_USE = replace(live(7), asked_if_helped_at=None, joined=(RUTH.key,))
OFFERED = replace(live(7), outcome=Outcome(JUDGED, (FORMS,)), joined=(RUTH.key,))
NOTHING_OPEN = Conversation()


def said(event: Helped, who: Known, state: Conversation = NOTHING_OPEN) -> Turn:
    return deciding.decide(state, event, who, cast.book())


def test_everybody_who_needs_it_is_asked_once_ten_working_days_after_it_went_live() -> None:
    at_desk = desk(IN_USE)
    at_desk.met[RUTH.key] = RUTH

    assert tick(at_desk, at("2027-01-29 16:00")) == []
    asked_ = tick(at_desk, at("2027-02-01 09:00"))

    assert [who for who, _ in asked_] == ["Dean Marsh", "Ruth Okafor"]
    assert asked_[0][1].splitlines() == [
        "GW-7, Visitor permits online, has been live since Monday 18 January 2027. Did this help?",
        "[Yes] [Partly] [No]",
    ]
    assert at_desk.states[RUTH.key].helping == (7,)
    assert tick(at_desk, at("2027-02-02 09:00")) == []


@pytest.mark.parametrize("who", [DEAN, RUTH])
def test_whoever_needs_it_may_say_whether_it_helped(who: object) -> None:
    assert who in (DEAN, RUTH)
    person = DEAN if who == DEAN else RUTH
    knowing = replace(known(OFFERED, who=person), place=person.home, joined=(RUTH,))
    turn = said(Helped(7, "yes"), knowing, Conversation(helping=(5, 7)))

    assert [one.because for one in turn.effects if isinstance(one, Save)] == [Helped(7, "yes")]
    told = [one for one in turn.effects if isinstance(one, Say) and one.to == person.home]
    assert [text_of(one.message) for one in told] == [
        "Thank you. It is good to know that GW-7 helped."
    ]
    assert turn.state.helping == (5,)


@pytest.mark.parametrize("who", [SAM, PRIYA])
def test_nobody_else_says_whether_it_helped(who: object) -> None:
    person = SAM if who == SAM else PRIYA
    turn = said(Helped(7, "yes"), replace(known(OFFERED, who=person), joined=(RUTH,)))

    assert isinstance(turn.answer, Quiet)
    assert turn.effects == ()


def test_who_was_helped_in_part_is_asked_for_a_word_more() -> None:
    turn = step(Helped(7, "partly"), known(OFFERED, who=DEAN))

    assert heard(turn)["Dean Marsh"].endswith(
        "If you can say what is missing, select Add to it.\n[Add to it]"
    )
    assert list(heard(turn)) == ["Dean Marsh"]


def test_what_no_button_of_ours_says_changes_nothing() -> None:
    turn = step(Helped(7, "hugely"), known(OFFERED, who=DEAN))

    assert turn.effects == ()


@pytest.mark.parametrize(
    ("answer", "says"),
    [("yes", "it helped."), ("partly", "it helped partly."), ("no", "it did not help.")],
)
def test_the_team_hears_in_the_thread(answer: str, says: str) -> None:
    line = text_of(thread.line(OFFERED, Helped(7, answer), known(OFFERED, who=DEAN), book()))

    assert line == f"Tue 8 Dec, 9:44am. Dean Marsh: {says}"


@pytest.mark.parametrize(
    ("line", "state", "press"),
    [
        ("Yes", Conversation(helping=(5, 7)), Helped(7, "yes")),
        ("partly.", Conversation(helping=(7,)), Helped(7, "partly")),
        ("no", Conversation(helping=(7,)), Helped(7, "no")),
        ("it did", Conversation(helping=(7,)), None),
        ("partly", Conversation(), None),
        ("partly", Conversation(cast.draft("permits"), helping=(7,)), None),
        ("partly", Conversation(aside=(Aside(cast.draft("permits")),), helping=(7,)), None),
    ],
)
def test_the_answer_can_be_typed_while_nothing_else_is_asked(
    line: str, state: Conversation, press: Helped | None
) -> None:
    assert labels.press_of(line, state, cast.book()) == press


REVIEWS: list[LifeEvent] = [Kept(7, date(2027, 6, 1)), MovedUp(7), Retired(7)]


@pytest.mark.parametrize("event", REVIEWS)
def test_whoever_ends_a_review_is_asked_how_the_blocks_fitted(event: LifeEvent) -> None:
    told = heard(step(event, known(OFFERED, number=8)))["Priya Nair"]

    assert told.startswith("GW-7, Visitor permits online, has been in use. Did its blocks fit?")
    assert told.endswith("[Blocks]")
    assert "Priya Nair" not in heard(step(event, known(live(7), number=8)))


def test_at_review_each_block_is_judged_anew() -> None:
    was = replace(OFFERED, verdicts=(Verdict("online-forms", "Online forms", "as_it_is"),))
    drawn = forms.draw("fit", was, TUESDAY.date(), book()).fields
    again = Verdict("online-forms", "Online forms", "as_it_is")
    event = Judged(7, (again,), at_review=True)

    assert [one.value for one in drawn] == ["", ""]
    assert fill("fit", known(was), **{"verdict_online-forms": "as_it_is"}) == event
    assert fill("fit", known(was)) == Invalid({"verdict_online-forms": "Choose one of these."})
    assert fill("fit", known(live(7))) == Judged(7, at_review=True)
    assert text_of(thread.line(was, event, known(was), book())) == (
        "Tue 8 Dec, 9:44am. Blocks by Priya Nair, after use. Online forms: as it is."
    )


def test_what_is_live_is_reviewed_from_its_card_too() -> None:
    drawn = card.draw(OFFERED, book())

    assert labels_of(drawn)[-3:] == ["Keep", "Move up", "Retire"]
    assert [one.press for one in drawn.buttons[-2:]] == [MovedUp(7), Retired(7)]


def test_a_question_that_is_over_is_no_question_of_the_teams() -> None:
    turn = step(Helped(7, "yes"), known(replace(OFFERED, status=Status.CLOSED), who=DEAN))

    assert not [one for one in turn.effects if isinstance(one, Dismiss)]
