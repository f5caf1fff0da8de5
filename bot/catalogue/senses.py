"""The one question about a word that can mean two of our blocks."""

from dataclasses import dataclass

from bot.catalogue.meanings import Dispute
from bot.catalogue.ranking import Ranker
from bot.catalogue.terms import in_any, read
from bot.facts import Facts

SENSE = "sense"
_SETTLES = 0.8
"""How much more has to speak for one meaning than for the others: about one word of its own."""


@dataclass(frozen=True, slots=True)
class SenseChoice:
    """A block's id, and what the word means there, in at most 75 characters."""

    capability: str
    label: str


@dataclass(frozen=True, slots=True)
class SenseQuestion:
    """The word as the request has it, and what it can mean.

    The fact `sense` takes the id of the block that was chosen.
    """

    word: str
    choices: tuple[SenseChoice, ...]


def sense_question(text: str, facts: Facts, ranker: Ranker) -> SenseQuestion | None:
    """What to ask, or None: most words mean one thing, or what is around them settles it.

    That are the other words of the request, or a fact that calls for one of the blocks.
    """
    if SENSE in facts:
        return None
    called = ranker.needs.called_for(facts)
    found = (
        each
        for each in ranker.disputed(text, facts)
        if not called & each.capabilities and not _settled(each, text, ranker)
    )
    return next((_question(each) for each in found), None)


def _question(dispute: Dispute) -> SenseQuestion:
    choices = (SenseChoice(each.capability, each.label) for each in dispute.meanings)
    return SenseQuestion(dispute.word, tuple(choices))


def _settled(dispute: Dispute, text: str, ranker: Ranker) -> bool:
    """Whether the rest of the request speaks for one meaning alone."""
    said, word = read(text), in_any((dispute.word,))
    weights = sorted(
        ranker.weigh(each.stems - word - _shared(dispute), said) for each in dispute.meanings
    )
    return weights[-1] - weights[-2] >= _SETTLES


def _shared(dispute: Dispute) -> frozenset[str]:
    """What speaks for every meaning speaks for none."""
    first, *others = (each.stems for each in dispute.meanings)
    return first.intersection(*others)
