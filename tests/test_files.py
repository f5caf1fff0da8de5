"""Files into typed values: what is right is read, what is wrong is told with its line and field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from pathlib import Path
from typing import Any, Literal

import pytest

from adapters.files import FileProblem, check_catalogue, load
from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.catalogue import Catalogue
from bot.structuring import Misfit, structure

ENTRY = "capabilities:\n  - id: forms\n    name: Forms\n    summary: A web form.\n"


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Size(IntEnum):
    SMALL = 1


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    weight: float = 1.0
    on: bool = False
    values: str | int | tuple[str, ...] | None = None
    when: Mapping[str, tuple[str, ...]] | None = None
    colour: Colour = Colour.RED
    size: Size = Size.SMALL
    tags: frozenset[str] = frozenset()
    kind: Literal["one", "two"] = "one"
    part: "Colour | Sub | Other | date | float | None" = None

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError("A weight cannot be below 0.")


@dataclass(frozen=True, slots=True)
class Sub:
    inner: str


@dataclass(frozen=True, slots=True)
class Other:
    outer: str


def said(tmp_path: Path, text: str, into: type[Any] = Catalogue, name: str = "file.yaml") -> str:
    """What is said about a file, its folder left out."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblem) as problem:
        load(path, into)
    return str(problem.value).replace(f"{tmp_path}/", "")


def read(tmp_path: Path, text: str, into: type[Any] = Rule, name: str = "rule.yaml") -> Any:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load(path, into)


def test_a_catalogue_is_read_with_its_types(tmp_path: Path) -> None:
    text = ENTRY + "    status: live\n    contract_end: 2028-03-31\n    synonyms: [form, yes]\n"

    catalogue = read(tmp_path, text, Catalogue)

    assert catalogue.capabilities == (
        Capability(
            "forms",
            "Forms",
            "A web form.",
            status=CapabilityStatus.LIVE,
            contract_end=date(2028, 3, 31),
            synonyms=("form", "yes"),
        ),
    )


def test_yes_no_and_times_stay_the_words_that_people_wrote(tmp_path: Path) -> None:
    rule = read(tmp_path, "name: yes\nvalues: 09:30\nwhen: {a: [no, on, 'true']}\non: true\n")

    assert (rule.name, rule.values, rule.on) == ("yes", "09:30", True)
    assert rule.when == {"a": ("no", "on", "true")}


def test_choices_sets_unions_and_numbers_are_read(tmp_path: Path) -> None:
    rule = read(
        tmp_path,
        "name: a\nweight: 2\ncolour: blue\nsize: 1\ntags: [x, x]\n"
        "kind: two\nvalues: [b]\npart: {outer: o}\n",
    )

    assert (rule.weight, rule.colour, rule.size) == (2, Colour.BLUE, Size.SMALL)
    assert (rule.tags, rule.kind, rule.values) == (frozenset({"x"}), "two", ("b",))
    assert rule.part == Other("o")


@pytest.mark.parametrize(
    ("part", "value"),
    [("2026-01-31", date(2026, 1, 31)), ("red", Colour.RED), ("2", 2), ("2.5", 2.5), ("~", None)],
)
def test_a_union_takes_the_member_that_fits(tmp_path: Path, part: str, value: object) -> None:
    assert read(tmp_path, f"name: a\npart: {part}\n").part == value


def test_toml_is_read_too(tmp_path: Path) -> None:
    assert read(tmp_path, 'name = "a"\n[when]\nb = ["c"]\n', name="rule.toml").when == {"b": ("c",)}


