"""What the documents say is so: links, settings, commands, and what is drawn from the code."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.settings import Settings
from tests import diagrams, house

DECISIONS = house.ROOT / "docs" / "decisions"


def _named(path: Path) -> str:
    return str(path.relative_to(house.ROOT))


def _pages() -> list[Path]:
    return [path for path in house.tracked() if path.suffix == ".md"]


def _records() -> list[Path]:
    return sorted(path for path in DECISIONS.glob("*.md") if path.name != "README.md")


def _read(*steps: str) -> str:
    return house.ROOT.joinpath(*steps).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", _pages(), ids=_named)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))

    assert [link for link in links if not (path.parent / link).exists()] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:5] for path in _records()]

    assert numbers == [f"{n:04}-" for n in range(1, len(numbers) + 1)]


def test_every_decision_is_in_the_list() -> None:
    linked = re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", _read("docs", "decisions", "README.md"))

    assert linked == [path.name for path in _records()]


@pytest.mark.parametrize("path", _records(), ids=_named)
def test_a_decision_says_why_and_what_it_costs(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == ["Context", "Choice", "Why", "What it costs", "What else was looked at"]


def test_the_life_of_a_request_is_drawn_from_the_table() -> None:
    page = diagrams.PAGE.read_text(encoding="utf-8")

    assert diagrams.redrawn(page) == page, "python -m tests.diagrams draws it again"


def test_a_page_with_an_old_drawing_is_drawn_again() -> None:
    old = f"Before.\n{diagrams.FIRST}\nold\n{diagrams.LAST}After.\n"

    drawn = diagrams.redrawn(old)

    assert drawn != old
    assert diagrams.redrawn(drawn) == drawn
    assert drawn.startswith("Before.\n")
    assert drawn.endswith("After.\n")


def _keys(kind: type, above: str = "") -> Iterator[str]:
    """Every setting, as the document writes it: `timezone` or `[http] port`."""
    for field in fields(kind):
        if isinstance(field.type, type) and is_dataclass(field.type):
            yield from _keys(field.type, f"[{field.name}] ")
        else:
            yield f"{above}{field.name}"


def _told() -> frozenset[str]:
    """The keys in the table of settings; a row may name several of one table."""
    settings = _read("docs", "running.md").partition("## Settings\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[^|]+?) \|", settings, re.MULTILINE)
    return frozenset(key for row in rows for key in _in_row(row.replace("`", "")))


def _in_row(row: str) -> Iterator[str]:
    table = match[0] if (match := re.match(r"\[\w+\] ", row)) else ""
    return (f"{table}{name}" for name in row.removeprefix(table).split(", "))


def test_every_setting_is_told_and_none_that_is_not_there() -> None:
    assert _told() == frozenset(_keys(Settings))


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_what_the_documents_tell_to_make_can_be_made(page: str) -> None:
    told = set(re.findall(r"(?:^|`)make ([a-z]+)", _read(page), re.MULTILINE))

    assert told - set(re.findall(r"^([a-z]+):", _read("Makefile"), re.MULTILINE)) == set()
    assert {"run", "test"} <= told
