"""The card of a request in the team’s channel."""

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.capability import CulDeSac
from bot.drafts import Conversation, Line, NotSame
from bot.events import (
    Accepted,
    Attachment,
    Form,
    Stopped,
    Taken,
    Whole,
)
from bot.facts import Fact, Facts, Source
from bot.levels.judgement import Judgement, Level, Sureness
from bot.looking import show
from bot.messages import Button, Show, Weight, text_of
from bot.outcome import Offer, Outcome
from bot.people import Person
from bot.requests import Request, Status
from bot.triage import card, today
from bot.words.rich import bare
from tests import cast
from tests.reviewing import BOOK, DEAN, TOM, TUESDAY, accepted, asked, at, live
from tests.triaging import HERS, RUTH, SAM, book, known, labels

HIYA = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"
BECOMES = "It becomes Efficiency if the form feeds PermitPoint."
JUDGED = Judgement(Level.ACCESS, Sureness.LIKELY, {}, (), (BECOMES,))
FORMS = Offer("online-forms", "Online forms", "", None)
ENDS = CulDeSac("contract", "PermitPoint’s contract ends on 31 March 2028.", "taking records out")


def read(value: str | int, source: Source = Source.READ) -> Fact:
    return Fact(value, source)


FACTS: Facts = {
    "channel_now": read("paper"),
    "audience": read("residents", Source.ASSUMED),
    "has_rekeying": read("yes"),
    "checked_elsewhere": read("yes"),
    "printed_and_posted": read("yes"),
    "needs_payment": read("yes"),
    "volume_per_month": read(60),
    "minutes_each": read(15),
}
PERMITS = replace(
    asked(7),
    said=(Line(HIYA, TUESDAY), Line("60ish, 15 mins each", TUESDAY)),
    facts=FACTS,
    outcome=Outcome(JUDGED, (FORMS,), ("a check that someone lives at an address",), (ENDS,)),
    reply_by=at("2026-12-10 17:00"),
    not_same=(NotSame(5, "thats car parks ours is streets", "Season tickets"),),
)


def drawn(request: Request, *others: Person) -> list[str]:
    return text_of(card.draw(request, book(), others)).splitlines()


def line(request: Request, begins: str, *others: Person) -> str:
    """The line of a card that begins so; empty if it has none."""
    return next((text for text in drawn(request, *others) if text.startswith(begins)), "")


def test_a_card_holds_all_that_the_team_needs_to_decide() -> None:
    assert drawn(PERMITS) == [
        "GW-7 Visitor permits online",
        "New · nobody has it yet · reply due by 5pm on Thursday 10 December",
        "Parking. Asked by Dean Marsh on Tuesday 8 December 2026, 9:44am.",
        "> hiya can we get visitor permits online",
        "> people keep coming to reception w the paper form",
        "Today: paper – checked by hand somewhere else – typed in again by hand – printed and "
        "posted. For residents (a guess). People pay for it. "
        "About 15 hours a month (60 at 15 minutes).",
        "Level: Access (putting it online with a form), likely. " + BECOMES,
        "Blocks offered: Online forms. Gap: a check that someone lives at an address.",
        "Watch out: PermitPoint’s contract ends on 31 March 2028. Cleared by: taking records out.",
        "Not the same as GW-5 Season tickets: ‘thats car parks ours is streets’.",
        "[Take] [Ask] [Note] [Level] [Blocks] [Merge] [Accept] [Stop]",
    ]


def test_a_card_goes_by_its_number() -> None:
    assert card.name(PERMITS.number) == "request:7"


def test_what_else_there_is_has_a_line_of_its_own() -> None:
    everything = replace(
        PERMITS,
        confidential=True,
        on_behalf="Bob Lee",
        joined=(RUTH.key, SAM.key),
        files=(Attachment("permits.pdf"), Attachment("form", "https://share.example/form")),
        tracked_at="https://board.example/42",
        not_same=(NotSame(5, title="Season tickets"),),
    )
    nameless = replace(SAM, service="")

    assert drawn(everything)[1].startswith("Confidential · New · nobody has it yet · ")
    assert drawn(everything)[2].endswith("For Bob Lee, who has no chat: Dean passes the answer on.")
    assert line(everything, "Not the same") == "Not the same as GW-5 Season tickets."
    assert line(everything, "Also", TOM, RUTH, nameless) == (
        "Also wanted by: Ruth Okafor, Adult social care; Sam Price"
    )
    assert line(everything, "Files") == (
        "Files, which I do not keep: permits.pdf, form (https://share.example/form)"
    )
    assert line(everything, "Tracked") == "Tracked at: https://board.example/42"
    assert line(PERMITS, "Also", RUTH) == ""


@pytest.mark.parametrize(
    ("request_", "stands"),
    [
        (replace(HERS, status=Status.WAITING), "Waiting for Dean to answer · Priya Nair"),
        (
            replace(HERS, status=Status.WAITING, waits_for="colleague"),
            "Waiting for a colleague to answer · Priya Nair",
        ),
        (
            replace(HERS, status=Status.WAITING, waits_for="supplier", heard_at=TUESDAY),
            "Waiting for a supplier · Priya Nair",
        ),
        (
            replace(HERS, status=Status.WAITING, waits_for="board", taker=None),
            "Waiting for a board · nobody has it yet",
        ),
        (
            accepted(7, review_on=date(2027, 4, 19)),
            "Accepted · Priya Nair · expected live on Monday 18 January · "
            "review Monday 19 April 2027",
        ),
        (live(7), "Live · Priya Nair · live from Monday 18 January · review Monday 19 April 2027"),
        (asked(8, follows=7), "New · nobody has it yet · follows on from GW-7"),
        (asked(7, status=Status.WITHDRAWN), "Withdrawn"),
    ],
)
def test_a_card_says_for_whom_it_waits_and_what_comes_next(request_: Request, stands: str) -> None:
    assert drawn(request_)[1] == stands


