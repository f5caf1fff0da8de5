"""The same conversations as on the page, in Slack: every line is compared whole."""

from pathlib import Path

import pytest

from tests.listening import scenes
from tests.slack.conftest import Servers, server_of
from tests.slack.front import front_of
from tests.slack.office import open_in
from tests.slack.player import player_of
from tests.test_transcripts import TRANSCRIPTS

BY_REQUESTS_TOO = ("form_in_one_go", "found_among_staff", "three_asks", "whose_turn")
"""All are played by socket, and these by signed requests as well."""

PLAYED = [
    *(pytest.param("socket", path, id=f"{path.stem}-socket") for path in TRANSCRIPTS),
    *(
        pytest.param("http", path, id=f"{path.stem}-http")
        for path in TRANSCRIPTS
        if path.stem in BY_REQUESTS_TOO
    ),
]


@pytest.mark.parametrize(("mode", "path"), PLAYED)
async def test_a_conversation_goes_as_written(
    mode: str, path: Path, servers: Servers, tmp_path: Path
) -> None:
    async with front_of(server_of(mode, servers)) as front, open_in(tmp_path, front) as office:
        player = player_of(office)
        for placed, expected in scenes(path):
            heard, awaited = await player.after(placed, expected)
            assert heard == awaited, f"{path.name}, after line {placed.line}"
