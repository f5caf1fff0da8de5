"""A catalogue file with some of its entries changed line by line: the rest stays as it is."""

from collections.abc import Iterator, Mapping
from difflib import unified_diff
from textwrap import indent
from typing import Any

from adapters.exchange.adding import reads_as, with_added
from adapters.exchange.writing import Plain, as_yaml, own_yaml, plain
from adapters.files import Source
from bot.catalogue.catalogue import Catalogue

Lines = list[str]
Starts = Mapping[str, int]
"""The line on which each key of an entry begins, counted from 0."""

_NO_NEWLINE = "\n\\ No newline at end of file\n"


def edited(text: str, source: Source, filed: Catalogue, known: Catalogue) -> str:
    """The text of the file with every entry as it is known; written anew where it has to be."""
    lines, starts = text.splitlines(keepends=True), _starts(source)
    ours = known.capabilities[: len(filed.capabilities)]
    both = list(zip(map(plain, filed.capabilities), map(plain, ours), strict=True))
    for place in reversed(range(len(both))):
        if both[place][0] != both[place][1]:
            _change(lines, starts[place], _below(lines, starts, place), *both[place])
    changed = "".join(lines)
    if not reads_as(changed, Catalogue(ours)):
        return own_yaml(known.capabilities).text
    return with_added(changed, Catalogue(ours), known.capabilities[len(ours) :])


def as_patch(before: str, after: str, name: str) -> str:
    """What `patch` and `git apply` make of the one text the other; "" where they agree."""
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else line + _NO_NEWLINE for line in lines)


def _starts(source: Source) -> Mapping[int, Starts]:
    found: dict[int, dict[str, int]] = {}
    for at, line in source.lines.items():
        match at:
            case ("capabilities", int(place), str(key)):
                found.setdefault(place, {})[key] = line - 1
    return found


def _below(lines: Lines, starts: Mapping[int, Starts], place: int) -> int:
    """The line after an entry, with what is between it and the next."""
    after = starts.get(place + 1)
    return min(after.values()) if after else len(lines)


def _change(lines: Lines, starts: Starts, below: int, before: Plain, after: Plain) -> None:
    """The last key first, so that the lines before it stay where they are."""
    margin = lines[starts["id"]].index("id")
    ends = _ends(lines, starts, below)
    new = {key: value for key, value in after.items() if key not in before}
    end = max(ends.values())
    lines[end:end] = _written(new, margin)
    for key, first in sorted(starts.items(), key=lambda pair: -pair[1]):
        if before.get(key) != after.get(key):
            kept = _written({key: after[key]}, margin) if key in after else []
            lines[first : ends[key]] = list(_in_place(lines[first], margin, kept))


def _ends(lines: Lines, starts: Starts, below: int) -> Starts:
    """The line after each key's last; blank lines and remarks belong to what follows them."""
    ends: dict[str, int] = {}
    for key, first in starts.items():
        last = min((line for line in starts.values() if line > first), default=below)
        while last > first + 1 and lines[last - 1].strip()[:1] in ("", "#"):
            last -= 1
        ends[key] = last
    return ends


def _written(values: Mapping[str, Any], margin: int) -> Lines:
    return indent(as_yaml(values), " " * margin).splitlines(keepends=True) if values else []


def _in_place(line: str, margin: int, kept: Lines) -> Iterator[str]:
    """The first line begins as it did: the first key of an entry stands behind its hyphen."""
    for n, each in enumerate(kept):
        yield each if n else line[:margin] + each[margin:]
