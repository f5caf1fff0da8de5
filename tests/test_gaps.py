"""What to build next: gaps by what they mean, made a block with one press, told once it is live."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.drafts import Conversation
from bot.effects import Turn
from bot.events import GapTaken
from bot.facts import Fact, Source
from bot.messages import Message, Quiet, text_of
from bot.requests import Request
from bot.triage import tending
from bot.understanding import unmet
from tests.blocks import MEANING, block
from tests.cast import book, known
from tests.figuring import gaps_of, waits
from tests.reviewing import BOOK, asked, somebody
from tests.storytelling import tell
from tests.theatre import program_in

MANAGERS, BOSSES = "sign-off by more than 1 manager", "Two managers sign off"
HOURS = {
    "volume_per_month": Fact(60, Source.READ),
    "minutes_each": Fact(15, Source.READ),
}


def waiting(number: int, *names: str, service: str = "Parking", **more: Any) -> Request:
    who = somebody(f"{number} {service}", service)
    return replace(asked(number), requester=who, named_gaps=names, **more)


def named(*requests: Request, **more: Any) -> list[tuple[str, tuple[int, ...]]]:
    found = unmet.gaps(waits(requests), **more)
    return [(gap.name, tuple(one.number for one in gap.waiting)) for gap in found]


def test_names_that_mean_about_the_same_are_one_need() -> None:
    every = (waiting(1, MANAGERS), waiting(2, BOSSES), waiting(3, "maps", f"A {MANAGERS}."))
    (gap, maps) = unmet.gaps(waits(every), meaning=MEANING)

    assert (gap.name, gap.also, maps.name) == (MANAGERS, (BOSSES,), "maps")
    assert [one.number for one in gap.waiting] == [1, 2, 3]
    assert named(*every)[:2] == [(MANAGERS, (1, 3)), (BOSSES, (2,))]


def test_more_requests_then_more_services_then_more_hours_come_first() -> None:
    pairs = [waiting(1, "a"), waiting(2, "a"), waiting(3, "b"), waiting(4, "b", service="Bins")]
    busy = waiting(5, "d", facts=HOURS)

    assert [name for name, _ in named(*pairs, waiting(6, "c"), busy)] == ["b", "a", "d", "c"]
    assert unmet.gaps(waits([busy]))[0].hours == 15


def test_what_has_gone_live_since_is_no_gap_and_what_is_proposed_says_so() -> None:
    live = block("a", name="The maps", status=CapabilityStatus.LIVE)
    proposed = block("b", synonyms=("the maps",))
    gone = replace(live, status=CapabilityStatus.RETIRED)

    assert named(waiting(1, "maps"), blocks=(live,)) == []
    assert unmet.gaps(waits([waiting(1, "maps")]), (proposed,))[0].block == proposed
    assert unmet.gaps(waits([waiting(1, "maps")]), (gone,))[0].block is None


def listing(*requests: Request, blocks: tuple[Capability, ...] = (), page: int = 1) -> Message:
    return gaps_of(*requests, book=replace(BOOK, blocks=blocks, meaning=MEANING), page=page)


def test_the_list_says_who_waits_and_offers_a_press_for_the_first() -> None:
    shown = listing(
        waiting(1, MANAGERS, facts=HOURS),
        waiting(2, BOSSES, "maps"),
        waiting(3, "secret", confidential=True),
        blocks=(block("maps", name="Maps"),),
    )

    assert text_of(shown).splitlines()[1:] == [
        "1. sign-off by more than 1 manager: 2 requests, 1 service, about 15 hours a month, "
        "GW-1, GW-2. Staff say ‘Visitor permits’ and ‘online’. Also called "
        "‘Two managers sign off’.",
        "2. maps: 1 request, 1 service, GW-2. Proposed: say ‘block Maps’.",
        "3. secret: 1 request, 1 service, GW-3.",
        "[Propose: sign-off by more than 1 manager]",
    ]
    assert [each.press for each in shown.buttons] == [GapTaken(1, 0)]


def test_of_many_that_wait_the_first_are_named_and_the_words_of_the_newest_read() -> None:
    many = tuple(waiting(n, "maps", service=f"Service {n}") for n in range(1, 41))
    (gap,) = unmet.gaps(waits(many))

    assert unmet.to_read([gap]) == frozenset(range(11, 41))
    assert "40 services, GW-1, GW-2" in text_of(listing(*many))
    assert "GW-10, and 30 more." in text_of(listing(*many))
    read = dict.fromkeys((11, 12), "we draw zorbs")
    assert unmet.gaps(waits(many), texts=read)[0].words == ("draw zorbs",)


def test_a_gap_that_nobody_waits_for_any_longer_is_not_taken() -> None:
    member = replace(known(), member=True)

    def taken(event: GapTaken, request: Request | None, *open_: Request) -> Turn:
        knowing = replace(member, request=request, waits=waits(open_))
        return tending.decide(Conversation(), event, knowing, book())

    over, gone = waiting(1, "maps"), GapTaken(1, 0)
    for turn in (taken(gone, None), taken(GapTaken(1, 3), over), taken(gone, over)):
        assert isinstance(turn.answer, Quiet)
        assert turn.effects == ()


ASKS = """
Dean: we want zorbing for visitors. people fill in a paper form at reception
Dean presses Talk to a person
Ruth: we want zorbing too, for carers who come to the ward
Ruth presses Talk to a person
Priya presses Blocks on GW-1
  gap: a zorbing machine
Priya presses Blocks on GW-2
  gap: zorbing machine
