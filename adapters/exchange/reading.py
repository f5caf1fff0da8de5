"""A file in any of the formats that we know, as a catalogue of ours."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from adapters import files
from adapters.exchange import backstage, publiccode, register, table
from adapters.exchange.table import Row
from adapters.exchange.taking import Taken
from adapters.parsing import Source, broken, documents
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.structuring import At

_KNOWN = (
    "It has to be a catalogue of ours, a catalog-info.yaml of Backstage, a publiccode.yml, "
    "or as CSV a catalogue of ours or a register of contracts."
)


@dataclass(frozen=True, slots=True)
class Loose:
    """The entries of a catalogue, whether or not they hang together."""

    capabilities: tuple[Capability, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds, and what of it was not carried, a line each."""

    entries: tuple[Capability, ...]
    lost: tuple[str, ...] = ()


def read(path: Path, text: str, today: date, into: type[Catalogue | Loose] = Catalogue) -> Read:
    """What the text of this file holds. Raises `FileProblem`.

    Contracts that had ended `today` are retired. Of what is to be merged, `Loose` entries may name
    others that are not among them.
    """
    if path.suffix.lower() == ".csv":
        return _csv(path, text, today, into)
    return _yaml(path, text, into)


def _yaml(path: Path, text: str, into: type[Catalogue | Loose]) -> Read:
    every = [each for each in documents(path, text) if each.value is not None]
    if not every:
        raise broken(path, None, "This file is empty.")
    first = every[0].value if isinstance(every[0].value, Mapping) else {}
    if "capabilities" in first:
        return Read(files.structured(files.only(every), into).capabilities)
    if "apiVersion" in first:
        return _made(path, backstage.take(_groups(every)))
    if "publiccodeYmlVersion" in first:
        return _made(path, publiccode.take(_groups(every)))
    raise broken(path, None, "This is in no format that we know.", _KNOWN)


def _groups(sources: list[Source]) -> Iterator[Mapping[str, Any]]:
    for each in sources:
        if not isinstance(each.value, Mapping):
            what = "A document here is no group of keys and values."
            raise broken(each.path, each.lines.get(()), what)
        yield each.value


def _csv(path: Path, text: str, today: date, into: type[Catalogue | Loose]) -> Read:
    rows = _lines(path, text)
    header = table.header_of(
        (row for _, row in rows), lambda one: table.is_own(one) or bool(register.columns_of(one))
    )
    under = (Row(line, dict(zip(header, row, strict=False))) for line, row in rows)
    if table.is_own(header):
        return _own_csv(path, under, into)
    if columns := register.columns_of(header):
        return _made(path, register.take(under, columns, today))
    raise broken(path, None, "This is in no format that we know.", _KNOWN)


def _lines(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise broken(path, reader.line_num, f"This is not CSV: {error}.") from None


def _own_csv(path: Path, rows: Iterator[Row], into: type[Catalogue | Loose]) -> Read:
    every = [each for each in rows if any(each.cells.values())]
    taken = table.take_own(every)
    lines: dict[At, int] = {("capabilities", place): each.line for place, each in enumerate(every)}
    source = Source(path, {"capabilities": list(taken.entries)}, lines)
    return Read(files.structured(source, into).capabilities, taken.lost)


def _made(path: Path, taken: Taken) -> Read:
    source = Source(path, {"capabilities": list(taken.entries)})
    return Read(files.structured(source, Catalogue).capabilities, taken.lost)
