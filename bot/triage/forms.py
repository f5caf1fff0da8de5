"""Dialogs about a request, drawn, read and previewed.

What goes to a requester is shown once as they will read it before it is sent: the same dialog comes
again, named with `SEEN`, and submitting that one does it, with the words as they are then.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.effects import Known
from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Event,
    Filled,
    GoLiveMoved,
    HandedOver,
    Held,
    Judged,
    Kept,
    Levelled,
    Merged,
    Noted,
    Redacted,
    Released,
    Reopened,
    Retitled,
    Reworded,
    Snoozed,
    Split,
    Stopped,
    WentLive,
)
from bot.handbook import Handbook
from bot.messages import Dialog, Invalid, Message, Open, Paragraph, Part, Quiet
from bot.requests import Request
from bot.triage import merging, news, redacting, refusals, relating
from bot.triage.decisions import as_moved
from bot.triage.fields import FIELDS, REVIEW_ON, day_shown
from bot.triage.filled import READERS
from bot.triage.moves import DeciderEvent, LifeEvent, next_status
from bot.triage.sheet import Sheet

SEEN = ":seen"

_PREVIEWED: dict[str, type[Event]] = {
    "accept": Accepted,
    "stop": Stopped,
    "ask": Asked,
    "level": Levelled,
    "merge": Merged,
    "split": Split,
    "reopen": Reopened,
    "redact": Redacted,
}

TEAM_FORMS: dict[str, type[Event]] = {
    **_PREVIEWED,
    **{f"{form}{SEEN}": event for form, event in _PREVIEWED.items()},
    "note": Noted,
    "title": Retitled,
    "hold": Held,
    "release": Released,
    "blocks": Judged,
    "fit": Judged,
    "later": Snoozed,
    "take": HandedOver,
    "close": WentLive,
    "keep": Kept,
    "go_live_moved": GoLiveMoved,
}
"""The team's dialogs, and what each leads to (`take` to what every choice in it needs)."""

OWN_FORMS: dict[str, type[Event]] = {"answer": Answered, "add": Added, "reword": Reworded}
"""The requester's. What the team asked of somebody else, they answer in theirs."""


def draw(
    form: str, request: Request, today: date, book: Handbook, likely: tuple[Request, ...] = ()
) -> Dialog:
    """The dialog of this name for this request. Raises KeyError for a name that is none.

    What it is `likely` to be the same as is offered first.
    """

    def label(name: str) -> str:
        return book.words.plain(f"dialog.{name}", **named)

    named = {
        "reference": book.reference(request.number),
        "name": request.requester.first_name,
    }
    name = form.removesuffix(SEEN)
    fields = FIELDS[name](request, today, book, label)
    if likely:
        fields = relating.with_likely(fields, likely, book, label)
    submit, day = label(f"{name}_submit"), day_shown(fields)
    return Dialog(name, request.number, label(name), fields, submit, about=day)


def too_late(form: str, request: Request, book: Handbook) -> Message | None:
    """Why what a dialog leads to cannot be done to this request now, or None."""
    leads_to = {**TEAM_FORMS, **OWN_FORMS}[form]
    if next_status(request, leads_to) is None:
        return news.too_late(request, leads_to, book)
    return refusals.held_or_not(request, leads_to, book)


def read(filled: Filled, known: Known, book: Handbook) -> Event | Invalid | Quiet | Open | None:
    """The event that a filled dialog stands for; or what to mend or look at first, or why not.

    None where there is no such dialog. `known` has the request, and the person whom the values
    name. Nothing is said under a field, and nothing previewed, of what cannot happen now.
    """
    name, request = filled.form.removesuffix(SEEN), known.request
    if name not in READERS:
        return None
    if request is None:
        return Quiet(news.no_such_request(book, member=known.member))
    sheet = Sheet(filled.values, known, filled.about)
    event = READERS[name](request, sheet, book)
    if filled.form in TEAM_FORMS:
        sheet.note_what_is_too_long()
    if sheet.errors:
        return _what_to_mend(event, sheet, known, book)
    if filled.form in _PREVIEWED and refusals.why_not(request, event, known, book) is None:
        return Open(_previewed(request, event, filled, known, book))
    return event


def _what_to_mend(event: LifeEvent, sheet: Sheet, known: Known, book: Handbook) -> Invalid | Quiet:
    if isinstance(event, DeciderEvent) and not known.decider:
        return Quiet(news.only_decider(book))
    said = {key: book.words.plain(f"invalid.{why}") for key, why in sheet.errors.items()}
    return Invalid(said)


def _previewed(
    request: Request, event: LifeEvent, filled: Filled, known: Known, book: Handbook
) -> Dialog:
    """The same dialog once more, as it was filled in, under the very words that will be read."""
    likely = relating.likely(request, known)
    dialog = draw(filled.form, request, known.at.date(), book, likely)
    values = {**filled.values, **_worked_out(event)}
    fields = tuple(replace(one, value=values.get(one.key, "")) for one in dialog.fields)
    intro = tuple(_as_read(as_moved(request, event, known, book), event, known, book))
    own = f"dialog.{filled.form.removesuffix(SEEN)}_seen_submit"
    submit = book.words.plain(own if book.words.has(own) else "dialog.seen_submit")
    seen, day = f"{filled.form}{SEEN}", day_shown(fields)
    return replace(dialog, form=seen, fields=fields, intro=intro, submit=submit, about=day)


def _worked_out(event: LifeEvent) -> dict[str, str]:
    """What followed from what was filled in, shown so that it can be changed."""
    return {REVIEW_ON: str(event.review_on)} if isinstance(event, Accepted) else {}


def _as_read(request: Request, event: LifeEvent, known: Known, book: Handbook) -> Iterator[Part]:
    """What each of those reads who will hear of it."""
    requester, whom = request.requester, news.asked(request, known)
    if isinstance(event, Redacted):
        yield from redacting.preview(event, known, request, book)
    if isinstance(event, Asked) and whom != requester:
        yield from _read_by(whom.first_name, news.question(request, event, known, book), book)
    name = requester.first_name
    if known.joined and not isinstance(event, Asked):
        name = book.words.plain("dialog.and_joined", name=name)
    yield from _read_by(name, news.of(request, event, known, book), book)
    if isinstance(event, Merged) and known.other and known.other.requester != requester:
        other = known.other.requester.first_name
        yield from _read_by(other, merging.took_in(known.other, book), book)


def _read_by(name: str, message: Message, book: Handbook) -> Iterator[Part]:
    yield Paragraph(book.words.rich("dialog.preview", name=name))
    yield from message.parts
