"""The senses of a block to fill in, with room for one more; and so what its word does not mean."""

from collections.abc import Iterator, Mapping

from bot.catalogue.capability import Capability
from bot.catalogue.fitting import FITTED
from bot.catalogue.sense_keys import (
    SAME_WORD,
    SEE,
    SENSES,
    as_typed,
    key_of_part,
    part_of,
    parts_of,
    values_of,
)
from bot.effects import Known
from bot.events import Filled
from bot.handbook import Handbook
from bot.messages import Dialog, Field, FieldKind
from bot.requests import Request
from bot.triage import leading
from bot.triage.sheet import Sheet

OF_SENSES, OF_SAME_WORD = "block_senses", "block_same_word"
WITHIN = {OF_SENSES: SENSES, OF_SAME_WORD: SAME_WORD}
"""What each dialog is about."""

LONGEST = 80
"""Characters of the name of a sense, and of what a word can also mean."""

_FIELDS = {
    SENSES: ("name", "works_when", "stops_fitting_when", "evidence"),
    SAME_WORD: ("means", "instead", SEE),
}
_MOST, _LONGEST_SHOWN = 8, 300
"""What a dialog has room for; what is beyond stays as it is."""

Said = Mapping[str, str]


def draw(form: str, block: Capability, seen: int, book: Handbook, typed_in: Said) -> Dialog:
    """The dialog of this name for a block that was changed so often, with what was typed before."""
    within = WITHIN[form]
    there = _shown(block, within)
    more = (said for key, said in typed_in.items() if part_of(key)[1] not in there and said)
    as_said = (typed_in.get(key_of_part(within, name), said) for name, said in there.items())
    every = enumerate((*as_said, *more, ""), 1)
    fields = tuple(field for n, said in every for field in _fields(within, n, said, book))
    title, submit = book.words.plain(f"block.{form}", name=block.name), "adopt.submit"
    source = "\n".join((str(seen), *there))
    return Dialog(form, 0, title, fields, book.words.plain(submit), about=block.id, source=source)


def read(filled: Filled, block: Capability, sheet: Sheet, book: Handbook) -> dict[str, str]:
    """What each says from now on, by its key: nothing, where its fields were cleared."""
    within = WITHIN[filled.form]
    name_field, *_ = _FIELDS[within]
    names = filled.source.split("\n")[1:]
    said = {key_of_part(within, name): "" for name in names}
    taken = {each.casefold() for each in parts_of(block, within).keys() - {*names}}
    for n, values in _filled_in(within, names, block, sheet):
        name = " ".join(values[name_field].split())
        sheet.wrong(f"{n}.{name_field}", _problem(name, names, taken))
        taken.add(name.casefold())
        if SEE in values:
            sheet.wrong(f"{n}.{SEE}", leading.problem(values[SEE], block, book))
            values[SEE] = leading.found(values[SEE], book)
        said[key_of_part(within, name)] = as_typed(values.values())
    if within == SENSES and _leaves_none(said, block) and _rests_on(block, sheet.known):
        sheet.wrong(f"1.{name_field}", "last_sense")
    return said


def _shown(block: Capability, within: str) -> dict[str, str]:
    fit = [each for each in parts_of(block, within).items() if len(each[0]) <= _LONGEST_SHOWN]
    return dict(fit[:_MOST])


def _fields(within: str, n: int, said: str, book: Handbook) -> Iterator[Field]:
    values = values_of(within, said)
    for key in _FIELDS[within]:
        label = book.words.plain(f"block_part.{key}", n=n)
        hint = book.words.plain(f"block_part.{key}_hint") if n == 1 else ""
        look = FieldKind.LINE if key in ("name", SEE) else FieldKind.LINES
        value = leading.shown(values[key], book) if key == SEE else values[key]
        yield Field(f"{n}.{key}", label, look, hint, value)


def _filled_in(
    within: str, names: list[str], block: Capability, sheet: Sheet
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each that says something, by its place; what has no field stays as it is."""
    there = parts_of(block, within)
    for n in range(1, len(names) + len(sheet.values) + 1):
        before = there.get(names[n - 1], "") if n <= len(names) else ""
        given = {key: f"{n}.{key}" for key in _FIELDS[within]}
        typed = {key: sheet.text(each) for key, each in given.items() if each in sheet.values}
        values = values_of(within, before) | typed
        if any(values[key] for key in _FIELDS[within]):
            yield n, values


def _problem(name: str, names: list[str], taken: set[str]) -> str:
    if not name:
        return "nameless"
    if name.casefold() in taken:
        return "two_of_a_name"
    return "long_name" if len(name) > LONGEST and name not in names else ""


def _leaves_none(said: Said, block: Capability) -> bool:
    """Whether it had a sense, and has none after this."""
    there = {key_of_part(SENSES, name) for name in parts_of(block, SENSES)}
    return bool(there) and there <= said.keys() and not any(said.values())


def _rests_on(block: Capability, known: Known) -> bool:
    """Whether something that is not over was matched with it."""
    return any(_has(request, block.id) for request in known.going_on)


def _has(request: Request, id_: str) -> bool:
    offers = request.outcome.offers if request.outcome else ()
    fits = (said.block for said in request.verdicts if said.verdict in FITTED)
    return id_ in (*(one.id for one in offers), *fits)
