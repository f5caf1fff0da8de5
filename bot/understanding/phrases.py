"""A small language for phrases, so that data files need no regular expressions.

A phrase is elements with spaces between them. An element is
    word        any form of the word: `key` finds keys, keyed and keying
    =word       exactly this word
    word*       any word that begins so
    a|b|=c      one of these
    {name}      one of the words in the list of that name
    #           a number          _           any one word
    ..          at most 4 words   ...         at most 8 words (never past the end of a sentence)
and `?` after an element makes it optional. Case, apostrophes and hyphens do not matter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import snowballstemmer

from bot.understanding.mistyped import MEANT

MOST_WORDS = 4000
"""Of a longer text the first so many words are read: a request comes before what it encloses."""

_LONGEST_WORD = 40
_TOKEN = re.compile(
    r"\[[^\W\d_]+(?: [^\W\d_]+){0,3}\]"  # what was taken out, such as [phone number]
    r"|\d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?"  # 1,200 or 2-4
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[£$]"
    r"|[.!?;:…]+|\n\s*\n|\n\s*[-*•]"
)
_IRREGULAR = {
    form: stem
    for stem, forms in {
        "be": "is are was were been being am",
        "break": "broke broken",
        "bring": "brought",
        "come": "came",
        "do": "does did done doing",
        "email": "e-mail emailing",
        "get": "got gotten gets getting",
        "give": "gave given",
        "go": "went gone goes going",
        "have": "has had having",
        "keep": "kept",
        "lose": "lost losing",
        "make": "made",
        "mean": "meant",
        "pay": "paid",
        "ring": "rang rung",
        "send": "sent",
        "spend": "spent",
        "steal": "stole stolen",
        "take": "took taken",
        "tell": "told",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, as it was meant, and where it stands.

    The end of a sentence is a word without letters.
    """

    text: str
    stem: str
    start: int
    end: int


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a phrase was found: words `first` up to, but without, `end`."""

    label: int
    first: int
    end: int


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """The word without its endings (English Snowball, with common irregular verbs)."""
    if word in _IRREGULAR or len(word) > _LONGEST_WORD:
        return _IRREGULAR.get(word, word)
    # a stemmer has state of its own, so threads must not share one
    return str(snowballstemmer.stemmer("english").stemWord(word))


def words_of(text: str) -> Words:
    """The first MOST_WORDS words of a text."""
    return tuple(_word(match) for match in islice(_TOKEN.finditer(text), MOST_WORDS))


def part_of(text: str, words: Words, span: tuple[int, int]) -> str:
    """The part of the text from the first of these words up to, but without, the second."""
    first, end = span
    return text[words[first].start : words[end - 1].end]


def keys_of(words: Words) -> list[str]:
    """The words as they are counted: stems, # for a number, and "" for the end of a sentence."""
    return ["#" if word.text[:1].isdigit() else word.stem for word in words]


def _word(match: re.Match[str]) -> Word:
    plain = match.group().lower().replace("'", "").replace("’", "")
    is_end = not plain[0].isalnum() and plain[0] not in "£$["
    shown = "" if is_end else MEANT.get(plain, plain)
    return Word(shown, stem_of(shown), match.start(), match.end())


@dataclass(frozen=True, slots=True)
class _Element:
    stems: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    anything: bool = False
    number: bool = False
    optional: bool = False
    gap: int = 0

    def fits(self, word: Word) -> bool:
        if not word.text:
            return False
        return (
            word.stem in self.stems
            or word.text in self.exact
            or self.anything
            or (self.number and word.text[0].isdigit())
            or (bool(self.prefixes) and word.text.startswith(self.prefixes))
        )


Phrase = tuple[_Element, ...]


def parse(phrase: str, lists: Mapping[str, tuple[str, ...]]) -> Phrase:
    """Read a phrase; ValueError if it is empty, begins with a gap or names an unknown list."""
    elements = tuple(_element(part, lists) for part in phrase.lower().split())
    if not elements or elements[0].gap or elements[0].optional:
        raise ValueError(f"phrase ‘{phrase}’ must begin with a word")
    return elements


def _element(part: str, lists: Mapping[str, tuple[str, ...]]) -> _Element:
    if part in ("..", "..."):
        return _Element(gap=4 if part == ".." else 8)
    optional = part.endswith("?")
    words = tuple(_expand(part.removesuffix("?"), lists))
    if wrong := next((word for word in words if "?" in word or not word.strip("=*")), None):
        raise ValueError(f"‘{wrong}’ in ‘{part}’ is no word: a ? stands at the end of an element")
    return _Element(
        stems=frozenset(stem_of(_plain(w)) for w in words if w[0] not in "=_#" and w[-1] != "*"),
        exact=frozenset(_plain(w[1:]) for w in words if w[0] == "="),
        prefixes=tuple(w[:-1] for w in words if w[-1] == "*"),
        anything="_" in words,
        number="#" in words,
        optional=optional,
    )


def _plain(word: str) -> str:
    return word.replace("'", "").replace("’", "")


def _expand(part: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for word in part.split("|"):
        name = word.strip("{}")
        if word.startswith("{") and name not in lists:
            raise ValueError(f"there is no list of words called ‘{name}’")
        yield from lists[name] if word.startswith("{") else (word,)


class PhraseBook:
    """Many labelled phrases, looked for in one pass over the words."""

    def __init__(
        self, phrases: Iterable[tuple[int, str]], lists: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._by_word: dict[str, list[tuple[int, Phrase]]] = defaultdict(list)
        self._by_shape: list[tuple[int, Phrase]] = []
        for label, text in phrases:
            phrase = parse(text, lists)
            first = phrase[0]
            for word in first.stems | first.exact:
                self._by_word[word].append((label, phrase))
            if first.prefixes or first.number or first.anything:
                self._by_shape.append((label, phrase))

    def find(self, words: Words) -> Iterator[Found]:
        """Every place where a phrase stands, the shortest stretch of each."""
        for at, word in enumerate(words):
            for label, phrase in self._that_may_start_with(word):
                if phrase[0].fits(word):
                    end = _end(phrase, 1, words, at + 1)
                    if end is not None:
                        yield Found(label, at, end)

    def _that_may_start_with(self, word: Word) -> Iterator[tuple[int, Phrase]]:
        for key in {word.text, word.stem}:
            yield from self._by_word.get(key, ())
        yield from self._by_shape


def _end(phrase: Phrase, at: int, words: Words, position: int) -> int | None:
    """The position after the rest of the phrase, if it stands here."""
    if at == len(phrase):
        return position
    element = phrase[at]
    if element.gap:
        return _end_after_gap(phrase, at, words, position)
    if position < len(words) and element.fits(words[position]):
        end = _end(phrase, at + 1, words, position + 1)
        if end is not None:
            return end
    return _end(phrase, at + 1, words, position) if element.optional else None


def _end_after_gap(phrase: Phrase, at: int, words: Words, position: int) -> int | None:
    for skipped in range(phrase[at].gap + 1):
        end = _end(phrase, at + 1, words, position + skipped)
        if end is not None:
            return end
        if position + skipped >= len(words) or not words[position + skipped].text:
            return None
    return None
