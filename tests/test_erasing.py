"""Somebody erased: nothing of them is left in the database's files, every figure is as it was."""

import asyncio
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import cast

import psycopg
import pytest

from bot.app.commands import who_hears
from bot.app.persons import LATER, finish
from bot.erasing import erase, hints_of
from bot.events import Asked
from bot.messages import Invalid
from bot.people import Place, PlaceKind
from bot.ports import Store, Work
from bot.redacting import REWRITE
from bot.requests import Status
from storage.problems import StorageProblem
from storage.store import open_store
from tests.erasing import LIFE, WORDS, ZED, erased, figures, zed
from tests.postgres import Server
from tests.reviewing import DEAN, LONDON, TUESDAY
from tests.storytelling import request, tell
from tests.test_redacting import everything_in
from tests.test_redacting_later import Full
from tests.theatre import program_in
from tests.triaging import HERS, SAM, expects, fill, known, refused, step


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of that life."""

    async def live(folder: Path) -> None:
        async with program_in(folder) as program:
            await tell(program, LIFE)

    folder = tmp_path_factory.mktemp("lived")
    asyncio.run(live(folder))
    return folder


@pytest.fixture
def folder(lived: Path, tmp_path: Path) -> Path:
    return Path(copytree(lived, tmp_path / "lived"))


def left_in(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


async def test_no_day_is_taken_for_the_number_of_a_request(folder: Path) -> None:
    async with program_in(folder) as program:
        found = await erased(program)
        hints = hints_of(found.out, program.book)
        days = [f"2026-{month:02}-{day:02}T09:38" for month in range(1, 13) for day in range(1, 32)]

    assert "GW-4" in hints
    assert [one for one in hints if any(one in day for day in days)] == []


async def test_nothing_of_them_is_left_and_every_figure_is_as_it_was(folder: Path) -> None:
    async with program_in(folder) as program:
        assert left_in(everything_in(folder)) == [*WORDS]
        before = await figures(program)
        found = await erased(program)
        after = everything_in(folder)
        counted = await figures(program)

    assert left_in(after) == []
    assert [one.number for one in found.own] == [2, 4]
    assert counted == before


async def test_nothing_of_them_is_left_in_postgresqls_tables(
    postgres: Server, postgres_url: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path, GROUNDWORK_DATABASE_URL=postgres_url) as program:
        await tell(program, LIFE)
        before = await figures(program)
        await erased(program)
        postgres.run("CHECKPOINT")
        counted = await figures(program)
    name = postgres_url.partition("@/")[2].partition("?")[0]
    ((number,),) = postgres.run(f"SELECT oid FROM pg_database WHERE datname = '{name}'")
    files = (postgres.folder / "data" / "base" / str(number)).iterdir()
    tables = b"".join(each.read_bytes() for each in files).decode("latin-1").casefold()

    assert left_in(tables) == []
    assert counted == before


async def test_while_another_session_may_still_read_them_it_is_to_be_tried_again(
    postgres: Server, postgres_url: str
) -> None:
    store = open_store(postgres_url, LONDON)
    with psycopg.connect(postgres_url) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        reader.execute("SELECT 1")
        with pytest.raises(StorageProblem, match="Another program is holding"):
            await store.rewrite()

    await store.rewrite()
    store.close()


class Forgetful:
    """One transaction's work that leaves what others have of whoever is erased."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def put_through(self, *_: object) -> frozenset[int]:
        """Forgotten."""
        return frozenset()


async def test_words_that_are_left_with_others_are_found(folder: Path) -> None:
    async with program_in(folder) as program:
        await program.store.transact(
            lambda work: erase(zed(work), cast("Work", Forgetful(work)), TUESDAY, program.book)
        )
        await program.tick(TUESDAY)
        written = everything_in(folder)

    assert "flimmel" in written


