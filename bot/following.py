"""What was changed or deleted where it was typed is followed, wherever it has got to since.

A line is known by its id, if that was told with it, as it is of one that somebody else brought to
us; else by the words that it had before.
"""

from dataclasses import replace

from bot.drafts import Aside, Conversation, Draft, Line, Suggestion
from bot.effects import Known, Needs, Say, Turn
from bot.events import Added, Amended, Deleted, Reworded, Said
from bot.facts import TOLD, Fact
from bot.handbook import Handbook
from bot.intake import answering, conversation, opening, starting
from bot.intake.asking import next_question
from bot.intake.correcting import correction_in, title_in
from bot.intake.going_on import again, told
from bot.requests import Request
from bot.triage import news
from bot.triage.decisions import decide as decide_life
from bot.triage.moves import next_status
from bot.understanding.screening import screen
from bot.understanding.titles import title_of

Event = Amended | Deleted


def amended(state: Conversation, event: Amended, known: Known, book: Handbook) -> Turn:
    """What is under way is read anew; of what was sent, the team sees both versions."""
    if not event.text.strip():
        return deleted(state, Deleted(event.before, event.source), known, book)
    if _is_told_again(state, event, known):
        return Turn(state)
    if found := _suggested(state, event):
        return _found_anew(state, found, event, known, book)
    if state.draft and _spoke(state.draft.said, event):
        return _in_draft(state, state.draft, event, known, book)
    if one := _aside(state, event):
        return _in_aside(state, one, event, known, book)
    request = _sent(event, known)
    return _in_request(state, request, event, known, book) if request else Turn(state)


def deleted(state: Conversation, event: Deleted, known: Known, book: Handbook) -> Turn:
    """What was said stays said: a request is withdrawn by saying so."""
    draft = state.draft
    if found := _suggested(state, event):
        return _let_go(state, found, known, book)
    if draft and not draft.hand_off and _spoke(draft.said, event):
        return told(state, known, book, "following.deleted_under_way")
    if one := _aside(state, event):
        return told(state, known, book, "following.deleted_aside", title=one.draft.title)
    request = _sent(event, known)
    if request is None:
        return Turn(state)
    named = {"reference": book.reference(request.number), "title": request.title}
    return told(state, known, book, "following.deleted", **named)


def _is(line: Line, event: Event) -> bool:
    if line.source:
        return line.source == event.source
    return bool(event.before) and line.text == event.before


def _is_told_again(state: Conversation, event: Amended, known: Known) -> bool:
    """Whether it says what it said, as far as we know: platforms tell of more than changes."""
    drafts = (*([state.draft] if state.draft else []), *(one.draft for one in state.aside))
    lines = (*(each.said for each in drafts), *(each.said for each in known.mine))
    there = next((said for said in lines if _spoke(said, event)), ())
    return not event.before and any(line.text == event.text for line in there)


def _spoke(lines: tuple[Line, ...], event: Event) -> bool:
    return any(_is(line, event) for line in lines)


def _aside(state: Conversation, event: Event) -> Aside | None:
    return next((one for one in state.aside if _spoke(one.draft.said, event)), None)


def _sent(event: Event, known: Known) -> Request | None:
    """The person's own request that has these words, the newest first."""
    own = (one for one in known.mine if one.requester.key == known.person.key)
    return next((one for one in own if _spoke(one.said, event)), None)


def _changed(draft: Draft, event: Amended, book: Handbook) -> Draft:
    """The draft with the line as it is now; of answers in the same words it is the last."""
    if _spoke(draft.opening, event):
        return _opened_with(draft, event, book)
    given = next(one for one in reversed(draft.answers) if _is(one.line, event))
    kept = replace(given, line=replace(given.line, text=event.text))
    return replace(draft, answers=tuple(kept if one is given else one for one in draft.answers))


