"""Which parts of the future map a request would lay the ground for. Pure."""

from collections.abc import Iterable, Mapping

from bot.catalogue.capability import Capability
from bot.catalogue.fitting import FITTED
from bot.catalogue.future import FuturePart
from bot.catalogue.terms import in_any, read
from bot.naming import key_of, named_by
from bot.requests import Request


def laid_by(
    request: Request, parts: Iterable[FuturePart], entries: Mapping[str, Capability]
) -> tuple[FuturePart, ...]:
    """The parts that are among its blocks and gaps, or whose words are all in what was asked."""
    named, said = _named(request), read(request.words).places.keys()
    return tuple(each for each in parts if _is_of(each, entries, named, said))


def keys_of(part: str, blocks: Iterable[Capability]) -> frozenset[str]:
    """By which requests name a part: as it is called, and as the block is called that it is."""
    same = [one for one in blocks if part in (one.id, one.name)]
    return frozenset({key_of(part), *(key_of(name) for one in same for name in (one.id, one.name))})


def name_of(part: FuturePart, entries: Mapping[str, Capability]) -> str:
    """What a part is called: by the catalogue, where it has it."""
    block = entries.get(part.capability)
    return block.name if block else part.capability


def _named(request: Request) -> frozenset[str]:
    """What it was offered, what the team says that fits, and what is not built yet, by any name.

    What the team found not to fit is none of it, though it was offered.
    """
    unfit = {one.block for one in request.verdicts if one.verdict not in FITTED}
    offers = request.outcome.offers if request.outcome else ()
    offered = [name for one in offers if one.id not in unfit for name in (one.id, one.name)]
    fits = (one for one in request.verdicts if one.verdict in FITTED)
    judged = [name for one in fits for name in (one.block, one.shown)]
    return frozenset(map(key_of, (*offered, *judged, *named_by(request))))


def _is_of(
    part: FuturePart,
    entries: Mapping[str, Capability],
    named: frozenset[str],
    said: Iterable[str],
) -> bool:
    names = (part.capability, name_of(part, entries))
    stems = in_any(names[:1])
    return not named.isdisjoint(map(key_of, names)) or (bool(stems) and stems <= set(said))
