"""The product as a stage for scripts: real database, real files, a clock that stands still."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.files import settings_from
from adapters.web.month import PageStage
from bot.app import Program, handbook, opened
from bot.handbook import Handbook
from bot.platforms import Slack
from bot.settings import Http, Settings
from tests.new_databases import laid

EXAMPLE_CATALOGUE = Path("adapters/web/example/catalogue.yaml")
DATABASE = "groundwork.db"
LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 12, 8, 9, 38, tzinfo=LONDON)
"""When the first example of how it should sound takes place."""


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Settings for a program whose database is in this folder; the council promises 2 days."""
    return {
        "GROUNDWORK_DATABASE_URL": laid(folder / DATABASE),
        "GROUNDWORK_PROMISE__WORKING_DAYS": "2",
        "GROUNDWORK_CATALOGUE": str(EXAMPLE_CATALOGUE.resolve()),
        **settings,
    }


_read: dict[str, Handbook] = {}


def read_once(settings: Settings) -> Handbook:
    """The handbook; what was read for one test is not read again for another.

    It does not depend on the ports that the tests' own servers happen to have.
    """
    slack = replace(settings.slack, api_url=Slack().api_url)
    teams = replace(settings.teams, openid_url="", login_url="")
    same = repr(replace(settings, slack=slack, teams=teams, http=Http()))
    if same not in _read:
        _read[same] = handbook(settings)
    return _read[same]


@asynccontextmanager
async def program_in(
    folder: Path, at: datetime = TUESDAY, **settings: str
) -> AsyncIterator[Program]:
    """The program on a database in this folder, its clock standing at a moment."""
    read = settings_from(environment(folder, **settings), folder)
    async with opened(read, lambda: at, read_once) as program:
        yield program


def stage_of(program: Program) -> PageStage:
    """The program as scripts play on it."""
    return PageStage(
        doors=program.bot,
        record=program.store,
        clock=program.clock,
        tick=program.tick,
        deliver=program.deliver,
        progress=lambda done, of: None,
    )
