"""The catalogue in the formats that others read, with what each cannot carry named."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adapters import files
from adapters.exchange import backstage, publiccode, table, writing
from bot.catalogue.capability import Capability, CapabilityStatus, Kind, Use
from bot.catalogue.catalogue import Catalogue
from bot.structuring import structure
from tests.blocks import EXAMPLE, STARTER, block
from tests.operating import Out, ended, working_in

TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
NUMBERLIKE = st.sampled_from(["08", "1e3", "yes", "2024", "2026-03-01", "0x1", "~", "- a", "=1+1"])
ENTRIES = st.builds(
    replace,
    st.sampled_from(EXAMPLE.capabilities).map(
        lambda one: replace(one, provides=(), same_word_only=())
    ),
    name=TEXT | NUMBERLIKE,
    summary=TEXT | NUMBERLIKE,
    steward=st.just("") | TEXT | NUMBERLIKE,
    synonyms=st.lists(TEXT.map(str.strip) | NUMBERLIKE, max_size=3).map(tuple),
    status=st.sampled_from(CapabilityStatus),
    contract_end=st.none() | st.dates(min_value=date(1900, 1, 1)),
)


def read_as(folder: Path, text: str) -> Catalogue:
    path = folder / "c.yaml"
    path.write_text(text, encoding="utf-8")
    return files.load(path, Catalogue)


def read_csv(text: str) -> Catalogue:
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return structure({"capabilities": [table.entry_of(row) for row in rows]}, Catalogue)


@pytest.mark.parametrize("catalogue", [STARTER, EXAMPLE])
def test_what_we_ship_comes_back_the_same(catalogue: Catalogue, tmp_path: Path) -> None:
    own, rows = writing.own_yaml(catalogue.capabilities), table.write(catalogue.capabilities)

    assert read_as(tmp_path, own.text) == catalogue
    assert read_csv(rows.text) == catalogue
    assert own.lost == rows.lost == ()


@given(entry=ENTRIES)
def test_whatever_is_written_comes_back_the_same(
    entry: Capability, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()

    assert read_as(folder, writing.own_yaml((entry,)).text).capabilities == (entry,)
    assert read_csv(table.write((entry,)).text).capabilities == (entry,)


def test_a_number_without_quotes_would_be_seen(tmp_path: Path) -> None:
    with pytest.raises(files.FileProblem):
        read_as(tmp_path, "capabilities: [{id: a, name: 08, summary: s}]")


def test_a_spreadsheet_runs_no_name() -> None:
    sheet = table.write((block("a", name="=HYPERLINK(1)", synonyms=("-x", "y"), steward="'=1"),))

    assert "'=HYPERLINK" in sheet.text
    assert "'-x" in sheet.text
    assert read_csv(sheet.text).capabilities[0].name == "=HYPERLINK(1)"
    assert read_csv(sheet.text).capabilities[0].steward == "'=1"


PAY = block(
    "govuk pay!",
    status=CapabilityStatus.LIVE,
    steward="Tom Bell",
    documentation="https://example.gov.uk/pay",
    synonyms=("card", "Card Payments"),
    provides=("payments",),
    summary="s" * 160,
    used_by=(Use("bins"),),
)


def test_backstage_gets_components_and_is_told_what_it_lacks() -> None:
    plain = block("plain", kind=Kind.DATA, steward="tom", documentation="ask")
    told = backstage.write((PAY, plain, block("several", provides=("a", "b"))))
    first, second, third = yaml.safe_load_all(told.text)

    assert first == {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {
            "name": "govuk-pay",
            "title": "Govuk pay!",
            "description": "s" * 160,
            "tags": ["card"],
            "links": [{"url": "https://example.gov.uk/pay", "title": "Documentation"}],
        },
        "spec": {
            "type": "technology",
            "lifecycle": "production",
            "owner": "tom-bell",
            "subcomponentOf": "payments",
        },
    }
    assert (second["spec"]["type"], second["spec"]["owner"]) == ("data", "tom")
    assert third["spec"]["owner"] == "unknown"
    assert told.lost == (
        "govuk pay!: synonyms, steward, used_by",
        "plain: documentation",
        "several: provides",
    )


def test_publiccode_gets_software_and_says_what_to_add() -> None:
    told = publiccode.write((PAY, block("people", kind=Kind.PEOPLE)))
    (software,) = yaml.safe_load_all(told.text)

    assert software["url"] == "https://example.gov.uk/pay"
    assert software["developmentStatus"] == "stable"
    assert software["maintenance"] == {"type": "internal", "contacts": [{"name": "Tom Bell"}]}
    assert len(software["description"]["en"]["shortDescription"]) == 150
    assert software["description"]["en"]["longDescription"] == "s" * 160
    assert told.lost[1:] == (
        "govuk pay!: synonyms, provides, used_by",
        "people: all of it, for it is no software",
    )
    assert "still needs" in told.lost[0]
    assert publiccode.write(()).lost == ()


MANDATORY = (
    *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
    *("softwareType", "description", "legal", "maintenance", "localisation"),
)
"""What the standard asks of every file, as its text said in November 2026."""


def test_what_the_standard_asks_for_is_written_or_named_as_lacking() -> None:
    told = publiccode.write((block("bare"),))
    (software,) = yaml.safe_load_all(told.text)
    named = re.findall(r"[\w.]+", told.lost[0])

    assert [key for key in MANDATORY if key not in software and key not in named] == []
    assert "description.longDescription" in named


def test_the_catalogue_is_exported_in_each_format(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        codes = [ended("catalogue", "export", "--format", each) for each in ("yaml", "backstage")]
    told = capsys.readouterr()

    assert codes == [0, 0]
    assert "steward: Priya Nair" in told.out
    assert "kind: Component" in told.out
    assert "Not carried: online-forms: synonyms, senses" in told.err
