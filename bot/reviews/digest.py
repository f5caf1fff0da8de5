"""The weekly digest: what a week of requests leaves behind, what to build next, who still waits."""

from collections.abc import Callable, Iterable

from bot.figures import Figures
from bot.messages import Heading, Message, Paragraph, Part
from bot.reviews import checking, looking_ahead, looking_back, tallies
from bot.reviews.book import Book
from bot.reviews.periods import in_full, in_short
from bot.reviews.sheet import Sheet, paragraph
from bot.understanding import unmet
from bot.words.rich import Rich, join

Section = Callable[[Sheet], Iterable[Part]]

SECTIONS: tuple[Section, ...] = (
    looking_back.lead,
    looking_back.new,
    looking_back.mix,
    looking_back.decided,
    looking_back.heard,
    looking_back.waiting,
    checking.fit,
    looking_ahead.asked_for,
    looking_ahead.gaps,
    looking_ahead.future,
    looking_ahead.reviews,
    looking_ahead.warnings,
    looking_ahead.sent_elsewhere,
    checking.helped,
    checking.checking,
)
"""In the order in which they are read. One with nothing to say is left out."""


def digest(figures: Figures, book: Book) -> Message:
    """The digest of a period; of a quiet week it is one line."""
    gaps = unmet.gaps(figures.waits, book.blocks, book.meaning, figures.words)
    sheet = Sheet(figures, book, gaps)
    if tallies.is_quiet(figures):
        return Message(tuple(paragraph(_quiet(sheet))))
    title = Heading(sheet.say("title", period=in_full(figures.period, book.words)))
    return Message((title, *(part for section in SECTIONS for part in section(sheet))))


def in_one_line(figures: Figures, book: Book) -> Paragraph:
    """A week that was missed."""
    period = in_full(figures.period, book.words)
    new, decided = len(figures.new), len(figures.decided)
    say = Sheet(figures, book).say
    return Paragraph(say("missed", period=period, new=new, decided=decided))


def _quiet(sheet: Sheet) -> Rich:
    period = in_short(sheet.figures.period, sheet.book.words)
    overdue = {
        "overdue_replies": tallies.overdue(sheet.figures, sheet.book.days),
        "overdue_live": sheet.figures.late,
        "overdue_reviews": tallies.reviews_overdue(sheet.figures),
    }
    lines = tuple(
        sheet.count(name, len(some), references=sheet.references(some))
        for name, some in overdue.items()
        if some
    )
    if not lines:
        return sheet.say("quiet", period=period)
    return join((sheet.say("quiet_but", period=period), *lines))
