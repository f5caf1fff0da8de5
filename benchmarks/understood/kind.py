"""Is it a request at all? Precision, recall and F1 of what is said to be none."""

from collections.abc import Sequence

from benchmarks.understood.figures import Figure, Section, resampled, share
from benchmarks.understood.rows import NOT_A_REQUEST, Taken
from bot.understanding.screening import Kind

F1_AT_LEAST = 0.85


def sections(rows: Sequence[Taken]) -> list[Section]:
    """What is said to be no request, and who is asked whether it is one."""
    said = [one for one in rows if one.alone.screened.kind is Kind.NOT_A_REQUEST]
    none = [one for one in rows if not one.row.is_request]
    right = sum(not one.row.is_request for one in said)
    unsure = [one for one in rows if one.alone.screened.kind is Kind.UNSURE]
    figures = (
        share("precision", right, len(said)),
        share("recall", right, len(none)),
        Figure("F1", f1(rows), "", resampled(rows, f1), at_least=F1_AT_LEAST),
        share("requests asked whether they are one", _requests(unsure), _requests(rows)),
        share("non-requests asked", len(unsure) - _requests(unsure), len(none)),
    )
    return [Section(f"Kind: {NOT_A_REQUEST}", figures)]


def f1(rows: Sequence[Taken]) -> float:
    """The harmonic mean of precision and recall; an UNSURE one is not said to be no request."""
    said = [one for one in rows if one.alone.screened.kind is Kind.NOT_A_REQUEST]
    right = sum(not one.row.is_request for one in said)
    there = sum(not one.row.is_request for one in rows)
    return 2 * right / (len(said) + there) if right else 0.0


def _requests(rows: Sequence[Taken]) -> int:
    return sum(one.row.is_request for one in rows)
