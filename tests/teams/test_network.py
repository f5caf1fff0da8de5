"""Teams reached as councils reach it: through a proxy, and trusting an authority of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from adapters.http import application
from tests.network import authority_in, proxy, vouched_for
from tests.teams.office import working_in
from tests.teams.tenant import Tenant, person

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
