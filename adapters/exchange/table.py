"""CSV: an entry a row. What is within an entry has a column of its own: `senses.1.name`."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from adapters.exchange.writing import Plain, Written, plain
from bot.catalogue.capability import Capability

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run when it opens the file. An apostrophe before it makes it text."""
_ORDER = {each.name: place for place, each in enumerate(fields(Capability))}


def write(entries: Iterable[Capability]) -> Written:
    """Nothing is lost: reading it gives the same entries."""
    rows = [dict(_cells(plain(each), "")) for each in entries]
    columns = sorted({key for row in rows for key in row}, key=_place)
    return Written(_as_csv([columns, *([row.get(each, "") for each in columns] for row in rows)]))


def _place(column: str) -> tuple[int, int, str]:
    """In the order of the keys of an entry, those within one by their number."""
    key, number, *rest = *column.split("."), "0", ""
    return _ORDER[key], int(number) if number.isdigit() else 0, rest[0]


def _cells(value: Any, key: str) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for name, each in value.items():
                yield from _cells(each, f"{key}.{name}" if key else name)
        case list() if value and isinstance(value[0], dict):
            for number, each in enumerate(value, start=1):
                yield from _cells(each, f"{key}.{number}")
        case list():
            yield key, _guarded(_as_csv([value]).rstrip("\r\n"))
        case date():
            yield key, value.isoformat()
        case _:
            yield key, _guarded(value)


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _as_csv(rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def entry_of(row: Mapping[str, str]) -> Plain:
    """A row as an entry of our YAML; empty cells say nothing."""
    found: Plain = {}
    for column, cell in row.items():
        if cell:
            key, *within = column.split(".")
            text = cell[1:] if _FORMULA.match(cell) and cell.startswith("'") else cell
            _put(found, key, within, text)
    return {key: _in_order(each) for key, each in found.items()}


def _put(found: Plain, key: str, within: list[str], text: str) -> None:
    if within:
        first, *rest = within
        _put(found.setdefault(key, {}), first, rest, text)
    else:
        found[key] = next(csv.reader([text])) if key in ("synonyms", "provides") else text


def _in_order(value: Any) -> Any:
    """Numbered things as the list that they are."""
    if isinstance(value, dict) and all(each.isdigit() for each in value):
        return [value[each] for each in sorted(value, key=int)]
    return value
