"""The catalogue's nouns: a capability, the senses it comes in, and a match with a request."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a capability is made of. It need not be technology."""

    TECHNOLOGY = "technology"
    DATA = "data"
    PEOPLE = "people"
    CONTRACT = "contract"
    PROCESS = "process"
    PLACE = "place"
    RESEARCH = "research"
    SERVICE_PATTERN = "service pattern"


class CapabilityStatus(StrEnum):
    """Where a capability is in its life. An `idea` is one that nobody here has confirmed."""

    IDEA = "idea"
    BUILDING = "building"
    LIVE = "live"
    RETIRING = "retiring"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a capability's word: when it works, and when it stops fitting."""

    name: str
    works_when: str = ""
    stops_fitting_when: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class SameWordOnly:
    """What the word can also mean that this capability is not, and where that goes instead."""

    means: str
    instead: str = ""
    see: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """A service that uses a capability, since when, and how well it fits."""

    service: str
    since: str = ""
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class FirstCustomer:
    """Who at home used it first, since when, what broke, and whether others may use it too.

    `ready_for_others` begins with yes or no, and may go on with what that rests on.
    """

    service: str
    since: str = ""
    broke: str = ""
    ready_for_others: str = ""


@dataclass(frozen=True, slots=True)
class Capability:
    """A building block. Only `id`, `name` and `summary` are mandatory.

    `way_out` says whether our data can leave and how; `no` at its beginning means that it cannot.
    `shared_from` is whose block it is, where another organisation runs it.
    """

    id: str
    name: str
    summary: str
    kind: Kind = Kind.TECHNOLOGY
    status: CapabilityStatus = CapabilityStatus.IDEA
    synonyms: tuple[str, ...] = ()
    senses: tuple[Sense, ...] = ()
    same_word_only: tuple[SameWordOnly, ...] = ()
    provides: tuple[str, ...] = ()
    steward: str = ""
    how_to_start: str = ""
    documentation: str = ""
    used_by: tuple[Use, ...] = ()
    first_customer: FirstCustomer | None = None
    cost: str = ""
    contract_end: date | None = None
    way_out: str = ""
    last_confirmed: date | None = None
    shared_from: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody here has said that we have it, are building it or still have it."""
        return self.status not in (CapabilityStatus.IDEA, CapabilityStatus.RETIRED)


@dataclass(frozen=True, slots=True)
class Match:
    """A need that a request has, best sense first found, and the real products that meet it.

    `need` is the generic capability; `met_by` holds the products under it (the need itself if it
    has none). `score` runs from 0 to 1. `words` is an exact part of the request, or None.
    """

    need: Capability
    met_by: tuple[Capability, ...]
    score: float
    sense: Sense | None
    words: str | None

    @property
    def shown(self) -> Capability:
        """What it goes by in chat."""
        return shown(self.need, self.met_by)


def shown(need: Capability, met_by: tuple[Capability, ...]) -> Capability:
    """What a need goes by in chat: a live product that meets it is called by its own name.

    Where none is live, what we are building or still have comes before what nobody has confirmed.
    """
    ours = (
        each
        for status in (CapabilityStatus.LIVE, CapabilityStatus.BUILDING, CapabilityStatus.RETIRING)
        for each in (*met_by, need)
        if each.status is status
    )
    return next(ours, need)


@dataclass(frozen=True, slots=True)
class CulDeSac:
    """A cul-de-sac ahead, and what would clear it."""

    kind: str
    text: str
    cleared_by: str
