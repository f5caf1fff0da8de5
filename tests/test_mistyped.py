"""Words as people mistype them are read as they were meant, and quoted as they were typed."""

import pytest

from bot.understanding.mistyped import MEANT
from bot.understanding.phrases import words_of
from tests.cast import book


@pytest.mark.parametrize(
    ("text", "key", "value", "words"),
    [
        ("we tyep it all in to Civica", "has_rekeying", "yes", "tyep it all"),
        ("residents emial us the details", "channel_now", "email", "emial us"),
        ("it is on a spredsheet", "channel_now", "spreadsheet", "a spredsheet"),
        ("about 20 a motnh", "volume_per_month", 20, "20 a motnh"),
    ],
)
def test_what_is_mistyped_is_read(text: str, key: str, value: str | int, words: str) -> None:
    fact = book().reader.read(text)[key]

    assert fact.value == value
    assert words in str(fact.words) or str(fact.words) in words


def test_a_word_of_its_own_is_left_as_it_is() -> None:
    for text in ("from", "form", "sing", "pots", "angel", "dairy", "trial"):
        assert [word.text for word in words_of(text)] == [text]


def test_nothing_is_meant_that_is_mistyped_itself() -> None:
    assert not MEANT.keys() & set(MEANT.values())
