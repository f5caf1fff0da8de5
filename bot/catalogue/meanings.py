"""Words that can mean two of our blocks: which words of a request they are, and which blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.catalogue.capability import Capability, Match
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.terms import Phrase, in_any, phrase_of, phrases_of, stems_of, telling

MOST_CHOICES = 4
_LONGEST_LABEL = 75
"""Characters on a button."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word can mean: the block's id, in words, and stems that speak for it."""

    capability: str
    label: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A word of the request as it is written there, and the 2 to 4 blocks that it can mean."""

    word: str
    meanings: tuple[Meaning, ...]

    @property
    def capabilities(self) -> frozenset[str]:
        """The ids of the blocks."""
        return frozenset(each.capability for each in self.meanings)

    def others(self, capability: str) -> frozenset[str]:
        """The blocks that are not meant, if this one is; nothing if it was never a choice."""
        ids = self.capabilities
        return ids - {capability} if capability in ids else frozenset()


def disputes(matches: Sequence[Match], catalogue: Catalogue) -> Iterator[Dispute]:
    """Every word that a match rests on and that can mean another block too, best match first."""
    asked: set[Phrase] = set()
    for match in matches:
        phrase = phrase_of(match.words or "")
        if phrase in asked or not _goes_by(match, phrase):
            continue
        asked.add(phrase)
        found = {each.capability: each for each in _meanings(match, phrase, matches, catalogue)}
        if len(found) > 1:
            yield Dispute(match.words or "", tuple(found.values())[:MOST_CHOICES])


def _meanings(
    match: Match, phrase: Phrase, matches: Sequence[Match], catalogue: Catalogue
) -> Iterator[Meaning]:
    sharing = [each for each in matches if _goes_by(each, phrase) and each is not match]
    for each in (match, *sharing):
        yield Meaning(each.need.id, _label(each.need), stems_of(each.need))
        yield from _same_word_only(each, phrase, catalogue)


def _same_word_only(match: Match, phrase: Phrase, catalogue: Catalogue) -> Iterator[Meaning]:
    """What the catalogue says that this very word can also mean, if it is one of our blocks."""
    said = frozenset(telling(phrase))
    for same in (same for block in (match.need, *match.met_by) for same in block.same_word_only):
        other = catalogue.by_id.get(same.see)
        stems = in_any((same.means,))
        if other and catalogue.is_offered(other) and len(said) == 1 and said <= stems:
            label = _short(same.means) or _label(other)
            yield Meaning(other.id, label, stems | stems_of(other))


def _goes_by(match: Match, phrase: Phrase) -> bool:
    return bool(phrase) and any(phrase in phrases_of(each) for each in (match.need, *match.met_by))


def _label(capability: Capability) -> str:
    """Its senses in a line if they fit a button, else what it is for, else its name."""
    senses = ", or ".join(each.name for each in capability.senses)
    said = next(
        (
            each
            for each in (senses, capability.summary.rstrip("."))
            if 0 < len(each) <= _LONGEST_LABEL
        ),
        capability.name,
    )
    return _begun(said[:_LONGEST_LABEL])


def _short(means: str) -> str:
    """As much of the meaning as a button holds, broken where its writer paused."""
    first = means.partition(";")[0]
    shorter = first if len(first) <= _LONGEST_LABEL else first.partition(",")[0]
    return _begun(shorter) if len(shorter) <= _LONGEST_LABEL else ""


def _begun(label: str) -> str:
    return label[:1].upper() + label[1:]
