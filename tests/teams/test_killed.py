"""Killed with no warning, between taking what somebody said and answering it, or before."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession

from adapters.clock import real_now
from tests.operating import command, configured
from tests.teams.office import working_in
from tests.teams.people import People
from tests.teams.reading import Json
from tests.teams.tenant import Held, Tenant, person, tenant_there

DEAN = person("Dean")
_PATIENCE_S = 60
WISH = "people fill in a paper form for a skip licence at reception"


def _later() -> datetime:
    """When the dead process holds nothing any more."""
    return real_now() + timedelta(minutes=2)


async def _killed_while(held: Held, folder: Path, tenant: Tenant) -> Json:
    """Groundwork in a process of its own; it is killed as it makes this call. Gives the line."""
    configured(folder)
    tenant.held.append(held)
    settings = {**tenant.settings(), "GROUNDWORK_HTTP__PORT": "0"}
    with command(folder, "run", **settings) as groundwork:
        assert groundwork.stdout
        try:
            said = await asyncio.to_thread(groundwork.stdout.readline)
            async with ClientSession() as session:
                people = People(tenant, session, said.split()[4])
                line = people.line(DEAN, WISH)
                saying = asyncio.create_task(people.send(line))
                await asyncio.wait_for(held.met.wait(), _PATIENCE_S)
                groundwork.kill()
                with suppress(ClientError):
                    await saying
        finally:
            groundwork.kill()
    tenant.held.clear()
    held.let_go.set()
    return line


@pytest.mark.parametrize("call", ["GET /openid", "pagedmembers", "/activities"])
async def test_what_was_said_is_answered_once_after_a_kill(call: str, tmp_path: Path) -> None:
    async with tenant_there() as tenant:
        line = await _killed_while(Held(call), tmp_path, tenant)
        async with working_in(tmp_path, tenant, _later) as office:
            await office.people.send(line)  # Teams sends again what was not answered
            assert sum("Hello" in one for one in await office.told(DEAN)) == 1
            await office.people.say(DEAN, "someone types it in")
            assert "2 of at most 5" in (await office.told(DEAN))[-1]
