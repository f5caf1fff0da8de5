"""The commands about the digest go by what the team said in chat, as the clock's digest does."""

import asyncio
from datetime import timedelta
from pathlib import Path

from tests.operating import Out, ended, working_in
from tests.storytelling import tell
from tests.theatre import TUESDAY, program_in

LAST_YEAR = TUESDAY - timedelta(weeks=52)
"""A week that is over, whenever this is run: a command goes by the real clock."""

BUILT = """
Dean: we want zorbing for visitors. people fill in a paper form at reception
Dean presses Talk to a person
Priya presses Blocks on GW-1
  gap: a zorbing machine
Priya: gaps
Priya presses Propose: a zorbing machine
Priya: edit block zorbing machine
Priya presses Edit
  status: live
"""


async def lived(folder: Path) -> None:
    async with program_in(folder, LAST_YEAR) as program:
        await tell(program, BUILT)


def test_what_went_live_in_chat_is_no_gap_in_the_digest_of_a_command(
    tmp_path: Path, capsys: Out
) -> None:
    asyncio.run(lived(tmp_path))
    with working_in(tmp_path):
        assert ended("digest", "preview", "--week", "2025-W50") == 0

    said = capsys.readouterr().out
    assert "New: 1." in said
    assert "zorbing" not in said
