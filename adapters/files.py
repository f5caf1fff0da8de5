"""YAML and TOML files into typed values, every error with its file, line and field.

YAML is read as in YAML 1.2: only `true` and `false` are booleans, so that `yes`, `no` and `09:30`
are the words that people meant. Anchors, aliases and tags are refused: no file here needs them,
and a few lines of them can fill the memory.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.catalogue.catalogue import Catalogue, remarks
from bot.environment import CONFIG, SettingsProblem, read_settings
from bot.settings import PATHS, Settings
from bot.structuring import At, Misfit, Misfits, in_words, structure

T = TypeVar("T")
_DEEPEST = 40
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"|~|null|Null|NULL"), lambda _: None),
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"[-+]?[0-9]+\.[0-9]+"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)
_TOML_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
_TOML_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file or in ‘the environment’. Lines count from 1; None for no line."""

    path: Path | str
    line: int | None
    field: str
    what: str
    mend: str = ""

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line else ""
        field = f", {self.field}" if self.field else ""
        return f"{self.path}{line}{field}: {self.what} {self.mend}".rstrip()


class FileProblem(Exception):
    """A file that cannot be used, with everything that is wrong with it, in order of lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(slots=True)
class Source:
    """A file's plain value, the line of each place in it, and what is wrong already."""

    path: Path
    value: Any = None
    lines: dict[At, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, misfit: Misfit) -> Problem:
        """The misfit at its line, or at the line of the nearest thing around it."""
        at = misfit.at
        while at and at not in self.lines:
            at = at[:-1]
        line = self.lines.get(at)
        return Problem(self.path, line, in_words(misfit.at), misfit.what, misfit.mend)


def load(path: Path, into: type[T]) -> T:
    """The file as `into`, a frozen dataclass or a tuple of them. Raises `FileProblem`."""
    return _structured(read(path), into)


