"""Records leave as JSON lines or CSV, and come back as the same records, in either database."""

import csv
import json
from collections.abc import Iterator
from contextlib import chdir
from functools import partial
from pathlib import Path

import pytest

from storage import migrating
from storage.work import SqlWork
from tests.backing_up import KINDS, Make, databases, everything, kept, lived_in
from tests.operating import Out, configured, ended
from tests.storage.given import NOW, asked, say, sql


@pytest.fixture
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with databases(request, tmp_path) as make:
        yield make


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An operator's working folder."""
    with chdir(tmp_path):
        yield tmp_path


def using(folder: Path, url: str) -> None:
    configured(folder, f'database_url = "{url}"')


def exported(folder: Path, url: str, capsys: Out) -> Path:
    """The file of JSON lines that an operator keeps."""
    using(folder, url)
    capsys.readouterr()
    assert ended("export") == 0
    file = folder / "kept.jsonl"
    file.write_text(capsys.readouterr().out, encoding="utf-8")
    return file


# There and back


@pytest.mark.parametrize("of", KINDS)
@pytest.mark.parametrize("to", KINDS)
def test_what_is_imported_is_what_was_exported(
    of: str, to: str, fresh: Make, folder: Path, capsys: Out
) -> None:
    before, after = lived_in(fresh(of)), fresh(to)
    file = exported(folder, before, capsys)

    using(folder, after)
    assert ended("import", str(file)) == 0

    assert "Groundwork can be started." in capsys.readouterr().out
    assert everything(after) == everything(before)
    assert exported(folder, after, capsys).read_text() == file.read_text()
    kept(after, lambda work: work.file(say("one more"), NOW))
    assert sql(after, "SELECT max(id) FROM outbox")[0][0] == 101


@pytest.mark.parametrize("kind", KINDS)
def test_csv_says_the_same_and_runs_nothing_in_a_spreadsheet(
    kind: str, fresh: Make, folder: Path
) -> None:
    before, after, out = lived_in(fresh(kind)), fresh(kind), folder / "kept"
    for n, text in enumerate(("=1+1", "'=1+1", "'quoted'", "a\r\nb", "", " ,\"' é")):
        kept(before, partial(SqlWork.remember, name=f"odd {n}", value=text))

    using(folder, before)
    assert ended("export", "--csv", str(out)) == 0
    using(folder, after)
    assert ended("import", str(out)) == 0

    assert everything(after) == everything(before)
    assert csv.field_size_limit() == 128 * 1024, "other files are read as they were before"
    with (out / "remembered.csv").open(newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_row_is_a_line_that_reads_as_it_was_said(fresh: Make, folder: Path, capsys: Out) -> None:
    first, *lines = exported(folder, lived_in(fresh("sqlite")), capsys).read_text().splitlines()

    rows = [json.loads(line) for line in lines]
    (request,) = (each["row"] for each in rows if each["table"] == "requests")
    assert json.loads(first)["rows"]["requests"] == 1
    assert (request["title"], request["said"][0]["text"]) == ("Visitor permits online", "hiya")
    assert (request["confidential"], request["taker"]) == (False, None)


def test_an_older_versions_export_is_brought_up(fresh: Make, folder: Path, capsys: Out) -> None:
    older, after = fresh("sqlite"), fresh("sqlite")
    kept(older, asked)
    migrating.down(older, "0001")
    file = exported(folder, older, capsys)

    using(folder, after)
    assert ended("import", str(file)) == 0
    assert sql(after, "SELECT title, confidential FROM requests") == [("Visitor permits online", 0)]


# Refused, and nothing changed


def _cut(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_cut, "is not whole, so nothing was imported: "),
        (lambda text: text + "{\n", "this is no row that `groundwork export` wrote"),
        (lambda text: text + "[" * 100_000, "this is no row that `groundwork export` wrote"),
        (lambda _: "", "is nothing that `groundwork export` wrote"),
        (lambda _: '{"groundwork":"export"}', "is nothing that `groundwork export` wrote"),
        (lambda text: text.replace('"version": "', '"version": "9'), "by a newer version"),
        (lambda text: text.replace('"table": "requests"', '"table": "cats"'), "has a table cats"),
        (lambda text: text.replace('"title": ', '"cats": '), "has a column cats in requests"),
        (lambda text: text.replace('"requester": 1', '"requester": 7'), "a row of requests has"),
        (lambda text: text.replace('"requester": 1', '"requester": "x"'), "a row of requests has"),
        (lambda text: text.replace('"confidential": false', '"confidential": 7'), "a row of req"),
    ],
)
def test_a_file_that_is_spoilt_is_not_imported(
    spoil: object, said: str, fresh: Make, folder: Path, capsys: Out
) -> None:
    file, after = exported(folder, lived_in(fresh("sqlite")), capsys), fresh("sqlite")
    assert callable(spoil)
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")

    using(folder, after)
    assert ended("import", str(file)) == 1

    assert said in capsys.readouterr().err
    assert migrating.needed(after).before == "empty"


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_holds_anything_is_not_written_over(
    kind: str, fresh: Make, folder: Path, capsys: Out
) -> None:
    url = lived_in(fresh(kind))
    file, before = exported(folder, url, capsys), everything(url)

    assert ended("import", str(file)) == 1

    assert "Name a new database in `database_url`" in capsys.readouterr().err
    assert everything(url) == before


def test_csv_with_a_torn_row_is_not_imported(fresh: Make, folder: Path, capsys: Out) -> None:
    before, after, out = lived_in(fresh("sqlite")), fresh("sqlite"), folder / "kept"
    using(folder, before)
    assert ended("export", "--csv", str(out)) == 0
    people = out / "people.csv"
    people.write_text(f"{people.read_text(encoding='utf-8')}2,Ann\n", encoding="utf-8")

    using(folder, after)
    assert ended("import", str(out)) == 1
    assert "people.csv, line 3: this is no row" in capsys.readouterr().err


def test_a_folder_that_is_there_already_is_left_alone(
    fresh: Make, folder: Path, capsys: Out
) -> None:
    using(folder, lived_in(fresh("sqlite")))

    assert ended("export", "--csv", str(folder)) == 1
    assert "Choose another." in capsys.readouterr().err
    assert not (folder / "people.csv").exists()


def test_there_has_to_be_something_to_export_and_to_import(folder: Path, capsys: Out) -> None:
    using(folder, f"sqlite:///{folder / 'none.db'}")

    assert ended("export") == 1
    assert "has no tables of Groundwork" in capsys.readouterr().err
    assert ended("import", str(folder / "none.jsonl")) == 1
    assert "Name its file or its folder." in capsys.readouterr().err
    sql(f"sqlite:///{folder / 'none.db'}", "CREATE TABLE cats (name TEXT)")
    assert ended("export") == 1
