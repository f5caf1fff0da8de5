"""The requester's conversation, from the first line to Submit. Pure: values in, values out.

A draft is sent elsewhere, or has a next question, or is ready to be checked and sent; which of the
three is derived from the draft each time, so Back, Edit and a restart need no code of their own.
"""

from dataclasses import replace
from typing import assert_never

from bot.drafts import Conversation, Draft, Line
from bot.effects import Effect, Know, Known, Say, Turn
from bot.events import (
    Agreed,
    AskedForPerson,
    Began,
    Cancelled,
    Chose,
    Described,
    Dropped,
    Edited,
    Form,
    Insisted,
    MadeConfidential,
    PutOff,
    Resumed,
    Said,
    SaidDifferent,
    SaidSame,
    SetAside,
    Submitted,
    Suggested,
    WentBack,
    WentOn,
)
from bot.handbook import Handbook
from bot.intake import (
    answering,
    comparing,
    opening,
    same_or_not,
    sending,
    setting_aside,
    starting,
)
from bot.intake.asking import next_question, with_service
from bot.intake.editing import corrections
from bot.intake.going_on import again, conclusion, told, wants_similar
from bot.intake.holding import put_off
from bot.messages import Button, Message, Paragraph

IntakeEvent = (
    Said
    | Chose
    | Began
    | Described
    | Suggested
    | Agreed
    | WentOn
    | SetAside
    | PutOff
    | Resumed
    | Dropped
    | SaidSame
    | SaidDifferent
    | MadeConfidential
    | WentBack
    | Cancelled
    | Insisted
    | AskedForPerson
    | Edited
    | Submitted
)
_Starting = Said | Began | Described | Suggested | Agreed | SetAside | Resumed | Dropped
_OnDraft = WentOn | PutOff | Cancelled | Insisted | AskedForPerson
_OnRequest = Chose | WentBack | Edited | SaidSame | SaidDifferent | MadeConfidential | Submitted


def decide(state: Conversation, event: IntakeEvent, known: Known, book: Handbook) -> Turn:
    """What one event comes to. What does not fit where we are says so, and where we are."""
    if state.beginning:
        return _at_the_fork(replace(state, beginning=False), event, known, book)
    draft = state.draft
    if isinstance(event, _Starting):
        return _start(state, event, known, book)
    if draft is None:
        return _on_nothing(state, event, known, book)
    if _is_from_earlier(event, draft):
        return told(state, known, book, "draft.from_earlier")
    if isinstance(event, _OnDraft):
        return _on_draft(state, draft, event, known, book)
    if draft.hand_off:
        return told(state, known, book, "draft.from_earlier")
    if draft.held:
        return opening.hold(state, draft, known, book)
    return _on_request(state, draft, event, known, book)


def _is_from_earlier(event: _OnDraft | _OnRequest, draft: Draft) -> bool:
    """Whether the button was another draft’s; Edit says where we are besides."""
    drawn_for = 0 if isinstance(event, Edited) else getattr(event, "draft", 0)
    return drawn_for not in (0, draft.number)


def _on_nothing(
    state: Conversation, event: _OnDraft | _OnRequest, known: Known, book: Handbook
) -> Turn:
    """Nothing is under way; but what was begun for somebody, or a file, can be cancelled."""
    name = "nothing_to_bring" if isinstance(event, AskedForPerson) else "nothing"
    if isinstance(event, Cancelled) and (state.on_behalf or state.files):
        state, name = replace(state, on_behalf="", files=()), "cancelled"
    return setting_aside.and_next(told(state, known, book, f"draft.{name}"), known, book)


def _at_the_fork(state: Conversation, event: IntakeEvent, known: Known, book: Handbook) -> Turn:
    """Asked ‘finish, or set aside?’, who types their new wish has chosen: it is begun."""
    if not isinstance(event, Said) or state.draft is None:
        begins = isinstance(event, SetAside | Described)
        return decide(state if begins else replace(state, on_behalf=""), event, known, book)
    turn = decide(setting_aside.put_by(state), event, known, book)
    return answering.begun_with((setting_aside.put_by_note(state.draft, book),), turn, known)


def _start(state: Conversation, event: _Starting, known: Known, book: Handbook) -> Turn:
    match event:
        case Said():
            return _said(state, event, known, book)
        case Began():
            return _began(replace(state, on_behalf=""), known, book)
        case Described():
            return _described(state, event, known, book)
        case Suggested():
            return _suggested(state, event, known, book)
        case Agreed(number, yes):
            return _agreed(state, number, known, book, yes=yes)
        case SetAside():
            return _what_is_it(setting_aside.put_by(state), known, book)
        case Resumed(number):
            return setting_aside.resumed(state, number, known, book)
        case Dropped(number):
            return setting_aside.dropped(state, number, known, book)
        case _:
            assert_never(event)


def _on_draft(
    state: Conversation, draft: Draft, event: _OnDraft, known: Known, book: Handbook
) -> Turn:
    match event:
        case AskedForPerson(words=words):
            said = (Line(words, known.at),) if words else ()
            asked = replace(draft, opening=(*draft.opening, *said))
            return sending.to_a_person(state, asked, known, book)
        case Cancelled():
            left = replace(state, draft=None, on_behalf="")
            turn = told(left, known, book, "draft.cancelled")
            return setting_aside.and_next(turn, known, book)
        case Insisted() if draft.hand_off:
            return opening.insisted(state, draft, known, book)
        case Insisted():
            return same_or_not.insisted(state, draft, known, book)
        case WentOn():
            return opening.went_on(state, draft, known, book)
        case PutOff():
            return _put_off(state, draft, known, book)
        case _:
            assert_never(event)


