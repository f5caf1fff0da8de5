"""Dialogs about a block: opened for whoever may, and read with an eye on what others did meanwhile.

Where two edit a block at once, what the first one did stays, and the second one is shown what both
say before theirs takes its place.
"""

from collections.abc import Iterable, Mapping

from bot.catalogue.capability import Capability
from bot.catalogue.changing import Change, changes_of
from bot.catalogue.holding import says_no, says_yes
from bot.catalogue.keys import READY, day_of, typed
from bot.effects import Known
from bot.events import Changed, Filled, Form, Proposed
from bot.handbook import Handbook
from bot.messages import Dialog, Invalid, Items, Message, Open, Paragraph, Part, Quiet, View
from bot.triage import block_fields, block_history, news, sense_forms
from bot.triage.block_fields import NEEDED, PROPOSE, RETIRE, WHY
from bot.triage.sheet import Sheet
from bot.triage.upkeep import may_say
from bot.words.dates import clock
from bot.words.rich import Rich

FORMS = (*block_fields.KEYS, *sense_forms.WITHIN)
LONGEST_NAME = 80
_SHORT = ("name", "steward", "first_customer.service")

Said = Mapping[str, str]


def open_form(look: Form, known: Known, book: Handbook) -> View:
    """The dialog, to those who may."""
    if look.form == PROPOSE:
        if not known.member:
            return Quiet(news.only_team(book))
        return Open(block_fields.draw_proposal(known.request, book))
    block = book.ranker.catalogue.by_id.get(look.about)
    if refusal := why_not(block, known, book):
        return Quiet(refusal)
    seen = len(changes_of(look.about, book.changes))
    return Open(_drawn(look.form, book.ranker.catalogue.by_id[look.about], seen, {}, book))


def _drawn(form: str, block: Capability, seen: int, typed_in: Said, book: Handbook) -> Dialog:
    if form in sense_forms.WITHIN:
        return sense_forms.draw(form, block, seen, book, typed_in)
    return block_fields.draw(form, block, seen, book)


def why_not(block: Capability | None, known: Known, book: Handbook) -> Message | None:
    """What keeps this person from saying anything of a block, or None."""
    if block is None:
        return news.stale(book)
    return None if may_say(block, known) else news.one_line(book.words.rich("upkeep.not_yours"))


def read(
    filled: Filled, known: Known, book: Handbook
) -> Changed | Proposed | Invalid | Quiet | Open:
    """What was filled in, or what to mend in it, or what somebody else said meanwhile."""
    block = book.ranker.catalogue.by_id.get(filled.about)
    if filled.form != PROPOSE and (refusal := why_not(block, known, book)):
        return Quiet(refusal)
    sheet = Sheet(filled.values, known)
    said = _all_said(filled, block, sheet, book)
    why = sheet.needed(WHY) if filled.form == RETIRE else ""
    if block is None:
        _check_name(filled, sheet, book)
    sheet.note_what_is_too_long()
    if sheet.errors:
        errors = sheet.errors.items()
        return Invalid({key: book.words.plain(f"invalid.{wrong}") for key, wrong in errors})
    if block is None:
        return Proposed(said.pop("name"), said, filled.request)
    return _changed(block, filled, said, why, book)


def _all_said(
    filled: Filled, block: Capability | None, sheet: Sheet, book: Handbook
) -> dict[str, str]:
    """What stands under each key."""
    if block and filled.form in sense_forms.WITHIN:
        return sense_forms.read(filled, block, sheet, book)
    keys = (key for key in block_fields.KEYS[filled.form] if key in filled.values)
    return {key: _said(key, filled.form, sheet) for key in keys}


def _said(key: str, form: str, sheet: Sheet) -> str:
    """What stands under a key, noting what is wrong with it."""
    text = "\n".join(line.strip() for line in sheet.text(key).splitlines())
    if key in NEEDED:
        sheet.needed(key)
    if key in _SHORT and len(text) > LONGEST_NAME:
        sheet.wrong(key, "long_name")
    if key in ("kind", "status"):
        sheet.one_of(key, block_fields.choices_of(form, key))
    if key == "contract_end" and text and not day_of(text):
        sheet.wrong(key, "date")
    if key == READY and text and not (says_yes(text) or says_no(text)):
        sheet.wrong(key, "yes_or_no")
    return text


def called(name: str, book: Handbook) -> Capability | None:
    """The block of this name, in any case."""
    found = (one for one in book.blocks if one.name.casefold() == name.casefold())
    return next(found, None)


def _check_name(filled: Filled, sheet: Sheet, book: Handbook) -> None:
    """What is proposed needs both, and a name that no block has, but for one yet to be built."""
    name, _ = sheet.needed("name"), sheet.needed("summary")
    block = called(name, book)
    if block and (block.is_confirmed or not filled.request):
        sheet.wrong("name", "name_taken")


def _changed(
    block: Capability, filled: Filled, said: Said, why: str, book: Handbook
) -> Changed | Quiet | Open:
    """What differs from what stood there when the dialog was opened."""
    rows = changes_of(block.id, book.changes)
    count, *_ = filled.source.split("\n")
    seen = int(count) if count.isdecimal() else len(rows)
    since, first = ({row.key: row for row in some} for some in (rows[seen:], reversed(rows[seen:])))
    stood = {key: first[key].before if key in first else typed(block, key) for key in said}
    mine = {
        key: text
        for key, text in said.items()
        if not _is_same(text, stood[key], book) and text != typed(block, key)
    }
    if both := [since[key] for key in mine if key in since]:
        dialog = _drawn(filled.form, block, len(rows), mine, book)
        return Open(block_fields.again(dialog, {**mine, WHY: why}, _meanwhile(both, book)))
    if not mine:
        return Quiet(news.one_line(book.words.rich("block.nothing_new", name=block.name)))
    return Changed(block.id, mine, why, seen)


def _is_same(text: str, before: str, book: Handbook) -> bool:
    """Whether they left it alone; what is personal in it is out of what they sent by now."""
    return text in (before.strip(), book.masker.mask(before).text.strip())


def _meanwhile(rows: Iterable[Change], book: Handbook) -> tuple[Part, ...]:
    """What somebody else said while they typed."""
    lines = tuple(_of_another(row, book) for row in rows)
    return (Paragraph(book.words.rich("block.meanwhile")), Items(lines))


def _of_another(row: Change, book: Handbook) -> Rich:
    said = block_history.said(row, book)
    return book.words.rich("block.meanwhile_line", name=row.by, time=clock(row.at), said=said)
