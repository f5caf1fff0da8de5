"""`check` of Teams, as an operator runs it: what is wrong is named, with how to mend it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.operating import Out, configured, ended
from tests.teams.office import working_in
from tests.teams.tenant import ALL_STAFF, DIGITAL, Tenant, Trouble, person, tenant_there

PRIYA = person("Priya")


@dataclass(frozen=True, slots=True)
class Checking:
    """The command, run in a folder of its own against this tenant."""

    tenant: Tenant
    folder: Path
    printed: Out

    async def ended(self, *lines: str, **more: str) -> tuple[int, str, str]:
        """The exit code, and what is printed where; `more` are settings in the environment."""
        configured(self.folder, *lines)
        with pytest.MonkeyPatch.context() as environment, chdir(self.folder):
            for name, value in {**self.tenant.settings(), **more}.items():
                environment.setenv(name, value)
            code = await asyncio.to_thread(ended, "check")
        out, error = self.printed.readouterr()
        return code, out, error

    async def installed(self, where: str = DIGITAL) -> None:
        """Groundwork was at work before, and was installed somewhere."""
        async with working_in(self.folder, self.tenant) as office:
            await office.is_staffed()
            await office.people.install(PRIYA, where)


@pytest.fixture
async def checking(tmp_path: Path, capsys: Out) -> AsyncIterator[Checking]:
    async with tenant_there() as tenant:
        yield Checking(tenant, tmp_path, capsys)


async def test_what_is_fine_is_told(checking: Checking) -> None:
    await checking.installed()

    code, out, error = await checking.ended()

    assert (code, error) == (0, "")
    assert "Teams: its activities are awaited at /api/messages, and their keys are there." in out
    assert "Teams: the registration holds." in out
    assert "Teams: the digital team’s channel is ‘Requests’." in out
    assert "Teams: 1 in the digital team’s team, who may decide." in out


async def test_before_it_is_installed_it_says_how_to(checking: Checking) -> None:
    code, _, error = await checking.ended()

    assert code == 1
    assert "Teams, team_channel: Teams has told us nothing yet. In Teams, under Apps" in error


@pytest.mark.parametrize(
    ("trouble", "complaint"),
    [
        (Trouble("GET /openid", 404), "Teams, openid_url: The keys that sign what arrives are not"),
        (Trouble("GET /openid", times=2), "are not there (unreached: ServerDisconnectedError)."),
        (Trouble("POST /login", 401, "invalid_client"), "Teams, app_password: Microsoft gives us"),
        (Trouble("POST /login", 400, "unauthorized_client"), "app_password: Microsoft gives us no"),
        (Trouble("POST /login"), "Teams, login_url: Microsoft gives us no token (unreached: "),
        (Trouble("POST /login", 503), "login_url: Microsoft gives us no token (503 login"),
        (Trouble("pagedmembers", 403, "Forbidden"), "does not show us who is in 19:digital"),
        (Trouble("/v3/teams/", 403, "Forbidden"), "team_channel: Teams does not show us its team"),
    ],
)
async def test_what_microsoft_refuses_is_told(
    checking: Checking, trouble: Trouble, complaint: str
) -> None:
    await checking.installed()
    checking.tenant.troubles.append(trouble)

    code, _, error = await checking.ended()

    assert code == 1
    assert complaint in error


@pytest.mark.parametrize(
    ("channel", "complaint"),
    [
        (
            {"id": DIGITAL, "name": "Requests", "type": "private"},
            "‘Requests’ is a private channel.",
        ),
        ({"id": DIGITAL, "name": "Requests", "type": "shared"}, "‘Requests’ is a shared channel."),
        ({"id": "19:another@thread.tacv2"}, "is no channel of the team it was."),
    ],
)
async def test_any_other_kind_of_channel_is_refused(
    checking: Checking, channel: dict[str, str], complaint: str
) -> None:
    await checking.installed()
    checking.tenant.channels = [channel]

    code, _, error = await checking.ended()

    assert code == 1
    assert complaint in error
    assert "Name a standard channel of a team that only the digital team is in." in error


async def test_a_channel_in_which_nobody_spoke_yet_is_not_looked_at(checking: Checking) -> None:
    await checking.installed(ALL_STAFF)

    code, out, _ = await checking.ended()

    assert code == 0
    assert "was not looked at. Mention Groundwork in it once." in out


async def test_who_is_in_it_is_looked_at(checking: Checking) -> None:
    await checking.installed()
    checking.tenant.guests = {PRIYA}
    _, out, _ = await checking.ended()
    checking.tenant.strangers = {PRIYA}
    _, _, stranger = await checking.ended()
    checking.tenant.team.clear()
    _, _, nobody = await checking.ended('deciders = ["teams:somebody", "slack:U1"]')

    assert "1 in the digital team’s team, 1 of them guests, who may decide." in out
    assert "1 in it are of another organisation, and could decide." in stranger
    assert "Teams, team_channel: Nobody is in it." in nobody
    assert "teams:somebody is not in the digital team’s team, so they cannot decide." in nobody
    assert "Slack, deciders: slack:U1 is nobody here, for Slack is not set up." in nobody


async def test_the_channel_for_the_digest_is_looked_at(checking: Checking) -> None:
    await checking.installed()
    digest = {"GROUNDWORK_TEAMS__DIGEST_CHANNEL": ALL_STAFF}

    _, out, _ = await checking.ended(**digest)
    checking.tenant.refuses[ALL_STAFF] = "Forbidden"
    _, _, error = await checking.ended(**digest)

    assert f"Teams: the digest goes to {ALL_STAFF}, which 1 read." in out
    assert f"Teams, digest_channel: Teams does not show us {ALL_STAFF} (403 Forbidden)." in error


async def test_whom_it_could_not_reach_is_told(checking: Checking) -> None:
    async with working_in(checking.folder, checking.tenant) as office:
        await office.people.install(PRIYA, DIGITAL)
        checking.tenant.refuses[PRIYA] = "MessageWritesBlocked"
        await office.people.say(PRIYA, "help")
        await office.deliver()

    code, _, error = await checking.ended()

    assert code == 1
    assert f"Not delivered to teams:direct:{PRIYA}" in error
    assert "MessageWritesBlocked" in error


async def test_without_an_app_id_it_says_that_nothing_is_checked(checking: Checking) -> None:
    anonymous = {"GROUNDWORK_TEAMS__ANONYMOUS": "true"}
    nothing = dict.fromkeys(
        ("MICROSOFT_APP_ID", "MICROSOFT_APP_PASSWORD", "MICROSOFT_APP_TENANT_ID"), ""
    )

    _, out, _ = await checking.ended(**anonymous, **nothing)

    assert "Teams: anonymous. Whatever this machine sends is taken: for tests alone." in out
    assert "Teams: no token is needed." in out


async def test_whom_nothing_reaches_any_more_is_named(checking: Checking) -> None:
    dean = person("Dean")
    async with working_in(checking.folder, checking.tenant) as office:
        await office.is_staffed()
        await office.people.install(PRIYA, DIGITAL)
        await office.people.say(dean, "people fill in a paper form for a skip licence")
        await office.press(dean, "Talk to a person")
    admins = 'admins = ["teams:never-wrote"]'

    _, out, first = await checking.ended(admins)
    checking.tenant.refuses[dean] = "BotNotInConversationRoster"
    code, _, error = await checking.ended(admins)

    assert "Teams: everybody can be reached who has something open (1 looked at)." in out
    assert "Teams, admins: teams:never-wrote has no chat with Groundwork, so nothing" in first
    assert code == 1
    assert "Teams, people: Nothing reaches Dean Marsh (403 BotNotInConversationRoster)." in error
