"""What the team and the stewards changed of blocks in chat: key by key, laid over the files.

A change knows what the file said when it was made. While the file says that still, the change
counts; once the file says the same as the change, it is quiet; where the file came to say a third
thing, the file counts and both are shown. A block that no file has is one that was proposed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.catalogue.capability import Capability, CapabilityStatus, FirstCustomer, Kind, Use
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.holding import says_no, says_yes

BUILT_BY = "built_by"
"""The request that will build a proposed block; what its value names is no key of an entry."""

READY = "first_customer.ready_for_others"


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


@dataclass(frozen=True, slots=True)
class _Key:
    """How a key of an entry is typed, and how what was typed is put into an entry.

    What cannot be read leaves the entry as it is.
    """

    typed: Callable[[Capability], str]
    put: Callable[[Capability, str], Capability]


def _with(one: Capability, key: str, value: Any) -> Capability:
    return replace(one, **{key: value})


def _text(key: str) -> _Key:
    return _Key(lambda one: str(getattr(one, key)), lambda one, said: _with(one, key, said))


def _needed(key: str) -> _Key:
    plain = _text(key)
    return _Key(plain.typed, lambda one, said: plain.put(one, said) if said else one)


def _word(key: str, kind: type[Kind] | type[CapabilityStatus]) -> _Key:
    def put(one: Capability, said: str) -> Capability:
        return _with(one, key, kind(said)) if said in set(kind) else one

    return _Key(lambda one: str(getattr(one, key)), put)


def _of_first(key: str) -> _Key:
    """Of the first customer; without a service there is none."""

    def typed(one: Capability) -> str:
        return getattr(one.first_customer, key) if one.first_customer else ""

    def put(one: Capability, said: str) -> Capability:
        before = one.first_customer or FirstCustomer("")
        return replace(one, first_customer=replace(before, **{key: said}))

    return _Key(typed, put)


def _ready() -> _Key:
    plain = _of_first("ready_for_others")

    def put(one: Capability, said: str) -> Capability:
        return plain.put(one, said) if not said or says_yes(said) or says_no(said) else one

    return _Key(plain.typed, put)


def _days(one: Capability) -> str:
    return one.contract_end.isoformat() if one.contract_end else ""


def _with_end(one: Capability, said: str) -> Capability:
    return replace(one, contract_end=day_of(said)) if day_of(said) or not said else one


def day_of(said: str) -> date | None:
    """The day that stands there as YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _synonyms(one: Capability, said: str) -> Capability:
    words = (each.strip() for each in said.replace("\n", ",").split(","))
    return replace(one, synonyms=tuple(dict.fromkeys(filter(None, words))))


_SINCE = " since "


def _users(one: Capability) -> str:
    return "\n".join(
        f"{each.service}{_SINCE * bool(each.since)}{each.since}" for each in one.used_by
    )


def _used_by(one: Capability, said: str) -> Capability:
    """A service a line, or ; between, each with since when. How each fitted stays as it was."""
    verdicts = {each.service: each.verdict for each in one.used_by}
    lines = said.replace(";", "\n").splitlines()
    named = (line.strip().partition(_SINCE) for line in lines if line.strip())
    uses = (
        Use(service.strip(), since.strip(), verdicts.get(service.strip(), ""))
        for service, _, since in named
    )
    return replace(one, used_by=tuple(uses))


KEYS: Mapping[str, _Key] = {
    "name": _needed("name"),
    "summary": _needed("summary"),
    "kind": _word("kind", Kind),
    "status": _word("status", CapabilityStatus),
    "steward": _text("steward"),
    "synonyms": _Key(lambda one: ", ".join(one.synonyms), _synonyms),
    "used_by": _Key(_users, _used_by),
    "how_to_start": _text("how_to_start"),
    "documentation": _text("documentation"),
    "cost": _text("cost"),
    "contract_end": _Key(_days, _with_end),
    "way_out": _text("way_out"),
    "first_customer.service": _of_first("service"),
    "first_customer.since": _of_first("since"),
    "first_customer.broke": _of_first("broke"),
    READY: _ready(),
}
"""What can be changed in chat. What an entry means and how it fits is for the file."""


def changes_of(capability: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """What was changed of the block of this id, oldest first."""
    return tuple(each for each in changes if each.capability == capability)


def typed(block: Capability | None, key: str) -> str:
    """What a key says, as a person types it; "" where there is no such block."""
    return KEYS[key].typed(block) if block else ""


def as_kept(key: str, said: str) -> str:
    """What somebody typed, in the form in which it is compared."""
    return typed(KEYS[key].put(Capability("", "", ""), said), key) if key in KEYS else said


def with_changes(known: Catalogue, filed: Catalogue, changes: Iterable[Change]) -> Catalogue:
    """The catalogue with what was changed in chat laid over it, and what was proposed behind it."""
    latest = _latest(changes)
    if not latest:
        return known
    entries = (_changed(each, filed.by_id[each.id], latest) for each in known.capabilities)
    proposed = (_proposed(id_, rows) for id_, rows in latest.items() if id_ not in filed.by_id)
    laid = Catalogue((*entries, *filter(None, proposed)))
    ideas = (each.id for each in laid.capabilities if each.status is CapabilityStatus.IDEA)
    lacking = known.missing | (laid.by_id.keys() - filed.by_id.keys())
    return laid.without(lacking.intersection(ideas))


def at_odds(filed: Catalogue, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that the file has come to contradict: what the file says counts."""
    every = (row for rows in _latest(changes).values() for row in rows.values())
    known = (row for row in every if row.key in KEYS and row.capability in filed.by_id)
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
    known: Capability, filed: Capability, latest: Mapping[str, Mapping[str, Change]]
) -> Capability:
    rows = latest.get(known.id, {}).values()
    return _put(
        known, (row for row in rows if row.key in KEYS and row.filed == typed(filed, row.key))
    )


def _proposed(id_: str, rows: Mapping[str, Change]) -> Capability | None:
    """One that nobody gave a name and a summary is none: the file it was of has lost it."""
    said = (row for row in rows.values() if row.key in KEYS and not row.filed)
    new = _put(Capability(id_, "", ""), said)
    return new if new.name and new.summary else None


def _put(block: Capability, rows: Iterable[Change]) -> Capability:
    for row in rows:
        block = KEYS[row.key].put(block, row.value)
    nameless = block.first_customer and not block.first_customer.service.strip()
    return replace(block, first_customer=None) if nameless else block
