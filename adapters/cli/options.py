"""What an operator typed, as one value: `python -m bot COMMAND ...`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.cli import apps, catalogues, exports, people
from adapters.cli.apps import AddParser, SlackManifest, TeamsPackage

FINE, FOUND, MISUSED = 0, 1, 2
"""Exit codes everywhere: fine, found something wrong, used wrongly."""


@dataclass(frozen=True, slots=True)
class Run:
    """Start everything that is configured."""


@dataclass(frozen=True, slots=True)
class Check:
    """Check settings, files and database."""

    quiet: bool


@dataclass(frozen=True, slots=True)
class Assess:
    """Say what the bot would make of a text, or of many from standard input."""

    text: str
    answers: tuple[str, ...]
    as_json: bool
    lines: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """Run past requests through the files as they are now, and show what would differ."""

    as_json: bool


@dataclass(frozen=True, slots=True)
class PreviewDigest:
    """Show the digest of a week without posting it; of the last week if none is named."""

    week: str


@dataclass(frozen=True, slots=True)
class PostDigest:
    """Post the digest of the last week now, unless it was posted already."""


@dataclass(frozen=True, slots=True)
class Migrate:
    """Bring the database's tables up to this release; or only look; or down to a version."""

    check: bool = False
    down: str = ""


@dataclass(frozen=True, slots=True)
class Backup:
    """Write the whole database into one new file."""

    file: Path


@dataclass(frozen=True, slots=True)
class Restore:
    """Fill an empty database from such a file."""

    file: Path


Command = (
    Check
    | Assess
    | Replay
    | PreviewDigest
    | PostDigest
    | Migrate
    | Backup
    | Restore
    | catalogues.Asked
    | exports.Asked
    | people.Asked
    | SlackManifest
    | TeamsPackage
)
"""What is done and then over."""

Options = Run | Command


def read(arguments: Sequence[str]) -> Options:
    """Read the command line; used wrongly, it says how and exits 2."""
    parser = _parser()
    given = parser.parse_args(arguments)
    match given.command:
        case "check":
            return Check(given.quiet)
        case "assess":
            return _assess(parser, given)
        case "replay":
            return Replay(given.json)
        case "digest":
            return PostDigest() if given.action == "post" else PreviewDigest(given.week)
        case "migrate":
            return Migrate(given.check, given.down)
        case "backup":
            return Backup(given.file)
        case "restore":
            return Restore(given.file)
        case "export":
            return exports.export(parser, given)
        case "import":
            return exports.Import(given.path)
        case "erase":
            return people.Erase(given.person, given.dry_run)
        case "person":
            return people.person(given)
        case "slack":
            return apps.slack(parser, given)
        case "teams":
            return apps.teams(parser, given)
        case "catalogue":
            return catalogues.catalogue(given)
        case _:
            return Run()


def _assess(parser: argparse.ArgumentParser, given: argparse.Namespace) -> Assess:
    if given.jsonl and (given.text or given.answer):
        parser.error("assess --jsonl reads texts and answers from standard input: give no others")
    if not given.jsonl and not (given.text or "").strip():
        parser.error("assess needs a text, for example: assess 'people post us a paper form'")
    return Assess(given.text or "", tuple(given.answer), given.json, given.jsonl)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundwork",
        description="A chat bot that turns everyday requests into groundwork for transformation.",
        epilog="Exit codes: 0 fine, 1 found something wrong, 2 used wrongly.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser(
        "run",
        help="start everything that is configured (this is what happens with no command)",
        description="Start everything that is configured. With nothing configured, that is the "
        "local page on SQLite, at http://127.0.0.1:8080.",
    )
    check = commands.add_parser(
        "check",
        help="check settings, files and database, and say how to mend what is wrong",
        description="Check settings, catalogue, questions, rules and database.",
    )
    check.add_argument("--quiet", action="store_true", help="print only what is wrong")
    _add_assess(commands.add_parser)
    _add_replay(commands.add_parser)
    _add_digest(commands.add_parser)
    _add_migrate(commands.add_parser)
    _add_backup_and_restore(commands.add_parser)
    exports.add_exports(commands.add_parser)
    people.add_people(commands.add_parser)
    catalogues.add_catalogue(commands.add_parser)
    apps.add_slack(commands.add_parser)
    apps.add_teams(commands.add_parser)
    return parser


def _add_assess(add: AddParser) -> None:
    assess = add(
        "assess",
        help="say what the bot would make of a text, without storing anything",
        description="Say what the bot would make of a text, without chat or storing anything.",
    )
    assess.add_argument("text", nargs="?", metavar="TEXT", help="what a member of staff writes")
    assess.add_argument("--json", action="store_true", help="print one JSON object")
    assess.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "text", "answers"} a line from standard input, print an object a line',
    )
    assess.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="an answer already given, such as channel_now=paper; may be repeated",
    )


def _add_replay(add: AddParser) -> None:
    replay = add(
        "replay",
        help="show which past requests would have come out differently with your files as they are",
        description="Run questions, rules, needs and catalogue as they are now over all past "
        "requests, and show which would have come out differently. Nothing is changed. Answers "
        "stay as they were given; what was read from the first message is read anew.",
    )
    replay.add_argument("--json", action="store_true", help="print a JSON object a line")


def _add_digest(add: AddParser) -> None:
    digest = add("digest", help="the weekly digest")
    actions = digest.add_subparsers(dest="action", metavar="ACTION", required=True)
    preview = actions.add_parser("preview", help="show the digest without posting it")
    actions.add_parser("post", help="post the digest of the last week now, before its time")
    preview.add_argument("--week", default="", metavar="2026-W50", help="the week; else the last")


def _add_migrate(add: AddParser) -> None:
    migrate = add(
        "migrate",
        help="bring the database up to this release, or down to an older one",
        description="Bring the database's tables up to this release, which starting it does too.",
    )
    which = migrate.add_mutually_exclusive_group()
    which.add_argument(
        "--check",
        action="store_true",
        help="only say whether it is needed; then the exit code is 1",
    )
    which.add_argument(
        "--down",
        default="",
        metavar="VERSION",
        help="go down, before you start an older release; what only newer tables hold is lost",
    )


def _add_backup_and_restore(add: AddParser) -> None:
    backup = add(
        "backup",
        help="write the whole database into one file, also while Groundwork is running",
        description="Write the whole database, SQLite or PostgreSQL, into one new file. It may run "
        "while Groundwork does. A file that is there already is never replaced.",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to make")
    restore = add(
        "restore",
        help="fill an empty database from a backup",
        description="Fill an empty database, SQLite or PostgreSQL, from a backup: all of it or "
        "nothing. Stop Groundwork first.",
    )
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that backup made")
