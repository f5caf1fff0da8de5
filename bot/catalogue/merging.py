"""A neighbour's catalogue beside ours: what overlaps, and what comes to it. Ours stays as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, count

from bot.catalogue.capability import Capability, CapabilityStatus, SameWordOnly, Use
from bot.catalogue.holding import id_with, misfits_of
from bot.catalogue.overlaps import How, Ours, Overlap
from bot.fact_keys import HAND_OFF_KEYS
from bot.meaning import Meaning

_LONGEST_MARK = 30
"""Characters of whose it is, behind an id."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A contract that ends: the block, whose it is ("" for ours), and the day."""

    block: Capability
    whose: str
    on: date


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to be added to ours, what overlaps, every contract that ends, and what was left.

    Overlaps by id or name add nothing; those by meaning are for people to look at.
    """

    added: tuple[Capability, ...]
    overlaps: tuple[Overlap, ...]
    endings: tuple[Ending, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Theirs:
    """One entry of theirs: whose it is, its id with us, and what of ours it overlaps."""

    entry: Capability
    whose: str
    id: str
    overlap: Overlap | None
    there: bool

    @property
    def same(self) -> Capability | None:
        """The block of ours that it is; what is only near in meaning is for people to look at."""
        found = self.overlap
        return found.ours if found and found.how is not How.MEANING else None

    @property
    def comes(self) -> bool:
        """Whether it is to be added."""
        return not (self.same or self.there)


def merge(
    ours: tuple[Capability, ...],
    theirs: Iterable[Capability],
    source: str,
    own_name: str,
    meaning: Meaning,
) -> Merged:
    """Hold theirs against ours.

    Merging the same once more adds nothing. What they have from us is left out; `source` is whose
    the others are, unless they say so.
    """
    left: list[str] = []
    others = tuple(_others(theirs, own_name, left))
    held = tuple(_held(ours, others, source, meaning))
    names = {one.entry.id: one.same.id if one.same else one.id for one in held}
    known = {each.id for each in ours} | {one.id for one in held if one.comes}
    needs = known - {one.id for one in held if one.entry.provides}
    added = tuple(_added(one, names, known, needs) for one in held if one.comes)
    overlaps = tuple(one.overlap for one in held if one.overlap)
    return Merged(added, overlaps, _endings(ours, held), tuple(dict.fromkeys(left)))


def _others(theirs: Iterable[Capability], own_name: str, left: list[str]) -> Iterator[Capability]:
    """Each of theirs once, but for what they have from us."""
    seen: set[str] = set()
    for each in theirs:
        if each.id in seen:
            left.append(f"{each.id}: it is there a second time")
        elif wrong := _wrong(each):
            left.append(f"{each.id}: {wrong}")
        elif each.shared_from.casefold() == own_name.casefold():
            left.append(f"{each.id}: they have it from us")
        else:
            yield each
        seen.add(each.id)


def _wrong(entry: Capability) -> str:
    """What is wrong with an entry by itself, or ""."""
    same = tuple(replace(each, see="") for each in entry.same_word_only)
    alone = replace(entry, provides=(), same_word_only=same)
    return next((str(each) for each in misfits_of((alone,))), "")


def _held(
    ours: tuple[Capability, ...], theirs: tuple[Capability, ...], source: str, meaning: Meaning
) -> Iterator[_Theirs]:
    taken = {each.id: each for each in ours}
    known: dict[str, Ours] = {}
    for each in theirs:
        whose = each.shared_from or source
        if whose not in known:
            known[whose] = Ours((one for one in ours if one.shared_from != whose), meaning)
        overlap, id_ = known[whose].overlap(each), _id_with_us(each.id, whose, taken)
        there = id_ in taken and taken[id_].shared_from == whose
        yield _Theirs(each, whose, id_, overlap, there)
        taken.setdefault(id_, replace(each, shared_from=whose))


def _id_with_us(id_: str, whose: str, taken: Mapping[str, Capability]) -> str:
    """Its own id, or where another block goes by it, that with whose it is and a number."""
    mark = "-".join(re.findall("[a-z0-9]+", whose.casefold()))[:_LONGEST_MARK]
    marked = (
        id_with(id_, f"-{mark}{number}")
        for number in chain(("",), (f"-{each}" for each in count(2)))
    )
    return next(
        each
        for each in chain((id_,), marked)
        if each not in taken or taken[each].shared_from == whose
    )


def _added(one: _Theirs, names: Mapping[str, str], known: set[str], needs: set[str]) -> Capability:
    """An idea until we say that we have it; who looks after it there is no steward of ours."""
    named = (names.get(each, each) for each in one.entry.provides)
    provides = (each for each in named if each in needs and each != one.id)
    return replace(
        one.entry,
        id=one.id,
        status=CapabilityStatus.IDEA,
        steward="",
        last_confirmed=None,
        first_customer=None,
        provides=tuple(dict.fromkeys(provides)),
        same_word_only=tuple(_seen(same, names, known) for same in one.entry.same_word_only),
        used_by=tuple(_used(use, one.whose) for use in one.entry.used_by),
        shared_from=one.whose,
    )


def _seen(same: SameWordOnly, names: Mapping[str, str], known: set[str]) -> SameWordOnly:
    see = names.get(same.see, same.see)
    return replace(same, see=see if see in known or see in HAND_OFF_KEYS else "")


def _used(use: Use, whose: str) -> Use:
    return replace(use, service=f"{use.service} ({whose})")


def _endings(ours: tuple[Capability, ...], theirs: tuple[_Theirs, ...]) -> tuple[Ending, ...]:
    """All contracts that end, the soonest first."""
    both = (
        *((each, each.shared_from) for each in ours),
        *((one.entry, one.whose) for one in theirs if not one.there),
    )
    every = (Ending(each, whose, each.contract_end) for each, whose in both if each.contract_end)
    return tuple(sorted(every, key=lambda each: (each.on, each.whose, each.block.id)))
