"""What the team says of a request for itself: notes, its level, and how its blocks fit."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.events import Filled, Judged, Levelled, Noted, Verdict
from bot.levels.judgement import Judgement, Level, Sureness
from bot.messages import Dialog, FieldKind, Invalid, Message, Open, text_of
from bot.outcome import Offer, Outcome
from bot.requests import Request, Status
from bot.triage import card, forms, thread
from tests import cast
from tests.reviewing import PRIYA, TUESDAY, accepted
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import program_in
from tests.triaging import HERS, RUTH, became, book, fill, heard, known, step

JUDGED = Judgement(Level.ACCESS, Sureness.LIKELY, {}, (), ())
OFFERS = (Offer("online-forms", "Online forms", "", None), Offer("payments", "Pay", "", None))
OFFERED = replace(HERS, outcome=Outcome(JUDGED, OFFERS, ("a way to pay",)))
TYPED_IN = Levelled(7, "efficiency", "It is typed in again.")
STREETS = Verdict("payments", "Pay", "same_word", "it takes no cash")
FORMS = Verdict("online-forms", "Online forms", "as_it_is")


def line(request_: Request, begins: str) -> str:
    """The line of a card that begins so."""
    drawn = text_of(card.draw(request_, book())).splitlines()
    return next(text for text in drawn if text.startswith(begins))


def told(event: Noted | Levelled | Judged, request_: Request = OFFERED) -> str:
    """What the thread has of it."""
    return text_of(thread.line(request_, event, known(request_), book()))


def dialog(form: str, request_: Request = OFFERED) -> Dialog:
    return forms.draw(form, request_, TUESDAY.date(), book())


def test_a_note_is_in_the_thread_and_nowhere_else() -> None:
    turn = step(Noted(7, "They owe us an answer."), known(OFFERED))

    assert (heard(turn), became(turn)) == ({}, OFFERED)
    assert told(Noted(7, "They owe us an answer.")) == (
        "Tue 8 Dec, 9:44am. Note by Priya Nair. Dean cannot see this in chat. It could be released "
        "under freedom of information or to the people it names. ‘They owe us an answer.’"
    )


def test_whoever_writes_a_note_reads_first_who_may_read_it() -> None:
    (field,) = dialog("note").fields

    assert field.hint == (
        "Dean cannot see this in chat. It could be released under freedom of information or to "
        "the people it names."
    )
    assert fill("note", text=" Ask Sam. ") == Noted(7, "Ask Sam.")


@pytest.mark.parametrize("status", Status)
def test_a_note_is_kept_whatever_has_become_of_the_request(status: Status) -> None:
    assert became(step(Noted(7, "x"), known(replace(HERS, status=status)))).status is status


def test_the_requester_and_who_needs_the_same_read_why_the_level_is_another() -> None:
    turn = step(TYPED_IN, known(replace(OFFERED, joined=(RUTH.key,)), joined=(RUTH,)))

    assert heard(turn)["Dean Marsh"] == heard(turn)["Ruth Okafor"]
    assert heard(turn)["Dean Marsh"].splitlines() == [
        "GW-7, Visitor permits online: the digital team has looked at what kind of change this is. "
        "It is Efficiency: joining it up from end to end.",
        "Why: It is typed in again.",
    ]
    assert became(turn).shown_level is Level.EFFICIENCY
    assert became(turn).heard_at == TUESDAY


def test_a_level_is_previewed_before_it_is_said() -> None:
    first = fill("level", known(OFFERED), level="efficiency", reason="It is typed in again.")
    again = fill("level:seen", known(OFFERED), level="efficiency", reason="It is typed in again.")

    assert isinstance(first, Open)
    assert first.dialog.form == "level:seen"
    assert text_of(Message(first.dialog.intro)).endswith("Why: It is typed in again.")
    assert again == TYPED_IN


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (became(step(TYPED_IN, known(OFFERED))), "Efficiency (joining it up from end to end), as "),
        (
            became(step(Levelled(7, "access", "A form will do."), known(OFFERED))),
            "Access (putting it online with a form), the team agrees: ‘A form will do.’",
        ),
        (
            became(step(TYPED_IN, known(HERS))),
            "Efficiency (joining it up from end to end), as the team sees it: ‘It is typed in "
            "again.’",
        ),
        (
            replace(accepted(7), outcome=OFFERED.outcome),
            "Access (putting it online with a form), the team agrees.",
        ),
    ],
)
def test_a_card_says_what_the_team_makes_of_the_level(request_: Request, says: str) -> None:
    assert line(request_, "Level:").startswith(f"Level: {says}")


def test_a_card_keeps_what_we_had_said_beside_what_the_team_says() -> None:
    after = became(step(TYPED_IN, known(OFFERED)))

    assert line(after, "Level:").endswith(
        "as the team sees it, where I had said Access: ‘It is typed in again.’"
    )
    assert told(TYPED_IN).endswith(
        "Priya Nair set the level: Efficiency. ‘It is typed in again.’ Dean was told."
    )


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"level": "gold", "reason": "x"}, {"level": "Choose one of these."}),
        ({"level": "access"}, {"reason": "Write something here first."}),
        (
            {"level": "efficiency", "reason": "x"},
            {"level": "The team has said that already. Choose another."},
        ),
        (
            {"level": "access", "reason": "x" * 10_000},
            {"reason": "Use at most 3,000 characters. What you wrote is still here."},
        ),
    ],
)
def test_of_a_level_what_to_mend_is_said(values: dict[str, str], errors: dict[str, str]) -> None:
    levelled = replace(OFFERED, level=Level.EFFICIENCY)

    assert fill("level", known(levelled), **values) == Invalid(errors)


def test_each_block_is_judged_and_what_is_not_built_is_named() -> None:
    filled = {
        "verdict_online-forms": "as_it_is",
        "verdict_payments": "same_word",
        "why_payments": "it takes no cash",
        "gap": "a check of residents",
    }
    said = Judged(7, (FORMS, STREETS), ("a check of residents",))
    after = became(step(said, known(OFFERED)))

    assert fill("blocks", known(OFFERED), **filled) == said
    assert heard(step(said, known(OFFERED))) == {}
    assert line(after, "Blocks:") == (
        "Blocks: Online forms (as it is), Pay (same word only). "
        "Gap: a way to pay, a check of residents."
    )
    assert told(said).endswith(
        "Blocks by Priya Nair. Online forms: as it is. Pay: same word only, ‘it takes no cash’. "
        "Gap named: a check of residents."
    )


def test_blocks_of_one_verdict_are_told_together() -> None:
    both = Judged(7, (FORMS, Verdict("payments", "Pay", "as_it_is")))

    assert told(both).endswith("Blocks by Priya Nair. Online forms and Pay: as it is.")


def test_the_newest_verdict_counts_and_only_what_is_new_is_said_again() -> None:
    judged = became(step(Judged(7, (FORMS, STREETS)), known(OFFERED)))
    drawn = {one.key: one.value for one in dialog("blocks", judged).fields}
    changed = drawn | {"verdict_online-forms": "adapted"}
    said = fill("blocks", known(judged), **changed)

    assert drawn["verdict_payments"] == "same_word"
    assert drawn["why_payments"] == "it takes no cash"
    assert said == Judged(7, (replace(FORMS, verdict="adapted"),))
    assert isinstance(said, Judged)
    assert became(step(said, known(judged))).verdicts == (
        replace(FORMS, verdict="adapted"),
        STREETS,
    )


def test_a_block_of_the_catalogue_can_be_added_by_its_name() -> None:
    filled = Filled("blocks", 7, {"added": " gov.uk  NOTIFY", "added_verdict": "adapted"})
    said = forms.read(filled, known(HERS), cast.book())

    assert said == Judged(7, (Verdict("govuk-notify", "GOV.UK Notify", "adapted"),))
    assert isinstance(said, Judged)
    added = became(step(said, known(HERS)))
    assert line(added, "Blocks:") == "Blocks: GOV.UK Notify (adapted)."
    assert [one.label for one in dialog("blocks", added).fields][:1] == ["GOV.UK Notify"]


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({}, {"gap": "Choose how a block fits, add one, or name what is not built yet."}),
        ({"verdict_payments": "splendid"}, {"verdict_payments": "Choose one of these."}),
        ({"why_payments": "no cash"}, {"verdict_payments": "Choose one of these."}),
        (
            {"added": "Flying cars"},
            {
                "added": "No block in the catalogue has that name.",
                "added_verdict": "Choose one of these.",
            },
        ),
    ],
)
def test_of_blocks_what_to_mend_is_said(values: dict[str, str], errors: dict[str, str]) -> None:
    answer = forms.read(Filled("blocks", 7, values), known(OFFERED), cast.book())

    assert answer == Invalid(errors)


def test_a_gap_alone_is_on_the_card_of_who_would_rather_talk() -> None:
    after = became(step(Judged(7, gaps=("a register of dogs",)), known(HERS)))

    assert line(after, "Blocks") == (
        "Blocks offered: none in the catalogue fit. Gap: a register of dogs."
    )
    assert dialog("blocks", HERS).fields[0].kind is FieldKind.LINE


async def test_staff_judge_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, A_REQUEST)
        for form in ("Note", "Level", "Blocks"):
            script = f"{A_REQUEST}\nRuth presses {form} on GW-1"
            heard_ = await tell(program, script.replace(A_REQUEST, ""))
            assert "Groundwork: Only the digital team can do that." in heard_

        assert (await request(program)).taker is None


async def test_who_has_been_told_of_a_note_in_private_is_only_its_writer(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard_ = await tell(
            program,
            f"{A_REQUEST}\nPriya: GW-1\nPriya presses Note\n  text: They owe us an answer.",
        )

    assert heard_.endswith("Groundwork: Thank you. I’ve noted that for GW-1.")
    assert "Groundwork to Dean" not in heard_
    assert PRIYA.first_name in heard_
