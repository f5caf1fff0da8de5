"""The thread under a card: one line for each thing that happened, in order."""

from collections.abc import Iterator

from bot.effects import Known
from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    AskedForPerson,
    Event,
    GoLiveMoved,
    GoneBack,
    Held,
    Helped,
    Joined,
    Judged,
    Levelled,
    Merged,
    MovedUp,
    Noted,
    Redacted,
    Released,
    Reopened,
    Retitled,
    Reworded,
    Snoozed,
    Split,
    Stopped,
    Submitted,
    Taken,
    TookIn,
    Tracked,
    Waits,
)
from bot.handbook import Handbook
from bot.levels.judgement import Level
from bot.messages import Message, Paragraph, Part, Quote, text_of
from bot.requests import OPEN, Request
from bot.triage import merging, news
from bot.triage.decisions import review_after
from bot.triage.word_for_word import word_for_word
from bot.words.dates import day_and_year, stamp
from bot.words.listing import listed
from bot.words.rich import Rich, Value, join, plain_run

NAMES: dict[str, str] = {
    "Submitted": "submitted",
    "AskedForPerson": "submitted",
    "Joined": "joined",
    "Taken": "taken",
    "HandedOver": "handed_over",
    "LetGo": "let_go",
    "Tracked": "tracked",
    "Asked": "asked",
    "Noted": "noted",
    "Levelled": "levelled",
    "Judged": "judged",
    "Answered": "answered",
    "Added": "added",
    "Reworded": "reworded",
    "Accepted": "accepted",
    "Stopped": "stopped",
    "Merged": "merged",
    "TookIn": "took_in",
    "Split": "split",
    "Reopened": "reopened",
    "Retitled": "retitled",
    "Redacted": "redacted",
    "Held": "held",
    "Released": "released",
    "Snoozed": "snoozed",
    "Dismissed": "dismissed",
    "NotMine": "not_mine",
    "WentLive": "live",
    "GoLiveMoved": "moved",
    "Finished": "finished",
    "Kept": "kept",
    "MovedUp": "moved_up",
    "Retired": "retired",
    "Withdrawn": "withdrawn",
}
"""The sentence for each kind of event that a history can hold; some kinds have several."""


def line(request: Request, event: Event, known: Known, book: Handbook) -> Message:
    """What happened, who did it, and what the requester was told."""
    values = {
        **_who_and_when(request, known),
        **_details(event, book),
        **_around(request, event, known, book),
    }
    name = _name(request, event, known)
    sentences = (book.words.rich(f"thread.{name}", **values), *_more(event, values, book))
    return Message((Paragraph(join(sentences)), *_said_since(request, event, book)))


def _name(request: Request, event: Event, known: Known) -> str:
    match event:
        case Taken() if news.goes_on(known):
            return "goes_on"
        case Waits(on=on):
            return f"waits_{on}"
        case GoneBack(why=why):
            return f"gone_back_{why}" if request.status in OPEN else "gone_back"
        case Helped(answer=answer):
            return f"helped_{answer}"
        case Judged(at_review=True):
            return "judged_again"
        case Tracked(link=""):
            return "not_tracked"
        case Joined(on_behalf=whom) if whom:
            return "joined_for"
        case Asked() if news.asked(request, known) != request.requester:
            return "asked_another"
        case Split() if request.number != event.request:
            return "split_from"
        case MovedUp() if request.follows == event.request:
            return "follows"
        case Redacted() if known.request and known.request.number != request.number:
            return "redacted_beside"
        case _:
            return NAMES[type(event).__name__]


def _more(event: Event, values: dict[str, Value], book: Handbook) -> Iterator[Rich]:
    """What an acceptance says besides its dates, or the team of blocks, where it says it."""
    if isinstance(event, Judged):
        yield from _judged(event, book)
    if isinstance(event, Accepted):
        if event.review_on == review_after(event.go_live_on, book.days):
            yield book.words.rich("thread.accepted_after_90")
        leaves, condition = event.leaves_behind.rstrip("."), event.move_up_if.rstrip(".")
        said = {"move_up": condition, "leaves": leaves, "telling": event.telling}
        for name, text in said.items():
            if text:
                told = {**values, "text": text}
                yield book.words.rich(f"thread.accepted_{name}", **told)


