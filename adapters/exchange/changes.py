"""What was said in chat as an edit of the catalogue file: only the keys that are to change."""

from collections.abc import Iterator
from typing import Any

from adapters.exchange.writing import as_yaml, plain
from adapters.files import Source
from bot.catalogue.catalogue import Catalogue

_NONE = "# The file says all that was said in chat.\n"
_MISSING = "# Chat says that we do not have it. Leave it as an idea, or take the entry out."


def edit(filed: Catalogue, known: Catalogue, source: Source) -> str:
    """Each entry that differs, by its line in the file, with what its keys are to say.

    It goes quiet, entry by entry, once the file says the same.
    """
    parts = tuple(_parts(filed, known, source))
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
