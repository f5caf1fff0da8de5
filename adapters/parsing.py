"""YAML as a plain value with the line of each place in it, and what is wrong in a file.

YAML is read as in YAML 1.2: only `true` and `false` are booleans, so that `yes`, `no` and `09:30`
are the words that people meant. Anchors, aliases and tags are refused: no file here needs them,
and a few lines of them can fill the memory.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.structuring import At, Misfit, in_words

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


def broken(path: Path | str, line: int | None, what: str, mend: str = "") -> FileProblem:
    """The one thing for which a file cannot be read any further."""
    return FileProblem([Problem(path, line, "", what, mend)])


def documents(path: Path, text: str) -> Iterator[Source]:
    """Each document of a YAML file, with its lines. Raises `FileProblem` as it comes upon it."""
    with _told(path, text):
        events = yaml.parse(text, Loader=_Loader)
        next(events)
        while isinstance(next(events), yaml.DocumentStartEvent):
            source = Source(path)
            reading = _Events(source, events)
            source.value = _node(reading, reading.next(), ())
            reading.next()
            yield source


def one_document(path: Path, text: str) -> Source:
    """The one document of a YAML file; its value is None in an empty file. Raises `FileProblem`."""
    source = Source(path)
    with _told(path, text):
        _document(_Events(source, yaml.parse(text, Loader=_Loader)))
    return source


@contextmanager
def _told(path: Path, text: str) -> Iterator[None]:
    """What the parser finds is told with its line."""
    try:
        yield
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        mend = "Look at the spaces, colons and quotes on this line and the one before."
        raise broken(path, line, f"This is not YAML: {error.problem}.", mend) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise broken(path, line, "There is a character that YAML does not allow.") from None


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
            raise broken(self.source.path, _line(event), what, mend)
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
        raise broken(events.source.path, _line(after), what, "Keep one document a file.")


def _node(events: _Events, event: yaml.Event, at: At) -> object:
    events.source.lines.setdefault(at, _line(event))
    if len(at) > _DEEPEST:
        what = f"This is nested more than {_DEEPEST} levels deep."
        raise broken(events.source.path, _line(event), what, "Write it flatter.")
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
    raise broken(events.source.path, _line(event), what, "Put quotes around it.")


def _twice(source: Source, at: At, first: int) -> Problem:
    what = f"‘{at[-1]}’ is here a second time; the first is on line {first}."
    return source.problem(Misfit(at, what, "Keep one of them."))
