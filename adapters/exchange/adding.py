"""Entries put at the end of a catalogue file, whose own text stays as it is."""

import re
from collections.abc import Iterable
from pathlib import Path
from textwrap import indent

from adapters.exchange.writing import as_yaml, own_yaml, plain
from adapters.files import FileProblem, structured
from adapters.parsing import one_document
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue

_FIRST_ITEM = re.compile(r"^capabilities:.*\n(?:[ \t]*(?:#.*)?\n)*( *)- ", re.MULTILINE)


def with_added(text: str, ours: Catalogue, added: tuple[Capability, ...]) -> str:
    """The file with these entries behind its own; written anew only where it has to be."""
    wanted = Catalogue((*ours.capabilities, *added))
    found = _FIRST_ITEM.search(text)
    if found:
        longer = "\n\n".join((text.rstrip("\n"), _items(added, found[1]))) if added else text
        if reads_as(longer, wanted):
            return longer
    return own_yaml(wanted.capabilities).text


def _items(added: Iterable[Capability], margin: str) -> str:
    return "\n".join(indent(as_yaml([plain(each)]), margin) for each in added)


def reads_as(text: str, wanted: Catalogue) -> bool:
    """Whether these entries are what we make of the text."""
    try:
        return structured(one_document(Path("merged"), text), Catalogue) == wanted
    except FileProblem:
        return False
