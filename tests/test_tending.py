"""The life of a block in chat: proposed, edited, handed over, retired; the file stays as it is."""

from datetime import date
from pathlib import Path

from adapters.web.people import PEOPLE, Someone
from bot.app import Program
from bot.catalogue.capability import Capability, CapabilityStatus, FirstCustomer, Use
from bot.catalogue.chores import CONFIRM
from bot.events import Attended, Filled, Incoming
from bot.messages import Answer, Invalid, Message, Open, Quiet, text_of
from bot.people import Place, PlaceKind
from tests.blocks import EXAMPLE_FILE
from tests.storytelling import A_REQUEST, tell
from tests.theatre import TUESDAY, program_in

DEAN, _, PRIYA, TOM = PEOPLE
FORMS, PAY = "online-forms", "govuk-pay"
ACCEPTED = """
Priya presses Accept on GW-1
  leaves_behind: Permit checker
"""


async def block(program: Program, id_: str = FORMS) -> Capability:
    """The block as it is known now."""
    book = await program.store.transact(program.bot.library.current)
    return book.ranker.catalogue.by_id[id_]


async def test_a_block_is_edited_over_what_its_file_says_and_its_history_is_kept(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        before = await block(program)
        heard = await tell(
            program,
            "Priya: block online forms\nPriya presses Edit\n"
            "  summary: Forms on a phone\n  used_by: garden waste since 2024; parking\n"
            "  contract_end: 2028-03-31\n  cost: nothing\n"
            "-- 1 working day later, 9am --\n"
            "Priya: edit block online forms\nPriya presses Edit\n  cost: \n  kind: process\n"
            "Priya presses History\nDean: block online forms\n",
        )
        after = await block(program)

    assert (after.summary, after.used_by[1]) == ("Forms on a phone", Use("parking"))
    assert after.used_by[0] == before.used_by[0]
    assert (after.cost, after.contract_end, after.senses) == (
        "",
        date(2028, 3, 31),
        before.senses,
    )
    assert "Saved. This is what I say of it from now on:" in heard
    assert "2 things were said of it in chat, the newest first." in heard
    assert (
        "9am. Priya Nair: Kind: Processes instead of Technology and "
        "What it costs: nothing instead of ‘nothing’." in heard
    )
    assert "When its contract ends: ‘31 March 2028’" in heard
    assert "Used by: ‘garden waste since 2024, parking’ instead of" in heard
    assert heard.count("[Edit]") == 4


async def test_what_the_running_service_was_told_is_in_no_file(tmp_path: Path) -> None:
    before = EXAMPLE_FILE.stat()
    async with program_in(tmp_path) as program:
        await tell(program, "Priya: edit block online forms\nPriya presses Edit\n  cost: £5\n")
        book = await program.store.transact(program.bot.library.current)

    assert EXAMPLE_FILE.stat() == before
    assert (book.catalogue.by_id[FORMS].cost, (book.ranker.catalogue.by_id[FORMS].cost)) == (
        "",
        "£5",
    )


async def test_whoever_it_is_handed_to_is_told_and_looks_after_it(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Dean: edit block online forms\n"
            "Priya: hand over block online forms\nPriya presses Hand over\n"
            "  steward: Dean Marsh\n"
            "Dean: confirm block online forms\nDean presses Confirm\n"
            "Dean: block online forms\nDean presses First customer\n"
            "  first_customer.broke: The upload\n"
            "  first_customer.ready_for_others: Yes, 2 services use it\n",
        )
        after = await block(program)

    assert "Only the digital team, or whoever looks after the block, can say that." in heard
    assert "Priya Nair asked you to look after Online forms from now on." in heard
    assert "From today Online forms counts as confirmed." in heard
    assert after.steward == "Dean Marsh"
    assert after.last_confirmed == date(2026, 12, 8)
    assert after.first_customer == FirstCustomer(
        "garden waste", "2024", broke="The upload", ready_for_others="Yes, 2 services use it"
    )


async def test_what_is_retired_says_why_and_is_offered_to_nobody(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya: retire block online forms\nPriya presses Retire\n"
            "  status: retired\n  why: Everything is in the new system.\n"
            "Priya presses History\n",
        )
        book = await program.store.transact(program.bot.library.current)

    assert "Technology · no longer used" in heard
    assert "Why: Everything is in the new system.\n" in heard + "\n"
    assert "online-forms" not in [
        one.need.id for one in book.ranker.match("a paper form that people fill in", {})
    ]


async def test_a_proposed_block_is_not_built_yet_and_is_found_by_its_words(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya: propose block\nPriya presses Propose a block\n"
            "  name: Resident check\n  summary: Say whether somebody lives at an address.\n"
            "  kind: data\n  synonyms: zorbing, zorb check\n"
            "Priya: adopt\n",
        )
        book = await program.store.transact(program.bot.library.current)
        new = await block(program, "resident-check")

    assert "It is not built yet, and I’ll say so when somebody needs it." in heard
    assert "Data · not built yet" in heard
    assert (new.status, new.synonyms) == (CapabilityStatus.IDEA, ("zorbing", "zorb check"))
    assert book.ranker.gaps("we want zorbing", {}) == ("Resident check",)
    assert heard.split("adopt")[-1].count("Resident check\n  Do we") == 0


async def test_a_request_that_was_accepted_builds_a_block(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            A_REQUEST + "Priya: propose block GW-1\n" + ACCEPTED + "Priya: propose block GW-1\n"
            "Priya presses Propose a block\nPriya presses History\n"
            "Dean: propose block\nPriya: edit block drains\n",
        )
        new = await block(program, "permit-checker")

    assert "GW-1 is not accepted, so nobody is building anything for it." in heard
    assert "for others to use too." in heard
    assert "Built by: ‘GW-1’" in heard
    assert "No building block goes by ‘drains’." in heard
    assert "I’ll say that it is being built." in heard
    assert "Only the digital team can do that." in heard
    assert (new.name, new.summary) == ("Permit checker", "Permit checker")
    assert new.status is CapabilityStatus.BUILDING


async def filled(program: Program, who: Someone, form: str, **more: str) -> Answer:
    """What comes of a dialog that was filled in so."""
    values = {key.replace("__", "."): text for key, text in more.items()}
    about, seen = values.pop("about", FORMS), values.pop("seen", "0")
    event = Filled(form, 0, values, about, seen)
    at, home = f"{form} {values} {seen}", Place("page", PlaceKind.DIRECT, who.key)
    return await program.bot.handle(Incoming(at, who.identity, home, TUESDAY, event))


async def test_two_who_edit_at_once_lose_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        first = await block(program)
        same = {"name": first.name, "summary": first.summary, "cost": first.cost}
        await filled(program, PRIYA, "block_edit", **{**same, "summary": "Hers", "cost": "£1"})
        theirs = {**same, "summary": "His", "way_out": "yes"}
        answer = await filled(program, TOM, "block_edit", **theirs)
        assert isinstance(answer, Open)
        shown = {one.key: one.value for one in answer.dialog.fields}
        between = await block(program)
        again = {**same, "summary": shown["summary"], "cost": shown["cost"], "way_out": "yes"}
        await filled(program, TOM, "block_edit", seen=answer.dialog.source, **again)
        after = await block(program)
        rows = await program.store.transact(lambda work: work.changes_of_blocks())

    assert text_of(Message(answer.dialog.intro)) == (
        "Somebody else changed this while you were typing. Nothing is lost: what you typed is "
        "below. Save it to put it in place of theirs, or leave this to keep theirs.\n"
        "- Priya Nair at 9:38am: What it is for: ‘Hers’"
    )
    assert (shown["summary"], shown["cost"]) == ("His", "£1")
    assert (between.summary, between.cost) == ("Hers", "£1")
    assert (after.summary, after.cost, after.way_out) == ("His", "£1", "yes")
    assert [(one.key, one.value, one.before) for one in rows][-2:] == [
        ("summary", "His", "Hers"),
        ("way_out", "yes", first.way_out),
    ]


async def test_what_two_changed_elsewhere_is_kept_of_both_and_told(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, "Tom: help\n")
        first = await block(program)
        hers = {"name": first.name, "summary": "Hers", "cost": "£1"}
        his = {"name": "Web forms", "summary": first.summary, "cost": "£1"}
        await filled(program, PRIYA, "block_edit", **hers)
        await filled(program, TOM, "block_edit", **his)
        await program.deliver()
        after = await block(program)
        home = Place("page", PlaceKind.DIRECT, TOM.key)
        posted = await program.store.transact(lambda work: work.posted(home, 9))

    assert (after.name, after.summary, after.cost) == ("Web forms", "Hers", "£1")
    assert "Meanwhile Priya Nair changed something too, which stays. What it is for" in "".join(
        text_of(one.message) for one in posted
    )


def said(answer: Answer) -> str:
    assert isinstance(answer, Quiet)
    return text_of(answer.message)


async def test_what_changes_nothing_or_cannot_be_is_told(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        known = await block(program)
        same = await filled(program, PRIYA, "block_edit", summary=known.summary, seen="x")
        gone = await filled(program, PRIYA, "block_edit", about="gone", summary="s")
        theirs = await filled(program, DEAN, "block_edit", summary="s")
        wrong = await filled(
            program,
            PRIYA,
            "block_edit",
            name="x" * 81,
            kind="a",
            contract_end="soon",
            summary=" ",
        )
        ready = {"first_customer__ready_for_others": "perhaps"}
        unclear = await filled(program, PRIYA, "block_first", **ready)
        taken = await filled(program, PRIYA, "block_propose", about="", name="GOV.UK pay")

    assert said(same) == "Nothing is different about Online forms, so nothing has changed."
    assert said(gone).startswith("This button is out of date")
    assert said(theirs).startswith("Only the digital team, or whoever looks after the block")
    assert isinstance(wrong, Invalid)
    assert wrong.errors == {
        "name": "Use at most 80 characters.",
        "kind": "Choose one of these.",
        "contract_end": "Give a date, such as 2027-01-18.",
        "summary": "Write something here first.",
    }
    assert isinstance(unclear, Invalid)
    assert unclear.errors == {"first_customer.ready_for_others": "Begin with yes or no."}
    assert isinstance(taken, Invalid)
    assert set(taken.errors) == {"name", "summary"}


async def test_an_idea_is_not_confirmed_before_somebody_says_that_we_have_it(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path, GROUNDWORK_CATALOGUE="") as program:
        heard = await tell(
            program,
            "Priya: block online forms\n"
            "Priya: confirm block online forms\nPriya presses We have it\n  steward: Dean Marsh\n"
            "Dean: block online forms\nDean presses Confirm\n",
        )
        after = await block(program)

    assert "[We have it] [Edit]" in heard
    assert "I’ll offer it from now on as something we have." in heard
    assert "From today Online forms counts as confirmed." in heard
    assert (after.status, after.last_confirmed) == (CapabilityStatus.LIVE, date(2026, 12, 8))


async def test_an_old_button_confirms_no_idea(tmp_path: Path) -> None:
    async with program_in(tmp_path, GROUNDWORK_CATALOGUE="") as program:
        old, home = (
            Attended(FORMS, CONFIRM, "confirmed"),
            Place("page", PlaceKind.DIRECT, PRIYA.key),
        )
        answer = await program.bot.handle(Incoming("old", PRIYA.identity, home, TUESDAY, old))
        after = await block(program)

    assert isinstance(answer, Quiet)
    assert "Nobody has said that we have this one" in text_of(answer.message)
    assert after.last_confirmed is None


async def test_what_a_request_builds_is_edited_before_it_is_confirmed(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            "Priya: propose block\nPriya presses Propose a block\n"
            "  name: Bin sensors\n  summary: Bins say when they are full\n"
            "Priya: confirm block bin sensors\n",
        )

    assert heard.rstrip().endswith("[Edit]")
