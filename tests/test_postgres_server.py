"""The PostgreSQL server of the tests goes when they go, also when they are killed."""

import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.postgres import serving

TESTS = """
from tests.postgres import serving
with serving() as server:
    print(server.url("postgres"), server.folder, flush=True)
    input()
"""


def test_the_server_goes_when_the_tests_are_killed() -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", TESTS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # who holds the server has it too, until the server has gone
        text=True,
    )
    with tests:
        assert tests.stdout
        url, folder = tests.stdout.readline().split()
        psycopg.connect(url).close()
        tests.send_signal(signal.SIGKILL)
        tests.communicate()

    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_the_server_goes_when_the_tests_fail() -> None:
    with ExitStack() as tests:
        server = tests.enter_context(serving())
        url = server.url("postgres")
        psycopg.connect(url).close()
        tests.__exit__(KeyError, KeyError(), None)

    assert not server.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)
