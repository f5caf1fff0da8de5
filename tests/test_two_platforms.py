"""Slack and Teams beside each other in one program: each card is where its requester is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack_world import DEAN, TEAM, World, world_in
from tests.teams.office import Office
from tests.teams.people import People
from tests.teams.tenant import DIGITAL, person, tenant_there

RUTH, PRIYA = person("Ruth"), person("Priya")
WISH = "people fill in a paper form for a permit at reception"


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[tuple[World, Office]]:
    async with tenant_there() as tenant, world_in(tmp_path, **tenant.settings()) as slack:
        people = People(tenant, slack.client.session, str(slack.client.make_url("")).rstrip("/"))
        teams = Office(slack.program, tenant, people)
        await teams.is_staffed()
        yield slack, teams


async def test_a_card_lives_where_its_requester_is(both: tuple[World, Office]) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")
    await teams.people.say(RUTH, WISH)
    await teams.press(RUTH, "Talk to a person")

    in_slack, in_teams = slack.slack.said(TEAM), await teams.told(DIGITAL)
    assert next(one for one in in_slack if "nobody has it yet" in one).startswith("GW-1")
    assert next(one for one in in_teams if "nobody has it yet" in one).startswith("GW-2")
    assert not any("GW-2" in one for one in in_slack)


async def test_the_queue_shows_both_on_each(both: tuple[World, Office]) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")
    await teams.people.say(RUTH, WISH)
    await teams.press(RUTH, "Talk to a person")

    await teams.people.mention(PRIYA, "queue", DIGITAL)

    queue = (await teams.told(DIGITAL))[-1]
    assert "GW-1" in queue
    assert "GW-2" in queue


async def test_what_is_decided_on_one_is_told_on_the_other(both: tuple[World, Office]) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")

    await teams.people.mention(PRIYA, "GW-1", DIGITAL)
    await teams.press(PRIYA, "Take", DIGITAL)

    assert "Priya Nair in the digital team is looking at GW-1" in slack.slack.said(DEAN)[-1]
    assert "Priya Nair" in slack.slack.updated(TEAM)[-1]["text"]
    assert not any(one.startswith("Priya Nair took it") for one in await teams.told(DIGITAL))


async def test_the_same_id_on_two_platforms_is_two_people(both: tuple[World, Office]) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")

    await teams.people.say(DEAN, "status")

    assert "GW-1" not in (await teams.told(DEAN))[-1]
