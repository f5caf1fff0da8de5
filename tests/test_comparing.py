"""Is this the same as yours? What is asked, what is never shown, and what Me too does."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import assume, find, given
from hypothesis import strategies as st

from bot.catalogue.terms import in_any, stem
from bot.drafts import Draft, NotSame
from bot.effects import Effect, Save, Say
from bot.events import Joined, SaidDifferent, SaidSame
from bot.intake.comparing import different, likely, me_too, question
from bot.messages import Message, text_of
from bot.requests import Request, Status
from tests.cast import DEAN, LAUREN, RUTH, book, draft, known, request, with_similar
from tests.theatre import LONDON

PERMITS = draft(
    "hiya can we get visitor permits online\npeople keep coming to reception w the paper form",
    "we key it into PermitPoint then print the permit and post it",
    "£12 for a book of 10, card or cash",
)
SEASON = replace(
    request(
        97,
        "can people get car park season tickets online? they come to reception with a paper form,"
        " we key it in, print the ticket and post it. card only",
        by=replace(LAUREN, service="Parking"),
    ),
    title="Season tickets for car parks",
)


def asked(about: Request, mine: Draft = PERMITS) -> str:
    parts, buttons = question(mine, about, known(), book())
    return text_of(Message(parts, buttons))


def heard(effects: tuple[Effect, ...]) -> str:
    return "\n".join(text_of(each.message) for each in effects if isinstance(each, Say))


def test_a_likely_duplicate_shows_title_service_and_shared_words() -> None:
    alike = likely(PERMITS, with_similar(known(), SEASON), book())

    assert alike == SEASON
    assert asked(SEASON) == (
        "Is this the same as yours? ‘Season tickets for car parks’, Parking, is open."
        " Both say ‘online’, ‘reception’ and ‘card’.\n[Me too] [It is different]"
    )


def test_the_buttons_name_the_request() -> None:
    _, buttons = question(PERMITS, SEASON, known(), book())

    assert [button.press for button in buttons] == [SaidSame(97), SaidDifferent(97)]


def test_it_says_how_far_the_other_has_come() -> None:
    assert "‘Season tickets for car parks’, Parking, has been accepted." in asked(
        replace(SEASON, status=Status.ACCEPTED)
    )
    nowhere = replace(SEASON, status=Status.LIVE, requester=replace(LAUREN, service=""))
    assert "‘Season tickets for car parks’ is live." in asked(nowhere)


@pytest.mark.parametrize(
    "hidden",
    [
        replace(SEASON, confidential=True),
        replace(SEASON, requester=DEAN, status=Status.LIVE),
        replace(SEASON, joined=(DEAN.key,)),
        replace(SEASON, status=Status.STOPPED),
        request(98, "burials are in a carbon copy book"),
    ],
)
def test_what_is_confidential_or_joined_or_over_or_unlike_is_not_shown(hidden: Request) -> None:
    assert likely(PERMITS, with_similar(known(), hidden), book()) is None


def test_before_anything_was_looked_for_nothing_is_shown() -> None:
    assert likely(PERMITS, known(), book()) is None


def test_who_asks_in_confidence_is_shown_nothing() -> None:
    secret = replace(PERMITS, confidential=True)

    assert likely(secret, with_similar(known(), SEASON), book()) is None


def test_what_was_told_apart_is_remembered_with_the_reason_and_not_shown_again() -> None:
    told = different(PERMITS, SEASON, "thats car parks ours is streets")
    other = replace(SEASON, number=98)

    assert told.not_same == (NotSame(97, "thats car parks ours is streets", SEASON.title),)
    assert likely(told, with_similar(known(), SEASON), book()) is None
    assert likely(told, with_similar(known(), SEASON, other), book()) == other


def test_nobody_is_asked_more_than_twice() -> None:
    told = different(different(PERMITS, SEASON, ""), replace(SEASON, number=98), "")
    more = with_similar(known(), replace(SEASON, number=99))

    assert likely(told, more, book()) is None


def test_telling_one_apart_twice_keeps_the_latest_reason() -> None:
    assert different(different(PERMITS, SEASON, ""), SEASON, "ours is streets").not_same == (
        NotSame(97, "ours is streets", SEASON.title),
    )


def test_me_too_joins_and_the_words_go_to_the_team() -> None:
    saved, said = me_too(PERMITS, SEASON, known(), book())

    assert saved == Save(replace(SEASON, joined=(DEAN.key,)), Joined(97, PERMITS.text))
    assert isinstance(said, Say)
    assert said.to == DEAN.home
    assert heard((said,)) == (
        "Thank you. I’ve added you to GW-97, ‘Season tickets for car parks’, so you do not need to"
        " send one of your own.\nA person in the digital team will read it next.\n"
        "Your words have gone to the digital team, and to nobody else."
        " You’ll hear of every step here."
    )


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (Status.TAKEN, "The digital team is looking at it."),
        (Status.WAITING, "The digital team is looking at it."),
        (Status.ACCEPTED, "The digital team is going to do it."),
        (Status.LIVE, "It is in use already."),
    ],
)
def test_who_joins_hears_what_happens_next(status: Status, says: str) -> None:
    assert says in heard(me_too(PERMITS, replace(SEASON, status=status), known(), book()))


def test_who_joins_hears_when_a_reply_was_promised() -> None:
    promised = replace(SEASON, reply_by=datetime(2026, 12, 10, 17, tzinfo=LONDON))

    assert "will reply to it by 5pm on Thursday 10 December." in heard(
        me_too(PERMITS, promised, known(), book())
    )
    too_late = replace(known(), at=datetime(2026, 12, 10, 17, 1, tzinfo=LONDON))
    assert "A person in the digital team will read it next." in heard(
        me_too(PERMITS, promised, too_late, book())
    )


@pytest.mark.parametrize(
    "theirs",
    [replace(SEASON, requester=DEAN, status=Status.LIVE), replace(SEASON, joined=(2, DEAN.key))],
)
def test_who_is_in_it_already_is_told_so_and_nothing_changes(theirs: Request) -> None:
    effects = me_too(PERMITS, theirs, known(), book())

    assert len(effects) == 1
    assert "You’re part of GW-97 already" in heard(effects)


@pytest.mark.parametrize(
    "gone", [replace(SEASON, status=Status.WITHDRAWN), replace(SEASON, confidential=True)]
)
def test_what_is_over_or_has_become_confidential_cannot_be_joined(gone: Request) -> None:
    effects = me_too(PERMITS, gone, known(), book())

    assert len(effects) == 1
    assert "I cannot add you to that one now." in heard(effects)
    assert "Season" not in heard(effects)


Ask = Callable[[Draft, Request], str]
_ITS_OWN = "Is this the same as yours is open Both say and Me too It is different"
_WORD = st.sampled_from([*PERMITS.text.split(), "hospital", "Hale", "burial", "register", "zebra"])
lines = st.builds(" ".join, st.lists(_WORD, min_size=1, max_size=12))


def keeps_the_words_of_others(ask: Ask, mine: str, theirs: str) -> bool:
    """Beyond title and service no word is shown that both do not say."""
    other = replace(request(1, theirs, by=RUTH), title="Season tickets")
    shown = re.findall(r"\w+", ask(draft(mine), other))
    allowed = {word.casefold() for word in f"{_ITS_OWN} Season tickets {RUTH.service}".split()}
    both = in_any([mine]) & in_any([theirs])
    # A stem of one letter tells nothing, so it is never shown as shared.
    return all(word.casefold() in allowed or stem(word.casefold()) in both for word in shown)


def _tell_tale(mine: Draft, other: Request) -> str:
    return asked(other, mine) + other.said[0].text


def test_no_word_of_anothers_is_shown_beyond_title_service_and_what_both_say() -> None:
    @given(lines, lines)
    def holds(mine: str, theirs: str) -> None:
        assume(in_any([mine]) & in_any([theirs]))
        assert keeps_the_words_of_others(lambda one, two: asked(two, one), mine, theirs)

    holds()
    find(st.tuples(lines, lines), lambda two: not keeps_the_words_of_others(_tell_tale, *two))
