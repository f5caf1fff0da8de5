"""Reading facts from what people write. What a fact rests on is an exact part of the text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.fact_keys import WORDS, problem_with
from bot.facts import Fact, Source
from bot.understanding.amounts import amounts_in
from bot.understanding.phrases import Found, PhraseBook, Words, part_of, words_of
from bot.understanding.sounding import Wordings

_LEADS_TO_NAME = re.compile(r"^.*\b(?:into|onto)\s+(?:the\s+)?", re.IGNORECASE | re.DOTALL)
"""‘type it into Uniform’ names Uniform."""

_ENOUGH = 2
_LOOK_BACK = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """Phrases that state a fact.

    `weight` 2 is enough alone, 1 only beside others. `denied` is the value stated when the phrase
    is denied (‘we don’t take payments’); empty means that a denial states nothing. A cue with
    `unless_wished` is left out where people say what they would like to have.
    """

    fact: str
    value: str
    phrases: tuple[str, ...]
    weight: int = 2
    denied: str = ""
    unless_wished: bool = False

    def __post_init__(self) -> None:
        for value in filter(None, (self.value, self.denied)):
            if problem := problem_with(self.fact, value):
                raise ValueError(f"cue for {self.fact}: {problem}")
        if not self.phrases:
            raise ValueError(f"cue for {self.fact} {self.value}: it has no phrases")


@dataclass(frozen=True, slots=True)
class Guess:
    """A fact taken for granted where it was not said but another fact makes it likely.

    It is always shown as a guess.
    """

    fact: str
    value: str
    where: str
    is_one_of: tuple[str, ...]

    def __post_init__(self) -> None:
        pairs = [(self.fact, self.value), *((self.where, value) for value in self.is_one_of)]
        for key, value in pairs:
            if problem := problem_with(key, value):
                raise ValueError(f"guess for {self.fact}: {problem}")


@dataclass(frozen=True)
class Lexicon:
    """The words that facts are read from. Where two values weigh the same, the first cue wins.

    `denials`, `doubts` and `wishes` are phrases that, shortly before a cue, turn it round.
    `cancels` take a denial back (‘so they don’t have to ring us’ says that they ring now).
    `named` are phrases, or for `system_named` names, whose whole stretch is the value.
    """

    lists: Mapping[str, tuple[str, ...]]
    denials: tuple[str, ...]
    cancels: tuple[str, ...]
    doubts: tuple[str, ...]
    wishes: tuple[str, ...]
    cues: tuple[Cue, ...]
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    guesses: tuple[Guess, ...] = ()

    def __post_init__(self) -> None:
        if unknown := set(self.named) - WORDS:
            raise ValueError(f"named: {', '.join(sorted(unknown))} is no fact that is free words")
        _ = self.book, self.turns, self.names  # phrases that cannot be read are refused at once

    @cached_property
    def book(self) -> PhraseBook:
        """The cues' phrases, labelled by the cue's place."""
        every = ((at, text) for at, cue in enumerate(self.cues) for text in cue.phrases)
        return PhraseBook(every, self.lists)

    @cached_property
    def turns(self) -> PhraseBook:
        """Denials, cancels, doubts and wishes, labelled 0 to 3."""
        groups = enumerate((self.denials, self.cancels, self.doubts, self.wishes))
        return PhraseBook(((at, text) for at, texts in groups for text in texts), self.lists)

    @cached_property
    def names(self) -> PhraseBook:
        """What names a thing, labelled by the place of its fact in `named`."""
        groups = enumerate(self.named.values())
        return PhraseBook(((at, text) for at, texts in groups for text in texts), self.lists)


_DENIAL, _CANCEL, _DOUBT, _WISH = range(4)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A cue that was found: what it states, how much it weighs, and where."""

    cue: int
    value: str
    weight: int
    found: Found


