"""Posting the digest when its time has come: once a week, late rather than never."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time

from bot.catalogue.terms import in_any
from bot.effects import Say
from bot.figures import MIX_OVER, Figures, Period
from bot.messages import Message, Paragraph
from bot.people import Place
from bot.ports import Work
from bot.reviews.book import Book
from bot.reviews.digest import digest, in_one_line
from bot.reviews.looking_ahead import TOP
from bot.reviews.periods import DuePeriod, due_period, instants
from bot.reviews.tallies import is_quiet
from bot.understanding import unmet
from bot.understanding.groundwork import keys_of
from bot.words.dates import day


def post_digest(work: Work, now: datetime, book: Book, at: time | None = None) -> bool:
    """File the digest that is due on each platform; False if none is.

    It is due at the time of day that is set, or `at` another.
    """
    since = book.digest.at if at is None else at
    rooms = [each.digest for each in book.rooms.every]
    # A new channel goes on from where the others are: it makes up only for what no channel had.
    posted = {room: work.last_digest(room) or work.last_digest() for room in rooms}
    due = {room: due_period(now, posted[room], work.began_on(), book.days, since) for room in rooms}
    for room, one in due.items():
        if one:
            _post_to(room, work, now, one, book)
    return any(due.values())


def _post_to(room: Place, work: Work, now: datetime, due: DuePeriod, book: Book) -> None:
    """The digest, with its week and those it makes up for noted."""
    work.file(Say(room, _message(work, now, due, book)), now)
    for period in (*due.missed, due.period):
        work.digest_posted(room, period, now)


def preview(work: Work, period: Period, book: Book) -> Message:
    """The digest of a week as it would be posted; nothing is filed or noted."""
    return digest(figures_of(period, work, book), book)


def _message(work: Work, now: datetime, due: DuePeriod, book: Book) -> Message:
    whole = digest(figures_of(due.period, work, book), book)
    return Message((*_excuse(now, due, book), *whole.parts, *_missed(work, due, book)))


def figures_of(period: Period, work: Work, book: Book) -> Figures:
    """The figures of a period, from its first midnight to its last by our clocks."""
    starts, ends = instants(period, book.days)
    found = work.figures(period, starts, ends)
    if is_quiet(found):
        return replace(found, unheard=work.unheard(ends), late=work.late(period))
    waits = work.waits(ends)
    told = unmet.to_read(unmet.gaps(waits, book.blocks, book.meaning)[:TOP])
    not_asked_for = tuple(_not_asked_for(work, ends, book))
    return replace(found, waits=waits, words=work.words(told), not_asked_for=not_asked_for)


def _not_asked_for(work: Work, ends: datetime, book: Book) -> Iterator[str]:
    """The parts of the future map that no request of the last weeks would lay the ground for."""
    for part in book.digest.future:
        keys, stems = keys_of(part, book.blocks), in_any([part])
        if not work.is_asked_for(keys, stems, ends - MIX_OVER, ends):
            yield part


def _excuse(now: datetime, due: DuePeriod, book: Book) -> tuple[Paragraph, ...]:
    on = day(book.days.local(now))
    return (Paragraph(book.words.rich("digest.late", day=on)),) if due.late else ()


def _missed(work: Work, due: DuePeriod, book: Book) -> tuple[Paragraph, ...]:
    figures = (figures_of(period, work, book) for period in due.missed)
    lines = tuple(in_one_line(missed, book) for missed in figures)
    return (Paragraph(book.words.rich("digest.missed_title")), *lines) if lines else ()
