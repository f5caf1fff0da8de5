"""What was said in chat as an edit of the catalogue file: a patch, under remarks for people."""

from collections.abc import Iterator
from typing import Final

from adapters.exchange.edits import as_patch, edited
from adapters.files import Source
from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.adopting import at_odds as adoptions_at_odds
from bot.catalogue.capability import Capability
from bot.catalogue.changing import Change, at_odds
from bot.catalogue.keys import typed
from bot.catalogue.sense_keys import part_of
from bot.handbook import Handbook

_NONE: Final = "# The file says all that was said in chat.\n"
_HEAD = "# What chat says and {name} does not yet: for you to read, and for patch -p1 or git apply."
_MISSING = "# {id}: chat says that we do not have it. Leave it as an idea, or take the entry out."


def edit(book: Handbook, source: Source, text: str, name: str) -> str:
    """A patch of the file of this text and name, under remarks that `patch` passes over.

    It goes quiet, entry by entry, once the file says the same. Where the file says another thing
    than chat, both are in the remarks.
    """
    known = book.ranker.catalogue
    patch = as_patch(text, edited(text, source, book.catalogue, known), name)
    missing = sorted(known.missing & book.catalogue.by_id.keys())
    remarks = [*(_MISSING.format(id=each) for each in missing), *_both(book)]
    if not (patch or remarks):
        return _NONE
    head = (_HEAD.format(name=source.path.name),) if patch else ()
    return "\n".join((*head, *remarks, patch))


def _both(book: Handbook) -> Iterator[str]:
    """What the file says otherwise than chat."""
    for entry, said in adoptions_at_odds(book.catalogue, book.adoptions):
        told = {"status": str(entry.status), "steward": entry.steward, "used_by": _users(entry)}
        file = ", ".join(f"{key} {value}" for key, value in told.items() if value)
        yield from _told(entry.id, file, said, _said(said))
    for change in at_odds(book.catalogue, book.changes):
        file = typed(book.catalogue.by_id[change.capability], change.key)
        key = part_of(change.key)[0] or change.key
        yield from _told(change.capability, f"{key} {file}", change, f"{key} {change.value}")


def _told(id_: str, file: str, said: Adoption | Change, chat: str) -> Iterator[str]:
    yield f"# {id_}: chat and the file say different things, and the file counts."
    yield f"#   the file: {_in_one_line(file)}"
    yield f"#   chat, {_in_one_line(said.by)} on {said.at:%Y-%m-%d}: {_in_one_line(chat)}"


def _in_one_line(text: str) -> str:
    """So that nothing of it leaves the remark."""
    return " ".join(text.split())


def _said(said: Adoption) -> str:
    if said.answer is Answer.DO_NOT:
        return "we do not have it"
    return (
        f"we have it, steward {said.steward}{f', used_by {said.used_by}' if said.used_by else ''}"
    )


def _users(entry: Capability) -> str:
    return " and ".join(use.service for use in entry.used_by)
