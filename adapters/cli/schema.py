"""`catalogue schema`: the catalogue file as a JSON Schema, made from the types that read it.

Editors check a file against it while it is written. It says what a value looks like; what has to
hold between entries is for `catalogue check`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from adapters.cli.options import FINE
from bot.catalogue.catalogue import Catalogue

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALARS: Mapping[type, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
}


def run() -> int:
    """Print the schema, and return the exit code."""
    print(json.dumps(catalogue_schema(), ensure_ascii=False, indent=2))
    return FINE


def catalogue_schema() -> Schema:
    """The schema of a catalogue file."""
    return {"$schema": _DIALECT, "title": "A catalogue of building blocks", **schema_of(Catalogue)}


def schema_of(into: type) -> Schema:
    """The schema of a frozen dataclass; the classes within it are named under `$defs`."""
    defs: dict[str, Schema] = {}
    whole = _fields(into, defs)
    return {**whole, "$defs": dict(sorted(defs.items()))}


def _of(into: Any, defs: dict[str, Schema]) -> Schema:
    if into in _SCALARS:
        return dict(_SCALARS[into])
    if is_dataclass(into) or _is_choice(into):
        return _named(into, defs, _fields if is_dataclass(into) else _choices)
    if get_origin(into) in (Union, UnionType):
        return {"anyOf": [_of(each, defs) for each in get_args(into)]}
    if get_origin(into) is tuple:
        return {"type": "array", "items": _of(get_args(into)[0], defs)}
    raise TypeError(f"{into} has no schema")


def _named(into: Any, defs: dict[str, Schema], made: Callable[..., Schema]) -> Schema:
    if into.__name__ not in defs:
        defs[into.__name__] = {}  # so that a class within itself comes to an end
        defs[into.__name__] = made(into, defs)
    return {"$ref": f"#/$defs/{into.__name__}"}


def _fields(into: type, defs: dict[str, Schema]) -> Schema:
    """An unknown key is refused, and a mandatory text is not blank, as when the file is read."""
    hints = get_type_hints(into)
    known = [each for each in fields(into) if each.init]
    required = [each.name for each in known if _is_mandatory(each)]
    properties = {each.name: _of(hints[each.name], defs) for each in known}
    for key in required:
        if properties[key] == _SCALARS[str]:
            properties[key]["pattern"] = r"\S"
    return {
        "type": "object",
        "description": (into.__doc__ or "").split("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _is_mandatory(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _choices(into: type[Enum], _: dict[str, Schema]) -> Schema:
    return {
        "description": (into.__doc__ or "").split("\n")[0],
        "enum": [each.value for each in into],
    }


def _is_choice(into: Any) -> bool:
    return isinstance(into, type) and issubclass(into, Enum)
