"""`catalogue merge`: what overlaps, whose contracts end when, and what comes to our catalogue."""

from collections.abc import Iterator
from datetime import date

from bot.catalogue.capability import Capability
from bot.catalogue.merging import Ending, Merged
from bot.catalogue.overlaps import How, Overlap

_HOW = {How.ID: "the same id", How.NAME: "the same name", How.MEANING: "near in meaning"}


def report(merged: Merged, ends_on: date | None) -> Iterator[str]:
    """Lines for the operator; theirs stand before ours."""
    yield f"Added: {len(merged.added)}, each as an idea until your team says that you have it."
    yield from (f"  {each.id}: {each.name}, from {each.shared_from}" for each in merged.added)
    yield f"Overlaps: {len(merged.overlaps)}. Yours stay as they are."
    yield from map(_overlap, merged.overlaps)
    yield f"Contracts that end: {len(merged.endings)}."
    yield from (_ending(each, ends_on) for each in merged.endings)
    if ends_on:
        yield f"Your own organisation ends on {_day(ends_on)}."
    yield from (f"Left out: {each.rstrip('.')}." for each in merged.left)


def _overlap(overlap: Overlap) -> str:
    theirs, ours = overlap.theirs, overlap.ours
    name = f"{theirs.name} and your {ours.name}"
    ends = f"{_end(theirs)} and {_end(ours)}" if theirs.contract_end or ours.contract_end else ""
    return f"  {name}: {_HOW[overlap.how]}{f'; contracts: {ends}' if ends else ''}"


def _end(block: Capability) -> str:
    return _day(block.contract_end) if block.contract_end else "none"


def _ending(ending: Ending, ends_on: date | None) -> str:
    whose = ending.whose or "yours"
    past = ", past your organisation’s own end" if ends_on and ending.on > ends_on else ""
    return f"  {_day(ending.on)}: {ending.block.name}, {whose}{past}"


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
