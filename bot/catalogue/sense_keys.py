"""One sense of a block, or one thing that it is not, as a key of its own, which has its name.

So two people can change two senses at once, and a patch of the file touches what was changed
alone. What is typed has its name on the first line, and a line for each thing there is to say of
it. Nothing takes it away. Another name is another sense: the one goes, and the other comes.
"""

from collections.abc import Container, Iterable
from dataclasses import fields, replace
from typing import Any

from bot.catalogue.capability import Capability, SameWordOnly, Sense

SENSES, SAME_WORD = "senses", "same_word_only"
SEE = "see"
"""The one thing to say of a part that is the id of a block, or the key of a hand-off."""

_KINDS: dict[str, type[Sense] | type[SameWordOnly]] = {SENSES: Sense, SAME_WORD: SameWordOnly}
_OF = "/"


def key_of_part(within: str, name: str) -> str:
    """For example: senses/one-off form."""
    return f"{within}{_OF}{name}"


def part_of(key: str) -> tuple[str, str]:
    """What a key is within, and the name it has there; "" and "" where it is no such key."""
    within, of, name = key.partition(_OF)
    return (within, name) if of and within in _KINDS else ("", "")


def parts_of(block: Capability, within: str) -> dict[str, str]:
    """Everything there by its name, each as it is typed."""
    found: dict[str, str] = {}
    for one in getattr(block, within):
        found.setdefault(_name(one), _typed(one))
    return found


def as_typed(values: Iterable[str]) -> str:
    """What it says, each in a line, beginning with its name."""
    return "\n".join(" ".join(value.split()) for value in values).strip("\n")


def values_of(within: str, said: str) -> dict[str, str]:
    """What was typed, by the name of what it says; what was left out is ""."""
    names = [each.name for each in fields(_KINDS[within])]
    lines = said.split("\n")
    return dict(zip(names, (*lines, *[""] * len(names)), strict=False))


def with_part(block: Capability, key: str, said: str) -> Capability:
    """The block with it in its place, behind the others where it is new, or without it."""
    within, name = part_of(key)
    new = (_KINDS[within](**values_of(within, said)),) if said else ()
    before = getattr(block, within)
    place = next((n for n, one in enumerate(before) if _name(one) == name), len(before))
    parts: dict[str, Any] = {within: (*before[:place], *new, *before[place + 1 :])}
    return replace(block, **parts)


def pointing_within(block: Capability, known: Container[str]) -> Capability:
    """The block, pointing at nothing that is there no longer."""
    kept = tuple(one if one.see in known else replace(one, see="") for one in block.same_word_only)
    return replace(block, same_word_only=kept)


def _typed(one: Sense | SameWordOnly) -> str:
    return as_typed(getattr(one, each.name) for each in fields(one))


def _name(one: Sense | SameWordOnly) -> str:
    return _typed(one).split("\n")[0]
