"""`export` and `import`: all records as JSON lines or CSV files, and back."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Protocol, TextIO

from adapters.cli.copying import Copied
from adapters.cli.exports import Export, Import
from adapters.cli.options import FINE

Row = tuple[str, Mapping[str, Any]]
About = tuple[str, Mapping[str, int]]
"""The version of the tables, and how many rows each has."""

ABOUT = "export.json"
"""What stands in the first line, or in a file of this name beside the CSV files."""
LONGEST_CELL = 2**31 - 1
"""A cell may hold a whole message; Python's own limit is 128 KiB."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run when it opens the file. An apostrophe before it makes it text."""
_GUARDED = re.compile(r"'+[=+\-@\t\r]")

NO_EXPORT = "{path} is nothing that `groundwork export` wrote. Name its file or its folder."
NOT_WHOLE = (
    "{path} is not whole, so nothing was imported: {table} has {there} of {rows} rows. "
    "Export it again."
)
BAD_LINE = "{path}, line {line}: this is no row that `groundwork export` wrote. Export it again."
NOT_NEW = "The folder {path} is there already, and nothing is ever written over. Choose another."


class CannotExchange(Exception):
    """What cannot be exported or imported; the text says why and how to mend it."""


class Exported(Protocol):
    """All rows of one moment, and how many a table has."""

    @property
    def version(self) -> str: ...

    @property
    def counts(self) -> Mapping[str, int]: ...

    @property
    def rows(self) -> Iterator[Row]: ...


class Records(Protocol):
    """All that is kept, as plain values. The storage provides it."""

    def exported(self, url: str) -> AbstractContextManager[Exported]:
        """The whole database as it is at one moment."""
        ...

    def imported(self, url: str, version: str, rows: Iterable[Row]) -> Copied:
        """Fill an empty one."""
        ...


def run(asked: Export | Import, records: Records, url: str) -> int:
    """Do it. What was exported is said on standard error, for the rows are on standard output."""
    if isinstance(asked, Import):
        return _import(asked.path, records, url)
    with records.exported(url) as found:
        if asked.folder:
            _write_csv(found, asked.folder)
        else:
            _write_lines(found)
        rows, where = sum(found.counts.values()), asked.folder or "standard output"
    print(f"{rows:,} rows, version {found.version}, are exported to {where}.", file=sys.stderr)
    return FINE


def _import(path: Path, records: Records, url: str) -> int:
    (version, counts), rows = _read_csv(path) if path.is_dir() else _read_lines(path)
    filled = records.imported(url, version, _counted(counts, rows, path))
    print(
        f"{path} is imported into the database {filled.where}, version {filled.version}. "
        "Groundwork can be started."
    )
    return FINE


def _counted(counts: Mapping[str, int], rows: Iterable[Row], path: Path) -> Iterator[Row]:
    """The rows as they come. Raises at the end, where some are missing or too many."""
    there = dict.fromkeys(counts, 0)
    for table, values in rows:
        there[table] = there.get(table, 0) + 1
        yield table, values
    for table, found in there.items():
        if found != (wanted := counts.get(table, 0)):
            raise CannotExchange(NOT_WHOLE.format(path=path, table=table, there=found, rows=wanted))


def _about(found: Exported) -> str:
    told = {"groundwork": "export", "version": found.version, "rows": dict(found.counts)}
    return json.dumps(told)


def _about_it(text: str, path: Path) -> About:
    match _object(text):
        case {"groundwork": "export", "version": str(version), "rows": dict(rows)}:
            return version, rows
        case _:
            raise CannotExchange(NO_EXPORT.format(path=path))


def _object(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


# JSON lines


def _write_lines(found: Exported) -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(_about(found))
    for table, row in found.rows:
        print(json.dumps({"table": table, "row": row}, ensure_ascii=False))


def _read_lines(path: Path) -> tuple[About, Iterator[Row]]:
    lines = _lines(path)
    return _about_it(next(lines, ""), path), _rows_of(lines, path)


def _rows_of(lines: Iterator[str], path: Path) -> Iterator[Row]:
    for number, line in enumerate(lines, start=2):
        match _object(line):
            case {"table": str(table), "row": dict(row)}:
                yield table, row
            case _:
                raise CannotExchange(BAD_LINE.format(path=path, line=number))


def _lines(path: Path, newline: str | None = None) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", newline=newline) as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise CannotExchange(NO_EXPORT.format(path=path)) from error


# CSV


def _write_csv(found: Exported, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except FileExistsError:
        raise CannotExchange(NOT_NEW.format(path=folder)) from None
    for table, rows in groupby(found.rows, key=itemgetter(0)):
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            _write_table((row for _, row in rows), file)
    (folder / ABOUT).write_text(f"{_about(found)}\n", encoding="utf-8")


def _write_table(rows: Iterable[Mapping[str, Any]], file: TextIO) -> None:
    writer = csv.writer(file)
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row)
        writer.writerow(map(cell, row.values()))


_AS_TEXT: Mapping[type, Callable[[Any], str]] = {
    bool: lambda value: "true" if value else "false",
    list: lambda value: json.dumps(value, separators=(",", ":")),
    dict: lambda value: json.dumps(value, separators=(",", ":")),
}


def cell(value: Any) -> str:
    """As it stands in a CSV file, where no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    text = _AS_TEXT.get(type(value), str)(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _read_csv(folder: Path) -> tuple[About, Iterator[Row]]:
    about = _about_it("".join(_lines(folder / ABOUT)), folder)
    return about, (row for table in about[1] for row in _read_table(folder, table))


def _read_table(folder: Path, table: str) -> Iterator[Row]:
    """Nothing where there is no file: a table without rows has none."""
    path = folder / f"{table}.csv"
    if not re.fullmatch("[a-z_]+", table) or not path.is_file():
        return
    reader = csv.DictReader(_lines(path, newline=""), strict=True)
    # It holds for every reader of the process, and others are to keep theirs.
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        for row in reader:
            yield table, {name: _unguarded(text) for name, text in row.items()}
    except (csv.Error, TypeError):  # a row with fewer or more cells than there are headings
        raise CannotExchange(BAD_LINE.format(path=path, line=reader.line_num)) from None
    finally:
        csv.field_size_limit(before)


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text
