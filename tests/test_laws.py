"""What holds after any conversation of several people. Each law comes with a fault it catches."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import Phase, example, find, given, settings

from bot import deciding
from bot.drafts import Conversation
from bot.effects import Effect, Known, Save, Say, Turn
from bot.events import (
    Cancelled,
    Event,
    Merged,
    MovedUp,
    Noted,
    Said,
    SaidSame,
    Submitted,
    Suggested,
    Taken,
    WentBack,
)
from bot.handbook import Handbook
from bot.intake import comparing
from bot.messages import Button, Message
from bot.requests import Status
from tests.laws import discretion, holding, keeping
from tests.laws.holding import Law
from tests.laws.lives import LIVES
from tests.laws.plans import plans
from tests.laws.playing import play
from tests.laws.world import CAST, Blind, Decide, Forges, Says, Step, Story, Taps, book

# People may say 10 kB several times over, and hypothesis shows what it found whole.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def silent(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    return replace(turn, effects=()) if isinstance(event, Cancelled) else turn


def trusting(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    return deciding.decide(state, event, replace(known, member=True), book)


def telling_ruth(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    cards = (e for e in turn.effects if isinstance(e, Say) and e.card)
    return replace(turn, effects=(*turn.effects, *(Say(CAST[1].home, c.message) for c in cards)))


def curious(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    form = replace(book.form, questions=replace(book.form.questions, most=9))
    return deciding.decide(state, event, known, replace(book, form=form))


def forgetful(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Keeps the latest line alone."""
    turn = deciding.decide(state, event, known, book)
    draft = turn.state.draft
    if draft is None or not isinstance(event, Said):
        return turn
    shortened = replace(draft, opening=draft.opening[-1:], answers=draft.answers[:0])
    return replace(turn, state=replace(turn.state, draft=shortened))


