"""publiccode.yml: a piece of software a document.

The format: https://yml.publiccode.tools/schema.core.html
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from adapters.exchange.taking import Taken, Taking, group, items, left_of, text
from adapters.exchange.writing import Plain, Written, as_documents, is_link, not_carried
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
_OURS_LACK = "platforms, categories, softwareType, legal, localisation and description.features"
_MAY_LACK = "url, maintenance and description.longDescription"


def write(entries: Iterable[Capability]) -> Written:
    """What is technology, a document each; what has to be added before it is published is named."""
    every = tuple(entries)
    software = [each for each in every if each.kind is Kind.TECHNOLOGY]
    others = tuple(
        f"{each.id}: all of it, for it is no software" for each in every if each not in software
    )
    lost = tuple(line for each in software for line in _lost(each))
    return Written(as_documents(map(_software, software)), (*_lacking(software), *lost, *others))


def _lacking(software: Sequence[Capability]) -> tuple[str, ...]:
    needs = f"Each still needs {_OURS_LACK}, and where they are not there {_MAY_LACK}"
    return (f"{needs}: we do not know them",) if software else ()


def _software(entry: Capability) -> Plain:
    description = {"localisedName": entry.name, "shortDescription": _short(entry.summary)}
    if len(entry.summary) > _SHORT:
        description["longDescription"] = entry.summary
    found: Plain = {"publiccodeYmlVersion": VERSION, "name": entry.name}
    if is_link(entry.documentation):
        found["url"] = description["documentation"] = entry.documentation
    found["developmentStatus"] = STATUSES[entry.status]
    found["description"] = {"en": description}
    if entry.steward:
        found["maintenance"] = {"type": "internal", "contacts": [{"name": entry.steward}]}
    return found


def _lost(entry: Capability) -> tuple[str, ...]:
    carried = _CARRIED | ({"documentation"} if is_link(entry.documentation) else set())
    return not_carried((entry,), carried | {"id"})


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


_USED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "landingURL",
    "usedBy",
    "description",
    "organisation",
)
_DESCRIBED = ("localisedName", "shortDescription", "longDescription", "documentation")


def take(software: Iterable[Mapping[str, Any]]) -> Taken:
    """Each as an idea: that somebody made it public does not say that we have it."""
    taking = Taking()
    for each in software:
        _add(taking, each)
    return taking.taken()


def _add(taking: Taking, software: Mapping[str, Any]) -> None:
    language, told = _described(group(software.get("description")))
    name = text(told.get("localisedName")) or text(software.get("name"))
    links = (told.get("documentation"), software.get("landingURL"), software.get("url"))
    whose = text(group(software.get("organisation")).get("name"))
    entry = {
        "name": name,
        "summary": text(told.get("shortDescription")) or text(told.get("longDescription")) or name,
        "used_by": [
            {"service": text(each)} for each in items(software.get("usedBy")) if text(each)
        ],
        "documentation": next((text(each) for each in links if text(each)), ""),
        "shared_from": whose,
    }
    left = [*left_of(software, _USED), *left_of(told, _DESCRIBED, f"description.{language}.")]
    taking.add(name, entry, left)


def _described(languages: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """What is said in English, else in the language that comes first."""
    language = next((each for each in ("en", "en-GB") if each in languages), "")
    language = language or next(iter(languages), "")
    return language, group(languages.get(language))
