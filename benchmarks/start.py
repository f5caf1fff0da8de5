"""What a start costs: `python -m benchmarks.start --check`.

`python -m bot run` until it says that it listens, on a database that is there and up to date, over
a program that imports four libraries and says so: at most 1.3 times as long and 1.3 times the
memory at its highest. A process of its own each time, by turns.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter

from benchmarks.rig.costs import Cost, asking, milliseconds, verdict

START = ("-m", "bot", "run")
FLOOR = (
    "-c",
    "import sqlalchemy, aiohttp, apscheduler, yaml\nprint('imported', flush=True)\ninput()",
)
NEEDLESS = frozenset(
    {"alembic", "botbuilder", "holidays", "jinja2", "jwt", "psycopg", "slack_bolt", "slack_sdk"}
)
"""Libraries that nobody needs until the schema is behind, a day is counted, a page is drawn, or
the database or the platform is theirs."""

_ROOT = Path(__file__).parent.parent
_AT_MOST = 1.3
_RUNS = 15
_KILOBYTES = 1024


def measured(program: Iterable[str], folder: Path) -> tuple[float, float]:
    """Seconds until it says a line, from before it was begun; and megabytes at its highest by then.

    Raises RuntimeError where it ends before that.
    """
    begun = perf_counter()
    with _ready(program, folder) as process:
        return perf_counter() - begun, _highest(process.pid)


def loaded(program: Iterable[str], folder: Path) -> frozenset[str]:
    """The names of all that it has imported by then."""
    with TemporaryFile("w+", encoding="utf-8") as told:
        with _ready(("-X", "importtime", *program), folder, told.fileno()):
            pass
        told.seek(0)
        return frozenset(re.findall(r"^import time:.*\| +(\S+)$", told.read(), re.MULTILINE))


@contextmanager
def _ready(program: Iterable[str], folder: Path, told: int = DEVNULL) -> Iterator[Popen[str]]:
    """The program in a folder of its own, from its first line until the end of the block."""
    command, environment = (sys.executable, *program), _environment(folder)
    with Popen(
        command, cwd=folder, env=environment, stdin=PIPE, stdout=PIPE, stderr=told, text=True
    ) as process:
        try:
            if not (process.stdout and process.stdout.readline()):
                raise RuntimeError(f"{' '.join(command)} ended before it was ready")
            yield process
        finally:
            process.kill()


def _environment(folder: Path) -> Mapping[str, str]:
    """Nothing that is set where this runs, but a port that is free; and measured by us alone.

    The compiled files are kept, as they are where it is installed: the libraries' are there anyway.
    """
    foreign = ("GROUNDWORK_", "COVERAGE_", "PYTHONDONTWRITEBYTECODE")
    ours = {key: each for key, each in os.environ.items() if not key.startswith(foreign)}
    return {
        **ours,
        "DATABASE_URL": f"sqlite:///{folder / 'groundwork.db'}",
        "GROUNDWORK_HTTP__PORT": "0",
        "PYTHONPATH": str(_ROOT),
    }


def _highest(process: int) -> float:
    # Linux keeps it from the moment when the program was begun.
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / _KILOBYTES


def costs(folder: Path, runs: int, at_most: float) -> Iterator[Cost]:
    """Time and memory, by turns."""
    pairs = [(measured(START, folder), measured(FLOOR, folder)) for _ in range(runs)]
    ours, floor = ([pair[at] for pair in pairs] for at in (0, 1))
    seconds, bare_seconds = (milliseconds(each[0] for each in those) for those in (ours, floor))
    yield Cost("start: time", seconds, bare_seconds, at_most=at_most)
    peaks, bare_peaks = ([each[1] for each in those] for those in (ours, floor))
    yield Cost("start: memory at its highest", peaks, bare_peaks, "MB", at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where a start costs too much or loads what nobody needs."""
    parser = asking(__doc__, _AT_MOST)
    parser.add_argument("--runs", type=int, default=_RUNS)
    given = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="groundwork-") as name:
        folder = Path(name)
        measured(START, folder)  # makes the database, and the compiled files
        needless = NEEDLESS & loaded(START, folder)
        missed = verdict(costs(folder, given.runs, given.at_most), check=given.check)
    if needless:
        print(f"Loaded though nothing needs it: {', '.join(sorted(needless))}. **missed**")
    return missed or int(given.check and bool(needless))


if __name__ == "__main__":
    raise SystemExit(main())
