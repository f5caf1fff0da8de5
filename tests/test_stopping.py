"""A command that is stopped, or not listened to: in this process, so that coverage counts it."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from bot.__main__ import main
from tests.operating import Out, working_in

_PATIENCE_S = 5


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


@dataclass(slots=True)
class Presser:
    """Whoever asks one question, and presses Ctrl+C once it is answered."""

    ask: int
    answers: int
    whom: int
    heard: str = ""
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """A press between Python's last look for one and its read is seen once the read ends.

        So the question line is closed for a command that is still there after a while.
        """
        with os.fdopen(self.answers, encoding="utf-8") as lines:
            self.heard = lines.readline()
            signal.pthread_kill(self.whom, signal.SIGINT)
            self.ended.wait(_PATIENCE_S)
            os.close(self.ask)


def test_ctrl_c_ends_a_command_that_waits_for_more(tmp_path: Path, capsys: Out) -> None:
    questions, ask = os.pipe()
    answers, tell = os.pipe()
    presser = Presser(ask, answers, threading.main_thread().ident or 0)
    pressing = threading.Thread(target=presser.run)
    os.write(ask, json.dumps({"id": 1, "text": "people post us a paper form"}).encode() + b"\n")
    pressing.start()
    with working_in(tmp_path), standard_input(questions), os.fdopen(tell, "w") as told:
        with redirect_stdout(told):
            code = main(["assess", "--jsonl"])
        presser.ended.set()
        pressing.join()

    assert code == 0
    assert json.loads(presser.heard)["id"] == 1
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
