"""Whole conversations, replayed through the real service: every line is compared whole."""

from pathlib import Path

import pytest

from adapters.web.playing import Player
from tests.listening import Listener, scenes
from tests.theatre import program_in, stage_of

TRANSCRIPTS = sorted(Path("tests/transcripts").glob("*.script"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
async def test_a_conversation_goes_as_written(path: Path, tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        stage = stage_of(program)
        listener = Listener(stage, Player(stage, program.book.days))
        for placed, expected in scenes(path):
            heard = await listener.after(placed)
            assert heard == expected, f"{path.name}, after line {placed.line}"
