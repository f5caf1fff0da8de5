"""What a block means, and what it is not, put right in chat: each by itself, over what is filed."""

from dataclasses import replace
from pathlib import Path

from bot.app import Program
from bot.catalogue.capability import SameWordOnly, Sense
from bot.fact_keys import HAND_OFF_KEYS
from bot.messages import Invalid, Message, Open, Quiet, text_of
from tests.storytelling import A_REQUEST, tell
from tests.test_tending import PRIYA, TOM, block, filled
from tests.theatre import program_in

LOOKUP = "address-lookup"
WHERE = "does this address exist, and where is it"
SENSES = {"about": LOOKUP, "seen": f"0\n{WHERE}"}


async def senses(program: Program, id_: str = LOOKUP) -> list[str]:
    return [one.name for one in (await block(program, id_)).senses]


def sense(n: int, name: str, works_when: str = "", stops: str = "") -> dict[str, str]:
    return {f"{n}.name": name, f"{n}.works_when": works_when, f"{n}.stops_fitting_when": stops}


async def test_what_is_given_another_name_keeps_what_is_for_the_file(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        before = (await block(program, "booking-appointments")).same_word_only[0]
        await tell(
            program,
            "Priya: block address lookup\nPriya presses Senses\n  1.name: where an address  is\n"
            "Priya: block bookings and appointments\nPriya presses Same word only\n"
            "  1.means: shifts\n",
        )
        (found,) = (await block(program, LOOKUP)).senses
        (other,) = (await block(program, "booking-appointments")).same_word_only

    assert (found.name, found.works_when[:7]) == ("where an address is", "we need")
    assert other == SameWordOnly("shifts", before.instead, before.see)
    assert before.see


async def test_what_a_sense_is_shown_by_and_where_a_word_leads_are_put_right(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya: block address lookup\nPriya presses Senses\n  1.evidence: missed bins\n"
            "Priya presses Same word only\n  1.see: HR-System\n"
            "  2.means: a letter to every house\n  2.see: Access right\n"
            "Priya presses Same word only\n  1.see: hr and  payroll system\n  3.means: a fault\n"
            "Priya presses History\n",
        )
        after = await block(program, LOOKUP)

    assert [one.evidence for one in after.senses] == ["missed bins"]
    assert [one.see for one in after.same_word_only] == ["hr-system", "access_right", ""]
    assert "not who lives there. Shown by: missed bins.\n" in heard
    assert "council tax. See HR and payroll system.\n" in heard
    assert "a letter to every house. See the service desk.\n" in heard
    assert "‘a letter to every house’: ‘leads to access right’" in heard


async def test_where_a_word_leads_stands_there_as_it_is_found_again(tmp_path: Path) -> None:
    theirs = {"1.means": "a bed", "1.see": "HR and payroll system"}
    ours = {"2.means": "a leak", "2.see": "fault", "3.means": "a key", "3.see": "taking payments"}
    async with program_in(tmp_path) as program:
        await tell(
            program,
            "Priya: edit block address lookup\nPriya: propose block\n"
            "Priya presses Propose a block\n  name: Wards\n  summary: Ours.\n",
        )
        await filled(program, PRIYA, "block_same_word", about="wards", **theirs, **ours)
        await filled(program, PRIYA, "block_edit", about="payments", name="Fault")
        before = (await block(program, "wards")).same_word_only
        seen = {"about": "wards", "seen": "2\na bed\na leak\na key"}
        await filled(program, TOM, "block_same_word", **seen, **{**theirs, "1.instead": "wait"})
        again = {**theirs, "1.instead": "ask"}
        answer = await filled(program, PRIYA, "block_same_word", **seen, **again)
        assert isinstance(answer, Open)
        shown = {one.key: one.value for one in answer.dialog.fields}
        await filled(
            program, PRIYA, "block_same_word", about="wards", seen=answer.dialog.source, **shown
        )
        after = (await block(program, "wards")).same_word_only

    assert [one.see for one in before] == ["hr-system", "fault", "payments"]
    assert [shown[f"{n}.see"] for n in (1, 2, 3)] == ["HR and payroll system", "fault", "payments"]
    assert after == (replace(before[0], instead="ask"), *before[1:])


async def test_where_no_word_can_lead_is_told(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        typed = {"about": LOOKUP, "1.means": "shifts"}
        answers = [
            await filled(program, PRIYA, "block_same_word", **typed, **{"1.see": each})
            for each in ("the phone book", "Address lookup", "x" * 3_001)
        ]
        untouched = (await block(program, LOOKUP)).same_word_only

    nowhere, itself, long = (one.errors["1.see"] for one in answers if isinstance(one, Invalid))
    assert nowhere.startswith("No other block is called that. Give the name of one as")
    assert [key for key in HAND_OFF_KEYS if key.replace("_", " ") not in nowhere] == ["greeting"]
    assert itself == "That is this block. Give the name of another one, or leave it empty."
    assert long.startswith("Use at most 3,000 characters")
    assert [one.means for one in untouched] == [
        "checking that someone lives at an address; an address is not a person"
    ]


async def test_two_who_change_two_senses_at_once_both_have_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await filled(program, PRIYA, "block_senses", **SENSES, **sense(2, "Hers", "she says so"))
        await filled(program, TOM, "block_senses", **SENSES, **sense(2, "His"))
        both = await senses(program)

    assert both == [WHERE, "Hers", "His"]


async def test_of_two_who_change_the_same_sense_the_second_sees_both(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await filled(program, PRIYA, "block_senses", **SENSES, **sense(1, WHERE, "hers"))
        again = {**sense(1, "Where", "his"), **sense(2, "")}
        answer = await filled(program, TOM, "block_senses", **SENSES, **again)
        assert isinstance(answer, Open)
        shown = {one.key: one.value for one in answer.dialog.fields}
        await filled(program, TOM, "block_senses", about=LOOKUP, seen=answer.dialog.source, **shown)
        after = (await block(program, LOOKUP)).senses

    assert text_of(Message(answer.dialog.intro)).endswith(
        f"- Priya Nair at 9:38am: Sense ‘{WHERE}’: ‘works when hers’"
    )
    assert (shown["1.name"], shown["2.name"], shown["3.name"]) == ("", "Where", "")
    assert after == (Sense("Where", "his"),)


async def test_what_has_no_good_name_is_to_be_mended(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        typed = (sense(1, "", "words"), sense(2, WHERE.upper()), sense(2, "x" * 81))
        answers = [await filled(program, PRIYA, "block_senses", **SENSES, **each) for each in typed]
        untouched = await senses(program)

    assert [one.errors for one in answers if isinstance(one, Invalid)] == [
        {"1.name": "Give it a name first. To take it away, clear everything in it."},
        {"2.name": "There is one of that name already. Give this one another name."},
        {"2.name": "Use at most 80 characters."},
    ]
    assert untouched == [WHERE]


async def test_the_name_of_one_that_came_meanwhile_is_taken(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await filled(program, PRIYA, "block_senses", **SENSES, **sense(2, "Wards"))
        answer = await filled(program, TOM, "block_senses", **SENSES, **sense(2, "wards"))

    assert isinstance(answer, Invalid)
    assert list(answer.errors) == ["2.name"]


async def test_the_last_sense_stays_while_requests_rest_on_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        away = await filled(program, PRIYA, "block_senses", **SENSES, **sense(1, ""))
        gone = await senses(program)
        again = {"about": LOOKUP, "seen": "1", **sense(1, WHERE)}
        await filled(program, PRIYA, "block_senses", **again)
        await tell(
            program,
            f"{A_REQUEST}Priya presses Blocks on GW-1\n"
            "  added: Address lookup\n  added_verdict: as_it_is\n",
        )
        last = {"about": LOOKUP, "seen": f"2\n{WHERE}", **sense(1, "")}
        kept = await filled(program, PRIYA, "block_senses", **last)
        same = await filled(program, PRIYA, "block_same_word", about=LOOKUP, seen="2", **{"1": ""})

    assert not isinstance(away, Invalid)
    assert gone == []
    assert isinstance(kept, Invalid)
    assert kept.errors["1.name"].startswith("This is its last sense, and requests that are not")
    assert isinstance(same, Quiet)
