"""How well the bot understands: `python -m benchmarks.understanding FILE --check`.

FILE has rows as `data/requests.jsonl` has. `--check` exits with 1 where a bar is missed. Where rows
of FILE were counted themselves, kind and level are shown twice, by counts with them and without.
Then the level is judged without. The kind is judged with them: most of its rows that are counted
were made up, and few of real ones are left to count for others.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.understood import apart, blocks, cost, duplicates, facts, kind, level, questions
from benchmarks.understood.figures import Section
from benchmarks.understood.rows import ROWS, Row, rows_of, shipped, taken


def sections(rows: Sequence[Row], before: float) -> Iterator[Section]:
    """All that is measured; `before` is the memory's peak before anything was loaded."""
    by = shipped()
    every = taken(rows, by)
    left_out = apart.taken_apart(rows)
    yield from apart.sections(kind.sections, every, left_out)
    yield from apart.sections(level.sections, every, left_out)
    yield from questions.sections(rows, by)
    yield from facts.sections(every)
    yield from cost.sections(rows, by, before)
    yield from blocks.sections(every)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table a subject; 1 if it is to be checked and a bar was missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ROWS)
    parser.add_argument("--duplicates", type=Path, default=duplicates.PAIRS, help="a file of pairs")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a bar is missed")
    given = parser.parse_args(arguments)
    try:
        rows, pairs = rows_of(given.file), duplicates.pairs_of(given.duplicates)
    except (OSError, ValueError) as problem:
        print(problem, file=sys.stderr)
        return 2
    missed = list[str]()
    for section in (*sections(rows, cost.peak()), *duplicates.sections(pairs)):
        print(section.shown(), end="\n\n", flush=True)
        missed += [f"{section.title}: {each.name}" for each in section.figures if each.is_missed]
    print("\n".join(["Bars missed:", *missed] if missed else ["No bar missed."]))
    return int(given.check and bool(missed))


if __name__ == "__main__":
    raise SystemExit(main())