def _judged(event: Judged, book: Handbook) -> Iterator[Rich]:
    """Blocks of one verdict together, unless there is more to say of one."""
    words = book.words
    for verdict in dict.fromkeys(one.verdict for one in event.verdicts if not one.why):
        alike = (v.shown for v in event.verdicts if v.verdict == verdict and not v.why)
        told = {"blocks": listed(alike, words), "verdict": _verdict(verdict, book)}
        yield words.rich("thread.judged_as", **told)
    for one in (one for one in event.verdicts if one.why):
        told = {"blocks": plain_run(one.shown), "verdict": _verdict(one.verdict, book)}
        yield words.rich("thread.judged_why", **told, why=one.why)
    for gap in event.gaps:
        yield words.rich("thread.judged_gap", gap=gap.rstrip("."))


def _verdict(verdict: str, book: Handbook) -> Rich:
    return plain_run(book.words.plain(f"verdict.{verdict}").lower())


def _said_since(request: Request, event: Event, book: Handbook) -> Iterator[Part]:
    """What the card has no room for: their words after the first, or as they were before."""
    later = request.said[1:]
    if isinstance(event, Submitted | AskedForPerson) and later:
        yield Paragraph(book.words.rich("thread.said_since"))
        yield word_for_word(later, book)
    if isinstance(event, Reworded):
        yield Quote(tuple(event.text.splitlines()))
        yield Paragraph(book.words.rich("thread.said_before"))
        yield word_for_word(later[:1], book)


def _who_and_when(request: Request, known: Known) -> dict[str, Value]:
    since = request.live_on or known.at
    return {
        "day": day_and_year(since),
        "when": stamp(known.at),
        "name": known.person.name,
        "requester": request.requester.first_name,
        "before": known.request.title if known.request else "",
        "whom": known.whom.name if known.whom else "",
        "back": day_and_year(known.person.away_until) if known.person.away_until else "",
        "review": day_and_year(request.review_on) if request.review_on else "",
    }


def _around(request: Request, event: Event, known: Known, book: Handbook) -> dict[str, Value]:
    """What the requester was told of it, or the requests before and after it."""
    match event:
        case Taken():
            return {"told": text_of(news.of(request, event, known, book))}
        case Merged(into=into):
            both = merging.both_say(request, known.other, book) if known.other else ()
            beside = (*plain_run(" "), *both) if both else ()
            return {"next": book.reference(into), "both": beside}
        case TookIn(other=other):
            return {"previous": book.reference(other)}
        case MovedUp(request=previous) | Split(request=previous):
            return {"next": book.reference(known.number), "previous": book.reference(previous)}
        case Redacted() if known.request:
            return {"previous": book.reference(known.request.number)}
        case _:
            return {}


def _details(event: Event, book: Handbook) -> dict[str, Value]:
    match event:
        case Joined(text=text, on_behalf=whom):
            return {"text": text, "whom": whom}
        case Answered(text=text, files=files):
            return {"text": "\n".join(filter(None, (text, *(file.name for file in files))))}
        case Asked(text=text) | Added(text=text):
            return {"text": text}
        case Noted(text=text):
            return {"text": text}
        case Split(title=title) | Retitled(title=title):
            return {"title": title}
        case Snoozed(until=day):
            return {"day": day_and_year(day)}
        case Reopened(reason=reason) | Redacted(reason=reason):
            return {"reason": reason}
        case Held(reason=reason) | Released(reason=reason):
            return {"reason": reason}
        case Levelled(level=level, reason=reason):
            return {"level": book.levels[Level(level)], "reason": reason}
        case Accepted(horizon=horizon, go_live_on=day):
            shown = book.words.plain(f"horizon.{horizon}")
            return {"horizon": shown, "go_live": day_and_year(day)}
        case Stopped(reason=reason, instead=instead):
            return {"reason": reason, "instead": instead}
        case GoLiveMoved(on=day):
            return {"day": day_and_year(day)}
        case Tracked(link=link):
            return {"link": link}
        case _:
            return {}
