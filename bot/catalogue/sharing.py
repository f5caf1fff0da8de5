"""Which blocks can be offered to neighbours: those that have proved themselves at home first."""

from dataclasses import replace

from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.holding import says_yes


def shareable(catalogue: Catalogue, whose: str) -> tuple[Capability, ...]:
    """What we have and call ready for others, as ours; no steward's name leaves the house.

    What is shared from others is theirs to offer.
    """
    return tuple(
        replace(each, steward="", shared_from=whose)
        for each in catalogue.capabilities
        if is_shareable(each)
    )


def is_shareable(each: Capability) -> bool:
    """Whether we have it, call it ready for others, and it is ours to offer."""
    first = each.first_customer
    ready = first is not None and says_yes(first.ready_for_others)
    return ready and each.is_confirmed and not each.shared_from
