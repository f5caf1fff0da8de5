"""The operator's commands: what they print, and the codes they end with."""

import json
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

import bot
from tests.operating import Out, configured, ended, running, working_in
from tests.theatre import EXAMPLE_CATALOGUE

HAND_OFFS = Path(bot.__file__).parent / "understanding" / "hand_offs.yaml"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with working_in(tmp_path):
        yield tmp_path


# Help, and being used wrongly


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("run",),
        ("check",),
        ("assess",),
        ("digest",),
        ("digest", "preview"),
        ("catalogue",),
        ("catalogue", "check"),
        ("migrate",),
        ("backup",),
        ("restore",),
    ],
)
def test_every_command_says_how_it_is_used(arguments: tuple[str, ...], capsys: Out) -> None:
    assert ended(*arguments, "--help") == 0
    assert f"usage: {' '.join(('groundwork', *arguments))}" in capsys.readouterr().out


def test_the_help_names_each_command_and_the_exit_codes(capsys: Out) -> None:
    ended("--help")
    told = capsys.readouterr().out

    for name in ("run", "check", "assess", "digest", "catalogue", "backup", "restore"):
        assert f"\n    {name}" in told
    assert "Exit codes: 0 fine, 1 found something wrong, 2 used wrongly." in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("wibble",), "invalid choice: 'wibble'"),
        (("assess",), "assess needs a text"),
        (("assess", "--jsonl", "text"), "from standard input"),
        (("assess", "--jsonl", "--answer", "kind=new"), "from standard input"),
        (("assess", "--wibble", "text"), "--wibble"),
        (("digest",), "ACTION"),
        (("catalogue", "check"), "FILE"),
        (("backup",), "FILE"),
        (("restore",), "FILE"),
        (("digest", "preview", "--week", "50"), "‘50’ is no week: write it as 2026-W50"),
        (("digest", "preview", "--week", "2026-W54"), "2026 has no week 54"),
        (("digest", "preview", "--week", "0000-W01"), "0 has no week 1"),
        (("assess", "--answer", "volume=9", "text"), "the nearest are volume_per_month, "),
        (("assess", "--answer", "channel_now", "text"), "write KEY=VALUE"),
        (("assess", "--answer", "channel_now=pigeon", "text"), "use paper, phone, email"),
        (("assess", "--answer", "volume_per_month=lots", "text"), "volume_per_month"),
    ],
)
def test_used_wrongly_it_says_how_and_ends_with_2(
    arguments: tuple[str, ...], told: str, capsys: Out
) -> None:
    assert ended(*arguments) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""


# check, and catalogue check


def test_check_says_what_is_configured_and_quietly_nothing(capsys: Out) -> None:
    assert ended("check") == 0
    told = capsys.readouterr()
    for what in ("Settings", "Questions", "Rules", "Catalogue", "Database"):
        assert f"{what}: fine." in told.out
    assert "http://127.0.0.1:8080" in told.out
    assert "10 of them have example numbers or addresses." in told.out

    assert ended("check", "--quiet") == 0
    assert capsys.readouterr() == ("", "")


def test_numbers_of_our_own_are_fine(folder: Path, capsys: Out) -> None:
    shipped = HAND_OFFS.read_text(encoding="utf-8")
    own = shipped.replace("01632 960", "01632 123").replace("@example.gov.uk", "@anytown.gov.uk")
    (folder / "own.yaml").write_text(own, encoding="utf-8")
    configured(folder, 'hand_offs = "own.yaml"')

    assert ended("check") == 0
    assert "Hand-offs: fine. 12." in capsys.readouterr().out


def test_check_says_what_is_set(folder: Path, capsys: Out) -> None:
    configured(folder, "[web]", "enabled = false", "[promise]", "working_days = 2")

    assert ended("check") == 0
    told = capsys.readouterr().out
    assert "Promise: a reply within 2 working days." in told
    assert "Health only: at http://127.0.0.1:8080." in told


def test_a_malformed_catalogue_is_named_with_file_line_and_field(folder: Path, capsys: Out) -> None:
    file = folder / "own.yaml"
    file.write_text("capabilities:\n  - id: forms\n    name: Forms\n    sumary: A form.\n")
    configured(folder, f'catalogue = "{file}"')

    assert ended("check", "--quiet") == 1
    by_settings = capsys.readouterr().err
    assert ended("catalogue", "check", str(file)) == 1
    by_name = capsys.readouterr().err
    for told in (by_settings, by_name):
        assert f"{file} line 4" in told
        assert "sumary" in told
        assert "summary" in told
        assert "Traceback" not in told


def test_a_catalogue_that_holds_is_fine(capsys: Out) -> None:
    assert ended("catalogue", "check", str(EXAMPLE_CATALOGUE.absolute())) == 1
    assert "There is no such file" in capsys.readouterr().err

    shipped = Path(__file__).parent.parent / EXAMPLE_CATALOGUE
    assert ended("catalogue", "check", str(shipped)) == 0
    assert "Nothing is wrong." in capsys.readouterr().out


