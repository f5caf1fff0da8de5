"""The same conversations as on the page and in Slack, in Teams: every line is compared whole."""

from pathlib import Path

import pytest

from tests.listening import scenes
from tests.teams.office import open_in
from tests.teams.player import player_of
from tests.test_transcripts import TRANSCRIPTS


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_a_conversation_goes_as_written(path: Path, tmp_path: Path) -> None:
    async with open_in(tmp_path) as office:
        player = player_of(office)
        for placed, expected in scenes(path):
            heard, awaited = await player.after(placed, expected)
            assert heard == awaited, f"{path.name}, after line {placed.line}"
