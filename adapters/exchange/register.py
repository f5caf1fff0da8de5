"""The register of contracts that councils publish as CSV: a contract a row.

What has to be in it is in the Local Government Transparency Code 2015; what its columns are called
differs from council to council. Many go by the schema of the Local Government Association
(schemas.opendata.esd.org.uk/Contracts): by its titles, or by its names, such as `ContractTitle`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from adapters.exchange.cells import STEWARDS, bare, day_of, says_nothing
from adapters.exchange.table import Row
from adapters.exchange.taking import Taken, Taking, text

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "reference": (
        *("contract reference number", "contract reference", "contract ref", "contract number"),
        *("contract reference number id", "reference number", "contract id", "reference", "ref"),
    ),
    "title": (
        *("contract title", "title of agreement", "agreement title", "title of contract"),
        *("title of the agreement", "contract name", "title"),
    ),
    "description": (
        "description of the goods and or services being provided",
        *("description of goods and or services", "description of goods and services"),
        *("contract description", "description"),
    ),
    "supplier": (
        *("supplier name and details", "supplier name", "name of supplier", "supplier"),
        "contractor",
    ),
    "department": (
        *("local authority department responsible", "responsible department"),
        *("local authority directorate service responsible", "directorate service responsible"),
        *("department responsible", "organisational unit", "department", "service area"),
        "directorate",
    ),
    "steward": STEWARDS,
    "start": ("contract start date", "start date"),
    "end": ("contract end date", "end date", "current end date", "final end date", "expiry date"),
    "value": (
        *("sum to be paid over the length of the contract", "total contract value"),
        *("contract value", "estimated annual value", "annual value", "value"),
    ),
}
_NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_NONE: Mapping[str, str] = {}


def columns_of(header: tuple[str, ...]) -> Mapping[str, str]:
    """Which column is which, by what it is for; nothing where this is no register of contracts."""
    by_name = {bare(each): each for each in header}
    found = {
        key: by_name[name]
        for key, names in _HEADINGS.items()
        for name in reversed(names)
        if name in by_name
    }
    return found if {"title", "end"} <= found.keys() else _NONE


def take(rows: Iterator[Row], columns: Mapping[str, str], today: date) -> Taken:
    """Each contract as an entry that is live until it ends."""
    taking, used = Taking(), set(columns.values())
    left: dict[str, None] = {}
    for row in _once(rows, taking.lost):
        cells = {key: text(row.cells.get(column, "")) for key, column in columns.items()}
        left |= dict.fromkeys(each for each, cell in row.cells.items() if cell and each not in used)
        if cells["title"]:
            _add(taking, cells, today)
        elif any(cells.values()):
            taking.lost.append(f"line {row.line}: it has no title")
    if left:
        taking.lost.append(f"the columns {', '.join(left)}")
    return taking.taken()


def _once(rows: Iterator[Row], lost: list[str]) -> Iterator[Row]:
    """Each row in which something stands, but for those that say all that another one said."""
    seen = set[tuple[str, ...]]()
    for row in rows:
        said = tuple(map(text, row.cells.values()))
        if said in seen:
            lost.append(f"line {row.line}: it says the same as a line above")
        elif any(said):
            seen.add(said)
            yield row


def _add(taking: Taking, said: Mapping[str, str], today: date) -> None:
    left = {key: cell for key, cell in said.items() if _is_left(key, cell)}
    cells = {key: "" if key in left else cell for key, cell in said.items()}
    begins, ends = day_of(cells.get("start", "")), day_of(cells["end"])
    supplier, value = cells.get("supplier", ""), cells.get("value", "")
    entry = {
        "name": cells["title"],
        "summary": _summary(cells, supplier),
        "kind": "contract",
        "status": _status(begins, ends, today),
        "synonyms": [supplier] if supplier else [],
        "steward": cells.get("steward", ""),
        "used_by": [{"service": each} for each in (cells.get("department", ""),) if each],
        "cost": f"{_in_pounds(value)} (value of the contract)" if value else "",
        "contract_end": ends,
    }
    wrong = [f"{key} ‘{cell}’" for key, cell in left.items()]
    taking.add(cells.get("reference") or cells["title"], entry, wrong)


def _is_left(key: str, cell: str) -> bool:
    """Whether nothing can be made of it; a title is one whatever it says."""
    if key in ("start", "end"):
        return bool(cell) and not day_of(cell)
    return key != "title" and says_nothing(cell)


def _summary(cells: Mapping[str, str], supplier: str) -> str:
    said = cells.get("description", "") or cells["title"]
    return f"{said.rstrip('.')}. Supplier: {supplier}." if supplier else said


def _in_pounds(value: str) -> str:
    """A mere number is in pounds, as the Code has it; what says more stays as it is."""
    number = value.replace(",", "")
    return f"£{float(number):,.2f}".removesuffix(".00") if _NUMBER.fullmatch(number) else value


def _status(begins: date | None, ends: date | None, today: date) -> str:
    if ends and ends < today:
        return "retired"
    return "building" if begins and begins > today else "live"
