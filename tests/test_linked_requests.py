"""Requests that come of others: merged, split off, and gone on with after all."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.drafts import Line
from bot.effects import Known, Save
from bot.events import Filled, Merged, MovedUp, Reopened, Split, Stopped, TookIn
from bot.messages import Invalid, Message, Open, text_of
from bot.requests import Link, Request, Status
from bot.triage import card, forms, lists, merging, thread
from tests import cast
from tests.reviewing import DEAN, PRIYA, TUESDAY, accepted, asked, live
from tests.storytelling import A_REQUEST, request, tell
from tests.theatre import program_in
from tests.triaging import HERS, RUTH, SAM, became, book, heard, known, refused, step

HALLS = replace(
    asked(5), requester=RUTH, title="Hire of village halls", said=(Line("halls on paper", TUESDAY),)
)
PERMITS = replace(asked(7), said=(Line("hire of halls", TUESDAY),))
BOTH = known(PERMITS, other=HALLS)


def kept(knowing: Known, event: Merged | Split | MovedUp) -> list[Request]:
    return [one.request for one in step(event, knowing).effects if isinstance(one, Save)]


def merge(into: str, knowing: Known = BOTH, form: str = "merge") -> object:
    """What a filled dialog is read as; a whole handbook knows a reference."""
    return forms.read(Filled(form, 7, {"into": into}), knowing, cast.book())


def line(request_: Request, begins: str) -> str:
    drawn = text_of(card.draw(request_, book())).splitlines()
    return next((text for text in drawn if text.startswith(begins)), "")


def test_both_who_asked_are_kept_and_told() -> None:
    turn = step(Merged(7, 5), BOTH)
    gone, into = kept(BOTH, Merged(7, 5))

    assert (gone.status, gone.decided_at, gone.heard_at) == (Status.MERGED, TUESDAY, TUESDAY)
    assert (into.joined, into.status) == ((DEAN.key,), Status.NEW)
    assert heard(turn) == {
        "Dean Marsh": "GW-7, Visitor permits online, goes on as part of GW-5, Hire of village "
        "halls, because both ask for the same. Both say ‘hire’ and ‘halls’. Your words are kept, "
        "and you’ll hear of every step here.",
        "Ruth Okafor": "Somebody else has asked for the same as GW-5, Hire of village halls, so we "
        "look at both together. You’ll go on hearing of every step here.",
    }


def test_whoever_needed_either_needs_the_one_that_goes_on_once() -> None:
    joined = replace(PERMITS, joined=(SAM.key, RUTH.key))
    into = kept(known(joined, other=replace(HALLS, joined=(SAM.key,))), Merged(7, 5))[1]

    assert into.joined == (SAM.key, DEAN.key)


def test_two_requests_of_one_person_are_told_of_once() -> None:
    own = replace(HALLS, requester=DEAN)
    turn = step(Merged(7, 5), known(PERMITS, other=own))

    assert list(heard(turn)) == ["Dean Marsh"]
    assert kept(known(PERMITS, other=own), Merged(7, 5))[1].joined == ()


def test_both_cards_say_which_is_in_which() -> None:
    gone, into = kept(BOTH, Merged(7, 5))

    assert line(gone, "Merged into") == "Merged into GW-5."
    assert line(into, "Took in") == "Took in GW-7."
    assert text_of(thread.line(gone, Merged(7, 5), BOTH, book())) == (
        "Tue 8 Dec, 9:44am. Priya Nair merged it into GW-5. Both say ‘hire’ and ‘halls’. "
        "Dean was told."
    )
    assert text_of(thread.line(into, TookIn(5, 7), BOTH, book())).endswith(
        "Priya Nair merged GW-7 into this. Ruth was told."
    )
    theirs = lists.one(gone, known(gone, DEAN), book(), member=False)
    assert "It goes on as part of GW-5." in text_of(theirs)


def test_without_a_word_in_common_none_is_shown() -> None:
    alone = replace(HALLS, title="Bins", said=(Line("bins", TUESDAY),))

    knowing = known(PERMITS, other=alone)

    assert "Both say" not in heard(step(Merged(7, 5), knowing))["Dean Marsh"]
    assert "it into GW-5. Dean was" in text_of(thread.line(PERMITS, Merged(7, 5), knowing, book()))


OVER = replace(HALLS, status=Status.STOPPED)
SECRET = replace(HALLS, confidential=True)


@pytest.mark.parametrize(
    ("other", "into", "says"),
    [
        (None, 9, "There is no request GW-9. Nothing has changed."),
        (PERMITS, 7, "GW-7 cannot be merged with itself. Nothing has changed."),
        (OVER, 5, "GW-5 is over, so nothing can be merged into it. Nothing has changed."),
        (
            SECRET,
            5,
            "One of the two is confidential, so they cannot be merged. Nothing has changed.",
        ),
    ],
)
def test_what_cannot_be_merged_is_said(other: Request | None, into: int, says: str) -> None:
    assert refused(Merged(7, into), known(PERMITS, other=other)) == says
    assert isinstance(merge(f"GW-{into}", known(PERMITS, other=other)), Invalid)


def test_of_a_request_that_is_not_known_nothing_is_told() -> None:
    assert merging.merged(PERMITS, known(PERMITS), book()) == Message(())


def test_what_is_merged_cannot_be_merged_in_a_circle() -> None:
    gone, into = kept(BOTH, Merged(7, 5))

    assert refused(Merged(5, 7), known(into, other=gone)).startswith("GW-7 is over")
    assert refused(Merged(7, 5), known(gone, other=into)).startswith("GW-7 is merged now")


def test_both_are_shown_what_they_will_read_before_anything_is_merged() -> None:
    first = merge(" gw-5 ")

    assert isinstance(first, Open)
    assert [*text_of(Message(first.dialog.intro)).splitlines()][::2] == [
        "This is what Dean will read:",
        "This is what Ruth will read:",
    ]
    assert merge("gw-5", form="merge:seen") == Merged(7, 5)
    assert merge("") == Invalid({"into": "Write something here first."})
    assert merge("the halls", known(PERMITS)) == Invalid(
        {"into": "There is no request with that reference."}
    )


def test_only_those_merge_and_reopen_whom_the_team_has_named() -> None:
    stopped = replace(HERS, status=Status.STOPPED)

    assert refused(Merged(7, 5), replace(BOTH, decider=False)).startswith("Only the people")
    assert refused(Reopened(7, "x"), known(stopped, decider=False)).startswith("Only the people")


def test_part_of_a_request_becomes_one_of_its_own() -> None:
    split = Split(7, "Blue badges", "and blue badges")
    knowing = known(replace(HERS, joined=(RUTH.key,)), number=8, joined=(RUTH,))
    turn = step(split, knowing)
    whole, part = kept(knowing, split)

    assert (whole.status, whole.said, whole.links) == (
        Status.TAKEN,
        HERS.said,
        (Link("split_off", 8),),
    )
    assert (part.number, part.title, part.text) == (8, "Blue badges", "and blue badges")
    assert (part.requester, part.joined, part.status) == (DEAN, (RUTH.key,), Status.NEW)
    assert heard(turn)["Dean Marsh"] == heard(turn)["Ruth Okafor"]
    assert "The other one is ‘Blue badges’." in heard(turn)["Dean Marsh"]
    assert line(whole, "Split off") == "Split off: GW-8."
    assert line(part, "Split from") == "Split from GW-7."
    assert line(part, "Level") == "Level: not said yet."
    assert [text_of(thread.line(one, split, knowing, book())) for one in (whole, part)] == [
        "Tue 8 Dec, 9:44am. Priya Nair split it. ‘Blue badges’ is GW-8 now. Dean was told.",
        "Tue 8 Dec, 9:44am. Priya Nair split this off from GW-7.",
    ]


def test_a_part_has_a_title_as_short_as_any() -> None:
    answer = forms.read(Filled("split", 7, {"title": "x" * 61, "text": "a"}), known(), cast.book())

    assert answer == Invalid({"title": "Use at most 60 characters."})


def test_both_ends_of_a_step_up_say_where_it_goes_on() -> None:
    was, follow_on = kept(known(live(7), number=8), MovedUp(7))

    assert line(was, "Goes on") == "Goes on as GW-8, the next step up."
    assert "follows on from GW-7" in text_of(card.draw(follow_on, book()))


@pytest.mark.parametrize("status", [Status.STOPPED, Status.CLOSED, Status.WITHDRAWN])
def test_what_was_over_goes_on_as_if_nothing_had_been_decided(status: Status) -> None:
    was = accepted(
        7, status=status, stopped=Stopped(7, "no", "so"), review_on=date(2027, 4, 19), taker=None
    )
    turn = step(Reopened(7, "The page is gone."), known(was))
    after = became(turn)

    assert (after.status, after.taker) == (Status.TAKEN, PRIYA)
    assert (after.accepted, after.stopped, after.review_on, after.go_live_on) == (None,) * 4
    assert heard(turn)["Dean Marsh"] == (
        "GW-7, Visitor permits online, goes on after all. Priya Nair in the digital team has it. "
        "Why: The page is gone."
    )
    assert text_of(thread.line(after, Reopened(7, "The page is gone."), known(was), book())) == (
        "Tue 8 Dec, 9:44am. Priya Nair reopened it. ‘The page is gone.’ Dean was told."
    )


@pytest.mark.parametrize("request_", [HERS, live(7), replace(HERS, status=Status.MERGED)])
def test_what_goes_on_is_not_reopened(request_: Request) -> None:
    assert "cannot be done" in refused(Reopened(7, "x"), known(request_))


async def test_a_request_is_split_and_reopened_by_its_reference(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard_ = await tell(
            program,
            f"""{A_REQUEST}
