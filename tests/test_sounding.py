"""What words tell by how often they stood in other messages: their kind, and their level."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from adapters.files import load
from benchmarks import counting
from benchmarks.weighing import learned
from bot.counted import Counted, Group, Leaning, grouped, signs_of
from bot.facts import Fact, Source
from bot.levels.judgement import Level, Sureness
from bot.levels.judging import Rules, judge
from bot.understanding.phrases import keys_of, words_of
from bot.understanding.reading import Lexicon, Reader
from bot.understanding.screening import HandOffs, Kind, screen
from bot.understanding.sounding import Kinds, Wordings
from bot.weighed import Weighed, Weight, weighed

HAND_OFFS = load(Path("bot/understanding/hand_offs.yaml"), HandOffs)
RULES = load(Path("bot/levels/rules.yaml"), Rules)
SAID = Counted(
    (
        Group({"request": 60}, "permit, by post"),
        Group({"fault": 60}, "glitchi, ^ the, go grey"),
        Group({"hardware": 60}, "gizmo"),
        Group({"fault": 4, "request": 4}, "page"),
    )
)
WEIGHED = Weighed(
    0.5,
    (Weight(12.0, "go grey"), Weight(4.0, "gizmo"), Weight(-1.0, "grey"), Weight(-10.0, "permit")),
)
KINDS = Kinds(lambda: WEIGHED, lambda: SAID)

WORDS = st.lists(st.sampled_from(["permit", "page", "the", "went", "grey", "by", "post", "."]))


def test_a_word_a_pair_and_the_beginning_are_counted() -> None:
    keys = keys_of(words_of("The page: 12 went. Grey"))

    assert [sign.key for sign in signs_of(keys)] == [
        *("the", "^ the", "the page", "page"),
        *("#", "# go", "go", "grey"),
    ]


def test_what_words_add_up_to_is_the_same_in_whatever_order_they_come() -> None:
    leaning = Leaning({"a": 0.1, "b": 0.2, "c": 0.3})

    assert leaning.weight("abc") == leaning.weight("cba")


@given(words=WORDS)
def test_what_is_written_together_is_read_apart(words: list[str]) -> None:
    counts = {word: dict(Counter(words)) for word in words}
    weights = {word: float(len(word)) for word in words}

    assert grouped(counts).words == counts
    assert weighed(1.5, weights).leaning.weights == weights


@pytest.mark.parametrize(
    ("text", "kind", "hand_off", "words"),
    [
        ("Our kiosk. It went grey", Kind.NOT_A_REQUEST, "fault", "went grey"),
        ("A gizmo, please", Kind.UNSURE, None, None),
        (
            "For Ann. A gizmo, and for Tom as well, when it suits",
            Kind.NOT_A_REQUEST,
            "hardware",
            "gizmo",
        ),
        ("a permit by post", Kind.REQUEST, None, None),
        ("page", Kind.UNSURE, None, None),
    ],
)
def test_what_other_messages_were_tells_where_no_phrase_does(
    text: str, kind: Kind, hand_off: str | None, words: str | None
) -> None:
    screened = screen(text, HAND_OFFS, KINDS)

    assert (screened.kind, screened.hand_off, screened.words) == (kind, hand_off, words)


def test_what_is_wished_for_is_held_against_it() -> None:
    wish = "We would like a form for a gizmo"

    assert screen(wish, HAND_OFFS, KINDS).kind is Kind.REQUEST


def test_few_words_tell_less_than_many() -> None:
    words = "gizmo " + "so " * 18
    few, many = KINDS.weight(words_of("gizmo")), KINDS.weight(words_of(words))

    assert 0 < few < many


def test_a_risk_to_somebody_is_told_by_phrases_alone() -> None:
    assert "urgent" not in load(Path("bot/understanding/counted.yaml"), Counted).kinds


def test_what_always_stands_together_counts_once_and_what_stands_everywhere_not_at_all() -> None:
    alone = [({"kiosk", "the"}, True), ({"permit", "the"}, False)] * 20
    doubled = [({"kiosk", "box", "the"}, True), ({"permit", "the"}, False)] * 20

    heavy, light = (
        learned([(frozenset(words), is_it) for words, is_it in rows], 3).leaning.weights
        for rows in (alone, doubled)
    )
    assert heavy["kiosk"] > 2
    assert heavy["permit"] < -2
    assert "the" not in heavy
    assert light["kiosk"] == light["box"] < heavy["kiosk"]


def test_what_stood_in_a_text_or_two_is_not_weighed() -> None:
    rows = [(frozenset({"kiosk"}), True)] * 3 + [(frozenset({"permit"}), False)] * 2

    assert set(learned(rows, 3).leaning.weights) <= {"kiosk"}


def weights_add_up(weight: Callable[[list[str]], float], words: list[str]) -> bool:
    """Whether saying the same again adds nothing, and every sign counts for itself."""
    leaning = SAID.speaking_for(["fault", "hardware"])
    signs = {sign.key for sign in signs_of(words)}
    return weight(words) == pytest.approx(sum(leaning.weights.get(sign, 0) for sign in signs))


def law(words: list[str]) -> float:
    leaning = SAID.speaking_for(["fault", "hardware"])
    return leaning.weight({sign.key for sign in signs_of(words)})


@given(words=WORDS)
def test_words_count_once_however_often_they_are_said(words: list[str]) -> None:
    assert weights_add_up(law, words)


def test_the_law_finds_words_that_count_twice() -> None:
    def twice(words: list[str]) -> float:
        leaning = SAID.speaking_for(["fault", "hardware"])
        return leaning.weight(sign.key for sign in signs_of(words))

    assert find(WORDS, lambda words: not weights_add_up(twice, words))


LEVELS = Counted(
    (
        Group({"access": 9}, "paper, form, leaflet"),
        Group({"efficiency": 9}, "twice, both, copi, retyp"),
        Group({"transformation": 9}, "whole"),
    )
)
WORDINGS = Wordings(lambda: LEVELS)
READER = Reader(load(Path("bot/understanding/reading.yaml"), Lexicon), WORDINGS)


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("it is copied and retyped twice in both of our books", "efficiency"),
        ("something about the whole of it, if you would please", "perhaps_transformation"),
        ("the leaflet, copied and so on and on and on", None),
        ("twice, both copied, retyped", None),
    ],
)
def test_a_request_sounds_like_the_level_of_others_in_such_words(
    text: str, sounds: str | None
) -> None:
    fact = READER.read(text).get("worded_like")

    assert (fact.value if fact else None) == sounds
    assert fact is None or (fact.words and fact.words in text)


def test_without_counts_nothing_sounds_like_anything() -> None:
    assert Wordings().fact("a b c d e f g h", words_of("a b c d e f g h")) == {}
    assert Kinds().weight(words_of("hello")) == 0


def test_how_it_is_worded_never_makes_it_sure_and_is_told_where_it_decides() -> None:
    worded = {"worded_like": Fact("efficiency", Source.READ, "such words")}
    form = {"asks_for": Fact("form", Source.READ, "a form")}
    paper = {"channel_now": Fact("paper", Source.READ, "on paper")}

    bare, decided = judge(form, RULES), judge(worded, RULES)
    alike = judge({**form, **paper, "worded_like": Fact("access", Source.READ, "so")}, RULES)

    assert decided.level is Level.EFFICIENCY
    assert [reason.fact for reason in decided.reasons] == ["worded_like"]
    assert decided.sure is not Sureness.SURE
    assert "worded_like" not in {reason.fact for reason in alike.reasons}
    assert alike.probabilities[Level.ACCESS] > bare.probabilities[Level.ACCESS]


FILES = counting.files()


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_counts_and_weights_are_those_of_the_rows(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == FILES[path], "run: python -m benchmarks.counting"
