"""The command `migrate`, as an operator runs it, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.migrations import HEAD
from tests.operating import Out, command, configured, ended, working_in
from tests.postgres import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """What the database of the working folder is called in a sentence."""
    postgres: Server | None = None
    name, url = f"{tmp_path}/new.db", f"sqlite:///{tmp_path}/new.db"
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        name = postgres.fresh()
        url = postgres.url(name)
    with working_in(tmp_path):
        configured(tmp_path, f'database_url = "{url}"')
        yield name
    if postgres:
        postgres.drop(name)


def test_an_operator_looks_brings_it_up_and_takes_it_down(where: str, capsys: Out) -> None:
    assert ended("migrate", "--check") == 1
    assert capsys.readouterr().out == (
        f"The database {where} is at version empty, and this release uses {HEAD}. "
        "Make a backup, then run: groundwork migrate\n"
    )

    assert ended("migrate") == 0
    assert capsys.readouterr().out == (f"The database {where} went from version empty to {HEAD}.\n")

    assert ended("migrate", "--check") == ended("migrate") == 0
    nothing = f"The database {where} is at version {HEAD}. Nothing is to be done.\n"
    assert capsys.readouterr().out == nothing * 2

    assert ended("migrate", "--down", "0001") == 0
    assert capsys.readouterr().out == (
        f"The database {where} went from version {HEAD} down to 0001. "
        "Start the older release now: this one would bring it up again.\n"
    )
    assert ended("migrate", "--check") == 1


def test_a_version_that_there_is_not_is_told(where: str, capsys: Out) -> None:
    assert ended("migrate", "--down", "0007") == 1
    assert capsys.readouterr().err == (
        f"The database {where} is at version empty and cannot go down to version 0007. "
        "It can go down to: none.\n"
    )


def test_looking_and_going_down_at_once_is_wrong_use(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        assert ended("migrate", "--check", "--down", "0001") == 2

    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["check", "run", "migrate"])
def test_a_server_that_does_not_answer_is_told_without_the_password(
    asked: str, tmp_path: Path
) -> None:
    configured(tmp_path, 'database_url = "postgresql://ann:hunter2@127.0.0.1:1/groundwork"')
    program = command(tmp_path, asked)
    out, err = program.communicate()

    assert program.returncode == 1
    assert out == ""
    assert err == (
        "Nothing answers for the database groundwork at 127.0.0.1:1. "
        "Check that PostgreSQL is running, and the host and port in `database_url`.\n"
    )


async def test_the_servers_address_in_the_environment_is_enough(
    postgres_url: str, tmp_path: Path
) -> None:
    program = command(tmp_path, "check", GROUNDWORK_CONFIG="/dev/null", DATABASE_URL=postgres_url)
    out, err = program.communicate()

    assert (program.returncode, err) == (0, "")
    assert "Database: fine." in out
