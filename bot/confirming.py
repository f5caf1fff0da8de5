"""A typed line is confirmed in one tap before it is the answer to a question of the team."""

from dataclasses import replace

from bot.drafts import Conversation, TeamQuestion
from bot.effects import Known, Say, Turn
from bot.events import Amended, Answered, Confirmed, Deleted, Overheard, Said
from bot.handbook import Handbook
from bot.intake import conversation, telling
from bot.messages import Button, Message, Paragraph, Quiet, Weight
from bot.people import PlaceKind
from bot.triage import card, news
from bot.triage.decisions import decide as decide_life


def under(message: Message | None, state: Conversation) -> int:
    """The request of the open question that this message of ours is about, or 0.

    Of a card that is its request, of a question the one that it has the buttons of.
    """
    buttons = message.buttons if message else ()
    about = {getattr(button.press, "request", 0) for button in buttons}
    return next((one.request for one in reversed(state.asked) if one.request in about), 0)


def meant(state: Conversation, known: Known) -> TeamQuestion | None:
    """The question that a line was typed under; else the newest that a line may answer."""
    return next((q for q in state.asked if q.request == known.under), None) or newest(state)


def newest(state: Conversation) -> TeamQuestion | None:
    """The newest of the team's questions that a typed line may answer."""
    return next((one for one in reversed(state.asked) if not one.declined), None)


def is_it_the_answer(
    state: Conversation, newest: TeamQuestion, said: Said, known: Known, book: Handbook
) -> Turn:
    """While the team's question is open, a typed line or a file is confirmed in one tap."""
    left, message = _asked_whether(state, newest, said, book)
    return Turn(left, (Say(known.person.home, message),))


def overheard(state: Conversation, event: Overheard, known: Known, book: Handbook) -> Turn:
    """In the thread of the card, a line of whom was asked is confirmed in one tap too."""
    asked = next(one for one in state.asked if one.request == known.under)
    if asked.declined:
        return Turn(state)
    left, message = _asked_whether(state, asked, Said(event.text), book)
    return Turn(left, (Say(known.place.room, message, thread=card.name(asked.request)),))


def _asked_whether(
    state: Conversation, newest: TeamQuestion, said: Said, book: Handbook
) -> tuple[Conversation, Message]:
    heard = "\n".join(filter(None, (newest.heard, said.text)))
    source = "" if newest.heard else said.source
    now = replace(newest, heard=heard, files=(*newest.files, *said.files), source=source)
    return _with(state, newest, now), _whether(now, book)


def _with(state: Conversation, asked: TeamQuestion, now: TeamQuestion) -> Conversation:
    return replace(state, asked=tuple(now if one is asked else one for one in state.asked))


def _whether(asked: TeamQuestion, book: Handbook) -> Message:
    reference, heard = book.reference(asked.request), asked.heard
    parts = (
        Paragraph(book.words.rich("confirm.is_this", reference=reference)),
        *((Paragraph(book.words.rich("confirm.heard", text=heard)),) if heard else ()),
        *telling.no_files(asked.files, book),
    )
    buttons = (
        Button(book.words.plain("button.yes"), Confirmed(asked.request, yes=True), Weight.MAIN),
        Button(book.words.plain("button.no"), Confirmed(asked.request, yes=False)),
    )
    return Message(parts, buttons)


def changed(
    state: Conversation, event: Amended | Deleted, known: Known, book: Handbook
) -> Turn | None:
    """A line that waits for a Yes is followed where it was typed; None if it is no such line."""
    text = event.text.strip() if isinstance(event, Amended) else ""
    for asked in reversed(state.asked):
        heard = _heard_now(asked, event, text)
        if heard == asked.heard:
            continue
        now = replace(asked, heard=heard)
        left = _with(state, asked, now)
        taken_back = book.words.rich("confirm.taken_back", reference=book.reference(now.request))
        message = _whether(now, book) if now.waits else news.one_line(taken_back)
        return Turn(left, (Say(known.person.home, message),))
    return None


def _heard_now(asked: TeamQuestion, event: Amended | Deleted, text: str) -> str:
    """What was heard, with the line as it is now; of several lines each is known by its words."""
    if asked.source:
        return text if asked.source == event.source else asked.heard
    lines, before = f"\n{asked.heard}\n", f"\n{event.before}\n"
    if not event.before or before not in lines:
        return asked.heard
    return lines.replace(before, f"\n{text}\n" if text else "\n", 1).strip("\n")


def confirmed(state: Conversation, event: Confirmed, known: Known, book: Handbook) -> Turn:
    asked = next((q for q in state.asked if q.request == event.request and q.waits), None)
    in_channel = known.place.kind is PlaceKind.CHANNEL
    if asked is None:
        name = "confirm.not_yours" if in_channel else "confirm.no_longer"
        return Turn(state, answer=Quiet(news.one_line(book.words.rich(name))))
    if event.yes:
        return decide_life(state, Answered(asked.request, asked.heard, asked.files), known, book)
    if in_channel:
        return _left_among_them(state, asked, known, book)
    return _set_aside(state, asked, known, book)


def _left_among_them(
    state: Conversation, asked: TeamQuestion, known: Known, book: Handbook
) -> Turn:
    """What the team writes under a card is its own, unless it is an answer."""
    reference = book.reference(asked.request)
    told = news.one_line(book.words.rich("confirm.among_you", reference=reference))
    said = Say(known.place.room, told, thread=card.name(asked.request))
    return Turn(_open_still(state, asked), (said,))


def _open_still(state: Conversation, asked: TeamQuestion) -> Conversation:
    return _with(state, asked, replace(asked, heard="", files=(), declined=True, source=""))


def _set_aside(state: Conversation, asked: TeamQuestion, known: Known, book: Handbook) -> Turn:
    """It was no answer: the question stays open, and the line goes on as what it is."""
    reference = book.reference(asked.request)
    aside = news.one_line(book.words.rich("confirm.set_aside", reference=reference))
    left, said = _open_still(state, asked), Said(asked.heard, asked.files, source=asked.source)
    if other := newest(left):
        turn = is_it_the_answer(left, other, said, known, book)
    else:
        turn = conversation.decide(left, said, known, book)
    return replace(turn, effects=(Say(known.person.home, aside), *turn.effects))
