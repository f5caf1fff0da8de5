"""Needs that nothing here meets, and who waits for them: what to build next. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.meaning import Meaning
from bot.naming import Wait, Waits, key_of, named_by
from bot.requests import Request
from bot.understanding.sharing import said_by_several

NEAR = 0.6
"""From so near in meaning on two names are of one need: ‘two managers sign off’ is 0.73 from
‘sign-off by more than 1 manager’, ‘identity check’ 0.5 from ‘check that somebody is a resident’."""


READ = 30
"""Requests of a gap whose words are read, the newest: more of them say hardly anything else."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nothing here meets, and the open requests that wait for it.

    `also` are other names that mean about the same. `block` is the one that was proposed for it.
    `texts` are the words of some requests, by their numbers.
    """

    name: str
    waiting: Waits
    also: tuple[str, ...] = ()
    block: Capability | None = None
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def words(self) -> tuple[str, ...]:
        """What two or more of the people who asked say of it: nobody is known by it."""
        said: dict[int, str] = {}
        for one in self.waiting:
            if text := self.texts.get(one.number):
                said[one.person] = "\n".join((said.get(one.person, ""), text))
        return said_by_several(tuple(said.values()), but=" ".join((self.name, *self.also)))

    @property
    def services(self) -> int:
        """How many services those come from; people whose service is unknown count for none."""
        return len({one.service for one in self.waiting} - {""})

    @property
    def hours(self) -> int:
        """How many hours a month the work takes for which it is waited, as far as it is known."""
        return round(sum(one.minutes for one in self.waiting) / 60)


def gaps(
    waits: Iterable[Wait],
    blocks: Iterable[Capability] = (),
    meaning: Meaning | None = None,
    texts: Mapping[int, str] | None = None,
) -> tuple[Gap, ...]:
    """Needs that nothing meets, ranked by how many of these wait, then by services, then by hours.

    What the team named counts beside what we found. An article before a name makes it no other, and
    names that mean about the same are one need. What has gone live since is none any longer.
    """
    by_name = _by_name(waits)
    for key, block in _names_of(blocks).items():
        if block.status is CapabilityStatus.LIVE:
            by_name.pop(key, None)
    proposed = _names_of(blocks)
    found = [_gap(names, by_name, proposed, texts or {}) for names in _alike(by_name, meaning)]
    return tuple(sorted(found, key=lambda gap: (*_rank(gap), gap.name)))


def to_read(gaps: Iterable[Gap]) -> frozenset[int]:
    """The requests whose words tell what these gaps are called."""
    return frozenset(one.number for gap in gaps for one in gap.waiting[-READ:])


def waits_for(request: Request, block: Capability) -> bool:
    """Whether it waits for what this block is called, or what staff call it."""
    return not _names_of((block,)).keys().isdisjoint(map(key_of, named_by(request)))


def keys_of_block(block: Capability) -> frozenset[str]:
    """By which requests name a block: its id, and all that it is called."""
    return frozenset({block.id, *map(key_of, (block.name, *block.synonyms))})


def _by_name(waits: Iterable[Wait]) -> dict[str, Gap]:
    waiting: dict[str, list[Wait]] = {}
    for wait in waits:
        waiting.setdefault(wait.key, []).append(wait)
    return {key: Gap(every[0].name, tuple(every)) for key, every in waiting.items()}


def _names_of(blocks: Iterable[Capability]) -> Mapping[str, Capability]:
    """What blocks go by; a retired one by nothing."""
    kept = (each for each in blocks if each.status is not CapabilityStatus.RETIRED)
    return {key_of(name): each for each in kept for name in (*each.synonyms, each.name)}


def _alike(by_name: Mapping[str, Gap], meaning: Meaning | None) -> Iterator[tuple[str, ...]]:
    """The names by what they mean: each goes with the first of those most waited for."""
    groups: list[list[str]] = []
    vectors: list[bytes] = []
    for key in sorted(by_name, key=lambda one: (*_rank(by_name[one]), one)):
        near = meaning.nearness(key, tuple(vectors)) if meaning else ()
        best = max(range(len(near)), key=near.__getitem__, default=None)
        if best is not None and near[best] >= NEAR:
            groups[best].append(key)
        else:
            groups.append([key])
            vectors.append(meaning.vector(key) if meaning else b"")
    yield from map(tuple, groups)


def _gap(
    keys: tuple[str, ...],
    by_name: Mapping[str, Gap],
    proposed: Mapping[str, Capability],
    texts: Mapping[int, str],
) -> Gap:
    first, *others = (by_name[key] for key in keys)
    waiting = {one.number: one for key in reversed(keys) for one in by_name[key].waiting}
    block = next((proposed[key] for key in keys if key in proposed), None)
    also = tuple(other.name for other in others)
    in_order = tuple(waiting[number] for number in sorted(waiting))
    return Gap(first.name, in_order, also, block, texts)


def _rank(gap: Gap) -> tuple[int, int, int]:
    return (-len(gap.waiting), -gap.services, -gap.hours)
