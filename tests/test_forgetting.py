"""What is left of requests, events, messages and conversations once a person is taken out."""

from dataclasses import replace
from typing import Any

import pytest

from bot.catalogue.capability import CulDeSac
from bot.drafts import Aside, Conversation, Draft, Line, NotSame, Suggestion, TeamQuestion
from bot.events import (
    Accepted,
    Answered,
    Event,
    HandedOver,
    Joined,
    Noted,
    SaidSame,
    Stopped,
    Verdict,
)
from bot.facts import Fact, Source
from bot.levels.judgement import Judgement, Level, Reason, Sureness
from bot.messages import Button, Message, Paragraph, text_of
from bot.outcome import Offer, Outcome
from bot.people import Place, PlaceKind
from bot.ports.erasing import Line as Posted
from bot.requests import Entry, JoinedFor
from bot.triage.forgetting import Forgetting, forgetting
from bot.triage.traces import Traces
from bot.words.rich import plain_run
from tests.cast import DEAN, RUTH, book, request
from tests.theatre import TUESDAY

SAID = "people fill in a zinnober form at reception, our own booking system"
THEIRS = request(7, SAID, by=DEAN)
HOME = Place("slack", PlaceKind.DIRECT, "U0DEAN1")


def out(**changes: Any) -> Forgetting:
    did = (Entry(8, TUESDAY, "Dean Marsh", Joined(8, "we have krumple")),)
    own = (replace(THEIRS, **changes),)
    return forgetting(Traces(DEAN, (DEAN.name,), (HOME,), own, did), book())


def message(text: str, *press: Event) -> Message:
    buttons = tuple(Button("Me too", one) for one in press)
    return Message((Paragraph(plain_run(text)),), buttons)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (Posted(message("anything"), card="request:7"), "[erased]"),
        (Posted(message("GW-7 we have krumple")), "GW-7 [erased]"),
        (Posted(message("GW-77 we have krumple")), "GW-77 we have krumple"),
        (Posted(message("‘we have krumple’", SaidSame(7))), "‘[erased]’ [Me too]"),
        (Posted(message("‘we have krumple’"), thread="request:8"), "‘[erased]’"),
        (Posted(message("Dean Marsh, U0DEAN1")), "[erased], [erased]"),
        (Posted(message("Dean")), "Dean"),
    ],
)
def test_of_messages_goes_what_is_about_them(line: Posted, left: str) -> None:
    said = out().message(line)

    assert said
    assert text_of(said).replace("\n", " ") == left


def test_what_was_said_of_blocks_keeps_no_name() -> None:
    assert out().text("Dean Marsh and Dean look after it") == "[erased] and Dean look after it"


def test_names_of_blocks_and_words_that_are_anybodys_stay() -> None:
    block = book().blocks[0].name
    facts = {"system_named": Fact(block, Source.READ), "deadline": Fact("May", Source.READ)}
    said = out(facts=facts).message(Posted(message(f"GW-7 {block} by May, {SAID}")))

    assert said
    assert text_of(said) == f"GW-7 {block} by May, [erased]"


def test_their_own_threads_go() -> None:
    assert out().message(Posted(message("anything"), thread="request:7")) is None


STOPPED = Stopped(7, "Dean has it", "use the form")


@pytest.mark.parametrize(
    ("event", "by_them", "left"),
    [
        (Noted(7, "anything"), False, Noted(7, "[erased]")),
        (STOPPED, False, Stopped(7, "[erased] has it", "use the form")),
        (Joined(7, "we have it too"), False, Joined(7, "we have it too")),
        (Joined(8, "we have it too"), True, Joined(8, "[erased]")),
        (Answered(8, "no"), True, Answered(8, "no")),
        (Noted(8, "anything"), True, Noted(8, "anything")),
        (HandedOver(8, "slack:U0DEAN1"), False, HandedOver(8, "[erased]")),
    ],
)
def test_of_events_goes_what_they_said_and_what_was_said_of_theirs(
    event: Event, by_them: bool, left: Event
) -> None:
    assert out().event(Entry(event.request, TUESDAY, "", event), by_them) == left  # type: ignore[union-attr] # all of these are of a request


