"""The catalogue that comes and goes: exported as it is known, with what was said in chat."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from adapters import clock, files
from adapters.cli.options import FINE
from adapters.exchange import backstage, changes, publiccode, reading, table, writing
from adapters.exchange.writing import Written
from bot.app.books import catalogue_file
from bot.app.running import opened
from bot.catalogue.capability import Capability
from bot.handbook import Handbook
from bot.settings import Settings

_WRITERS: Mapping[str, Callable[[Iterable[Capability]], Written]] = {
    "yaml": writing.own_yaml,
    "csv": table.write,
    "backstage": backstage.write,
    "publiccode": publiccode.write,
}


async def export(form: str, settings: Settings) -> int:
    """Print the catalogue; what the format cannot carry is named on standard error."""
    known = (await _known(settings)).blocks
    return say(_WRITERS[form](known))


async def export_changes(settings: Settings) -> int:
    """Print what chat says that the file does not say yet."""
    book, path = await _known(settings), catalogue_file(settings)
    print(changes.edit(book.catalogue, book.ranker.catalogue, files.read(path)), end="")
    return FINE


def import_from(path: Path) -> int:
    """Print what the file holds as a catalogue file; nothing is written."""
    found = reading.read(path, files.text_of(path), clock.real_now().date())
    return say(replace(writing.own_yaml(found.entries), lost=found.lost))


def say(written: Written) -> int:
    """The text on standard output, what was lost on standard error."""
    print(written.text, end="")
    for line in written.lost:
        print(f"Not carried: {line}.", file=sys.stderr)
    return FINE


async def _known(settings: Settings) -> Handbook:
    async with opened(settings) as program:
        return await program.store.transact(program.bot.library.current)
