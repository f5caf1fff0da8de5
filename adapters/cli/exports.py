"""What an operator typed about records that leave, and come back."""

import argparse
from dataclasses import dataclass
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


Asked = Export | Import


def export(given: argparse.Namespace) -> Asked:
    """What is to be exported."""
    return Export(given.csv)


def add_exports(add: AddParser) -> None:
    """Add `export` and `import`."""
    taken_out = add(
        "export",
        help="write everything that is kept, as JSON lines or CSV",
        description="Write every record of one moment, also while Groundwork runs: as JSON lines "
        "on standard output, a row a line, or with --csv as a CSV file for each table. It holds "
        "everything that people said: keep it as safe as the database.",
    )
    taken_out.add_argument("--csv", type=Path, metavar="FOLDER", help="CSV files, in a new folder")
    back = add(
        "import",
        help="fill an empty database from what export wrote",
        description="Fill an empty database, SQLite or PostgreSQL, from a file of JSON lines or a "
        "folder of CSV files that export wrote: all of it or nothing. Stop Groundwork first.",
    )
    back.add_argument("path", type=Path, metavar="FILE-or-FOLDER")
