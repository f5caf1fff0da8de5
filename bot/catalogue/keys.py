"""The keys of an entry that can be changed in chat: how each is typed, and put into an entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.catalogue.capability import Capability, CapabilityStatus, FirstCustomer, Kind, Use
from bot.catalogue.holding import says_no, says_yes
from bot.catalogue.sense_keys import part_of, parts_of, with_part

READY = "first_customer.ready_for_others"


@dataclass(frozen=True, slots=True)
class Key:
    """How a key of an entry is typed, and how what was typed is put into an entry.

    What cannot be read leaves the entry as it is.
    """

    typed: Callable[[Capability], str]
    put: Callable[[Capability, str], Capability]


def _with(one: Capability, key: str, value: Any) -> Capability:
    return replace(one, **{key: value})


def _text(key: str) -> Key:
    return Key(lambda one: str(getattr(one, key)), lambda one, said: _with(one, key, said))


def _needed(key: str) -> Key:
    plain = _text(key)
    return Key(plain.typed, lambda one, said: plain.put(one, said) if said else one)


def _word(key: str, kind: type[Kind] | type[CapabilityStatus]) -> Key:
    def put(one: Capability, said: str) -> Capability:
        return _with(one, key, kind(said)) if said in set(kind) else one

    return Key(lambda one: str(getattr(one, key)), put)


def _of_first(key: str) -> Key:
    """Of the first customer; without a service there is none."""

    def typed(one: Capability) -> str:
        return getattr(one.first_customer, key) if one.first_customer else ""

    def put(one: Capability, said: str) -> Capability:
        before = one.first_customer or FirstCustomer("")
        return replace(one, first_customer=replace(before, **{key: said}))

    return Key(typed, put)


def _ready() -> Key:
    plain = _of_first("ready_for_others")

    def put(one: Capability, said: str) -> Capability:
        return plain.put(one, said) if not said or says_yes(said) or says_no(said) else one

    return Key(plain.typed, put)


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


KEYS: Mapping[str, Key] = {
    "name": _needed("name"),
    "summary": _needed("summary"),
    "kind": _word("kind", Kind),
    "status": _word("status", CapabilityStatus),
    "steward": _text("steward"),
    "synonyms": Key(lambda one: ", ".join(one.synonyms), _synonyms),
    "used_by": Key(_users, _used_by),
    "how_to_start": _text("how_to_start"),
    "documentation": _text("documentation"),
    "cost": _text("cost"),
    "contract_end": Key(_days, _with_end),
    "way_out": _text("way_out"),
    "first_customer.service": _of_first("service"),
    "first_customer.since": _of_first("since"),
    "first_customer.broke": _of_first("broke"),
    READY: _ready(),
}
"""What can be changed in chat, beside each sense and what a block is not."""


def key_of(name: str) -> Key | None:
    """The key of this name, or None where none has it."""
    within, part = part_of(name)
    if not part:
        return KEYS.get(name)
    return Key(
        lambda one: parts_of(one, within).get(part, ""),
        lambda one, said: with_part(one, name, said),
    )


def typed(block: Capability | None, key: str) -> str:
    """What a key says, as a person types it; "" where there is no such block."""
    known = key_of(key)
    return known.typed(block) if known and block else ""


def as_kept(key: str, said: str) -> str:
    """What somebody typed, in the form in which it is compared."""
    known = key_of(key)
    return typed(known.put(Capability("", "", ""), said), key) if known else said
