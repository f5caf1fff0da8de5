"""The commands about the catalogue: its schema for editors, and what `check` remarks on."""

import json
from dataclasses import dataclass, fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from adapters import files
from adapters.cli import checking, schema
from adapters.cli.schema import catalogue_schema, schema_of
from bot.__main__ import main
from bot.app import handbook
from bot.catalogue.capability import Capability, CapabilityStatus
from bot.settings import Settings

EXAMPLE = "adapters/web/example/catalogue.yaml"


@dataclass(frozen=True, slots=True)
class Branch:
    """It grows."""

    twigs: tuple["Branch", ...]
    length: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    what: frozenset[str]


def test_check_tells_a_misspelt_part_of_the_future_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "future.yaml"
    path.write_text("future:\n- {capability: paymnets}\n", encoding="utf-8")
    settings = Settings(future=str(path))

    checking.program(settings, handbook(settings), (), checking.Findings(), quiet=False)

    told = "future.yaml line 2, future[0].capability: ‘paymnets’ is not the id of an entry."
    assert told in capsys.readouterr().out


@pytest.mark.parametrize("path", ["bot/catalogue/starter.yaml", EXAMPLE])
def test_the_catalogues_that_ship_hold_by_the_schema(path: str) -> None:
    plain = json.loads(json.dumps(files.read(Path(path)).value, default=str))

    assert not [
        fault.message for fault in Draft202012Validator(catalogue_schema()).iter_errors(plain)
    ]


def test_a_catalogue_that_does_not_hold_is_told_by_the_schema() -> None:
    wrong = {"capabilities": [{"id": "a", "name": "A", "summary": "s", "statuss": "live"}]}

    assert list(Draft202012Validator(catalogue_schema()).iter_errors(wrong))


def test_the_schema_is_printed_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalogue", "schema"]) == 0

    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in capsys.readouterr().out


def test_the_schema_asks_of_an_entry_what_reading_it_asks() -> None:
    whole = catalogue_schema()
    entry = whole["$defs"]["Capability"]

    assert whole["required"] == ["capabilities"]
    assert whole["properties"] == {
        "capabilities": {"type": "array", "items": {"$ref": "#/$defs/Capability"}}
    }
    assert entry["required"] == ["id", "name", "summary"]
    assert list(entry["properties"]) == [each.name for each in fields(Capability)]
    assert entry["additionalProperties"] is False
    assert entry["properties"]["name"] == {"type": "string", "pattern": r"\S"}
    assert entry["properties"]["steward"] == {"type": "string"}
    assert entry["properties"]["contract_end"] == {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]
    }
    assert whole["$defs"]["CapabilityStatus"]["enum"] == [each.value for each in CapabilityStatus]


def test_every_class_that_is_named_is_there() -> None:
    whole = catalogue_schema()
    named = str(whole).split("#/$defs/")[1:]

    assert {each.split("'")[0] for each in named} == set(whole["$defs"])


def test_a_class_within_itself_comes_to_an_end() -> None:
    branch = {"type": "array", "items": {"$ref": "#/$defs/Branch"}}

    assert schema_of(Branch)["$defs"]["Branch"]["properties"]["twigs"] == branch


def test_a_type_that_has_no_schema_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="has no schema"):
        schema_of(Unknown)


def test_the_schema_goes_where_it_is_sent(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.run() == 0
    assert capsys.readouterr().out.startswith("{")
