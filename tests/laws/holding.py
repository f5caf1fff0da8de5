"""What holds after any conversation. A law tells where a story breaks it, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from adapters.web.people import PEOPLE
from bot.drafts import Conversation
from bot.effects import Save, Say
from bot.events import (
    Adopted,
    Answered,
    Asked,
    AskedForPerson,
    Confirmed,
    Dismissed,
    GapTaken,
    Held,
    Helped,
    Judged,
    MovedUp,
    Noted,
    NotMine,
    Proposed,
    Released,
    Retitled,
    SaidDifferent,
    SaidSame,
    Snoozed,
    Split,
    Submitted,
    Suggested,
    Tracked,
    Withdrawn,
)
from bot.intake.asking import numbered
from bot.messages import Button, Done, Open, text_of
from bot.requests import Request, Status
from bot.triage.moves import MOVES, DeciderEvent, OwnEvent, TeamEvent
from bot.wire import LONGEST_PRESS, press_from_text, press_to_text
from tests.laws.world import CAST, DECIDER, TEAM, Decide, Moment, Story, World

Law = Callable[[Story, Decide], Iterator[str]]

LONGEST_LABEL = 75
LONGEST_TITLE = 60


def whoever_speaks_or_presses_is_answered(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        said = any(isinstance(effect, Say) for effect in moment.turn.effects)
        if not said and isinstance(moment.turn.answer, Done):
            yield f"silence after {moment.event}"


def a_strangers_press_changes_nothing(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        if _is_a_stranger(moment) and record(moment.after) != record(moment.before):
            yield f"{moment.who.name} did {moment.event}"
        others = (p for p in CAST if p != moment.who and not _is_concerned(moment, p.key))
        for person in others:
            if moment.after.state(person.key) != moment.before.state(person.key):
                yield f"{moment.who.name} changed {person.name}’s by {moment.event}"


def _is_a_stranger(moment: Moment) -> bool:
    """Also to what only some of the team decide; who was asked something may answer it."""
    event, who = moment.event, moment.who.key
    if isinstance(event, DeciderEvent):
        return who != DECIDER
    if isinstance(event, TeamEvent | Adopted | GapTaken | Proposed):
        return who not in TEAM
    if not isinstance(event, OwnEvent | Confirmed):
        return False
    request = moment.before.requests.get(event.request)
    asked = any(one.request == event.request for one in moment.before.state(who).asked)
    may_answer = asked and isinstance(event, Answered | Confirmed)
    if isinstance(event, Helped) and request and who in request.joined:
        return False
    return not may_answer and (request is None or request.requester.key != who)


def _is_concerned(moment: Moment, person: int) -> bool:
    """Whether the event is one that may open a question, or close one, in their conversation."""
    if isinstance(moment.event, Suggested):
        return moment.event.author == PEOPLE[person].person
    return isinstance(moment.event, TeamEvent) and moment.who.key in TEAM


def what_was_not_shown_cannot_be_joined(story: Story, _: Decide) -> Iterator[str]:
    """Nor told apart from theirs."""
    for moment in story:
        if isinstance(moment.event, SaidSame | SaidDifferent):
            home, before = moment.who.home, moment.before
            shown = any(
                where == home and button.press == moment.event for where, button in before.offered
            )
            if not shown and record(moment.after) != record(before):
                yield f"{moment.who.name} did {moment.event}, which was not shown"


def record(world: World) -> object:
    """The world but for what was only shown."""
    states = {person.key: _but_introduced(world.state(person.key)) for person in CAST}
    return states, world.requests, world.history


def _but_introduced(state: Conversation) -> Conversation:
    """Whoever writes first is told what this is, whatever they write."""
    return replace(state, introduced=True)


_UNHEARD = (Tracked, Noted, Judged, Snoozed, Dismissed, NotMine, Held, Released, Retitled)
"""What the team does for itself."""


def everybody_who_needs_it_hears_the_same(story: Story, _: Decide) -> Iterator[str]:
    """Of a question or a withdrawal those who joined hear in words of their own."""
    for moment in story:
        for saved in saved_in(moment):
            before = moment.before.requests.get(saved.request.number)
            if before is None or not isinstance(saved.because, TeamEvent | Withdrawn):
                continue
            heard = _heard(moment, before.requester.key)
            for key in before.joined:
                theirs = _heard(moment, key)
                alike = theirs & heard or (theirs and isinstance(moment.event, Asked | Withdrawn))
                if not alike and not isinstance(saved.because, _UNHEARD):
                    yield f"{CAST[key].name} did not hear of {moment.event}"


def _heard(moment: Moment, who: int) -> set[str]:
    return {text_of(message) for place, message in moment.told if place == CAST[who].home}


def nobody_is_asked_more_than_five_questions(story: Story, _: Decide) -> Iterator[str]:
    """Who would know, and for which service, do not count; a form in one go asks all at once."""
    for moment in story:
        before, draft = (w.state(moment.who.key).draft for w in (moment.before, moment.after))
        if draft and len(set(draft.asked)) < len(draft.asked):
            yield f"asked {draft.asked}"
        if before and draft and before.number == draft.number:
            more = len(numbered(draft)) > len(numbered(before))
            if more and len(numbered(draft)) > 5:
                yield f"asked {draft.asked}"
        if any("6 of at most" in text_of(message) for _, message in moment.told):
            yield "a sixth question"


def a_status_moves_along_the_table(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        for saved in saved_in(moment):
            was = moment.before.requests.get(saved.request.number)
            if not _may_become(was, saved):
                yield f"{was and was.status} became {saved.request.status} by {saved.because}"


def saved_in(moment: Moment) -> tuple[Save, ...]:
    """The requests that were kept, as they are now."""
    return tuple(effect for effect in moment.turn.effects if isinstance(effect, Save))


def _may_become(was: Request | None, saved: Save) -> bool:
    status, because = saved.request.status, saved.because
    if was is None:
        begins = isinstance(because, Submitted | AskedForPerson | MovedUp | Split)
        return begins and status is Status.NEW
    back_to_the_queue = isinstance(because, Answered) and was.taker is None
    if back_to_the_queue and was.status is Status.WAITING:
        return status is Status.NEW
    return MOVES[was.status].get(type(because)) is status


def a_move_is_in_the_history_once(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        numbers = [saved.request.number for saved in saved_in(moment)]
        if len(numbers) != len(set(numbers)):
            yield f"{moment.event} moved {numbers}"
        moved = [entry.request for entry in moment.after.history[len(moment.before.history) :]]
        refused = not isinstance(moment.turn.answer, Done)
        if moved != numbers or (moved and refused):
            yield f"{moment.event} is {len(moved)} times in the history"


def a_request_is_moved_up_once_at_a_review(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        if isinstance(moment.event, MovedUp) and saved_in(moment):
            was = moment.before.requests[moment.event.request]
            if was.review_on is None:
                yield f"{moment.event} with no review to come"


def a_button_is_short_and_comes_back(story: Story, _: Decide) -> Iterator[str]:
    for button in _buttons(story):
        text = press_to_text(button.press)
        if len(text) > LONGEST_PRESS or not text.isascii() or press_from_text(text) != button.press:
            yield f"{button.label}: {text}"


def what_people_select_is_short(story: Story, _: Decide) -> Iterator[str]:
    labels = [button.label for button in _buttons(story)]
    for view in (moment.turn.answer for moment in story):
        if isinstance(view, Open):
            labels += [choice.label for one in view.dialog.fields for choice in one.choices]
            labels.append(view.dialog.submit)
    yield from (label for label in labels if not 0 < len(label) <= LONGEST_LABEL)


def _buttons(story: Story) -> tuple[Button, ...]:
    return tuple(button for moment in story for _, m in moment.told for button in m.buttons)


def a_title_is_short(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        drafts = (state.draft for state in moment.after.states.values())
        titles = [draft.title for draft in drafts if draft]
        titles += [request.title for request in moment.after.requests.values()]
        titles += [v.dialog.title for v in (moment.turn.answer,) if isinstance(v, Open)]
        yield from (title for title in titles if len(title) > LONGEST_TITLE)
