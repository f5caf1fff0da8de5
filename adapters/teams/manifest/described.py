"""The manifest from which Teams makes the app: what it is called, and where it can be used."""

from dataclasses import dataclass
from typing import Any

from adapters.fitting import cut
from bot.words.rich import Words, bare

Json = dict[str, Any]

MANIFEST = "1.9"
"""The lowest version of manifests that has all that is used: `defaultInstallScope` is its own."""

SCHEMA = (
    f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST}/MicrosoftTeams.schema.json"
)

RELEASE = "1.1.0"
"""Of the app in Teams, which takes another only with a higher one: raise it with every change."""

COLOUR, OUTLINE = "color.png", "outline.png"
FROM_MESSAGE, NEW = "from_message", "new_request"
"""What the actions are called between Teams and us, and in our words."""

_NAME, _COLOUR = "Groundwork", "#1d4f40"
_LONGEST_DEVELOPER = 32
_IN_CHAT = ("new", "form", "status", "my_requests", "help")
_IN_THE_TEAM = ("queue", "mine", "reviews", "gaps", "adopt", "help")
_TOLD = {"my_requests": "mine", "mine": "taken"}
"""The commands whose sentence in the help has another name than theirs."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the organisation says who runs the app, what it keeps, and on what terms it is used."""

    website: str
    privacy: str
    terms: str


def manifest(words: Words, app_id: str, organisation: str, pages: Pages) -> Json:
    """The manifest of the organisation's own app; its bot has the same id."""
    name = cut(organisation, _LONGEST_DEVELOPER)
    return {
        "$schema": SCHEMA,
        "manifestVersion": MANIFEST,
        "version": RELEASE,
        "id": app_id,
        "developer": {
            "name": name,
            "websiteUrl": pages.website,
            "privacyUrl": pages.privacy,
            "termsOfUseUrl": pages.terms,
        },
        "name": {"short": _NAME},
        "description": {"short": words.plain("app.short"), "full": words.plain("app.about")},
        "icons": {"color": COLOUR, "outline": OUTLINE},
        "accentColor": _COLOUR,
        "defaultInstallScope": "personal",
        "bots": [_bot(words, app_id)],
        "composeExtensions": [{"botId": app_id, "commands": _actions(words)}],
        "validDomains": [],
    }


def _bot(words: Words, app_id: str) -> Json:
    return {
        "botId": app_id,
        "scopes": ["personal", "team", "groupchat"],
        "supportsFiles": True,
        "isNotificationOnly": False,
        "commandLists": [
            {"scopes": ["personal"], "commands": [_command(words, one) for one in _IN_CHAT]},
            {"scopes": ["team"], "commands": [_command(words, one) for one in _IN_THE_TEAM]},
        ],
    }


def _command(words: Words, name: str) -> Json:
    """What to type, and what its sentence in the help says it does."""
    typed = words.plain(f"command.{name}").partition("|")[0]
    told = words.rich(f"help.{_TOLD.get(name, name)}")
    does = bare(tuple(run for run in told if not run.strong)).strip()
    return {"title": typed, "description": does[:1].upper() + does[1:]}


def _actions(words: Words) -> list[Json]:
    return [
        _action(words, FROM_MESSAGE, ["message"]),
        _action(words, NEW, ["compose", "commandBox"]),
    ]


def _action(words: Words, name: str, where: list[str]) -> Json:
    return {
        "id": name,
        "type": "action",
        "context": where,
        "title": words.plain(f"app.{name}"),
        "description": words.plain(f"app.{name}_about"),
        "fetchTask": True,
    }
