"""CSV: an entry a row. What is within an entry has a column of its own: `senses.1.name`."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

from adapters.exchange.cells import STEWARDS, bare, day_of, says_nothing
from adapters.exchange.taking import Taken
from adapters.exchange.writing import Plain, Written, plain
from bot.catalogue.capability import Capability
from bot.catalogue.holding import id_of

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run when it opens the file. An apostrophe before it makes it text."""
_COLUMN = re.compile(
    r"(senses|same_word_only|used_by)\.[0-9]{1,3}\.[a-z_]+|first_customer\.[a-z_]+"
    r"|id|name|summary|kind|status|synonyms|provides|steward|how_to_start|documentation|cost"
    r"|contract_end|way_out|last_confirmed|shared_from"
)
_DAYS = ("contract_end", "last_confirmed")
_KNOWN_OR_NOT = (*_DAYS, "steward", "cost", "way_out", "how_to_start", "documentation")
"""Columns in which ‘TBC’ and the like say that nobody knows yet."""

MOST_ABOVE = 20
"""Rows that may stand above the headings."""

_ORDER = {each.name: place for place, each in enumerate(fields(Capability))}


def write(entries: Iterable[Capability]) -> Written:
    """Reading it gives the same entries, but for a ‘TBC’, which says nothing there."""
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
        found[key] = _listed(text) if key in ("synonyms", "provides") else text


def _listed(text: str) -> list[str]:
    """What stands in one cell with commas between."""
    rows = csv.reader(io.StringIO(text, newline=""))
    return [each.strip() for row in rows for each in row if each.strip()]


def _in_order(value: Any) -> Any:
    """Numbered things as the list that they are."""
    if isinstance(value, dict) and all(each.isdigit() for each in value):
        return [value[each] for each in sorted(value, key=int)]
    return value


@dataclass(frozen=True, slots=True)
class Row:
    """A row under its headings, and its line in the file."""

    line: int
    cells: Mapping[str, str]


def header_of(
    rows: Iterable[list[str]], fits: Callable[[tuple[str, ...]], bool]
) -> tuple[str, ...]:
    """The first row that can be the headings; what stands above them is a title."""
    for row in islice(rows, MOST_ABOVE):
        header = tuple(each.strip() for each in row)
        if fits(header):
            return header
    return ()


def is_own(header: tuple[str, ...]) -> bool:
    """Whether these are the columns of a catalogue of ours."""
    return {"name", "summary"} <= set(_columns_of(header).values())


def take_own(rows: Iterable[Row]) -> Taken:
    """Each row as the entry that it is; a column that we do not know is named."""
    entries: list[Plain] = []
    left: dict[str, None] = {}
    lost: list[str] = []
    for row in rows:
        columns = _columns_of(tuple(row.cells))
        left |= dict.fromkeys(key for key, cell in row.cells.items() if cell and key not in columns)
        said = {column: row.cells[key] for key, column in columns.items()}
        if entry := entry_of({key: _meant(key, cell) for key, cell in said.items()}):
            entries.append({"id": id_of(entry.get("name", "")), **entry})
            lost += _unsaid(entries[-1]["id"], said)
    lost += [f"the columns {', '.join(left)}"] if left else []
    return Taken(tuple(entries), tuple(lost))


@cache
def _columns_of(header: tuple[str, ...]) -> Mapping[str, str]:
    """Which column of ours each heading is, as it is or in the words of people: ‘Contract end’."""
    found = {each: each for each in header if _COLUMN.fullmatch(each)}
    for each in header:
        column = "steward" if bare(each) in STEWARDS else "_".join(bare(each).split())
        if _COLUMN.fullmatch(column) and column not in found.values():
            found[each] = column
    return found


def _meant(column: str, cell: str) -> str:
    """What an entry of ours says for it."""
    if column in _KNOWN_OR_NOT and says_nothing(cell):
        return ""
    day = day_of(cell.strip()) if column in _DAYS else None
    return day.isoformat() if day else cell


def _unsaid(id_: str, said: Mapping[str, str]) -> Iterator[str]:
    unsaid = [f"{key} ‘{cell}’" for key, cell in said.items() if cell and not _meant(key, cell)]
    if unsaid:
        yield f"{id_}: {', '.join(unsaid)}"
