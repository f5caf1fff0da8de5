"""The package: what Teams makes the app from, and what an operator is told."""

import json
import struct
import zipfile
import zlib
from dataclasses import astuple
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from adapters.teams.manifest import icons
from adapters.teams.manifest.described import MANIFEST, Pages, manifest
from adapters.teams.manifest.packaging import package
from tests import house
from tests.cast import book
from tests.operating import Out, ended, working_in
from tests.teams.parts import manifest_schema

APP_ID = "8e1d2a90-4c6b-4a52-9f0e-2f6f4f1f7c11"
WEBSITE = "https://council.example/groundwork"
MARK = house.ROOT / "adapters" / "web" / "static" / "mark.svg"
Json = dict[str, Any]


def made(organisation: str = "Our council") -> Json:
    return manifest(book().words, APP_ID, organisation, Pages(WEBSITE, WEBSITE, WEBSITE))


def written(folder: Path, *arguments: str) -> dict[str, bytes]:
    with working_in(folder):
        arguments = ("--app-id", APP_ID, "--website", WEBSITE, *arguments)
        assert ended("teams", "package", *arguments) == 0
    with zipfile.ZipFile(folder / "groundwork-teams.zip") as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pixels(png: bytes) -> list[tuple[int, ...]]:
    """The picture's pixels, row by row; every check in it is checked."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert zlib.crc32(kind + data) == check
        chunks[kind], at = data, at + 12 + length
    width, height = struct.unpack(">2I", chunks[b"IHDR"][:8])
    lines = zlib.decompress(chunks[b"IDAT"])
    rows = [lines[n * (1 + 4 * width) + 1 : (n + 1) * (1 + 4 * width)] for n in range(height)]
    return [tuple(row[n : n + 4]) for row in rows for n in range(0, 4 * width, 4)]


def test_a_package_is_written_before_anything_is_configured(tmp_path: Path, capsys: Out) -> None:
    files = written(tmp_path, "--privacy", "https://council.example/privacy")

    assert list(files) == ["manifest.json", "color.png", "outline.png"]
    told = json.loads(files["manifest.json"])
    assert told["developer"] == {
        "name": "Our council",
        "websiteUrl": WEBSITE,
        "privacyUrl": "https://council.example/privacy",
        "termsOfUseUrl": WEBSITE,
    }
    assert {told["id"], told["bots"][0]["botId"], told["composeExtensions"][0]["botId"]} == {APP_ID}
    assert "groundwork-teams.zip is written" in capsys.readouterr().out


def test_the_same_manifest_makes_the_same_package() -> None:
    assert package(made()) == package(made())


def test_it_is_as_the_schema_of_manifests_wants_it() -> None:
    Draft4Validator(manifest_schema(MANIFEST)).validate(made())


def test_no_lower_version_of_manifests_has_all_that_is_used() -> None:
    lower = Draft4Validator(manifest_schema("1.8"))
    told = made() | {"$schema": "https://council.example", "manifestVersion": "1.8"}

    (fault,) = lower.iter_errors(told)
    assert "defaultInstallScope" in fault.message


def test_it_can_be_used_in_a_chat_in_a_team_and_on_a_message() -> None:
    told = made()
    (bot,) = told["bots"]
    from_message, new = told["composeExtensions"][0]["commands"]

    assert bot["scopes"] == ["personal", "team", "groupchat"]
    assert from_message["context"] == ["message"]
    assert from_message["title"] == "Make this a digital request"
    assert new["title"] == "New digital request"


def test_a_file_can_be_left_in_the_chat() -> None:
    """Else Teams shows nothing there with which to attach one."""
    (bot,) = made()["bots"]

    assert bot["supportsFiles"] is True


def test_the_commands_are_those_that_can_be_typed() -> None:
    lists = {one["scopes"][0]: one["commands"] for one in made()["bots"][0]["commandLists"]}
    typed = [one["title"] for each in lists.values() for one in each]

    assert [one["title"] for one in lists["personal"]] == [
        *("new", "form", "status", "my requests", "help")
    ]
    assert all(book().command_in(one) is not None for one in typed)
    assert lists["team"][0] == {
        "title": "queue",
        "description": "Lists the open requests, for the digital team",
    }


def test_a_long_name_of_an_organisation_is_cut_to_what_teams_takes() -> None:
    assert made("The Borough Council of Somewhere upon Elsewhere")["developer"]["name"] == (
        "The Borough Council of…"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--website", WEBSITE), "--app-id"),
        (("--app-id", APP_ID), "--website"),
        (("--app-id", "my app", "--website", WEBSITE), "Application (client) ID"),
        (("--app-id", APP_ID, "--website", "council.example"), "--website needs a whole address"),
        (
            ("--app-id", APP_ID, "--website", WEBSITE, "--terms", "http://council.example"),
            "--terms needs a whole address",
        ),
    ],
)
def test_a_package_that_teams_would_refuse_is_not_made(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: Out
) -> None:
    with working_in(tmp_path):
        assert ended("teams", "package", *arguments) == 2

    assert told in capsys.readouterr().err
    assert not (tmp_path / "groundwork-teams.zip").exists()


def test_the_colour_icon_is_the_mark_on_white_within_what_teams_never_cuts_off() -> None:
    size, edge = icons.COLOUR_SIZE, (icons.COLOUR_SIZE - icons.SAFE) // 2
    found = pixels(icons.colour())
    rows = [found[n * size : (n + 1) * size] for n in range(size)]

    assert len(found) == size * size
    assert {alpha for *_, alpha in found} == {255}
    assert {one for row in (*rows[:edge], *rows[-edge:]) for one in row} == {(255,) * 4}
    assert {(*block.colour, 255) for block in icons.MARK} <= set(found)


def test_the_outline_icon_is_white_on_nothing_and_reaches_the_edges() -> None:
    size, found = icons.OUTLINE_SIZE, pixels(icons.outline())

    assert {one[:3] for one in found} == {(255, 255, 255)}
    assert {0, 255} <= {alpha for *_, alpha in found}
    assert max(found[n * size][3] for n in range(size)) > 127


def test_the_icons_show_the_mark_of_the_page() -> None:
    measures = ("x", "y", "width", "height", "rx")
    drawn = [
        (*(float(one.attrib[name]) for name in measures), bytes.fromhex(one.attrib["fill"][1:]))
        for one in ElementTree.parse(MARK).getroot()
    ]

    assert drawn == [(*astuple(block)[:-1], bytes(block.colour)) for block in icons.MARK]
