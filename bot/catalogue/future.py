"""The future map: what the organisation wants to be able to do one day. Three lines are enough."""

from dataclasses import dataclass

from bot.catalogue.catalogue import Catalogue
from bot.structuring import Misfit, nearest


@dataclass(frozen=True, slots=True)
class FuturePart:
    """One capability of the future: its id in the catalogue or its name, why, and by when."""

    capability: str
    why: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Future:
    """Every part of the map, in the operator's order."""

    future: tuple[FuturePart, ...] = ()

    def names(self, catalogue: Catalogue) -> tuple[str, ...]:
        """What the parts are called: by the catalogue, where it has them."""
        known = {each.id: each.name for each in catalogue.capabilities}
        return tuple(known.get(part.capability, part.capability) for part in self.future)

    def misspelt(self, catalogue: Catalogue) -> tuple[Misfit, ...]:
        """The parts that look like an id of the catalogue, and are none.

        A name of its own is fine: the future may hold what no entry has yet. But nobody writes a
        name without spaces that is nearly an id.
        """
        known = [each.id for each in catalogue.capabilities]
        names = {each.name.casefold() for each in catalogue.capabilities}
        return tuple(
            Misfit(("future", place, "capability"), f"‘{name}’ is not the id of an entry.", mend)
            for place, name in enumerate(part.capability for part in self.future)
            if name not in catalogue.by_id and name.casefold() not in names
            if " " not in name and (mend := nearest(name, known))
        )
