"""Who is away is not reminded: the team is, in its channel."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from adapters.web import people
from bot.absences import SLICE
from bot.commands import AwayUntil, command_in
from bot.events import Filled, HandedOver, Incoming
from bot.messages import Invalid, Quiet, text_of
from bot.people import Identity, Place, PlaceKind
from bot.ports import Unavailable, Work
from bot.requests import Status
from bot.words.days import day_said
from storage.store import SqlStore, open_store
from tests.reviewing import BOOK, PRIYA, accepted, at, desk, tick
from tests.storage.given import DAY, LONDON, NOW, asked, dean
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import TUESDAY, program_in

BACK = date(2027, 1, 20)


@pytest.mark.parametrize(
    ("day", "who"), [("2027-01-18", "team"), ("2027-01-19", "team"), ("2027-01-20", "Priya Nair")]
)
def test_what_somebody_away_has_is_told_to_the_team_until_they_are_back(day: str, who: str) -> None:
    away = accepted(12, date.fromisoformat(day), taker=replace(PRIYA, away_until=BACK))

    assert [told for told, _ in tick(desk(away), at(f"{day} 09:00"))] == [who]


WEDNESDAY = date(2026, 12, 9)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("Friday", "2026-12-11"), ("wed", "2026-12-16"), ("on the tuesday", "2026-12-15")),
        *(
            ("next Monday", "2026-12-14"),
            ("next friday", "2026-12-18"),
            ("next week", "2026-12-14"),
        ),
        *(("today", "2026-12-09"), ("Tomorrow", "2026-12-10")),
        *(("12 January", "2027-01-12"), ("12th Jan", "2027-01-12")),
        *(("jan 12, 2028", "2028-01-12"),),
        *(("Friday 18 December", "2026-12-18"), ("9 December", "2026-12-09")),
        *(("2026-12-24", "2026-12-24"), ("24/12", "2026-12-24"), ("1/2/2027", "2027-02-01")),
        *(("Monday.", "2026-12-14"), ("28th of December!", "2026-12-28")),
        *(("Monday the 4th of January", "2027-01-04"), ("24.12.2026", "2026-12-24")),
        *(("24-12-2026", "2026-12-24"), ("24-12", "2026-12-24"), ("the", None)),
        *(("29 February", "2028-02-29"), ("29/2/2027", None), ("2026-13-24", None)),
        *(("christmas", None), ("12 12 January", None), ("January", None), ("12 of never", None)),
        *(("January February 1", None), ("", None), ("next", None)),
    ],
)
def test_a_day_is_meant_as_people_say_it(said: str, meant: str | None) -> None:
    day = day_said(said, WEDNESDAY, BOOK.words)

    assert day == (date.fromisoformat(meant) if meant else None)


def test_the_days_of_another_language_are_known_by_its_words() -> None:
    welsh = {"day": {"next": "nesaf"}, "dates": {"friday": "dydd Gwener"}}

    assert day_said("Dydd Gwener", WEDNESDAY, BOOK.words.with_more(welsh)) == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("Away until  next Monday", AwayUntil("next Monday")),
        ("away until the new office is open to the public", None),
        ("away until", None),
    ],
)
def test_what_is_no_longer_than_a_day_is_the_command(line: str, command: object) -> None:
    assert command_in(line, "GW") == command


async def test_one_of_the_team_says_that_they_are_away_and_back(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        away = await tell(program, "Priya in the channel: away until 24 December")
        days = ("Priya: away until 2026-12-07", "Priya: away until christmas")
        more = await tell(program, "\n".join((*days, "Dean: away until Friday")))
        back = await tell(program, "Priya: away until today")

    assert "In the channel: You are away until Thursday 24 December 2026." in away
    for says in (
        "Give today or a later day",
        "I do not know which day ‘christmas’ is.",
        "Only the digital team can do that.",
    ):
        assert f"Groundwork: {says}" in more
    assert "Groundwork: Welcome back." in back


THEY_HAVE_IT = f"""{A_REQUEST}
Ruth: people fill in a paper form for a permit at reception
Ruth presses Talk to a person
Priya presses Take on GW-1
Priya presses Take on GW-2
Priya presses Ask on GW-2
  text: How many?
