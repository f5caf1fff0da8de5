"""What a long text costs: `python -m benchmarks.long_texts --check`.

Reading and screening 100 kB, over the same for 10 kB in the same run, so that no pattern grows
faster than the text: at most 12 times as long for 10 times the text.
"""

import argparse
from collections.abc import Callable
from statistics import median
from time import perf_counter

from bot.app import handbook
from bot.handbook import Handbook
from bot.settings import Settings
from bot.understanding.screening import screen

PARTS = (
    "someone has got the file of a child who was left alone ",
    "people post us a paper form and we key it into the system and ",
    "1 - ",
    "a\n",
)
_AT_MOST = 12.0
_RUNS = 5


def seconds(do: Callable[[], object]) -> float:
    """The median of a few runs."""
    times = []
    for _ in range(_RUNS):
        begun = perf_counter()
        do()
        times.append(perf_counter() - begun)
    return median(times)


def understand(part: str, size: int, book: Handbook) -> float:
    """Seconds to read and screen so many characters of the same part again and again."""
    text = (part * (size // len(part) + 1))[:size]
    return seconds(lambda: (book.reader.read(text), screen(text, book.hand_offs, book.kinds)))


def main() -> int:
    """Print a row a text; with --check, 1 where one grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    book = handbook(Settings())
    ratios = [_row(part, book) for part in PARTS]
    return int(check and max(ratios) > _AT_MOST)


def _row(part: str, book: Handbook) -> float:
    short, long = (understand(part, size, book) for size in (10_000, 100_000))
    print(f"{part!r:70} 10 kB {short:.3f} s  100 kB {long:.3f} s  ratio {long / short:.1f}")
    return long / short


if __name__ == "__main__":
    raise SystemExit(main())
