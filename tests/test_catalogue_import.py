"""Catalogues of others made ours: what they hold, what cannot be carried, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from adapters.exchange import backstage, publiccode, reading
from adapters.exchange.reading import Read
from adapters.files import FileProblem, bytes_of, text_of
from bot.catalogue.capability import Capability, CapabilityStatus, Kind, Use
from tests.blocks import EXAMPLE_FILE, ROOT
from tests.operating import Out, ended

FILES = ROOT / "tests" / "data" / "exchange"
TODAY = date(2026, 12, 8)


def taken(name: str) -> Read:
    return reading.read(FILES / name, bytes_of(FILES / name), TODAY)


def of(text: str, name: str = "c.yaml") -> Read:
    return reading.read(Path(name), text.encode(), TODAY)


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


def test_contracts_are_live_until_they_end() -> None:
    found = taken("contracts.csv")
    permits, grass, lot = found.entries

    assert permits == Capability(
        "nc-0101",
        "Parking permits system",
        "Software for permits, hosted. Supplier: PermitPoint Ltd.",
        kind=Kind.CONTRACT,
        status=CapabilityStatus.LIVE,
        synonyms=("PermitPoint Ltd",),
        used_by=(Use("Parking"),),
        cost="£120,000 (value of the contract)",
        contract_end=date(2028, 3, 31),
    )
    assert (grass.status, grass.summary) == (
        CapabilityStatus.RETIRED,
        "Grass cutting. Supplier: Green & Sons.",
    )
    assert (lot.id, lot.status, lot.contract_end) == ("nc-0102-2", CapabilityStatus.BUILDING, None)
    assert found.lost == (
        "nc-0102-2: end ‘TBC’",
        "line 8: it has no title",
        "the columns Review date",
    )


BY_NAME = (
    "OrganisationLabel,ContractReference,ContractTitle,OrganisationalUnit,Description,StartDate,"
    "EndDate,ReviewDate,ContractValue,SupplierName"
)
BY_TITLE = (
    "Organisation name,Contract Reference number / ID,Title of the Agreement,Local authority "
    "directorate/service responsible,Description of goods and services,Contract start date,"
    "End date,Review date,Contract value,Supplier name"
)

OF_A_COUNTY = (
    "Organisation,Contract Reference,Title,Local Authority Department Responsible,Description,"
    "Contract Start Date,Final End Date,Review Date,Contract Value,Supplier Name"
)
"""As Hertfordshire County Council publishes it."""


@pytest.mark.parametrize("header", [BY_NAME, BY_TITLE, OF_A_COUNTY])
def test_a_register_may_have_the_columns_of_the_national_schema_or_of_its_own(header: str) -> None:
    row = "Northshire,NC-1,Permits,Parking,Software,2023-04-01T00:00:00,31/03/2028,,120,Permit Co"
    found = of(f"{header}\n{row}\n", "register.csv")
    (permits,) = found.entries

    assert (permits.id, permits.name) == ("nc-1", "Permits")
    assert permits.contract_end == date(2028, 3, 31)
    assert permits.summary == "Software. Supplier: Permit Co."
    assert permits.cost == "£120 (value of the contract)"
    assert permits.used_by == (Use("Parking"),)
    assert found.lost == (f"the columns {header.partition(',')[0]}",)


AS_SAVED_BY_EXCEL = (
    f"{BY_TITLE.replace('Local authority directorate', 'Directorate ')},Last extension date\n"
    "Northshire,LIB1,Library system,LIBRARIES,Library system,01-Apr-2023,31/03/2028,,"
    '"1,743,186.00 ",Café Books’ Ltd,31/03/2030\n'
    "Northshire,LIB2,Vans, FLEET ,Vans,28/10/2023,31/08/2029,,(2500),Vans & Sons,\n"
    "Northshire,LIB2,Vans,FLEET,Vans,28/10/2023,31/08/2029,,(2500),Vans & Sons,\n"
    ",,,,,,,,,,\n"
).encode("cp1252")
"""As a county published it in 2015, with other rows: two ways to write a day, values with commas,
spaces at the end, brackets for what is owed, a contract that is there twice, an empty last line."""


def test_a_register_as_excel_saves_it_is_read_and_says_so() -> None:
    found = reading.read(Path("register.csv"), AS_SAVED_BY_EXCEL, TODAY)
    library, vans = found.entries

    assert library.synonyms == ("Café Books’ Ltd",)
    assert library.used_by == (Use("LIBRARIES"),)
    assert library.cost == "£1,743,186 (value of the contract)"
    assert library.contract_end == date(2028, 3, 31)
    assert (vans.cost, vans.contract_end) == ("(2500) (value of the contract)", date(2029, 8, 31))
    assert found.lost == (
        "line 4: it says the same as a line above",
        "the columns Organisation name, Last extension date",
    )
    assert found.remarks == (
        "register.csv line 2: This is not UTF-8 text, so the file was read as Windows-1252, as "
        "Excel may save it. Look at letters with accents, pound signs and quotation marks.",
    )


def test_a_register_may_have_little_in_it() -> None:
    (bare,) = of("Title,End date\nPens,2027-01-31 00:00:00\n", "r.CSV").entries

    assert (bare.id, bare.summary, bare.contract_end) == ("pens", "Pens", date(2027, 1, 31))
    assert not bare.used_by
    assert not bare.synonyms


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
        ("c.csv", "a,b\n1,2\n", "This is in no format that we know."),
        ("c.csv", "", "This is in no format that we know."),
        ("c.yaml", "capabilities: []\n---\na: 1\n", "A second document starts here (---)."),
        ("c.yaml", "apiVersion: 1\n---\n- 1\n", "line 3: A document here is no group of keys"),
        ("c.yaml", "a: &a [x]\nb: *a\n", "line 1: Anchors (&), aliases (*) and tags (!)"),
        ("c.yaml", "a: !!python/object:os.system x", "Anchors (&), aliases (*) and tags (!)"),
        ("c.yaml", "[" * 200_000, "nested more than 40 levels deep"),
        ("c.yaml", "capabilities: [{id: a, name: A}]", "capabilities[0].summary: This is missing."),
        ("c.csv", "name,summary,status\n\nA,B,alive\n", "line 3, capabilities[0].status: ‘alive’"),
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


def test_ten_thousand_contracts_of_one_name_have_an_id_each() -> None:
    rows = (f"<script>alert(1)</script>,31/03/2027,{n}\n" for n in range(10_000))
    found = of(f"Title,End date,Value\n{''.join(rows)}", "r.csv").entries

    assert len({each.id for each in found}) == 10_000
    assert found[-1].id == "script-alert-1-script-10000"


def test_long_names_have_ids_that_fit_a_button() -> None:
    name = "pens " * 30
    found = of(f"Title,End date\n{name},31/03/2027\n{name},31/03/2028\n", "r.csv").entries

    assert [len(each.id) for each in found] == [59, 60]


def test_a_file_is_imported_to_standard_output(capsys: Out) -> None:
    assert ended("catalogue", "import", str(FILES / "contracts.csv")) == 0
    assert ended("catalogue", "import", str(EXAMPLE_FILE)) == 0
    told = capsys.readouterr()

    assert "- id: nc-0101\n  name: Parking permits system\n" in told.out
    assert "steward: Priya Nair" in told.out
    assert "Not carried: the columns Review date.\n" in told.err


def test_a_file_from_excel_is_imported_with_what_to_look_at(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(AS_SAVED_BY_EXCEL)

    assert ended("catalogue", "import", str(path)) == 0
    told = capsys.readouterr()

    assert "- id: lib1\n  name: Library system\n" in told.out
    assert "line 2: This is not UTF-8 text, so the file was read as Windows-1252" in told.err


def test_a_file_that_is_not_there_is_told(capsys: Out) -> None:
    assert ended("catalogue", "import", "nowhere.csv") == 1
    assert "There is no such file" in capsys.readouterr().err