"""
BACK_IN_THE_QUEUE = (
    "It went back to the queue, because Priya Nair is away until Thursday 24 December"
)


async def test_what_somebody_away_has_goes_back_to_the_queue_once(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        later = "-- 1 hour later --\n-- 1 working day later, 11am --"
        away = "Priya in the channel: away until 24 December"
        told = await tell(program, f"{THEY_HAVE_IT}{away}\n{later}")
        one, two = await request(program), await request(program, 2)
        answered = await tell(program, "Ruth presses Answer\n  text: forty")

    assert told.count(BACK_IN_THE_QUEUE) == 2
    assert told.count("Nobody in the digital team has GW-1 just now.") == 1
    assert (one.taker, one.status, two.taker, two.status) == (None, "new", None, "waiting")
    assert "New · nobody has it yet" in answered


async def test_at_night_nothing_goes_back_before_the_morning(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        evening = "-- Tuesday 8 December 2026, 6pm --\nPriya: away until 24 December"
        night = await tell(program, f"{THEY_HAVE_IT}{evening}\n-- 2 hours later --")
        morning = await tell(program, "-- 1 working day later, 9am --")

    assert (BACK_IN_THE_QUEUE in night, BACK_IN_THE_QUEUE in morning) == (False, True)


class WithoutPriya:
    """The team from which Priya has gone; or one of which nobody can say who is in it."""

    def __init__(self, *, silent: bool = False) -> None:
        self.silent = silent
        self.asked = 0

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        self.asked += now
        if self.silent:
            raise Unavailable("Nobody says who is in the team’s channel.")
        return who.key != "priya"


DECIDED = """
Tom presses Accept on GW-1
"""
LEFT = "Priya Nair is no longer in this channel"


async def test_what_somebody_had_who_left_the_team_goes_back(tmp_path: Path) -> None:
    members = WithoutPriya()
    async with program_in(tmp_path) as program:
        await tell(program, THEY_HAVE_IT + DECIDED)
        gone = replace(program, bot=replace(program.bot, members=members))
        await gone.tick(TUESDAY)
        told = await tell(program, "Priya in the channel: queue")
        await gone.tick(TUESDAY)
        one, two = await request(program), await request(program, 2)
        taken = await tell(program, "Tom presses Take on GW-1")

    assert "nobody has it yet" in told
    assert (one.taker, one.status, two.taker, two.status) == (None, "accepted", None, "waiting")
    assert members.asked == 1
    assert "Tom Bell took it." in taken


async def test_more_than_goes_back_at_once_goes_back_at_the_next_ticks(tmp_path: Path) -> None:
    members = WithoutPriya()

    def many(work: Work) -> None:
        priya = work.person(people.PEOPLE[2].identity, None)
        for _ in range(SLICE + 1):
            work.save(replace(asked(work), status=Status.TAKEN, taker=priya))

    async with program_in(tmp_path) as program:
        await program.store.transact(many)
        gone = replace(program, bot=replace(program.bot, members=members))
        looked, left = [], []
        for _ in range(3):
            await gone.tick(TUESDAY)
            looked.append(members.asked)
            takers = await program.store.transact(lambda work: work.takers())
            left.append(len(takers))

    assert (looked, left) == ([1, 2, 2], [1, 0, 0])


async def test_where_nobody_can_say_who_is_in_the_team_it_is_asked_again(tmp_path: Path) -> None:
    members = WithoutPriya(silent=True)
    async with program_in(tmp_path) as program:
        await tell(program, THEY_HAVE_IT)
        unsure = replace(program, bot=replace(program.bot, members=members))
        for _ in range(2):
            await unsure.tick(TUESDAY)
        kept = await request(program)
        members.silent = False
        await unsure.tick(TUESDAY)
        gone = await request(program)

    assert (members.asked, kept.taker is None, gone.taker) == (3, False, None)


async def test_until_when_somebody_is_away_is_kept(tmp_path: Path) -> None:
    store: SqlStore = open_store(f"sqlite:///{tmp_path / 'a.db'}", LONDON)
    kept = await store.transact(lambda work: replace(dean(work), away_until=BACK))
    await store.transact(lambda work: work.know(kept))

    assert await store.transact(dean) == kept
    assert await store.transact(lambda work: work.people([kept.key])) == (kept,)
    assert (await store.transact(lambda work: asked(work, NOW + DAY))).requester == kept
    store.close()


async def test_nothing_is_handed_to_somebody_who_is_away(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, f"{A_REQUEST}\nTom: away until friday\nPriya presses Take on GW-1\n")
        over = Filled("take", 1, {"step": "hand_over", "to": "page:tom"})
        home = Place("page", PlaceKind.DIRECT, "priya")
        who = Identity("page", "priya", "Priya Nair")
        answer = await program.bot.handle(Incoming("over", who, home, TUESDAY, over))
        pressed = HandedOver(1, "page:tom")
        refused = await program.bot.handle(Incoming("forged", who, home, TUESDAY, pressed))
        found = await request(program)

    assert isinstance(answer, Invalid)
    assert answer.errors["to"] == "They are away. Choose somebody else, or let go of it."
    assert isinstance(refused, Quiet)
    assert "Tom Bell is away, so nothing has changed." in text_of(refused.message)
    assert found.taker
    assert found.taker.name == "Priya Nair"
