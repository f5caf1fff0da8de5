"""A typed line is confirmed in one tap before it is the answer to a question of the team."""

from dataclasses import replace

from bot.drafts import Conversation, TeamQuestion
from bot.effects import Known, Say, Turn
from bot.events import Answered, Confirmed, Said
from bot.handbook import Handbook
from bot.intake import conversation
from bot.messages import Button, Message, Paragraph, Quiet, Weight
from bot.triage import news
from bot.triage.decisions import decide as decide_life


def newest(state: Conversation) -> TeamQuestion | None:
    """The newest of the team's questions that a typed line may answer."""
    return next((one for one in reversed(state.asked) if not one.declined), None)


def is_it_the_answer(
    state: Conversation, newest: TeamQuestion, text: str, known: Known, book: Handbook
) -> Turn:
    """While the team's question is open, a typed line is confirmed in one tap."""
    heard = f"{newest.heard}\n{text}" if newest.heard else text
    asked = tuple(replace(one, heard=heard) if one is newest else one for one in state.asked)
    reference = book.reference(newest.request)
    parts = (
        Paragraph(book.words.rich("confirm.is_this", reference=reference)),
        Paragraph(book.words.rich("confirm.heard", text=heard)),
    )
    buttons = (
        Button(book.words.plain("button.yes"), Confirmed(newest.request, yes=True), Weight.MAIN),
        Button(book.words.plain("button.no"), Confirmed(newest.request, yes=False)),
    )
    return Turn(replace(state, asked=asked), (Say(known.person.home, Message(parts, buttons)),))


def confirmed(state: Conversation, event: Confirmed, known: Known, book: Handbook) -> Turn:
    asked = next((q for q in state.asked if q.request == event.request and q.heard), None)
    if asked is None:
        return Turn(state, answer=Quiet(news.one_line(book.words.rich("confirm.no_longer"))))
    if event.yes:
        return decide_life(state, Answered(asked.request, asked.heard), known, book)
    return _set_aside(state, asked, known, book)


def _set_aside(state: Conversation, asked: TeamQuestion, known: Known, book: Handbook) -> Turn:
    """It was no answer: the question stays open, and the line goes on as what it is."""
    open_still = replace(asked, heard="", declined=True)
    kept = tuple(open_still if q is asked else q for q in state.asked)
    reference = book.reference(asked.request)
    aside = news.one_line(book.words.rich("confirm.set_aside", reference=reference))
    left = replace(state, asked=kept)
    if other := newest(left):
        turn = is_it_the_answer(left, other, asked.heard, known, book)
    else:
        turn = conversation.decide(left, Said(asked.heard), known, book)
    return replace(turn, effects=(Say(known.person.home, aside), *turn.effects))
