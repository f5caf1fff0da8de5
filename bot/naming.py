"""What requests name that is counted among all of them, each thing by a key of its own. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.requests import Request


class Kind(StrEnum):
    """A block that was offered, one that the team judged, what nothing meets, or a cul-de-sac."""

    OFFERED = "offered"
    JUDGED = "judged"
    UNMET = "unmet"
    WARNED = "warned"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a request names: the same for every request by its `key`, here as `shown`.

    A block goes by its id, and one that was judged is shown as its verdict. `place` is where it is
    among those of its kind.
    """

    kind: Kind
    place: int
    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Wait:
    """That a request waits for what nothing meets: by what name, and where among those it names.

    `person` is the key of whoever asked, and `minutes` how long the work takes them in a month.
    """

    number: int
    place: int
    key: str
    name: str
    person: int
    service: str
    minutes: int
    confidential: bool = False


Waits = tuple[Wait, ...]


def named_in(request: Request) -> Iterator[Named]:
    """All of it, each of a kind once."""
    yield from _each(Kind.UNMET, ((key_of(name), name) for name in named_by(request)))
    yield from _each(Kind.JUDGED, ((one.block, one.verdict) for one in request.verdicts))
    if request.outcome:
        offers, warnings = request.outcome.offers, request.outcome.warnings
        yield from _each(Kind.OFFERED, ((one.id, one.name) for one in offers))
        yield from _each(Kind.WARNED, ((one.text, one.text) for one in warnings))


def _each(kind: Kind, pairs: Iterator[tuple[str, str]]) -> Iterator[Named]:
    for place, (key, shown) in enumerate(dict(pairs).items()):
        yield Named(kind, place, key, shown)


def named_by(request: Request) -> tuple[str, ...]:
    """What a request waits for that nothing meets, each once; its place among these names it."""
    every = (*(request.outcome.gaps if request.outcome else ()), *request.named_gaps)
    first = {key_of(name): name for name in reversed(every)}
    return tuple(reversed(first.values()))


def key_of(name: str) -> str:
    """The name without its article and full stop, in small letters."""
    first, _, rest = " ".join(name.casefold().split()).rstrip(".").partition(" ")
    return rest if first in ("a", "an", "the") and rest else f"{first} {rest}".rstrip()
