"""Where a word leads that a block is not meant by: another block, or a place where matters go.

What is kept is the id of the block, or the key of the hand-off. People read and type its name.
"""

from bot.catalogue.capability import Capability
from bot.fact_keys import HAND_OFF_KEYS
from bot.handbook import Handbook


def shown(see: str, book: Handbook) -> str:
    """What somebody types to mean it; for example ‘HR system’ or ‘access right’."""
    block = book.ranker.catalogue.by_id.get(see)
    name = block.name if block else see.replace("_", " ")
    return name if found(name, book) == see else see


def told(see: str, book: Handbook) -> str:
    """The name of the block, or of who deals with it, as anybody reads it; "" where there is none.

    For example ‘HR system’ or ‘the service desk’.
    """
    block = book.ranker.catalogue.by_id.get(see)
    places = (one.name for one in book.hand_offs.hand_offs if one.key == see)
    return block.name if block else next(places, "")


def found(text: str, book: Handbook) -> str:
    """What somebody named by its name, id or key, in any case; "" where nothing is called so."""
    wanted = " ".join(text.split()).casefold()
    if wanted in book.ranker.catalogue.by_id or wanted in HAND_OFF_KEYS:
        return wanted
    key = wanted.replace(" ", "_")
    called = (one.id for one in book.blocks if one.name.casefold() == wanted)
    return next(called, key if key in HAND_OFF_KEYS else "")


def problem(text: str, block: Capability, book: Handbook) -> str:
    """The name of a sentence about what is wrong with where a word leads, or ""."""
    if not text:
        return ""
    see = found(text, book)
    if see == block.id:
        return "leads_to_itself"
    return "" if see else "leads_nowhere"