class Reader:
    """Reads texts by a lexicon."""

    def __init__(self, lexicon: Lexicon, wordings: Wordings | None = None) -> None:
        self._lexicon, self._wordings = lexicon, wordings or Wordings()

    def read(self, text: str) -> dict[str, Fact]:
        """The facts that the words state; of long texts the first words only (MOST_WORDS)."""
        words = words_of(text)
        signs = self._signs(text, words)
        facts = {key: _fact(text, words, best) for key, best in _best_of(signs).items()}
        facts |= self._named(text, words) | amounts_in(text, words)
        facts |= self._wordings.fact(text, words)
        return _guesses(facts, self._lexicon.guesses) | facts

    def _signs(self, text: str, words: Words) -> dict[str, list[_Sign]]:
        signs: dict[str, list[_Sign]] = {}
        turns = _by_end(self._lexicon.turns.find(words), text, words)
        for found in self._lexicon.book.find(words):
            cue = self._lexicon.cues[found.label]
            before = _turns_before(found, turns, words)
            if value := _stated(cue, {turn.label for turn in before}):
                whole = _with_denial(found, before) if value == cue.denied else found
                signs.setdefault(cue.fact, []).append(_Sign(found.label, value, cue.weight, whole))
        return signs

    def _named(self, text: str, words: Words) -> dict[str, Fact]:
        keys = tuple(self._lexicon.named)
        wished = _wished(self._lexicon.turns.find(words))
        facts: dict[str, Fact] = {}
        for found in self._lexicon.names.find(words):
            if found.first in wished:
                continue
            part = _part(text, words, found)
            name = _LEADS_TO_NAME.sub("", part)
            facts.setdefault(keys[found.label], Fact(name, Source.READ, part))
        return facts


def _wished(turns: Iterator[Found]) -> set[int]:
    """Where wishes stand: who ‘would like the form’ likens nothing to it."""
    wishes = (turn for turn in turns if turn.label == _WISH)
    return {at for wish in wishes for at in range(wish.first, wish.end)}


def _by_end(turns: Iterator[Found], text: str, words: Words) -> dict[int, list[Found]]:
    by_end: dict[int, list[Found]] = {}
    for turn in turns:
        if not _is_over(turn, text, words):
            by_end.setdefault(turn.end, []).append(turn)
    return by_end


def _is_over(turn: Found, text: str, words: Words) -> bool:
    """‘Bookings please, people ring us’: what comes behind the comma is no longer wished for."""
    end = words[turn.end - 1].end
    return turn.label == _WISH and text[end : end + 1] == ","


def _turns_before(found: Found, turns: Mapping[int, list[Found]], words: Words) -> list[Found]:
    """The turns that stand in the same sentence shortly before."""
    before: list[Found] = []
    for end in range(found.first, max(found.first - _LOOK_BACK, 0), -1):
        before += turns.get(end, ())
        if not words[end - 1].text:
            break
    return before


def _with_denial(found: Found, before: list[Found]) -> Found:
    """‘Nobody pays us’ is quoted whole: by half it would say that they do."""
    denials = (turn.first for turn in before if turn.label == _DENIAL)
    return replace(found, first=min(denials, default=found.first))


def _stated(cue: Cue, turns: set[int]) -> str:
    wished = cue.unless_wished and _WISH in turns and _CANCEL not in turns
    if _DOUBT in turns or wished:
        return ""
    denied = _DENIAL in turns and _CANCEL not in turns
    return cue.denied if denied else cue.value


def _best_of(signs: Mapping[str, list[_Sign]]) -> dict[str, _Sign]:
    best = {}
    for fact, found in signs.items():
        weights = _weights(found)
        value = max(weights, key=lambda v: (weights[v], -_rank(found, v)))
        if weights[value] >= _ENOUGH:
            mine = (sign for sign in found if sign.value == value)
            best[fact] = max(mine, key=lambda sign: (sign.weight, -sign.found.first))
    return best


def _weights(signs: list[_Sign]) -> dict[str, int]:
    """By value; a cue counts once, however often its phrases are found."""
    counted = {(sign.cue, sign.value): sign.weight for sign in signs}
    weights: dict[str, int] = {}
    for (_, value), weight in counted.items():
        weights[value] = weights.get(value, 0) + weight
    return weights


def _rank(signs: list[_Sign], value: str) -> int:
    return min(sign.cue for sign in signs if sign.value == value)


def _fact(text: str, words: Words, sign: _Sign) -> Fact:
    return Fact(sign.value, Source.READ, _part(text, words, sign.found))


def _part(text: str, words: Words, found: Found) -> str:
    return part_of(text, words, (found.first, found.end))


def _guesses(facts: Mapping[str, Fact], guesses: tuple[Guess, ...]) -> dict[str, Fact]:
    return {
        guess.fact: Fact(guess.value, Source.ASSUMED)
        for guess in guesses
        if guess.fact not in facts
        and guess.where in facts
        and facts[guess.where].value in guess.is_one_of
    }
