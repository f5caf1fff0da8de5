"""`check` of Slack, as an operator runs it: what is wrong is named, with how to mend it."""

import asyncio
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from time import time
from typing import Any

import pytest

from adapters.slack.checking import check
from bot.platforms import Network, Slack, SlackMode
from tests.operating import Out, configured, ended
from tests.slack.front import Front
from tests.slack.office import open_in, settings_of
from tests.slack.reading import labelled
from tests.slack.server import ALL_STAFF, DIGITAL
from tests.slack.troubles import Trouble, refusing

Change = Callable[[dict[str, Any]], None]
MISSING = {"ok": False, "error": "missing_scope"}
NOT_FOUND = {"ok": False, "error": "channel_not_found"}
by_socket = pytest.mark.parametrize("server", ["socket"], indirect=True)


@dataclass(frozen=True, slots=True)
class Checking:
    """The command, run in a folder of its own against this Slack."""

    front: Front
    folder: Path
    printed: Out

    async def ended(self, *lines: str, **slack: str) -> tuple[int, str, str]:
        """The exit code, and what is printed where; `slack` are settings of the table."""
        told = settings_of(self.front) | slack
        table = [f'{key} = "{value}"' for key, value in told.items()]
        configured(self.folder, *lines, "[slack]", *table)
        with chdir(self.folder):
            code = await asyncio.to_thread(ended, "check")
        out, error = self.printed.readouterr()
        return code, out, error

    async def wrong(self, *deciders: str, **slack: str) -> tuple[list[str], list[str]]:
        """What the command would tell of Slack: what is wrong, and what is fine."""
        told: dict[str, Any] = settings_of(self.front) | slack
        settings = Slack(**{**told, "mode": SlackMode(told["mode"])})
        checked = await check(settings, Network(), deciders, {})
        return [str(one) for one in checked.wrong], checked.fine


@pytest.fixture
def checking(front: Front, tmp_path: Path, capsys: Out) -> Checking:
    return Checking(front, tmp_path, capsys)


async def test_what_is_fine_is_told(checking: Checking) -> None:
    code, out, error = await checking.ended()

    assert (code, error) == (0, "")
    assert "Slack: Northgate, as Groundwork." in out
    assert "Slack: every permission is there." in out
    assert "Slack: 2 in #digital, who may decide." in out
    way = "a socket can be opened" if checking.front.server.mode == "socket" else "at /slack/events"
    assert way in out


@by_socket
async def test_without_one_permission_it_is_named_with_its_reason(checking: Checking) -> None:
    checking.front.granted.remove("im:history")

    code, _, error = await checking.ended()

    assert code == 1
    assert error == (
        "Slack, scopes: The permission im:history is missing. It is needed to read what people "
        "write to it in their direct message, and follow what they change. Add it under OAuth & "
        "Permissions, and install the app again.\n"
    )


@by_socket
@pytest.mark.parametrize(
    ("date", "told"),
    [
        (lambda: formatdate(time() + 420), ["7 minutes behind Slack’s."]),
        (lambda: formatdate(time() - 420), ["7 minutes ahead of Slack’s."]),
        (lambda: formatdate(time() - 60), []),
        (lambda: "soon", []),
    ],
    ids=["behind", "ahead", "right", "garbled"],
)
async def test_a_clock_that_is_wrong_is_told(
    date: Callable[[], str], told: list[str], checking: Checking
) -> None:
    checking.front.headers["Date"] = date()

    wrong, _ = await checking.wrong()

    assert [one.partition("clock is ")[2].partition(" Let")[0] for one in wrong] == told


def _channel(**told: object) -> Change:
    return lambda answer: answer["channel"].update(told)


@by_socket
@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_channel(is_private=False), "team_channel: #digital is public: everybody could join"),
        (_channel(is_archived=True), "team_channel: #digital is archived."),
        (_channel(is_ext_shared=True), "team_channel: #digital is shared with another"),
        (_channel(is_member=False), "team_channel: #digital does not have Groundwork in it."),
        (_channel(is_im=True), "team_channel: #digital is a direct message."),
    ],
    ids=["public", "archived", "shared", "not in it", "direct message"],
)
async def test_any_other_kind_of_channel_is_refused(
    change: Change, told: str, checking: Checking
) -> None:
    checking.front.changes["conversations.info"] = change

    (wrong,), _ = await checking.wrong()

    assert told in wrong