Priya in the channel: split GW-1
Priya presses Split
  title: Blue badges
  text: and blue badges
Tom in the channel: REOPEN gw-1
Tom: reopen GW-9
Dean: split GW-1
Priya presses Stop on GW-2
  reason: There are none.
  instead: Ask again.
Tom: reopen GW-2
Tom presses Reopen
  reason: There are some after all.
""",
        )
        part = await request(program, 2)

    assert "In the channel: Make part of GW-1, People fill in" in heard_
    assert "In the channel: GW-1 is new now, so that cannot be done." in heard_
    assert "Groundwork: There is no request with that number. Say ‘queue’" in heard_
    assert "Groundwork: Only the digital team can do that." in heard_
    assert (part.status, part.text) == (Status.TAKEN, "and blue badges")


async def test_a_merged_request_leads_to_the_one_it_is_in(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard_ = await tell(
            program,
            f"""{A_REQUEST}
Ruth: blue badges come on a paper form too
Ruth presses Talk to a person
Priya presses Merge on GW-2
  into: GW-1
Ruth: GW-1
Ruth: GW-2
Ruth: my requests
""",
        )
        into = await request(program, 1)

    assert "Also wanted by: Ruth Okafor, Adult social care" in heard_
    assert len(into.joined) == 1
    assert "GW-2 Blue badges come on a paper form too · Merged" in heard_
