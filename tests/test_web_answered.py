"""Which choices of a direct message are folded away, and which are not."""

import pytest

from adapters.web.answered import is_answered
from adapters.web.people import someone_called
from adapters.web.render import Renderer
from bot.events import Chose, Confirmed, Form, SaidSame, Submitted, WentBack
from bot.messages import Button
from bot.ports import Posted
from tests.test_web_world import NINE, saying

ASKS = (Button("Paper", Chose("channel_now", "paper")), Button("Back", WentBack()))
SUBMIT = (Button("Submit", Submitted()), Button("Edit", Form("edit")))
ANSWER = (Button("Answer", Form("answer", 1)),)
ME_TOO = (Button("Me too", SaidSame(2)),)
CONFIRM = (Button("Yes", Confirmed(1, yes=True)), Button("No", Confirmed(1, yes=False)))


def bot(*buttons: Button, card: str = "") -> Posted:
    """Something that Groundwork said."""
    return Posted(1, saying("words", *buttons), NINE, card=card)


def dean(line: str) -> Posted:
    """Something that Dean said."""
    return Posted(2, saying(line), NINE, "Dean Marsh")


@pytest.mark.parametrize(
    "story",
    [
        (bot(*ASKS), dean("paper"), bot(*ASKS)),
        (bot(*ASKS), dean("60 a month"), bot(*SUBMIT)),
        (bot(*ASKS), bot(*ANSWER), dean("60 a month"), bot(*ASKS)),
        (bot(*SUBMIT), dean("Submit"), bot()),
        (bot(*SUBMIT), dean("submit"), bot(*ME_TOO)),
        (bot(*CONFIRM), dean("Yes"), bot()),
    ],
)
def test_what_was_answered_beyond_doubt_is_folded(story: tuple[Posted, ...]) -> None:
    assert is_answered(story[0], story[1:])


@pytest.mark.parametrize(
    "story",
    [
        (bot(*ASKS),),
        (bot(*ASKS), dean("Paper")),
        (bot(*ASKS), dean("status"), bot()),
        (bot(*ASKS), bot(*ANSWER), dean("on a phone")),
        (bot(*ASKS), bot(*CONFIRM), dean("Back"), bot()),
        (bot(*ANSWER), dean("visitor permits"), bot(*ASKS), dean("Paper"), bot(*SUBMIT)),
        (bot(*ME_TOO), dean("hello"), bot(*ASKS)),
        (bot(*CONFIRM), bot(*ASKS)),
        (bot(*ASKS, card="request:1"), dean("Paper"), bot(*ASKS)),
        (bot(), dean("Paper"), bot(*ASKS)),
    ],
)
def test_what_may_still_be_open_is_never_folded(story: tuple[Posted, ...]) -> None:
    assert not is_answered(story[0], story[1:])


def test_folded_choices_can_still_be_pressed() -> None:
    someone = someone_called("dean")
    assert someone is not None
    lines = (bot(*ASKS), dean("Paper"), bot(*ASKS))
    html = Renderer().messages(someone, someone.direct, lines, NINE)

    assert html.count("<summary>Show the choices</summary>") == 1
    assert html.count(">Paper</button>") == 2
