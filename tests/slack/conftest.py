"""A Slack for each way of delivering, started once, and empty at the start of each test."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.slack.front import Front, front_of
from tests.slack.server import NoSlack, NotHere, Server, running

Servers = Callable[[str], Server]


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The Slack of a mode, started for the first test that asks for it."""
    started: dict[str, Server] = {}
    with ExitStack() as stack:

        def server(mode: str) -> Server:
            if mode not in started:
                folder = tmp_path_factory.mktemp(mode)
                started[mode] = stack.enter_context(running(mode, folder))
            return started[mode]

        yield server


def server_of(mode: str, servers: Servers) -> Server:
    """The Slack of this mode; without it the test fails, or is skipped where there can be none."""
    try:
        return servers(mode)
    except NoSlack as missing:
        problem = str(missing)
    except NotHere as elsewhere:
        pytest.skip(str(elsewhere))
    pytest.fail(problem, pytrace=False)


@pytest.fixture(params=["socket", "http"])
def server(request: pytest.FixtureRequest, servers: Servers) -> Server:
    """A Slack that delivers by socket, and one that delivers by signed requests."""
    return server_of(request.param, servers)


@pytest.fixture
async def front(server: Server) -> AsyncIterator[Front]:
    """An empty Slack, and the front before it."""
    async with front_of(server) as opened:
        yield opened
