"""Which test shows what on which platform, as `docs/parity.md`: `python -m tests.parity`."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from tests.house import ROOT

PAGE = ROOT / "docs" / "parity.md"
PLATFORMS = {"page": "The page", "slack": "Slack", "teams": "Microsoft Teams"}
_DATA = ROOT / "tests" / "data" / "parity.yaml"

_ABOUT = """# The same on every platform

Made from `tests/data/parity.yaml` by `python -m tests.parity`. Each ‘tested’ leads to the file with
the test that shows it. Where there is nothing to test, the reason stands in its place. A row with
neither fails `make test`.

"""

Row = Mapping[str, Any]


def rows() -> list[Row]:
    """What is the same, with a test on each platform, or why there is none."""
    found: list[Row] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return found


def missing(every: list[Row]) -> Iterator[str]:
    """What has neither a test that is there nor a reason, by row and platform."""
    for row in every:
        for platform in PLATFORMS:
            if why := _why_missing(row.get(platform)):
                yield f"{row['what']}, {platform}: {why}"


def _why_missing(cell: object) -> str:
    match cell:
        case {"because": str(why)} if why.strip():
            return ""
        case str(named) if named in _tests(named.partition("::")[0]):
            return ""
        case str(named):
            return f"there is no test {named}"
        case _:
            return "no test, and no reason"


@cache
def _tests(file: str) -> frozenset[str]:
    path = ROOT / "tests" / f"{file}.py"
    tree = ast.parse(path.read_text(encoding="utf-8") if path.exists() else "")
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(f"{file}::{each.name}" for each in tree.body if isinstance(each, kinds))


def drawn(every: list[Row]) -> str:
    """The document."""
    head = f"| | {' | '.join(PLATFORMS.values())} |\n| --- | --- | --- | --- |\n"
    lines = (
        f"| {row['what']} | {' | '.join(_cell(row[platform]) for platform in PLATFORMS)} |\n"
        for row in every
    )
    return f"{_ABOUT}{head}{''.join(lines)}"


def _cell(cell: str | Row) -> str:
    if isinstance(cell, str):
        return f"[tested](../tests/{cell.partition('::')[0]}.py)"
    return str(cell["because"])


if __name__ == "__main__":
    PAGE.write_text(drawn(rows()), encoding="utf-8")
