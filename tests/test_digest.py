"""The weekly digest as it is read."""

from dataclasses import replace
from datetime import date

import pytest

from bot.events import Stopped
from bot.figures import Figures
from bot.handbook import DigestPlan
from bot.levels.judgement import Sureness
from bot.messages import Chart, text_of
from bot.requests import Link, Request, Status
from bot.reviews.digest import digest
from tests.figuring import (
    ACCESS,
    EFFICIENCY,
    TRANSFORMATION,
    WEEK,
    accepted,
    figured,
    outcome,
    request,
    stopped,
)
from tests.reviewing import BOOK, PRIYA, OurBook, at, somebody


def lines(figures: Figures, book: OurBook = BOOK) -> list[str]:
    return text_of(digest(figures, book)).splitlines()


def line(figures: Figures, begins: str, book: OurBook = BOOK) -> str:
    """The line that begins so; empty if the digest has none."""
    return next((text for text in lines(figures, book) if text.startswith(begins)), "")


def test_a_week_in_full() -> None:
    halls = somebody("Una Bell", "Halls")
    lives_at = "a check that someone lives at an address"
    first = accepted(
        109,
        "GOV.UK Pay set up for parking.",
        outcome=outcome(offers=("Online forms", "GOV.UK Pay")),
    )
    second = accepted(112, outcome=outcome(EFFICIENCY, offers=("Online forms",)))
    price_list = stopped(111, "the price list is now a web page.")
    unsure = request(
        113,
        outcome=outcome(TRANSFORMATION, Sureness.NOT_SURE, gaps=(lives_at,)),
        reply_by=at("2026-12-10 17:00"),
        told_late_at=at("2026-12-11 09:00"),
    )
    taxi = request(
        104,
        "2026-11-26 10:00",
        requester=somebody("Al Moss", "Licensing"),
        status=Status.WAITING,
        heard_at=at("2026-11-27 10:00"),
        outcome=outcome(gaps=(lives_at, "sign-off by 2 managers"), warnings=("It ends in 2028.",)),
    )
    hall = request(
        107,
        "2026-12-01 10:00",
        requester=halls,
        status=Status.TAKEN,
        heard_at=at("2026-12-01 12:00"),
        outcome=outcome(EFFICIENCY, gaps=(lives_at,), warnings=("It ends in 2028.", "No owner")),
    )
    allotments = accepted(52, status=Status.LIVE, review_on=date(2026, 12, 14))
    figures = figured(
        WEEK,
        new=(first, second, price_list, unsure),
        decided=(first, second, price_list),
        recent=(first, second, price_list, unsure, taxi, hall),
        waiting=(taxi, hall, unsure),
        live=(allotments, accepted(55, status=Status.LIVE, review_on=date(2026, 12, 21))),
        sent_elsewhere={"fault": 4, "access_right": 1, "lost_property": 2, "greeting": 9},
        not_asked_for=("tell us once when you move home",),
    )

    assert lines(figures) == [
        "Digital requests: Monday 7 to Sunday 13 December 2026",
        "1 of the 2 requests we accepted leaves something others can use. The gap most people are"
        " waiting on: a check that someone lives at an address (3 requests). 4 new, 3 decided.",
        "New: 4. Access (putting it online with a form) 1, Efficiency (joining it up from end to"
        " end) 1, Not sure yet 2.",
        "The last 8 weeks (4 requests; 1 week is too few to judge by). 2 more are not sure yet.",
        "Access: 2, 50%: putting it online with a form",
        "Efficiency: 2, 50%: joining it up from end to end",
        "Transformation: 0, 0%: rethinking the service itself",
        "Decided: 3. Accepted 2: GW-109, GW-112.",
        "- GW-109 leaves behind: GOV.UK Pay set up for parking.",
        "Stopped 1: GW-111, the price list is now a web page.",
        "How soon people heard from us. Half heard within 1 working day. We promise a reply within"
        " 2 working days: 3 of 4 had one in that time. No reply yet: GW-113, asked on Tuesday"
        " 8 December, due by Thursday 10 December."
        " We told 1 person that their reply is late: GW-113.",
        "Waiting longest. GW-104 Thing 104, 11 working days, waiting for Licensing to answer."
        " GW-107 Thing 107, 8 working days, waiting for us to decide."
        " GW-113 Thing 113, 3 working days, waiting for somebody to take it.",
        "Most asked for. Online forms 2, GOV.UK Pay 1.",
        "Gaps to build next",
        "1. a check that someone lives at an address: 3 requests, 3 services.",
        "2. sign-off by 2 managers: 1 request, GW-104.",
        "On our future map, and in no request of the last 8 weeks:"
        " ‘tell us once when you move home’. To see how far each has come, say ‘future’.",
        "Reviews due: 1. Keep, move up or retire? GW-52 Thing 52, Monday 14 December.",
        "Warnings open: 2. It ends in 2028 (2 requests). No owner.",
        "Sent elsewhere: 7. 1 account or access right, 4 faults, lost property 2.",
        "Checking the bot. We kept its level on 2 of 2.",
    ]


