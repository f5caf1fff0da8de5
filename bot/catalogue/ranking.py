"""Which of our building blocks could help with a request, likeliest first, and why.

How likely a need is: how often it is needed at all, the words that ask for it, the facts that call
for it, and how near the request comes to it in meaning. Added up as log-odds, and told as a
probability. docs/decisions/0018-needs-then-blocks.md says what each brought.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import exp, log, sqrt

from bot.catalogue.capability import Capability, Match, Sense
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.fitting import Fit, Fits
from bot.catalogue.hearing import Heard, Index, index, words_of
from bot.catalogue.meanings import Dispute, disputes
from bot.catalogue.needs import SELDOM, Need, Needs
from bot.catalogue.terms import Phrase, Text, in_any, phrase_of, read, telling
from bot.facts import Facts, value_of
from bot.meaning import Meaning

MOST_MATCHES = 10
OFFERED = 3
"""Blocks shown in chat."""

FITS = 0.3
"""From this score on a block is offered. Of those, three in four were needed on benchmarks/data."""

NEAR_ENOUGH = 0.12
"""Where no block reaches this, nothing that we have fits: then none is listed."""

LISTED = 0.02
"""Beside one that fits, blocks are listed down to this score."""

_BASE, _RARE, _SAID, _SAID_ALONE, _HINT, _NEAR = -1.6, 1.15, 0.6, 0.9, 1.35, 2.25
"""Log-odds: of anything; less for each e-fold that a need is rarer; what saying it once takes back
of that, in a long text and more in a short one; a hint, or a fact that weighs 1; a point of
nearness. Fitted on benchmarks/data."""

_USED = 0.5
"""Log-odds that how a need's blocks fitted others, once in use, can add or take: less than a hint,
so that it settles what is close and no more."""

_CLEARLY = 0.4
"""So much nearer than the others is as good as saying it, of an entry that needs.yaml lacks."""

_HOW_MUCH = frozenset(
    phrase_of("""minutes mins hours hrs days weeks wk wks months monthly daily yr yrs half quarter
    dozen couple monday tuesday wednesday thursday friday saturday sunday spring summer autumn
    winter morning afternoon evening urgent asap actually bit lot thing stuff people ppl sorry""")
)
"""How much work it is, and when, tells nobody what they need; nor does how people talk of it."""

_STRANGE = 2
"""Words that no entry knows: so many at least make a gap of a request that nothing fits."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request, with all that is worked out once for it."""

    said: Text
    facts: Facts
    heard: Mapping[Phrase, str]
    nearness: Mapping[str, float]
    surely: tuple[str, ...]
    stress: float
    """How much of its rarity a need gets back for being said once."""


class _Read:
    """The entries' words, and what they mean: read when somebody first asks."""

    def __init__(
        self, entries: tuple[Capability, ...], needs: Needs, meaning: Meaning | None
    ) -> None:
        self._entries, self._needs, self._meaning = entries, needs, meaning

    def is_of(self, entries: tuple[Capability, ...]) -> bool:
        """Whether these go by the same words."""
        return list(map(words_of, self._entries)) == list(map(words_of, entries))

    @cached_property
    def index(self) -> Index:
        """What every entry goes by."""
        return index(self._entries, self._needs)

    def nearness(self, text: str) -> Mapping[str, float]:
        """How much nearer than the others each entry is to the text in meaning, by its id."""
        if self._meaning is None or not self._entries:
            return {}
        found = self._meaning.nearness(text, self._vectors)
        usual = sum(found) / len(found)
        pairs = zip(self._entries, found, strict=True)
        return {each.id: near - usual for each, near in pairs}

    @cached_property
    def _vectors(self) -> tuple[bytes, ...]:
        vector = self._meaning.vector if self._meaning else str.encode
        return tuple(map(vector, map(_written, self._entries)))


