"""Shapes of personal data, and the words beside them that tell it from what only looks like it.

Every pattern is bounded, so that no text takes longer than in proportion to its length.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """A kind of personal data that is recognised."""

    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    NATIONAL_INSURANCE = "national_insurance"
    NHS = "nhs"
    BIRTH = "birth"


@dataclass(frozen=True)
class Marks:
    """The words of masking.yaml. Raises ValueError where a mark could itself be masked, or lacks.

    The file says what each list is for.
    """

    marks: Mapping[Kind, str]
    titles: frozenset[str]
    doubtful_titles: frozenset[str]
    public_titles: frozenset[str]
    before_names: frozenset[str]
    after_names: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    first_names: frozenset[str]
    residents: frozenset[str]
    units: frozenset[str]
    streets: frozenset[str]
    doubtful_streets: frozenset[str]
    not_streets: frozenset[str]
    before_numbers: frozenset[str]
    before_houses: frozenset[str]
    homes: frozenset[str]
    after_streets: frozenset[str]
    before_references: frozenset[str]
    births: frozenset[str]
    months: frozenset[str]
    public_domains: frozenset[str]
    mailboxes: frozenset[str]

    def __post_init__(self) -> None:
        for kind in Kind:
            if not re.fullmatch(r"\[[A-Za-z ]+\]", self.marks.get(kind, "")):
                raise ValueError(f"mark for {kind}: write a plain word in square brackets")

    @cached_property
    def reference_before(self) -> re.Pattern[str]:
        """A reference's name at the end of what stands before a number."""
        return re.compile(
            rf"(?i)\b(?:{any_of(self.before_references)})\W{{0,3}}"
            r"(?:(?:number|no|num|code|id|is|was|of)\b\W{0,3}){0,2}$"
        )


Extent = Callable[[re.Match[str]], "tuple[int, int] | None"]


@dataclass(frozen=True, slots=True)
class Shape:
    """Where one kind may begin, and how far it reaches there: None where it only looks so."""

    kind: Kind
    pattern: re.Pattern[str]
    extent: Extent


# Between two words of a line: blanks, and marks of direction and width that nobody sees.
GAP = "[ \t\u00a0\u2009\u202f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]{1,3}"
_LETTERS = r"[^\W\d_]{1,30}"
WORD = rf"{_LETTERS}(?:['’](?![sS]\b){_LETTERS}|-{_LETTERS}){{0,3}}(?!\w)"
_LOOK_BACK = 48
_LAST_WORD = re.compile(r"([^\W_][^\W_'’]*)[^\w\n]*$")


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


def before(found: re.Match[str], at: int) -> str:
    """What stands shortly before that place."""
    return found.string[max(0, at - _LOOK_BACK) : at]


def last_word(text: str) -> str:
    """The last word of its last line, in small letters; empty where there is none."""
    found = _LAST_WORD.search(text)
    return found[1].lower() if found else ""


def _whole(found: re.Match[str]) -> tuple[int, int]:
    return found.span("it")


def _if(holds: Callable[[re.Match[str]], bool]) -> Extent:
    return lambda found: found.span("it") if holds(found) else None


def _digits(found: re.Match[str]) -> str:
    return re.sub("[^0-9]", "", found["it"])


# ---- postcodes

_AREAS = (
    "A[BL]|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]|JE"
    "|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?|T[ADFNQRSW]"
    "|UB|W[ACDFNRSV]?|YO|ZE"
)
"""All postcode areas of the UK and the Crown dependencies."""

POSTCODE = rf"(?i:(?:{_AREAS})[0-9][0-9A-Z]?{GAP[:-5]}{{0,2}}[0-9][ABD-HJLNP-UW-Z]{{2}})"
_ENDS_NO_POSTCODE = re.compile(r"[0-9](?:st|nd|rd|th|gb|GB|tb|TB)$")
"""‘B12 3rd floor’ and ‘M2 8GB’ look like postcodes. Some real ones are given up for them."""


def _is_postcode(found: re.Match[str]) -> bool:
    return not _ENDS_NO_POSTCODE.search(found["it"])


# ---- phone numbers

_SEP = rf"(?:{GAP[:-5]}|[-‑–.()])"
_PHONE = re.compile(
    rf"(?<![\w£$€+])(?<![0-9][-.,:/])(?<![A-Za-z]-)"
    rf"(?P<it>(?P<abroad>(?:\+|00)44{_SEP}{{0,2}}(?:\(?0\)?{_SEP}?)?)?"
    rf"(?P<rest>(?(abroad)|\(?0)[127](?:{_SEP}{{0,2}}[0-9]){{8,9}}))(?!\w)(?![-.][0-9])"
)
"""03 and 08 numbers are not looked for: they belong to organisations."""


