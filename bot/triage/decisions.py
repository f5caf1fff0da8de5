"""What the team and the requester decide about a request that was sent."""

from dataclasses import replace
from datetime import date, timedelta
from typing import assert_never

from bot.drafts import Conversation, Line
from bot.effects import Effect, Known, Redact, Save, Turn
from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Dismissed,
    Finished,
    GoLiveMoved,
    GoneBack,
    HandedOver,
    Held,
    Helped,
    Judged,
    Kept,
    LetGo,
    Levelled,
    Merged,
    MovedUp,
    Noted,
    NotMine,
    Redacted,
    Released,
    Reopened,
    Retired,
    Retitled,
    Reworded,
    Snoozed,
    Split,
    Stopped,
    Taken,
    Tracked,
    Waits,
    WentLive,
    Withdrawn,
)
from bot.handbook import Handbook
from bot.levels.judgement import Level
from bot.messages import Quiet
from bot.requests import COLLEAGUE, Request, Status
from bot.triage import linking, news, refusals
from bot.triage.moves import InHandEvent, JudgingEvent, LifeEvent, next_status
from bot.triage.taking_out import redaction
from bot.triage.telling import told
from bot.working_days import WorkingDays


def decide(state: Conversation, event: LifeEvent, known: Known, book: Handbook) -> Turn:
    """Move the request and tell who should hear; what cannot happen now is said to the presser."""
    request = known.request
    if request is None:
        return Turn(state, answer=Quiet(news.no_such_request(book, member=known.member)))
    if refusal := refusals.why_not(request, event, known, book):
        return Turn(state, answer=Quiet(refusal))
    moved = as_moved(request, event, known, book)
    saved = (Save(moved, _as_kept(event, request)), *linking.others(moved, event, known, book))
    said = told(moved, event, known, book)
    return Turn(state, (*saved, *said, *_taken_out(event, saved, known)))


def _as_kept(event: LifeEvent, request: Request) -> LifeEvent:
    """What was taken out is not in the history of taking it out; what it was called is."""
    match event:
        case Redacted():
            return replace(event, gone="")
        case Retitled():
            return replace(event, before=request.title)
        case _:
            return event


def _taken_out(event: LifeEvent, saved: tuple[Save, ...], known: Known) -> tuple[Effect, ...]:
    """Last, so that it reaches whatever else was said of it."""
    if not isinstance(event, Redacted):
        return ()
    changed = tuple(one.request for one in saved)
    numbers = {one.number for one in changed}
    beside = (one for one in known.related if one.number not in numbers and not one.held)
    return (Redact(changed, event.gone, tuple(beside)),)


