"""Count what words stood in which kind of message: `python -m benchmarks.counting`.

It writes the two files of counts that the bot goes by, from the rows in `data/`: which messages
were requests and where the others went (`data/hand-offs.jsonl`), and of which level requests were.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from benchmarks.weighing import learned
from bot.counted import Counted, Group, grouped, signs_of
from bot.levels.judgement import Level
from bot.understanding.phrases import keys_of, words_of
from bot.understanding.screening import URGENT
from bot.understanding.sounding import REQUEST
from bot.weighed import Weighed

DATA = Path(__file__).parent / "data"
_BOT = Path(__file__).parent.parent / "bot"
LEAST = 3
"""In how many messages a word, or a pair, must have stood to be counted at all."""

_HEAD = """\
# {what}
# Counted by `python -m benchmarks.counting` in the rows of benchmarks/data: in so many texts of
# each kind stood these words, and these pairs of neighbours. # is a number, ^ the beginning.

groups:
"""

_WEIGHTS_HEAD = """\
# How much words say that a message is no request: 2 is sure, as in hand_offs.yaml; less than
# nothing says that it is one. Weighed by `python -m benchmarks.counting` in the rows of
# benchmarks/data. # is a number, ^ the beginning.
"""

Labelled = tuple[str, str]
"""A text and its kind."""


def kinds(rows: Iterable[Mapping[str, str]], hand_offs: Mapping[str, str]) -> Iterator[Labelled]:
    """Whether each is a request, or where it goes."""
    for row in rows:
        kind = hand_offs[row["id"]] if row["label"] == "not_a_request" else REQUEST
        if kind != URGENT:  # which only phrases may say
            yield row["text"], kind


def levels(rows: Iterable[Mapping[str, str]]) -> Iterator[Labelled]:
    """The level of each request that was given one, unless whoever gave it was unsure."""
    for row in rows:
        if row["label"] in set(Level) and row.get("label_confidence") != "low":
            yield row["text"], row["label"]


def counted(labelled: Iterable[Labelled], least: int = LEAST) -> Counted:
    """What stood in at least so many of them."""
    found: dict[str, Counter[str]] = {}
    for text, kind in labelled:
        for key in _signs(text):
            found.setdefault(key, Counter())[kind] += 1
    return grouped({key: each for key, each in found.items() if each.total() >= least})


@cache
def _signs(text: str) -> frozenset[str]:
    return frozenset(sign.key for sign in signs_of(keys_of(words_of(text))))


def rows_in(folder: Path = DATA) -> list[dict[str, str]]:
    """Every row that has a label."""
    files = sorted(folder.glob("*.jsonl"))
    return [row for file in files for row in _rows(file) if "label" in row]


def hand_offs_in(folder: Path = DATA) -> dict[str, str]:
    """Where each row goes that is no request, by its id."""
    return {row["id"]: row["hand_off"] for row in _rows(folder / "hand-offs.jsonl")}


def no_request(labelled: Iterable[Labelled]) -> Weighed:
    """What each word says for no request."""
    return learned(((_signs(text), kind != REQUEST) for text, kind in labelled), LEAST)


def files() -> dict[Path, str]:
    """What each file of counts, and of weights, has in it."""
    rows = rows_in()
    of_kinds = list(kinds(rows, hand_offs_in()))
    return {
        _BOT / "understanding/weighed.yaml": _weights_written(no_request(of_kinds)),
        _BOT / "understanding/counted.yaml": _written(
            "Which words tell where a matter goes that is no request.", counted(of_kinds)
        ),
        _BOT / "levels/counted.yaml": _written(
            "Which words tell of what level a request is.", counted(levels(rows))
        ),
    }


def _written(what: str, found: Counted) -> str:
    return _HEAD.format(what=what) + "".join(map(_line, found.groups))


def _weights_written(found: Weighed) -> str:
    lines = (
        f"  - each: {one.each}\n    words: {_shown_words(one.words)}\n" for one in found.weights
    )
    return f"{_WEIGHTS_HEAD}\nbase: {found.base}\nweights:\n{''.join(lines)}"


def _line(group: Group) -> str:
    return f"  - kinds: {{{_shown(group.kinds)}}}\n    words: {_shown_words(group.words)}\n"


def _shown_words(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _shown(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{kind}: {n}" for kind, n in kinds.items())


def _rows(file: Path) -> Iterator[dict[str, str]]:
    return map(json.loads, file.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