async def test_cards_and_threads_say_that_they_are_gone_and_decisions_stay(folder: Path) -> None:
    async with program_in(folder) as program:
        who = (await erased(program)).out.erased
        told = await tell(program, "Priya in the channel: GW-2\nPriya in the channel: GW-4\n")
        history = await program.store.transact(lambda work: work.history(2))
        when = await program.store.transact(lambda work: work.recall(f"erased person {who.key}"))

    assert who.name == f"[erased-{who.key}]"
    assert "GW-2 [erased]\nAccepted · Priya Nair" in told
    assert f"Asked by {who.name} on Tuesday 8 December 2026" in told
    assert "Leaves behind: a form for others" in told
    assert "Stopped: [erased] has it already. Instead: use the form." in told
    assert "In the thread of GW-2: Tue 8 Dec, 9:44am. Whoever asked for this has been" in told
    assert "In the thread of GW-1: Tue 8 Dec, 9:38am. [erased] answered: ‘[erased]’" in told
    assert f"Also wanted by: {who.name}, Parking" in told
    assert (history[-1].by, type(history[-1].event).__name__) == ("", "Redacted")
    assert when == "2026-12-08T09:44:00+00:00"


async def test_nothing_more_is_said_to_them_and_who_writes_again_is_new(folder: Path) -> None:
    async with program_in(folder) as program:
        await erased(program)
        looked_for = sorted(await program.store.transact(who_hears), key=lambda one: one.name)
        news = await tell(program, "Priya presses Stop on GW-2\n  reason: no\n  instead: no")
        again = await tell(program, f"{ZED}Zed: status")
        home = Place("page", PlaceKind.DIRECT, "")
        nowhere = await program.store.transact(lambda work: work.posted(home, 9))

    assert "Groundwork to Zed" not in news
    assert [one.name for one in looked_for] == ["Priya Nair", "Ruth Okafor", "Tom Bell"]
    assert nowhere == ()
    assert "You have no requests yet." in again


ASKED = """
Dean: people fill in a paper form for a permit at reception
Dean presses Talk to a person
Priya presses Ask on GW-1
  text: How many of these a month?
"""


async def test_of_a_question_that_nobody_will_answer_the_team_is_reminded(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, ASKED)
        await erased(program, "dean")
        told = await tell(program, "-- Tuesday 15 December 2026, 9:38am --")

    assert (
        "In the channel: 1 question to a colleague has no answer yet.\n"
        "- GW-1 [erased], asked on Tuesday 8 December 2026. Nobody will answer: whoever asked for "
        "it has been erased.\n[Ask] [Later]"
    ) in told


async def test_under_the_card_it_is_said_that_who_was_asked_will_not_answer(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, f"Ruth: status\n{ASKED}  whom: page:ruth\n")
        await erased(program, "ruth")
        told = await tell(program, "Priya in the channel: queue")

    gone = "Whoever was asked about this has been erased, so that question gets no answer."
    assert f"In the thread of GW-1: Tue 8 Dec, 9:44am. {gone}" in told


def test_who_has_been_erased_is_asked_nothing_and_anybody_else_still_is() -> None:
    gone = known(replace(HERS, requester=replace(DEAN, home=replace(DEAN.home, key=""))))
    of_sam = replace(gone, whom=SAM)

    assert refused(Asked(7, "Who?"), gone) == (
        "Whoever asked for it has been erased, so they cannot answer. Nothing has changed."
    )
    assert fill("ask", gone, text="Who?") == Invalid(
        {"whom": "Whoever asked for it has been erased. Choose somebody else."}
    )
    assert expects(step(Asked(7, "Who?", "page:sam"), of_sam)) == ["Sam Price"]


TEAM_MEMBER = """
Dean: people fill in a paper form for a permit at reception
Dean presses Talk to a person
Tom presses Take on GW-1
Tom presses Note on GW-1
  text: The handhelds cannot look it up
"""


async def test_what_one_of_the_team_had_goes_back_and_what_they_noted_stays(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, TEAM_MEMBER)
        await erased(program, "tom")
        kept = await request(program)
        told = await tell(program, "Priya in the channel: GW-1")

    assert (kept.taker, kept.status) == (None, Status.NEW)
    assert "Note by [erased]. Dean cannot see this in chat." in told
    assert "The handhelds cannot look it up" in told
    assert "tom bell" not in everything_in(tmp_path)


async def test_what_cannot_be_written_anew_now_is_said(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await program.store.transact(lambda work: work.remember(REWRITE, "1"))
        assert await finish(cast("Store", Full(program.store))) == LATER
        assert await finish(program.store) == ""