def as_moved(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Request:
    """The request as it is after what can happen to it now."""
    status = next_status(request, type(event)) or request.status
    changed = replace(_changed(request, event, known, book), status=status)
    return replace(_put_off(changed, event, known), waits_for=_waits_for(changed, event, known))


def _put_off(request: Request, event: LifeEvent, known: Known) -> Request:
    """What was put off stays so until something moves; asking anew begins the wait anew."""
    match event:
        case Snoozed(until=until):
            return replace(request, snoozed_until=until)
        case Dismissed():
            return replace(request, dismissed=str(request.status))
        case Asked() | Waits():
            request = replace(request, waiting_since=known.at)
        case Noted() | Judged() | Levelled() | Added() | Tracked() | Helped():
            return request
        case Redacted() | Held() | Released() | Retitled():
            return request
        case _:
            pass
    return replace(request, snoozed_until=None, dismissed="")


def _changed(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Request:
    match event:
        case Taken() | HandedOver() | LetGo() | Waits() | Tracked() | Asked():
            return _in_hand(request, event, known)
        case Accepted() | Stopped():
            return _decided(request, event, known)
        case Helped() | Snoozed() | Dismissed():
            return request
        case NotMine() | GoneBack():
            return replace(request, taker=None)
        case Redacted(gone=gone):
            return redaction(gone, book).of(request)
        case Held(reason=reason):
            return replace(request, held=reason)
        case Retitled(title=title):
            return replace(request, title=title)
        case Released():
            return replace(request, held="")
        case Noted() | Levelled() | Judged():
            return _judged(request, event, known)
        case WentLive(on=on):
            day = on or known.at.date()
            return replace(request, live_on=day, review_on=_review_day(request, day, book))
        case GoLiveMoved(on=day):
            return replace(request, go_live_on=day, review_on=_review_day(request, day, book))
        case Kept(review_on=day):
            return replace(request, review_on=day)
        case Added() | Answered():
            return _with_words(request, event, known)
        case Reworded(text=text):
            # What they said before stays after it: nothing that somebody said is lost.
            return replace(request, said=(Line(text, known.at), *request.said))
        case MovedUp() | Split() | Merged():
            return linking.linked(request, event, known)
        case Reopened():
            return _again(request, known)
        case Finished() | Retired() | Withdrawn():
            return replace(request, review_on=None)
        case _:
            assert_never(event)


def _in_hand(request: Request, event: InHandEvent, known: Known) -> Request:
    match event:
        case Taken():
            return replace(request, taker=known.person)
        case HandedOver():
            return replace(request, taker=known.whom)
        case LetGo():
            return replace(request, taker=None)
        case Tracked(link=link):
            return replace(request, tracked_at=link)
        case Asked():
            return replace(request, heard_at=request.heard_at or known.at)
        case Waits():
            return request
        case _:
            assert_never(event)


def _judged(request: Request, event: JudgingEvent, known: Known) -> Request:
    match event:
        case Noted():
            return request
        case Levelled(level=level, reason=reason):
            said = replace(request, level=Level(level), level_reason=reason)
            return replace(said, heard_at=request.heard_at or known.at)
        case Judged(verdicts=verdicts, gaps=gaps):
            latest = {one.block: one for one in (*request.verdicts, *verdicts)}
            named = dict.fromkeys((*request.named_gaps, *gaps))
            return replace(request, verdicts=tuple(latest.values()), named_gaps=tuple(named))
        case _:
            assert_never(event)


def _decided(request: Request, event: Accepted | Stopped, known: Known) -> Request:
    heard = replace(request, decided_at=known.at, heard_at=request.heard_at or known.at)
    if isinstance(event, Stopped):
        return replace(heard, stopped=event, review_on=None)
    return replace(
        heard,
        accepted=event,
        taker=request.taker or known.person,
        go_live_on=event.go_live_on,
        review_on=event.review_on,
    )


def _again(request: Request, known: Known) -> Request:
    """As if nothing had been decided yet; what had been is in the history."""
    dates = replace(request, go_live_on=None, live_on=None, review_on=None, decided_at=None)
    return replace(dates, accepted=None, stopped=None, taker=known.person)


def _with_words(request: Request, event: Added | Answered, known: Known) -> Request:
    """With files, and the requester's own words; what somebody else answered is in the history."""
    files = event.files if isinstance(event, Answered) else ()
    request = replace(request, files=(*request.files, *files))
    if known.person.key != request.requester.key or not event.text:
        return request
    return replace(request, said=(*request.said, Line(event.text, known.at)))


def _waits_for(request: Request, event: LifeEvent, known: Known) -> str:
    """What it waits for after this; "" for the requester, and for nobody."""
    match event:
        case _ if request.status is not Status.WAITING:
            return ""
        case Waits(on=on):
            return on
        case Asked():
            return COLLEAGUE if news.asked(request, known) != request.requester else ""
        case _:
            return request.waits_for


def review_after(go_live: date, days: WorkingDays) -> date:
    """Proposed when a request is accepted: 90 calendar days, moved to a working day."""
    return days.first_from(go_live + timedelta(days=90))


def _review_day(request: Request, live: date, book: Handbook) -> date | None:
    """Going live on another day moves the review, unless one set by hand still lies after it."""
    set_by_hand = request.review_on
    if request.go_live_on and set_by_hand == review_after(request.go_live_on, book.days):
        set_by_hand = None
    return set_by_hand if set_by_hand and set_by_hand > live else review_after(live, book.days)
