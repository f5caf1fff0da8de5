"""Names and addresses: recognised by a title or a house number, and by the words around them."""

import re
from collections.abc import Sequence

from bot.understanding.personal import (
    GAP,
    POSTCODE,
    WORD,
    Kind,
    Marks,
    Shape,
    any_of,
    before,
    last_word,
)

_NEXT = re.compile(rf"{GAP}(?P<word>{WORD})")
_NEAR = re.compile(rf"(?:{GAP})?(?P<word>{WORD})")
_MOST_NAMES = 3
_MOST_STREET_WORDS = 4
_YEAR = re.compile("(?:19|20)[0-9]{2}(?:[-–/][0-9]+)?")


def _following(
    text: str, at: int, most: int, pattern: re.Pattern[str] = _NEXT
) -> list[re.Match[str]]:
    """The next words of the line, at most so many."""
    words: list[re.Match[str]] = []
    while len(words) < most and (found := pattern.match(text, at)):
        words.append(found)
        at = found.end()
    return words


def _word_after(text: str, at: int) -> str:
    words = _following(text, at, 1)
    return words[0]["word"].lower() if words else ""


def _capital(word: re.Match[str]) -> bool:
    return word["word"][0].isupper()


def _same_case(name: re.Match[str], word: re.Match[str]) -> bool:
    """Both with one capital letter: in a line of capitals nobody can say where a name ends."""
    return _capital(word) and not name["word"].isupper() and not word["word"].isupper()


class Names:
    """Names with a title, and first and last names behind a word such as ‘resident’."""

    def __init__(self, words: Marks) -> None:
        self._words = words

    def shapes(self) -> tuple[Shape, Shape]:
        """With a title, and without."""
        titles, residents = any_of(self._words.titles), any_of(self._words.residents)
        titled = re.compile(
            rf"(?<![\w@])(?P<it>(?:(?i:{titles})\.?{GAP[:-5]}{{0,3}}(?:(?i:and|or)\b|[&/+]){GAP[:-5]}{{0,3}})?"
            rf"(?P<title>(?i:{titles}))\b\.?(?:{GAP[:-5]}{{0,3}}(?:[A-Z](?:\.(?=\w)|"
            rf"\.?(?={GAP}[A-Z]))|[a-z]\.(?=(?:{GAP})?[a-z]))){{0,3}})"
        )
        untitled = re.compile(
            rf"(?<!\w)(?i:{residents})(?:[:,]|{GAP}(?i:is|called|named))?(?=(?P<it>{GAP}))"
        )
        return Shape(Kind.NAME, titled, self._titled), Shape(Kind.NAME, untitled, self._untitled)

    def _titled(self, found: re.Match[str]) -> tuple[int, int] | None:
        start, at = found.span("it")
        if last_word(before(found, start)) in self._words.public_titles:
            return None
        names = self._names(found.string, at)
        if not names or not self._is_sure(found, names):
            return None
        return start, names[-1].end()

    def _names(self, text: str, at: int) -> list[re.Match[str]]:
        """The words of the name that follows; none where the first of them is no name."""
        first = _following(text, at, 1, _NEAR if text[at - 1] == "." else _NEXT)
        words = [*first, *(_following(text, first[0].end(), 5) if first else ())]
        at = next((n for n, word in enumerate(words) if not self._is_particle(words, n)), 0)
        if not words or len(words[at]["word"]) < 2 or self._is_no_name(words[at]):
            return []
        return words[: at + 1] + self._more(words[at], words[at + 1 :])

    def _is_particle(self, words: Sequence[re.Match[str]], at: int) -> bool:
        """Whether it leads to a surname: ‘van’, or an initial in small letters."""
        word = words[at]["word"].lower()
        after = words[at + 1]["word"].lower() if at + 1 < len(words) else ""
        if not after or self._is_no_name(words[at + 1]) or after in self._words.after_names:
            return False
        is_initial = len(word) == 1 and not self._is_no_name(words[at])
        return is_initial or word in self._words.particles

    def _is_no_name(self, word: re.Match[str]) -> bool:
        plain = word["word"].lower().replace("'", "").replace("’", "")
        return plain in self._words.not_names

    def _more(self, first: re.Match[str], rest: Sequence[re.Match[str]]) -> list[re.Match[str]]:
        """What belongs to the name behind its first word."""
        more: list[re.Match[str]] = []
        for at, word in enumerate(rest):
            if self._is_no_name(word) or self._proper(more) + 1 == _MOST_NAMES:
                break
            is_surname = not more and self._is_surname(first, word)
            in_capitals = _capital(first) and (
                self._is_particle(rest, at) or _same_case(first, word)
            )
            if not (is_surname or in_capitals):
                break
            more.append(word)
        return more

    def _proper(self, names: Sequence[re.Match[str]]) -> int:
        return sum(name["word"].lower() not in self._words.particles for name in names)

    def _is_surname(self, first: re.Match[str], word: re.Match[str]) -> bool:
        """In ‘mrs amy wu’, but not in ‘mr james rang’."""
        is_first_name = first["word"].lower() in self._words.first_names
        return is_first_name and word["word"].lower() not in self._words.after_names

    def _is_sure(self, found: re.Match[str], names: Sequence[re.Match[str]]) -> bool:
        title = found["title"]
        if title.isupper() and not _capital(names[0]):  # ‘the MR is open’
            return False
        if title.lower() not in self._words.doubtful_titles:
            return True
        if title.istitle() and _capital(names[0]):
            return True
        text, start, end = found.string, found.start("it"), names[-1].end()
        return (
            last_word(before(found, start)) in self._words.before_names
            or _word_after(text, end) in self._words.after_names
        )

    def _untitled(self, found: re.Match[str]) -> tuple[int, int] | None:
        words = _following(found.string, found.start("it"), 2)
        if len(words) < 2 or not all(map(_capital, words)) or self._is_no_name(words[1]):
            return None
        if words[1]["word"].lower() in self._words.streets | self._words.doubtful_streets:
            return None  # ‘pupil Hazel Grove’
        is_known = words[0]["word"].lower() in self._words.first_names
        return (words[0].start("word"), words[1].end()) if is_known else None