def test_take_is_a_press_while_nobody_has_it_and_then_a_dialog() -> None:
    free, held = card.draw(PERMITS, book()), card.draw(HERS, book())

    assert (free.buttons[0].press, free.buttons[0].weight) == (Taken(7), Weight.MAIN)
    assert (held.buttons[0].press, held.buttons[0].weight) == (Form("take", 7), Weight.PLAIN)
    assert labels(held) == labels(free)
    assert labels(card.draw(accepted(7), book())) == [
        *("Take", "Ask", "Note", "Level", "Blocks", "Stop", "Close")
    ]


LONG = "a paper form and " * 300


def test_long_first_words_are_cut_at_a_word_with_a_way_to_read_on() -> None:
    wordy = replace(PERMITS, said=(Line(LONG, TUESDAY), Line("60ish", TUESDAY)))
    shown = drawn(wordy)

    assert shown[3].endswith("a paper form and a")
    assert shown[4] == "> … and 3,603 more characters."
    assert card.draw(wordy, book()).buttons[-1] == Button("Read it all", Whole(7))
    whole = text_of(card.whole(wordy, book()))
    assert LONG in whole
    assert whole.endswith("What they said after that:\n> 60ish")


def test_the_team_reads_the_rest_of_a_card_too_and_who_asked_their_own_words() -> None:
    stopped = replace(PERMITS, stopped=Stopped(7, LONG, "Ring us."), status=Status.STOPPED)
    told: list[str] = []
    for who in (TOM, DEAN):
        view = show(Whole(7), Conversation(), known(stopped, who), cast.book())
        assert isinstance(view, Show)
        told.append(text_of(view.message))
    tom, dean = told

    assert text_of(card.draw(stopped, book())).endswith("[Read it all]")
    assert f"Stopped: {LONG.rstrip()}. Instead: Ring us." in tom
    assert "Stopped:" not in dean
    assert dean.startswith("GW-7")


def test_a_word_that_never_ends_is_cut_all_the_same() -> None:
    shown = drawn(replace(PERMITS, said=(Line("x" * 2_000, TUESDAY),)))

    assert shown[4] == "> … and 500 more characters."


def test_a_card_with_much_beside_the_words_can_be_read_on_too() -> None:
    much = replace(PERMITS, not_same=tuple(NotSame(n, "ours is streets " * 9) for n in range(20)))

    assert labels(card.draw(PERMITS, book()))[-1] == "Stop"
    assert labels(card.draw(much, book()))[-1] == "Read it all"


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({}, ""),
        ({"channel_now": read("not_sure")}, ""),
        ({"needs_payment": read("yes")}, "What we know: People pay for it."),
        ({"channel_now": read("phone")}, "Today: phone."),
        ({"volume_per_month": read(60)}, "What we know: About 60 a month."),
        ({"system_named": read("PermitPoint")}, "What we know: They named PermitPoint."),
        (
            {"has_rekeying": read("yes"), "system_named": read("PermitPoint")},
            "Today: typed into PermitPoint.",
        ),
    ],
)
def test_how_it_works_today_is_a_line(facts: Facts, says: str) -> None:
    assert bare(today.line(facts, BOOK.words)) == says


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (asked(7), "Level: not said. They asked to talk to a person."),
        (asked(7, language="cy"), "Level: not said. It is in Welsh, which I cannot read."),
        (asked(7, language="xx"), "Level: not said. They asked to talk to a person."),
        (
            asked(8, follows=7, level=Level.EFFICIENCY),
            "Level: Efficiency (joining it up from end to end), the next step up from GW-7.",
        ),
    ],
)
def test_a_card_says_the_level_or_why_there_is_none(request_: Request, says: str) -> None:
    assert line(request_, "Level:") == says


def test_a_card_names_no_block_and_no_service_where_there_are_none() -> None:
    bare_card = replace(PERMITS, outcome=Outcome(JUDGED), requester=replace(DEAN, service=""))

    assert line(bare_card, "Blocks") == "Blocks offered: none in the catalogue fit."
    assert line(bare_card, "Asked by Dean Marsh on")
    assert line(asked(8, follows=7), "The next step after GW-7, which Dean Marsh asked for.")


def test_a_decided_card_says_what_was_decided() -> None:
    yes = Accepted(7, "now", date(2027, 1, 18), date(2027, 4, 19), "GOV.UK Pay.", "40 a month")
    chosen, stopped = accepted(7), asked(7, stopped=Stopped(7, "Why.", "Instead."))

    assert line(replace(chosen, accepted=yes), "Leaves") == "Leaves behind: GOV.UK Pay."
    assert line(replace(chosen, accepted=yes), "Move up") == "Move up if: 40 a month"
    assert line(chosen, "Leaves") == ""
    assert line(stopped, "Stopped") == "Stopped: Why. Instead: Instead."
