"""The sections of a digest about what to build, look at and watch next."""

from collections.abc import Iterable
from functools import partial

from bot.figures import Brief
from bot.messages import Items, Paragraph, Part
from bot.reviews import tallies
from bot.reviews.sheet import Sheet, paragraph, quoted
from bot.understanding.unmet import Gap
from bot.words.dates import day
from bot.words.listing import listed
from bot.words.rich import Rich, join

TOP = 3
"""Blocks and gaps shown: enough to act on in a week."""


def asked_for(sheet: Sheet) -> Iterable[Part]:
    """The blocks that the week's requests were offered most."""
    top = tallies.most_first(sheet.figures.offered)[:TOP]
    blocks = join((sheet.say("counted", what=name, n=n) for name, n in top), ", ")
    return paragraph(sheet.say("asked_for", blocks=blocks)) if top else ()


def gaps(sheet: Sheet) -> Iterable[Part]:
    """What to build next, by who waits for it."""
    top = sheet.gaps[:TOP]
    if top:
        yield Paragraph(sheet.say("gaps"))
        yield Items(tuple(_gap(sheet, gap) for gap in top), numbered=True)


def _gap(sheet: Sheet, gap: Gap) -> Rich:
    if len(gap.waiting) == 1:
        reference = sheet.book.reference(gap.waiting[0].number)
        return sheet.say("gap_one", gap=gap.name, reference=reference)
    services = sheet.count("gap_services", gap.services) if gap.services else ()
    many = sheet.say("gap_many", gap=gap.name, n=len(gap.waiting), services=services)
    words = listed((f"‘{word}’" for word in gap.words), sheet.book.words)
    return join((many, sheet.say("gap_words", words=words) if words else ()))


def future(sheet: Sheet) -> Iterable[Part]:
    """The parts of the future map that nobody has asked for."""
    parts = sheet.figures.not_asked_for
    shown = sheet.in_line(parts, lambda part: sheet.say("future_part", part=part))
    return paragraph(sheet.say("future", parts=shown)) if parts else ()


def reviews(sheet: Sheet) -> Iterable[Part]:
    """What is live and due to be looked at again."""
    due = sheet.figures.live
    lines = sheet.first(due, partial(_review, sheet))
    return paragraph(sheet.say("reviews", n=len(due)), *lines) if due else ()


def _review(sheet: Sheet, request: Brief) -> Rich:
    on = day(request.review_on) if request.review_on else ""
    return sheet.say("review_line", reference=sheet.reference(request), title=request.title, day=on)


def warnings(sheet: Sheet) -> Iterable[Part]:
    """Cul-de-sacs ahead of what is open, accepted or live."""
    found = tallies.most_first(sheet.figures.warned)
    lines = sheet.first(found, partial(_warning, sheet))
    return paragraph(sheet.say("warnings", n=len(found)), *lines) if found else ()


def _warning(sheet: Sheet, counted: tuple[str, int]) -> Rich:
    text, n = counted
    return sheet.count("warning", n, text=quoted(text))


def sent_elsewhere(sheet: Sheet) -> Iterable[Part]:
    """What was no request, and where it went instead."""
    counts = tallies.sent_elsewhere(sheet.figures)
    listed = join((_sent(sheet, key, n) for key, n in counts.items()), ", ")
    total = sum(counts.values())
    return paragraph(sheet.say("sent_elsewhere", n=total, listed=listed)) if total else ()


def _sent(sheet: Sheet, key: str, n: int) -> Rich:
    """Hand-offs can be added by the operator; one without words here goes by its key."""
    if sheet.book.words.has(f"digest.sent_{key}_one"):
        return sheet.count(f"sent_{key}", n)
    return sheet.say("counted", what=key.replace("_", " "), n=n)
