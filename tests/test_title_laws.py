"""What titles keep to, whatever is typed. Each law comes with a fault that it catches."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.titles import LONGEST, title_of

TEXTS = tuple(
    str(json.loads(row)["text"])
    for row in Path("benchmarks/data/requests.jsonl").read_text(encoding="utf-8").splitlines()
)

Titled = Callable[[str], str]
Law = Callable[[Titled, str], bool]


def is_short_enough(titled: Titled, text: str) -> bool:
    return len(titled(text)) <= LONGEST


def is_there_where_there_are_words(titled: Titled, text: str) -> bool:
    """Even after a greeting, which alone says nothing."""
    return titled("?!") == "" and titled(f"{text[:1_900]}\npermits") != ""


def is_a_stretch_of_whole_words_of_theirs(titled: Titled, text: str) -> bool:
    """All but a single word that is longer than a title may be."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    theirs = " ".join(printable.split()).casefold()
    title = titled(text).removesuffix("…").casefold()
    after = theirs[theirs.find(title) + len(title) :]
    whole = " " not in title or not (title[-1].isalnum() and after[:1].isalnum())
    return title in theirs and whole


LAWS: tuple[Law, ...] = (
    is_short_enough,
    is_there_where_there_are_words,
    is_a_stretch_of_whole_words_of_theirs,
)
_PIECES = st.sampled_from(sorted({word for text in TEXTS for word in text.split()}))
_ODD = st.sampled_from(
    (".", "\n", "…", "hi", "can we", "so", "please", " - ", ", it", "\x00", ": ")
)
texts = st.sampled_from(TEXTS) | st.lists(_PIECES | _ODD | st.text(max_size=4)).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_whatever_is_typed_the_title_keeps_to_its_laws(text: str) -> None:
    for law in LAWS:
        assert law(title_of, text), law.__name__


def _cuts_anywhere(text: str) -> str:
    return text[: LONGEST - 1]


def _says_more(text: str) -> str:
    return f"Request: {text}"


def _invents(text: str) -> str:
    return f"New {title_of(text)}"[:LONGEST]


def _gives_up(_: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("fault", "law"),
    [
        (_says_more, is_short_enough),
        (_gives_up, is_there_where_there_are_words),
        (_cuts_anywhere, is_a_stretch_of_whole_words_of_theirs),
        (_invents, is_a_stretch_of_whole_words_of_theirs),
    ],
)
def test_each_law_catches_its_fault(fault: Titled, law: Law) -> None:
    assert not all(law(fault, text) for text in TEXTS)
    assert all(law(title_of, text) for text in TEXTS)
