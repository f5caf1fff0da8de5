"""Entries of the catalogue as plain values, and plain values as YAML that we read back the same."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import yaml

from bot.catalogue.capability import Capability

if TYPE_CHECKING:
    _SafeDumper = yaml.SafeDumper
else:  # the quick one is there where PyYAML was built with it
    _SafeDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Plain = dict[str, Any]
_WIDTH = 110
_LINK = re.compile(
    r"https?://([a-z0-9_-]+\.)*[a-z][a-z0-9_-]*(:[0-5]?[0-9]{1,4})?([/?#].*)?", re.IGNORECASE
)
_LIKE_A_NUMBER = re.compile(r"[-+]?[0-9].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """A catalogue in another format, and what that format could not carry, a line each."""

    text: str
    lost: tuple[str, ...] = ()


def plain(value: object) -> Any:
    """As a file has it: a key that says what leaving it out says is left out."""
    if is_dataclass(value):
        named = ((each, getattr(value, each.name)) for each in fields(value))
        return {
            each.name: plain(kept)
            for each, kept in named
            if each.default is MISSING or kept != each.default
        }
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, StrEnum) else value


def not_carried(entries: Iterable[Capability], carried: frozenset[str]) -> tuple[str, ...]:
    """For each entry, what it has that is not among these keys."""
    left = ((each.id, [key for key in plain(each) if key not in carried]) for each in entries)
    return tuple(f"{id_}: {', '.join(keys)}" for id_, keys in left if keys)


def is_link(text: str) -> bool:
    """Whether it leads to a server that has a name, as others' formats ask of a link."""
    return _LINK.fullmatch(text) is not None


def own_yaml(entries: Iterable[Capability]) -> Written:
    """A catalogue file of ours: nothing is lost."""
    return Written(as_yaml({"capabilities": [plain(each) for each in entries]}))


def as_yaml(value: object) -> str:
    """The value as one YAML document, in the order of its keys, without anchors."""
    return str(yaml.dump(value, Dumper=_Dumper, **_HOW))


def as_documents(values: Iterable[Mapping[str, Any]]) -> str:
    """Each value as a document of its own."""
    return str(yaml.dump_all(values, Dumper=_Dumper, explicit_start=True, **_HOW))


class _Dumper(_SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: Any, text: str) -> Any:
    """YAML 1.1 and 1.2 differ in what looks like a number, so all that does is quoted."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    style = "'" if _LIKE_A_NUMBER.fullmatch(whole) and whole.isprintable() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", whole, style=style)


_Dumper.add_representer(str, _text)
_HOW: Mapping[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": _WIDTH}
