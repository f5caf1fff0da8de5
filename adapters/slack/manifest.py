"""The manifest from which Slack makes the app: what it is called, may do and is told of."""

import json
from collections.abc import Iterable
from typing import Any

from adapters.slack.app import COMMAND, PATH
from adapters.slack.scopes import ALWAYS, asked_for
from bot.words.rich import Words

Json = dict[str, Any]

FROM_MESSAGE, NEW = "from_message", "new_request"
"""What the shortcuts are called between Slack and us."""

_NAME, _COLOUR = "Groundwork", "#1d4f40"


def as_text(words: Words, address: str, more: Iterable[str]) -> str:
    """The manifest as Slack takes it. With no `address` the app listens over a socket."""
    return json.dumps(manifest(words, address, more), ensure_ascii=False, indent=2)


def manifest(words: Words, address: str = "", more: Iterable[str] = ()) -> Json:
    """The manifest, with the scopes that are named besides those that are needed."""
    scopes = asked_for(more)
    events = {event for scope in scopes for event in scope.events}
    url = {"request_url": f"{address.rstrip('/')}{PATH}"} if address else {}
    return {
        "display_information": {
            "name": _NAME,
            "description": words.plain("app.about"),
            "background_color": _COLOUR,
        },
        "features": _features(words, url.get("request_url", "")),
        "oauth_config": {"scopes": {"bot": [scope.name for scope in scopes]}},
        "settings": {
            "event_subscriptions": {**url, "bot_events": sorted({*events, *ALWAYS})},
            "interactivity": {"is_enabled": True, **url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not address,
            "token_rotation_enabled": False,
        },
    }


def _features(words: Words, url: str) -> Json:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": _NAME, "always_online": True},
        "shortcuts": [
            _shortcut(words, FROM_MESSAGE, "message"),
            _shortcut(words, NEW, "global"),
        ],
        "slash_commands": [
            {
                "command": COMMAND,
                "description": words.plain("slack_app.command"),
                "usage_hint": words.plain("slack_app.command_hint"),
                "should_escape": False,
                **({"url": url} if url else {}),
            }
        ],
    }


def _shortcut(words: Words, callback: str, kind: str) -> Json:
    return {
        "name": words.plain(f"app.{callback}"),
        "type": kind,
        "callback_id": callback,
        "description": words.plain(f"app.{callback}_about"),
    }