def test_everything_wrong_is_told_at_once_in_order_of_lines(tmp_path: Path) -> None:
    text = (
        "capabilities:\n- id: a\n  name: 3\n  summary: x\n  status: livee\n- id: b\n  nmae: x\n"
        "  senses: [{name: x, zzz: 2}, hi]\n  synonyms: hi\n  contract_end: soon\n  cost:\n"
    )

    assert said(tmp_path, text, name="catalogue.yaml").split("\n") == [
        "catalogue.yaml line 3, capabilities[0].name: ‘3’ is not text. Put it in quotes.",
        "catalogue.yaml line 5, capabilities[0].status: ‘livee’ is not one of idea, building, live,"
        " retiring, retired. Did you mean ‘live’?",
        "catalogue.yaml line 6, capabilities[1].name: This is missing. Add it.",
        "catalogue.yaml line 6, capabilities[1].summary: This is missing. Add it.",
        "catalogue.yaml line 7, capabilities[1].nmae: ‘nmae’ is not a key that we know."
        " Did you mean ‘name’?",
        "catalogue.yaml line 8, capabilities[1].senses[0].zzz: ‘zzz’ is not a key that we know."
        " The keys here are name, works_when, stops_fitting_when, evidence.",
        "catalogue.yaml line 8, capabilities[1].senses[1]: ‘hi’ is not a group of keys and values."
        " Write each as ‘key: value’.",
        "catalogue.yaml line 9, capabilities[1].synonyms: ‘hi’ is not a list."
        " Put square brackets around it: [one, two].",
        "catalogue.yaml line 10, capabilities[1].contract_end: ‘soon’ is not a date such as"
        " 2026-03-31.",
        "catalogue.yaml line 11, capabilities[1].cost: This is empty; it needs text."
        " Fill it in or leave the key out.",
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("values: 2.5", "‘2.5’ is not text or a whole number or a list."),
        ("values: {a: b}", "A group of keys and values is not text or"),
        ("name: [a]", "A list is not text."),
        ("weight: heavy", "‘heavy’ is not a number."),
        ("on: 1", "‘1’ is not true or false."),
        ("weight: true", "true is not a number."),
        ("size: true", "true is not one of 1."),
        ("colour: reddish", "‘reddish’ is not one of red, blue. Did you mean ‘red’?"),
        ("kind: three", "‘three’ is not one of one, two."),
        ("when: [a]", "A list is not a group of keys and values."),
        ("tags: a", "‘a’ is not a list."),
        ("part: {odd: 1}", "‘odd’ is not a key that we know."),
        ("part: [1]", "A list is not one of red, blue or a group of keys and values or a group"),
        ("part: false", "false is not one of red, blue"),
        ("part: green", "‘green’ is not a date"),
        ("weight: -1", "A weight cannot be below 0."),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    name = "" if line.startswith("name") else "name: a\n"

    assert complaint in said(tmp_path, f"{name}{line}\n", Rule)


def test_what_a_class_refuses_is_told_at_its_line(tmp_path: Path) -> None:
    text = "- name: a\n- name: b\n  weight: -1.5\n"

    assert said(tmp_path, text, tuple[Rule, ...]) == (
        "file.yaml line 2, [1]: A weight cannot be below 0."
    )


def test_a_key_that_is_there_twice_is_told(tmp_path: Path) -> None:
    assert said(tmp_path, ENTRY + "    name: Again\n") == (
        "file.yaml line 5, capabilities[0].name: ‘name’ is here a second time;"
        " the first is on line 3. Keep one of them."
    )


def test_a_day_that_no_calendar_has_is_told(tmp_path: Path) -> None:
    assert "line 5, capabilities[0].contract_end: ‘2026-02-31’ is not a date in any calendar." in (
        said(tmp_path, ENTRY + "    contract_end: 2026-02-31\n")
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "file.yaml: This file is empty. Fill it in, or take its setting out."),
        ("# only a comment\n", "file.yaml: This file is empty."),
        ("a: b: c\n", "file.yaml line 1: This is not YAML: mapping values are not allowed"),
        ("a: 1\nb: [1\n", "file.yaml line 3: This is not YAML:"),
        ("a: 1\nb: \x07\n", "file.yaml line 2: There is a character that YAML does not allow."),
        ("a: &x 1\n", "file.yaml line 1: Anchors (&), aliases (*) and tags (!) are not used here."),
        ("a: !!python/object:os.system x\n", "tags (!) are not used here."),
        ("a: 1\n---\nb: 2\n", "file.yaml line 2: A second document starts here (---)."),
        ("? [a]\n: 1\n", "file.yaml line 1: A key has to be plain text."),
        ("[" * 100_000, "file.yaml line 1: This is nested more than 40 levels deep."),
        ("hello\n", "file.yaml line 1: ‘hello’ is not a group of keys and values."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, text: str, complaint: str) -> None:
    assert complaint in said(tmp_path, text)


def test_broken_toml_names_its_line(tmp_path: Path) -> None:
    assert "rule.toml line 2: This is not TOML: " in said(
        tmp_path, "a = 1\nb = \n", Rule, "rule.toml"
    )
    assert "rule.toml line 1: This is not TOML: " in said(tmp_path, 'a = "', Rule, "rule.toml")


def test_a_list_of_tables_in_toml_has_lines(tmp_path: Path) -> None:
    text = '[[capabilities]]\nid = "a"\n\n[[capabilities]]\nid = 4\n'

    told = said(tmp_path, text, name="file.toml")

    assert "file.toml line 5, capabilities[1].id: ‘4’ is not text." in told
    assert "file.toml line 1, capabilities[0].name: This is missing." in told


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")

    with pytest.raises(FileProblem, match=r"line 2: This is not UTF-8 text. Save the file as UTF"):
        load(tmp_path / "latin.yaml", Catalogue)
    with pytest.raises(FileProblem, match=r"There is no such file\. Check"):
        load(tmp_path / "none.yaml", Catalogue)
    with pytest.raises(FileProblem, match="This cannot be read: Is a directory"):
        load(tmp_path, Catalogue)


@pytest.mark.parametrize("begins", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"])
def test_a_spreadsheet_by_any_name_is_called_one(tmp_path: Path, begins: bytes) -> None:
    (tmp_path / "blocks.yaml").write_bytes(begins + b"\x14\xe9\0")

    with pytest.raises(FileProblem, match=r"blocks.yaml: This is a spreadsheet, or another file"):
        load(tmp_path / "blocks.yaml", Catalogue)


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"k{n}: &k{n} [*a, *a]\n" for n in range(1000))

    assert "line 1: Anchors" in said(tmp_path, bomb)


def test_ten_thousand_entries_are_read(tmp_path: Path) -> None:
    entry = "  - {{id: x{}, name: n, summary: s, senses: [{{name: a}}], synonyms: [a, b, c, d]}}\n"
    text = "capabilities:\n" + "".join(entry.format(number) for number in range(10_000))

    assert len(read(tmp_path, text, Catalogue).capabilities) == 10_000


def test_a_catalogue_is_checked_with_gentle_remarks(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(ENTRY, encoding="utf-8")

    catalogue, remarks = check_catalogue(path)

    assert catalogue.capabilities[0].id == "forms"
    assert [str(each).replace(f"{tmp_path}/", "") for each in remarks] == [
        "c.yaml line 2, capabilities[0].synonyms: ‘Forms’ has no synonyms."
        " Add the words that staff use for it.",
        "c.yaml line 2, capabilities[0].senses: ‘Forms’ has no senses."
        " Say when it works and when it does not.",
    ]


def test_a_misfit_reads_with_and_without_a_place() -> None:
    assert str(Misfit((), "Wrong.")) == "Wrong."
    assert str(Misfit(("a", 1, "b"), "Wrong.", "Mend it.")) == "a[1].b: Wrong. Mend it."


def test_a_fault_of_ours_is_not_taken_for_a_fault_of_the_file() -> None:
    @dataclass(frozen=True)
    class Faulty:
        name: str

        def __post_init__(self) -> None:
            raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        structure({"name": "a"}, Faulty)
