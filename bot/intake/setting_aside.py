"""Requests set aside: while another is made, or until after today. None is lost or forgotten."""

from dataclasses import replace

from bot.drafts import Aside, Conversation, Draft
from bot.effects import Effect, Known, Say, Turn
from bot.events import Dropped, Event, Resumed, SetAside, WentOn
from bot.handbook import Handbook
from bot.intake.going_on import again, told
from bot.messages import Button, Items, Message, Paragraph, Weight

MOST_SHOWN = 5
"""So many requests that are not sent yet are listed at most."""


def which(draft: Draft, known: Known, book: Handbook) -> Say:
    """To somebody who begins a second request: finish this one, or set it aside?"""
    question = Paragraph(book.words.rich("aside.which", title=_title(draft, book)))
    buttons = _buttons((("finish", WentOn(draft.number)), ("set_aside", SetAside())), book)
    return Say(known.person.home, Message((question,), buttons))


def put_by_note(draft: Draft, book: Handbook) -> Paragraph:
    """To somebody whose request was set aside because another began."""
    return Paragraph(book.words.rich("aside.put_by", title=_title(draft, book)))


def put_by(state: Conversation) -> Conversation:
    """With the request under way set aside, if there is one."""
    if state.draft is None or state.draft.hand_off:
        return replace(state, draft=None)
    return replace(state, draft=None, aside=(*state.aside, Aside(state.draft)))


def found(state: Conversation, number: int) -> Aside | None:
    """What was set aside under this number."""
    return next((one for one in state.aside if one.draft.number == number), None)


def without(state: Conversation, one: Aside) -> Conversation:
    """With this one no longer set aside."""
    return replace(state, aside=tuple(other for other in state.aside if other is not one))


def offer_next(state: Conversation, known: Known, book: Handbook) -> tuple[Effect, ...]:
    """Once nothing is under way: shall we go on with what was set aside first?"""
    waiting = [one for one in state.aside if one.ask_at is None]
    if not waiting:
        return ()
    return (Say(known.person.home, _shall_we(waiting[0], book)),)


def and_next(turn: Turn, known: Known, book: Handbook) -> Turn:
    """The turn, and then what was set aside first, if anything was."""
    return replace(turn, effects=(*turn.effects, *offer_next(turn.state, known, book)))


def let_go(one: Aside, known: Known, book: Handbook) -> Say:
    """To somebody who gives up what they had set aside: which it was."""
    line = book.words.rich("aside.let_go", title=_title(one.draft, book))
    return Say(known.person.home, Message((Paragraph(line),)))


def resumed(state: Conversation, number: int, known: Known, book: Handbook) -> Turn:
    """Go on with what was set aside; what is under way is set aside instead."""
    one = found(state, number)
    if one is None:
        return told(state, known, book, "draft.from_earlier")
    under_way = put_by(replace(without(state, one), on_behalf=""))
    return again(under_way, replace(one.draft, held=False), known, book, "aside.resumed")


def dropped(state: Conversation, number: int, known: Known, book: Handbook) -> Turn:
    """Let go of what was set aside, and offer the next one if nothing is under way."""
    one = found(state, number)
    if one is None:
        return told(state, known, book, "draft.from_earlier")
    left = without(state, one)
    turn = Turn(left, (let_go(one, known, book),))
    return and_next(turn, known, book) if state.draft is None else turn


def not_sent(state: Conversation, book: Handbook) -> Message | None:
    """What is under way or set aside, the newest first, with the way to go on; None if nothing is.

    What was sent elsewhere is not there.
    """
    here = state.draft
    ways: list[tuple[Draft, Event]] = [
        (one.draft, Resumed(one.draft.number)) for one in state.aside
    ]
    if here and not here.hand_off:
        ways.append((here, WentOn(here.number)))
    if not ways:
        return None
    shown = [(_title(draft, book), way) for draft, way in ways[: -MOST_SHOWN - 1 : -1]]
    lines = Items(tuple(book.words.rich("aside.unsent_line", title=title) for title, _ in shown))
    label = book.words.plain
    buttons = (Button(label("button.go_on", title=title), way) for title, way in shown)
    return Message((Paragraph(book.words.count("aside.unsent", len(ways))), lines), tuple(buttons))


def _shall_we(one: Aside, book: Handbook) -> Message:
    question = Paragraph(book.words.rich("aside.next", title=_title(one.draft, book)))
    number = one.draft.number
    return Message((question,), _buttons((("yes", Resumed(number)), ("no", Dropped(number))), book))


def _title(draft: Draft, book: Handbook) -> str:
    return draft.title or book.words.plain("draft.untitled")


def _buttons(presses: tuple[tuple[str, Event], ...], book: Handbook) -> tuple[Button, ...]:
    (first, press), *others = presses
    label = book.words.plain
    return (
        Button(label(f"button.{first}"), press, Weight.MAIN),
        *(Button(label(f"button.{name}"), other) for name, other in others),
    )
