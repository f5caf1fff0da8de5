"""What somebody wrote, where others quote it word for word, be it part of a line alone."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalogue.terms import in_any
from bot.triage.taking_out import KEYS_OF_OURS, Redaction

RUN = 4
"""Words one after the other that are taken for a quotation though nothing marks them as one."""

SHORTEST = 6
"""Characters of one word that is looked for: a shorter one is anybody's."""

_TELLING = 2
"""Of a run, so many words say something: ‘at the end of’ is anybody's."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_QUOTED = re.compile(r"‘([^‘]+?)’(?!\w)|“([^”]+)”|\"([^\"]+)\"|(?<!\w)'((?:[^']|'(?=\w))+)'(?!\w)")
_COUNTED = frozenset({"gaps", "shown"})
"""Names by which figures are counted; they stay as they are."""

Span = tuple[int, int]
Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotations(Redaction):
    """Takes out what stands in quotation marks and was written so, and any long enough run of it.

    `known` are names that are nobody's own.
    """

    runs: frozenset[Run] = frozenset()
    known: frozenset[str] = frozenset()

    def _in_words(self, text: str) -> tuple[str, int]:
        spans = tuple(_together(sorted((*self._marked_as_such(text), *self._runs_in(text)))))
        for start, end in reversed(spans):
            marks = "\n".join(self.mark for _ in text[start:end].split("\n"))
            text = f"{text[:start]}{marks}{text[end:]}"
        return text, len(spans)

    def _marked_as_such(self, text: str) -> Iterator[Span]:
        for found in _QUOTED.finditer(text):
            group = found.lastindex or 0
            if self._is_theirs(found[group]):
                yield found.span(group)

    def _is_theirs(self, quoted: str) -> bool:
        words = _words(quoted)
        if quoted.casefold() in self.known or len("".join(words)) < SHORTEST:
            return False
        return any(_spaced(words) in _spaced(_words(piece)) for piece in self.pieces)

    def _runs_in(self, text: str) -> Iterator[Span]:
        found = tuple(_WORD.finditer(text))
        windows = (found[n : n + RUN] for n in range(len(found) - RUN + 1))
        theirs = (
            (window[0].start(), window[-1].end())
            for window in windows
            if tuple(_plain(each[0]) for each in window) in self.runs
        )
        for start, end in _together(theirs):
            if len(in_any([text[start:end]])) >= _TELLING:
                yield start, end


def quotations(said: Iterable[str], mark: str, known: Iterable[str]) -> Quotations:
    """What takes out what was said, a line each, where others quote it."""
    lines = tuple(dict.fromkeys(said))
    runs = frozenset(run for line in lines for run in _runs_of(line))
    return Quotations(lines, mark, KEYS_OF_OURS | _COUNTED, runs, frozenset(known))


def _runs_of(line: str) -> Iterator[Run]:
    words = _words(line)
    for n in range(len(words) - RUN + 1):
        yield words[n : n + RUN]


def _words(text: str) -> Run:
    return tuple(_plain(each) for each in _WORD.findall(text))


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'")


def _spaced(words: Run) -> str:
    return f" {' '.join(words)} "


def _together(spans: Iterable[Span]) -> Iterator[Span]:
    """Those that run into each other as one."""
    last: Span | None = None
    for start, end in spans:
        if last and start <= last[1]:
            last = last[0], max(last[1], end)
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last
