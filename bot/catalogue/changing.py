"""What the team and the stewards changed of blocks in chat: key by key, laid over the files.

A change knows what the file said when it was made. While the file says that still, the change
counts; once the file says the same as the change, it is quiet; where the file came to say a third
thing, the file counts and both are shown. A block that no file has is one that was proposed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.keys import key_of, typed
from bot.catalogue.sense_keys import pointing_within
from bot.fact_keys import HAND_OFF_KEYS

BUILT_BY = "built_by"
"""The request that will build a proposed block; what its value names is no key of an entry."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one key of the entry of this id says from now on, as a person types it.

    `before` is what was known then, `filed` what the file itself said. `why` is for its history.
    """

    capability: str
    key: str
    value: str
    at: datetime
    by: str
    before: str = ""
    filed: str = ""
    why: str = ""


def changes_of(capability: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """What was changed of the block of this id, oldest first."""
    return tuple(each for each in changes if each.capability == capability)


def with_changes(known: Catalogue, filed: Catalogue, changes: Iterable[Change]) -> Catalogue:
    """The catalogue with what was changed in chat laid over it, and what was proposed behind it."""
    latest = _latest(changes)
    if not latest:
        return known
    entries = (_changed(each, filed, latest) for each in known.capabilities)
    proposed = (_proposed(id_, rows) for id_, rows in latest.items() if id_ not in filed.by_id)
    laid = Catalogue(_pointing_within((*entries, *filter(None, proposed)), latest))
    ideas = (each.id for each in laid.capabilities if each.status is CapabilityStatus.IDEA)
    lacking = known.missing | (laid.by_id.keys() - filed.by_id.keys())
    return laid.without(lacking.intersection(ideas))


def at_odds(filed: Catalogue, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that the file has come to contradict: what the file says counts."""
    every = (row for rows in _latest(changes).values() for row in rows.values())
    known = (row for row in every if key_of(row.key) and row.capability in filed.by_id)
    return tuple(row for row in known if _contradicts(row, filed.by_id[row.capability]))


def builds(changes: Iterable[Change], request: int) -> tuple[str, ...]:
    """The ids of the blocks that a request will build."""
    builders = (each for each in changes if each.key == BUILT_BY)
    return tuple(each.capability for each in builders if each.value == str(request))


def _contradicts(row: Change, filed: Capability) -> bool:
    return typed(filed, row.key) not in (row.filed, row.value)


def _latest(changes: Iterable[Change]) -> dict[str, dict[str, Change]]:
    """By id and key, in the order in which they first came."""
    found: dict[str, dict[str, Change]] = {}
    for each in changes:
        found.setdefault(each.capability, {})[each.key] = each
    return found


def _changed(
    known: Capability, filed: Catalogue, latest: Mapping[str, Mapping[str, Change]]
) -> Capability:
    if known.id not in latest:
        return known
    entry, rows = filed.by_id[known.id], latest[known.id].values()
    return _put(known, (row for row in rows if row.filed == typed(entry, row.key)))


def _pointing_within(
    every: tuple[Capability, ...], latest: Mapping[str, object]
) -> tuple[Capability, ...]:
    """The same; what was changed may point to what is there no longer."""
    there = {*HAND_OFF_KEYS, *(each.id for each in every)}
    return tuple(pointing_within(each, there) if each.id in latest else each for each in every)


def _proposed(id_: str, rows: Mapping[str, Change]) -> Capability | None:
    """One that nobody gave a name and a summary is none: the file it was of has lost it."""
    said = (row for row in rows.values() if not row.filed)
    new = _put(Capability(id_, "", ""), said)
    return new if new.name and new.summary else None


def _put(block: Capability, rows: Iterable[Change]) -> Capability:
    for row in rows:
        key = key_of(row.key)
        block = key.put(block, row.value) if key else block
    nameless = block.first_customer and not block.first_customer.service.strip()
    return replace(block, first_customer=None) if nameless else block
