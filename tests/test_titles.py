"""Titles made from what people write: short, whole words, theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.titles import LONGEST, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("hiya can we get visitor permits online\nplease", "Visitor permits online"),
        ("Season tickets for car parks: people queue for hours", "Season tickets for car parks"),
        ("pest control bookings online please, people ring us", "Pest control bookings online"),
        ("do something about the bins pls", "Do something about the bins"),
        (
            "Morning, we need a new online form for skips please. its",
            "New online form for skips",
        ),
        ("Could I get Adobe Pro, it's for making forms", "Adobe Pro"),
        ("One piece of this: residents can rent barricades", "Residents can rent barricades"),
        ("Two reasons: our website is hard to use", "Our website is hard to use"),
        ("Need Knack access so that I can write work for contractors", "Knack access"),
        ("I need to get in to the request form please", "Get in to the request form"),
        ("Is there a way you can let us export the data?", "Export the data"),
        ("Good morning, I'd like to discuss an intake form for trees", "Intake form for trees"),
        ("I'm asking for access to run the report", "Access to run the report"),
        ("she wants to book a hall online, people ring her", "Book a hall online"),
        ("TCP25-1930xx\nThe customer never got the email", "Customer never got the email"),
        ("TCP25-1930xx", "TCP25-1930xx"),
        ("URGENT!!! the waiting list is a mess, people ring us", "Waiting list is a mess"),
        ("Urgent: can we get skip permits online", "Skip permits online"),
        ("URGENT", "URGENT"),
        ("Could you please call us back about the permits?", "Permits"),
        ("and actually we would like a form for bins", "Form for bins"),
        ("why cant we just log it online", "Log it online"),
        ("Why can’t people pay by card?", "People pay by card"),
        (
            "This was talked about in the meeting. Take it off the list please",
            "Take it off the list",
        ),
        ("This was talked about in the meeting", "This was talked about in the meeting"),
        (
            "The permitting group wants our system to have a report of all the permits there are",
            "Permitting group wants our system to have a report of all…",
        ),
        ("x" * 80, "X" + "x" * 58 + "…"),
        ("Hello there!", ""),
        ("👍", ""),
    ],
)
def test_a_title_says_what_it_is_about(text: str, title: str) -> None:
    assert title_of(text) == title


@given(st.text(alphabet=" abn.,:;'’-–\n2", max_size=200) | st.text(max_size=200))
def test_a_title_is_short_and_holds_no_word_of_ours(text: str) -> None:
    title = title_of(text)
    said = text.casefold().split()

    assert len(title) <= LONGEST
    assert all(any(word in each for each in said) for word in _words(title))


def _words(title: str) -> list[str]:
    return [word.strip(" ,;:.!?–-…") for word in title.casefold().split()]