class Ranker:
    """Built once for a catalogue, what speaks for needs, and the names of its `gaps`.

    Without a `meaning` it goes by words and facts alone.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        gaps: Mapping[str, str] | None = None,
        needs: Needs | None = None,
        meaning: Meaning | None = None,
        entries: _Read | None = None,
    ) -> None:
        self.catalogue, self.needs = catalogue, needs or Needs()
        self.fits: Fits = {}
        self._gaps = gaps or {}
        self.meaning = meaning
        self._read = entries or _Read(catalogue.capabilities, self.needs, meaning)
        self._last: tuple[object, list[Match]] = (None, [])

    def over(self, catalogue: Catalogue, fits: Fits | None = None) -> "Ranker":
        """With what was said of its entries since. They are read anew where their words differ.

        `fits` is how they fitted once they had been used.
        """
        read_already = self._read if self._read.is_of(catalogue.capabilities) else None
        ranker = Ranker(catalogue, self._gaps, self.needs, self.meaning, read_already)
        ranker.fits = fits or {}
        return ranker

    def match(self, text: str, facts: Facts) -> tuple[Match, ...]:
        """The needs that the text and the facts speak for, likeliest first, at most 10.

        Nothing, where not even the first one fits. Where the fact `sense` says which block a word
        means, that block comes first, and what the word could also have meant is left out.
        """
        found = self._offered(text, facts)
        chosen = str(value_of(facts, "sense") or "")
        for dispute in disputes(found, self.catalogue) if chosen else ():
            if others := dispute.others(chosen):
                found = self._settled(found, chosen, others, dispute.word)
                break
        said = read(text)
        first = (replace(each, sense=self._sense(each, said)) for each in found[:MOST_MATCHES])
        return tuple(_each_product_once(first))

    def disputed(self, text: str, facts: Facts) -> tuple[Dispute, ...]:
        """The words that can mean two blocks, one of them among the first three."""
        found = self._offered(text, facts)[:MOST_MATCHES]
        first = {each.need.id for each in found[:OFFERED]}
        return tuple(
            each
            for each in disputes(found, self.catalogue)
            if any(one.capability in first for one in each.meanings)
        )

    def gaps(self, text: str, facts: Facts) -> tuple[str, ...]:
        """What the request calls for and nothing meets, in words.

        That is what the facts surely call for, and what would have been among the first three had
        the team not said that we do not have it. Where nothing fits, it is what they asked for.
        """
        said = read(text)
        ranked = self._ranked(text, facts)
        first = [each.need.id for each in ranked[:OFFERED] if each.score >= FITS]
        called = (*self.needs.surely(facts, said), *first)
        unmet = [each for each in called if not self._meets(each)]
        names = (self._gaps.get(each) or self.catalogue.by_id[each].name for each in unmet)
        return tuple(dict.fromkeys(names)) or (() if called else self._strange(said))

    def weigh(self, stems: Iterable[str], said: Text) -> float:
        """How telling the stems are that the text has: the fewer entries have one, the more."""
        rarity, places = self._read.index.rarity, said.places
        return sum((rarity.get(each, 0.0) for each in stems if each in places), 0.0)

    def _strange(self, said: Text) -> tuple[str, ...]:
        """The words of a request that no entry knows, if they are enough to say what it is."""
        typed = ((word.stem, said.said[word.start : word.end]) for word in reversed(said.words))
        first = {stem: word for stem, word in typed if word.isalpha()}
        stems = telling(tuple(dict.fromkeys(word.stem for word in said.words)))
        unheard = (each for each in stems if each in first.keys() - _HOW_MUCH)
        strange = [first[each] for each in unheard if each not in self._read.index.rarity][:OFFERED]
        named = ", ".join(f"‘{each}’" for each in strange)
        return (named,) if len(strange) >= _STRANGE else ()

    def _meets(self, need: str) -> bool:
        capability = self.catalogue.by_id.get(need)
        return capability is not None and self.catalogue.is_offered(capability)

    def _offered(self, text: str, facts: Facts) -> list[Match]:
        return [each for each in self._ranked(text, facts) if self._meets(each.need.id)]

    def _ranked(self, text: str, facts: Facts) -> list[Match]:
        """Every need spoken for, those that we do not have among them, likeliest first.

        The last ones are kept: matches, gaps and disputes are asked for one after the other.
        """
        if self._last[0] != (text, facts):
            self._last = ((text, dict(facts)), self._rank(text, facts))
        return self._last[1]

    def _rank(self, text: str, facts: Facts) -> list[Match]:
        said = read(text)
        heard, nearness = self._read.index.heard(said), self._read.nearness(text)
        surely = self.needs.surely(facts, said)
        asked = _Asked(said, facts, heard, nearness, surely, _stress(said))
        found = [self._match(each, asked) for each in self._spoken_for(asked)]
        listed = (each for each in found if each.score >= LISTED)
        ranked = sorted(listed, key=lambda match: -match.score)
        return ranked if ranked and ranked[0].score >= NEAR_ENOUGH else []

    def _spoken_for(self, asked: _Asked) -> Iterator[Capability]:
        """The needs to look at, in the catalogue's order. A product's words mean its first need."""
        by_id, places = self.catalogue.by_id, self._read.index.places
        named = {
            each for phrase in asked.heard for each in self._read.index.holders.get(phrase, ())
        }
        near = {each for each, nearness in asked.nearness.items() if nearness >= _CLEARLY}
        ids = {(by_id[each].provides or (each,))[0] for each in named | near}
        known = sorted((ids | self.needs.by_id.keys()) & places.keys(), key=places.__getitem__)
        return (by_id[each] for each in known if not by_id[each].provides)

    def _match(self, need: Capability, asked: _Asked) -> Match:
        products = self.catalogue.met_by(need)
        own = (need, *(each for each in products if each.provides[:1] == (need.id,)))
        heard = self._read.index.speaks_for(need.id, own, asked.heard)
        near = max((asked.nearness.get(each.id, 0.0) for each in own), default=0.0)
        known = self.needs.by_id.get(need.id)
        clear = known is None and near >= _CLEARLY and not heard.said
        known = known or Need(need.id)
        used = self.fits.get(need.id, Fit()).weight
        score = _likely(known, replace(heard, said=1.0) if clear else heard, near, asked, used)
        if need.id in asked.surely:
            score = max(score, FITS)
        words = heard.words or _told(known, asked.facts, 1.0) or heard.hint
        words = words or _told(known, asked.facts, 0.0)
        return Match(need, products, round(score, 3), None, words)

    def _settled(
        self, found: list[Match], chosen: str, others: frozenset[str], word: str
    ) -> list[Match]:
        """The chosen block first, as good as the best; what the word does not mean left out."""
        block = self.catalogue.by_id[chosen]
        need = self.catalogue.by_id[block.provides[0]] if block.provides else block
        fresh = Match(need, self.catalogue.met_by(need), 0.0, None, word)
        known = next((each for each in found if each.need.id == need.id), fresh)
        first = replace(known, score=max(each.score for each in found), words=known.words or word)
        rest = (
            each for each in found if each.need.id not in others | {need.id} and each.words != word
        )
        return [first, *rest]

    def _sense(self, match: Match, said: Text) -> Sense | None:
        """The sense whose words the request shares most; the first where none is shared."""
        senses = match.shown.senses
        return max(senses, key=lambda one: self.weigh(_words(one), said), default=None)


def _stress(said: Text) -> float:
    """More in a short text, where there is little else that it can be about."""
    return _SAID + _SAID_ALONE / sqrt(max(len(telling(tuple(said.places))), 1))


def _likely(need: Need, heard: Heard, near: float, asked: _Asked, used: float) -> float:
    """The probability that the request needs it; `used` is how it fitted others, from -1 to 1."""
    rare = -log(max(need.of_100, SELDOM) / 100)
    odds = _BASE - _RARE * rare + asked.stress * rare * heard.said
    odds += _HINT * (heard.hinted + need.weight(asked.facts)) + _NEAR * near + _USED * used
    return 1 / (1 + exp(-odds))


def _told(need: Need, facts: Facts, least: float) -> str | None:
    """The words of the fact that speaks for it most, and at least so much, if it has any."""
    told = sorted(need.told_by(facts), key=lambda one: -one[1])
    words = (facts[key].words for key, weight in told if weight > 0 and weight >= least)
    return next(filter(None, words), None)


def _written(entry: Capability) -> str:
    """What is written about an entry, but for where it stops fitting."""
    senses = (f"{each.name} {each.works_when}" for each in entry.senses)
    return " ".join((entry.name, entry.summary, *entry.synonyms, *senses))


@lru_cache(maxsize=20_000)
def _words(sense: Sense) -> frozenset[str]:
    return in_any((sense.name, sense.works_when))


def _each_product_once(matches: Iterable[Match]) -> Iterator[Match]:
    """A product that meets two needs stands under the better match; the other need goes bare."""
    shown: set[str] = set()
    for match in matches:
        left = tuple(each for each in match.met_by if each.id not in shown)
        shown.update(each.id for each in left)
        yield replace(match, met_by=left or (match.need,))
