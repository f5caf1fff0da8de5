"""Several people sent to one place about one matter: what they hear, and what the team reads."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.drafts import Conversation
from bot.effects import Known, Say, SentElsewhere, Tally, Turn
from bot.intake.alike import matter_of, shared_words
from bot.intake.handing_off import hand_off, hello, is_urgent, ring_now
from bot.messages import text_of
from bot.understanding.screening import HandOff, HandOffs, screen
from bot.words.rich import bare
from tests.cast import DEAN, LAUREN, book, draft, known
from tests.theatre import LONDON

NOW = datetime(2026, 12, 10, 9, 52, tzinfo=LONDON)
LAURENS = (
    "Morning, we need a new online form for bulky waste please. its been going round and round at"
    " the payment bit since we opened and weve had 30 odd calls"
)
BEFORE = (
    SentElsewhere(11, "the bulky waste form is broken, it keeps crashing at payment", NOW, 1),
    SentElsewhere(12, "bulky waste payments not working again", NOW, 4),
    SentElsewhere(13, "people cant pay for bulky waste, the page just hangs", NOW, 5),
)


def sent(*minutes_ago: int) -> tuple[SentElsewhere, ...]:
    """What others wrote so many minutes ago, the oldest first."""
    pairs = zip(BEFORE, minutes_ago, strict=False)
    return tuple(replace(one, at=NOW - timedelta(minutes=ago)) for one, ago in pairs)


def told(before: tuple[SentElsewhere, ...], line: str = LAURENS, to: str = "fault") -> Turn:
    basis: Known = replace(known(LAUREN, NOW), alike=before)
    words = screen(line, book().hand_offs, book().kinds).words
    return hand_off(Conversation(), draft(line, hand_off=to, at=NOW), words, basis, book())


def heard(turn: Turn) -> str:
    return "\n".join(text_of(e.message) for e in turn.effects if isinstance(e, Say) and not e.card)


def cards(turn: Turn) -> list[Say]:
    return [each for each in turn.effects if isinstance(each, Say) and each.card]


def test_the_fourth_within_the_hour_hears_so_and_the_team_reads_one_line() -> None:
    turn = told(sent(42, 20, 5))

    assert heard(turn) == (
        "Good morning Lauren. This sounds like something that has stopped working, more than a new"
        " form – ‘going round and round at the payment bit since we opened’. You’re the fourth"
        " person to tell me today, so it is not just you.\n"
        "The service desk can start on it now. Call 01632 960 400. I have not reported it for you."
        f" You can copy this:\n> {LAURENS}\n"
        "I have not made a request. If I have this wrong, select It is different and I’ll carry"
        " on.\n[It is different] [Cancel] [Talk to a person]"
    )
    assert [(card.to, card.card, text_of(card.message)) for card in cards(turn)] == [
        (
            book().rooms.team,
            "alike:fault:2026-12-10:1",
            "4 people sent to the service desk about ‘bulky waste’ and ‘payment’ since 9:10am.",
        )
    ]


def test_the_words_are_kept_with_the_count() -> None:
    assert Tally("fault", LAURENS) in told(()).effects


@pytest.mark.parametrize(
    ("minutes_ago", "ordinal", "lines"),
    [((), None, 0), ((5,), "second", 0), ((5, 1), "third", 1), ((90, 61), "third", 0)],
)
def test_two_are_told_and_three_within_an_hour_are_a_line(
    minutes_ago: tuple[int, ...], ordinal: str | None, lines: int
) -> None:
    turn = told(sent(*minutes_ago))

    assert (f"You’re the {ordinal} person" in heard(turn)) is (ordinal is not None)
    assert len(cards(turn)) == lines


def test_once_there_is_a_line_it_is_updated_all_day() -> None:
    early = told(sent(300, 290, 280))

    assert "4 people" in text_of(cards(early)[0].message)
    assert cards(early)[0].card == cards(told(sent(42, 20, 5)))[0].card


def test_who_writes_again_is_counted_once_and_told_nothing_new() -> None:
    again = (*sent(42, 20, 5), SentElsewhere(LAUREN.key, LAURENS, NOW - timedelta(minutes=2)))
    turn = told(again, "bulky waste payments still not working")

    assert "person to tell me" not in heard(turn)
    assert not cards(turn)
    assert matter_of(draft(LAURENS), replace(known(LAUREN, NOW), alike=again), book()).people == 4


def test_the_eleventh_is_one_of_eleven() -> None:
    many = tuple(
        replace(BEFORE[0], person=100 + n, at=NOW - timedelta(minutes=9)) for n in range(10)
    )

    assert "You’re one of 11 people to tell me today, so it is not just you." in heard(told(many))
    assert "You’re the tenth person" in heard(told(many[1:]))


def test_what_is_about_something_else_or_of_another_day_does_not_count() -> None:
    other = tuple(replace(one, words="outlook wont open") for one in sent(30, 20, 10))
    yesterday = tuple(replace(one, at=one.at - timedelta(hours=12)) for one in sent(30, 20, 10))

    assert not cards(told(other))
    assert not cards(told(yesterday))


def test_two_matters_at_once_have_a_line_each() -> None:
    outlook = [
        SentElsewhere(20 + n, words, NOW - timedelta(minutes=50 - n), 2 + n)
        for n, words in enumerate(("outlook wont open this morning", "is outlook down"))
    ]
    first, *others = sent(40, 20, 5)
    turn = told((first, *outlook, *others), "outlook is down again")

    assert [card.card for card in cards(turn)] == ["alike:fault:2026-12-10:2"]
    assert "3 people sent to the service desk about ‘outlook’ since 9:02am." in text_of(
        cards(turn)[0].message
    )


def test_the_team_reads_no_word_that_one_person_alone_wrote() -> None:
    words = shared_words("mrs hale cant pay for bulky waste, sid the driver told her", BEFORE)

    assert words == ("pay", "bulky waste")


def test_thanks_and_greetings_are_not_counted() -> None:
    turn = told(sent(42, 20, 5), "hi", to="greeting")

    assert len(turn.effects) == 1
    assert heard(turn).startswith("Hello Lauren. Tell me")
    assert heard(told((), "thanks!", to="greeting")) == "You’re welcome, Lauren."


@pytest.mark.parametrize(
    ("line", "hour", "says"),
    [
        ("Morning, the form is broken", 9, "Good morning Lauren."),
        ("hi, good afternoon all", 14, "Good afternoon Lauren."),
        ("Good evening", 18, "Good evening Lauren."),
        ("good morning", 14, "Hello Lauren."),
        ("it broke this morning", 9, "Hello Lauren."),
        ("hiya", 9, "Hello Lauren."),
    ],
)
def test_who_greets_by_the_time_of_day_is_greeted_so(line: str, hour: int, says: str) -> None:
    assert bare(hello(line, known(LAUREN, NOW.replace(hour=hour)), book())) == says


@pytest.mark.parametrize(
    ("contact", "says"),
    [
        ("01632 960 400", "Call 01632 960 400."),
        ("+44 (0)1632 960400", "Call +44 (0)1632 960400."),
        ("desk@example.gov.uk", "Email desk@example.gov.uk."),
        ("www.gov.uk/find-local-council", "See www.gov.uk/find-local-council."),
        ("Sue, second floor", "Contact: Sue, second floor."),
        ("", ""),
    ],
)
def test_how_to_reach_them_is_said_as_people_say_it(contact: str, says: str) -> None:
    hand_offs = book().hand_offs
    own = [replace(each, contact=contact, can_help="") for each in hand_offs.hand_offs]
    ours = replace(book(), hand_offs=HandOffs(tuple(own), hand_offs.wishes, lists=hand_offs.lists))
    turn = hand_off(
        Conversation(),
        draft("there is a typo on our page", hand_off="content"),
        None,
        known(DEAN),
        ours,
    )

    shown = " ".join(filter(None, ("Tell the web team.", says, "I have not passed it on for you.")))
    assert shown in heard(turn)


@pytest.mark.parametrize("line", ["x" * 400 + " is broken", "?!"])
def test_where_their_own_words_do_not_serve_there_are_words_to_copy(line: str) -> None:
    assert "> (What) has not worked since (time)." in heard(told((), line))


def test_a_place_without_words_to_copy_offers_none() -> None:
    assert "copy" not in heard(told((), "I've had an FOI about parking", to="foi"))


def test_what_is_urgent_is_counted_without_its_words() -> None:
    assert is_urgent("there is a child in danger", book())
    turn = ring_now(Conversation(), known(), book())

    assert turn.effects[-1] == Tally("urgent")
    assert turn.unkept
    line = "If nobody is in danger, the emergency line can act on it now. Call 01632 960 999."
    assert line in heard(turn)


def test_every_hand_off_says_who_can_help() -> None:
    def is_told(one: HandOff) -> bool:
        return one.key == "greeting" or bool(one.can_help and one.contact)

    assert all(map(is_told, book().hand_offs.hand_offs))


def test_where_no_word_is_shared_none_is_named() -> None:
    assert shared_words("ok", ()) == ()
