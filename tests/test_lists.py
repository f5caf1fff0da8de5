"""Lists of requests: the queue, what is live, what is not built yet, and what has some words."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.drafts import Conversation, Line
from bot.effects import Known
from bot.events import Edited, Filled, Judged, Listed, Noted, Verdict
from bot.facts import Fact, Source
from bot.filling import needs, read_form
from bot.levels.judgement import Level
from bot.looking import LISTS, show
from bot.messages import Message, Open, Quiet, Show, text_of
from bot.pages import page_of
from bot.people import Person
from bot.requests import Request
from bot.triage import finding, lists
from tests import cast
from tests.figuring import gaps_of, outcome
from tests.reviewing import DEAN, PRIYA, TUESDAY, asked, at, live
from tests.storytelling import A_REQUEST, tell
from tests.theatre import program_in
from tests.triaging import HERS, RUTH, book, known, labels

THURSDAY = at("2026-12-10 10:00")
SAVES = {"volume_per_month": Fact(60, Source.READ), "minutes_each": Fact(15, Source.READ)}
PROMISED = replace(
    asked(6), requester=RUTH, level=Level.ACCESS, facts=SAVES, reply_by=at("2026-12-10 17:00")
)


def lines(message: Message) -> list[str]:
    return text_of(message).splitlines()


def test_the_queue_says_what_could_be_saved_and_what_comes_next() -> None:
    assert lines(lists.queue(page_of((PROMISED, HERS)), THURSDAY, book())) == [
        "2 requests are open, oldest first.",
        "- GW-6 Visitor permits online · New · nobody has it yet · Access · 2 working days · about "
        "15 hours a month · next: reply by 5pm on Thursday 10 December",
        "- GW-7 Visitor permits online · Taken · Priya Nair · asked to talk to a person · "
        "2 working days · next: accept, stop or ask",
        "[Filter]",
    ]


def test_what_is_decided_has_nothing_to_come_next_in_a_list() -> None:
    chosen = Listed("queue", status="live")

    assert lines(lists.queue(page_of((live(7),)), THURSDAY, book(), chosen))[1] == (
        "- GW-7 Visitor permits online · Live · Priya Nair · 2 working days"
    )


@pytest.mark.parametrize(
    ("asked_on", "told"),
    [
        ("2026-12-10 17:00", "A person will reply by 5pm on Thursday 10 December 2026."),
        (
            "2026-12-16 10:00",
            "We said that a person would reply by 5pm on Thursday 10 December 2026."
            " We’re sorry that nobody has yet.",
        ),
    ],
)
def test_a_promise_that_was_broken_is_not_told_as_one_to_come(asked_on: str, told: str) -> None:
    reader = replace(known(PROMISED, RUTH), at=at(asked_on))

    assert told in lines(lists.one(PROMISED, reader, book(), member=False))


def test_a_long_list_has_pages_that_lead_on_and_back() -> None:
    many = tuple(asked(n) for n in range(1, 46))
    first, last = (
        lists.queue(page_of(many, page), THURSDAY, book(), Listed("queue", page=page))
        for page in (1, 99)
    )
    middle = lists.queue(page_of(many, 2), THURSDAY, book(), Listed("queue", page=2))

    assert labels(first) == ["Next page", "Filter"]
    assert labels(middle) == ["Previous page", "Next page", "Filter"]
    assert labels(last) == ["Previous page", "Filter"]
    assert [button.press for button in middle.buttons[:2]] == [
        Listed("queue", page=1),
        Listed("queue", page=3),
    ]
    assert lines(first)[-2] == "Page 1 of 3."
    assert len(lines(last)) == 1 + 5 + 2


def test_a_filtered_queue_says_so() -> None:
    look = Listed("queue", level="access")
    one, none = (lists.queue(page_of(of), THURSDAY, book(), look) for of in ((PROMISED,), ()))

    assert lines(one)[0] == "1 request matches."
    assert lines(none) == ["No request matches."]


def test_only_the_team_filters_the_queue() -> None:
    assert isinstance(finding.open_form(known(who=DEAN), cast.book()), Quiet)


def test_the_filter_offers_what_there_is_in_the_queue() -> None:
    services = ("Adult social care", "Parking")
    view = finding.open_form(known(services=services, takers=(PRIYA,)), cast.book())

    assert isinstance(view, Open)
    offered = {one.key: [each.label for each in one.choices] for one in view.dialog.fields}
    assert offered["level"] == ["Any", "Access", "Efficiency", "Transformation"]
    assert offered["service"] == ["Any", "Adult social care", "Parking"]
    assert offered["person"] == ["Any", "Priya Nair"]
    assert offered["status"][3] == "Waiting"
    assert "Merged" not in offered["status"]


@pytest.mark.parametrize(
    ("values", "look"),
    [
        ({"status": "any", "person": "12"}, Listed("queue", person=12)),
        ({"level": "access", "person": "any"}, Listed("queue", level="access")),
        ({"person": "nobody", "service": "parking"}, Listed("queue", service="parking")),
        ({"status": "live"}, Listed("queue", status="live")),
    ],
)
def test_what_was_chosen_is_what_is_looked_up_and_shown(
    values: dict[str, str], look: Listed
) -> None:
    filled = Filled("filter", 0, values)
    knowing = known(pages={"queue": page_of((HERS,))})
    answer = read_form(filled, knowing, cast.book())

    assert needs(filled, cast.book()).listed == (look,)
    assert isinstance(answer, Quiet)
    assert answer.message == lists.queue(page_of((HERS,)), TUESDAY, cast.book(), look)


def test_what_is_live_is_listed_by_when_it_is_looked_at_again() -> None:
    soon = replace(live(8, date(2026, 12, 8)), taker=None)
    shown = lists.reviews(page_of((soon, live(7))), THURSDAY, book())

    assert lines(shown) == [
        "2 reviews are due or to come, the soonest first.",
        "- GW-8 Visitor permits online · nobody has it yet · due since Tuesday 8 December 2026",
        "- GW-7 Visitor permits online · Priya Nair · Monday 19 April 2027",
    ]


def said(number: int, text: str, who: Request = PROMISED, **more: Any) -> Request:
    made = replace(asked(number), requester=who.requester, said=(Line(text, TUESDAY),))
    return replace(made, title=f"Thing {number}", **more)


CHECK = "a check that someone lives at an address"
TAX = said(1, "we ring council tax to see who lives there", outcome=outcome(gaps=(CHECK,)))
ALSO = said(
    2, "council tax has to tell us", HERS, named_gaps=("Check that someone lives at an address.",)
)


def test_gaps_are_ranked_by_who_waits_in_the_words_that_several_use() -> None:
    other = said(3, "needs a signature", named_gaps=("sign-off",))

    assert lines(gaps_of(other, TAX, ALSO))[:3] == [
        "2 things are not built yet. What most requests wait for comes first.",
        f"1. {CHECK}: 2 requests, 2 services, GW-1, GW-2. Staff say ‘council tax’.",
        "2. sign-off: 1 request, 1 service, GW-3.",
    ]


def test_the_words_of_one_person_alone_are_not_quoted() -> None:
    twice = replace(ALSO, requester=TAX.requester)

    assert "Staff say" not in text_of(gaps_of(TAX, twice))


def test_many_gaps_have_pages_too() -> None:
    many = tuple(said(n, "x", named_gaps=(f"thing {n}",)) for n in range(1, 26))

    assert labels(gaps_of(*many))[-1:] == ["Next page"]
    assert "Next page" not in labels(gaps_of(*many, page=2))
    assert text_of(gaps_of()).startswith("No open request is waiting")


def test_no_event_hides_what_somebody_typed() -> None:
    verdict = Verdict("pay", "GOV.UK Pay", "adapted", "no cash")

    assert finding.words_of(Noted(7, "ask Sam")) == ("ask Sam",)
    assert finding.words_of(Judged(7, (verdict,), ("a way to pay",))) == (
        *("GOV.UK Pay", "no cash", "a way to pay"),
    )
    assert finding.words_of(Edited(1, "Permits", {"deadline": "May"})) == ("Permits", "May")


STORY = f"""{A_REQUEST}
Priya presses Note on GW-1
  text: Ask about ferrets first.