@pytest.mark.parametrize(
    ("decided", "lead"),
    [
        ((), "We accepted no requests."),
        ((accepted(1),), "The request we accepted leaves nothing behind for others to use."),
        ((accepted(1, "a"),), "The request we accepted leaves something others can use."),
        (
            (accepted(1, " "), accepted(2)),
            "None of the 2 requests we accepted leaves anything behind for others to use.",
        ),
        (
            (accepted(1, "a"), accepted(2, "b")),
            "Both requests we accepted leave something others can use.",
        ),
        (
            (accepted(1, "a"), accepted(2, "b"), accepted(3, "c")),
            "All 3 requests we accepted leave something others can use.",
        ),
        (
            (accepted(1, "a"), accepted(2, "b"), accepted(3)),
            "2 of the 3 requests we accepted leave something others can use.",
        ),
    ],
)
def test_it_leads_with_what_is_left_behind(decided: tuple[Request, ...], lead: str) -> None:
    figures = figured(WEEK, new=(request(9),), decided=decided)

    assert lines(figures)[1] == f"{lead} 1 new, {len(decided)} decided."


def test_what_was_accepted_and_then_stopped_counts_as_stopped() -> None:
    both = replace(accepted(1, "a"), status=Status.STOPPED, stopped=Stopped(1, "no money", "ring"))

    assert line(figured(WEEK, decided=(both,)), "Decided") == "Decided: 1."
    assert line(figured(WEEK, decided=(both,)), "Stopped") == "Stopped 1: GW-1, no money."


def test_a_week_with_nothing_new_or_nothing_decided_says_so() -> None:
    assert "New: 0." in lines(figured(WEEK, decided=(accepted(1),)))
    assert "Decided: 0." in lines(figured(WEEK, new=(request(1),)))


def test_the_mix_is_held_against_the_one_we_aim_for() -> None:
    recent = (
        *(request(n, outcome=outcome(ACCESS)) for n in range(23)),
        *(request(n, level=EFFICIENCY) for n in range(23, 39)),
        *(request(n, level=TRANSFORMATION) for n in range(39, 46)),
    )
    aims = DigestPlan(intended_mix={ACCESS: 30, EFFICIENCY: 50, TRANSFORMATION: 20})
    figures = figured(WEEK, new=(request(1),), recent=recent)

    (chart,) = (p for p in digest(figures, OurBook(digest=aims)).parts if isinstance(p, Chart))

    assert chart.title == (
        "The last 8 weeks, beside the mix we aim for (46 requests; 1 week is too few to judge by)."
    )
    assert [(bar.label, bar.value, bar.note.split(":")[0]) for bar in chart.bars] == [
        ("Access", 23, "23, 50%, aim 30%"),
        ("Efficiency", 16, "16, 35%, aim 50%"),
        ("Transformation", 7, "7, 15%, aim 20%"),
    ]


def test_one_request_not_sure_yet_is_said_apart() -> None:
    recent = (request(1, level=ACCESS), request(2))

    title = line(figured(WEEK, new=recent, recent=recent), "The last 8 weeks")
    assert title.endswith("(1 request; 1 week is too few to judge by). 1 more is not sure yet.")


def test_how_soon_people_heard_counts_working_days() -> None:
    def heard(number: int, when: str) -> Request:
        return request(number, "2026-12-10 10:00", heard_at=at(when), status=Status.TAKEN)

    same_day, monday, wednesday = (
        heard(1, "2026-12-10 16:00"),
        heard(2, "2026-12-14 10:00"),
        heard(3, "2026-12-16 10:00"),
    )
    unheard = request(4, "2026-12-11 10:00")
    new = (same_day, monday, wednesday, unheard)

    assert line(figured(WEEK, new=new), "How soon") == (
        "How soon people heard from us. Half heard within 2 working days. We promise a reply within"
        " 2 working days: 2 of 4 had one in that time. GW-3 took 4 working days."
        " No reply yet: GW-4, asked on Friday 11 December."
    )
    one = line(figured(WEEK, new=(same_day,)), "How soon")
    assert one == (
        "How soon people heard from us. We promise a reply within 2 working days:"
        " 1 of 1 had one in that time."
    )
    none_yet = line(figured(WEEK, new=(same_day, unheard, replace(unheard, number=5))), "How soon")
    assert "Fewer than half have heard from a person yet." in none_yet
    twice = (same_day, replace(same_day, number=6))
    no_promise = line(figured(WEEK, new=twice), "How soon", OurBook(promise=None))
    assert no_promise == "How soon people heard from us. Half heard on the working day they asked."


