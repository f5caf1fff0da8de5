"""What somebody likened their wish to, and which blocks are used for it here."""

from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.terms import phrase_of, telling

_ANY_THING = frozenset(
    phrase_of("app bit calendar form online page portal similar site tracker website")
)
"""Whatever is likened to something is one of these: they do not tell which."""


def used_for(likened: str, catalogue: Catalogue) -> dict[str, tuple[Capability, ...]]:
    """The services here that the words name, each with the blocks that it uses.

    A service is named where all that is telling of one is in the other: ‘like the bin day page’
    names missed bins, and ‘like school admissions’ does not name school meals.
    """
    named, found = _telling(likened), dict[str, tuple[Capability, ...]]()
    for each in filter(catalogue.is_offered, catalogue.capabilities):
        for use in each.used_by:
            service = _telling(use.service)
            if named and service and (named <= service or service <= named):
                found[use.service] = (*found.get(use.service, ()), each)
    return found


def _telling(text: str) -> frozenset[str]:
    return frozenset(telling(phrase_of(text))) - _ANY_THING
