"""docs/slack.md says what is so: every permission with its reason, and the ways in."""

import re

from adapters.slack.scopes import NEEDED, OPTIONAL
from bot.app import words
from bot.settings import Settings
from tests import house

PAGE = (house.ROOT / "docs" / "slack.md").read_text(encoding="utf-8")


def test_every_permission_is_told_with_its_reason_and_no_other() -> None:
    told = re.findall(r"^\| `([a-z_]+:[a-z]+|commands)` \| (.+) \|$", PAGE, re.MULTILINE)

    assert told == [(scope.name, scope.why) for scope in (*NEEDED, *OPTIONAL)]


def test_the_shortcuts_are_called_as_in_slack() -> None:
    told = words(Settings())

    for name in ("app.from_message", "app.new_request"):
        assert f"**{told.plain(name)}**" in PAGE
