"""What a request says for each block: the phrases it goes by, and how much they tell."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.needs import Need, Needs
from bot.catalogue.terms import Phrase, Text, phrase_of, phrases_of, stems_of

_NAMED, _SAID, _SAID_LONGER, _OWN = 1.5, 1.0, 1.25, 2.5
"""How much a phrase tells: an unmistakable one, a word, two words or more; and the name of an
entry, or any phrase of one that needs.yaml does not know, which has nothing else to go by."""


@dataclass(frozen=True, slots=True)
class Heard:
    """How much the request's words say for a block, and the most telling of them.

    `said` counts what it goes by, `hinted` what only makes it likelier. Each further phrase adds
    half as much as the one before: saying a thing twice is one need.
    """

    said: float = 0.0
    hinted: float = 0.0
    words: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """What every entry goes by, and which go by what. It rests on their texts alone.

    Retired entries are left out; what we do not have is in, for it can be a gap.
    """

    phrases: Mapping[str, Mapping[Phrase, float]]
    hints: Mapping[str, frozenset[Phrase]]
    holders: Mapping[Phrase, tuple[str, ...]]
    begun_by: Mapping[Phrase, tuple[Phrase, ...]]
    rarity: Mapping[str, float]
    places: Mapping[str, int]

    def heard(self, said: Text) -> Mapping[Phrase, str]:
        """The phrases of all entries that the text has, and the words they are there."""
        begun = (each for begins in said.beginnings for each in self.begun_by.get(begins, ()))
        found = ((phrase, said.find(phrase)) for phrase in begun)
        return {phrase: words for phrase, words in found if words}

    def speaks_for(
        self, need: str, entries: Iterable[Capability], heard: Mapping[Phrase, str]
    ) -> Heard:
        """What was heard for a need by what it and the products that meet it go by."""
        told: dict[Phrase, float] = {}
        for key in (*(each.id for each in entries), _cues(need)):
            for phrase in self.phrases.get(key, {}).keys() & heard.keys():
                told[phrase] = max(told.get(phrase, 0.0), self.phrases[key][phrase])
        whole = {each: told[each] for each in told if not _within(each, told)}
        known = frozenset(stem for phrase in whole for stem in phrase)
        hints = [each for each in self.hints.get(need, ()) if each in heard]
        fresh = sorted(each for each in hints if not known.issuperset(each))
        best = max(whole, key=lambda each: (whole[each], each), default=None)
        return Heard(
            said=_diminishing(whole.values()),
            hinted=_diminishing([1.0] * len(fresh)),
            words=heard[best] if best else None,
            hint=heard[max(fresh, key=len)] if fresh else None,
        )


def words_of(entry: Capability) -> tuple[object, ...]:
    """All that an entry is found by: where it is the same, nothing has to be read anew."""
    gone = entry.status is CapabilityStatus.RETIRED
    words = (entry.name, entry.summary, entry.synonyms, entry.senses, entry.provides)
    return (entry.id, gone, entry.same_word_only, *words)


def index(entries: Iterable[Capability], needs: Needs) -> Index:
    """Read what every entry, and every need, goes by."""
    known = tuple(each for each in entries if each.status is not CapabilityStatus.RETIRED)
    holders = _holders(known)
    cues = {_cues(each.need): _cued(each) for each in needs.needs}
    own = {each.id: _goes_by(each, holders, len(known), needs) for each in known}
    hints = {each.need: frozenset(map(phrase_of, each.hints)) for each in needs.needs}
    every = {*holders, *(one for each in cues.values() for one in each)}.union(*hints.values())
    return Index(
        phrases=own | cues,
        hints=hints,
        holders={phrase: tuple(ids) for phrase, ids in holders.items()},
        begun_by=_begun_by(every),
        rarity=_rarity([stems_of(each) for each in known]),
        places={each.id: place for place, each in enumerate(known)},
    )


def _cues(need: str) -> str:
    """The key of what needs.yaml has for a need, which is no id of an entry."""
    return f"{need} "


def _cued(need: Need) -> dict[Phrase, float]:
    said = {phrase: _length(phrase) for phrase in map(phrase_of, need.said)}
    return said | dict.fromkeys(map(phrase_of, need.named), _NAMED)


def _goes_by(
    entry: Capability, holders: Mapping[Phrase, list[str]], entries: int, needs: Needs
) -> dict[Phrase, float]:
    """The fewer entries go by a phrase, the more it tells."""
    known = (entry.provides or (entry.id,))[0] in needs.by_id
    name = phrase_of(entry.name)
    return {
        phrase: (_length(phrase) if known and phrase != name else _OWN)
        * _told_by(len(holders[phrase]), entries)
        for phrase in phrases_of(entry)
    }


def _length(phrase: Phrase) -> float:
    return _SAID_LONGER if len(phrase) > 1 else _SAID


def _holders(entries: Iterable[Capability]) -> dict[Phrase, list[str]]:
    """The ids of the entries that go by each phrase."""
    holders: dict[Phrase, list[str]] = {}
    for each in entries:
        for phrase in phrases_of(each):
            holders.setdefault(phrase, []).append(each.id)
    return holders


def _begun_by(phrases: Iterable[Phrase]) -> dict[Phrase, tuple[Phrase, ...]]:
    """The phrases by their first two stems, or the only one."""
    begun: dict[Phrase, list[Phrase]] = {}
    for phrase in sorted(phrases):
        begun.setdefault(phrase[:2], []).append(phrase)
    return {begins: tuple(each) for begins, each in begun.items()}


def _within(phrase: Phrase, others: Iterable[Phrase]) -> bool:
    """Whether another phrase has all of its words, and more."""
    return any(set(phrase) < set(each) for each in others)


def _rarity(entries: Collection[frozenset[str]]) -> dict[str, float]:
    """How telling each stem is: the fewer entries have it, the more."""
    counts = Counter(stem for stems in entries for stem in stems)
    return {stem: _told_by(count, len(entries)) for stem, count in counts.items()}


def _told_by(sharing: int, entries: int) -> float:
    """What a term tells that so many of the entries share, up to 1; alike in small and big ones."""
    return sqrt(log(1 + entries / sharing) / log(1 + entries))


def _diminishing(weights: Iterable[float]) -> float:
    ordered = sorted(weights, reverse=True)
    return sum(weight * 0.5**place for place, weight in enumerate(ordered))