def _opened_with(draft: Draft, event: Amended, book: Handbook) -> Draft:
    """Read as if it had been typed so at first: what it put right as well."""
    was = next(line.text for line in draft.opening if _is(line, event))
    lines = tuple(
        replace(line, text=event.text) if _is(line, event) else line for line in draft.opening
    )
    left = {key: fact for key, fact in draft.corrections.items() if not _is_from(fact, was)}
    anew = replace(
        draft,
        opening=lines,
        read=opening.begin(lines, book).read,
        corrections=left,
        title=_title_now(draft.title, was, event.text),
    )
    corrected = correction_in(event.text, anew, book.reader) or {}
    return replace(anew, corrections={**left, **corrected})


def _is_from(fact: Fact, text: str) -> bool:
    return fact.words is not None and fact.words in text and fact.value != TOLD


def _title_now(title: str, was: str, now: str) -> str:
    """The one that was made of the line, or that the line gave it; one set by hand stays."""
    of_it = title == title_of(was)
    return title_in(now) or (of_it and title_of(now)) or title


def _in_draft(
    state: Conversation, draft: Draft, event: Amended, known: Known, book: Handbook
) -> Turn:
    changed = _changed(draft, event, book)
    if draft.hand_off:
        return _elsewhere(state, changed, event, known, book)
    if draft.held:
        return told(replace(state, draft=changed), known, book, "following.kept")
    if changed.opening != draft.opening:
        return again(state, changed, known, book, "following.read_anew")
    return _in_answer(state, draft, changed, known, book)


def _in_answer(
    state: Conversation, draft: Draft, changed: Draft, known: Known, book: Handbook
) -> Turn:
    """Answered anew, if it was the last question; else what was understood is kept."""
    (*before, last), given = draft.answers, changed.answers[-1]
    left = replace(draft, answers=tuple(before))
    question = next_question(left, known.person, book)
    if given != last and question and question.key == given.question:
        return answering.line(state, left, given.line, known, book)
    return again(state, changed, known, book, "following.kept")


def _in_aside(
    state: Conversation, one: Aside, event: Amended, known: Known, book: Handbook
) -> Turn:
    changed = replace(one, draft=_changed(one.draft, event, book))
    kept = tuple(changed if each is one else each for each in state.aside)
    left, title = replace(state, aside=kept), changed.draft.title
    return told(left, known, book, "following.kept_aside", title=title)


def _elsewhere(
    state: Conversation, changed: Draft, event: Amended, known: Known, book: Handbook
) -> Turn:
    """Of what still goes to the same place the words are kept anew; else it begins anew."""
    if screen(event.text, book.hand_offs).hand_off == changed.hand_off:
        return Turn(replace(state, draft=changed))
    return conversation.decide(replace(state, draft=None), Said(event.text), known, book)


def _suggested(state: Conversation, event: Event) -> Suggestion | None:
    """What somebody found, and they have not said yet whether it may become a request."""
    found = (one for one in state.suggested if one.source and one.source == event.source)
    return next(found, None)


def _found_anew(
    state: Conversation, found: Suggestion, event: Amended, known: Known, book: Handbook
) -> Turn:
    """They are asked again, about the words as they are now."""
    anew = replace(found, text=event.text)
    suggested = tuple(anew if one is found else one for one in state.suggested)
    asked = Say(known.person.home, starting.may_i(anew, book))
    return Turn(replace(state, suggested=suggested), (asked,))


def _let_go(state: Conversation, found: Suggestion, known: Known, book: Handbook) -> Turn:
    left = replace(state, suggested=tuple(one for one in state.suggested if one is not found))
    turn = told(left, known, book, "following.deleted_found")
    line = book.words.rich("found.deleted", author=known.person.first_name)
    return replace(turn, effects=(*turn.effects, Say(found.finder.home, news.one_line(line))))


def _in_request(
    state: Conversation, request: Request, event: Amended, known: Known, book: Handbook
) -> Turn:
    """As if they had put it in other words, or added to it where its first words stay."""
    if known.request is None:
        return Turn(state, wants=Needs(request=request.number))
    if _began(request, event) and next_status(request, Reworded):
        return decide_life(state, Reworded(request.number, event.text), known, book)
    return decide_life(state, Added(request.number, event.text), known, book)


def _began(request: Request, event: Amended) -> bool:
    """Whether the request began with the line; what it was put in since stands before that."""
    first = next((line for line in request.said if line.source), request.said[0])
    return _is(request.said[0], event) or _is(first, event)
