"""What a platform does not take is told with where it was set: in the environment or a file."""

import pytest

from adapters.findings import Found
from bot.app.sources import told
from bot.platforms import Slack
from bot.settings import Settings

SETTINGS = Settings(slack=Slack(bot_token="xoxb-1", app_token="xapp-1", team_channel="C1"))
REFUSED = Found("Slack", "bot_token", "Slack does not take this token.", "Copy it.")


@pytest.mark.parametrize(
    ("environment", "source"),
    [
        ({}, "It is set in groundwork.toml."),
        ({"GROUNDWORK_CONFIG": "/etc/own.toml"}, "It is set in /etc/own.toml."),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "It is set by SLACK_BOT_TOKEN in the environment."),
        (
            {"SLACK_BOT_TOKEN": "xoxb-2", "GROUNDWORK_SLACK__BOT_TOKEN": "xoxb-1"},
            "It is set by GROUNDWORK_SLACK__BOT_TOKEN in the environment.",
        ),
        (
            {"GROUNDWORK_SLACK": '{"bot_token": "xoxb-1"}'},
            "It is set by GROUNDWORK_SLACK in the environment.",
        ),
        ({"GROUNDWORK_SLACK": '{"team_channel": "C1"}'}, "It is set in groundwork.toml."),
    ],
)
def test_a_setting_that_is_refused_is_told_with_its_source(
    environment: dict[str, str], source: str
) -> None:
    assert told(REFUSED, SETTINGS, environment) == f"{REFUSED} {source}"


@pytest.mark.parametrize("where", ["api_url", "clock"])
def test_what_nobody_set_has_no_source(where: str) -> None:
    found = Found("Slack", where, "Slack does not answer.", "Look.")

    assert told(found, SETTINGS, {}) == str(found)


def test_what_is_on_no_platform_has_none_either() -> None:
    found = Found("Page", "deciders", "page:pria is nobody there.", "Name one of page:priya.")

    assert told(found, SETTINGS, {}) == str(found)
