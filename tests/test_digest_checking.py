"""What the digest says of itself: did the blocks fit, did it help, does the team agree."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.events import Event, Helped, Judged, Verdict
from bot.figures import Figures
from bot.levels.judgement import Level, Sureness
from bot.messages import text_of
from bot.requests import Entry, Link, Request, Status
from bot.reviews import tallies
from bot.reviews.digest import digest
from tests.figuring import ACCESS, EFFICIENCY, WEEK, accepted, figured, outcome, request, stopped
from tests.reviewing import BOOK, TUESDAY

VERDICTS = ("as_it_is", "adapted", "same_word", "rejected")


def line(figures: Figures, begins: str) -> str:
    lines = text_of(digest(figures, BOOK)).splitlines()
    return next((text for text in lines if text.startswith(begins)), "")


def entry(event: Event, by: str = "Priya Nair", number: int = 1) -> Entry:
    return Entry(number, TUESDAY, by, event, sum(map(ord, by)))


def judged(number: int, block: str, verdict: str, why: str = "") -> Entry:
    return entry(Judged(number, (Verdict(block, block, verdict, why),)), number=number)


def week(*said: Entry, **more: Any) -> Figures:
    return figured(WEEK, new=(request(1),), said=said, **more)


def test_verdicts_are_counted_with_why_a_word_was_no_more() -> None:
    said = (
        judged(1, "Online forms", "as_it_is"),
        judged(2, "Online forms", "as_it_is"),
        judged(2, "Pay", "rejected"),
        judged(3, "Bookings", "same_word", "the halls need slots."),
        judged(4, "Bookings", "same_word"),
    )

    assert line(week(*said), "Did the blocks fit?") == (
        "Did the blocks fit? 5 verdicts. As it is 2, same word only 2, rejected 1. "
        "‘Bookings’ was the same in name only: the halls need slots."
    )
    assert line(week(judged(1, "Pay", "adapted")), "Did") == (
        "Did the blocks fit? 1 verdict. Adapted 1."
    )
    assert line(week(), "Did the blocks fit?") == ""


def test_two_people_of_one_name_have_an_answer_each() -> None:
    first, second = (Entry(1, TUESDAY, "Jo Lee", Helped(1, "yes"), key) for key in (4, 5))

    assert tallies.helped(week(first, second)) == {"yes": 2}
    assert tallies.helped(week(first, replace(first, event=Helped(1, "no")))) == {"no": 1}


def test_who_changes_their_mind_has_one_verdict() -> None:
    said = (judged(1, "Pay", "rejected"), judged(1, "Pay", "adapted"))

    assert line(week(*said), "Did").endswith("1 verdict. Adapted 1.")


def test_what_people_answered_is_counted_once_each() -> None:
    people = ("Dean", "Ruth", "Sam", "Ruth")
    answers = ("yes", "no", "yes", "partly")
    said = (entry(Helped(1, a), who) for who, a in zip(people, answers, strict=True))

    assert line(week(*said), "Did it help?") == (
        "Did it help? 3 people answered in the last 4 weeks: 2 yes, 1 partly."
    )


def test_of_fewer_than_three_nobody_can_be_known_by_their_answer() -> None:
    said = (entry(Helped(1, "no"), "Dean"), entry(Helped(1, "yes"), "Ruth"))

    assert line(week(*said), "Did it help?") == (
        "Did it help? Fewer than 3 people answered in the last 4 weeks, too few to tell them apart."
    )
    assert line(week(), "Did it help?") == ""


def test_how_often_the_team_agrees_is_said_with_what_it_moved() -> None:
    ours = outcome(ACCESS, offers=("Forms", "Pay", "Notify"))
    moved = accepted(
        115,
        outcome=ours,
        level=EFFICIENCY,
        level_reason="Typed in again.",
        verdicts=(Verdict("forms", "Forms", "adapted"), Verdict("pay", "Pay", "rejected")),
    )
    same = accepted(116, outcome=ours, level=ACCESS, verdicts=(Verdict("x", "X", "as_it_is"),))
    silent = replace(stopped(117, "no need"), outcome=ours)
    withdrawn = request(118, status=Status.WITHDRAWN, outcome=ours)
    unread = accepted(119)
    guess = accepted(120, outcome=outcome(sure=Sureness.NOT_SURE))
    figures = week(decided=(moved, same, silent, withdrawn, unread, guess))

    assert line(figures, "Checking the bot.") == (
        "Checking the bot. We kept its level on 2 of 3. We moved GW-115 to Efficiency "
        "(Typed in again). We used 1 of the 2 blocks it offered and we judged."
    )
    assert line(week(decided=(unread,)), "Checking") == ""


def test_what_was_merged_is_told_with_where_it_went() -> None:
    gone = request(
        119, status=Status.MERGED, links=(Link("split_off", 3), Link("merged_into", 107))
    )

    assert line(week(decided=(gone,)), "Merged") == "Merged 1: GW-119 into GW-107."


entries = st.lists(
    st.builds(
        judged,
        st.integers(1, 4),
        st.sampled_from(("Forms", "Pay")),
        st.sampled_from(VERDICTS),
    )
    | st.builds(
        lambda number, answer, who: entry(Helped(number, answer), who, number),
        st.integers(1, 4),
        st.sampled_from(("yes", "partly", "no")),
        st.sampled_from(("Dean", "Ruth", "Sam")),
    )
)


@given(entries)
def test_every_verdict_and_answer_is_counted_right(said: list[Entry]) -> None:
    figures = week(*said)
    last_verdicts: dict[object, str] = {}
    last_answers: dict[object, str] = {}
    for one in said:
        match one.event:
            case Judged(verdicts=(verdict,)):
                last_verdicts[one.request, verdict.block] = verdict.verdict
            case Helped(answer=answer):
                last_answers[one.request, one.by] = answer

    assert Counter(one.verdict for one in tallies.verdicts(figures)) == Counter(
        last_verdicts.values()
    )
    assert tallies.helped(figures) == Counter(last_answers.values())


decided = st.lists(
    st.builds(
        lambda number, level, ours, verdict, taken: (
            (accepted if taken else stopped)(number, "why")
            if ours is None
            else replace(
                (accepted if taken else stopped)(number, "why"),
                level=level,
                outcome=outcome(ours, offers=("Forms",)),
                verdicts=(Verdict("forms", "Forms", verdict),),
            )
        ),
        st.integers(1, 99),
        st.none() | st.sampled_from(Level),
        st.none() | st.sampled_from(Level),
        st.sampled_from(VERDICTS),
        st.booleans(),
    ),
    unique_by=lambda one: one.number,
)


@given(decided)
def test_agreement_is_counted_right(requests: list[Request]) -> None:
    agreed = tallies.agreement(week(decided=tuple(requests)))
    ours = [one for one in requests if one.outcome]

    assert agreed.levelled == agreed.judged == len(ours)
    assert agreed.kept == sum(
        one.level in (None, one.outcome.judgement.level) for one in ours if one.outcome
    )
    assert agreed.used == sum(one.verdicts[0].verdict in ("as_it_is", "adapted") for one in ours)