def terse(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    def cut(save: Save) -> Save:
        return replace(save, request=replace(save.request, said=save.request.said[1:]))

    return _changed(deciding.decide(state, event, known, book), Submitted, cut)


def recording(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    return replace(deciding.decide(state, event, known, book), unkept=False)


def back_to_the_start(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    if not isinstance(event, WentBack) or turn.state.draft is None:
        return turn
    return replace(turn, state=replace(turn.state, draft=replace(turn.state.draft, answers=())))


def closing(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    def closed(save: Save) -> Save:
        return replace(save, request=replace(save.request, status=Status.CLOSED))

    return _changed(deciding.decide(state, event, known, book), Taken, closed)


def stuttering(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    return replace(turn, effects=tuple(_twice(turn.effects)))


def _twice(effects: tuple[Effect, ...]) -> Iterator[Effect]:
    for effect in effects:
        yield effect
        if isinstance(effect, Save):
            yield effect


def _changed(turn: Turn, kind: type[Event], change: Callable[[Save], Save]) -> Turn:
    effects = (
        change(e) if isinstance(e, Save) and isinstance(e.because, kind) else e
        for e in turn.effects
    )
    return replace(turn, effects=tuple(effects))


def eager(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Does not see that it was moved up already."""
    if isinstance(event, MovedUp) and known.request and known.request.live_on:
        known = replace(known, request=replace(known.request, review_on=known.request.live_on))
    return deciding.decide(state, event, known, book)


def wordy(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    return _redrawn(turn, lambda button: replace(button, press=Said("é")))


def chatty(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    return _redrawn(turn, lambda button: replace(button, label=button.label * 20))


def _redrawn(turn: Turn, change: Callable[[Button], Button]) -> Turn:
    def drawn(message: Message) -> Message:
        return replace(message, buttons=tuple(map(change, message.buttons)))

    said = (replace(e, message=drawn(e.message)) if isinstance(e, Say) else e for e in turn.effects)
    return replace(turn, effects=tuple(said))


def long_winded(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    def titled(save: Save) -> Save:
        return replace(save, request=replace(save.request, title=save.request.said[0].text * 9))

    return _changed(deciding.decide(state, event, known, book), Submitted, titled)


def deciding_all(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    return deciding.decide(state, event, replace(known, decider=True), book)


def agreeable(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Joins whatever it is told to."""
    if isinstance(event, SaidSame) and state.draft and known.request:
        return Turn(state, comparing.me_too(state.draft, known.request, known, book))
    return deciding.decide(state, event, known, book)


def telling_one(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    return deciding.decide(state, event, replace(known, joined=()), book)


def throwing_away(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    turn = deciding.decide(state, event, known, book)
    return replace(turn, state=replace(turn.state, aside=()))


def indiscreet(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Takes what is confidential for what everybody may know."""
    request = known.request and replace(known.request, confidential=False)
    return deciding.decide(state, event, replace(known, request=request), book)


def rash(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Lets the team read what its author has not agreed to."""
    turn = deciding.decide(state, event, known, book)
    if not isinstance(event, Suggested):
        return turn
    said = (e for e in turn.effects if isinstance(e, Say))
    return replace(turn, effects=(*turn.effects, *(replace(e, to=book.rooms.team) for e in said)))


def absorbing(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Merges without a thought for who asked."""
    turn = deciding.decide(state, event, known, book)
    if not isinstance(event, Merged) or known.other is None:
        return turn
    joined = known.other.joined
    effects = (
        replace(e, request=replace(e.request, joined=joined)) if isinstance(e, Save) else e
        for e in turn.effects
    )
    return replace(turn, effects=tuple(effects))


def gossiping(state: Conversation, event: Event, known: Known, book: Handbook) -> Turn:
    """Tells who asked what the thread says of a note."""
    turn = deciding.decide(state, event, known, book)
    if not isinstance(event, Noted) or known.request is None:
        return turn
    home = known.request.requester.home
    lines = (e for e in turn.effects if isinstance(e, Say) and e.thread)
    return replace(turn, effects=(*turn.effects, *(Say(home, one.message) for one in lines)))


LAWS: dict[Law, Decide] = {
    holding.whoever_speaks_or_presses_is_answered: silent,
    holding.a_strangers_press_changes_nothing: trusting,
    discretion.nobody_sees_anothers_words: telling_ruth,
    holding.nobody_is_asked_more_than_five_questions: curious,
    keeping.nothing_a_person_said_is_lost: forgetful,
    keeping.what_was_said_goes_with_the_request: terse,
    keeping.what_is_urgent_is_not_kept: recording,
    keeping.whoever_is_merged_is_kept_and_told: absorbing,
    keeping.back_after_an_answer_gives_the_draft_as_before: back_to_the_start,
    holding.a_status_moves_along_the_table: closing,
    holding.a_move_is_in_the_history_once: stuttering,
    holding.a_request_is_moved_up_once_at_a_review: eager,
    holding.a_button_is_short_and_comes_back: wordy,
    holding.what_people_select_is_short: chatty,
    holding.a_title_is_short: long_winded,
    holding.what_was_not_shown_cannot_be_joined: agreeable,
    holding.everybody_who_needs_it_hears_the_same: telling_one,
    keeping.what_is_set_aside_comes_back: throwing_away,
    discretion.what_is_confidential_is_shown_to_nobody_else: indiscreet,
    discretion.no_note_is_read_outside_the_team: gossiping,
    discretion.of_a_found_message_nothing_goes_to_the_team_unagreed: rash,
}
"""Each law, with a decider that breaks it."""

SENT: list[Step] = [Says(0, "visitor permits"), Taps(0, "Talk to a person")]
LIVE: list[Step] = [*SENT, Taps(3, "Accept"), Taps(3, "Close", "2026-12-08")]
MOVES_UP = Forges(3, '{"_":"MovedUp","request":1}')
FORGED_EDIT = Forges(0, '{"_":"Edited","title":"x","facts":{"volume_per_month":"many"}}')
FORGED_ACCEPT = (
    '{"_":"Accepted","request":1,"horizon":"x","go_live_on":"2027-01-18","review_on":"2020-01-01"}'
)


def broken_by(story: Story) -> list[str]:
    laws = (*LAWS, discretion.what_is_masked_is_nowhere)
    return [broken for law in laws for broken in law(story, deciding.decide)]


@pytest.mark.parametrize("life", LIVES.values(), ids=LIVES)
def test_every_law_holds_in_a_life_as_it_should_go(life: list[Step]) -> None:
    assert broken_by(play(life)) == []


@settings(max_examples=300, deadline=None)
@given(plans)
@example([Says(0, "¹")])
@example([Says(0, "visitor permits"), FORGED_EDIT])
@example([*SENT, Forges(3, FORGED_ACCEPT)])
@example([*LIVE, MOVES_UP, MOVES_UP])
@example([Says(0, "permits"), Says(0, "the door is broken"), Taps(0, "It is different")])
@example([*SENT, Taps(3, "Ask", "why?"), Says(0, "he is going to kill himself")])
@example([*SENT, Taps(3, "Ask", "why?"), Says(0, "it is slow"), Taps(0, "Answer", "too slow")])
def test_every_law_holds_after_any_conversation(plan: list[Step]) -> None:
    assert broken_by(play(plan)) == []


GENERATED = settings(max_examples=1_000, deadline=None, phases=[Phase.generate], database=None)


@pytest.mark.parametrize(("law", "faulty"), LAWS.items(), ids=lambda each: each.__name__)
def test_a_planted_fault_is_caught(law: Law, faulty: Decide) -> None:
    def is_broken(plan: list[Step]) -> bool:
        return next(law(play(plan, faulty), faulty), None) is not None

    # A life told on purpose shows most faults at once; the others take a search.
    twice: list[Step] = [*LIVE, MOVES_UP, MOVES_UP]
    lives: list[list[Step]] = [*LIVES.values(), twice]
    told = any(map(is_broken, lives))
    assert told or find(plans, is_broken, settings=GENERATED, random=Random(2)) != []


def test_one_of_the_team_who_decides_what_others_decide_is_caught() -> None:
    law = holding.a_strangers_press_changes_nothing

    assert any(list(law(play(life, deciding_all), deciding_all)) for life in LIVES.values())


def test_a_masker_that_masks_nothing_is_caught() -> None:
    blind = replace(book(), masker=Blind())
    law = discretion.what_is_masked_is_nowhere

    assert list(law(play(LIVES["personal"], by=blind), deciding.decide)) != []
