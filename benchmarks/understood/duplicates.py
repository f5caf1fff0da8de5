"""Are two requests for the same taken for one, and two that only look alike kept apart?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.clock import real_now
from benchmarks.understood.blocks import meaning
from benchmarks.understood.figures import Figure, Section, share
from bot.drafts import Line
from bot.people import Person, Place, PlaceKind
from bot.requests import Request
from bot.understanding.likeness import likely_same, subject

PAIRS = Path(__file__).parent.parent / "data" / "duplicates.jsonl"
_DUPLICATE, _LOOKS_ALIKE = "duplicate", "similar_not_duplicate"
_SOMEBODY = Person(1, "Somebody", "", Place("page", PlaceKind.DIRECT, "somebody"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two requests, and whether readers found that they ask for the same."""

    text: str
    other: str
    is_same: bool


def pairs_of(path: Path) -> list[Pair]:
    """The pairs of a file, a JSON object a line. Raises ValueError with the line that is wrong."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_pair(line, f"{path}, line {number}") for number, line in lines if line.strip()]


def _pair(line: str, where: str) -> Pair:
    try:
        row = json.loads(line)
        texts, relation = (str(row["a_text"]), str(row["b_text"])), row["relation"]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{where}: {type(error).__name__}: {error}") from error
    if relation not in (_DUPLICATE, _LOOKS_ALIKE):
        raise ValueError(f"{where}: ‘{relation}’ is no relation")
    return Pair(*texts, is_same=relation == _DUPLICATE)


def sections(pairs: Sequence[Pair]) -> list[Section]:
    """How many of the same are found, and how many of those found are the same."""
    found = [pair for pair in pairs if is_joined(pair)]
    same = [pair for pair in pairs if pair.is_same]
    right = sum(pair.is_same for pair in found)
    apart = len(pairs) - len(same)
    figures: tuple[Figure, ...] = (
        share("found, of those that are the same", right, len(same), at_least=0.7),
        share("the same, of those found", right, len(found), at_least=0.85),
        share("joined, of those that only look alike", len(found) - right, apart, at_most=0.25),
    )
    return [Section("Duplicates", figures)]


def is_joined(pair: Pair) -> bool:
    """Whether somebody who asks for the one is asked if the other is the same."""
    means = meaning()
    near = means.nearness(subject(pair.text), (means.vector(subject(pair.other)),))[0]
    at = real_now()
    other = Request(1, _SOMEBODY, "", (Line(pair.other, at),), at)
    return bool(likely_same(pair.text, (other,), {1: near}))
