"""A file in any of the formats that we know, as a catalogue of ours."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
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
_HEADINGS = (
    "A catalogue of ours has the columns ‘name’ and ‘summary’, a register of contracts has "
    "‘Contract title’ and ‘End date’. Between columns stands a comma, a semicolon or a tab."
)
_BETWEEN = ",;\t"
"""What stands between columns: Excel writes a semicolon where a comma is in numbers."""

_TAKEN = "This is not UTF-8 text, so the file was read as Windows-1252, as Excel may save it."
_NO_WINDOWS = (b"\0", b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
"""Bytes that stand for nothing in Windows-1252, or that UTF-16 alone is full of."""
_LOOK = "Look at letters with accents, pound signs and quotation marks."


@dataclass(frozen=True, slots=True)
class Loose:
    """The entries of a catalogue, whether or not they hang together."""

    capabilities: tuple[Capability, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds, what of it was not carried, and what is to be looked at, a line each."""

    entries: tuple[Capability, ...]
    lost: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read(path: Path, data: bytes, today: date, into: type[Catalogue | Loose] = Catalogue) -> Read:
    """What these bytes of this file hold. Raises `FileProblem`.

    Contracts that had ended `today` are retired. Of what is to be merged, `Loose` entries may name
    others that are not among them.
    """
    if path.suffix.lower() == ".csv":
        text, remarks = _sheet(path, data)
        return replace(_csv(path, text, today, into), remarks=remarks)
    return _yaml(path, files.decoded(path, data), into)


def _sheet(path: Path, data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a CSV, which spreadsheets on Windows save in an encoding of their own."""
    try:
        return files.decoded(path, data), ()
    except files.NotUtf8 as refused:
        (first,) = refused.problems
        if any(each in data for each in _NO_WINDOWS):
            raise
        return data.decode("cp1252"), (str(replace(first, what=_TAKEN, mend=_LOOK)),)


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
    for between in _BETWEEN:
        rows = _lines(path, text, between)
        header = table.header_of((row for _, row in rows), _fits)
        under = (Row(line, dict(zip(header, row, strict=False))) for line, row in rows)
        if table.is_own(header):
            return _own_csv(path, under, into)
        if columns := register.columns_of(header):
            return _made(path, register.take(under, columns, today))
    raise broken(path, None, "There are no headings here that we know.", _HEADINGS)


def _fits(header: tuple[str, ...]) -> bool:
    return table.is_own(header) or bool(register.columns_of(header))


def _lines(path: Path, text: str, between: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
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
