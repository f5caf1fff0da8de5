"""How many and how long, read from words: ‘60ish, 15 mins each’, ‘a dozen a week’."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from bot.facts import Fact, Source
from bot.understanding.phrases import Word, Words

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_NAMED = {name: n for n, name in enumerate(_SMALL, 1)} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "dozen": 12,
    "hundred": 100,
    "couple": 2,
    "once": 1,
    "twice": 2,
    "thousand": 1000,
}
_MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1000}
_A_MONTH = {
    "day": 21.0,
    "daily": 21.0,
    "week": 52 / 12,
    "wk": 52 / 12,
    "weekly": 52 / 12,
    "fortnight": 26 / 12,
    "month": 1.0,
    "mth": 1.0,
    "monthly": 1.0,
    "pm": 1.0,
    "quarter": 1 / 3,
    "year": 1 / 12,
    "yr": 1 / 12,
    "annually": 1 / 12,
    "yearly": 1 / 12,
    "annum": 1 / 12,
    "pa": 1 / 12,
}
"""Times a month; 21 working days, as people who work count days."""

_MINUTES = {
    "min": 1.0,
    "mins": 1.0,
    "minute": 1.0,
    "minutes": 1.0,
    "hour": 60.0,
    "hours": 60.0,
    "hr": 60.0,
    "hrs": 60.0,
}
_PARTS = {"half": 0.5, "quarter": 0.25, "three quarters": 0.75}
"""Of an hour: ‘half an hour’, ‘a quarter of an hour’."""
_EACH = frozenset({"each", "every", "apiece", "per", "takes", "take", "taking"})
_ARTICLES = frozenset({"a", "an"})
_LINKS = frozenset({"a", "an", "per", "each", "every"})
_NOT_CASES = frozenset(
    {"day", "days", "week", "weeks", "wk", "wks", "month", "months", "mth", "mths"}
    | {"year", "years", "yr", "yrs", "ago"}
)
_MOST = 10_000_000
_FAR = 6
_HALF = 3
"""The words of ‘and a half’."""
_LEADS = frozenset(
    {"about", "around", "roughly", "maybe", "perhaps", "approx", "approximately", "circa"}
    | {"probably", "say", "i", "id", "would", "we", "get", "have", "its", "it", "is", "only"}
    | {"just", "over", "under", "nearly", "almost", "at", "least", "up", "to", "some"}
)
"""Words that may stand before a bare number in an answer: ‘about 60’, ‘I would say 60’."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number, and where its words begin and end."""

    number: float
    first: int
    end: int


def amounts_in(text: str, words: Words, *, asked: bool = False) -> dict[str, Fact]:
    """`volume_per_month` and `minutes_each`, where the words give them.

    `asked` says that the text answers the question, so that a bare number near its beginning is a
    volume.
    """
    facts: dict[str, Fact] = {}
    for amount in _amounts(words):
        for key, number, end in _readings(words, amount, asked=asked):
            part = text[words[amount.first].start : words[end - 1].end]
            facts.setdefault(key, Fact(min(round(number), _MOST), Source.READ, part))
    return facts


def _amounts(words: Words) -> Iterator[_Amount]:
    at = 0
    while at < len(words):
        amount = _amount_at(words, at)
        is_money = at > 0 and words[at - 1].text in {"£", "$"}
        if amount and not is_money:
            yield amount
        at = amount.end if amount else at + 1


def _amount_at(words: Words, at: int) -> _Amount | None:
    word = words[at].text
    if word[:1].isdecimal():
        return _Amount(_digits(word), at, at + 1)
    if part := _part_at(words, at):
        return part
    if word in _ARTICLES and _is(words, at + 1, {"hour"}):
        return _Amount(1, at, at + 1)
    after = at + 1 + _is(words, at + 1, {"of"})
    if word in _NAMED and _is(words, after, _MULTIPLES):
        return _Amount(_NAMED[word] * _MULTIPLES[words[after].text], at, after + 1)
    return _Amount(_NAMED[word], at, at + 1) if word in _NAMED else None


def _part_at(words: Words, at: int) -> _Amount | None:
    for named, part in _PARTS.items():
        end = at + len(named.split())
        if " ".join(word.text for word in words[at:end]) == named:
            end += _is(words, end, {"of"})
            end += _is(words, end, _ARTICLES)
            return _Amount(part, at, end) if _is(words, end, _MINUTES) else None
    return None


def _digits(word: str) -> float:
    """The number, or the middle of a range such as 2-4."""
    ends = [_number(end.strip()) for end in word.replace("–", "-").split("-")]
    return sum(ends) / len(ends)


def _number(digits: str) -> float:
    whole, _, rest = digits.replace(",", "")[:12].partition(".")
    return float(f"{whole}.{rest.replace('.', '')}0")


def _is(words: Words, at: int, names: Container[str]) -> bool:
    return at < len(words) and words[at].text in names


def _readings(words: Words, amount: _Amount, *, asked: bool) -> Iterator[tuple[str, float, int]]:
    unit = amount.end + _is(words, amount.end, {"ish", "or", "odd"})
    half = _and_a_half(words, unit)
    unit += half
    if unit < len(words) and words[unit].text in _MINUTES:
        half_after = _and_a_half(words, unit + 1)
        end = unit + 1 + half_after
        if (asked or _each(words, amount.first, end)) and not _period(words, end, far=2):
            number = amount.number + (0.5 if half or half_after else 0)
            yield "minutes_each", number * _MINUTES[words[unit].text], end
        return
    period = _period(words, amount.end)
    if period:
        yield "volume_per_month", amount.number * _A_MONTH[words[period - 1].text], period
    elif asked and _leads(words, amount.first) and not _is(words, amount.end, _NOT_CASES):
        yield "volume_per_month", amount.number, amount.end


def _and_a_half(words: Words, at: int) -> int:
    """How many words say that there is half of one more, before the unit or after it."""
    said = [word.text for word in words[at : at + _HALF]]
    return _HALF if said == ["and", "a", "half"] else 0


def _leads(words: Words, first: int) -> bool:
    """Whether the number is what the answer begins with."""
    return all(word.text in _LEADS for word in words[:first] if word.text)


def _each(words: Words, first: int, end: int) -> bool:
    near = [word.text for word in words[max(first - 3, 0) : end + 3]]
    return bool(_EACH & set(near))


def _period(words: Words, at: int, far: int = _FAR) -> int | None:
    """The end of ‘requests a month’, ‘per week’ or ‘daily’ after a number, if that stands here."""
    for step in range(at, min(at + far, len(words))):
        word: Word = words[step]
        if not word.text or word.text in _MINUTES or word.text[0].isdigit():
            return None
        if word.text in {"daily", "weekly", "monthly", "annually", "yearly", "pm", "pa"}:
            return step + 1
        if word.text in _LINKS and step + 1 < len(words) and words[step + 1].text in _A_MONTH:
            return step + 2
    return None
