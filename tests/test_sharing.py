"""The words that several people use, as the first of them typed them."""

import pytest

from bot.understanding.sharing import said_by_several


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("a skip licence", "Skips at the depot", "the Depot rota"), {"skip", "depot"}),
        (("we ring council tax", "Council tax tell us", "tax again"), {"council tax"}),
        (("proof of address", "the proof of an address"), {"proof", "address"}),
        (("tax, council", "council tax"), {"tax"}),
        (
            ("blue badge and skip hire", "a Blue Badge", "skips for hire"),
            {"blue badge", "skip", "hire"},
        ),
        (("only mine", "yours"), set()),
    ],
)
def test_pairs_stand_for_their_words_where_several_say_them_side_by_side(
    texts: tuple[str, ...], told: set[str]
) -> None:
    assert set(said_by_several(texts)) == told


def test_what_it_is_called_already_is_left_out() -> None:
    texts = ("a skip licence", "a Skip licence at the depot", "the depot")

    assert said_by_several(texts, but="Skips") == ("skip licence", "depot")
    assert said_by_several(texts, but="Skip licences") == ("depot",)


def test_what_most_say_comes_first_and_there_are_three_at_most() -> None:
    texts = ("ferry crane winch anchor", "crane, ferry, winch, anchor", "anchor")

    assert len(said_by_several(texts)) == 3
    assert said_by_several(texts)[0] == "anchor"
