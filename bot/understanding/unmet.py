"""Needs that nothing here meets, and who waits for them: what to build next. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.facts import minutes_a_month
from bot.meaning import Meaning
from bot.requests import Request
from bot.understanding.likeness import words_of_request
from bot.understanding.sharing import said_by_several

Requests = tuple[Request, ...]

NEAR = 0.6
"""From so near in meaning on two names are of one need: ‘two managers sign off’ is 0.73 from
‘sign-off by more than 1 manager’, ‘identity check’ 0.5 from ‘check that somebody is a resident’."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A need that nothing here meets, and the open requests that wait for it.

    `also` are other names that mean about the same. `block` is the one that was proposed for it.
    """

    name: str
    waiting: Requests
    also: tuple[str, ...] = ()
    block: Capability | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What two or more of the people who asked say of it: nobody is known by it."""
        said: dict[int, str] = {}
        for one in self.waiting:
            words = words_of_request(one)
            said[one.requester.key] = "\n".join((said.get(one.requester.key, ""), words))
        return said_by_several(tuple(said.values()), but=" ".join((self.name, *self.also)))

    @property
    def services(self) -> int:
        """How many services those come from; people whose service is unknown count for none."""
        return len({request.requester.service for request in self.waiting} - {""})

    @property
    def hours(self) -> int:
        """How many hours a month the work takes for which it is waited, as far as it is known."""
        return round(sum(minutes_a_month(request.facts) for request in self.waiting) / 60)


def gaps(
    requests: Iterable[Request],
    blocks: Iterable[Capability] = (),
    meaning: Meaning | None = None,
) -> tuple[Gap, ...]:
    """Needs that nothing meets, ranked by how many of these wait, then by services, then by hours.

    What the team named counts beside what we found. An article before a name makes it no other, and
    names that mean about the same are one need. What has gone live since is none any longer.
    """
    by_name = _by_name(requests)
    for key, block in _names_of(blocks).items():
        if block.status is CapabilityStatus.LIVE:
            by_name.pop(key, None)
    proposed = _names_of(blocks)
    found = [_gap(names, by_name, proposed) for names in _alike(by_name, meaning)]
    return tuple(sorted(found, key=lambda gap: (*_rank(gap), gap.name)))


def named_by(request: Request) -> tuple[str, ...]:
    """What a request waits for that nothing meets, each once; its place among these names it."""
    every = (*(request.outcome.gaps if request.outcome else ()), *request.named_gaps)
    first = {key_of(name): name for name in reversed(every)}
    return tuple(reversed(first.values()))


def waits_for(request: Request, block: Capability) -> bool:
    """Whether it waits for what this block is called, or what staff call it."""
    return not _names_of((block,)).keys().isdisjoint(map(key_of, named_by(request)))


def key_of(name: str) -> str:
    """The name without its article and full stop, in small letters."""
    first, _, rest = " ".join(name.casefold().split()).rstrip(".").partition(" ")
    return rest if first in ("a", "an", "the") and rest else f"{first} {rest}".rstrip()


def _by_name(requests: Iterable[Request]) -> dict[str, Gap]:
    waiting: dict[str, Gap] = {}
    for request in requests:
        for name in named_by(request):
            before = waiting.get(key_of(name), Gap(name, ()))
            waiting[key_of(name)] = Gap(before.name, (*before.waiting, request))
    return waiting


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
    keys: tuple[str, ...], by_name: Mapping[str, Gap], proposed: Mapping[str, Capability]
) -> Gap:
    first, *others = (by_name[key] for key in keys)
    waiting = {one.number: one for key in keys for one in by_name[key].waiting}
    block = next((proposed[key] for key in keys if key in proposed), None)
    also = tuple(other.name for other in others)
    return Gap(first.name, tuple(waiting[number] for number in sorted(waiting)), also, block)


def _rank(gap: Gap) -> tuple[int, int, int]:
    return (-len(gap.waiting), -gap.services, -gap.hours)
