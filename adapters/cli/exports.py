"""What an operator typed about records that leave, and come back."""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adapters.cli.apps import AddParser


@dataclass(frozen=True, slots=True)
class Export:
    """Everything: as JSON lines on standard output, or as CSV files into a new folder."""

    folder: Path | None


@dataclass(frozen=True, slots=True)
class Import:
    """Fill an empty database from what `export` wrote."""

    path: Path


class Document:
    """What is printed for people to read."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ExportRequest(Document):
    """One request's full record, as a document."""

    reference: str


@dataclass(frozen=True, slots=True)
class ExportPerson(Document):
    """All that is kept of a PERSON, as a document."""

    named: str


@dataclass(frozen=True, slots=True)
class ExportFound(Document):
    """The full records of all requests that have these words, asked on that day or since."""

    words: str
    since: date


@dataclass(frozen=True, slots=True)
class ExportOpen(Document):
    """Figures that anybody may have, as CSV."""


Asked = Export | Import | ExportRequest | ExportPerson | ExportFound | ExportOpen


def export(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Asked:
    """What is to be exported."""
    if given.since and not given.find:
        parser.error("--since goes with --find WORDS")
    if given.open:
        return ExportOpen()
    if given.request:
        return ExportRequest(given.request)
    if given.person:
        return ExportPerson(given.person)
    if given.find:
        return ExportFound(given.find, given.since or date.min)
    return Export(given.csv)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day: write it as 2026-12-08") from None


def add_exports(add: AddParser) -> None:
    """Add `export` and `import`."""
    taken_out = add(
        "export",
        help="write everything that is kept, as JSON lines or CSV",
        description="Write every record of one moment, also while Groundwork runs: as JSON lines "
        "on standard output, a row a line, or with --csv as a CSV file for each table. It holds "
        "everything that people said: keep it as safe as the database.",
    )
    which = taken_out.add_mutually_exclusive_group()
    which.add_argument("--csv", type=Path, metavar="FOLDER", help="CSV files, in a new folder")
    which.add_argument(
        "--request", metavar="GW-123", help="one request's full record, as a document in Markdown"
    )
    which.add_argument(
        "--person",
        metavar="PERSON",
        help="all that is kept of a person: slack:U..., teams:OBJECT-ID, page:NAME, or their name",
    )
    which.add_argument(
        "--find", metavar="WORDS", help="the full records of all requests that have these words"
    )
    which.add_argument(
        "--open",
        action="store_true",
        help="open data as CSV: counts without words or names, none of fewer than 5 people, "
        "nothing of what is confidential",
    )
    taken_out.add_argument(
        "--since", type=_day, metavar="DATE", help="with --find: asked on that day or since"
    )
    back = add(
        "import",
        help="fill an empty database from what export wrote",
        description="Fill an empty database, SQLite or PostgreSQL, from a file of JSON lines or a "
        "folder of CSV files that export wrote: all of it or nothing. Stop Groundwork first.",
    )
    back.add_argument("path", type=Path, metavar="FILE-or-FOLDER")
