"""What an operator typed about the catalogue: `catalogue check`, `export`, `import`, `schema`."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from adapters.cli.apps import AddParser

FORMATS = ("yaml", "csv", "backstage", "publiccode")


@dataclass(frozen=True, slots=True)
class CheckCatalogue:
    """Check a catalogue file."""

    path: Path


@dataclass(frozen=True, slots=True)
class CatalogueSchema:
    """Print what a catalogue file has to look like, as a JSON Schema."""


@dataclass(frozen=True, slots=True)
class ExportCatalogue:
    """Print the catalogue as it is known, in one of the FORMATS."""

    form: str


@dataclass(frozen=True, slots=True)
class ExportChanges:
    """Print what was said in chat as an edit of the catalogue file."""


@dataclass(frozen=True, slots=True)
class ImportCatalogue:
    """Print what a file holds, in any of the formats that we know, as a catalogue file of ours."""

    path: Path


Asked = CheckCatalogue | CatalogueSchema | ExportCatalogue | ExportChanges | ImportCatalogue


def catalogue(given: argparse.Namespace) -> Asked:
    """What was asked for of the catalogue."""
    match given.action:
        case "check":
            return CheckCatalogue(given.file)
        case "import":
            return ImportCatalogue(given.file)
        case "export":
            return ExportChanges() if given.changes else ExportCatalogue(given.format)
        case _:
            return CatalogueSchema()


def add_catalogue(add: AddParser) -> None:
    """Add `catalogue`."""
    actions = add("catalogue", help="the catalogue of building blocks").add_subparsers(
        dest="action", metavar="ACTION", required=True
    )
    check = actions.add_parser("check", help="check a catalogue file, and name each line to mend")
    check.add_argument("file", type=Path, metavar="FILE")
    actions.add_parser("schema", help="print the JSON Schema of a catalogue file")
    taken = actions.add_parser(
        "import",
        help="print what another catalogue holds as a catalogue file of ours",
        description="Print what a file holds as a catalogue file of ours: our own YAML or CSV, "
        "catalog-info.yaml of Backstage, publiccode.yml, or the register of contracts that "
        "councils publish as CSV. What could not be carried is named on standard error.",
    )
    taken.add_argument("file", type=Path, metavar="FILE")
    export = actions.add_parser(
        "export",
        help="print the catalogue, with what was said in chat laid over it",
        description="Print the catalogue as it is known: your file, with what was said in chat "
        "laid over it. What the format cannot carry is named on standard error.",
    )
    which = export.add_mutually_exclusive_group()
    which.add_argument("--format", choices=FORMATS, default="yaml", help="yaml, if none is given")
    which.add_argument(
        "--changes", action="store_true", help="print only what chat says, as an edit of your file"
    )
