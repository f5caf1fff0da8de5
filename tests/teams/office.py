"""Groundwork at work in a Teams: the program, the tenant, and the people."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession

from adapters.files import settings_from
from bot.app import Program, opened, served
from bot.people import Identity
from bot.requests import Request
from tests.teams.people import People, Reply
from tests.teams.reading import card_of, labelled, words_of
from tests.teams.tenant import Posted, Tenant, person, tenant_there
from tests.theatre import TUESDAY, environment, read_once, stage_of


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

    async def is_staffed(self) -> None:
        """Dean and Ruth, and Priya of the digital team."""
        await self.works_in("Dean", "Dean Marsh", "Parking", of_team=False)
        await self.works_in("Ruth", "Ruth Okafor", "Adult social care", of_team=False)
        await self.works_in("Priya", "Priya Nair", "Digital", of_team=True)

    async def request(self, number: int = 1) -> Request:
        """A request as it is kept."""
        found = await self.program.store.transact(lambda work: work.request(number))
        assert found is not None
        return found

    async def deliver(self) -> None:
        """Let all that is to be said be said."""
        await self.program.deliver()

    async def later(self, minutes: int = 11) -> None:
        """What waited for its time is tried again."""
        until = self.program.clock.now() + timedelta(minutes=minutes)
        await stage_of(self.program).walk(until)

    async def told(self, where: str) -> list[str]:
        """What Groundwork said to somebody, or in a channel, oldest first."""
        await self.deliver()
        return [words_of(card_of(one.activity)) for one in self._there(where)]

    async def press(self, who: str, label: str, where: str = "") -> Reply:
        """The newest button of this label, in the personal chat or in a channel."""
        await self.deliver()
        for message in reversed(self._there(where or who)):
            if found := labelled(card_of(message.activity), label):
                place = message.conversation if where else ""
                reply = await self.people.press(who, found, place, message.id)
                await self.deliver()
                return reply
        raise AssertionError(f"there is no ‘{label}’")

    def _there(self, where: str) -> list[Posted]:
        return self.tenant.there(where if "@" in where else f"a:{where}")


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
        opened(settings, real, read_once) as program,
        served(settings, program) as address,
        ClientSession() as session,
    ):
        yield Office(program, tenant, People(tenant, session, address))
