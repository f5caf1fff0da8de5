"""What the catalogue asks of those who look after its blocks: confirm it once a year; what ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.web.people import PEOPLE
from bot.catalogue.adopting import Adoption, Answer, laid_over
from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.chores import CONFIRM, Last, chores, months_after
from bot.events import Attended, Incoming
from bot.messages import Quiet, text_of
from bot.triage.upkeep import may_say
from tests.reviewing import DAYS, DEAN, PRIYA, TUESDAY, OurBook, at, desk, live, read_words, tick
from tests.storytelling import tell
from tests.theatre import LONDON, program_in
from tests.triaging import known

TODAY = date(2026, 12, 8)
YEAR_AGO = date(2025, 12, 5)


def block(name: str, **more: Any) -> Capability:
    id_ = name.casefold().replace(" ", "-")
    known: dict[str, Any] = {
        "status": CapabilityStatus.LIVE,
        "steward": "Priya Nair",
        "last_confirmed": YEAR_AGO,
    }
    return replace(Capability(id_, name, f"What {name} does."), **{**known, **more})


FORMS, PAY = block("Online forms"), block("GOV.UK Pay", id="pay")
ENDS = block("PermitPoint", last_confirmed=TODAY, contract_end=date(2028, 3, 31))


def due(
    *blocks: Capability, told: dict[tuple[str, str], Last] | None = None, on: date = TODAY
) -> list[str]:
    return [f"{one.block.name} {one.what}" for one in chores(blocks, told or {}, on, DAYS)]


def test_an_entry_is_confirmed_once_a_year_from_when_it_was_last() -> None:
    assert due(FORMS, block("New", last_confirmed=TODAY)) == ["Online forms confirm"]
    assert due(FORMS, on=date(2026, 12, 4)) == []


def test_an_entry_that_nobody_looks_after_or_has_is_not_asked_about() -> None:
    idea = block("Idea", status=CapabilityStatus.IDEA)

    assert due(block("Nobody’s", steward=""), idea) == []


def test_a_steward_is_asked_of_two_a_week_the_longest_due_first() -> None:
    many = [block(f"Block {n}", last_confirmed=YEAR_AGO - timedelta(n)) for n in range(4)]
    others, never = block("Hers", steward="Leah Fox"), block("Never", last_confirmed=None)
    told = {(many[3].id, CONFIRM): Last(TODAY - timedelta(1))}

    assert due(*many) == ["Block 3 confirm", "Block 2 confirm"]
    assert due(*many, others, never, told=told) == ["Never confirm", "Hers confirm"]
    assert due(*many, told=told, on=date(2026, 12, 14)) == ["Block 2 confirm", "Block 1 confirm"]


def test_whoever_was_asked_is_asked_again_in_a_year() -> None:
    told = {(FORMS.id, CONFIRM): Last(TODAY, "dismissed")}

    assert due(FORMS, told=told, on=date(2027, 12, 7)) == []
    assert due(FORMS, told=told, on=date(2027, 12, 8)) == ["Online forms confirm"]


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        ("2026-09-29", []),
        ("2026-09-30", ["PermitPoint contract 2028-03-31 18"]),
        ("2027-03-31", ["PermitPoint contract 2028-03-31 12"]),
        ("2028-03-31", ["PermitPoint contract 2028-03-31 6"]),
        ("2028-04-01", []),
    ],
)
def test_of_a_contract_that_ends_the_latest_step_is_told(on: str, wanted: list[str]) -> None:
    ends = replace(ENDS, steward="")

    assert due(ends, on=date.fromisoformat(on)) == wanted


def test_a_step_is_told_once_and_a_contract_that_was_dismissed_no_more() -> None:
    first = {(ENDS.id, "contract 2028-03-31 18"): Last(TODAY)}
    dismissed = {(ENDS.id, "contract 2028-03-31 18"): Last(TODAY, "dismissed")}
    renewed, later = replace(ENDS, contract_end=date(2029, 3, 31)), date(2027, 10, 1)
    fresh = [replace(one, last_confirmed=later) for one in (ENDS, renewed)]

    assert due(ENDS, told=first) == []
    assert due(fresh[0], told=first, on=later) == ["PermitPoint contract 2028-03-31 6"]
    assert due(fresh[0], told=dismissed, on=later) == []
    assert due(fresh[1], told=dismissed, on=later) == ["PermitPoint contract 2029-03-31 18"]


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2028-03-31", -18, "2026-09-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
    ],
)
def test_months_are_those_of_the_calendar(day: str, months: int, then: str) -> None:
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


def test_what_was_confirmed_in_chat_lies_over_the_file() -> None:
    said = [Adoption(FORMS.id, Answer.CONFIRMED, TUESDAY, "Priya Nair")]
    (known,) = laid_over(Catalogue((FORMS,)), said, read_words()).capabilities
    (older,) = laid_over(
        Catalogue((replace(FORMS, last_confirmed=date(2027, 1, 1)),)), said, read_words()
    ).capabilities

    assert (known.last_confirmed, known.steward) == (TODAY, "Priya Nair")
    assert older.last_confirmed == date(2027, 1, 1)


def test_a_steward_gets_one_reminder_of_everything_and_the_team_what_nobody_knows() -> None:
    at_desk = desk(live(13, TODAY))
    at_desk.met = {1: PRIYA}
    at_desk.book = OurBook(blocks=(FORMS, ENDS, block("Hers", steward="Leah Fox")))
    told = dict(tick(at_desk, at("2026-12-08 10:00")))

    assert told == {
        "Priya Nair": (
            "Time to look at 1 thing again. Keep it as it is, move it up, or retire it?\n"
            "- GW-13 Visitor permits online, live since Monday 18 January 2027.\n"
            "Is what we say of this block still true? Each is confirmed once a year. Confirm it, "
            "or tell the digital team what has changed.\n"
            "- Online forms (steward Priya Nair): What Online forms does. Last confirmed in "
            "December 2025.\n"
            "1 contract ends. What should come after it? Confirm that you are seeing to it, or "
            "dismiss it and hear no more of it.\n"
            "- PermitPoint (steward Priya Nair): its contract ends on Friday 31 March 2028, in 18 "
            "months or less.\n"
            "[Keep GW-13] [Move up GW-13] [Retire GW-13] [Later GW-13] [Confirm Online forms] "
            "[Dismiss Online forms] [Confirm contract for "
            "PermitPoint] [Dismiss contract for PermitPoint]"
        ),
        "team": (
            "Is what we say of this block still true? Each is confirmed once a year. Confirm it, "
            "or tell the digital team what has changed.\n"
            "- Hers (steward Leah Fox): What Hers does. Last confirmed in December 2025.\n"
            "[Confirm] [Dismiss]"
        ),
    }
    assert tick(at_desk, at("2026-12-08 11:00")) == []


def test_whoever_had_their_reminder_today_is_asked_tomorrow() -> None:
    at_desk = desk()
    at_desk.met, at_desk.last = {1: PRIYA}, {f"person {PRIYA.key}": TODAY}
    at_desk.book = OurBook(blocks=(block("Never", last_confirmed=None),))

    assert tick(at_desk, at("2026-12-08 09:00")) == []
    ((who, text),) = tick(at_desk, at("2026-12-09 09:00"))
    assert (who, "Never confirmed yet." in text) == ("Priya Nair", True)


FIRST = """
Priya: hello
-- Tuesday 16 March 2027, 8:30am --
-- 1 hour later --
"""
A_MONTH_BEFORE = datetime(2027, 2, 16, 10, tzinfo=LONDON)


def test_a_team_that_has_just_begun_is_asked_nothing_yet() -> None:
    at_desk = desk()
    at_desk.book = OurBook(blocks=(FORMS,))
    at_desk.began = TODAY - timedelta(27)

    assert tick(at_desk, at("2026-12-08 10:00")) == []
    assert [who for who, _ in tick(at_desk, at("2026-12-09 10:00"))] == ["team"]


def test_two_who_have_no_name_are_not_one() -> None:
    nameless = known(who=replace(DEAN, name=""))

    assert not may_say(block("Nobody’s", steward=""), nameless)
    assert not may_say(block("Hers", steward="Leah Fox"), nameless)
    assert may_say(block("His", steward="DEAN MARSH"), known(who=DEAN))
    assert may_say(block("Nobody’s", steward=""), known())


async def test_a_steward_confirms_and_is_asked_again_in_a_year(tmp_path: Path) -> None:
    async with program_in(tmp_path, A_MONTH_BEFORE) as program:
        asked = await tell(program, FIRST)
        thanked = await tell(program, "Priya presses Confirm Online forms")
        contract = await tell(program, "Priya presses Dismiss contract for PermitPoint")
        answers = await program.store.transact(lambda work: work.told_of_blocks())
        confirmed = program.bot.library
        book = await program.store.transact(confirmed.current)

    assert "Groundwork: Is what we say of these 2 blocks" in asked
    assert "From today Online forms counts as confirmed." in thanked
    assert "You’ll hear no more of this contract for PermitPoint." in contract
    known = next(one for one in book.blocks if one.id == "online-forms")
    assert known.last_confirmed == date(2027, 3, 16)
    assert {what: last.answer for (_, what), last in answers.items() if last.answer} == {
        CONFIRM: "confirmed",
        "contract 2028-03-31 18": "dismissed",
    }


@pytest.mark.parametrize(
    ("who", "event", "said"),
    [
        (
            "ruth",
            Attended("online-forms", CONFIRM, "confirmed"),
            "Only the digital team, or",
        ),
        ("priya", Attended("online-forms", CONFIRM, "perhaps"), "This button is out of date"),
        ("priya", Attended("online-forms", "contract 2020-01-01 6", "dismissed"), "This button is"),
        ("priya", Attended("no-such-block", CONFIRM, "confirmed"), "This button is out of date"),
        ("priya", Attended("online-forms", CONFIRM, "dismissed"), ""),
    ],
)
async def test_what_cannot_be_answered_changes_nothing(
    tmp_path: Path, who: str, event: Attended, said: str
) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, "Ruth: hello\nPriya: hello")
        person = next(one for one in PEOPLE if one.key == who)
        incoming = Incoming("a", person.identity, person.direct, TUESDAY, event)
        answer = await program.bot.handle(incoming)
        laid = await program.store.transact(lambda work: work.adoptions())

    assert laid == ()
    assert (text_of(answer.message) if isinstance(answer, Quiet) else "").startswith(said)
