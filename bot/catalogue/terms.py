"""Words as the ranker compares them: stems, where each stands, and phrases of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import snowballstemmer

from bot.catalogue.capability import Capability

MOST_WORDS = 4000
"""Of a longer text the first so many words are compared."""

_WORD = re.compile(r"\[[^\W\d_]+(?: [^\W\d_]+){0,3}\]|([^\W_]+(?:['’][^\W_]+)*)")
"""A word; and a mark such as [phone number], which stands for what was taken out, and is none."""
_GAP = 1
_GRAMMAR = """
a an and are as at be been but by can cant could did do does dont each for from get gets got had
has have he her him his how i id if in into is it its just me more most much my no not of off on
one or our out over own she should so some than that the their them then there these they this
those through to too up us very was we were what when where which who whose why will with would
you your about after all also am any because before being both down during few other same such
under until while only let lets may might must yes again here now
"""
_IN_ANY_REQUEST = """
able already ask asked asks council currently day days department easier easy else every good
hello help hi idea like look made make makes making many month need needed needs new office
officer people person please put said say says service services somebody someone staff still
system systems take takes team teams thank thanks thing things think time times tool two use
used using want wants way week work works working year years
"""


_UNWANTED = re.compile(
    r"\b(?:(?:do|does|did|wo)(?:n['’]?t| not) (?:need|require) (?!to\b)"
    r"|(?:do|does|did)(?:n['’]?t| not) want an?y? "
    r"|no need for |not (?:asking for|looking for|after) )"
    r"(?:[\w'’-]+[ ]?){1,4}",
    re.IGNORECASE,
)
"""‘We don’t need a new booking system’; but who does ‘not need to ring’ or says ‘there is no form’
wishes for what is named."""

_APART = {"booking": "booking", "bookings": "booking"}
"""Words that the stemmer would take for others: a booking is no book."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word's stem, and where it stands in the text it is from."""

    stem: str
    start: int
    end: int


Phrase = tuple[str, ...]


def words_of(text: str) -> tuple[Word, ...]:
    """The first 4,000 words of the text."""
    return tuple(
        Word(stem(match[1].lower()), match.start(), match.end())
        for match in islice(_each_word(text), MOST_WORDS)
    )


def phrase_of(text: str) -> Phrase:
    """The stems of a synonym or a name, in order."""
    words = (match[1] for match in islice(_each_word(text), MOST_WORDS))
    return tuple(stem(word.lower()) for word in words)


def _each_word(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _WORD.finditer(text) if match[1])


def telling(phrase: Phrase) -> Phrase:
    """The stems that say something: no grammar, nothing that any request has."""
    return tuple(each for each in phrase if each not in _stop_stems() and len(each) > 1)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Porter's second stemmer for English; `applications` and `application` are one."""
    plain = word.replace("’", "").replace("'", "")
    return _APART.get(plain) or str(_stemmer().stemWord(plain[:40]))


@dataclass(frozen=True, slots=True)
class Text:
    """A request's words, ready to be searched for phrases."""

    said: str
    words: tuple[Word, ...]
    places: dict[str, tuple[int, ...]]
    unwanted: frozenset[int] = frozenset()
    """Where in the text stands what is not needed, letter by letter."""

    def find(self, phrase: Phrase) -> str | None:
        """The first place where the phrase is said, as it is said there, or None.

        One other word may stand between two of its words. What they say that they do not need is
        not what they ask for.
        """
        for first in self.places.get(phrase[0], ()):
            last = self._reaches(first, phrase[1:])
            if last is not None and self.words[first].start not in self.unwanted:
                return self.said[self.words[first].start : self.words[last].end]
        return None

    @property
    def beginnings(self) -> set[Phrase]:
        """Every stem, and every two with at most one word between them: how a phrase may begin."""
        stems = [word.stem for word in self.words]
        pairs = (zip(stems, stems[ahead:], strict=False) for ahead in range(1, 2 + _GAP))
        return {*((each,) for each in self.places), *(pair for near in pairs for pair in near)}

    def _reaches(self, at: int, rest: Phrase) -> int | None:
        for wanted in rest:
            near = range(at + 1, min(at + 2 + _GAP, len(self.words)))
            found = next((each for each in near if self.words[each].stem == wanted), None)
            if found is None:
                return None
            at = found
        return at


def read(said: str) -> Text:
    """The text with each stem's places."""
    words = words_of(said)
    places: dict[str, list[int]] = {}
    for position, word in enumerate(words):
        places.setdefault(word.stem, []).append(position)
    spans = (range(*match.span()) for match in _UNWANTED.finditer(said))
    unwanted = frozenset(letter for span in spans for letter in span)
    return Text(said, words, {each: tuple(where) for each, where in places.items()}, unwanted)


def in_any(texts: Iterable[str]) -> frozenset[str]:
    """The telling stems that any of the texts has."""
    return frozenset(each for text in texts for each in telling(phrase_of(text)))


@lru_cache(maxsize=20_000)
def phrases_of(capability: Capability) -> tuple[Phrase, ...]:
    """What it goes by: its name and synonyms, but for those that any request has."""
    said = (phrase_of(each) for each in (capability.name, *capability.synonyms))
    return tuple(dict.fromkeys(each for each in said if telling(each)))


@lru_cache(maxsize=20_000)
def stems_of(capability: Capability) -> frozenset[str]:
    """Every telling stem of what is written about it, but for where it stops fitting."""
    senses = (f"{each.name} {each.works_when}" for each in capability.senses)
    return in_any((capability.name, *capability.synonyms, capability.summary, *senses))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


def is_grammar(stem: str) -> bool:
    """Whether it is the stem of a word that says nothing by itself: the, of, we."""
    return stem in _grammar_stems()


@cache
def _grammar_stems() -> frozenset[str]:
    return frozenset(map(stem, _GRAMMAR.split()))


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(map(stem, (_GRAMMAR + _IN_ANY_REQUEST).split()))
