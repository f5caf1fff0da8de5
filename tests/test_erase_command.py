"""`erase PERSON`, as an operator runs it."""

import asyncio
from contextlib import chdir
from pathlib import Path
from shutil import copytree

import pytest

from bot.app.persons import DONE_BEFORE
from bot.catalogue.adopting import Adoption, Answer
from bot.erasing import erase
from bot.people import Identity
from bot.ports import Work
from bot.redacting import REWRITE
from tests.erasing import zed
from tests.operating import Out, configured, ended
from tests.reviewing import TUESDAY
from tests.storytelling import tell
from tests.test_redacting import everything_in
from tests.theatre import program_in

LIFE = """
Zed is Zedrick Quommer, Parking
Zed: people fill in a paper form for a permit at reception
Zed presses Talk to a person
Priya presses Take on GW-1
Ruth: people fill in a paper form for a blue badge at reception
Ruth presses Talk to a person
Priya presses Note on GW-2
  text: ask Zedrick Quommer too
"""
STEWARDS = """
Zed is Zedrick Quommer, Parking
Priya: hand over block online forms
Priya presses Hand over
  steward: Zedrick Quommer
Zed: confirm block online forms
Zed presses Confirm
Priya: hand over block taking payments
Priya presses Hand over
  steward: Zedrick Quommer
Zed: confirm block taking payments
Zed presses Confirm
Priya: hand over block finding things
Priya presses Hand over
  steward: Zedrick Quommer
"""
HOLD = "Priya in the channel: hold GW-{n}\nPriya presses Hold\n  reason: the ombudsman asked for it"


def looks_after(work: Work, block: str, who: str) -> None:
    """As pressing Confirm does it."""
    person = work.known_as("page", who)
    assert person
    work.adopt(Adoption(block, Answer.CONFIRMED, TUESDAY, person.name), person.key)


async def lived(folder: Path, *more: str) -> None:
    async with program_in(folder) as program:
        for each in more:
            await tell(program, each)


async def stewards(folder: Path, *blocks: str) -> list[str]:
    """Who looks after these blocks, by what was said of them in chat."""
    async with program_in(folder) as program:
        book = await program.store.transact(program.bot.library.current)
    return [book.ranker.catalogue.by_id[one].steward for one in blocks]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life")
    asyncio.run(lived(folder, LIFE))
    return folder


@pytest.fixture
def folder(life: Path, tmp_path: Path) -> Path:
    copied = Path(copytree(life, tmp_path / "life"))
    configured(copied)
    return copied


def said(folder: Path, capsys: Out, *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    with chdir(folder):
        assert ended("erase", *arguments) == code
    heard = capsys.readouterr()
    return heard.err if code else heard.out


def test_it_says_what_went_and_what_it_does_not_reach(folder: Path, capsys: Out) -> None:
    told = said(folder, capsys, "page:zed")

    assert told.startswith(
        "Erased: Zedrick Quommer, Parking: our key 1, page:zed\n"
        "Requests that lose their words and keep their figures: GW-1.\n"
        "Not reached: what the chat platforms have shown, but for cards, which are updated; "
        "exports and backups made earlier; "
    )
    assert "quommer" not in everything_in(folder)
    assert "Nobody is known as page:zed." in said(folder, capsys, "page:zed", code=1)
    assert said(folder, capsys, "1", code=1) == "[erased-1] has been erased already.\n"


def test_it_can_be_looked_at_first(folder: Path, capsys: Out) -> None:
    told = said(folder, capsys, "Zedrick Quommer", "--dry-run")

    assert told.startswith(
        "This would erase Zedrick Quommer, Parking: our key 1, page:zed.\nRequests"
    )
    assert "quommer" in everything_in(folder)
    assert said(folder, capsys, "page:priya", "--dry-run").startswith(
        "This would erase Priya Nair, Digital: our key 2, page:priya.\nNot reached"
    )


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_on_hold_keeps_all_of_them(folder: Path, capsys: Out, number: int) -> None:
    asyncio.run(lived(folder, HOLD.format(n=number)))
    refused = said(folder, capsys, "page:zed", code=1)

    assert refused == (
        f"Nothing was erased: on hold are\nGW-{number}: the ombudsman asked for it\n"
        "Of what is on hold nothing can be erased. "
        f"In the digital team’s channel ‘hold GW-{number}’ lifts a hold.\n"
    )
    assert refused == said(folder, capsys, "page:zed", "--dry-run", code=1)
    assert "ask zedrick quommer too" in everything_in(folder)


def test_what_is_on_hold_and_has_nothing_of_them_keeps_nobody(folder: Path, capsys: Out) -> None:
    asyncio.run(lived(folder, HOLD.format(n=1)))

    assert "Erased: Ruth Okafor" in said(folder, capsys, "page:ruth")


def test_killed_before_it_was_done_it_is_finished_by_running_it_again(
    folder: Path, capsys: Out
) -> None:
    async def killed() -> str | None:
        async with program_in(folder) as program:
            store = program.store
            await store.transact(lambda work: erase(zed(work), work, TUESDAY, program.book))
            return await store.transact(lambda work: work.recall(REWRITE))

    assert asyncio.run(killed()) == "1"
    assert said(folder, capsys, "page:zed") == f"{DONE_BEFORE}\n"
    assert "quommer" not in everything_in(folder)
    assert "Nobody is known as page:zed." in said(folder, capsys, "page:zed", code=1)


def test_blocks_lose_a_steward_whatever_the_first_letter_of_their_name(
    tmp_path: Path, capsys: Out
) -> None:
    cast = "Zed is Élodie Quommer, Parking\nZed: hello\n"
    handed = (
        "Priya: hand over block online forms\nPriya presses Hand over\n  steward: Élodie Quommer"
    )
    asyncio.run(lived(tmp_path, cast + handed))
    configured(tmp_path)

    assert "Erased: Élodie Quommer" in said(tmp_path, capsys, "page:zed")
    assert asyncio.run(stewards(tmp_path, "online-forms")) == [""]


def test_the_name_of_a_namesake_stays_with_what_is_not_theirs(folder: Path, capsys: Out) -> None:
    async def met() -> None:
        async with program_in(folder) as program:
            twin = Identity("page", "twin", "Zedrick Quommer", "Waste")
            await tell(program, STEWARDS)
            await program.store.transact(lambda work: work.person(twin, None))
            await program.store.transact(lambda work: looks_after(work, "payments", twin.key))

    asyncio.run(met())

    assert "Somebody else has this name too." in said(folder, capsys, "page:zed")
    left = asyncio.run(stewards(folder, "online-forms", "payments", "search"))
    assert left == ["", "Zedrick Quommer", "Zedrick Quommer"]
    assert "ask zedrick quommer too" in everything_in(folder)
    assert "twin" in everything_in(folder)
