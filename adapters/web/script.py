"""Conversations as readable scripts: what people say and press, and how time goes on.

    Dean is Dean Marsh, Parking
    Priya is Priya Nair, Digital, of the digital team
    -- Tuesday 8 December 2026, 9:38am --
    Dean: hiya can we get visitor permits online
      people keep coming to reception w the paper form
    Dean presses Not sure
    Dean presses Not sure until Submit
    Priya presses Accept on GW-1
      horizon: now
    -- 3 working days later, 9am --
    Priya in the channel: queue
    Groundwork: what the person who acted last reads next
    Ruth among all staff: does anyone else post these letters by hand?
    Dean makes Ruth’s line a request
      text: does anyone else post these letters by hand?
    Dean: here is the form (file: permits.pdf)

A line that is indented goes on with the line before it; `#` begins a comment.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Meets:
    """Introduces a person: the name they go by in the script, and who they are."""

    name: str
    full_name: str
    service: str
    of_team: bool


@dataclass(frozen=True, slots=True)
class Says:
    """A person types a line, in their direct message or in a channel, and may leave files."""

    name: str
    text: str
    in_channel: bool = False
    among_staff: bool = False
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finds:
    """A person makes the newest line that another wrote among all staff a request of theirs."""

    name: str
    author: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Presses:
    """A person presses the newest button of this label, and fills in the dialog it may open.

    `on` names the request whose card it is on; `until` repeats it until that label is offered.
    """

    name: str
    label: str
    on: str = ""
    until: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passes:
    """Time goes on, to a moment said in words."""

    until: str


@dataclass(frozen=True, slots=True)
class Hears:
    """What Groundwork said: to a person, in the channel, or on a card. Compared whole by tests."""

    where: str
    text: str


Step = Meets | Says | Presses | Finds | Passes | Hears


@dataclass(frozen=True, slots=True)
class Placed:
    """A step, and the line of the script that it begins on."""

    line: int
    step: Step


class BadScript(Exception):
    """A line that is no step, named by its number."""


_MEETS = re.compile(r"(\w+) is ([^,]+), ([^,]+?)(, of the digital team)?")
_PASSES = re.compile(r"-- (.+) --")
_PRESSES = re.compile(r"(\w+) presses (.+?)(?: on (\w+-\d+))?(?: until (.+))?")
_IN_CHANNEL = re.compile(r"(\w+) in the channel: (.*)", re.DOTALL)
_AMONG_STAFF = re.compile(r"(\w+) among all staff: (.*)", re.DOTALL)
_FINDS = re.compile(r"(\w+) makes (\w+)[’']s line a request")
_FILE = re.compile(r"\s*\(file: ([^)]+)\)")
_HEARS = re.compile(
    r"(Groundwork(?: to \w+)?|In the channel|Among all staff|The card of \w+-\d+"
    r"|In the thread of \w+-\d+): (.*)",
    re.DOTALL,
)
_SAYS = re.compile(r"(\w+): (.*)", re.DOTALL)


def steps_of(script: str) -> tuple[Placed, ...]:
    """Read a script. Raises BadScript at the first line that is no step."""
    return tuple(Placed(number, _step(number, lines)) for number, lines in _paragraphs(script))


def _paragraphs(script: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that begins something, with the indented lines that go on with it."""
    begun: tuple[int, list[str]] | None = None
    for number, line in enumerate(script.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("  ") and begun:
            begun[1].append(line[2:])
            continue
        if begun:
            yield begun
        begun = (number, [line])
    if begun:
        yield begun


def _step(number: int, lines: list[str]) -> Step:
    first, rest = lines[0], lines[1:]
    whole = "\n".join(lines)
    if found := _MEETS.fullmatch(whole):
        return Meets(found[1], found[2], found[3], bool(found[4]))
    if found := _PASSES.fullmatch(whole):
        return Passes(found[1])
    if found := _PRESSES.fullmatch(first):
        press = Presses(found[1], found[2], found[3] or "", found[4] or "")
        return replace(press, values=tuple(_value(number, line) for line in rest))
    if found := _FINDS.fullmatch(first):
        return Finds(found[1], found[2], tuple(_value(number, line) for line in rest))
    if found := _HEARS.fullmatch(whole):
        return Hears(found[1], found[2])
    if found := _IN_CHANNEL.fullmatch(whole):
        return _says(found, in_channel=True)
    if found := _AMONG_STAFF.fullmatch(whole):
        return _says(found, among_staff=True)
    if found := _SAYS.fullmatch(whole):
        return _says(found)
    raise BadScript(f"line {number}: ‘{first}’ is no step of a script")


def _says(found: re.Match[str], *, in_channel: bool = False, among_staff: bool = False) -> Says:
    files = tuple(_FILE.findall(found[2]))
    return Says(found[1], _FILE.sub("", found[2]), in_channel, among_staff, files)


def _value(number: int, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise BadScript(f"line {number}: ‘{line}’ is no ‘field: value’")
    return key.strip(), value.strip()
