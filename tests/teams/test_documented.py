"""docs/teams.md says what is so: what the manifest asks for and why, the ways in, the commands."""

import re
import shlex

from adapters.cli import options
from adapters.cli.apps import TeamsPackage
from adapters.teams.edge import PATH
from adapters.teams.manifest.described import Pages, manifest
from tests import house
from tests.cast import book

PAGE = (house.ROOT / "docs" / "teams.md").read_text(encoding="utf-8")
MADE = manifest(book().words, "8e1d2a90-4c6b-4a52-9f0e-2f6f4f1f7c11", "", Pages("", "", ""))


def test_all_that_the_manifest_asks_for_is_told_with_its_reason() -> None:
    (bot,), (extension,) = MADE["bots"], MADE["composeExtensions"]
    table = PAGE.partition("## What it may do, and why")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `([a-z_]+)` \| \S", table, re.MULTILINE)

    assert told == [*bot["scopes"], *(one["id"] for one in extension["commands"])]


def test_the_actions_are_called_as_in_teams() -> None:
    for one in MADE["composeExtensions"][0]["commands"]:
        assert f"**{one['title']}**" in PAGE


def test_the_commands_are_those_that_teams_offers() -> None:
    ways = PAGE.partition("People reach it")[2].partition("\n## ")[0]

    for each in MADE["bots"][0]["commandLists"]:
        for one in each["commands"]:
            assert f"`{one['title']}`" in ways


def test_the_package_is_made_as_it_is_told() -> None:
    (line,) = re.findall(r"^\.venv/bin/python -m bot (teams package .*)$", PAGE, re.MULTILINE)

    assert isinstance(options.read(shlex.split(line)), TeamsPackage)


def test_the_endpoint_and_the_one_path_that_is_passed_on_are_where_it_listens() -> None:
    assert f"https://groundwork.council.example{PATH}" in PAGE
    assert f"handle {PATH} {{" in PAGE
