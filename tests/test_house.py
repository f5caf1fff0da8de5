"""The rules of the house. Each measure comes with a fault that it finds."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp
import pytest

from tests import house

ROOMS = ("bot", "adapters", "storage")
EVERYWHERE = (*ROOMS, "tests", "benchmarks")

PURE = frozenset(
    {
        *(
            "collections",
            "dataclasses",
            "enum",
            "functools",
            "itertools",
            "types",
            "typing",
        ),
        *("datetime", "zoneinfo", "math", "ipaddress"),
        *("difflib", "json", "re", "string", "unicodedata"),
        "logging",
    }
)
"""What `bot/` may use of the standard library: no clock, network, file or randomness."""

LIBRARIES = {
    "bot": {"cattrs", "holidays", "snowballstemmer"},
    "storage": {"alembic", "psycopg", "sqlalchemy"},
    "adapters.cli": set(),
    "adapters.clock": {"apscheduler"},
    "adapters.exchange": {"yaml"},
    "adapters.feed": {"aiohttp"},
    "adapters.fetching": {"aiohttp"},
    "adapters.files": set(),
    "adapters.http": {"aiohttp"},
    "adapters.parsing": {"yaml"},
    "adapters.measuring": {"prometheus_client"},
    "adapters.slack": {"aiohttp", "slack_bolt", "slack_sdk"},
    "adapters.teams.sdk": {"botbuilder", "botframework", "msrest"},
    "adapters.teams": {"aiohttp", "jwt"},
    "adapters.vectors": {"numpy", "tokenizers"},
    "adapters.watching": {"aiohttp"},
    "adapters.web": {"aiohttp", "jinja2"},
}
"""Who may use what others wrote. Nothing else may be imported there."""

ROOTS = ("bot.app", "bot.__main__")
"""They put the program together, so they may know everything."""

REACHING_OUT = frozenset({"open", "print", "input", "eval", "exec", "breakpoint", "__import__"})


def _named(path: Path) -> str:
    return str(path.relative_to(house.ROOT))


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)


def _outside(module: str) -> frozenset[str]:
    """The libraries that a module imports, the standard one's parts among them."""
    imported = graph().find_modules_directly_imported_by(module)
    return frozenset(name for name in imported if name.partition(".")[0] not in ROOMS)


def _module(path: Path) -> str:
    return ".".join(path.relative_to(house.ROOT).with_suffix("").parts)


def _is_root(module: str) -> bool:
    return any(f"{module}.".startswith(f"{root}.") for root in ROOTS)


def _room(module: str) -> str:
    return next((room for room in LIBRARIES if f"{module}.".startswith(f"{room}.")), "")


def test_the_core_uses_only_the_pure_parts_of_the_standard_library() -> None:
    core = {name for name in graph().modules if _room(name) == "bot" and not _is_root(name)}

    unclean = {name: _outside(name) - PURE - LIBRARIES["bot"] for name in core}

    assert {name: used for name, used in unclean.items() if used} == {}
    assert "zoneinfo" in _outside("bot.working_days")


def test_a_library_is_used_only_where_it_belongs() -> None:
    ours = {name for name in graph().modules if not _is_root(name)}
    ours = {name for name in ours if name.partition(".")[0] in ROOMS}

    strangers = {
        name: _outside(name) - sys.stdlib_module_names - LIBRARIES.get(_room(name), set())
        for name in ours
    }

    assert {name: used for name, used in strangers.items() if used} == {}


def test_no_file_hides_from_the_import_graph() -> None:
    packages = {path.parent for path in house.files(*ROOMS)}

    assert [str(each) for each in packages if not (each / "__init__.py").exists()] == []


def test_the_core_does_not_reach_out() -> None:
    core = [path for path in house.files("bot") if not _is_root(_module(path))]
    found = {_named(path): list(house.calls(house.tree(path), REACHING_OUT)) for path in core}

    assert {name: called for name, called in found.items() if called} == {}


def test_reaching_out_would_be_found() -> None:
    assert list(house.calls(ast.parse("x = open('a')"), REACHING_OUT)) == ["open on line 1"]


def _lengths() -> Iterator[house.Length]:
    for path in house.files(*ROOMS):
        yield from house.lengths(house.tree(path), str(path.relative_to(house.ROOT)))


def test_functions_are_short() -> None:
    found = list(_lengths())

    assert [each for each in found if each.lines > 40] == []
    assert house.percentile((each.lines for each in found), 0.9) <= 12


def test_a_long_function_would_be_found() -> None:
    body = "\n".join("    x = 1" for _ in range(40))
    source = ast.parse(f'def long():\n    """Told.\n\n    At length.\n    """\n{body}\n')

    assert list(house.lengths(source, "a.py")) == [house.Length("a.py:1 long", 41)]


def test_a_method_without_a_body_is_not_counted() -> None:
    source = ast.parse('def said(self) -> str:\n    """Told."""\n    ...\n')

    assert list(house.lengths(source, "a.py")) == []


@pytest.mark.parametrize(("share", "expected"), [(0.9, 9), (0.5, 5), (0.0, 1), (1.0, 10)])
def test_a_percentile_is_one_of_the_values(share: float, expected: int) -> None:
    assert house.percentile(range(1, 11), share) == expected


def test_files_are_short() -> None:
    long = {
        _named(path): lines
        for path in house.files(*EVERYWHERE)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }

    assert long == {}


def test_nothing_is_mocked() -> None:
    found = {_named(path): list(house.mocks(house.tree(path))) for path in house.files("tests")}

    assert {name: used for name, used in found.items() if used} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import unittest.mock",
        "from unittest import mock",
        "from unittest.mock import Mock",
        "from pytest import MonkeyPatch",
        "def test_it(monkeypatch): ...",
        "def test_it(mocker): ...",
    ],
)
def test_a_mock_would_be_found(source: str) -> None:
    assert len(list(house.mocks(ast.parse(source)))) == 1


def test_no_text_names_a_registry_or_a_place_on_a_machine() -> None:
    texts = [path for path in house.tracked() if house.is_text(path)]
    found = {_named(path): list(house.unwanted(path.read_text(encoding="utf-8"))) for path in texts}

    assert len(texts) > 50
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line", ["https://py" + "pi.org/simple", "see /ho" + "me/ann/notes", "'/ro" + "ot/.cache'"]
)
def test_a_registry_or_a_place_would_be_found(line: str) -> None:
    assert list(house.unwanted(f"fine\n{line}\n")) == [line]


def test_an_address_is_no_place_on_a_machine() -> None:
    assert list(house.unwanted("https://council.example/root/with-us and home/rest")) == []
