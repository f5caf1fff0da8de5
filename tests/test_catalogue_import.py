"""Catalogues of others made ours: what they hold, what cannot be carried, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from adapters.exchange import backstage, publiccode, reading
from adapters.files import FileProblem, text_of
from bot.catalogue.capability import Capability, CapabilityStatus, Kind, Use
from tests.blocks import EXAMPLE_FILE
from tests.importing import FILES, TODAY, of, taken
from tests.operating import Out, ended


def refusal(text: str, name: str = "c.yaml") -> str:
    with pytest.raises(FileProblem) as problem:
        of(text, name)
    return str(problem.value)


def test_an_entity_of_backstage_is_an_entry() -> None:
    found = taken("catalog-info.yaml")

    assert found.entries == (
        Capability(
            "artist-lookup",
            "artist-lookup",
            "Artist Lookup",
            status=CapabilityStatus.BUILDING,
            synonyms=("java", "data"),
            steward="team-a",
            documentation="https://example.com/user",
        ),
    )
    assert found.lost == (
        "artist-lookup: all links but the first, metadata.annotations, spec.dependsOn,"
        " spec.system, spec.type ‘service’",
    )


def test_software_that_others_made_public_is_an_idea_of_theirs() -> None:
    found = taken("publiccode.yml")
    (medusa,) = found.entries

    assert medusa.summary.startswith("This description can have a maximum 150 characters long.")
    assert medusa.used_by == (Use("Comune di Firenze"), Use("Comune di Roma"))
    assert medusa.shared_from == "Roma Capitale"
    assert medusa.status is CapabilityStatus.IDEA
    assert "developmentStatus" in found.lost[0]
    assert "legal" in found.lost[0]


def test_of_backstage_only_what_is_software_or_data_is_taken() -> None:
    head = "apiVersion: backstage.io/v1alpha1\n"
    found = of(
        f"{head}kind: Resource\nmetadata: {{name: db, title: The data}}\n---\n"
        f"{head}kind: Component\nmetadata: {{name: part}}\n"
        "spec: {type: service-pattern, owner: unknown, lifecycle: wild,"
        " subcomponentOf: 'component:default/db'}\n---\n"
        f"{head}kind: API\nmetadata: {{name: far}}\nspec: {{subcomponentOf: gone}}\n---\n"
        f"{head}kind: Group\n---\n{head}\n---\n"
    )
    data, part, far = found.entries

    assert (data.name, data.kind) == ("The data", Kind.DATA)
    assert (part.kind, part.provides, part.steward) == (Kind.SERVICE_PATTERN, ("db",), "")
    assert far.provides == ()
    assert found.lost == (
        "part: spec.lifecycle ‘wild’",
        "1 of kind Group",
        "1 of kind without a kind",
        "far: what it is part of, for that is not here",
    )


def test_what_we_write_for_backstage_comes_back_but_for_what_was_named() -> None:
    entry = Capability(
        *("pay", "Pay", "Take payments."),
        kind=Kind.CONTRACT,
        status=CapabilityStatus.LIVE,
        synonyms=("card",),
        documentation="https://example.gov.uk",
    )
    written = backstage.write((entry,))

    assert written.lost == ()
    assert of(written.text).entries == (entry,)


def test_what_we_write_as_publiccode_can_be_read() -> None:
    written = publiccode.write((Capability("pay", "Pay", "Take payments."),))

    assert of(written.text).entries == (Capability("pay", "Pay", "Take payments."),)


def test_software_is_told_in_the_language_that_there_is() -> None:
    (found,) = of(
        "publiccodeYmlVersion: 0\nname: A\ndescription: {it: {longDescription: Sì}}"
    ).entries

    assert (found.name, found.summary) == ("A", "Sì")
    assert of("publiccodeYmlVersion: 0\nname: A\n").entries[0].summary == "A"


def test_a_table_of_ours_needs_no_ids_and_says_which_column_is_none_of_ours() -> None:
    found = of("name,summary,colour,senses.1.x.y\nPay,Take it.,red,z\n,,,\n", "c.csv")

    assert found.entries == (Capability("pay", "Pay", "Take it."),)
    assert found.lost == ("the columns colour, senses.1.x.y",)
    assert of("name,summary\nA,B\n", "c.csv").lost == ()


def test_a_table_of_ours_may_have_headings_and_days_as_people_write_them() -> None:
    found = of(
        "Name,Summary,Contract end,Last confirmed,Contract Owner\n"
        "Permits,Software.,31/03/2028,2026-03-16,Priya Nair\n",
        "c.csv",
    )
    (permits,) = found.entries

    assert permits.contract_end == date(2028, 3, 31)
    assert permits.last_confirmed == date(2026, 3, 16)
    assert permits.steward == "Priya Nair"
    assert found.lost == ()


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_what_stands_between_columns_is_found_out(between: str) -> None:
    rows = (("name", "summary", "cost"), ("Permits", '"Apply; pay, renew"', "£12"))
    found = of("\n".join(map(between.join, rows)), "c.csv")

    assert found.entries == (Capability("permits", "Permits", "Apply; pay, renew", cost="£12"),)
    assert of(f"Title{between}End date\nPens{between}31/03/2028\n", "r.csv").entries[0].id == "pens"


def test_one_column_names_the_steward_and_another_is_told() -> None:
    found = of("name,summary,steward,Contract owner\nA,B,Priya Nair,Tom Bell\n", "c.csv")

    assert found.entries[0].steward == "Priya Nair"
    assert found.lost == ("the columns Contract owner",)


@pytest.mark.parametrize("nothing", ["TBC", "tbd", "n/a", "Unknown", "N/A."])
def test_what_nobody_knows_yet_is_nothing_and_is_told(nothing: str) -> None:
    found = of(f"name,summary,cost,contract_end\nTBC,n/a,{nothing},{nothing}\n", "c.csv")

    assert found.entries == (Capability("tbc", "TBC", "n/a"),)
    assert found.lost == (f"tbc: cost ‘{nothing}’, contract_end ‘{nothing}’",)


def test_what_people_type_in_one_cell_is_a_list() -> None:
    (found,) = of(
        'name,summary,synonyms\nPay,Take it.,"card,""cash, coins"",\r\nfee,"\n', "c.csv"
    ).entries

    assert found.synonyms == ("card", "cash, coins", "fee")


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("c.yaml", "", "This file is empty."),
        ("c.yaml", "a: 1", "This is in no format that we know. It has to be a catalogue of ours"),
        ("c.yaml", "- 1", "This is in no format that we know."),
        ("c.csv", "a,b\n1,2\n", "There are no headings here that we know. A catalogue of ours has"),
        ("c.csv", "", "There are no headings here that we know."),
        ("c.csv", "a: 1\n\0\n", "This is not plain text. Save the file as text, as UTF-8."),
        ("c.xlsx", "junk", "This is a spreadsheet, or another file that is not plain text. Save"),
        ("c.yaml", "capabilities: []\n---\na: 1\n", "A second document starts here (---)."),
        ("c.yaml", "apiVersion: 1\n---\n- 1\n", "line 3: A document here is no group of keys"),
        ("c.yaml", "a: &a [x]\nb: *a\n", "line 1: Anchors (&), aliases (*) and tags (!)"),
        ("c.yaml", "a: !!python/object:os.system x", "Anchors (&), aliases (*) and tags (!)"),
        ("c.yaml", "[" * 200_000, "nested more than 40 levels deep"),
        ("c.yaml", "capabilities: [{id: a, name: A}]", "capabilities[0].summary: This is missing."),
        ("c.csv", "name,summary,status\n\nA,B,alive\n", "line 3, capabilities[0].status: ‘alive’"),
        ("c.csv", "name,summary,contract_end\nA,B,March\n", "‘March’ is not a date such as 2026"),
        ("c.csv", f"name,summary\nA,{'x' * 200_000}\n", "This is not CSV: field larger than"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_line(name: str, text: str, says: str) -> None:
    assert says in refusal(text, name)


@pytest.mark.parametrize(
    ("name", "encoding"), [("c.yaml", "cp1252"), ("r.csv", "cp437"), ("r.csv", "utf-16")]
)
def test_another_encoding_is_told(name: str, encoding: str) -> None:
    data = "Title,End date\nCafe à £5 ü,31/03/2027\n".encode(encoding)

    with pytest.raises(FileProblem, match=r"line \d: This is not UTF-8 text. Save the file as UTF"):
        reading.read(Path(name), data, TODAY)


def test_what_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(b"#" * 20_000_001)

    with pytest.raises(FileProblem, match="This is larger than 20 MB"):
        text_of(path)


def test_a_file_is_imported_to_standard_output(capsys: Out) -> None:
    assert ended("catalogue", "import", str(FILES / "contracts.csv")) == 0
    assert ended("catalogue", "import", str(EXAMPLE_FILE)) == 0
    told = capsys.readouterr()

    assert "- id: nc-0101\n  name: Parking permits system\n" in told.out
    assert "steward: Priya Nair" in told.out
    assert "Not carried: the columns Review date.\n" in told.err


def test_a_file_that_is_not_there_is_told(capsys: Out) -> None:
    assert ended("catalogue", "import", "nowhere.csv") == 1
    assert "There is no such file" in capsys.readouterr().err
