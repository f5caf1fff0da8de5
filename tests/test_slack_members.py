"""Who people in Slack are, and who of them may decide: asked seldom, and never guessed."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.web.async_client import AsyncWebClient

from adapters.http import application
from adapters.pausing import FIRST_WAIT_S
from adapters.slack.client import client_of
from adapters.slack.members import KEPT_S, NotAlone, SlackMembers
from adapters.slack.people import NAME_KEPT_S, UNKNOWN_KEPT_S, Kind, Me, People
from bot.people import Identity
from bot.platforms import Network, Slack
from bot.ports import Unavailable
from tests.slack_world import DEAN, PRIYA, TEAM, Json, Workspace, refusal

DEAN_THERE, PRIYA_THERE = (Identity("slack", key, "") for key in (DEAN, PRIYA))


class Clock:
    """Seconds that pass when they are told to."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def slack() -> Workspace:
    return Workspace()


@pytest.fixture
async def client(slack: Workspace) -> AsyncIterator[AsyncWebClient]:
    api = TestServer(application(slack.attach))
    await api.start_server()
    url = str(api.make_url("/api/"))
    settings = Slack(api_url=url, bot_token="xoxb-1", app_token="xapp-1", team_channel=TEAM)
    async with client_of(settings, Network()) as opened:
        yield opened
    await api.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def members(client: AsyncWebClient, clock: Clock) -> SlackMembers:
    return SlackMembers(client, TEAM, clock)


def failing(slack: Workspace, method: str, *answers: web.Response) -> None:
    slack.fail[method] = list(answers)


async def test_who_is_in_the_team_is_kept_five_minutes_and_asked_anew_for_decisions(
    slack: Workspace, members: SlackMembers, clock: Clock
) -> None:
    looking = (PRIYA_THERE, DEAN_THERE, PRIYA_THERE)
    assert [await members.has(who) for who in looking] == [True, False, True]
    assert len(slack.of("conversations.members")) == 1

    slack.team.remove(PRIYA)
    assert await members.has(PRIYA_THERE)
    assert not await members.has(PRIYA_THERE, now=True)
    assert not await members.has(Identity("page", PRIYA, ""))
    clock.now += KEPT_S
    await members.has(PRIYA_THERE)
    assert len(slack.of("conversations.members")) == 3


async def test_what_was_known_of_the_team_serves_where_slack_does_not_say(
    slack: Workspace, members: SlackMembers, clock: Clock
) -> None:
    await members.has(PRIYA_THERE)
    clock.now += KEPT_S
    failing(slack, "conversations.members", *(refusal("internal_error") for _ in range(2)))
    assert await members.has(PRIYA_THERE)
    with pytest.raises(Unavailable):
        await members.has(PRIYA_THERE, now=True)


async def test_a_slack_that_does_not_answer_is_left_alone_longer_each_time(
    slack: Workspace, members: SlackMembers, clock: Clock
) -> None:
    failing(slack, "conversations.members", *(refusal("internal_error") for _ in range(9)))

    asked = []
    for _ in range(200):
        await members.has(PRIYA_THERE)
        clock.now += FIRST_WAIT_S
        asked.append(len(slack.of("conversations.members")))
    # After 5 s, 10, 20 and so on, and at last every 5 minutes; every turn would be 200.
    assert [asked[n] for n in (0, 1, 2, 3, 6, 7, -1)] == [1, 2, 2, 3, 3, 4, 9]
    slack.fail.clear()
    assert await members.has(PRIYA_THERE, now=True)


async def test_slack_says_itself_how_long_it_wants_to_be_left_alone(
    slack: Workspace, members: SlackMembers, clock: Clock
) -> None:
    failing(slack, "conversations.members", refusal("ratelimited", 429, **{"Retry-After": "40"}))
    await members.has(PRIYA_THERE)
    clock.now += 39
    assert not await members.has(PRIYA_THERE)
    clock.now += 1
    assert await members.has(PRIYA_THERE)


async def test_a_large_team_is_read_page_by_page(slack: Workspace, members: SlackMembers) -> None:
    first = {"ok": True, "members": ["U0A"], "response_metadata": {"next_cursor": "more"}}
    failing(slack, "conversations.members", web.json_response(first))
    assert await members.has(PRIYA_THERE)
    assert await members.has(Identity("slack", "U0A", ""))
    assert [one.get("cursor") for one in slack.of("conversations.members")] == [None, "more"]


@pytest.mark.parametrize(
    "change", [{"is_private": False}, {"is_ext_shared": True}, {"is_pending_ext_shared": True}]
)
async def test_in_a_channel_that_others_can_come_into_nobody_may_decide(
    change: Json,
    slack: Workspace,
    members: SlackMembers,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = dict(slack.channel)
    slack.channel |= change
    assert not await members.has(PRIYA_THERE)
    assert not await members.has(DEAN_THERE, now=True)
    with pytest.raises(NotAlone):
        await members.has(PRIYA_THERE, now=True)
    assert [one.levelname for one in caplog.records] == ["ERROR"]

    slack.channel = before
    clock.now += KEPT_S
    assert await members.has(PRIYA_THERE)


async def test_a_name_is_asked_for_once_an_hour(
    slack: Workspace, client: AsyncWebClient, clock: Clock
) -> None:
    people = People(client, Me(client), clock)
    assert [(await people.who(DEAN)).name for _ in range(2)] == ["Dean Marsh"] * 2
    slack.people[DEAN]["profile"]["real_name"] = "Dean M"
    clock.now += NAME_KEPT_S + 1
    assert (await people.who(DEAN)).name == "Dean M"
    assert len(slack.of("users.info")) == 2


async def test_who_has_no_name_for_now_is_called_what_slack_calls_them(
    slack: Workspace, client: AsyncWebClient, clock: Clock
) -> None:
    failing(slack, "users.info", refusal("internal_error"))
    people = People(client, Me(client), clock)
    assert [(await people.who(DEAN, "dean.m")).name for _ in range(2)] == ["dean.m"] * 2
    assert len(slack.of("users.info")) == 1
    clock.now += UNKNOWN_KEPT_S + 1
    assert (await people.who(DEAN, "dean.m")).name == "Dean Marsh"


async def test_who_somebody_was_serves_where_slack_does_not_say(
    slack: Workspace, client: AsyncWebClient, clock: Clock
) -> None:
    """Else people of another organisation would be ours whenever Slack is busy."""
    slack.people["U0ELSE"] = {"id": "U0ELSE", "name": "Zoe", "team_id": "T9"}
    people = People(client, Me(client), clock)
    before = await people.who("U0ELSE")
    clock.now += NAME_KEPT_S + 1
    failing(slack, "users.info", refusal("ratelimited", 429))

    assert await people.who("U0ELSE") == before
    assert before.kind is Kind.STRANGER


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"team_id": "T0"}, Kind.OURS),
        ({"team_id": "T0", "is_restricted": True}, Kind.OURS),
        ({"team_id": "T9"}, Kind.STRANGER),
        ({"is_stranger": True}, Kind.STRANGER),
        ({"deleted": True}, Kind.GONE),
        ({"deleted": True, "team_id": "T9"}, Kind.STRANGER),
        ({"is_bot": True, "team_id": "T0"}, Kind.PROGRAM),
    ],
)
async def test_our_own_people_are_told_from_others(
    told: Json, kind: Kind, slack: Workspace, client: AsyncWebClient
) -> None:
    slack.people["U0X"] = {"id": "U0X", "name": "x", **told}
    assert (await People(client, Me(client), Clock()).who("U0X")).kind is kind
