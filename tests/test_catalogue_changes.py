"""What was said in chat as an edit of the file: a patch that the tools take, and remarks."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import files
from adapters.exchange import adding, changes, edits
from bot.catalogue.adopting import Adoption, Answer, at_odds
from bot.catalogue.capability import CapabilityStatus, Use
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.changing import Change
from bot.handbook import Handbook
from tests.blocks import EXAMPLE, EXAMPLE_FILE, STARTER_FILE, block
from tests.cast import book
from tests.operating import Out, configured, ended, working_in
from tests.storytelling import tell
from tests.theatre import TUESDAY, program_in


def patched(folder: Path, text: str, patch: str) -> str:
    """The text as `git apply` makes it of the patch."""
    file, how = folder / "c.yaml", folder / "how.patch"
    file.write_text(text, encoding="utf-8")
    how.write_text(patch, encoding="utf-8")
    subprocess.run(["git", "apply", "how.patch"], cwd=folder, check=True, timeout=20)
    return file.read_text(encoding="utf-8")


def edit_of(held: Handbook, path: Path, name: str = "c.yaml") -> str:
    return changes.edit(held, files.read(path), files.text_of(path), name)


async def test_what_was_said_in_chat_is_a_patch_after_which_the_file_says_it(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path, GROUNDWORK_CATALOGUE="") as program:
        await tell(
            program,
            "Priya: adopt\nPriya presses We do not have it\n"
            "Priya presses We have it\n  steward: Tom Bell\n  used_by: garden waste\n"
            "Priya: block address lookup\nPriya presses Senses\n"
            "  2.name: which ward\n  2.works_when: somebody has to hear of it\n"
            "  2.evidence: missed bins\n"
            "Priya presses Same word only\n  1.see: finding things\n"
            "Priya: edit block maps\nPriya presses Edit\n"
            "  summary: Maps: of everything\n  synonyms: \n"
            "Priya: propose block\nPriya presses Propose a block\n"
            "  name: Resident check\n  summary: Who lives there\n  kind: data\n",
        )
        held = await program.store.transact(program.bot.library.current)
    told = edit_of(held, STARTER_FILE)
    after = patched(tmp_path, files.text_of(STARTER_FILE), told)

    assert [
        line for line in told.splitlines() if line.startswith("+") and "c.yaml" not in line
    ] == [
        "+    status: live",
        "+    steward: Tom Bell",
        "+    used_by:",
        "+    - service: garden waste",
        "+      since: December 2026",
        "+    last_confirmed: 2026-12-08",
        "+    summary: 'Maps: of everything'",
        "+    - name: does this address exist, and where is it",
        "+      works_when: we need one clean address, or what applies to it, such as a bin day or "
        "permit zone",
        "+      stops_fitting_when: the place has no address, such as a stretch of road or a park",
        "+    - name: which ward",
        "+      works_when: somebody has to hear of it",
        "+      evidence: missed bins",
        "+    same_word_only:",
        "+    - means: checking that someone lives at an address; an address is not a person",
        "+      instead: it needs a lawful check of its own, for example against council tax",
        "+      see: search",
        "+",
        "+  - id: resident-check",
        "+    name: Resident check",
        "+    summary: Who lives there",
        "+    kind: data",
    ]
    assert "# online-forms: chat says that we do not have it." in told
    assert files.load(tmp_path / "c.yaml", Catalogue).capabilities == held.blocks
    assert after.count("\n# ") == files.text_of(STARTER_FILE).count("\n# ")


def test_where_the_file_says_all_of_it_the_edit_is_quiet(tmp_path: Path, capsys: Out) -> None:
    configured(tmp_path, f'catalogue = "{EXAMPLE_FILE}"')
    with working_in(tmp_path):
        assert ended("catalogue", "export", "--changes") == 0

    assert capsys.readouterr().out == "# The file says all that was said in chat.\n"


VALUES = st.sampled_from(["", "#1", "a: b", "yes", "two\nlines", "‘quoted’", "- x"])
ENTRIES = st.sampled_from(range(len(EXAMPLE.capabilities)))


@given(place=ENTRIES, steward=VALUES, cost=VALUES, used=st.booleans())
def test_whatever_is_changed_the_file_reads_as_it_is_known(
    place: int, steward: str, cost: str, used: bool
) -> None:
    every = list(EXAMPLE.capabilities)
    uses = (Use("parks", "2024"),) if used else ()
    every[place] = replace(every[place], steward=steward, cost=cost, used_by=uses)
    text, source = files.text_of(EXAMPLE_FILE), files.read(EXAMPLE_FILE)
    after = edits.edited(text, source, EXAMPLE, Catalogue(tuple(every)))

    assert adding.reads_as(after, Catalogue(tuple(every)))
    assert after.startswith(text[:200])


@pytest.mark.parametrize(
    "text",
    [
        "capabilities: [{id: a, name: A, summary: s}]",
        "capabilities:\n- summary: s\n  id: a\n  name: A",
        "capabilities:\r\n- id: a\r\n  name: A\r\n  summary: s\r\n",
        "capabilities:\n- steward: Tom\n  id: a\n  name: A\n  summary: s\n  # ours\n",
    ],
)
def test_however_a_file_is_written_its_patch_is_one(text: str, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_bytes(text.encode())
    filed = files.load(path, Catalogue)
    (entry,) = filed.capabilities
    known = Catalogue((replace(entry, steward="", summary="t", cost="£1"),))
    after = edits.edited(text, files.read(path), filed, known)

    assert adding.reads_as(after, known)
    (tmp_path / "how.patch").write_bytes(edits.as_patch(text, after, "c.yaml").encode())
    subprocess.run(["git", "apply", "how.patch"], cwd=tmp_path, check=True, timeout=20)
    assert path.read_bytes() == after.encode()


def chat(capability: str, answer: Answer, **more: str) -> Adoption:
    return Adoption(capability, answer, TUESDAY, "Priya Nair", **more)


def test_where_chat_and_file_say_different_things_both_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    live = "summary: s, status: live, steward: Anil Rao, used_by: [{service: bins}]"
    each = "".join(f"- {{id: {key}, name: {key}, {live}}}\n" for key in ("pay", "forms", "old"))
    path.write_text(f"capabilities:\n{each}", encoding="utf-8")
    filed = files.load(path, Catalogue)
    held = replace(book(), catalogue=filed, ranker=book().ranker.over(filed)).with_said(
        (
            chat("pay", Answer.HAVE_IT, steward="Tom\n- id: Bell", used_by="bins"),
            chat("forms", Answer.DO_NOT),
            chat("old", Answer.HAVE_IT, steward="Anil Rao"),
        ),
        changes=(Change("old", "summary", "mine", TUESDAY, "Priya Nair", filed="before"),),
    )

    assert edit_of(held, path).splitlines() == [
        "# pay: chat and the file say different things, and the file counts.",
        "#   the file: status live, steward Anil Rao, used_by bins",
        "#   chat, Priya Nair on 2026-12-08: we have it, steward Tom - id: Bell, used_by bins",
        "# forms: chat and the file say different things, and the file counts.",
        "#   the file: status live, steward Anil Rao, used_by bins",
        "#   chat, Priya Nair on 2026-12-08: we do not have it",
        "# old: chat and the file say different things, and the file counts.",
        "#   the file: summary s",
        "#   chat, Priya Nair on 2026-12-08: summary mine",
    ]


@pytest.mark.parametrize(
    ("status", "said", "at_odds_"),
    [
        (CapabilityStatus.LIVE, chat("a", Answer.NOT_SURE), False),
        (CapabilityStatus.IDEA, chat("a", Answer.HAVE_IT, steward="Tom"), False),
        (CapabilityStatus.RETIRED, chat("a", Answer.DO_NOT), False),
        (CapabilityStatus.RETIRED, chat("a", Answer.HAVE_IT, steward="Anil"), True),
        (CapabilityStatus.LIVE, chat("a", Answer.HAVE_IT, steward="Anil", used_by="bins"), True),
        (CapabilityStatus.BUILDING, chat("a", Answer.HAVE_IT, steward="Anil"), False),
        (CapabilityStatus.LIVE, chat("gone", Answer.DO_NOT), False),
    ],
)
def test_only_what_both_say_can_be_at_odds(
    status: CapabilityStatus, said: Adoption, at_odds_: bool
) -> None:
    filed = Catalogue((block("a", status=status, steward="Anil"),))

    assert bool(at_odds(filed, (said,))) is at_odds_
