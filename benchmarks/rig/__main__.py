"""The rows of the tables in `benchmarks/README.md`, here and now: `python -m benchmarks.rig`."""

import os
import platform
import sqlite3
from pathlib import Path

from adapters.clock import real_now
from benchmarks import slack, start, sweep, teams, turn


def machine() -> str:
    """What it is measured on, and how much else is going on there."""
    models = (
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    )
    busy = f"{os.getloadavg()[0]:.1f} at work as it began"
    return (
        f"{real_now():%d %B %Y}: {next(models, platform.machine())}, {os.cpu_count()} cores "
        f"({busy}), Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def main() -> int:
    """Print the machine and the five tables; 1 where a bar was missed."""
    print(machine())
    missed = False
    for benchmark in (turn, slack, teams, start, sweep):
        print()
        missed = bool(benchmark.main(["--check"])) or missed
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
