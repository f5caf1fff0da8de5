"""Groundwork at work in a Slack: the program, the front before Slack, and the people."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.files import settings_from
from bot.app import Program, opened, served
from bot.people import Identity
from bot.requests import Request
from tests.slack.front import Front
from tests.slack.people import Workspace
from tests.slack.server import APP_TOKEN, BOT_TOKEN, DIGITAL, SIGNING_SECRET
from tests.theatre import TUESDAY, environment, read_once


@dataclass(frozen=True, slots=True)
class Office:
    """The program that runs in this process, and those who talk to it."""

    program: Program
    front: Front
    slack: Workspace

    async def works_in(self, user: str, name: str, service: str) -> None:
        """Somebody whose service is known from before, as after their first request."""
        who = Identity("slack", user, name, service)
        await self.program.store.transact(lambda work: work.person(who, None))

    async def request(self, number: int = 1) -> Request:
        """A request as it is kept."""
        found = await self.program.store.transact(lambda work: work.request(number))
        assert found is not None
        return found

    async def deliver(self) -> None:
        """Let all that is to be said be said."""
        await self.program.deliver()


def settings_of(front: Front) -> dict[str, str]:
    """The table [slack] of whoever runs Groundwork in this Slack."""
    return {
        "mode": front.server.mode,
        "api_url": f"{front.address}/api/",
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "signing_secret": SIGNING_SECRET,
        "team_channel": DIGITAL,
    }


def slack_settings(front: Front) -> dict[str, str]:
    """The same in the environment, with secrets under Slack's own names."""
    told = settings_of(front)
    ours = {f"GROUNDWORK_SLACK__{key.upper()}": told[key] for key in ("mode", "team_channel")}
    usual = ("api_url", "bot_token", "app_token", "signing_secret")
    return ours | {f"SLACK_{key.upper()}": told[key] for key in usual}


@asynccontextmanager
async def open_in(
    folder: Path, front: Front, real: Callable[[], datetime] = lambda: TUESDAY, **more: str
) -> AsyncIterator[Office]:
    """Groundwork on a database in this folder, listening to this Slack."""
    told = environment(folder, GROUNDWORK_HTTP__PORT="0", **slack_settings(front), **more)
    settings = settings_from(told, folder)
    async with (
        opened(settings, real, read_once) as program,
        served(settings, program) as address,
    ):
        front.http.groundwork = address
        if front.server.mode == "socket":
            await front.socket.opened.wait()
        yield Office(program, front, Workspace(front))
