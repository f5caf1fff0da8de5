"""How many questions people are asked, if they answer what readers know and else are not sure."""

from collections.abc import Sequence
from statistics import median

from benchmarks.understood.figures import Figure, Section
from benchmarks.understood.rows import Assess, Row
from bot.facts import NOT_SURE, Fact, Source

MEDIAN_AT_MOST = 3
CEILING = 5
_FORM = "intake_form"


def sections(rows: Sequence[Row], by: Assess) -> list[Section]:
    """Of requests alone: what is no request is asked nothing once that is known."""
    asked = {row.id: questions_asked(row, by) for row in rows if row.is_request}
    forms = [asked[row.id] for row in rows if row.id in asked and row.kind == _FORM]
    return [
        Section("Questions asked", (*_figures(forms, _FORM), *_figures([*asked.values()], "all")))
    ]


def questions_asked(row: Row, by: Assess) -> int:
    """How many are asked until none is left, one after the other."""
    answers: dict[str, Fact] = {}
    while open_ones := by(row.text, answers).questions:
        known = row.facts.get(open_ones[0], "new_way" if open_ones[0] == "kind" else NOT_SURE)
        answers[open_ones[0]] = Fact(known, Source.ANSWERED)
    return len(answers)


def _figures(counts: Sequence[int], of: str) -> tuple[Figure, ...]:
    if not counts:
        return ()
    most = MEDIAN_AT_MOST if of == _FORM else None
    ninth = sorted(counts)[int(len(counts) * 0.9)]
    return (
        Figure(f"median, {of}", median(counts), f"{len(counts)} requests", at_most=most),
        Figure(f"90th percentile, {of}", ninth),
        Figure(f"most, {of}", max(counts), at_most=CEILING),
    )
