"""A line that is exactly a command, in any case, is one; all else is what somebody says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The commands that are words."""

    HELP = "help"
    NEW = "new"
    STATUS = "status"
    MY_REQUESTS = "my requests"
    QUEUE = "queue"
    MINE = "mine"
    REVIEWS = "reviews"
    GAPS = "gaps"
    ADOPT = "adopt"
    FORM = "form"
    CATALOGUE = "catalogue"
    FUTURE = "future"
    PROPOSE = "propose block"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Reference:
    """A request by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class NewFor:
    """A new request for somebody who has no chat, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Find:
    """Requests that have these words in them; without words, how to find some."""

    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """The building block of the catalogue that goes by this."""

    name: str


class BlockVerb(StrEnum):
    """What can be done with a block of the catalogue; these go before its name."""

    EDIT = "edit block"
    CONFIRM = "confirm block"
    HAND_OVER = "hand over block"
    RETIRE = "retire block"


@dataclass(frozen=True, slots=True)
class OfBlock:
    """Something that is to be done with a building block, by what it goes by."""

    verb: BlockVerb
    name: str


@dataclass(frozen=True, slots=True)
class AwayUntil:
    """Whoever says it is away until this day, in the words that they said it in."""

    said: str


class Verb(StrEnum):
    """The commands that go before a reference."""

    SPLIT = "split"
    REOPEN = "reopen"
    REDACT = "redact"
    HOLD = "hold"
    TITLE = "title"
    PROPOSE = "propose block"


@dataclass(frozen=True, slots=True)
class About:
    """Something that the team does to a request that it names."""

    verb: Verb
    number: int


Command = Word | Reference | NewFor | About | Find | Block | OfBlock | AwayUntil

NEW_FOR, FIND, BLOCK, AWAY, SHOW = "new for", "find", "block", "away until", "show"
PLEASE = "please"
"""No command, but what may stand before or after one."""
_LONGEST_NAME, _LONGEST_WORDS, _LONGEST_DAY = 80, 60, 30

_NONE: Mapping[str, str] = {}

_LARGEST = 2**31 - 1
"""What a request number can be in every database."""


def command_in(text: str, prefix: str, also: Mapping[str, str] = _NONE) -> Command | None:
    """The command that the line is, or None.

    `also` are other words for a command, each with the command that it is: in another language, or
    what people type because the answer has a button for it. They may be asked, as questions are.
    """
    said = " ".join(text.split())
    bare = _bare(said.casefold(), also)
    line = _meant(bare, also)
    if line in set(Word):
        return Word(line)
    if line == FIND:
        return Find("")
    if line == BLOCK:
        return Word.CATALOGUE
    if name := _after(NEW_FOR, said, also, _LONGEST_NAME):
        return NewFor(name)
    if words := _after(FIND, said, also, _LONGEST_WORDS):
        return Find(words)
    if name := _after(BLOCK, said, also, _LONGEST_WORDS):
        return Block(name)
    for block_verb in BlockVerb:
        if name := _after(block_verb, said, also, _LONGEST_WORDS):
            return OfBlock(block_verb, name)
    if day := _after(AWAY, said, also, _LONGEST_DAY):
        return AwayUntil(day)
    verb, number = _about(bare, prefix, also)
    if number and verb in {"", SHOW, Word.STATUS}:
        return Reference(number)
    return About(Verb(verb), number) if number and verb in set(Verb) else None


def _about(line: str, prefix: str, also: Mapping[str, str]) -> tuple[str, int]:
    """What is said with a reference, before or after it, and its number, or 0 where there is none.

    After it stands only what shows it, such as ‘GW-12 status’.
    """
    named = rf"{re.escape(prefix.casefold())}[ -]?([0-9]{{1,10}})"
    if after := re.fullmatch(rf"{named} (.+)", line):
        shows = _meant(after[2], also) in {SHOW, Word.STATUS}
        return SHOW, _number(after[1] if shows else "")
    found = re.fullmatch(rf"(?:(.+) )?{named}", line)
    verb = found[1] or "" if found else ""
    return _meant(verb, also), _number(found[2] if found else "")


def _meant(said: str, also: Mapping[str, str]) -> str:
    """The command that these words are, or the words themselves."""
    return also.get(said) or also.get(said.replace("'", "’"), said)


def _bare(line: str, also: Mapping[str, str]) -> str:
    """Without the marks at its end, and without the courtesy at either."""
    bare = line.rstrip(" ?!.")
    for courtesy in (one for one, meant in also.items() if meant == PLEASE):
        bare = bare.removeprefix(f"{courtesy} ").removesuffix(f" {courtesy}").rstrip(" ,")
    return bare


def number_in(named: str, prefix: str) -> int:
    """The number of a request as people name it, such as GW-2, gw 2 or 2, or 0 where it is none."""
    prefixed = rf"(?:{re.escape(prefix)}[\s-]*|#)?"
    found = re.fullmatch(rf"{prefixed}([0-9]{{1,10}})", named.strip(), re.IGNORECASE)
    return _number(found[1] if found else "")


def _number(digits: str) -> int:
    number = int(digits or 0)
    return number if number <= _LARGEST else 0


def _after(command: str, said: str, also: Mapping[str, str], longest: int) -> str:
    """What a line has after a command that begins it, or ""; at most so many characters."""
    begins = (command, *(one for one, meant in also.items() if meant == command))
    either = "|".join(map(re.escape, begins))
    found = re.fullmatch(rf"(?:{either}) (.{{1,{longest}}})", said, re.IGNORECASE)
    return found[1] if found else ""
