"""Standard input and output as they are in a terminal, a pipe or a service's log."""

import io
import os
import sys


def take_any_letters() -> None:
    """What comes in is UTF-8; a letter that the other side cannot take is replaced."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say_no_more() -> None:
    """Whoever was reading has read enough, as `head` does: the rest goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
