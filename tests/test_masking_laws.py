"""What masking keeps to, whatever is typed. Each law comes with a fault that it catches."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from adapters.files import load
from benchmarks.masking import ROWS, Rows
from bot.understanding.masking import Masked, Masker
from bot.understanding.personal import Kind, Marks

MARKS = load(Path("bot/understanding/masking.yaml"), Marks)
MASKER = Masker(MARKS)
LINES = load(ROWS, Rows)

Mask = Callable[[str], Masked]

_HARMLESS = ("the", "form", "is", "24", "hours", "slow", "GW-123", "room", "12", "paper")
_ODD = (
    "",
    "\n",
    "😀",
    "\u202e",
    "\x00",
    "[",
    "]",
    "@",
    "mr",
    "Dr",
    "14",
    "at",
    "Cllr",
    "0",
    "’s",
    "shops",
)
_PIECES = [*(row.text for row in LINES.personal), *(row.text for row in LINES.traps)]
_WORDS_OF_ROWS = sorted({word for text in _PIECES for word in text.split()})
_BETWEEN = st.sampled_from(("", " ", "\n", ", "))
_LISTS = st.lists(
    st.sampled_from(_PIECES)
    | st.sampled_from(_WORDS_OF_ROWS)
    | st.sampled_from(_ODD)
    | st.text(max_size=5),
    max_size=12,
)


texts = st.builds(str.join, _BETWEEN, _LISTS)


def stays_masked(mask: Mask, text: str) -> bool:
    once = mask(text).text
    return mask(once) == Masked(once)


def only_takes_out(mask: Mask, text: str) -> bool:
    """The marks apart, what is left stands in the text in the same order."""
    mark = "|".join(re.escape(each) for each in MARKS.marks.values())
    pattern = ".+?".join(re.escape(part) for part in re.split(mark, mask(text).text))
    return re.search(mark, text) is not None or re.fullmatch(pattern, text, re.DOTALL) is not None


def harmless_words_change_nothing(mask: Mask, text: str) -> bool:
    harmless = " ".join(_HARMLESS)
    both = sum(mask(f"{harmless} {text} {harmless}").found.values())
    return both <= sum(mask(text).found.values())


@settings(max_examples=200, deadline=None)
@given(texts)
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    assert stays_masked(MASKER.mask, text)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_masking_only_takes_out(text: str) -> None:
    assert only_takes_out(MASKER.mask, text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(_PIECES))
def test_harmless_words_beside_it_are_never_masked(text: str) -> None:
    assert harmless_words_change_nothing(MASKER.mask, text)


def disguising(text: str) -> Masked:
    """Puts another name in place of a name."""
    done = MASKER.mask(text)
    return Masked(done.text.replace("[name]", "Mrs Doe"), done.found)


def tidying(text: str) -> Masked:
    return Masked(" ".join(MASKER.mask(text).text.lower().split()))


def eager(text: str) -> Masked:
    """Takes every number for personal data."""
    masked_text, n = re.subn(r"\d+", "[phone number]", text)
    return Masked(masked_text, {Kind.PHONE: n} if n else {})


@pytest.mark.parametrize(
    ("law", "fault"),
    [(stays_masked, disguising), (only_takes_out, tidying), (harmless_words_change_nothing, eager)],
)
def test_a_fault_is_found(law: Callable[[Mask, str], bool], fault: Mask) -> None:
    def broken(text: str) -> bool:
        return not law(fault, text)

    assert find(texts, broken, settings=settings(max_examples=500, deadline=None)) is not None
    with pytest.raises(NoSuchExample):
        find(st.just("we type it in"), lambda text: not law(MASKER.mask, text))
