"""Words that must not be kept, taken out of a request's record, and what may not be erased."""

from collections.abc import Iterator
from datetime import date

from bot.effects import Known
from bot.events import Held, Redacted, Released
from bot.handbook import Handbook
from bot.messages import Field, FieldKind, Paragraph, Part, Quote
from bot.requests import Request
from bot.triage.judging import Label
from bot.triage.sheet import Sheet
from bot.triage.taking_out import Redaction, redaction

SHORTEST = 3
"""Characters of a piece at the least: fewer would take too much out."""


def places(taken_out: Redaction, known: Known) -> int:
    """In how many places of the request, those beside it, and their histories the words are."""
    happened = tuple(one.event for one in known.history)
    return taken_out.finds((known.request, happened, known.related))


def draw_redact(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """The words, and why they must not be kept."""
    gone, why = FieldKind.LINES, label("redact_reason_hint")
    return (
        Field("gone", label("redact_gone"), gone, label("redact_gone_hint"), required=True),
        Field("reason", label("redact_reason"), FieldKind.LINE, why, required=True),
    )


def read_redact(request: Request, sheet: Sheet, book: Handbook) -> Redacted:
    """Words that are there, and a reason that does not repeat them."""
    gone, reason = sheet.needed("gone"), sheet.needed("reason")
    taken_out = redaction(gone, book)
    if taken_out.pieces:
        sheet.wrong("gone", _problem_with(taken_out, sheet.known))
        sheet.wrong("reason", "reason_repeats" if taken_out.finds(reason) else "")
    return Redacted(request.number, reason, gone)


def _problem_with(taken_out: Redaction, known: Known) -> str:
    if min(map(len, taken_out.pieces)) < SHORTEST:
        return "too_short"
    return "" if places(taken_out, known) else "not_there"


def preview(event: Redacted, known: Known, after: Request, book: Handbook) -> Iterator[Part]:
    """How much goes, and what is left of what was said; the request is as it is `after`."""
    n = places(redaction(event.gone, book), known)
    yield Paragraph(book.words.count("redact.preview", n))
    yield Quote((after.title, *after.text.splitlines()))


def draw_why(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """Why it is held, or is held no longer."""
    return (Field("reason", label("hold_reason"), FieldKind.LINE, required=True),)


def read_hold(request: Request, sheet: Sheet, _: Handbook) -> Held:
    """Why nothing of it may be erased."""
    return Held(request.number, sheet.needed("reason"))


def read_release(request: Request, sheet: Sheet, _: Handbook) -> Released:
    """Why it may be."""
    return Released(request.number, sheet.needed("reason"))
