"""Words that must not be kept, in what hangs together with the request they are taken out of."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Line, NotSame
from bot.events import Redacted
from tests.reviewing import TUESDAY
from tests.storytelling import request, tell
from tests.test_me_too import SENT
from tests.test_redacting import GONE, LIFE, REDACT, SAYS, WHY, everything_in
from tests.theatre import program_in
from tests.triaging import HERS, known, refused

ASIDE = f"""
Priya in the channel: split GW-1
Priya presses Split
  title: The permit of {GONE}
  text: A permit
Priya presses Note on GW-2
  text: I know {GONE}
Priya in the channel: title GW-2
Priya presses Change the title
  title: A permit
"""
NOT_THE_SAME = f"""
Dean: We need an online form for visitor permits, residents fill in a paper form at reception.
Dean presses Skip until Submit
Dean presses Submit
Priya in the channel: title GW-1
Priya presses Change the title
  title: Visitor permits for {GONE}
Ruth: can residents apply for visitor permits online instead of the paper form at reception?
Ruth presses Skip until It is different
Ruth presses It is different
Ruth: residents park across two bays
"""
NEEDED_BY_OTHERS = f"""
Ruth: can residents apply for visitor permits online instead of the paper form at reception?
Ruth presses Skip until Me too
Ruth presses Me too
Tom: {GONE} types the dates of committees into a spreadsheet
Tom presses Talk to a person
Priya presses Note on GW-1
  text: {GONE} again
Priya presses Merge on GW-2
  into: GW-1
"""
RETITLED = f"""
Ruth: staff type the dates of committees into a spreadsheet
Ruth presses Not sure until Submit
Ruth presses Edit
  title: The permit of {GONE}
Ruth presses Submit
Priya in the channel: title GW-1
Priya presses Change the title
  title: A permit
"""
MERGED = f"""{RETITLED.rstrip()}
Dean: {GONE} fills in a paper form for a permit at reception
Dean presses Talk to a person
Priya presses Merge on GW-2
  into: GW-1
"""
HOLD = """
Priya in the channel: hold GW-2
Priya presses {button}
  reason: the ombudsman asked for it
"""


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (
            {8},
            "The same words are in GW-8, which is on hold, so nothing is taken out. "
            "Say ‘hold GW-8’ to lift the hold. Nothing has changed.",
        ),
        (
            {8, 9},
            "The same words are in GW-8 and GW-9, which are on hold, so nothing is taken out. "
            "Say ‘hold’ and a reference to lift its hold. Nothing has changed.",
        ),
    ],
)
def test_words_that_what_is_on_hold_has_too_stay_and_it_is_named(held: set[int], says: str) -> None:
    every = (
        replace(SAYS, number=8),
        replace(HERS, number=9, not_same=(NotSame(7, title=f"The permit of {GONE}"),)),
        replace(HERS, number=10, said=(Line("of something else", TUESDAY),), held="a court case"),
    )
    related = [replace(one, held="court") if one.number in held else one for one in every]

    assert refused(Redacted(7, WHY, GONE), known(SAYS, related=tuple(related))) == says


async def test_a_part_on_hold_keeps_its_words_until_the_hold_is_lifted(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE + HOLD.format(button="Hold"))
        before = [await request(program, number) for number in (1, 2)]
        refusal = await tell(program, REDACT)
        kept = [await request(program, number) for number in (1, 2)]
        await tell(program, HOLD.format(button="Lift the hold"))
        redacted = await tell(program, REDACT)
        left = [await request(program, number) for number in (1, 2)]

    assert "The same words are in GW-2, which is on hold" in refusal
    assert kept == before
    assert "Priya Nair redacted it" in redacted
    assert [GONE in one.text for one in left] == [False, False]


async def test_a_part_called_otherwise_by_now_keeps_nothing_in_its_history(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        part = await tell(program, LIFE.split("Priya in the channel: split")[0] + ASIDE)
        told = await tell(program, REDACT)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)

    assert f"The permit of {GONE}" in part
    assert [word for word in ("zebede", "quux") if word in written] == []
    assert "In the thread of GW-2: Tue 8 Dec, 9:38am. Priya Nair redacted it" in told


async def test_no_thread_beside_it_keeps_a_title_of_before(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        merged = await tell(program, MERGED)
        await tell(program, REDACT.replace("GW-1", "GW-2"))
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)

    assert f"changed the title from ‘The permit of {GONE}’" in merged
    assert [word for word in ("zebede", "quux") if word in written] == []


BLOCK = f"""
Dean: people fill in a paper form at reception
Dean presses Talk to a person
Priya presses Blocks on GW-1
  gap: a register for {GONE}
Priya: gaps
Priya presses Propose: a register for {GONE}
Priya: edit block register for {GONE}
Priya presses Edit
  status: live
Tom: the crew write their hours on paper
Tom presses Talk to a person
Priya presses Blocks on GW-2
  added: Register for {GONE}
  added_verdict: as_it_is
Priya presses Accept on GW-1
  leaves_behind: Sheets
Priya: propose block GW-1
Priya presses Propose a block
  summary: Sheets that {GONE} fills in
"""


async def test_no_block_that_was_made_of_it_has_the_words(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        made = await tell(program, BLOCK)
        await tell(program, REDACT)
        (judged,) = (await request(program, 2)).verdicts
        await tell(
            program,
            "Priya: edit block register for [redacted]\nPriya presses Edit\n  cost: 1 pound\n",
        )
        book = await program.store.transact(program.bot.library.current)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)
    blocks = book.ranker.catalogue.by_id

    assert f"Register for {GONE}" in made
    renamed = blocks[judged.block]
    assert (renamed.id, renamed.name) == ("register-for-redacted", "Register for [redacted]")
    assert (renamed.is_confirmed, renamed.cost) == (True, "1 pound")
    assert blocks["sheets"].summary == "Sheets that [redacted] fills in"
    assert [word for word in ("zebede", "quux") if word in written] == []


async def test_a_title_that_was_changed_before_can_still_be_redacted(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, RETITLED + REDACT)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)

    assert [word for word in ("zebede", "quux") if word in written] == []


async def test_who_needs_the_one_beside_it_stays_on_its_card_and_is_not_said_to_be_told(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        needed = SENT + NEEDED_BY_OTHERS
        await tell(program, needed)
        told = await tell(program, REDACT.replace("GW-1", "GW-2"))
    *_, card = (one for one in told.split("\nThe card of ") if one.startswith("GW-1: "))
    *_, said = (one for one in told.split("\nIn the thread of ") if one.startswith("GW-1: "))

    assert "Also wanted by: Ruth Okafor, Adult social care; Tom Bell, Digital" in card
    assert said.splitlines()[0] == (
        "GW-1: Tue 8 Dec, 9:38am. Priya Nair redacted it together with GW-2: words were taken out "
        "that must not be kept. ‘She never agreed to it’"
    )


@pytest.mark.parametrize("then", ["", "Ruth: new\nRuth: the bins need new labels\n"])
async def test_a_title_stays_in_nobody_elses_draft(tmp_path: Path, then: str) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, NOT_THE_SAME + then)
        before = everything_in(tmp_path)
        await tell(program, REDACT)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)

    assert "visitor permits for zebedee quux" in before
    assert [word for word in ("zebede", "quux") if word in written] == []
