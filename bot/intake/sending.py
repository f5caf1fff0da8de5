"""Sending a request to the digital team, and what the person hears of it."""

from dataclasses import replace

from bot.drafts import Conversation, Draft
from bot.effects import Effect, Know, Known, Needs, Save, Say, Turn
from bot.events import AskedForPerson, Submitted
from bot.handbook import Handbook
from bot.intake.asking import with_service
from bot.intake.setting_aside import offer_next
from bot.intake.telling import of_files
from bot.messages import Message, Paragraph
from bot.outcome import Outcome
from bot.requests import Request
from bot.words.dates import clock, day
from bot.words.rich import Rich, Value


def submit(
    state: Conversation, draft: Draft, outcome: Outcome, known: Known, book: Handbook
) -> Turn:
    """The request goes to the team, with what was made of it."""
    if not known.number:
        return _wants_number(state)
    request = _request(draft, known, book, outcome)
    lines = (
        book.words.rich("sent.reference", reference=book.reference(request.number)),
        _promise("sent.promise", "sent.no_promise", request, book),
        *_for_somebody(draft, book),
        book.words.rich("sent.after"),
    )
    return _sent(state, request, Submitted(), lines, known, book)


def to_a_person(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """The conversation, as far as it got, goes to the team without a level."""
    if not known.number:
        return _wants_number(state)
    request = _request(draft, known, book, None)
    line = _promise("sent.person_promise", "sent.person", request, book)
    untold = draft.files if draft.hand_off else ()
    lines = (line, *of_files("sent.files", untold, book))
    return _sent(state, request, AskedForPerson(), lines, known, book)


def unread(state: Conversation, draft: Draft, known: Known, book: Handbook, language: str) -> Turn:
    """In a language that we recognise and do not read: to the team, unjudged, same promise."""
    if not known.number:
        return _wants_number(state)
    request = replace(_request(draft, known, book, None), language=language)
    line = _promise(f"sent.promise_{language}", f"sent.no_promise_{language}", request, book)
    return _sent(state, request, AskedForPerson(), (line,), known, book)


def _wants_number(state: Conversation) -> Turn:
    """Asked for last, so that what is not sent uses none up."""
    return Turn(state, wants=Needs(number=True))


def _sent(  # noqa: PLR0913, PLR0917 - a turn has five, each of its own type, and one is why
    state: Conversation,
    request: Request,
    because: Submitted | AskedForPerson,
    lines: tuple[Rich, ...],
    known: Known,
    book: Handbook,
) -> Turn:
    said = Say(known.person.home, Message(tuple(Paragraph(line) for line in lines)))
    left = replace(state, draft=None)
    known_now: tuple[Effect, ...] = ()
    if request.requester != known.person:
        known_now = (Know(request.requester),)
    effects = (*known_now, Save(request, because), said, *offer_next(left, known, book))
    return Turn(left, effects)


def _for_somebody(draft: Draft, book: Handbook) -> tuple[Rich, ...]:
    if not draft.on_behalf:
        return ()
    return (book.words.rich("sent.on_behalf", name=draft.on_behalf),)


def _promise(promised: str, unpromised: str, request: Request, book: Handbook) -> Rich:
    reference = book.reference(request.number)
    if request.reply_by is None:
        return book.words.rich(unpromised, reference=reference)
    by = request.reply_by
    in_words: dict[str, Value] = {"time": clock(by), "day": day(by)}
    in_figures = {"clock": f"{by:%H:%M}", "date": f"{by.day}/{by.month}/{by.year}"}
    return book.words.rich(promised, reference=reference, **in_words, **in_figures)


def _request(draft: Draft, known: Known, book: Handbook, outcome: Outcome | None) -> Request:
    promise = book.promise
    return Request(
        number=known.number,
        requester=with_service(known.person, draft),
        title=draft.title or book.words.plain("draft.untitled"),
        said=draft.said,
        asked_at=known.at,
        facts=draft.facts,
        outcome=outcome,
        reply_by=book.days.reply_by(known.at, promise) if promise is not None else None,
        confidential=draft.confidential,
        on_behalf=draft.on_behalf,
        not_same=draft.not_same,
        files=draft.files,
        platform=known.place.platform,
    )
