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


@dataclass(frozen=True, slots=True)
class MergeCatalogue:
    """Hold a neighbour's catalogue, a file or an address, against ours; `source` is whose it is."""

    where: str
    source: str


Asked = (
    CheckCatalogue
    | CatalogueSchema
    | ExportCatalogue
    | ExportChanges
    | ImportCatalogue
    | MergeCatalogue
)


def catalogue(given: argparse.Namespace) -> Asked:
    """What was asked for of the catalogue."""
    match given.action:
        case "check":
            return CheckCatalogue(given.file)
        case "import":
            return ImportCatalogue(given.file)
        case "merge":
            return MergeCatalogue(given.where, given.source)
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
    _add_merge(actions.add_parser)
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


def _add_merge(add: AddParser) -> None:
    merge = add(
        "merge",
        help="hold a neighbour's catalogue against yours, and print yours with what comes to it",
        description="Hold a neighbour's catalogue against yours. Your own file with what comes to "
        "it is printed on standard output, your entries as they are; on standard error what "
        "overlaps, and whose contracts end when. Nothing is written.",
    )
    merge.add_argument("where", metavar="FILE-or-URL", help="their catalogue, or their feed")
    merge.add_argument(
        "--from", dest="source", default="", metavar="NAME", help="whose it is, if it does not say"
    )
