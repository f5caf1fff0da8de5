"""The register of contracts that councils publish, imported."""

from datetime import date
from pathlib import Path

import pytest

from adapters.exchange import reading
from bot.catalogue.capability import Capability, CapabilityStatus, Kind, Use
from tests.importing import TODAY, of, taken
from tests.operating import Out, ended


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


def test_what_nobody_knows_yet_is_nothing_and_whose_the_contract_is_names_the_steward() -> None:
    found = of(
        "Ref,Title,Supplier name,Department,Contract value,End date,Contract Owner\n"
        "n/a,TBC,TBD,Unknown,TBC,31/03/2028,Priya Nair\n",
        "r.csv",
    )

    assert found.entries == (
        Capability(
            *("tbc", "TBC", "TBC"),
            kind=Kind.CONTRACT,
            status=CapabilityStatus.LIVE,
            steward="Priya Nair",
            contract_end=date(2028, 3, 31),
        ),
    )
    assert found.lost == (
        "tbc: department ‘Unknown’, reference ‘n/a’, supplier ‘TBD’, value ‘TBC’",
    )


def test_ten_thousand_contracts_of_one_name_have_an_id_each() -> None:
    rows = (f"<script>alert(1)</script>,31/03/2027,{n}\n" for n in range(10_000))
    found = of(f"Title,End date,Value\n{''.join(rows)}", "r.csv").entries

    assert len({each.id for each in found}) == 10_000
    assert found[-1].id == "script-alert-1-script-10000"


def test_long_names_have_ids_that_fit_a_button() -> None:
    name = "pens " * 30
    found = of(f"Title,End date\n{name},31/03/2027\n{name},31/03/2028\n", "r.csv").entries

    assert [len(each.id) for each in found] == [59, 60]


def test_a_file_from_excel_is_imported_with_what_to_look_at(tmp_path: Path, capsys: Out) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(AS_SAVED_BY_EXCEL)

    assert ended("catalogue", "import", str(path)) == 0
    told = capsys.readouterr()

    assert "- id: lib1\n  name: Library system\n" in told.out
    assert "line 2: This is not UTF-8 text, so the file was read as Windows-1252" in told.err