def _is_phone(found: re.Match[str]) -> bool:
    groups = re.findall("[0-9]+", found["rest"])
    number = "".join(groups)
    national = number if not found["abroad"] else f"0{number}"
    whole = len(national) == 11 or (len(national) == 10 and national[1] == "1")
    first = 2 if found["abroad"] else 3
    return whole and len(groups[0]) >= first and all(len(group) >= 2 for group in groups)


# ---- NHS and National Insurance numbers

_NHS = re.compile(
    r"(?<![\w£$€+])(?<![\w][-.,:/])"
    rf"(?P<it>[0-9]{{3}}(?P<gap>{GAP}|-)[0-9]{{3}}(?P=gap)[0-9]{{4}}|[0-9]{{10}})(?!\w)(?![-.,/][0-9])"
)


def _is_nhs(digits: str) -> bool:
    """The check digit of the NHS Data Dictionary: modulus 11, weights 10 down to 2."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return -total % 11 == int(digits[9]) and digits != "0" * 10


_NATIONAL_INSURANCE = re.compile(
    rf"(?i)(?<![\w£$-])(?P<it>(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    rf"(?P<gaps>(?:{_SEP}?[0-9]{{2}}){{3}}{_SEP}?)[A-D])(?![\w-])"
)
"""The prefixes that HMRC has given out (manual NIM39110)."""


def _is_national_insurance(found: re.Match[str]) -> bool:
    """Blanks between all pairs or none; with capital letters, anywhere: ‘at 120000 a year’."""
    gaps = len(found["gaps"]) - 6
    return gaps in (0, 4) or found["it"].upper() == found["it"]


# ---- dates of birth


def _birth(words: Marks) -> re.Pattern[str]:
    month = rf"(?:{any_of(words.months)})\b\.?"
    day = r"[0-9]{1,2}(?:st|nd|rd|th)?"
    year, part = "(?:[0-9]{4}|[0-9]{2})", "[0-9]{1,2}"
    return re.compile(
        rf"(?i)(?<!\w)(?:{any_of(words.births)})(?!\w)"
        r"[\s:=\-–(]{0,4}(?:(?:is|was|on|the)\s{1,2}){0,3}"
        rf"(?P<it>{part}[/.\- ]{part}[/.\- ]{year}|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"
        rf"|{day}\s{{0,2}}(?:of\s)?{month},?\s{{0,2}}{year}"
        rf"|{month}\s{{1,2}}{day},?\s{{1,2}}[0-9]{{4}})(?!\w)"
    )


# ---- email addresses

_EMAIL = re.compile(
    r"(?<![\w.+%'’-])(?P<it>(?P<local>\w[\w.+%'’-]{0,63})@(?P<domain>(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}))(?![\w@])"
)


def _is_persons(words: Marks) -> Callable[[re.Match[str]], bool]:
    mailbox = re.compile(rf"(?:(?:{any_of(words.mailboxes)})[._-]?)+[0-9]{{0,3}}")
    domain = re.compile(rf"(?:.*\.)?(?:{any_of(words.public_domains)})")

    def persons(found: re.Match[str]) -> bool:
        public = domain.fullmatch(found["domain"].lower())
        return not (public and mailbox.fullmatch(found["local"].lower()))

    return persons


def numbered(words: Marks) -> tuple[Shape, ...]:
    """What is recognised by the shape of its letters and digits alone."""
    postcode = re.compile(rf"(?<![\w-])(?P<it>{POSTCODE})(?![\w-])")

    def is_reference(found: re.Match[str]) -> bool:
        return bool(words.reference_before.search(before(found, found.start("it"))))

    def is_phone(found: re.Match[str]) -> bool:
        return _is_phone(found) and not is_reference(found)

    def is_nhs(found: re.Match[str]) -> bool:
        apart = found["gap"] is not None
        return _is_nhs(_digits(found)) and (apart or not (is_reference(found) or _rings(found)))

    return (
        Shape(Kind.EMAIL, _EMAIL, _if(_is_persons(words))),
        Shape(Kind.BIRTH, _birth(words), _whole),
        Shape(Kind.NATIONAL_INSURANCE, _NATIONAL_INSURANCE, _if(_is_national_insurance)),
        Shape(Kind.PHONE, _PHONE, _if(is_phone)),
        Shape(Kind.NHS, _NHS, _if(is_nhs)),
        Shape(Kind.POSTCODE, postcode, _if(_is_postcode)),
    )


def _rings(found: re.Match[str]) -> bool:
    """Ten digits together that are a phone number, though too short a one to be masked as such."""
    return found["it"].startswith(("01", "02", "03", "07", "08"))
