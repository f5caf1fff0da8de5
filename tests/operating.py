"""The operator's commands as operators run them: in a working folder, with a settings file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.theatre import EXAMPLE_CATALOGUE

Out = pytest.CaptureFixture[str]


@contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """An operator's working folder, with the example council's catalogue."""
    configured(folder, f'catalogue = "{EXAMPLE_CATALOGUE.resolve()}"')
    with chdir(folder):
        yield


def configured(folder: Path, *lines: str) -> None:
    """Write the settings file."""
    database = f'database_url = "sqlite:///{folder / "groundwork.db"}"'
    own = [] if any("database_url" in line for line in lines) else [database]
    (folder / "groundwork.toml").write_text("\n".join([*own, *lines]), encoding="utf-8")


def ended(*arguments: str) -> int:
    """Run a command in this process, and give its exit code."""
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


def command(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Run a command as an operator does."""
    root = Path(__file__).parent.parent
    return subprocess.Popen(
        [sys.executable, "-m", "bot", *arguments],
        cwd=root,
        env={**os.environ, "GROUNDWORK_CONFIG": str(folder / "groundwork.toml"), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="surrogateescape",
    )


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, started and ready, and its address."""
    with command(folder, *arguments, GROUNDWORK_HTTP__PORT="0") as program:
        try:
            assert program.stdout
            said = program.stdout.readline()
            assert said.startswith("Groundwork is running at http://127.0.0.1:"), said
            yield program, said.split()[4]
        finally:
            program.kill()
