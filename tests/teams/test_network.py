"""Teams reached as councils reach it: through a proxy, and trusting an authority of their own."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from adapters.http import application
from tests.network import authority_in, proxy, vouched_for
from tests.teams.office import Office, working_in
from tests.teams.tenant import Held, Tenant, person

DEAN = person("Dean")
WISH = "people fill in a paper form for a permit"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return authority_in(tmp_path_factory.mktemp("authority"))


@asynccontextmanager
async def secure(authority: Path) -> AsyncIterator[Tenant]:
    """A tenant behind a certificate that only the council's authority vouches for."""
    tenant = Tenant()
    server = TestServer(application(tenant.attach), scheme="https")
    await server.start_server(ssl=vouched_for(authority))
    tenant.address = str(server.make_url("")).rstrip("/")
    yield tenant
    await server.close()


async def test_by_a_proxy_and_an_authority_of_ones_own_a_line_is_heard_and_answered(
    authority: Path, tmp_path: Path
) -> None:
    async with (
        secure(authority) as tenant,
        proxy() as (address, asked),
        working_in(
            tmp_path,
            tenant,
            GROUNDWORK_NETWORK__PROXY=address,
            GROUNDWORK_NETWORK__CA_BUNDLE=str(authority / "ca.pem"),
        ) as office,
    ):
        said = await office.people.say(DEAN, WISH)
        told = await office.told(DEAN)

    assert said.status == 200
    assert any("Hello" in one for one in told)
    assert set(asked) == {tenant.address.removeprefix("https://")}


async def test_whom_no_authority_vouches_for_is_not_trusted(
    authority: Path, tmp_path: Path
) -> None:
    async with secure(authority) as tenant, working_in(tmp_path, tenant) as office:
        said = await office.people.say(DEAN, WISH)

    assert said.status == 503
    assert tenant.calls == []


async def test_while_teams_takes_nothing_time_goes_on(office: Office) -> None:
    """Else the process would count as not ready, and be left out, while it can hear everybody."""
    held = Held("/activities")
    office.tenant.held.append(held)
    await office.people.say(DEAN, WISH)
    await held.met.wait()

    async with asyncio.timeout(5):  # a call that nobody answers takes 10 s
        await office.program.tick_now()
        assert (await office.people.say(DEAN, "help")).status == 200
    held.let_go.set()
