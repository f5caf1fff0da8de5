"""Backstage's `catalog-info.yaml`: an entity a document.

The format: https://backstage.io/docs/features/software-catalog/descriptor-format/
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from adapters.exchange.taking import Taken, Taking, group, items, left_of, text
from adapters.exchange.writing import Plain, Written, as_documents, is_link, not_carried
from bot.catalogue.capability import Capability, CapabilityStatus, Kind
from bot.catalogue.holding import free_id, id_of

VERSION = "backstage.io/v1alpha1"
_CARRIED = frozenset({"id", "name", "summary", "kind", "status"})
_NAME = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]*)?[A-Za-z0-9]")
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
    names = _names(each.id for each in every)
    lost = (line for each in every for line in _lost(each))
    return Written(as_documents(_entity(each, names) for each in every), tuple(lost))


def _names(ids: Iterable[str]) -> dict[str, str]:
    """What each id is called there, no two by one name; an id that is a name keeps it."""
    every = tuple(ids)
    names = {each: each for each in every if _is(_NAME, each)}
    taken = set(names)
    for each in every:
        if each not in names:
            names[each] = free_id(each, taken)
            taken.add(names[each])
    return names


def _entity(entry: Capability, names: Mapping[str, str]) -> Plain:
    metadata: Plain = {"name": names[entry.id], "title": entry.name}
    metadata["description"] = entry.summary
    if tags := [each for each in entry.synonyms if _is(_TAG, each)]:
        metadata["tags"] = tags
    if is_link(entry.documentation):
        metadata["links"] = [{"url": entry.documentation, "title": "Documentation"}]
    spec = {
        "type": entry.kind.replace(" ", "-"),
        "lifecycle": LIFECYCLES[entry.status],
        "owner": name_of(entry.steward) or NOBODY,
    }
    if len(entry.provides) == 1:
        need = entry.provides[0]
        spec["subcomponentOf"] = names.get(need, name_of(need))
    return {"apiVersion": VERSION, "kind": "Component", "metadata": metadata, "spec": spec}


def _lost(entry: Capability) -> Iterable[str]:
    carried = set(_CARRIED)
    if _is(_NAME, entry.steward):
        carried.add("steward")
    if all(_is(_TAG, each) for each in entry.synonyms):
        carried.add("synonyms")
    if is_link(entry.documentation):
        carried.add("documentation")
    if len(entry.provides) == 1:
        carried.add("provides")
    return not_carried((entry,), frozenset(carried))


def _is(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and pattern.fullmatch(text) is not None


def name_of(text: str) -> str:
    """A name as Backstage takes it: letters and digits, with single marks between."""
    if _is(_NAME, text):
        return text
    words = re.findall(r"[a-z0-9]+", text.lower())
    return "-".join(words)[:_LONGEST].strip("-")


_TAKEN = ("Component", "API", "System", "Resource")
_METADATA = ("name", "title", "description", "tags", "links")
_SPEC = ("type", "lifecycle", "owner", "subcomponentOf")
_STATUSES = {"production": "live", "experimental": "building", "deprecated": "retiring"}
_KINDS = {each.replace(" ", "-"): each for each in Kind}


def take(entities: Iterable[Mapping[str, Any]]) -> Taken:
    """Components, APIs, systems and resources as entries; of other kinds the number is named."""
    taking, others = Taking(), Counter[str]()
    for each in entities:
        kind = text(each.get("kind"))
        if kind in _TAKEN:
            _add(taking, each, kind)
        else:
            others[kind or "without a kind"] += 1
    taking.lost.extend(f"{number} of kind {kind}" for kind, number in others.items())
    return taking.taken()


def _add(taking: Taking, entity: Mapping[str, Any], kind: str) -> None:
    metadata, spec = group(entity.get("metadata")), group(entity.get("spec"))
    name, links = text(metadata.get("name")), [group(each) for each in items(metadata.get("links"))]
    sort, lifecycle = text(spec.get("type")), text(spec.get("lifecycle"))
    part_of = text(spec.get("subcomponentOf"))
    title = text(metadata.get("title")) or name
    entry = {
        "name": title,
        "summary": text(metadata.get("description")) or title,
        "kind": _KINDS.get(sort, "data" if kind == "Resource" else "technology"),
        "status": _STATUSES.get(lifecycle, ""),
        "synonyms": [text(each) for each in items(metadata.get("tags")) if text(each)],
        "provides": [id_of(_bare(part_of))] if part_of else [],
        "steward": _owner(text(spec.get("owner"))),
        "documentation": text(links[0].get("url")) if links else "",
    }
    left = [
        *left_of(metadata, _METADATA, "metadata."),
        *left_of(spec, _SPEC, "spec."),
        *(["all links but the first"] if len(links) > 1 else []),
        *([f"spec.type ‘{sort}’"] if sort and sort not in _KINDS else []),
        *([f"spec.lifecycle ‘{lifecycle}’"] if lifecycle and not entry["status"] else []),
    ]
    taking.add(name or title, entry, left)


def _owner(owner: str) -> str:
    return "" if owner == NOBODY else _bare(owner)


def _bare(reference: str) -> str:
    """The name in a reference such as `group:default/team-a`."""
    return re.split("[:/]", reference)[-1]
