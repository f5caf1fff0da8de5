"""The settings of the platforms and the network: whole or refused, their secrets never shown."""

import pytest

from bot.environment import read_settings
from bot.platforms import Network, Slack, SlackMode, Teams
from tests.test_settings import told

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
CHANNEL = {"GROUNDWORK_SLACK__TEAM_CHANNEL": "C0123"}
APP = {
    "MICROSOFT_APP_ID": "11111111-2222-4333-8444-555555555555",
    "MICROSOFT_APP_PASSWORD": "a-secret",
    "MICROSOFT_APP_TENANT_ID": "99999999-8888-4777-8666-555555555555",
}
TEAMS_CHANNEL = {"GROUNDWORK_TEAMS__TEAM_CHANNEL": "19:digital@thread.tacv2"}
ANONYMOUS = {"anonymous": True, "team_channel": "19:digital@thread.tacv2"}


def test_slacks_own_names_configure_it_and_there_is_no_page_then() -> None:
    settings = read_settings({}, {**TOKENS, **CHANNEL})

    assert settings.slack.configured
    assert (settings.slack.mode, settings.slack.team_channel) == (SlackMode.SOCKET, "C0123")
    assert not settings.has_page
    assert not read_settings({}, {"SLACK_API_URL": "http://127.0.0.1:1/api/"}).slack.configured


def test_our_names_beat_slacks() -> None:
    ours = {"GROUNDWORK_SLACK__BOT_TOKEN": "xoxb-2"}

    assert read_settings({}, {**TOKENS, **CHANNEL, **ours}).slack.bot_token == "xoxb-2"


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"bot_token": "xoxb-1"}, "slack.app_token: Slack is configured, but this is not set."),
        ({"bot_token": "xoxb-1"}, "slack.team_channel: Slack is configured, but this is not set."),
        ({"app_token": "xapp-1"}, "slack.bot_token: Slack is configured, but this is not set."),
        ({"mode": "http", "bot_token": "xoxb-1"}, "slack.signing_secret: Slack is configured"),
        ({"bot_token": "hunter2"}, "slack.bot_token: This is not a bot token."),
        ({"app_token": "hunter2"}, "slack.app_token: This is not an app-level token."),
        ({"team_channel": "#digital"}, "slack.team_channel: This is not the id of a channel."),
        ({"api_url": "slack.com"}, "slack.api_url: This is not the address of Slack."),
        ({"mode": "carrier pigeon"}, "slack.mode: ‘carrier pigeon’ is not one of"),
    ],
)
def test_half_of_slack_is_refused(table: dict[str, object], complaint: str) -> None:
    said = told({"slack": table})

    assert complaint in said
    assert "hunter2" not in said


def test_a_page_beside_slack_is_refused() -> None:
    said = told({"web": {"enabled": True}}, {**TOKENS, **CHANNEL})

    assert "web.enabled: With Slack configured there is no page." in said


def test_teams_own_names_configure_it_beside_slack() -> None:
    settings = read_settings({}, {**APP, **TEAMS_CHANNEL, **TOKENS, **CHANNEL})

    assert settings.teams.app_id == APP["MICROSOFT_APP_ID"]
    assert settings.teams.configured
    assert settings.slack.configured
    assert not settings.has_page
    assert not read_settings({}, {"GROUNDWORK_TEAMS__OPENID_URL": "http://x/"}).teams.configured


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"app_id": APP["MICROSOFT_APP_ID"]}, "teams.app_password: Teams is configured, but this"),
        ({"app_id": APP["MICROSOFT_APP_ID"]}, "teams.tenant_id: Teams is configured, but this"),
        ({"app_password": "hunter2"}, "teams.app_id: Teams is configured, but this is not set."),
        ({"anonymous": True}, "teams.team_channel: Teams is configured, but this is not set."),
        ({"app_id": "my-app"}, "teams.app_id: This is not an application’s id."),
        ({"app_password": "hunter2 hunter2"}, "teams.app_password: This is not a client secret."),
        ({"tenant_id": "council.gov.uk"}, "teams.tenant_id: This is not a tenant’s id."),
        ({"team_channel": "Digital"}, "teams.team_channel: This is not the id of a channel in"),
        ({"openid_url": "login"}, "teams.openid_url: This is not the address of an OpenID"),
        ({"login_url": "login"}, "teams.login_url: This is not the address at which tokens"),
        (
            {**ANONYMOUS, "app_id": APP["MICROSOFT_APP_ID"]},
            "teams.anonymous: With an app id everything that arrives is signed.",
        ),
    ],
)
def test_half_of_teams_is_refused(table: dict[str, object], complaint: str) -> None:
    said = told({"teams": table})

    assert complaint in said
    assert "hunter2" not in said


def test_only_this_machine_may_write_to_teams_without_an_app_id() -> None:
    assert read_settings({"teams": ANONYMOUS}, {}).teams.anonymous
    assert "http.host: ‘0.0.0.0’ may be reached from other machines." in told(
        {"teams": ANONYMOUS, "http": {"host": "0.0.0.0"}}
    )


def test_a_page_beside_teams_is_refused() -> None:
    said = told({"web": {"enabled": True}}, {**APP, **TEAMS_CHANNEL})

    assert "web.enabled: With Teams configured there is no page." in said


def test_no_secret_is_shown() -> None:
    slack = Slack(bot_token="xoxb-1", app_token="xapp-1", team_channel="C0123")
    teams = Teams(
        app_id=APP["MICROSOFT_APP_ID"],
        app_password="hunter2",
        tenant_id=APP["MICROSOFT_APP_TENANT_ID"],
        team_channel="19:digital@thread.tacv2",
    )

    assert "xoxb" not in repr(slack)
    assert "hunter2" not in repr(teams)
    assert "hunter2" not in repr(Network(proxy="http://ann:hunter2@proxy:3128"))


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy", "http://", "http://a b"])
def test_what_is_no_proxy_is_refused(proxy: str) -> None:
    assert "network.proxy: This is not the address of a proxy." in told(
        {"network": {"proxy": proxy}}
    )
