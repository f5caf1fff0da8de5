"""How a building block is offered: why it fits, where it stops, and how far it is confirmed."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from bot.app import handbook
from bot.catalogue.capability import Capability, CapabilityStatus, Match, Sense, Use, shown
from bot.handbook import Handbook
from bot.intake.going_on import conclusion
from bot.intake.telling import block, outcome
from bot.messages import Message, text_of
from bot.settings import Settings
from bot.words.rich import bare
from tests.cast import draft, known

TODAY = date(2026, 12, 8)
FORMS = Capability("online-forms", "Online forms", "Let people send us a web form.")
SENSE = Sense("one-off form", "people tell us once", "people come back to it.")


@cache
def book() -> Handbook:
    return handbook(Settings())


def offered(
    entry: Capability = FORMS, sense: Sense | None = SENSE, words: str | None = "paper form"
) -> str:
    return bare(block(Match(entry, (entry,), 0.9, sense, words), TODAY, book()))


LIVE = replace(FORMS, status=CapabilityStatus.LIVE)


@pytest.mark.parametrize(
    ("entry", "ends"),
    [
        (FORMS, "Other councils use this. We have not confirmed that we have it."),
        (replace(FORMS, status=CapabilityStatus.BUILDING), "We are building it."),
        (replace(FORMS, status=CapabilityStatus.RETIRING), "so do not rely on it."),
        (LIVE, "Live."),
        (
            replace(LIVE, used_by=(Use("bins"), Use("waste", "2024"))),
            "Live, used by bins, waste since 2024.",
        ),
        (replace(LIVE, steward="Tom Bell"), "Live. Steward Tom Bell."),
        (
            replace(LIVE, steward="Anil Rao", last_confirmed=date(2025, 10, 1)),
            "Steward Anil Rao. Last confirmed 14 months ago, so it may be out of date.",
        ),
    ],
)
def test_a_block_says_how_far_it_is_confirmed(entry: Capability, ends: str) -> None:
    assert offered(entry).endswith(ends)


def test_a_block_says_why_it_fits_and_where_it_stops_fitting() -> None:
    assert offered().startswith(
        "Online forms: fits ‘paper form’. Stops fitting: people come back to it. "
    )
    assert offered(words=None).startswith("Online forms: could help: one-off form.")
    assert offered(sense=None, words=None).startswith(
        "Online forms: could help: let people send us a web form. Other"
    )


def test_where_nothing_is_confirmed_it_is_said_once() -> None:
    words = "we take card payments for a paper form, then type it in and text them to tell them"
    form = replace(draft(words), read=book().reader.read(words))
    heard = text_of(Message(outcome(form, conclusion(form, known(), book()), known(), book())))

    assert "Other councils use these. We have not confirmed that we have them.\n1. " in heard
    assert "Other councils use this." not in heard


@pytest.mark.parametrize(
    ("need", "products", "goes_by"),
    [
        ("idea", ["idea"], "need"),
        ("idea", ["idea", "live"], "product 1"),
        ("live", ["retiring"], "need"),
        ("live", ["live"], "product 0"),
        ("idea", ["retiring", "building"], "product 1"),
        ("idea", ["retiring"], "product 0"),
        ("retiring", ["idea"], "need"),
    ],
)
def test_a_need_goes_by_what_we_have_of_it(need: str, products: list[str], goes_by: str) -> None:
    entry = replace(FORMS, name="need", status=CapabilityStatus(need))
    met_by = tuple(
        replace(FORMS, name=f"product {place}", status=CapabilityStatus(status))
        for place, status in enumerate(products)
    )

    assert shown(entry, met_by).name == goes_by
