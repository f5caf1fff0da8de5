"""Facts read right, read wrong and missed.

A label that only stands for “nothing else was said” asks for nothing.
"""

from collections.abc import Iterator, Sequence

from benchmarks.understood.figures import Section, share
from benchmarks.understood.rows import LABELLED, Row, Taken
from bot.facts import Fact, Source

_WRONG_AT_MOST = 0.15
"""Of what is read: a fact that the label does not bear out. Readers differ in about as many."""


def sections(rows: Sequence[Taken]) -> list[Section]:
    """Of each labelled fact and of all together, over what is a request."""
    requests = [one for one in rows if one.row.is_request]
    found = [verdict for one in requests for verdict in _verdicts(one)]
    figures = (
        share("read right, of those told", _count(found, "right"), _told(requests)),
        share("read otherwise than labelled, of those read", _count(found, "wrong"), _read(found)),
        share("read and not labelled, of those read", _count(found, "loose"), _read(found)),
    )
    return [Section("Facts", figures, tuple(_table(found)))]


Verdict = tuple[str, str]
"""The fact, and `right`, `wrong`, `loose` (the label does not know) or `missed`."""


def _verdicts(one: Taken) -> Iterator[Verdict]:
    for key in LABELLED:
        if verdict := _verdict(key, one.row, one.alone.facts.get(key)):
            yield key, verdict


def _verdict(key: str, row: Row, read: Fact | None) -> str:
    label, told = row.facts.get(key), row.told.get(key)
    if read is None or read.source is not Source.READ:
        return "missed" if told else ""
    if label is None:
        return "loose"
    return "right" if read.value == label else "wrong"


def _table(found: Sequence[Verdict]) -> Iterator[str]:
    kinds = ("right", "wrong", "loose", "missed")
    yield f"| fact | {' | '.join(kinds)} |"
    yield f"| --- |{' ---: |' * len(kinds)}"
    for key in LABELLED:
        counts = (str(found.count((key, kind))) for kind in kinds)
        yield f"| {key} | {' | '.join(counts)} |"


def _count(found: Sequence[Verdict], kind: str) -> int:
    return sum(each == kind for _, each in found)


def _read(found: Sequence[Verdict]) -> int:
    return sum(kind != "missed" for _, kind in found)


def _told(rows: Sequence[Taken]) -> int:
    return sum(len(one.row.told) for one in rows)
