"""The operator's commands, each done as it was asked."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from datetime import time
from functools import partial
from typing import assert_never

from adapters import clock, files
from adapters.cli import (
    apps,
    assessing,
    catalogues,
    checking,
    copying,
    digest,
    exports,
    migrating,
    options,
    people,
    records,
    replaying,
    schema,
)
from adapters.findings import Checked
from bot.app import exchanging, handbook, named, opened, papers, persons, sources, words
from bot.assessing import assess
from bot.fact_keys import HAND_OFF_KEYS
from bot.figures import Period
from bot.handbook import Handbook
from bot.messages import Message
from bot.people import Person
from bot.platforms import SlackMode
from bot.ports import Store, Work
from bot.replaying import WORDS_KEPT, Lately, replay, sent_anew
from bot.requests import OPEN, Request, Status
from bot.reviews import posting
from bot.settings import Settings
from storage import backup, exporting

MOST_CONCERNED = 1_000
"""Requests whose people are looked for."""

MOST_REPLAYED = 1_000_000
"""Past requests: more than any organisation has."""


def do(asked: options.Command, settings: Callable[[], Settings]) -> int:
    """Do it, and return the exit code; only those that need the settings read them."""
    match asked:
        case catalogues.CheckCatalogue(path):
            return checking.catalogue(*files.check_catalogue(path))
        case catalogues.CatalogueSchema():
            return schema.run()
        case catalogues.ExportCatalogue(form):
            return asyncio.run(exchanging.export(form, settings()))
        case catalogues.ImportCatalogue(path):
            return exchanging.import_from(path)
        case catalogues.MergeCatalogue(where, source):
            return asyncio.run(exchanging.merge_with(where, source, settings()))
        case catalogues.ExportChanges():
            return asyncio.run(exchanging.export_changes(settings()))
        case options.Assess():
            return _assess(asked, handbook(settings()))
        case options.Replay(as_json):
            return asyncio.run(_replay(settings(), as_json=as_json))
        case options.PreviewDigest(week):
            return asyncio.run(_preview(week, settings()))
        case options.PostDigest():
            return asyncio.run(_post(settings()))
        case options.Check(quiet):
            return asyncio.run(_check(settings(), quiet=quiet))
        case options.Migrate():
            from storage import migrating as tables  # noqa: PLC0415 - Alembic takes some 150 ms to load, and no other command here needs it

            return migrating.run(asked, tables, settings().database_url)
        case options.Backup() | options.Restore():
            return copying.run(asked, backup, settings().database_url)
        case exports.Export() | exports.Import():
            return records.run(asked, exporting, settings().database_url)
        case exports.Document():
            return asyncio.run(papers.export(asked, settings()))
        case people.Erase() | people.Link():
            return asyncio.run(persons.run(asked, settings()))
        case apps.SlackManifest() | apps.TeamsPackage():
            return _app(asked, settings())
        case _:
            assert_never(asked)


def _assess(asked: options.Assess, book: Handbook) -> int:
    today = clock.real_now().astimezone(book.days.timezone).date()
    return assessing.run(asked, lambda text, known: assess(text, known, today, book), sys.stdin)


def _app(asked: apps.SlackManifest | apps.TeamsPackage, settings: Settings) -> int:
    """What a platform makes the app from."""
    if isinstance(asked, apps.TeamsPackage):
        return _teams_package(asked, settings)
    return _slack_manifest(asked, settings)


def _slack_manifest(asked: apps.SlackManifest, settings: Settings) -> int:
    from adapters.slack import manifest  # noqa: PLC0415 - Slack's libraries take some 150 ms to load, and no other command needs them

    if settings.slack.mode is SlackMode.HTTP and not asked.address:
        needed = "With mode http Slack needs an address: slack manifest --address https://..."
        print(needed, file=sys.stderr)
        return options.MISUSED
    print(manifest.as_text(words(settings), asked.address, asked.more))
    return options.FINE


def _teams_package(asked: apps.TeamsPackage, settings: Settings) -> int:
    from adapters.teams.manifest import described, packaging  # noqa: PLC0415 - nothing of Teams is loaded but where Teams is asked for

    pages = described.Pages(asked.website, asked.privacy, asked.terms)
    made = described.manifest(words(settings), asked.app_id, settings.organisation.name, pages)
    asked.file.write_bytes(packaging.package(made))
    print(f"{asked.file} is written. In the Teams admin centre: Manage apps, Upload new app.")
    return options.FINE


async def _post(settings: Settings) -> int:
    """The digest of the last week, before its time of day."""
    async with opened(settings) as program:

        def post_now() -> Awaitable[bool]:
            now, at = program.clock.now(), time(0)
            return program.store.transact(
                lambda rows: posting.post_digest(rows, now, program.bot.library.current(rows), at)
            )

        return await digest.post(post_now)


async def _replay(settings: Settings, *, as_json: bool) -> int:
    """All past requests, with the team's answers about blocks laid over the files.

    And what was sent elsewhere, as far as its words are kept.
    """
    async with opened(settings) as program:
        since = program.clock.now() - WORDS_KEPT

        def past(work: Work) -> tuple[tuple[Request, ...], Lately, Handbook]:
            book = program.bot.library.current(work)
            sent = ((key, work.sent_elsewhere(key, since, MOST_REPLAYED)) for key in HAND_OFF_KEYS)
            lately = Lately(since, tuple((key, one) for key, every in sent for one in every))
            return tuple(_in_words(work, book)), lately, book

        requests, lately, book = await program.store.transact(past)
    held = partial(replay, book=book, lately=lately)
    elsewhere = [(one, sent_anew(key, one.words, book)) for key, one in lately.sent]
    return replaying.run(requests, held, book.prefix, as_json=as_json, elsewhere=elsewhere)


def _in_words(work: Work, book: Handbook) -> Iterator[Request]:
    """Past requests, but those whose words were erased: they would come out as anything."""
    erased = book.words.plain("erase.mark")
    return (one for one in work.with_status(Status, MOST_REPLAYED) if one.text != erased)


async def _preview(week: str, settings: Settings) -> int:
    """The digest of a week, as it would be posted now."""
    async with opened(settings) as program:

        def digest_of(period: Period) -> Awaitable[Message]:
            return program.store.transact(
                lambda rows: posting.preview(rows, period, program.bot.library.current(rows))
            )

        return await digest.preview(week, program.clock.now().date(), digest_of)


async def _check(settings: Settings, *, quiet: bool) -> int:
    """Loading the files and opening the database is what finds most that can be wrong."""
    async with opened(settings) as program:
        undelivered = await program.store.transact(lambda work: work.undelivered())
        concerned = await program.store.transact(who_hears)
        found = (
            await _check_slack(settings, concerned),
            await _check_teams(settings, concerned, program.store),
        )
    on_platforms = (one for each in found for one in each.wrong)
    every = (*named.of_nobody(settings), *on_platforms)
    wrong = tuple(sources.told(each, settings, os.environ) for each in every)
    platforms = checking.Findings(wrong, tuple(one for each in found for one in each.fine))
    return checking.program(settings, program.book, undelivered, platforms, quiet=quiet)


def who_hears(work: Work) -> tuple[Person, ...]:
    """Who has something open that they are to hear of, and can."""
    going_on = work.with_status({*OPEN, Status.ACCEPTED, Status.LIVE}, MOST_CONCERNED)
    there = (one for each in going_on for one in (each.requester, each.taker) if one)
    return tuple({one.key: one for one in there if not one.home.is_left}.values())


def _on(platform: str, settings: Settings, concerned: tuple[Person, ...]) -> dict[str, str]:
    """The names of admins, and of who is concerned, on a platform, by their ids there."""
    named = (one.partition(":") for one in settings.admins)
    people = {key: f"{where}:{key}" for where, _, key in named if where == platform}
    return people | {one.home.key: one.name for one in concerned if one.home.platform == platform}


async def _check_slack(settings: Settings, concerned: tuple[Person, ...]) -> Checked:
    """What Slack says, where it is configured."""
    if not settings.slack.configured:
        return Checked()
    from adapters.slack import checking as slack  # noqa: PLC0415 - Slack's libraries are loaded only where Slack is configured

    people = _on("slack", settings, concerned)
    return await slack.check(settings.slack, settings.network, settings.deciders, people)


async def _check_teams(settings: Settings, concerned: tuple[Person, ...], store: Store) -> Checked:
    """What Microsoft says, where Teams is configured."""
    if not settings.teams.configured:
        return Checked()
    from adapters.teams import checking as teams  # noqa: PLC0415 - nothing of Teams is loaded but where Teams is asked for

    people = _on("teams", settings, concerned)
    return await teams.check(settings.teams, settings.network, settings.deciders, people, store)
