"""What is said of blocks at a review, and nothing else, changes which are offered first."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.fitting import Fit, fits_of
from bot.events import Judged, Verdict
from bot.intake.telling import block as drawn
from bot.ports import Work
from bot.requests import Entry
from bot.words.rich import bare
from storage.store import open_store
from tests import cast
from tests.reviewing import TUESDAY
from tests.storage.given import LONDON, NOW, asked, dean
from tests.storytelling import tell
from tests.theatre import program_in

TEXT = "People book a hall and pay a deposit for it, and we text them a reminder"
FORMS = Capability("forms", "Forms", "Forms on the web.")
PRODUCT = Capability("e", "E", "A product for forms.", provides=("forms",))
CATALOGUE = Catalogue((FORMS, PRODUCT))


def said(request: int, block: str, verdict: str) -> tuple[int, Verdict]:
    return request, Verdict(block, block, verdict)


def order(fits: dict[str, Fit]) -> list[str]:
    ranker = cast.book().ranker.over(cast.book().catalogue, fits)
    return [one.need.id for one in ranker.match(TEXT, {})]


def scores(fits: dict[str, Fit]) -> dict[str, float]:
    ranker = cast.book().ranker.over(cast.book().catalogue, fits)
    return {one.need.id: one.score for one in ranker.match(TEXT, {})}


def test_of_each_block_of_a_request_the_last_word_counts_and_a_product_for_its_need() -> None:
    fits = fits_of(
        [
            *(said(1, "forms", "rejected"), said(1, "forms", "adapted")),
            *(said(2, "e", "as_it_is"), said(3, "forms", "same_word"), said(3, "gone", "rejected")),
        ],
        CATALOGUE,
    )

    assert fits == {"forms": Fit(2, 1), "gone": Fit(0, 1)}


@pytest.mark.parametrize(
    ("fit", "weight"),
    [(Fit(), 0), (Fit(1, 1), 0), (Fit(3, 0), 1), (Fit(99, 0), 1), (Fit(0, 99), -1)],
)
def test_a_weight_is_bounded(fit: Fit, weight: float) -> None:
    assert fit.weight == weight


def test_what_fitted_comes_before_what_is_close_and_what_did_not_is_less_likely() -> None:
    before, plain = order({}), scores({})
    _, second = min(pairwise(before), key=lambda pair: plain[pair[0]] - plain[pair[1]])

    assert order({second: Fit(9)}).index(second) < before.index(second)
    assert scores({before[0]: Fit(0, 9)})[before[0]] < plain[before[0]]


def test_no_number_of_verdicts_outweighs_what_the_request_says() -> None:
    plain, last = scores({}), order({})[-1]
    raised = scores({last: Fit(1_000)})

    assert raised[last] == scores({last: Fit(3)})[last]
    assert plain[last] < raised[last] < plain[order({})[0]]


def test_a_block_says_how_it_fitted_others() -> None:
    book = cast.book()
    known = replace(book, ranker=book.ranker.over(book.catalogue, {order({})[0]: Fit(2, 1)}))
    match = known.ranker.match(TEXT, {})[0]

    told = bare(drawn(match, TUESDAY.date(), known))
    assert (
        "It fitted 2 requests, once it was in use. It did not fit 1 request, once it was in use."
    ) in told


JUDGED = Judged(1, (Verdict("forms", "Forms", "rejected"),))


def kept(work: Work, *judged: Judged) -> None:
    number = asked(work).number
    for one in judged:
        work.record(Entry(number, NOW, "", replace(one, request=number)), dean(work).key)


async def test_what_another_process_took_changes_what_is_offered_here(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, "Dean: hello")
        other = open_store(f"sqlite:///{tmp_path / 'groundwork.db'}", LONDON)
        await other.transact(lambda work: kept(work, replace(JUDGED, at_review=True)))
        book = await program.store.transact(program.bot.library.current)
        again = await program.store.transact(program.bot.library.current)
        other.close()

    assert book.ranker.fits == {"forms": Fit(0, 1)}
    assert again is book
