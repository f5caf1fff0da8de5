"""Rows taken by counts that they are not in: those of each eighth are left out, by turns.

The bot goes by words counted in the rows of `data/`, so of these rows its own counts know the
answers. The other rules and phrases stay: whoever wrote them may have read the rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from adapters import files
from benchmarks import counting
from benchmarks.understood.figures import Section
from benchmarks.understood.rows import Assess, Row, Taken, assessing, taken
from bot.app.books import UNDERSTANDING, handbook
from bot.settings import Settings
from bot.understanding.reading import Lexicon, Reader
from bot.understanding.sounding import Kinds, Wordings

FOLDS = 8
_WITH, _WITHOUT = "counted with these rows", "counted without these rows, by eighths"

Judge = Callable[[Sequence[Taken]], Sequence[Section]]


def sections(judge: Judge, every: Sequence[Taken], apart: Sequence[Taken]) -> Iterator[Section]:
    """What a subject makes of the rows as they are taken, and of those taken `apart`, if any.

    If there are any, they alone are held against the bars, and the titles say so.
    """
    if not apart:
        yield from judge(every)
        return
    for how, rows, judged in ((_WITH, every, False), (_WITHOUT, apart, True)):
        whole = f"{how} ({'judged by these' if judged else 'told only'})"
        yield from (section.told(whole, judged=judged) for section in judge(rows))


def counted_among(rows: Iterable[Row], folder: Path = counting.DATA) -> frozenset[str]:
    """The ids of those that were counted: with the same id, and the same text."""
    counted = {(one["id"], one["text"]) for one in counting.rows_in(folder)}
    return frozenset(row.id for row in rows if (row.id, row.text) in counted)


def taken_apart(rows: Sequence[Row]) -> list[Taken]:
    """Every row by what was counted in all but those of its eighth; nothing if none was counted."""
    counted = counted_among(rows)
    folds = (rows[fold::FOLDS] for fold in range(FOLDS)) if counted else ()
    return [one for here in folds for one in _taken_without(here, counted)]


def _taken_without(rows: Sequence[Row], counted: frozenset[str]) -> list[Taken]:
    return taken(rows, without(counted.intersection(row.id for row in rows)))


def without(left_out: frozenset[str]) -> Assess:
    """Assessing as the program ships, but for the counts: these rows are not in them."""
    book = handbook(Settings())
    rows = [row for row in counting.rows_in() if row["id"] not in left_out]
    of_kinds = list(counting.kinds(rows, counting.hand_offs_in()))
    kinds = Kinds(lambda: counting.no_request(of_kinds), lambda: counting.counted(of_kinds))
    levels = Wordings(lambda: counting.counted(counting.levels(rows)))
    reader = Reader(files.load(UNDERSTANDING / "reading.yaml", Lexicon), levels)
    return assessing(replace(book, kinds=kinds, reader=reader))
