"""Who is in the digital team: the roster, kept five minutes, and asked anew for a decision."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiohttp import ClientSession

from adapters.pausing import FIRST_WAIT_S
from adapters.teams.calling import Calls
from adapters.teams.connector import Connector, Tokens
from adapters.teams.people import TEAM_KEPT_S, TeamsMembers
from adapters.teams.places import direct
from adapters.teams.references import References
from adapters.teams.signing import KEPT_S, Keys, NoKeys, Unauthorised
from bot.people import Identity
from bot.platforms import Teams
from bot.ports import Unavailable
from storage.store import open_store
from tests.teams.tenant import (
    APP_ID,
    DIGITAL,
    SECRET,
    TENANT_ID,
    Tenant,
    Trouble,
    person,
    tenant_there,
)

PRIYA, TOM, DEAN = (Identity("teams", person(one), one) for one in ("Priya", "Tom", "Dean"))


class Seconds:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def members_of(
    tenant: Tenant, folder: Path, seconds: Callable[[], float]
) -> AsyncIterator[TeamsMembers]:
    store = open_store(f"sqlite:///{folder / 'groundwork.db'}", ZoneInfo("Europe/London"))
    settings = Teams(
        APP_ID, SECRET, TENANT_ID, login_url=f"{tenant.address}/login", team_channel=DIGITAL
    )
    try:
        async with ClientSession() as session:
            calls, references = Calls(session), References(store)
            connector = Connector(calls, Tokens(calls, settings, seconds))
            told = {"serviceUrl": tenant.service_url, "conversation": {"id": "a:1"}, "bot": {}}
            await references.keep(direct("1"), told)
            yield TeamsMembers(connector, references, DIGITAL, seconds)
    finally:
        store.close()


@pytest.fixture
async def tenant() -> AsyncIterator[Tenant]:
    async with tenant_there() as there:
        there.team = {one.key: one.name for one in (PRIYA, TOM)}
        yield there


async def test_it_is_kept_five_minutes_and_asked_anew_for_decisions(
    tenant: Tenant, tmp_path: Path
) -> None:
    seconds = Seconds()
    async with members_of(tenant, tmp_path, seconds) as members:
        assert await members.has(PRIYA)
        del tenant.team[PRIYA.key]
        assert await members.has(PRIYA)
        assert not await members.has(PRIYA, now=True)
        tenant.team[PRIYA.key] = "Priya"
        assert not await members.has(PRIYA)
        seconds.now += TEAM_KEPT_S + 1
        assert await members.has(PRIYA)
        assert not await members.has(DEAN)


async def test_a_team_is_read_page_by_page(tenant: Tenant, tmp_path: Path) -> None:
    tenant.team |= {person(str(n)): f"Number {n}" for n in range(5)}
    async with members_of(tenant, tmp_path, Seconds()) as members:
        assert await members.has(Identity("teams", person("4"), ""))
        assert members.name(person("4")) == "Number 4"

    assert len(tenant.made("pagedmembers")) == 4


async def test_what_was_known_serves_where_teams_does_not_say(
    tenant: Tenant, tmp_path: Path
) -> None:
    seconds = Seconds()
    async with members_of(tenant, tmp_path, seconds) as members:
        assert await members.has(PRIYA)
        seconds.now += TEAM_KEPT_S + 1
        tenant.troubles.append(Trouble("pagedmembers", 503, times=2))
        assert await members.has(PRIYA)
        with pytest.raises(Unavailable, match="does not say who is in"):
            await members.has(PRIYA, now=True)


async def test_where_teams_does_not_say_it_is_left_alone_for_longer_and_longer(
    tenant: Tenant, tmp_path: Path
) -> None:
    seconds, asked = Seconds(), []
    async with members_of(tenant, tmp_path, seconds) as members:
        assert await members.has(PRIYA)
        trouble = Trouble("pagedmembers", 503, times=99)
        tenant.troubles.append(trouble)
        for waited in (TEAM_KEPT_S, 1, FIRST_WAIT_S, FIRST_WAIT_S, FIRST_WAIT_S):
            seconds.now += waited
            assert await members.has(PRIYA)
            asked.append(99 - trouble.times)

    assert asked == [1, 1, 2, 2, 3]


async def test_keys_that_are_known_serve_a_day_later_and_are_asked_for_now_and_then(
    tenant: Tenant,
) -> None:
    seconds, asked = Seconds(), []
    async with ClientSession() as session:
        keys = Keys(Calls(session), f"{tenant.address}/openid", seconds)
        assert (await keys.named("first")).endorsements
        trouble = Trouble("GET /openid", 503, times=99)
        tenant.troubles.append(trouble)
        for waited in (KEPT_S, 1, FIRST_WAIT_S, FIRST_WAIT_S, FIRST_WAIT_S):
            seconds.now += waited
            assert (await keys.named("first")).endorsements
            asked.append(99 - trouble.times)

    assert asked == [1, 1, 2, 2, 3]


async def test_a_new_key_that_could_not_be_fetched_at_first_is_found_a_little_later(
    tenant: Tenant,
) -> None:
    """Until then nobody can say whether it is ours: it is not refused for good."""
    seconds = Seconds()
    async with ClientSession() as session:
        keys = Keys(Calls(session), f"{tenant.address}/openid", seconds)
        assert (await keys.named("first")).endorsements
        tenant.keyring.published["second"] = ("msteams",)
        trouble = Trouble("GET /openid", 503, times=2)
        tenant.troubles.append(trouble)
        for waited in (1, 1, FIRST_WAIT_S):
            seconds.now += waited
            with pytest.raises(NoKeys):
                await keys.named("second")
        assert trouble.times == 0
        seconds.now += 2 * FIRST_WAIT_S
        assert (await keys.named("second")).endorsements
        with pytest.raises(Unauthorised):
            await keys.named("third")


async def test_of_another_platform_nobody_is_in_it(tenant: Tenant, tmp_path: Path) -> None:
    async with members_of(tenant, tmp_path, Seconds()) as members:
        assert not await members.has(Identity("slack", PRIYA.key, "Priya"))


async def test_a_token_that_was_revoked_is_fetched_anew_for_all_who_showed_it(
    tenant: Tenant, tmp_path: Path
) -> None:
    async with members_of(tenant, tmp_path, Seconds()) as members:
        assert await members.has(PRIYA, now=True)
        tenant.tokens.clear()

        assert await asyncio.gather(*(members.has(PRIYA, now=True) for _ in range(8))) == [True] * 8


async def test_a_token_is_renewed_before_it_runs_out(tenant: Tenant, tmp_path: Path) -> None:
    seconds = Seconds()
    async with members_of(tenant, tmp_path, seconds) as members:
        for at in (0.0, 3_000.0, 3_301.0, 3_302.0):
            seconds.now = at
            assert await members.has(PRIYA, now=True)

    assert len(tenant.tokens) == 2
