"""What an operator typed to make the app of a platform: `slack manifest`, `teams package`."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

AddParser = Callable[..., argparse.ArgumentParser]
"""Adds a command of a name to the commands there are."""

_HTTPS = "https://"
_PACKAGE = Path("groundwork-teams.zip")
_GUID = r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class SlackManifest:
    """Print the manifest that Slack makes the app from."""

    address: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamsPackage:
    """Write the package that Teams takes the app from."""

    app_id: str
    website: str
    privacy: str
    terms: str
    file: Path


def slack(parser: argparse.ArgumentParser, given: argparse.Namespace) -> SlackManifest:
    """What was asked for of the app in Slack."""
    if given.address and not given.address.startswith(_HTTPS):
        parser.error("slack manifest --address needs a whole address, for example https://...")
    return SlackManifest(given.address, tuple(given.more))


def teams(parser: argparse.ArgumentParser, given: argparse.Namespace) -> TeamsPackage:
    """What was asked for of the app in Teams."""
    privacy, terms = given.privacy or given.website, given.terms or given.website
    for name, url in (("website", given.website), ("privacy", privacy), ("terms", terms)):
        if not url.startswith(_HTTPS):
            parser.error(f"teams package --{name} needs a whole address, for example https://...")
    if not re.fullmatch(_GUID, given.app_id):
        parser.error("teams package --app-id needs the Application (client) ID, with its hyphens")
    return TeamsPackage(given.app_id, given.website, privacy, terms, given.to)


def add_slack(add: AddParser) -> None:
    """Add `slack`."""
    slack = add("slack", help="the app in Slack")
    actions = slack.add_subparsers(dest="action", metavar="ACTION", required=True)
    manifest = actions.add_parser(
        "manifest",
        help="print the manifest that Slack makes the app from",
        description="Print the manifest, in JSON: in Slack choose Create New App, then From a "
        "manifest, and paste it.",
    )
    manifest.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where Slack reaches Groundwork, with mode http; with a socket it needs none",
    )
    manifest.add_argument(
        "--with",
        dest="more",
        action="append",
        default=[],
        choices=("channels:history", "channels:read", "groups:history"),
        help="a permission that it can do without; may be repeated",
    )


def add_teams(add: AddParser) -> None:
    """Add `teams`."""
    teams = add("teams", help="the app in Microsoft Teams")
    actions = teams.add_subparsers(dest="action", metavar="ACTION", required=True)
    package = actions.add_parser(
        "package",
        help="write the package that Teams takes the app from",
        description="Write a zip of the manifest and the icons: in the Teams admin centre choose "
        "Manage apps, then Upload new app.",
    )
    package.add_argument(
        "--app-id",
        required=True,
        metavar="ID",
        help="the Application (client) ID of the bot's registration",
    )
    package.add_argument(
        "--website",
        required=True,
        metavar="URL",
        help="the page on which your organisation says who runs this",
    )
    package.add_argument("--privacy", default="", metavar="URL", help="the page on what is kept")
    package.add_argument("--terms", default="", metavar="URL", help="the page on terms of use")
    package.add_argument(
        "--to", type=Path, default=_PACKAGE, metavar="FILE", help=f"else {_PACKAGE}"
    )
