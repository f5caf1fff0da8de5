"""The settings of Slack and of the network: whole or refused, and their secrets never shown."""

import pytest

from bot.environment import read_settings
from bot.platforms import Network, Slack, SlackMode
from tests.test_settings import told

TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
CHANNEL = {"GROUNDWORK_SLACK__TEAM_CHANNEL": "C0123"}


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


def test_no_secret_is_shown() -> None:
    slack = Slack(bot_token="xoxb-1", app_token="xapp-1", team_channel="C0123")

    assert "xoxb" not in repr(slack)
    assert "hunter2" not in repr(Network(proxy="http://ann:hunter2@proxy:3128"))


@pytest.mark.parametrize("proxy", ["proxy:3128", "socks5://proxy", "http://", "http://a b"])
def test_what_is_no_proxy_is_refused(proxy: str) -> None:
    assert "network.proxy: This is not the address of a proxy." in told(
        {"network": {"proxy": proxy}}
    )
