"""The part of what somebody said by which they will know it again."""

import re

LONGEST = 120

_CLAUSE = re.compile(r"[.!?;:,…]+(?:\s|$)|\n|\s[-–]\s")


def gist_of(text: str) -> str:
    """The clause with the most words, as it was typed; what goes past 120 characters is cut off."""
    clauses = (" ".join(clause.split()) for clause in _CLAUSE.split(text[:2_000]))
    gist = max(clauses, key=lambda clause: len(clause.split()))
    if len(gist) <= LONGEST:
        return gist
    return f"{gist[: LONGEST - 1].rpartition(' ')[0] or gist[: LONGEST - 1]}…"
