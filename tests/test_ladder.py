"""How far a block has come follows from the records: nobody sets it."""

from dataclasses import replace
from datetime import date
from typing import Any

from bot.catalogue.capability import Capability, CapabilityStatus, FirstCustomer, Use
from bot.events import Verdict
from bot.requests import Request
from bot.triage import ladder
from bot.words.rich import bare
from tests.blocks import block
from tests.cast import book
from tests.reviewing import live, somebody

LIVE = CapabilityStatus.LIVE


def told(of: Capability, *requests: Request) -> list[str]:
    return [bare(line) for line in ladder.told(of, requests, book())]


def using(number: int, service: str, verdict: str = "as_it_is", **more: Any) -> Request:
    verdicts = (Verdict("forms", "Forms", verdict, more.pop("why", "")),)
    return replace(live(number), verdicts=verdicts, requester=somebody("Ann", service), **more)


def test_what_nobody_uses_is_an_idea() -> None:
    assert told(block("forms")) == ["Step 1 of 4: an idea. Next: used by its own team."]


def test_the_first_that_went_live_with_it_is_its_first_customer() -> None:
    later = using(4, "Bins", live_on=date(2027, 2, 1))

    assert told(block("forms", status=LIVE), later, using(9, "Parking")) == [
        "First used here by Parking since January 2027 (GW-9).",
        "Step 3 of 4: re-used by a second service. Next: offered to neighbours.",
    ]
    assert told(block("forms"), using(4, "Bins"), using(5, "bins"))[-1].startswith("Step 2 of 4")


def test_what_is_confidential_not_live_or_did_not_fit_counts_for_nothing() -> None:
    hidden = using(1, "Housing", confidential=True, verdict="same_word", why="secret")
    not_yet = replace(using(2, "Parks"), live_on=None)
    other = replace(using(3, "Libraries"), verdicts=(Verdict("pay", "Pay", "as_it_is"),))
    wrong = using(4, "Bins", verdict="same_word", why="Shifts, not slots.")

    assert told(block("forms"), hidden, not_yet, other, wrong, using(5, "")) == [
        "It did not fit GW-4: Shifts, not slots.",
        "Step 1 of 4: an idea. Next: used by its own team.",
    ]


def test_what_is_ready_for_others_is_offered_to_neighbours() -> None:
    first = FirstCustomer("bins", "2024", "The upload.", "yes, 2 services use it")
    used = block("forms", status=LIVE, first_customer=first, used_by=(Use("Bins"), Use("parks")))

    assert told(used) == [
        "First used here by bins since 2024.",
        "What broke: The upload.",
        "Ready for others: yes, 2 services use it.",
        "Step 4 of 4: offered to neighbours.",
    ]
    assert told(replace(used, shared_from="Southmere"))[-1].startswith("Step 3 of 4")
