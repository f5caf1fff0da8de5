"""Slack and Teams in one program: where one answers nothing, people on the other are answered."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.front import Front
from tests.slack.office import Office, open_in
from tests.slack.people import Workspace
from tests.slack.reading import words_of
from tests.slack.troubles import Held
from tests.teams import tenant as in_teams
from tests.teams.office import Office as TeamsOffice
from tests.teams.people import People
from tests.teams.tenant import person, tenant_there
from tests.theatre import TUESDAY

DEAN = "U0DEAN"
RUTH, LAUREN = person("Ruth"), person("Lauren")
WISH = "people fill in a paper form for a skip licence at reception"

_PATIENCE_S = 5  # a call that nobody answers takes 10 s

pytestmark = pytest.mark.parametrize("server", ["socket"], indirect=True)


@pytest.fixture
async def both(front: Front, tmp_path: Path) -> AsyncIterator[tuple[Office, TeamsOffice]]:
    async with (
        tenant_there() as tenant,
        open_in(tmp_path, front, lambda: TUESDAY, **tenant.settings()) as slack,
    ):
        teams = TeamsOffice(
            slack.program, tenant, People(tenant, front.session, front.http.groundwork)
        )
        await slack.works_in(DEAN, "Dean Marsh", "Parking")
        await teams.works_in("Ruth", "Ruth Okafor", "Adult social care", of_team=False)
        yield slack, teams


async def _told_in_slack(slack: Workspace, words: str) -> None:
    """Wait until these words were said to somebody in Slack."""
    front = slack.front
    async with asyncio.timeout(_PATIENCE_S), front.heard:
        await front.heard.wait_for(
            lambda: any(words in str(call.arguments) for call in front.made("chat.postMessage"))
        )


async def _told_in_teams(teams: TeamsOffice, words: str) -> None:
    """Wait until these words were said to somebody in Teams."""
    async with asyncio.timeout(_PATIENCE_S), teams.tenant.heard:
        await teams.tenant.heard.wait_for(
            lambda: any(words in str(call.said) for call in teams.tenant.made("/activities"))
        )


async def test_a_teams_that_answers_nothing_holds_up_nobody_in_slack(
    both: tuple[Office, TeamsOffice],
) -> None:
    slack, teams = both
    held = in_teams.Held("/activities", goes_on=True)
    teams.tenant.held.append(held)
    await teams.people.say(RUTH, WISH)
    await held.met.wait()
    for who, line in ((LAUREN, "help"), (RUTH, "someone types it in")):
        await teams.people.say(who, line)

    await slack.slack.say(DEAN, WISH)
    await _told_in_slack(slack.slack, "Hello Dean")
    assert teams.tenant.made("/activities") == []
    held.let_go.set()

    introduced, first, second = await teams.told(RUTH)
    assert introduced.startswith("I’m Groundwork.")
    assert "Hello Ruth" in first
    assert "2 of at most 5" in second
    assert sum("Tell me what" in one for one in await teams.told(LAUREN)) == 1
    assert sum("Hello Dean" in words_of(one) for one in await slack.slack.told(DEAN)) == 1


async def test_a_slack_that_answers_nothing_holds_up_nobody_in_teams(
    both: tuple[Office, TeamsOffice],
) -> None:
    slack, teams = both
    held = Held("chat.postMessage")
    slack.front.held.append(held)
    await slack.slack.say(DEAN, WISH)
    await held.met.wait()

    await teams.people.say(RUTH, WISH)
    await _told_in_teams(teams, "Hello Ruth")

    assert slack.front.made("chat.postMessage") == []
    held.let_go.set()