_TAIL = re.compile(
    rf"(?:[,\s]{{1,3}}(?P<words>[^\W\d_][\w'’.-]{{0,30}}(?:[,\s]{{1,3}}[^\W\d_][\w'’.-]{{0,30}}){{0,3}}))?"
    rf"[,\s]{{1,4}}{POSTCODE}(?!\w)"
)
_TOWN = re.compile(
    rf",(?:{GAP})?(?P<words>(?P<word>{WORD})(?:{GAP}{WORD}){{0,2}})(?=\s{{0,3}}(?:[.,;:)\]\n]|$))"
)
_STREET_WORD = re.compile(
    rf"(?:,(?:{GAP})?|{GAP})(?P<word>{WORD})(?:['’]s?(?={GAP})|\.(?={GAP}\w))?"
)


class Homes:
    """Addresses: a house number, a street, and the town and postcode joined to them."""

    def __init__(self, words: Marks) -> None:
        self._words = words
        self._types = words.streets | words.doubtful_streets

    def shapes(self) -> tuple[Shape]:
        """With a number; a house that has only a name is not recognised."""
        units = any_of(self._words.units)
        pattern = re.compile(
            rf"(?<![\w£$€#/-])(?<![0-9][.,])(?P<it>(?:(?P<unit>(?i:{units}))\.?{GAP}(?:\w{{1,4}},?{GAP})?)?"
            rf"(?:(?i:number|no)\.?{GAP})?(?P<number>[0-9]{{1,4}}(?P<letter>[A-Za-z])?"
            rf"(?:[-–/][0-9]{{1,4}}[A-Za-z]?)?))(?=,|{GAP})"
        )
        return (Shape(Kind.ADDRESS, pattern, self._address),)

    def _address(self, found: re.Match[str]) -> tuple[int, int] | None:
        start, at = found.span("it")
        if last_word(before(found, start)) in self._words.before_numbers:
            return None
        words = _following(found.string, at, _MOST_STREET_WORDS, _STREET_WORD)
        for last in range(len(words) - 1, 0, -1):
            end = words[last].end("word")
            tail = self._tail(found.string, end)
            if self._is_street(found, words[: last + 1], has_postcode=tail is not None):
                return start, tail or self._towns(found.string, end)
        return None

    def _is_street(
        self, found: re.Match[str], words: Sequence[re.Match[str]], *, has_postcode: bool
    ) -> bool:
        *names, kind = words
        plain = [name["word"].lower() for name in names]
        called = plain[1:] if plain[0] == "the" else plain
        if kind["word"].lower() not in self._types or set(called) & self._words.not_streets:
            return False
        if has_postcode:
            return True
        if _word_after(found.string, kind.end("word")) in self._words.after_streets:
            return False
        if _YEAR.fullmatch(found["number"]) and not found["unit"]:
            return False
        return self._is_home(found, names, kind)

    def _is_home(
        self, found: re.Match[str], names: Sequence[re.Match[str]], kind: re.Match[str]
    ) -> bool:
        """With capital letters, or where the words before the number say so."""
        is_doubtful = kind["word"].lower() in self._words.doubtful_streets
        own = [name for name in names if name["word"].lower() != "the"]
        if all(map(_capital, own or names)) and (_capital(kind) or not is_doubtful):
            return True
        if found["unit"]:
            return True
        front = before(found, found.start("it")).rstrip(" \t")
        near = last_word(front)
        if is_doubtful:
            behind = re.sub(r"[^\W_]+\W*$", "", front)
            return bool({near, last_word(behind)} & self._words.homes)
        begins = not front or not front[-1].isalnum()
        return begins or bool(found["letter"]) or near in self._words.before_houses

    def _tail(self, text: str, at: int) -> int | None:
        """The end of the postcode that belongs to the street, with a town before it or without."""
        found = _TAIL.match(text, at)
        if not found:
            return None
        words = re.findall(r"[^\W\d_]+", (found["words"] or "").lower())
        return None if set(words) & self._words.not_streets else found.end()

    def _towns(self, text: str, at: int) -> int:
        """The end of the towns behind commas: capital letters, up to a comma or a stop."""
        for _ in range(2):
            town = _TOWN.match(text, at)
            if not town or not _capital(town) or not self._may_be_town(town["words"]):
                break
            at = town.end()
        return at

    def _may_be_town(self, words: str) -> bool:
        return not set(words.lower().split()) & self._words.not_names
