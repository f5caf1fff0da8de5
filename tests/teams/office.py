"""Groundwork at work in a Teams: the program, the tenant, and the people."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import ClientSession

from adapters.files import settings_from
from bot.app import Program, opened, served
from bot.people import Identity
from bot.requests import Request
from tests.teams.people import People
from tests.teams.tenant import Tenant, person, tenant_there
from tests.theatre import TUESDAY, environment


@dataclass(frozen=True, slots=True)
class Office:
    """The program that runs in this process, and those who talk to it."""

    program: Program
    tenant: Tenant
    people: People

    async def works_in(self, name: str, full_name: str, service: str, *, of_team: bool) -> None:
        """Somebody whose service is known from before, as after their first request."""
        key = person(name)
        self.people.names[key] = full_name
        if of_team:
            self.tenant.team[key] = full_name
        who = Identity("teams", key, full_name, service)
        await self.program.store.transact(lambda work: work.person(who, None))

    async def request(self, number: int = 1) -> Request:
        """A request as it is kept."""
        found = await self.program.store.transact(lambda work: work.request(number))
        assert found is not None
        return found

    async def deliver(self) -> None:
        """Let all that is to be said be said."""
        await self.program.deliver()


@asynccontextmanager
async def open_in(
    folder: Path, real: Callable[[], datetime] = lambda: TUESDAY, **more: str
) -> AsyncIterator[Office]:
    """Groundwork on a database in this folder, in a tenant of its own."""
    async with tenant_there() as tenant, working_in(folder, tenant, real, **more) as office:
        yield office


@asynccontextmanager
async def working_in(
    folder: Path, tenant: Tenant, real: Callable[[], datetime] = lambda: TUESDAY, **more: str
) -> AsyncIterator[Office]:
    """Groundwork on a database in this folder, in this tenant."""
    told = environment(folder, GROUNDWORK_HTTP__PORT="0", **{**tenant.settings(), **more})
    settings = settings_from(told, folder)
    async with (
        opened(settings, real) as program,
        served(settings, program) as address,
        ClientSession() as session,
    ):
        yield Office(program, tenant, People(tenant, session, address))