"""


async def test_a_gap_becomes_a_block_and_whoever_waits_hears_when_it_is_live(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            ASKS + "Priya: gaps\nPriya presses Propose: a zorbing machine\n"
            "Priya presses Propose: a zorbing machine\nPriya: gaps\n",
        )
        book = await program.store.transact(program.bot.library.current)
        new = book.ranker.catalogue.by_id["zorbing-machine"]
        later = await tell(
            program,
            "Priya: edit block zorbing machine\nPriya presses Edit\n  status: live\nPriya: gaps\n",
        )

    assert "It counts as not built yet. When it is live, whoever waits for it hears of it." in heard
    assert "It is proposed already." in heard
    assert "Proposed: say ‘block Zorbing machine’." in heard
    assert (new.name, new.status) == ("Zorbing machine", CapabilityStatus.IDEA)
    assert new.summary == "2 requests need it. Staff say ‘want zorbing’."
    assert "2 people who wait for it were told." in later
    assert "Zorbing machine is there now. Your request GW-1" in later
    assert later.count("is there now. Your request GW-2") == 1
    assert "No open request is waiting for something that is not built yet." in later


FUTURE = "future:\n  - capability: zorbing machine\n  - capability: identity\n"


async def test_only_who_waits_for_a_block_hears_that_it_is_live_and_the_map_counts_who_asks(
    tmp_path: Path,
) -> None:
    future = tmp_path / "future.yaml"
    future.write_text(FUTURE, encoding="utf-8")
    async with program_in(tmp_path, GROUNDWORK_FUTURE=str(future)) as program:
        await tell(
            program,
            ASKS + "Priya: gaps\nPriya presses Propose: a zorbing machine\n"
            "Tom: the crew write their hours on paper\nTom presses Talk to a person\n"
            "Priya presses Blocks on GW-3\n  added: Zorbing machine\n  added_verdict: rejected\n",
        )
        heard = await tell(
            program,
            "Dean: future\nPriya: edit block zorbing machine\nPriya presses Edit\n  status: live\n",
        )

    assert "zorbing machine. 2 open requests ask for it." in heard
    assert "identity. No request asks for it now." in heard
    assert "2 people who wait for it were told." in heard
    assert "GW-3" not in heard.partition("2 people who wait")[2]


BUILT = """
Priya presses Accept on GW-1
  leaves_behind: Zorbing machine
Priya: propose block GW-1
Priya presses Propose a block
  summary: Zorbs
Priya presses Close on GW-1
"""


async def test_what_a_request_builds_goes_live_with_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, ASKS + BUILT)
        book = await program.store.transact(program.bot.library.current)
    new = book.ranker.catalogue.by_id["zorbing-machine"]

    assert new.status is CapabilityStatus.LIVE
    assert new.first_customer is not None
    assert (new.first_customer.service, new.first_customer.since) == ("Parking", "December 2026")
    assert [use.service for use in new.used_by] == ["Parking"]
    assert str(new.last_confirmed) == "2026-12-08"
    assert "is there now. Your request GW-1" not in heard
    assert "Zorbing machine is live in the catalogue too." in heard
    assert "is there now. Your request GW-2" in heard


IN_CONFIDENCE = ASKS.replace("Dean presses", "Dean: edit\nDean: Confidential\nDean presses", 1)


async def test_what_a_confidential_request_built_tells_nobody_whose_it_was(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, IN_CONFIDENCE + BUILT)
        book = await program.store.transact(program.bot.library.current)
    new = book.ranker.catalogue.by_id["zorbing-machine"]

    assert "The request that built it is confidential, so I have not written down" in heard
    assert (new.status, new.first_customer, new.used_by) == (CapabilityStatus.LIVE, None, ())


async def test_a_block_made_of_a_gap_counts_and_quotes_nothing_confidential(tmp_path: Path) -> None:
    named = IN_CONFIDENCE.replace("gap: a zorbing machine", "gap: a secret zorbing machine")
    press = "Priya: gaps\nPriya presses Propose: zorbing machine\n"
    async with program_in(tmp_path) as program:
        await tell(program, named + press)
        book = await program.store.transact(program.bot.library.current)
    new = book.ranker.catalogue.by_id["zorbing-machine"]

    assert (new.summary, new.synonyms) == ("1 request needs it.", ("zorbing machine",))


async def test_a_build_beside_a_live_block_is_told(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya: propose block\nPriya presses Propose a block\n"
            "  name: Card payments\n  summary: Take payments by card online.\n  kind: technology\n",
        )

    assert "Look at GOV.UK Pay first: it is live, and sounds like this." in heard


async def test_who_used_it_first_is_not_said_otherwise_by_what_was_built_later(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        await tell(
            program,
            ASKS + BUILT.rpartition("Priya presses Close")[0] + "Priya presses First customer\n"
            "  first_customer.service: Bins\n"
            "Tom: we need something else\nTom presses Talk to a person\n"
            "Priya presses Close on GW-1\n",
        )
        book = await program.store.transact(program.bot.library.current)
    new = book.ranker.catalogue.by_id["zorbing-machine"]

    assert (new.status, new.used_by) == (CapabilityStatus.LIVE, ())
    assert new.first_customer is not None
    assert new.first_customer.service == "Bins"


async def test_what_was_proposed_before_is_what_a_request_builds(tmp_path: Path) -> None:
    builds = "Priya: propose block GW-1\nPriya presses Propose a block\n  summary: Other words\n"
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            ASKS + "Priya: gaps\nPriya presses Propose: a zorbing machine\n"
            "Priya presses Accept on GW-1\n  leaves_behind: zorbing Machine\n" + builds,
        )
        book = await program.store.transact(program.bot.library.current)
    (new,) = (one for one in book.blocks if one.id.startswith("zorbing"))

    assert "I’ll say that it is being built." in heard
    assert (new.status, new.name) == (CapabilityStatus.BUILDING, "Zorbing machine")
    assert new.summary.startswith("2 requests need it.")
