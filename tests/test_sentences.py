"""The code and the words file agree: no sentence is missing, and none is left over."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

import pytest

from adapters import files
from tests import house

_PIECE = "([a-z0-9_]+)"
EN = house.ROOT / "bot" / "words" / "en.yaml"


@dataclass(frozen=True, slots=True)
class Uses:
    """The names of sentences in some code.

    `whole` are written out and `counted` are asked for by a number. `patterns` are put together
    from a section and pieces that are found only while running. `texts` are all strings there are:
    a piece has to be one of them, or several with `_` between, or made by one of `pieces`.
    """

    whole: frozenset[str]
    counted: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    pieces: tuple[re.Pattern[str], ...]
    texts: frozenset[str]


@cache
def _sentences() -> dict[str, str]:
    found: dict[str, str] = {}
    for section, lines in files.load(EN, dict[str, dict[str, str]]).items():
        found |= {f"{section}.{key}": text for key, text in lines.items()}
    return found


def _uses(sources: list[ast.Module], sections: frozenset[str], data: frozenset[str]) -> Uses:
    named = re.compile(rf"(?:{'|'.join(sorted(sections))})\.(?!(?:yaml|html)$)[a-z0-9_]+")
    nodes = [node for source in sources for node in ast.walk(source)]
    pieces = {id(each) for node in nodes for each in _no_whole(node)}
    whole_nodes = (node for node in nodes if id(node) not in pieces)
    texts = {text for node in whole_nodes if (text := _text(node)) is not None}
    asked = {name for node in nodes for name in _asked(node, frozenset({"rich", "plain"}))}
    counted = {name for node in nodes for name in _asked(node, frozenset({"count"}))}
    whole = {text for text in texts if named.fullmatch(text)} | asked
    patterns = [_pattern(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    begun = tuple(each for each in patterns if each.pattern.split("\\.")[0] in sections)
    made = tuple(each for each in patterns if re.match("[a-z]+_", each.pattern))
    known = frozenset(texts) | data
    return Uses(frozenset(whole - counted), frozenset(counted), begun, made, known)


def _text(node: ast.AST) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case _:
            return None


def _no_whole(node: ast.AST) -> Iterator[ast.AST]:
    """Strings that stand for nothing by themselves: docstrings, and pieces of a longer one."""
    match node:
        case ast.JoinedStr(values=values):
            yield from values
        case ast.Expr(value=value):
            yield value


def _asked(node: ast.AST, methods: frozenset[str]) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(name)), *_]):
            if method in methods and "." in name:
                yield name


def _pattern(node: ast.JoinedStr) -> re.Pattern[str]:
    texts = (_text(each) for each in node.values)
    pieces = (_PIECE if text is None else re.escape(text) for text in texts)
    # Two pieces with `_` between are one: where it is cut is for `_made_of` to find.
    return re.compile("".join(pieces).replace(f"{_PIECE}_{_PIECE}", _PIECE))


def _made_of(piece: str, uses: Uses) -> bool:
    """Whether the piece is one of the texts, or some of them with `_` between."""
    if piece in uses.texts or _fits(piece, uses.pieces, uses):
        return True
    cuts = (at for at, letter in enumerate(piece) if letter == "_")
    return any(piece[:at] in uses.texts and _made_of(piece[at + 1 :], uses) for at in cuts)


def _fits(name: str, patterns: tuple[re.Pattern[str], ...], uses: Uses) -> bool:
    found = (each.fullmatch(name) for each in patterns)
    return any(all(_made_of(piece, uses) for piece in each.groups()) for each in found if each)


def _is_there(name: str, sentences: dict[str, str]) -> bool:
    return name in sentences or _is_counted(name, sentences)


def _is_counted(name: str, sentences: dict[str, str]) -> bool:
    return f"{name}_one" in sentences and f"{name}_many" in sentences


def missing(uses: Uses, sentences: dict[str, str]) -> list[str]:
    """Names that the code uses and the files lack."""
    whole = (name for name in uses.whole if not _is_there(name, sentences))
    counted = (name for name in uses.counted if not _is_counted(name, sentences))
    begun = (
        each.pattern
        for each in uses.patterns
        if not any(each.fullmatch(form) for name in sentences for form in _forms(name))
    )
    return sorted((*whole, *counted, *begun))


def left_over(uses: Uses, sentences: dict[str, str]) -> list[str]:
    """Sentences that no code uses."""
    return sorted(name for name in sentences if not any(_used(f, uses) for f in _forms(name)))


def _forms(name: str) -> tuple[str, str]:
    return name, re.sub(r"_(one|many)$", "", name)


def _used(name: str, uses: Uses) -> bool:
    return name in uses.whole or name in uses.counted or _fits(name, uses.patterns, uses)


def _scalars(value: object) -> Iterator[str]:
    match value:
        case dict():
            for key, each in value.items():
                yield str(key)
                yield from _scalars(each)
        case list():
            for each in value:
                yield from _scalars(each)
        case bool():
            yield "yes" if value else "no"
        case _:
            yield str(value)


@cache
def _ours() -> Uses:
    sections = frozenset(name.partition(".")[0] for name in _sentences())
    sources = [house.tree(path) for path in house.files("bot", "adapters")]
    data = (path for path in (house.ROOT / "bot").rglob("*.yaml") if path.parent != EN.parent)
    loaded = (files.read(path).value for path in data)
    return _uses(sources, sections, frozenset(text for each in loaded for text in _scalars(each)))


def test_every_sentence_that_the_code_names_is_there() -> None:
    assert missing(_ours(), _sentences()) == []


def test_every_sentence_is_used() -> None:
    assert left_over(_ours(), _sentences()) == []


def _of(code: str) -> Uses:
    return _uses([ast.parse(code)], frozenset({"news"}), frozenset())


@pytest.mark.parametrize(
    "code",
    [
        "words.rich('news.gone')",
        "words.plain('nowhere.gone')",
        "words.count('news.taken', 2)",
        "name = 'news.gone'",
        "words.rich(f'news.gone_{key}')",
    ],
)
def test_a_missing_sentence_would_be_found(code: str) -> None:
    assert len(missing(_of(code), {"news.taken": "Taken."})) == 1


@pytest.mark.parametrize(
    "code",
    [
        "words.rich('news.taken')",
        "name = 'news.taken'",
        "words.rich(f'news.{key}'); key = 'taken'",
        "words.rich(f'news.{key}_{how}'); (key, how) = ('ta', 'ken')",
    ],
)
def test_a_sentence_left_over_would_be_found(code: str) -> None:
    sentences = {"news.taken": "Taken.", "news.ta_ken": "Taken.", "news.dropped": "Dropped."}

    assert "news.dropped" in left_over(_of(code), sentences)
    assert len(left_over(_of(code), sentences)) == 2


def test_both_forms_of_a_counted_sentence_are_used() -> None:
    sentences = {"news.taken_one": "1.", "news.taken_many": "{n}."}

    assert left_over(_of("words.count('news.taken', 2)"), sentences) == []
    assert missing(_of("words.count('news.taken', 2)"), sentences) == []


@pytest.mark.parametrize("name", _sentences())
def test_a_sentence_is_well_made(name: str) -> None:
    text = _sentences()[name]
    slots = [slot for _, slot, _, _ in Formatter().parse(text) if slot is not None]

    assert text.count("**") % 2 == 0
    assert all(slot.isidentifier() for slot in slots)
    assert '"' not in text
    assert "'" not in text
