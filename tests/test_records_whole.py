"""Export then import gives the same product back: rows, documents, digest, catalogue and talk."""

import asyncio
from contextlib import chdir
from pathlib import Path

import pytest

from bot.app import Program
from bot.messages import text_of
from bot.ports import Work
from bot.requests import Status
from bot.reviews.periods import week_of
from bot.reviews.posting import preview
from bot.triage import open_data, paper
from bot.uniting import unite
from tests.backing_up import everything
from tests.erasing import LIFE, ZED, erased
from tests.operating import Out, configured, ended
from tests.reviewing import TUESDAY
from tests.storytelling import tell
from tests.theatre import program_in

GOES_ON = f"""{ZED}
Ruth: my requests
Priya in the channel: queue
Priya in the channel: gaps
Priya in the channel: find paper form
Dean: block online forms
Dean: people fill in a paper form for a blue badge at reception
Dean presses Not sure until Me too
Zed: status
"""


async def lived(folder: Path) -> None:
    """With blocks changed, somebody erased, and two who are one person."""
    async with program_in(folder) as program:
        await tell(program, LIFE)
        await erased(program)

        def link(work: Work) -> None:
            tom, ruth = work.known_as("page", "tom"), work.known_as("page", "ruth")
            assert tom
            assert ruth
            unite(tom, ruth, work, TUESDAY, program.book)

        await program.store.transact(link)
        await program.deliver()


async def product(folder: Path) -> list[object]:
    """All that it shows and says."""
    async with program_in(folder) as program:
        shown = await program.store.transact(lambda work: _shown(work, program))
        return [*shown, await tell(program, GOES_ON)]


def _shown(work: Work, program: Program) -> list[object]:
    book, today = program.bot.library.current(work), TUESDAY.date()
    requests = work.with_status(Status, 100)
    papers = (work.paper(one.number, book.reference(one.number)) for one in requests)
    return [
        text_of(preview(work, week_of(today), book)),
        book.blocks,
        open_data.figures(requests),
        [paper.of_request(one, today, book) for one in papers if one],
        [paper.of_person(work.about(one), today, book) for one in work.people(range(9))],
    ]


@pytest.mark.parametrize("csv", [False, True])
def test_the_same_product_comes_back(tmp_path: Path, capsys: Out, csv: bool) -> None:
    before, after, kept = (tmp_path / name for name in ("before", "after", "kept"))
    for folder in (before, after):
        folder.mkdir()
        configured(folder)
    asyncio.run(lived(before))
    with chdir(before):
        capsys.readouterr()
        assert ended("export", *(("--csv", str(kept)) if csv else ())) == 0
    if not csv:
        kept.write_text(capsys.readouterr().out, encoding="utf-8")
    with chdir(after):
        assert ended("import", str(kept)) == 0
    urls = [f"sqlite:///{folder}/groundwork.db" for folder in (before, after)]

    assert everything(urls[1]) == everything(urls[0])
    assert asyncio.run(product(after)) == asyncio.run(product(before))