def _on_request(
    state: Conversation, draft: Draft, event: _OnRequest, known: Known, book: Handbook
) -> Turn:
    match event:
        case Chose(question, choice):
            return answering.chose(state, draft, (question, choice), known, book)
        case WentBack():
            return answering.went_back(state, draft, known, book)
        case Edited():
            return _edited(state, draft, event, known, book)
        case SaidSame(request):
            return same_or_not.same(state, draft, request, known, book)
        case SaidDifferent(request):
            return same_or_not.told_apart(state, draft, request, known, book)
        case MadeConfidential(yes):
            name = "confidential" if yes else "not_confidential"
            changed = replace(draft, confidential=yes)
            return again(state, changed, known, book, f"draft.{name}", briefly=True)
        case Submitted():
            return _submitted(state, draft, known, book)
        case _:
            assert_never(event)


def _said(state: Conversation, said: Said, known: Known, book: Handbook) -> Turn:
    draft = state.draft
    if draft is None or draft.hand_off:
        return opening.first_line(state, said, known, book)
    if draft.held:
        return opening.held_more(state, draft, said, known, book)
    if said.files:
        return answering.with_files(state, draft, said, known, book)
    return answering.line(state, draft, Line(said.text, known.at, said.source), known, book)


def begun_for(state: Conversation, name: str, known: Known, book: Handbook) -> Turn:
    """One of the team begins a request for somebody who has no chat."""
    return _began(replace(state, on_behalf=name), known, book)


def _began(state: Conversation, known: Known, book: Handbook) -> Turn:
    draft = state.draft
    if draft and not draft.hand_off:
        fork = replace(state, beginning=True)
        return Turn(fork, (setting_aside.which(draft, known, book),))
    return _what_is_it(replace(state, draft=None), known, book)


def _what_is_it(state: Conversation, known: Known, book: Handbook) -> Turn:
    """The first words of a request, or the form in one go."""
    name = "draft.begin_for" if state.on_behalf else "draft.begin"
    line = Paragraph(book.words.rich(name, whom=state.on_behalf))
    form = Button(book.words.plain("button.form"), Form(starting.FORM))
    return Turn(state, (Say(known.person.home, Message((line,), (form,))),))


def _described(state: Conversation, event: Described, known: Known, book: Handbook) -> Turn:
    draft = replace(starting.begun(event, known.at, book), on_behalf=state.on_behalf)
    return _begin_beside(state, draft, known, book)


def _begin_beside(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """Begin a request whose words are there already; one under way is set aside, and said so."""
    before = replace(setting_aside.put_by(state), on_behalf="", files=())
    draft = replace(draft, files=state.files)
    put_by = before.aside[len(state.aside) :]
    first = tuple(setting_aside.put_by_note(one.draft, book) for one in put_by)
    return opening.whole(before, draft, known, book, first)


def _suggested(state: Conversation, event: Suggested, known: Known, book: Handbook) -> Turn:
    """Of their own message nobody else has to be asked."""
    if known.whom is not None and known.whom.key == known.person.key:
        draft = opening.begin((Line(event.text, known.at, event.source),), book)
        return _begin_beside(state, draft, known, book)
    return Turn(state, starting.suggest(event, known.whom_state, known, book))


def _agreed(state: Conversation, number: int, known: Known, book: Handbook, *, yes: bool) -> Turn:
    suggestion = next((one for one in state.suggested if one.number == number), None)
    if suggestion is None:
        return told(state, known, book, "draft.from_earlier")
    left = replace(state, suggested=tuple(s for s in state.suggested if s is not suggestion))
    heard = starting.answered(suggestion, yes=yes, known=known, book=book)
    if not yes:
        turn = told(left, known, book, "found.not_kept")
    else:
        line = Line(suggestion.text, known.at, suggestion.source)
        draft = opening.begin((line,), book)
        turn = _begin_beside(left, draft, known, book)
    return turn if turn.wants else replace(turn, effects=(*turn.effects, *heard))


def _put_off(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    if not draft.held:
        return again(state, draft, known, book, "question.already")
    aside, message = put_off(draft, known, book)
    left = replace(state, draft=None, aside=(*state.aside, aside))
    return Turn(left, (Say(known.person.home, message),))


def _edited(state: Conversation, draft: Draft, event: Edited, known: Known, book: Handbook) -> Turn:
    if event.draft != draft.number:
        return again(state, draft, known, book, "draft.from_earlier")
    changed = replace(draft, title=event.title, corrections=corrections(event, draft))
    turn = again(state, changed, known, book, "draft.changed")
    person = with_service(known.person, changed)
    learned: tuple[Effect, ...] = (Know(person),) if person != known.person else ()
    return replace(turn, effects=(*turn.effects, *learned))


def _submitted(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    if next_question(draft, known.person, book) is not None:
        return again(state, draft, known, book, "draft.too_early")
    if known.similar is None:
        return wants_similar(state, draft)
    if comparing.likely(draft, known, book) is not None:
        return again(state, draft, known, book, "draft.too_early", briefly=True)
    outcome = conclusion(draft, known, book).outcome
    return sending.submit(state, draft, outcome, known, book)


def under_way(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """To somebody who asks how things stand with a request not yet sent."""
    return again(state, draft, known, book, "draft.under_way")
