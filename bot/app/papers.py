"""Documents that leave: a request's full record, what has certain words, all about a person."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import assert_never

from adapters.cli.exports import ExportFound, ExportOpen, ExportPerson, ExportRequest
from adapters.cli.options import FINE
from adapters.cli.records import CannotExchange, cell
from bot.app.running import opened
from bot.catalogue.terms import in_any
from bot.handbook import Handbook
from bot.people import Person
from bot.ports import Work
from bot.ports.records import shown
from bot.requests import Status
from bot.settings import Settings
from bot.triage import open_data, paper

NO_REQUEST = "There is no request {reference}. Check its number; for example: --request GW-123."
NOBODY = (
    "Nobody is known as {named}. A PERSON is slack:U..., teams:OBJECT-ID, page:NAME, or their name."
)
SEVERAL = "Several people are called {named}. Name one of them by what stands behind it:\n{them}"
NOTHING = "No request has all of these words: {words}."

MOST = 1_000_000
"""Requests: more than any organisation has."""

Asked = ExportRequest | ExportPerson | ExportFound | ExportOpen


async def export(asked: Asked, settings: Settings) -> int:
    """Print the document. Raises CannotExchange for what there is not."""
    async with opened(settings) as program:
        today = program.clock.now().date()

        def documents(work: Work) -> str:
            return "\n".join(_documents(asked, work, today, program.book))

        print(await program.store.transact(documents), end="")
    return FINE


def _documents(asked: Asked, work: Work, today: date, book: Handbook) -> Iterator[str]:
    match asked:
        case ExportRequest(reference):
            yield _of_request(_number(reference, book), work, today, book)
        case ExportPerson(named):
            yield paper.of_person(work.about(person_named(named, work)), today, book)
        case ExportFound(words, since):
            stems = in_any([words])
            found = work.having(stems, since) if stems else ()
            if not found:
                raise CannotExchange(NOTHING.format(words=words))
            for each in found:
                yield _of_request(each, work, today, book)
        case ExportOpen():
            yield _open_data(work)
        case _:
            assert_never(asked)


def _open_data(work: Work) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("what", "value", "requests"))
    for each in open_data.figures(work.with_status(Status, MOST)):
        writer.writerow(map(cell, (each.what, each.value, each.requests)))
    return text.getvalue()


def _number(reference: str, book: Handbook) -> int:
    if number := book.number_in(reference):
        return number
    raise CannotExchange(NO_REQUEST.format(reference=reference))


def _of_request(number: int, work: Work, today: date, book: Handbook) -> str:
    reference = book.reference(number)
    if (found := work.paper(number, reference)) is None:
        raise CannotExchange(NO_REQUEST.format(reference=reference))
    return paper.of_request(found, today, book)


def person_named(named: str, work: Work) -> Person:
    """The one whom a PERSON stands for. Raises CannotExchange for nobody, and for several."""
    match work.persons(named):
        case (one,):
            return one
        case ():
            raise CannotExchange(NOBODY.format(named=named))
        case several:
            them = "\n".join(shown(each, work.identities(each.key)) for each in several)
            raise CannotExchange(SEVERAL.format(named=named, them=them))
