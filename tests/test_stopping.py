"""A command that is stopped, or not listened to: in this process, so that coverage counts it."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from bot.__main__ import main
from tests.operating import Out, working_in


@contextmanager
def standard_input(pipe: int) -> Iterator[None]:
    """Read this in place of the test runner's own."""
    before = sys.stdin
    with os.fdopen(pipe, encoding="utf-8") as lines:
        sys.stdin = lines
        try:
            yield
        finally:
            sys.stdin = before


def press_ctrl_c_after_an_answer(answers: int, heard: list[str], whom: int) -> None:
    with os.fdopen(answers, encoding="utf-8") as lines:
        heard.append(lines.readline())
        signal.pthread_kill(whom, signal.SIGINT)


def test_ctrl_c_ends_a_command_that_waits_for_more(tmp_path: Path, capsys: Out) -> None:
    questions, ask = os.pipe()
    answers, tell = os.pipe()
    heard: list[str] = []
    me = threading.main_thread().ident
    presser = threading.Thread(target=press_ctrl_c_after_an_answer, args=(answers, heard, me))
    os.write(ask, json.dumps({"id": 1, "text": "people post us a paper form"}).encode() + b"\n")
    presser.start()
    with working_in(tmp_path), standard_input(questions), os.fdopen(tell, "w") as told:
        with redirect_stdout(told):
            code = main(["assess", "--jsonl"])
        presser.join()
    os.close(ask)

    assert code == 0
    assert json.loads(heard[0])["id"] == 1
    assert capsys.readouterr().err == ""


def test_whoever_reads_no_more_ends_a_command_without_a_word(tmp_path: Path, capsys: Out) -> None:
    questions, ask = os.pipe()
    answers, tell = os.pipe()
    os.write(ask, json.dumps({"id": 1, "text": "people post us a paper form"}).encode() + b"\n")
    os.close(ask)
    os.close(answers)
    with (
        working_in(tmp_path),
        standard_input(questions),
        os.fdopen(tell, "w") as told,
        redirect_stdout(told),
    ):
        code = main(["assess", "--jsonl"])

    assert code == 0
    assert capsys.readouterr().err == ""