"""

FINDS = {
    "Priya: find ferrets": "1 request has these words.",
    "Priya in the channel: FIND paper permits": "1 request has these words.",
    "Priya: find ferrets unicorns": "No request that you may see has these words.",
    "Dean: find permit": "1 request has these words.",
    "Dean: find ferrets": "No request that you may see has these words.",
    "Ruth: find permit": "No request that you may see has these words.",
    "Dean: Find": "Say ‘find’ and a few words, such as ‘find parking permits’. "
    "I look for requests that have all of them.",
    "Dean: find system": "Nearly every request has those words. Try a rarer one.",
    "Dean: gaps": "Only the digital team can do that.",
    "Dean: queue": "Only the digital team can do that.",
    "Dean: reviews": "Only the digital team can do that.",
    "Priya: gaps": "No open request is waiting for something that is not built yet.",
    "Priya: reviews": "Nothing that is live has a review date.",
}


async def test_people_find_what_they_may_see(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, STORY + "\n".join(FINDS))

    lines_ = (one for one in heard.splitlines() if one.startswith(("Groundwork: ", "In the ")))
    answers = [one for one in lines_ if "I’m Groundwork" not in one]
    assert [one.partition(": ")[2] for one in answers[-len(FINDS) :]] == list(FINDS.values())


def many(numbers: range) -> tuple[Request, ...]:
    return tuple(asked(n) for n in numbers)


def second(requests: tuple[Request, ...], who: Person = PRIYA) -> Known:
    """The second page of them is known, whatever list it is of."""
    page = page_of(requests, 2)
    return known(who=who, pages=dict.fromkeys(LISTS, page))


@pytest.mark.parametrize(
    ("look", "knowing"),
    [
        (Listed("queue", page=2), second(many(range(22)))),
        (Listed("mine", page=2), second((HERS,) * 22)),
        (Listed("reviews", page=2), second((live(7),) * 22)),
        (Listed("my_requests", page=2), second(many(range(22)), who=DEAN)),
        (Listed("find", page=2, words="permits"), second(many(range(22)))),
        (Listed("find", page=2, words="permits"), second(many(range(22)), who=DEAN)),
    ],
)
def test_every_list_is_turned_page_by_page(look: Listed, knowing: Known) -> None:
    view = show(look, Conversation(), knowing, cast.book())

    assert isinstance(view, Show)
    assert "Page 2 of 2." in text_of(view.message)
    assert view.message.buttons[0].press == replace(look, page=1)


def test_what_a_button_cannot_carry_has_no_pages_to_turn() -> None:
    look = Listed("find", words="tŷ gwydr")

    assert labels(lists.found(page_of(many(range(22))), look, THURSDAY, book())) == []


def test_a_list_that_there_is_not_is_told() -> None:
    view = show(Listed("secrets"), Conversation(), known(), cast.book())

    assert isinstance(view, Show)
    assert text_of(view.message).startswith("This button is out of date")


async def test_the_queue_is_filtered_on_the_spot(tmp_path: Path) -> None:
    story = f"{A_REQUEST}\nPriya: queue\nPriya presses Filter\n  service: parking\nDean: queue"
    async with program_in(tmp_path) as program:
        heard = await tell(program, story)

    assert "Groundwork: 1 request matches." in heard


def test_what_is_due_to_be_looked_at_again_is_told_or_that_nothing_is() -> None:
    due, none = (lists.due(page_of(of), THURSDAY, book()) for of in ((live(7),), ()))

    assert lines(due)[0] == "1 review is due or to come."
    assert lines(none) == ["No review is due."]
