"""Backstage's `catalog-info.yaml`: an entity a document.

The format: https://backstage.io/docs/features/software-catalog/descriptor-format/
"""

import re
from collections.abc import Iterable

from adapters.exchange.writing import Plain, Written, as_documents, not_carried
from bot.catalogue.capability import Capability, CapabilityStatus

VERSION = "backstage.io/v1alpha1"
_CARRIED = frozenset({"id", "name", "summary", "kind", "status"})
_NAME = re.compile(r"[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*")
_TAG = re.compile(r"[a-z0-9:+#]+(-[a-z0-9:+#]+)*")
_LONGEST = 63
NOBODY = "unknown"
LIFECYCLES = {
    CapabilityStatus.IDEA: "experimental",
    CapabilityStatus.BUILDING: "experimental",
    CapabilityStatus.LIVE: "production",
    CapabilityStatus.RETIRING: "deprecated",
    CapabilityStatus.RETIRED: "deprecated",
}


def write(entries: Iterable[Capability]) -> Written:
    """Each entry as a Component; what Backstage has no place for is named."""
    every = tuple(entries)
    lost = (line for each in every for line in _lost(each))
    return Written(as_documents(_entity(each) for each in every), tuple(lost))


def _entity(entry: Capability) -> Plain:
    metadata: Plain = {"name": name_of(entry.id), "title": entry.name}
    metadata["description"] = entry.summary
    if tags := [each for each in entry.synonyms if _is(_TAG, each)]:
        metadata["tags"] = tags
    if _is_link(entry.documentation):
        metadata["links"] = [{"url": entry.documentation, "title": "Documentation"}]
    spec = {
        "type": entry.kind.replace(" ", "-"),
        "lifecycle": LIFECYCLES[entry.status],
        "owner": name_of(entry.steward) or NOBODY,
    }
    if len(entry.provides) == 1:
        spec["subcomponentOf"] = name_of(entry.provides[0])
    return {"apiVersion": VERSION, "kind": "Component", "metadata": metadata, "spec": spec}


def _lost(entry: Capability) -> Iterable[str]:
    carried = set(_CARRIED)
    if _is(_NAME, entry.steward):
        carried.add("steward")
    if all(_is(_TAG, each) for each in entry.synonyms):
        carried.add("synonyms")
    if _is_link(entry.documentation):
        carried.add("documentation")
    if len(entry.provides) == 1:
        carried.add("provides")
    return not_carried((entry,), frozenset(carried))


def _is(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and pattern.fullmatch(text) is not None


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def name_of(text: str) -> str:
    """A name as Backstage takes it: letters and digits, with single marks between."""
    if _is(_NAME, text):
        return text
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:_LONGEST].strip("-")
