"""The catalogue and the future map in chat, for everybody."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.capability import (
    Capability,
    CapabilityStatus,
    FirstCustomer,
    Kind,
    SameWordOnly,
    Sense,
    Use,
)
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.future import Future, FuturePart
from bot.commands import Block, Word
from bot.drafts import Conversation
from bot.events import Listed
from bot.handbook import Handbook
from bot.looking import show
from bot.messages import Message, Show, text_of
from tests.blocks import block
from tests.cast import book, known
from tests.storytelling import tell
from tests.theatre import program_in

PAY = Capability(
    "govuk-pay",
    "GOV.UK Pay",
    "Take card payments.",
    status=CapabilityStatus.LIVE,
    synonyms=("card payments",),
    senses=(Sense("one payment", "people pay once.", "they pay in cash."), Sense("a refund")),
    same_word_only=(SameWordOnly("we pay a supplier", "finance"), SameWordOnly("wages")),
    provides=("payments",),
    steward="Tom Bell",
    used_by=(Use("garden waste", "2024"), Use("allotments")),
    first_customer=FirstCustomer("garden waste"),
    contract_end=date(2028, 3, 31),
    last_confirmed=date(2025, 10, 2),
)
NEED = block("payments", name="Taking payments", kind=Kind.SERVICE_PATTERN)
LINK = block("pay-links", name="Links to pay", synonyms=("card payments",), last_confirmed=None)


def holding(
    *blocks: Capability, parts: tuple[FuturePart, ...] = (), missing: tuple[str, ...] = ()
) -> Handbook:
    catalogue = Catalogue(blocks).without(missing)
    watch = replace(book().watch_outs, future=Future(parts))
    return replace(book(), ranker=book().ranker.over(catalogue), watch_outs=watch)


def shown(look: Listed, held: Handbook) -> Message:
    view = show(look, Conversation(), known(), held)
    assert isinstance(view, Show)
    return view.message


def said(look: Listed, held: Handbook) -> list[str]:
    return text_of(shown(look, held)).splitlines()


def test_the_catalogue_is_listed_by_kind_with_what_we_have_first() -> None:
    assert said(Listed("catalogue"), holding(NEED, LINK, PAY)) == [
        "3 building blocks are in the catalogue, by kind.",
        "Technology",
        "- GOV.UK Pay · live · last confirmed 14 months ago",
        "- Links to pay · not confirmed",
        "Service patterns",
        "- Taking payments · live, as GOV.UK Pay · last confirmed 14 months ago",
        "Say ‘block’ and a name to see what it is for, and where it stops fitting. Where it says "
        "‘not confirmed’, nobody has told me yet whether we have it.",
    ]


def test_what_the_team_says_we_lack_is_told_as_not_built() -> None:
    lines = said(Listed("catalogue"), holding(NEED, LINK, PAY, missing=("pay-links",)))

    assert "- Links to pay · not built yet" in lines


def test_a_long_catalogue_has_pages_and_an_empty_one_says_so() -> None:
    many = tuple(block(f"b{number}") for number in range(45))

    last = shown(Listed("catalogue", page=3), holding(*many))

    assert "Page 3 of 3." in text_of(last)
    assert [each.press for each in last.buttons] == [Listed("catalogue", page=2)]
    assert said(Listed("catalogue"), holding()) == ["The catalogue is empty."]


def test_a_block_says_where_it_stops_fitting_and_how_old_that_is() -> None:
    assert said(Listed("block", words="gov.uk pay"), holding(PAY, NEED)) == [
        "GOV.UK Pay",
        "Take card payments.",
        "Technology · live",
        "- one payment. Works when people pay once. Stops fitting: they pay in cash.",
        "- a refund.",
        "It is not this: we pay a supplier. For that: finance.",
        "It is not this: wages.",
        "Steward Tom Bell. Last confirmed 14 months ago, so it may be out of date.",
        "It provides: Taking payments.",
        "Used by garden waste since 2024, allotments.",
        "Its contract ends on 31 March 2028.",
        "First used here by garden waste.",
        "Step 3 of 4: re-used by a second service. Next: offered to neighbours.",
    ]


def test_a_need_names_what_provides_it() -> None:
    assert said(Listed("block", words="payments"), holding(PAY, NEED))[2:] == [
        "Service patterns · live, as GOV.UK Pay",
        "Nobody looks after it yet.",
        "Provided by GOV.UK Pay.",
    ]


def test_a_name_that_several_go_by_is_asked_about() -> None:
    odd = block("odd", name="Odd one", synonyms=("card payments",))
    which = shown(Listed("block", words="card payments"), holding(PAY, NEED, LINK, odd))

    assert text_of(which).startswith(
        "More than one goes by ‘card payments’: GOV.UK Pay, Links to pay and Odd one. Which one?"
    )
    assert [each.press for each in which.buttons] == [
        Listed("block", words="govuk-pay"),
        Listed("block", words="pay-links"),
        Listed("block", words="odd"),
    ]


@pytest.mark.parametrize("name", ["‘links’", "Links to pay", "PAY-LINKS"])
def test_part_of_a_name_is_enough(name: str) -> None:
    assert said(Listed("block", words=name), holding(PAY, NEED, LINK))[0] == "Links to pay"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("take payment", "Taking payments"),
        ("the link to pay", "Links to pay"),
        ("web form", "Online forms"),
        ("online form", "Online form for staff"),
        ("the", "No building block goes by ‘the’. Say ‘catalogue’ to see them all. "),
    ],
)
def test_one_is_found_among_many_of_it_but_exact_words_come_first(name: str, found: str) -> None:
    forms = block("forms", name="Online forms", synonyms=("web forms",))
    staff = block("staff", name="Online form for staff")

    assert said(Listed("block", words=name), holding(NEED, LINK, forms, staff))[0].startswith(found)


def test_a_name_of_none_is_told() -> None:
    assert said(Listed("block", words="drains"), holding(PAY, NEED)) == [
        "No building block goes by ‘drains’. Say ‘catalogue’ to see them all. "
        "If you were asking for something, say ‘new’ first."
    ]


def test_they_are_commands() -> None:
    assert book().command_in("Block  GOV.UK Pay") == Block("GOV.UK Pay")
    assert book().command_in("Catalogue") is Word.CATALOGUE
    assert book().command_in("block") is Word.CATALOGUE


async def test_anybody_may_look(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: catalogue\nDean: block online forms\nDean: future\n"
            "Priya in the channel: catalogue",
        )

    assert heard.count("building blocks are in the catalogue, by kind.") == 2
    assert "Groundwork: Online forms" in heard
    assert "We have not written down yet" in heard
