"""YAML and TOML files into typed values, every error with its file, line and field."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from adapters.parsing import FileProblem, Problem, Source, broken, one_document
from bot.catalogue.catalogue import Catalogue, remarks
from bot.environment import CONFIG, SettingsProblem, read_settings, variable_for
from bot.settings import PATHS, Settings
from bot.structuring import At, Misfit, Misfits, in_words, structure

__all__ = ["FileProblem", "Problem", "Source"]

T = TypeVar("T")
MOST_BYTES = 20_000_000
"""Of one file: far more than 10,000 entries take."""


class NotUtf8(FileProblem):
    """A file whose text is in another encoding; its one problem has the line where that shows."""


_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-")
"""How what is packed, what older Office programs saved, and a PDF begin."""

_TOML_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"'-]+)\s*\]\]?")
_TOML_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")


def load(path: Path, into: type[T]) -> T:
    """The file as `into`, a frozen dataclass or a tuple of them. Raises `FileProblem`."""
    return structured(read(path), into)


def check_catalogue(path: Path) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue, and what would make it more useful. Raises `FileProblem` for what is wrong."""
    source = read(path)
    catalogue = structured(source, Catalogue)
    return catalogue, tuple(map(source.problem, remarks(catalogue)))


def settings_from(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings in the file that GROUNDWORK_CONFIG names, else in the folder's groundwork.toml.

    No groundwork.toml means the defaults. Paths in the file count from where it lies, those in the
    environment from the folder. Raises `FileProblem`.
    """
    path = folder / (environment.get(CONFIG) or "groundwork.toml")
    there = CONFIG in environment or path.exists()
    source = _toml(path, text_of(path)) if there else Source(path, {})
    try:
        return read_settings(_beside(path, source.value), environment)
    except SettingsProblem as problem:
        told = [_setting(source, each, there=there) for each in problem.misfits]
        raise FileProblem(sorted(told, key=lambda one: (one.line is None, one.line))) from None


def _beside(path: Path, table: dict[str, object]) -> dict[str, object]:
    paths = {key: each for key, each in table.items() if key in PATHS and isinstance(each, str)}
    return table | {key: str(path.parent / each) for key, each in paths.items()}


def _setting(source: Source, misfit: Misfit, *, there: bool) -> Problem:
    """A setting's problem at its line, or in the environment, where all is that has no file."""
    in_environment = str(misfit.at[0]).isupper()
    if there and not in_environment:
        return source.problem(misfit)
    where = in_words(misfit.at) if in_environment else variable_for(misfit.at)
    return Problem("the environment", None, where, misfit.what, misfit.mend)


def structured(source: Source, into: type[T]) -> T:
    """What was read as `into`. Raises `FileProblem`."""
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
    text = text_of(path)
    source = (_toml if path.suffix == ".toml" else one_document)(path, text)
    if source.value is None and path.suffix != ".toml":
        raise broken(path, None, "This file is empty.", "Fill it in, or take its setting out.")
    return source


def only(sources: list[Source]) -> Source:
    """The one document there is to be. Raises `FileProblem`."""
    if len(sources) > 1:
        second = sources[1]
        what = "A second document starts here (---)."
        raise broken(second.path, second.lines.get(()), what, "Keep one document a file.")
    return sources[0]


def text_of(path: Path) -> str:
    """The file's text, of at most MOST_BYTES. Raises `FileProblem`."""
    return decoded(path, bytes_of(path))


def bytes_of(path: Path) -> bytes:
    """What the file holds, of at most MOST_BYTES. Raises `FileProblem`."""
    try:
        with path.open("rb") as file:
            return bounded(path, file.read(MOST_BYTES + 1))
    except FileNotFoundError:
        raise broken(path, None, "There is no such file.", "Check the path.") from None
    except OSError as error:
        raise broken(path, None, f"This cannot be read: {error.strerror}.") from None


def bounded(path: Path | str, data: bytes) -> bytes:
    """The same, if they are at most MOST_BYTES. Raises `FileProblem`."""
    if len(data) > MOST_BYTES:
        raise broken(path, None, f"This is larger than {MOST_BYTES // 1_000_000} MB.")
    return data


def decoded(path: Path, data: bytes) -> str:
    """The text of these bytes. Raises `NotUtf8`, or `FileProblem` for what is no text at all."""
    if path.suffix.lower() in _SHEETS or data.startswith(_NO_TEXT):
        what = "This is a spreadsheet, or another file that is not plain text."
        mend = "Save it as CSV (UTF-8). ‘catalogue import’ takes that, and YAML."
        raise broken(path, None, what, mend)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what, mend = "This is not UTF-8 text.", "Save the file as UTF-8."
        raise NotUtf8([Problem(path, line, "", what, mend)]) from None
    if "\0" in text:
        raise broken(path, None, "This is not plain text.", "Save the file as text, as UTF-8.")
    return text


def _toml(path: Path, text: str) -> Source:
    import tomllib  # noqa: PLC0415 - a start without a settings file needs no TOML, which takes some 3 ms to load

    try:
        return Source(path, tomllib.loads(text), _toml_lines(text))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        what = str(error)[: found.start()] if found else str(error)
        mend = "Look at the quotes, brackets and equals signs on this line."
        raise broken(path, line, f"This is not TOML: {what}.", mend) from None


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
