"""The catalogue that comes and goes: exported as it is known, with what was said in chat."""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from adapters import clock, files
from adapters.cli import merging
from adapters.cli.options import FINE
from adapters.exchange import adding, backstage, changes, publiccode, reading, table, writing
from adapters.exchange.writing import Written
from adapters.fetching import fetch
from adapters.meaning import WordVectors
from bot.app.books import catalogue_file
from bot.app.running import opened
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.merging import merge
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
    source, text = files.read(path), files.text_of(path)
    print(changes.edit(book, source, text, _named(path)), end="")
    return FINE


def _named(path: Path) -> str:
    """As it is called from here where it lies below, else from its own folder."""
    whole, here = path.resolve(), Path.cwd().resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else path.name


def import_from(path: Path) -> int:
    """Print what the file holds as a catalogue file; nothing is written."""
    found = reading.read(path, files.bytes_of(path), clock.real_now().date())
    for line in found.remarks:
        _remark(line)
    return say(replace(writing.own_yaml(found.entries), lost=found.lost))


async def merge_with(where: str, source: str, settings: Settings) -> int:
    """Print our file with what comes to it from theirs, and say what overlaps."""
    path, data = await _theirs(where, settings)
    found = reading.read(path, data, clock.real_now().date(), reading.Loose)
    own = catalogue_file(settings)
    ours = files.load(own, Catalogue)
    whose, name = source or _whose(path, where), settings.organisation.name
    merged = merge(ours.capabilities, found.entries, whose, name, WordVectors())
    print(adding.with_added(files.text_of(own), ours, merged.added), end="")
    lost = (f"Not carried: {line}." for line in found.lost)
    for line in (*found.remarks, *merging.report(merged, settings.organisation.ends_on), *lost):
        _remark(line)
    return FINE


async def _theirs(where: str, settings: Settings) -> tuple[Path, bytes]:
    if where.startswith(("https://", "http://")):
        return await fetch(where, settings.network)
    return Path(where), files.bytes_of(Path(where))


def _whose(path: Path, where: str) -> str:
    """The server's name, or the file's."""
    return path.parts[0] if "://" in where else path.stem


def say(written: Written) -> int:
    """The text on standard output, what was lost on standard error."""
    print(written.text, end="")
    for line in written.lost:
        _remark(f"Not carried: {line}.")
    return FINE


def _remark(line: str) -> None:
    """On standard error; what others wrote moves no cursor and changes no title there."""
    print("".join(each if each.isprintable() else "\ufffd" for each in line), file=sys.stderr)


async def _known(settings: Settings) -> Handbook:
    async with opened(settings) as program:
        return await program.store.transact(program.bot.library.current)
