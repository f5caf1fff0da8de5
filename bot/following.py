"""What was changed or deleted where it was typed is followed: by the words that it had before."""

from dataclasses import replace

from bot.drafts import Conversation, Draft, Given, Line
from bot.effects import Known, Needs, Say, Turn
from bot.events import Added, Amended, Deleted, Reworded
from bot.handbook import Handbook
from bot.intake import answering, opening
from bot.intake.asking import next_question
from bot.intake.going_on import again, told
from bot.requests import Request
from bot.triage import news
from bot.triage.decisions import decide as decide_life
from bot.triage.moves import next_status


def amended(state: Conversation, event: Amended, known: Known, book: Handbook) -> Turn:
    """The request under way is read anew; of one that was sent, the team sees both versions."""
    draft = _under_way(state)
    if draft and _spoke(draft.opening, event.before):
        return _in_opening(state, draft, event, known, book)
    given = _given(draft, event.before)
    if draft and given:
        return _in_answer(state, draft, (given, event.text), known, book)
    request = _sent(event.before, known)
    return _in_request(state, request, event, known, book) if request else Turn(state)


def deleted(state: Conversation, event: Deleted, known: Known, book: Handbook) -> Turn:
    """What was said stays said: a request is withdrawn by saying so."""
    draft = _under_way(state)
    if draft and _spoke(draft.said, event.before):
        return told(state, known, book, "following.deleted_under_way")
    request = _sent(event.before, known)
    if request is None:
        return Turn(state)
    reference = book.reference(request.number)
    line = book.words.rich("following.deleted", reference=reference, title=request.title)
    return Turn(state, (Say(known.person.home, news.one_line(line)),))


def _under_way(state: Conversation) -> Draft | None:
    draft = state.draft
    return draft if draft and not (draft.hand_off or draft.held) else None


def _spoke(lines: tuple[Line, ...], words: str) -> bool:
    return any(line.text == words for line in lines)


def _given(draft: Draft | None, words: str) -> Given | None:
    """The answer that was typed in these words."""
    answers = draft.answers if draft and words else ()
    return next((given for given in answers if given.line.text == words), None)


def _sent(words: str, known: Known) -> Request | None:
    """The person's own request that has these words, the newest first."""
    own = (one for one in known.mine if one.requester.key == known.person.key)
    return next((one for one in own if _spoke(one.said, words)), None)


def _in_opening(
    state: Conversation, draft: Draft, event: Amended, known: Known, book: Handbook
) -> Turn:
    """Read as if it had been typed so at first; a title that was set by hand stays."""
    lines = tuple(
        replace(line, text=event.text) if line.text == event.before else line
        for line in draft.opening
    )
    before, anew = opening.begin(draft.opening, book), opening.begin(lines, book)
    title = anew.title if draft.title == before.title else draft.title
    changed = replace(draft, opening=lines, read=anew.read, title=title)
    return again(state, changed, known, book, "following.read_anew")


def _in_answer(
    state: Conversation, draft: Draft, answer: tuple[Given, str], known: Known, book: Handbook
) -> Turn:
    """Answered anew, if it was the last question; else what was understood is kept."""
    given, text = answer
    left = replace(draft, answers=tuple(one for one in draft.answers if one is not given))
    line = Line(text, given.line.at)
    question = next_question(left, known.person, book)
    if given is draft.answers[-1] and question and question.key == given.question:
        return answering.line(state, left, line, known, book)
    kept = replace(given, line=line)
    answers = tuple(kept if one is given else one for one in draft.answers)
    return again(state, replace(draft, answers=answers), known, book, "following.kept")


def _in_request(
    state: Conversation, request: Request, event: Amended, known: Known, book: Handbook
) -> Turn:
    """As if they had put it in other words, or added to it where its first words stay."""
    if known.request is None:
        return Turn(state, wants=Needs(request=request.number))
    number, first = request.number, request.said[0].text == event.before
    if first and next_status(request, Reworded):
        return decide_life(state, Reworded(number, event.text), known, book)
    return decide_life(state, Added(number, event.text), known, book)
