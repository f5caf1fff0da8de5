"""What an import takes: values that others wrote, made into entries of ours, and what was left."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.exchange.writing import Plain
from bot.catalogue.holding import id_of, id_with


@dataclass(frozen=True, slots=True)
class Taken:
    """Entries as our YAML has them, each with its own id, and what was not carried, a line each."""

    entries: tuple[Plain, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(slots=True)
class Taking:
    """Entries as they are taken one by one."""

    entries: list[Plain] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    _ids: set[str] = field(default_factory=set)
    _last: dict[str, int] = field(default_factory=dict)

    def add(self, wanted: str, entry: Mapping[str, Any], left: Iterable[str] = ()) -> str:
        """Keep what is not empty, under an id of its own; `left` is what had no place with us."""
        id_ = self._own(id_of(wanted))
        self.entries.append({"id": id_, **{key: each for key, each in entry.items() if each}})
        if left := sorted(left):
            self.lost.append(f"{id_}: {', '.join(left)}")
        return id_

    def _own(self, id_: str) -> str:
        found = id_
        while found in self._ids:
            self._last[id_] = self._last.get(id_, 1) + 1
            found = id_with(id_, f"-{self._last[id_]}")
        self._ids.add(found)
        return found

    def taken(self) -> Taken:
        """All of them, with a reference to none of them left out."""
        known = {each["id"] for each in self.entries}
        for each in self.entries:
            needs = [need for need in each.get("provides", ()) if need in known - {each["id"]}]
            if len(needs) < len(each.get("provides", ())):
                self.lost.append(f"{each['id']}: what it is part of, for that is not here")
            each.pop("provides", None)
            each.update({"provides": needs} if needs else {})
        return Taken(tuple(self.entries), tuple(self.lost))


def text(value: object) -> str:
    """A text or a number in one line; "" for anything else."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def group(value: object) -> Mapping[str, Any]:
    """A group of keys and values; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def items(value: object) -> Iterator[Any]:
    """The items of a list; none of anything else."""
    yield from value if isinstance(value, list) else ()


def left_of(value: Mapping[str, Any], used: Iterable[str], under: str = "") -> list[str]:
    """The keys that nothing was made of."""
    known = frozenset(used)
    return [f"{under}{key}" for key, each in value.items() if key not in known and each]
