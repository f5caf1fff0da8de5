"""Labels that people type instead of pressing: a typed ‘Cancel’ is the press of Cancel."""

from collections.abc import Mapping
from dataclasses import replace

from bot.commands import Word
from bot.drafts import Conversation, Draft, TeamQuestion
from bot.events import (
    Agreed,
    AskedForPerson,
    Cancelled,
    Confirmed,
    Dropped,
    Event,
    Helped,
    Insisted,
    MadeConfidential,
    PutOff,
    Resumed,
    Said,
    SetAside,
    Submitted,
    WentBack,
    WentOn,
)
from bot.handbook import Handbook
from bot.intake.asking import of_request
from bot.understanding.asides import Means

_ALWAYS: Mapping[str, Event] = {
    "back": WentBack(),
    "cancel": Cancelled(),
    "person": AskedForPerson(),
    "different": Insisted(),
}
_UNDER_WAY: Mapping[str, Event] = {
    "submit": Submitted(),
    "finish": WentOn(),
    "set_aside": SetAside(),
    "confidential": MadeConfidential(yes=True),
    "not_confidential": MadeConfidential(yes=False),
}
_HELD: Mapping[str, Event] = {"now": WentOn(), "tomorrow": PutOff()}
"""Buttons that people also type, by the name of their label: always, or only then."""

_ASKED_ASIDE: Mapping[Means, Event] = {
    Means.PERSON: AskedForPerson(),
    Means.CANCEL: Cancelled(),
    Means.STATUS: Said(Word.STATUS),
    Means.NEXT: Said(Word.STATUS),
    Means.CORRECTS: Said(Word.STATUS),
}
_LIKE_ALWAYS: Mapping[str, Event] = {"cancel": Cancelled(), "person": AskedForPerson()}
_LIKE_HELD: Mapping[str, Event] = {"now": WentOn(), "later": PutOff()}
"""What else they type for these, by its name among the sentences: always, or only then."""


def press_of(text: str, state: Conversation, book: Handbook) -> Event | None:
    """The press of the button whose label was typed, or None: labels are no part of a request."""
    line = " ".join(text.casefold().split()).rstrip(".!")
    waiting = next((q for q in reversed(state.asked) if q.waits), None)
    answers = {_label(key, book): key == "yes" for key in ("yes", "no")}
    if (helped := _helped(line, state, book)) and not waiting:
        return helped
    if line in answers and (meant := _yes_or_no(state, waiting, book, yes=answers[line])):
        return meant
    in_other_words = _in_other_words(state.draft, book)
    if pressed := _labelled(state.draft, book).get(line):
        return pressed
    said = in_other_words.get(line.rstrip(" ?"))
    return _in_their_words(said, text) or asked_aside(text, state, book)


def _label(key: str, book: Handbook) -> str:
    return book.words.plain(f"button.{key}").casefold()


def _labelled(draft: Draft | None, book: Handbook) -> Mapping[str, Event]:
    """What can be typed for a button now, with the press that it is."""
    named = dict(_ALWAYS)
    if draft and draft.held:
        named |= _HELD
    elif draft is None or not draft.hand_off:
        named |= _UNDER_WAY
    return {_label(key, book): press for key, press in named.items()}


def _in_other_words(draft: Draft | None, book: Handbook) -> Mapping[str, Event]:
    """What else can be typed, or asked, for a button now: ‘can you ring me?’."""
    named = {**_LIKE_ALWAYS, **(_LIKE_HELD if draft and draft.held else {})}
    return {one: press for key, press in named.items() for one in book.words.typed(f"typed.{key}")}


def asked_aside(text: str, state: Conversation, book: Handbook) -> Event | None:
    """What a whole line asks of us in its own words: a person, no more of it, or what became of it.

    Of a request under way its own room answers what comes next, and takes what puts it right. While
    the team asks something, the line may be the answer.
    """
    if any(not one.declined for one in state.asked):
        return None
    means = book.asides.meant(text)
    if _is_under_way(state.draft):
        if means in (Means.NEXT, Means.CORRECTS):
            return None
        if means in (Means.CONFIDENTIAL, Means.OPEN):
            return MadeConfidential(yes=means is Means.CONFIDENTIAL)
        if means is Means.RING:
            return AskedForPerson(words=text)
    return _in_their_words(_ASKED_ASIDE.get(means), text) if means else None


def _in_their_words(said: Event | None, text: str) -> Event | None:
    """What they ask a person for is for that person to read."""
    return replace(said, words=text) if isinstance(said, AskedForPerson) else said


def _yes_or_no(
    state: Conversation, waiting: TeamQuestion | None, book: Handbook, *, yes: bool
) -> Event | None:
    """What a typed Yes or No settles, if it does not answer the question of a request."""
    if waiting:
        return Confirmed(waiting.request, yes=yes)
    if _answers_there(state.draft, book):
        return None
    if state.suggested:
        return Agreed(state.suggested[-1].number, yes=yes)
    offered = next((one.draft.number for one in state.aside if one.ask_at is None), None)
    if offered is None or _is_under_way(state.draft):
        return None
    return Resumed(offered) if yes else Dropped(offered)


def _helped(line: str, state: Conversation, book: Handbook) -> Event | None:
    """What is typed to the question whether it helped, while nothing else is asked."""
    typed = {_label(key, book): key for key in ("yes", "partly", "no")}
    other = _is_under_way(state.draft) or state.suggested or state.aside
    if line not in typed or not state.helping or other:
        return None
    return Helped(state.helping[-1], typed[line])


def _is_under_way(draft: Draft | None) -> bool:
    return draft is not None and not draft.hand_off


def _answers_there(draft: Draft | None, book: Handbook) -> bool:
    """Whether the request under way has a question that takes a Yes, or may be sent by one."""
    if draft is None or draft.hand_off or draft.held:
        return False
    asked = of_request(draft, book)
    return asked is None or any(choice.key == "yes" for choice in asked.choices)
