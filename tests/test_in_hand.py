"""Lists of what is decided: what is being built is counted, what is over says how it ended."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.events import Listed
from bot.pages import page_of
from bot.requests import Status
from bot.triage import lists
from tests.storytelling import A_REQUEST, tell
from tests.test_lists import THURSDAY, lines
from tests.theatre import program_in
from tests.triaging import HERS, book

BUILT = replace(HERS, number=8, status=Status.ACCEPTED, go_live_on=date(2026, 12, 11))


def test_the_queue_says_how_many_are_being_built_and_leads_to_them() -> None:
    one, none = (lists.queue(page_of(of), THURSDAY, book(), building=1) for of in ((HERS,), ()))

    assert lines(one)[-2] == "1 more is accepted and being built."
    assert lines(none) == [
        "No request is open. Nothing is waiting.",
        "1 more is accepted and being built.",
        "[Being built]",
    ]
    assert one.buttons[0].press == Listed("queue", status="accepted")


def test_what_is_mine_says_what_comes_next_until_it_is_live() -> None:
    due = replace(BUILT, number=9, go_live_on=THURSDAY.date())

    assert lines(lists.mine_of_team(page_of((HERS, BUILT, due)), THURSDAY, book()))[1:] == [
        "- GW-7 Visitor permits online · Taken · 2 working days · next: accept, stop or ask",
        "- GW-8 Visitor permits online · Accepted · 2 working days · next: live on Friday 11 "
        "December",
        "- GW-9 Visitor permits online · Accepted · 2 working days · next: say whether it is live, "
        "which was expected on Thursday 10 December",
    ]


async def test_what_is_accepted_is_in_mine_and_is_counted_in_the_queue(tmp_path: Path) -> None:
    accepted = f"{A_REQUEST}\nPriya presses Take on GW-1\nPriya presses Accept on GW-1"
    looks = "\nPriya: mine\nPriya: queue\nPriya presses Being built"
    async with program_in(tmp_path) as program:
        heard = await tell(program, accepted + looks)

    assert "Groundwork: You have taken 1 request." in heard
    assert "1 more is accepted and being built." in heard
    assert "· Accepted · Priya Nair" in heard.rpartition("[Being built]")[2]


OVER = """
Priya presses Stop on GW-1
  reason: The car park closes in May. Sorry.
  instead: Pool cars
Dean: people fill in a paper form for a blue badge at reception
Dean presses Talk to a person
Dean: people fill in a paper form for a bus pass at reception
Dean presses Talk to a person
Priya presses Merge on GW-2
  into: GW-3
Dean: GW-3
Dean presses Withdraw
Priya in the channel: find paper reception
"""


async def test_what_is_found_says_what_came_of_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, A_REQUEST + OVER)

    found = heard.rpartition("3 requests have these words")[2]
    assert [line.partition(" · ")[2] for line in found.splitlines()[1:4]] == [
        "Withdrawn",
        "Merged · goes on as GW-3",
        "Stopped · ‘The car park closes in May’",
    ]
