"""What people are told: the requester of each step, and a presser of what could not be done."""

from datetime import date

from bot.effects import Known
from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Dismissed,
    Event,
    Finished,
    Form,
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
from bot.messages import Button, Message, Paragraph, Part, Quote, Weight
from bot.people import Person
from bot.requests import OPEN, Request
from bot.triage import merging
from bot.triage.moves import LifeEvent
from bot.triage.standing import for_anybody
from bot.words.dates import Dated, day_and_year
from bot.words.rich import Rich, Value, plain_run, sentence


def one_line(rich: Rich) -> Message:
    """A message of one paragraph."""
    return Message((Paragraph(rich),))


def only_team(book: Handbook) -> Message:
    """To somebody outside the team who pressed or typed what only the team may."""
    return one_line(book.words.rich("refused.only_team"))


def only_decider(book: Handbook) -> Message:
    """To one of the team who is not among those named to decide."""
    return one_line(book.words.rich("refused.only_decider"))


def no_such_request(book: Handbook, *, member: bool) -> Message:
    """To somebody who named a number that nobody has had."""
    name = "no_such_request_team" if member else "no_such_request"
    return one_line(book.words.rich(f"refused.{name}"))


def not_yours(request: Request, book: Handbook) -> Message:
    """To somebody else than who asked; of a confidential request not even that it is there."""
    if request.confidential:
        return no_such_request(book, member=False)
    return one_line(book.words.rich("refused.not_yours"))


def noted(request: Request, book: Handbook, *, told: bool = True) -> Message:
    """To one of the team who pressed where the card is not in sight."""
    named = {"reference": book.reference(request.number), "name": request.requester.first_name}
    return one_line(book.words.rich("news.noted" if told else "news.noted_only", **named))


def passed_on(request: Request, book: Handbook) -> Message:
    """To whoever answered a question of the team's."""
    return one_line(book.words.rich("news.answered", reference=book.reference(request.number)))


def stale(book: Handbook) -> Message:
    """To somebody whose press is nothing that can be done now."""
    return one_line(book.words.rich("refused.stale"))


def too_late(request: Request, event: type[Event], book: Handbook) -> Message:
    """To somebody whose press came after the request had moved on."""
    reference = book.reference(request.number)
    if event is Taken and request.taker and request.status in OPEN:
        taken = {"name": request.taker.name, "reference": reference}
        return one_line(book.words.rich("refused.taken_already", **taken))
    if event in (HandedOver, LetGo, Waits) and request.taker is None and request.status in OPEN:
        return one_line(book.words.rich("refused.nobody_has_it", reference=reference))
    standing = for_anybody(request, book)
    status = standing[:1].lower() + standing[1:]
    return one_line(book.words.rich("refused.too_late", reference=reference, status=status))


def asked(request: Request, known: Known) -> Person:
    """Whom a question of the team's goes to."""
    whom = known.whom
    return whom if whom and whom.key != request.requester.key else request.requester