def test_follow_ons_and_what_was_withdrawn_unheard_do_not_count_as_heard() -> None:
    follow_on = request(1, follows=52, heard_at=at("2026-12-08 10:00"))
    withdrawn = request(2, status=Status.WITHDRAWN)

    assert line(figured(WEEK, new=(follow_on, withdrawn)), "How soon") == ""


def test_a_part_that_the_team_split_off_does_not_count_as_heard_at_once() -> None:
    late = request(1, "2026-12-07 10:00", heard_at=at("2026-12-11 10:00"), status=Status.TAKEN)
    split = at("2026-12-11 11:00")
    part = replace(late, number=2, asked_at=split, heard_at=split, links=(Link("split_from", 1),))

    assert line(figured(WEEK, new=(late, part)), "How soon") == (
        "How soon people heard from us. We promise a reply within 2 working days:"
        " 0 of 1 had one in that time. GW-1 took 4 working days."
    )


def test_late_news_of_older_requests_is_told_too() -> None:
    old = [request(n, "2026-11-30 10:00", told_late_at=at("2026-12-07 09:00")) for n in (1, 2)]
    before = request(3, "2026-11-23 10:00", told_late_at=at("2026-12-04 09:00"))

    heard = line(figured(WEEK, decided=(accepted(9),), waiting=(*old, before)), "How soon")
    assert heard.endswith("We told 2 people that their replies are late: GW-1, GW-2.")


def test_somebody_of_no_known_service_is_waited_for_without_a_name() -> None:
    nameless = somebody("Dean Marsh", "")
    waiting = request(1, requester=nameless, status=Status.WAITING)
    asked_on_sunday = request(2, "2026-12-13 10:00")
    figures = figured(WEEK, new=(request(3),), waiting=(waiting, asked_on_sunday))

    said = line(figures, "Waiting")
    assert said == "Waiting longest. GW-1 Thing 1, 3 working days, waiting for an answer."


def test_what_was_decided_since_was_waiting_for_that_at_the_end_of_the_week() -> None:
    since = accepted(1)

    said = line(figured(WEEK, new=(since,), waiting=(since,)), "Waiting")
    assert said == "Waiting longest. GW-1 Thing 1, 3 working days, waiting for us to decide."


def test_a_review_is_due_only_once_live() -> None:
    not_live = accepted(1, review_on=date(2026, 12, 14))

    assert line(figured(WEEK, decided=(not_live,), live=(not_live,)), "Reviews") == ""


def test_a_gap_of_no_known_service_counts_its_requests_only() -> None:
    nameless = somebody("Dean Marsh", "")
    waiting = tuple(request(n, requester=nameless, outcome=outcome(gaps=("a",))) for n in (1, 2))

    assert "1. a: 2 requests." in lines(figured(WEEK, new=waiting, waiting=waiting))


def test_long_lists_name_the_first_and_count_the_rest() -> None:
    many = tuple(accepted(n, "x" * 500) for n in range(1, 31))
    figures = figured(WEEK, decided=many)

    named = ", ".join(f"GW-{n}" for n in range(1, 11))
    assert line(figures, "Decided") == f"Decided: 30. Accepted 30: {named}, and 20 more."
    assert "- And 20 more." in lines(figures)
    assert max(map(len, lines(figures))) < 200


def test_what_people_filled_in_stays_on_one_line() -> None:
    figures = figured(WEEK, decided=(stopped(1, "too\n\ndear **today**.\n"),))

    assert line(figures, "Stopped") == "Stopped 1: GW-1, too dear **today**."


def test_a_digest_names_nobody() -> None:
    waiting = request(1, taker=PRIYA, status=Status.TAKEN)
    said = "\n".join(lines(figured(WEEK, new=(waiting,), waiting=(waiting,), recent=(waiting,))))

    assert "Dean" not in said
    assert "Priya" not in said
