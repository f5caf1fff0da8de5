"""What the stories of the team's channel share: people, one request, and a step in its life."""

from dataclasses import replace
from typing import Any, cast

from bot.drafts import Conversation
from bot.effects import Expect, Known, Save, Say, Turn
from bot.events import Event, Filled
from bot.handbook import Handbook
from bot.messages import Answer, Message, Quiet, text_of
from bot.people import Person
from bot.requests import Request, Status
from bot.triage import forms
from bot.triage.decisions import decide
from bot.triage.moves import LifeEvent
from tests.reviewing import BOOK, PRIYA, TOM, TUESDAY, asked, somebody

RUTH, SAM = somebody("Ruth Okafor", "Adult social care"), somebody("Sam Price", "Duty desk")
HERS = replace(asked(7), status=Status.TAKEN, taker=PRIYA)
"""A request of Dean's that Priya took."""


def book() -> Handbook:
    """The sentences, days and rooms; nothing here looks further into a handbook."""
    return cast("Handbook", BOOK)


def known(request: Request | None = HERS, who: Person = PRIYA, **more: Any) -> Known:
    """What is known when one of the team presses on the card."""
    team = who in (PRIYA, TOM)
    at_card: dict[str, Any] = {"place": BOOK.rooms.team, "member": team, "decider": team}
    return Known(**{"at": TUESDAY, "person": who, "request": request, **at_card, **more})


def step(event: LifeEvent, knowing: Known | None = None) -> Turn:
    """What one step comes to."""
    return decide(Conversation(), event, knowing or known(), book())


def became(turn: Turn) -> Request:
    """The request as it is kept after the step."""
    return next(one.request for one in turn.effects if isinstance(one, Save))


def heard(turn: Turn) -> dict[str, str]:
    """What each person reads in their direct message, by name."""
    said = (one for one in turn.effects if isinstance(one, Say))
    return {one.to.key: text_of(one.message) for one in said}


def expects(turn: Turn) -> list[str]:
    """Who has a question open from now on."""
    return [one.person.name for one in turn.effects if isinstance(one, Expect)]


def refusal(answer: Answer) -> str:
    """What the presser alone is told; nothing else happens."""
    assert isinstance(answer, Quiet)
    return text_of(answer.message)


def refused(event: LifeEvent, knowing: Known | None = None) -> str:
    """Why a step is not taken."""
    turn = step(event, knowing)
    assert turn.effects == ()
    return refusal(turn.answer)


def fill(form: str, knowing: Known | None = None, /, **values: str) -> Event | Answer | None:
    """What a submitted dialog is read as."""
    return forms.read(Filled(form, 7, values), knowing or known(), book())


def labels(message: Message) -> list[str]:
    """The buttons under a message."""
    return [button.label for button in message.buttons]
