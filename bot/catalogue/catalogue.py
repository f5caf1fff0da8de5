"""The building blocks of one organisation, and which of them it can offer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.holding import misfits_of, remarks_on
from bot.structuring import Misfit, Misfits


@dataclass(frozen=True)
class Catalogue:
    """Every entry, in the operator's order. Raises `Misfits` where they do not hang together.

    `missing` are the ids of what the team has said that we do not have. No file says it: adopting
    lays it over.
    """

    capabilities: tuple[Capability, ...]
    missing: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        if misfits := tuple(misfits_of(self.capabilities)):
            raise Misfits(*misfits)

    @cached_property
    def by_id(self) -> dict[str, Capability]:
        """Every entry, those that are not offered among them."""
        return {each.id: each for each in self.capabilities}

    def without(self, missing: Iterable[str]) -> "Catalogue":
        """The same entries, of which we do not have these."""
        other = Catalogue(self.capabilities)
        object.__setattr__(other, "missing", frozenset(missing) & self.by_id.keys())
        return other

    def met_by(self, need: Capability) -> tuple[Capability, ...]:
        """The real products under a need that we can offer; the need itself if there are none."""
        products = self._products.get(need.id, ())
        return tuple(each for each in products if self.is_offered(each)) or (need,)

    def is_offered(self, capability: Capability) -> bool:
        """A retired block is kept for the record; what we do not have is offered to nobody.

        A need that we are said not to have is offered all the same under a product that we have.
        """
        if capability.status is CapabilityStatus.RETIRED:
            return False
        if capability.id not in self.missing:
            return True
        products = self._products.get(capability.id, ())
        return any(each.is_confirmed and each.id not in self.missing for each in products)

    @cached_property
    def _products(self) -> dict[str, tuple[Capability, ...]]:
        found: dict[str, list[Capability]] = {}
        for each in self.capabilities:
            for need in each.provides:
                found.setdefault(need, []).append(each)
        return {need: tuple(products) for need, products in found.items()}


def remarks(catalogue: Catalogue) -> tuple[Misfit, ...]:
    """What would make the entries more useful, though nothing is wrong with them."""
    return remarks_on(catalogue.capabilities)