def check_catalogue(path: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue, and what would make it more useful. Raises `FileProblem` for what is wrong."""
    source = read(path)
    catalogue = _structured(source, Catalogue)
    return catalogue, tuple(map(source.problem, remarks(catalogue)))


def settings_from(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings in the file that GROUNDWORK_CONFIG names, else in the folder's groundwork.toml.

    No groundwork.toml means the defaults. Paths in the file count from where it lies, those in the
    environment from the folder. Raises `FileProblem`.
    """
    path = folder / (environment.get(CONFIG) or "groundwork.toml")
    there = CONFIG in environment or path.exists()
    source = _toml(path, _text(path)) if there else Source(path, {})
    try:
        return read_settings(_beside(path, source.value), environment)
    except SettingsProblem as problem:
        raise FileProblem([_setting(source, each) for each in problem.misfits]) from None


def _beside(path: Path, table: dict[str, object]) -> dict[str, object]:
    paths = {key: each for key, each in table.items() if key in PATHS and isinstance(each, str)}
    return table | {key: str(path.parent / each) for key, each in paths.items()}


def _setting(source: Source, misfit: Misfit) -> Problem:
    """A setting's problem at its line, or in the environment."""
    if str(misfit.at[0]).isupper():
        return Problem("the environment", None, in_words(misfit.at), misfit.what, misfit.mend)
    return source.problem(misfit)


def _structured(source: Source, into: type[T]) -> T:
    value: T | None = None
    try:
        value = structure(source.value, into)
    except Misfits as misfits:
        source.problems += map(source.problem, misfits.misfits)
    if value is None or source.problems:
        raise FileProblem(sorted(source.problems, key=lambda one: one.line or 0))
    return value


def read(path: Path) -> Source:
    """The file's plain value. Raises `FileProblem` where it cannot be read to its end."""
    text = _text(path)
    source = (_toml if path.suffix == ".toml" else _yaml)(path, text)
    if source.value is None and path.suffix != ".toml":
        raise _broken(path, None, "This file is empty.", "Fill it in, or take its setting out.")
    return source


def _text(path: Path) -> str:
    try:
        return (data := path.read_bytes()).decode("utf-8-sig")
    except FileNotFoundError:
        raise _broken(path, None, "There is no such file.", "Check the path.") from None
    except OSError as error:
        raise _broken(path, None, f"This cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _broken(path, line, "This is not UTF-8 text.", "Save the file as UTF-8.") from None


def _broken(path: Path, line: int | None, what: str, mend: str = "") -> FileProblem:
    return FileProblem([Problem(path, line, "", what, mend)])


def _yaml(path: Path, text: str) -> Source:
    source = Source(path)
    try:
        _document(_Events(source, yaml.parse(text, Loader=_Loader)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        mend = "Look at the spaces, colons and quotes on this line and the one before."
        raise _broken(path, line, f"This is not YAML: {error.problem}.", mend) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _broken(path, line, "There is a character that YAML does not allow.") from None
    return source


@dataclass(frozen=True, slots=True)
class _Events:
    """The parser's events and the file they come from.

    Events are used, not `yaml.compose`, which ends the process on 200,000 nested brackets.
    """

    source: Source
    stream: Iterator[yaml.Event]

    def next(self) -> yaml.Event:
        """The next event; aliases, anchors and tags are refused."""
        event = next(self.stream)
        anchored = getattr(event, "anchor", None)
        if anchored or getattr(event, "tag", None):
            what = "Anchors (&), aliases (*) and tags (!) are not used here."
            mend = "Write the value out, in quotes if it is text."
            raise _broken(self.source.path, _line(event), what, mend)
        return event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _document(events: _Events) -> None:
    events.next()
    first = events.next()
    if isinstance(first, yaml.StreamEndEvent):
        return
    events.source.value = _node(events, events.next(), ())
    events.next()
    after = events.next()
    if not isinstance(after, yaml.StreamEndEvent):
        what = "A second document starts here (---)."
        raise _broken(events.source.path, _line(after), what, "Keep one document a file.")


def _node(events: _Events, event: yaml.Event, at: At) -> object:
    events.source.lines.setdefault(at, _line(event))
    if len(at) > _DEEPEST:
        what = f"This is nested more than {_DEEPEST} levels deep."
        raise _broken(events.source.path, _line(event), what, "Write it flatter.")
    match event:
        case yaml.ScalarEvent():
            return _plain(events.source, event, at) if event.implicit[0] else event.value
        case yaml.SequenceStartEvent():
            return list(_items(events, at))
        case _:
            return dict(_pairs(events, at))


def _plain(source: Source, event: yaml.ScalarEvent, at: At) -> object:
    """Numbers, dates, true, false and nothing; the rest is text."""
    text = str(event.value)
    for pattern, meant in _PLAIN:
        if pattern.fullmatch(text):
            try:
                return meant(text)
            except ValueError:
                what = f"‘{text}’ is not a date in any calendar."
                source.problems.append(source.problem(Misfit(at, what)))
    return text


def _items(events: _Events, at: At) -> Iterator[object]:
    position = 0
    while not isinstance(event := events.next(), yaml.SequenceEndEvent):
        yield _node(events, event, (*at, position))
        position += 1


def _pairs(events: _Events, at: At) -> Iterator[tuple[str, object]]:
    seen: dict[str, int] = {}
    while not isinstance(event := events.next(), yaml.MappingEndEvent):
        key = _key(events, event)
        events.source.lines[*at, key] = _line(event)
        if key in seen:
            events.source.problems.append(_twice(events.source, (*at, key), seen[key]))
        seen.setdefault(key, _line(event))
        yield key, _node(events, events.next(), (*at, key))


def _key(events: _Events, event: yaml.Event) -> str:
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    what = "A key has to be plain text."
    raise _broken(events.source.path, _line(event), what, "Put quotes around it.")


def _twice(source: Source, at: At, first: int) -> Problem:
    what = f"‘{at[-1]}’ is here a second time; the first is on line {first}."
    return source.problem(Misfit(at, what, "Keep one of them."))


def _toml(path: Path, text: str) -> Source:
    import tomllib  # noqa: PLC0415 - only where there is such a file

    try:
        return Source(path, tomllib.loads(text), _toml_lines(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        what = str(error)[: found.start()] if found else str(error)
        mend = "Look at the quotes, brackets and equals signs on this line."
        raise _broken(path, line, f"This is not TOML: {what}.", mend) from None


def _toml_lines(text: str) -> dict[At, int]:
    """The line of each header and key; tomllib tells none. Text over several lines may add some."""
    lines: dict[At, int] = {}
    table: At = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _TOML_HEADER.match(line):
            table = _toml_table(header, lines)
            lines.setdefault(table, number)
        elif key := _TOML_KEY.match(line):
            lines.setdefault(table + _toml_names(key[1]), number)
    return lines


def _toml_table(header: re.Match[str], lines: Mapping[At, int]) -> At:
    names = _toml_names(header[2])
    if header[1] == "[":
        return names
    position = 0
    while (*names, position) in lines:
        position += 1
    return (*names, position)


def _toml_names(dotted: str) -> At:
    return tuple(name.strip("\"'") for name in dotted.split("."))