def test_of_their_request_stay_numbers_days_decisions_and_what_is_counted() -> None:
    reason = Reason("system_named", "Plonkpoint", "Plonkpoint", Level.ACCESS, "as you said")
    judged = Judgement(Level.ACCESS, Sureness.LIKELY, {}, (reason,), ("if Plonkpoint did it",))
    bespoke = CulDeSac("bespoke", "You ask for ‘our own booking system’ beside ‘Slots’.", "ask")
    offer = Offer("online-forms", "Online forms", "forms", "zinnober form")
    decided = Accepted(7, "now", TUESDAY.date(), TUESDAY.date(), "forms", telling="Yes, Dean")
    facts = {
        "system_named": Fact("Plonkpoint", Source.READ, "Plonkpoint"),
        "channel_now": Fact("paper", Source.READ, "form"),
        "minutes_each": Fact(15, Source.READ, "15 mins"),
        "service": Fact("Parking", Source.ANSWERED, "Parking"),
    }
    before: dict[str, Any] = {
        "facts": facts,
        "outcome": Outcome(judged, (offer,), ("a gap",), (bespoke,)),
        "accepted": decided,
        "on_behalf": "Ann Onym",
        "not_same": (NotSame(9, "ours is krumple", "Theirs"),),
    }
    left = out(**before).request(replace(THEIRS, **before))

    assert (left.title, left.text, left.on_behalf) == ("[erased]", "[erased]", "[erased]")
    assert [fact.value for fact in left.facts.values()] == ["[erased]", "paper", 15, "Parking"]
    assert left.outcome
    assert left.outcome.judgement.would_change == ("if [erased] did it",)
    assert left.outcome.offers == (Offer("online-forms", "Online forms", "forms", None),)
    assert left.outcome.gaps == ("a gap",)
    assert left.outcome.warnings[0].text == "You ask for ‘[erased]’ beside ‘Slots’."
    assert left.accepted == replace(decided, telling="")
    assert left.not_same == (NotSame(9, "", "Theirs"),)


def test_others_requests_and_conversations_keep_no_title_or_name_of_theirs() -> None:
    not_same = (NotSame(7, "no", "Zinnober forms"), NotSame(9, "", "Zinnober"), NotSame(7))
    draft = Draft((Line("ours", TUESDAY),), not_same=not_same)
    state = Conversation(
        draft,
        asked=(TeamQuestion(7, "Why?"), TeamQuestion(9, "Ask Dean Marsh?")),
        aside=(Aside(draft),),
        suggested=(Suggestion(1, DEAN, "words"), Suggestion(2, RUTH, "words")),
    )
    forget = out()
    left = forget.conversation(state)
    gone = (NotSame(7, "no", "[erased]"), NotSame(9, "", "Zinnober"), NotSame(7))

    assert left.draft
    assert left.draft.not_same == left.aside[0].draft.not_same == gone
    assert left.asked == (TeamQuestion(9, "Ask [erased]?"),)
    assert [one.finder for one in left.suggested] == [forget.erased, RUTH]
    assert forget.request(replace(request(9, "ours"), not_same=not_same)).not_same == gone
    joined = replace(
        request(9, "ours"), joined_for=(JoinedFor("Ann", DEAN.key), JoinedFor("Bo", 9))
    )
    assert [one.name for one in forget.request(joined).joined_for] == ["[erased]", "Bo"]
    assert forget.conversation(Conversation()) == Conversation()


def test_a_digest_keeps_no_reason_that_quotes_them_and_names_no_request() -> None:
    why = "They fill in ‘a zinnober form’ on the spot."
    verdicts = (Verdict("maps", "Maps", "same_word", why), Verdict("a", "A", "same_word", "no"))
    forget = out(verdicts=verdicts)
    said = forget.message(Posted(message(f"‘Maps’ was the same in name only: {why}")))

    assert said
    assert text_of(said) == "‘Maps’ was the same in name only: [erased]."
    assert [one.why for one in forget.request(replace(THEIRS, verdicts=verdicts)).verdicts] == [
        *("They [erased]’ on the spot.", "no"),
    ]


def test_a_name_that_others_have_stays_with_them() -> None:
    traces = Traces(DEAN, (DEAN.name,), (HOME,), (), (), (DEAN.name,))
    said = forgetting(traces, book()).message(Posted(message("Dean Marsh")))

    assert said
    assert text_of(said) == "Dean Marsh"