def of(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Message:
    """What the requester hears of this step; empty where there is nothing to tell them."""
    match event:
        case Tracked() | Noted() | Judged() | Snoozed() | Dismissed():
            return Message(())
        case Held() | Released() | Retitled():
            return Message(())
        case NotMine() | GoneBack() if request.status not in OPEN:
            return Message(())
        case Helped(answer=answer):
            return _thanks(request, answer, book)
        case Merged():
            return merging.merged(request, known, book)
        case Levelled():
            return Message(_level(request, event, book))
        case Asked() if asked(request, known) == request.requester:
            return question(request, event, known, book)
        case Accepted():
            return Message(_acceptance(request, event, book))
        case Stopped():
            return Message(_stop(request, event, book))
        case _:
            name = _name(request, event, known)
            values = _values(request, event, known, book)
            return one_line(book.words.rich(f"news.{name}", **values))


_NAMES: dict[type[Event], str] = {
    HandedOver: "handed_over",
    LetGo: "let_go",
    NotMine: "let_go",
    GoneBack: "let_go",
    Asked: "asked_another",
    WentLive: "live",
    GoLiveMoved: "moved",
    Kept: "kept",
    MovedUp: "moved_up",
    Split: "split",
    Reopened: "reopened",
    Redacted: "redacted",
    Finished: "finished",
    Retired: "retired",
    Withdrawn: "withdrawn",
    Added: "added",
    Reworded: "reworded",
}


def _name(request: Request, event: LifeEvent, known: Known) -> str:
    match event:
        case Taken():
            return "goes_on" if goes_on(known) else "taken"
        case Waits(on=on):
            return f"waits_{on}"
        case Answered() if known.person.key != request.requester.key:
            return "answered_by"
        case Answered():
            return "answered"
        case _:
            return _NAMES[type(event)]


def goes_on(known: Known) -> bool:
    """Whether somebody who has it already says so again: what it waited for has come."""
    return known.request is not None and known.request.taker is not None


def _values(request: Request, event: LifeEvent, known: Known, book: Handbook) -> dict[str, Value]:
    day = event.on if isinstance(event, GoLiveMoved) else request.live_on or known.at
    return {
        **_named(request, book),
        "name": known.person.name,
        "whom": asked(request, known).name,
        "day": day_and_year(day),
        "review": _written(request.review_on),
        "next": book.reference(known.number),
        "text": event.text if isinstance(event, Asked) else "",
        "part": event.title if isinstance(event, Split) else "",
        "reason": sentence(event.reason) if isinstance(event, Reopened | Redacted) else "",
    }


def _written(day: date | None) -> Dated | str:
    return day_and_year(day) if day else ""


def _named(request: Request, book: Handbook) -> dict[str, str]:
    return {"reference": book.reference(request.number), "title": request.title}


def for_joined(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Message:
    """What those hear who need the same: as the requester does, but for what is the requester's.

    A question and its answer may hold the requester's own words, so these are not repeated.
    """
    match event:
        case Answered() | Added() | Reworded() | Helped():
            return Message(())
        case Asked():
            name = "asked_joined"
        case Withdrawn():
            name = "withdrawn_joined"
        case _:
            return of(request, event, known, book)
    values = _values(request, event, known, book)
    return one_line(book.words.rich(f"news.{name}", **values))


def question(request: Request, event: Asked, known: Known, book: Handbook) -> Message:
    """To whoever is asked: who asks, about what, and how to answer. Nobody else's words."""
    label = book.words.plain("button.answer")
    answer = Button(label, Form("answer", event.request), weight=Weight.MAIN)
    name = "asked"
    if asked(request, known) != request.requester:
        name = "asked_you_confidential" if request.confidential else "asked_you"
    values = {**_named(request, book), "name": known.person.name, "service": _service(request)}
    opening = Paragraph(book.words.rich(f"news.{name}", **values))
    how = Paragraph(book.words.rich("news.asked_how"))
    return Message((opening, Quote(tuple(event.text.splitlines())), how), (answer,))


def not_needed(request: Request, book: Handbook) -> Message:
    """To a colleague who was asked about a request that has ended before they answered."""
    return one_line(
        book.words.rich("news.asked_no_longer", reference=book.reference(request.number))
    )


def _service(request: Request) -> str:
    """As it is added to a title."""
    return f", {request.requester.service}" if request.requester.service else ""


def _acceptance(request: Request, event: Accepted, book: Handbook) -> tuple[Part, ...]:
    dates = {"go_live": day_and_year(event.go_live_on), "review": day_and_year(event.review_on)}
    telling = event.telling or book.words.plain("dialog.telling_value")
    parts: list[Part] = [Paragraph(book.words.rich("news.accepted", **_named(request, book)))]
    parts.append(Paragraph(plain_run(telling)))
    parts.append(Paragraph(book.words.rich("news.accepted_when", **dates)))
    if event.leaves_behind:
        leaves = book.words.rich("news.accepted_leaves", leaves=event.leaves_behind)
        parts.append(Paragraph(leaves))
    return tuple(parts)


def _thanks(request: Request, answer: str, book: Handbook) -> Message:
    """To whoever said whether it helped: what did not is worth a word more."""
    reference = book.reference(request.number)
    if answer == "yes":
        return one_line(book.words.rich("news.helped_yes", reference=reference))
    label = book.words.plain("button.add")
    add = Button(label, Form("add", request.number))
    return Message((Paragraph(book.words.rich("news.helped_less", reference=reference)),), (add,))


def do_blocks_fit(request: Request, book: Handbook) -> Message:
    """To whoever ended a review: what the blocks were worth, now that they were used."""
    label = book.words.plain("button.blocks")
    fit = Button(label, Form("fit", request.number), Weight.MAIN)
    asked = book.words.rich("news.do_blocks_fit", **_named(request, book))
    return Message((Paragraph(asked),), (fit,))


def _level(request: Request, event: Levelled, book: Handbook) -> tuple[Part, ...]:
    words, level = book.words, Level(event.level)
    shown = {"level": book.levels[level], "gloss": words.plain(f"gloss.{level}")}
    return (
        Paragraph(words.rich("news.levelled", **shown, **_named(request, book))),
        Paragraph(words.rich("news.levelled_why", reason=event.reason)),
    )


def _stop(request: Request, event: Stopped, book: Handbook) -> tuple[Part, ...]:
    words = book.words
    return (
        Paragraph(words.rich("news.stopped", **_named(request, book))),
        Paragraph(words.rich("news.stopped_why", reason=event.reason)),
        Paragraph(words.rich("news.stopped_instead", instead=event.instead)),
        Paragraph(words.rich("news.stopped_after", reference=book.reference(event.request))),
    )
