"""What was said in chat as an edit of the catalogue file: only the keys that are to change."""

from collections.abc import Iterator
from typing import Any

from adapters.exchange.writing import as_yaml, plain
from adapters.files import Source
from bot.catalogue.adopting import Adoption, Answer, at_odds
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue

_NONE = "# The file says all that was said in chat.\n"
_MISSING = "# Chat says that we do not have it. Leave it as an idea, or take the entry out."


def edit(
    filed: Catalogue, known: Catalogue, adoptions: tuple[Adoption, ...], source: Source
) -> str:
    """Each entry that differs, by its line in the file, with what its keys are to say.

    It goes quiet, entry by entry, once the file says the same. Where the file says more than an
    idea, and other than chat, both are shown.
    """
    both = (_both(each, said) for each, said in at_odds(filed, adoptions))
    parts = (*_parts(filed, known, source), *both)
    if not parts:
        return _NONE
    head = f"# Put these in {source.path.name}: under each entry, in place of what its keys say."
    return "\n".join((head, *parts))


def _parts(filed: Catalogue, known: Catalogue, source: Source) -> Iterator[str]:
    for place, each in enumerate(filed.capabilities):
        before, after = plain(each), plain(known.by_id[each.id])
        changed = {key: value for key, value in after.items() if before.get(key) != value}
        missing = each.id in known.missing
        if changed or missing:
            line = source.lines.get(("capabilities", place), 0)
            yield _entry(each.id, changed, line, missing=missing)


def _entry(id_: str, changed: dict[str, Any], line: int, *, missing: bool) -> str:
    head = [f"# line {line}", *([_MISSING] if missing else [])]
    return "\n".join((*head, as_yaml([{"id": id_, **changed}])))


def _both(entry: Capability, said: Adoption) -> str:
    told = {"status": str(entry.status), "steward": entry.steward, "used_by": _users(entry)}
    file = ", ".join(f"{key} {value}" for key, value in told.items() if value)
    lines = (
        f"# {entry.id}: chat and the file say different things, and the file counts.",
        f"#   the file: {_in_one_line(file)}",
        f"#   chat, {said.by} on {said.at:%Y-%m-%d}: {_in_one_line(_said(said))}",
    )
    return "\n".join((*lines, ""))


def _in_one_line(text: str) -> str:
    """So that nothing of it leaves the comment."""
    return " ".join(text.split())


def _said(said: Adoption) -> str:
    if said.answer is Answer.DO_NOT:
        return "we do not have it"
    return (
        f"we have it, steward {said.steward}{f', used_by {said.used_by}' if said.used_by else ''}"
    )


def _users(entry: Capability) -> str:
    return " and ".join(use.service for use in entry.used_by)
