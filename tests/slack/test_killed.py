"""Killed with no warning, between taking what somebody said and answering it, or before."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.clock import real_now
from tests.operating import command, configured
from tests.slack.front import Front
from tests.slack.office import Office, open_in, slack_settings
from tests.slack.people import Workspace
from tests.slack.reading import words_of
from tests.slack.troubles import Held

DEAN = "U0DEAN"
_PATIENCE_S = 60
WISH = "people fill in a paper form for a skip licence at reception"


def _later() -> datetime:
    """When the dead process holds nothing any more."""
    return real_now() + timedelta(minutes=2)


@asynccontextmanager
async def _killed_while(held: Held, folder: Path, front: Front) -> AsyncIterator[None]:
    """Groundwork in a process of its own; it is killed as it makes this call."""
    configured(folder)
    front.held.append(held)
    settings = slack_settings(front) | {"GROUNDWORK_HTTP__PORT": "0"}
    with command(folder, "run", **settings) as groundwork:
        try:
            assert groundwork.stdout
            said = await asyncio.to_thread(groundwork.stdout.readline)
            front.http.groundwork = said.split()[4]
            if front.server.mode == "socket":
                await front.socket.opened.wait()
            yield
            await asyncio.wait_for(held.met.wait(), _PATIENCE_S)
        finally:
            groundwork.kill()
    front.held.clear()
    held.let_go.set()
    front.socket.opened.clear()


@asynccontextmanager
async def _begun_again(folder: Path, front: Front) -> AsyncIterator[Office]:
    """On the same database."""
    async with open_in(folder, front, _later) as office:
        await front.http.deliver_again()
        yield office


@pytest.mark.parametrize("call", ["users.info", "chat.postMessage"])
async def test_what_was_said_is_answered_after_a_kill(
    call: str, front: Front, tmp_path: Path
) -> None:
    slack, held = Workspace(front), Held(call)
    async with _killed_while(held, tmp_path, front):
        saying = asyncio.create_task(slack.say(DEAN, WISH))

    async with _begun_again(tmp_path, front) as office:
        await saying
        await office.deliver()
        told = [words_of(message) for message in await slack.told(DEAN)]
        assert sum("Hello Dean" in one for one in told) == 1
        await slack.say(DEAN, "someone types it in")
        await office.deliver()
        assert "2 of at most 5" in words_of((await slack.told(DEAN))[-1])
