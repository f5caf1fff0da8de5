"""publiccode.yml: a piece of software a document.

The format: https://yml.publiccode.tools/schema.core.html
"""

from collections.abc import Iterable

from adapters.exchange.writing import Plain, Written, as_documents, not_carried
from bot.catalogue.capability import Capability, CapabilityStatus, Kind

VERSION = "0"
_SHORT = 150
"""Characters of a short description."""
_CARRIED = frozenset({"name", "summary", "status", "steward"})
STATUSES = {
    CapabilityStatus.IDEA: "concept",
    CapabilityStatus.BUILDING: "development",
    CapabilityStatus.LIVE: "stable",
    CapabilityStatus.RETIRING: "obsolete",
    CapabilityStatus.RETIRED: "obsolete",
}
_OURS_LACK = "platforms, softwareType, legal, localisation and description.features"


def write(entries: Iterable[Capability]) -> Written:
    """What is technology, a document each; what has to be added before it is published is named."""
    every = tuple(entries)
    software = [each for each in every if each.kind is Kind.TECHNOLOGY]
    others = tuple(
        f"{each.id}: all of it, for it is no software" for each in every if each not in software
    )
    lost = tuple(line for each in software for line in _lost(each))
    lacking = (f"Each still needs {_OURS_LACK}: we do not know them",) if software else ()
    return Written(as_documents(map(_software, software)), (*lacking, *lost, *others))


def _software(entry: Capability) -> Plain:
    description = {"localisedName": entry.name, "shortDescription": _short(entry.summary)}
    if len(entry.summary) > _SHORT:
        description["longDescription"] = entry.summary
    found: Plain = {"publiccodeYmlVersion": VERSION, "name": entry.name}
    if _is_link(entry.documentation):
        found["url"] = description["documentation"] = entry.documentation
    found["developmentStatus"] = STATUSES[entry.status]
    found["description"] = {"en": description}
    if entry.steward:
        found["maintenance"] = {"type": "internal", "contacts": [{"name": entry.steward}]}
    return found


def _lost(entry: Capability) -> tuple[str, ...]:
    carried = _CARRIED | ({"documentation"} if _is_link(entry.documentation) else set())
    return not_carried((entry,), carried | {"id"})


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://"))
