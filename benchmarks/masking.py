"""How much personal data is recognised, and what it costs: `python -m benchmarks.masking --check`.

Recall by kind and false alarms, on the rows of `tests/data/masking.yaml`, for each half; and
masking 100 kB over the same for 10 kB in the same run: at most 15 times as long for 10 times the
text, which is 10 and what a busy machine adds.
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from adapters.files import load
from bot.understanding.masking import Masker
from bot.understanding.personal import Kind, Marks

ROWS = Path("tests/data/masking.yaml")
PARTS = (
    "Mrs Hale of 14 Elm Road rang from 07700 900123 ",
    "mr ",
    "Mr and ",
    "1 Elm ",
    "flat 1 ",
    "0",
    "01 2-",
    "AB 12 ",
    "a.",
    "a@",
    "a@a.",
    "housing",
    "born on ",
    "Mr A. ",
    "1 a, a, ",
    "\u202e \n",
)
_AT_MOST = 15.0
_RUNS = 5


@dataclass(frozen=True, slots=True)
class Personal:
    """A line with personal data, and what should be left of it."""

    text: str
    masked: str
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Trap:
    """A line in which nothing should be masked."""

    text: str
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """All lines."""

    personal: tuple[Personal, ...]
    traps: tuple[Trap, ...]

    def half(self, *, held_out: bool) -> "Rows":
        """Those that the rules were made with, or the others."""
        return Rows(
            tuple(row for row in self.personal if row.held_out is held_out),
            tuple(row for row in self.traps if row.held_out is held_out),
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pieces of each kind there are and were found, and what was masked without need."""

    there: Counter[Kind]
    found: Counter[Kind]
    wrong: tuple[str, ...]
    false_alarms: tuple[str, ...]

    def share(self) -> float:
        """Of all pieces, those that were found."""
        return self.found.total() / self.there.total()


def measure(masker: Masker, words: Marks, rows: Rows) -> Figures:
    """A piece is found where its mark stands as often as it should; `wrong` lines differ at all."""
    there: Counter[Kind] = Counter()
    found: Counter[Kind] = Counter()
    for row in rows.personal:
        wanted, got = (_marks(text, words) for text in (row.masked, masker.mask(row.text).text))
        there += wanted
        found += wanted & got
    wrong = (row.text for row in rows.personal if masker.mask(row.text).text != row.masked)
    alarms = (row.text for row in rows.traps if masker.mask(row.text).found)
    return Figures(there, found, tuple(wrong), tuple(alarms))


def _marks(text: str, words: Marks) -> Counter[Kind]:
    return Counter({kind: text.count(mark) for kind, mark in words.marks.items()})


def grows(part: str, masker: Masker) -> float:
    """How many times as long 10 times the text takes."""
    text = (part * (100_000 // len(part) + 1))[:100_000]
    short = _seconds(masker, text[:10_000], times=10) / 10
    long = _seconds(masker, text, times=1)
    print(f"{part!r:60} 10 kB {short:.4f} s  100 kB {long:.4f} s  ratio {long / short:.1f}")
    return long / short


def _seconds(masker: Masker, text: str, times: int) -> float:
    """The best of a few runs, by the processor’s time: others may be at work on the machine."""
    took = []
    for _ in range(_RUNS):
        begun = process_time()
        for _ in range(times):
            masker.mask(text)
        took.append(process_time() - begun)
    return min(took)


def main() -> int:
    """Print the figures; with --check, 1 where a text's time grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    words = load(Path("bot/understanding/masking.yaml"), Marks)
    masker, rows = Masker(words), load(ROWS, Rows)
    for held_out in (False, True):
        half = rows.half(held_out=held_out)
        print("\n".join(_table(measure(masker, words, half), half, held_out=held_out)))
    ratios = [grows(part, masker) for part in PARTS]
    return int(check and max(ratios) > _AT_MOST)


def _table(figures: Figures, rows: Rows, *, held_out: bool) -> Iterable[str]:
    yield "Held out:" if held_out else "What the rules were made with:"
    for kind, there in figures.there.items():
        yield f"  {kind:20} {figures.found[kind]} of {there}"
    right = len(rows.personal) - len(figures.wrong)
    yield f"  lines just right     {right} of {len(rows.personal)}"
    yield f"  false alarms         {len(figures.false_alarms)} of {len(rows.traps)}"


if __name__ == "__main__":
    raise SystemExit(main())
