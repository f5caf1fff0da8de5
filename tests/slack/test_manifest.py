"""The manifest: what Slack makes the app from, and what an operator is told."""

import json
from pathlib import Path

import pytest

from tests.operating import Out, configured, ended, working_in


def _printed(out: Out) -> dict[str, dict[str, object]]:
    printed: dict[str, dict[str, object]] = json.loads(out.readouterr().out)
    return printed


def test_a_manifest_is_printed_before_anything_is_configured(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        assert ended("slack", "manifest") == 0

    made = _printed(capsys)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in json.dumps(made)
    assert made["oauth_config"]["scopes"] == {
        "bot": [
            *("app_mentions:read", "chat:write", "commands", "groups:read"),
            *("im:history", "im:write", "users:read"),
        ]
    }


def test_with_an_address_slack_sends_signed_requests_there(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        assert ended("slack", "manifest", "--address", "https://gw.example/") == 0

    made = _printed(capsys)
    assert made["settings"]["socket_mode_enabled"] is False
    assert json.dumps(made).count("https://gw.example/slack/events") == 3


def test_what_it_can_do_without_is_asked_for_by_name(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        assert ended("slack", "manifest", "--with", "groups:history") == 0

    made = json.dumps(_printed(capsys))
    assert '"groups:history"' in made
    assert '"message.groups"' in made


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "slack manifest --address https://"),
        (("--address", "gw.example"), "needs a whole address"),
        (("--with", "admin"), "invalid choice"),
    ],
)
def test_a_manifest_that_slack_would_refuse_is_not_made(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: Out
) -> None:
    with working_in(tmp_path):
        configured(tmp_path, "[slack]", 'mode = "http"')
        assert ended("slack", "manifest", *arguments) == 2

    assert told in capsys.readouterr().err


def test_what_slack_shows_of_the_app_fits(tmp_path: Path, capsys: Out) -> None:
    with working_in(tmp_path):
        ended("slack", "manifest")

    made = json.loads(capsys.readouterr().out)
    assert len(made["display_information"]["description"]) <= 140
    for shortcut in made["features"]["shortcuts"]:
        assert len(shortcut["description"]) <= 150
        assert len(shortcut["callback_id"]) <= 255