@by_socket
@pytest.mark.parametrize(
    ("method", "refused", "told"),
    [
        ("auth.test", "invalid_auth", "bot_token: Slack does not take this token (invalid_auth)."),
        ("apps.connections.open", "invalid_auth", "app_token: Slack does not take this token"),
        ("conversations.info", "channel_not_found", f"Slack does not show us {DIGITAL}"),
        ("conversations.members", "fatal_error", "Nobody is in #digital besides Groundwork"),
    ],
)
async def test_what_slack_refuses_is_told(
    method: str, refused: str, told: str, checking: Checking
) -> None:
    checking.front.troubles.append(refusing(method, refused))

    (wrong,), _ = await checking.wrong()

    assert told in wrong


@by_socket
async def test_where_a_token_is_from_that_slack_refuses_is_told(checking: Checking) -> None:
    checking.front.troubles.append(refusing("auth.test", "invalid_auth"))

    _, _, error = await checking.ended()

    assert error.endswith("the Bot User OAuth Token. It is set in groundwork.toml.\n")


@by_socket
async def test_a_decider_who_is_not_in_the_channel_is_named(checking: Checking) -> None:
    (wrong,), _ = await checking.wrong("slack:U0PRIYA", "slack:U0DEAN")

    assert "deciders: slack:U0DEAN is not in #digital, so they cannot decide." in wrong


@by_socket
@pytest.mark.parametrize(
    ("answer", "is_wrong", "told"),
    [
        ({}, False, "the digest goes to #all-staff"),
        (MISSING, False, f"{ALL_STAFF} was not looked at. That needs channels:read"),
        (NOT_FOUND, True, f"digest_channel: Slack does not show us {ALL_STAFF}"),
        ({"is_archived": True}, True, "digest_channel: #all-staff is archived."),
        ({"is_member": False}, True, "digest_channel: Groundwork is not in #all-staff."),
    ],
)
async def test_the_channel_for_the_digest_is_looked_at(
    answer: dict[str, object], is_wrong: bool, told: str, checking: Checking
) -> None:
    def of_all_staff(found: dict[str, Any]) -> None:
        if found["channel"]["id"] == ALL_STAFF:
            found.update(answer) if "error" in answer else found["channel"].update(answer)

    checking.front.changes["conversations.info"] = of_all_staff

    wrong, fine = await checking.wrong(digest_channel=ALL_STAFF)

    assert any(told in one for one in (wrong if is_wrong else fine))
    assert bool(wrong) is is_wrong


@by_socket
@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"deleted": True}, "is deactivated there"),
        ({"is_stranger": True}, "is of another organisation now"),
        ({"is_bot": True}, "is an app"),
        ({}, ""),
    ],
)
async def test_whom_nothing_reaches_is_named(
    told: dict[str, object], why: str, checking: Checking
) -> None:
    async with open_in(checking.folder, checking.front) as office:
        await office.slack.say("U0DEAN", "people fill in a paper form for a permit")
        await office.deliver()
        asked = (await office.slack.told("U0DEAN"))[-1]
        person = labelled(asked, "Talk to a person")
        assert person is not None
        await office.slack.press("U0DEAN", asked, person.element)
    checking.front.changes["users.info"] = lambda answer: answer["user"].update(told)

    code, out, error = await checking.ended('admins = ["slack:U0TOM"]')

    assert code == bool(why)
    for name in ("Dean Marsh", "slack:U0TOM"):
        assert (f"people: {name} {why}, so nothing reaches them." in error) is bool(why)
    assert ("everybody can be reached who has something open (2 looked at)" in out) is (why == "")


@by_socket
async def test_who_is_gone_from_slack_is_named(checking: Checking) -> None:
    admins = 'admins = ["slack:U0TOM"]'
    checking.front.troubles.append(refusing("users.info", "user_not_found"))
    assert "slack:U0TOM is not there any more" in (await checking.ended(admins))[2]

    checking.front.troubles += [refusing("users.info", "fatal_error"), Trouble("users.info")]
    assert [(await checking.ended(admins))[0] for _ in range(2)] == [0, 0]


@by_socket
async def test_where_slack_cannot_be_reached_the_network_is_named(checking: Checking) -> None:
    (wrong,), _ = await checking.wrong(api_url="http://127.0.0.1:9/api/")

    assert "Slack does not answer" in wrong
    assert "[network] proxy" in wrong