def test_what_would_make_a_catalogue_better_is_said(folder: Path, capsys: Out) -> None:
    file = folder / "own.yaml"
    entry = "capabilities:\n  - id: {}\n    name: {}\n    summary: A form.\n    synonyms: [form]\n"
    file.write_text(entry.format("forms", "Forms") + entry.format("pay", "Pay")[14:])

    assert ended("catalogue", "check", str(file)) == 0
    assert "Worth a look: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("wibble = 1", "‘wibble’ is not"),
        ("[digest]\nintended_mix = { access = 99 }", "The shares add up to 99."),
        ('timezone = "Mars"', "‘Mars’ is not a time zone."),
        ('database_url = "postgresql://x"', "This is not the address of a PostgreSQL database."),
        ('database_url = "sqlite:////proc/nowhere/x.db"', "cannot be made"),
        ("= 1", "groundwork.toml"),
    ],
)
def test_a_setting_that_is_wrong_is_named(folder: Path, line: str, told: str, capsys: Out) -> None:
    configured(folder, line)

    assert ended("check", "--quiet") == 1
    said = capsys.readouterr()
    assert told in said.err
    assert said.out == ""


def test_a_read_only_database_is_named(folder: Path, capsys: Out) -> None:
    assert ended("check", "--quiet") == 0
    file = folder / "groundwork.db"
    configured(folder, f'database_url = "sqlite:///file:{file}?mode=ro&uri=true"')

    assert ended("check") == 1
    assert "is read-only, so nothing can be kept." in capsys.readouterr().err


def test_a_database_of_a_newer_version_is_left_alone(folder: Path, capsys: Out) -> None:
    assert ended("check", "--quiet") == 0
    with closing(sqlite3.connect(folder / "groundwork.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()

    assert ended("check") == 1
    assert "was written by a newer version of Groundwork" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_named(folder: Path, capsys: Out) -> None:
    (folder / "groundwork.db").write_text("Dear diary, " * 100)

    assert ended("check") == 1
    assert "is not a database" in capsys.readouterr().err


# digest preview


def test_a_quiet_weeks_digest_is_a_line(capsys: Out) -> None:
    assert ended("digest", "preview", "--week", "2026-W40") == 0
    assert capsys.readouterr().out == (
        "No new requests from 28 September to 4 October. Nothing is overdue.\n"
    )
    assert ended("digest", "preview") == 0
    assert "No new requests from" in capsys.readouterr().out


def test_a_week_that_is_yet_to_come_has_no_digest(capsys: Out) -> None:
    assert ended("digest", "preview", "--week", "2099-W01") == 2
    assert "is yet to come" in capsys.readouterr().err


# digest post


def test_there_is_no_digest_to_post_before_anything_has_begun(capsys: Out) -> None:
    assert ended("digest", "post") == 0
    assert capsys.readouterr().out.startswith("There is no digest to post")


# backup and restore


def test_a_backup_is_made_once_and_restored_into_an_empty_database(
    folder: Path, capsys: Out
) -> None:
    assert ended("backup", "kept.backup") == 1
    assert "has no tables of Groundwork" in capsys.readouterr().err
    assert ended("check", "--quiet") == 0

    assert ended("backup", "kept.backup") == 0
    told = capsys.readouterr().out
    assert told.startswith(f"The database {folder / 'groundwork.db'}, version ")
    assert told.endswith(" is backed up in kept.backup.\n")
    assert ended("backup", "kept.backup") == 1
    assert "never replaces a file" in capsys.readouterr().err

    configured(folder, f'database_url = "sqlite:///{folder / "new.db"}"')
    assert ended("restore", "kept.backup") == 0
    assert capsys.readouterr().out.startswith(
        f"kept.backup is restored into the database {folder / 'new.db'}, version "
    )
    assert ended("check", "--quiet") == 0


def test_a_backup_is_made_while_the_program_runs(folder: Path, capsys: Out) -> None:
    with running(folder):
        assert ended("backup", "kept.backup") == 0
    with closing(sqlite3.connect(folder / "kept.backup")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# run


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("arguments", [("run",), ()])
def test_run_serves_until_it_is_stopped(
    folder: Path, arguments: tuple[str, ...], how: signal.Signals
) -> None:
    with running(folder, *arguments) as (program, address):
        with urlopen(f"{address}/health", timeout=10) as health:
            assert json.load(health) == {"status": "fine"}
        with urlopen(address, timeout=10) as page:
            assert b"Message to Groundwork" in page.read()
        program.send_signal(how)
        _, errors = program.communicate(timeout=20)

    assert (program.returncode, errors) == (0, "")


def test_without_the_page_only_health_is_served(folder: Path) -> None:
    configured(folder, "[web]", "enabled = false")
    with running(folder) as (program, address):
        with urlopen(f"{address}/health", timeout=10) as health:
            assert health.status == 200
        with pytest.raises(OSError, match="404"):
            urlopen(address, timeout=10)
        program.terminate()
        program.wait(timeout=20)


def test_a_port_that_is_taken_is_named(folder: Path, capsys: Out) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        configured(folder, "[http]", f"port = {port}")
        assert ended("run") == 1

    told = capsys.readouterr().err
    assert told.startswith(f"Port {port} on 127.0.0.1 is already in use.")
    assert "GROUNDWORK_HTTP__PORT" in told
