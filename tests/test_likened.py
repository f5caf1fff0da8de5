"""What somebody likened their wish to: it is read, and followed to who uses what."""

from dataclasses import replace

import pytest

from bot.catalogue.capability import Capability, Use
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.likened import used_for
from bot.intake.telling import read_back
from bot.messages import Message, text_of
from tests.cast import book

LOOKUP = Capability("lookup", "Address lookup", "Finds homes.", used_by=(Use("missed bins"),))
FORMS = Capability(
    "forms", "Online forms", "Forms.", used_by=(Use("garden waste"), Use("school meals"))
)
PAY = Capability("pay", "Pay", "Takes cards.", used_by=(Use("garden waste"),))
OURS = Catalogue((LOOKUP, FORMS, PAY))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a form for volunteers, like the one Parks have", "like the one Parks have"),
        ("something like licensing's form for parties", "like licensing's form"),
        ("a portal, similar to housing's tracker", "similar to housing's tracker"),
        ("a page a bit like the bin day page", "a bit like the bin day page"),
        ("We'd like a form", None),
        ("I would really like the form online", None),
        ("we like to have a form", None),
    ],
)
def test_a_comparison_is_told_from_a_wish(text: str, words: str | None) -> None:
    compared = book().reader.read(text).get("like_existing")

    assert (compared.words if compared else None) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a bit like the bin day page", {"missed bins": (LOOKUP,)}),
        ("like the garden waste form", {"garden waste": (FORMS, PAY)}),
        ("like school admissions", {}),
        ("like that page", {}),
        ("", {}),
    ],
)
def test_it_leads_to_the_blocks_of_the_service_named(
    words: str, found: dict[str, tuple[Capability, ...]]
) -> None:
    assert used_for(words, OURS) == found


def test_of_several_blocks_only_the_names_are_told() -> None:
    ours = replace(book(), ranker=book().ranker.over(OURS))
    told = read_back(ours.reader.read("taxi renewals, like the garden waste form"), ours)

    assert "For garden waste we use Online forms and Pay" in text_of(Message(told))
