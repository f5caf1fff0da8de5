"""What is no request: said kindly, with where it goes instead and words to copy."""

import re
from dataclasses import replace

from bot.drafts import Conversation, Draft
from bot.effects import Effect, Known, Say, Tally, Turn
from bot.events import AskedForPerson, Cancelled, Event, Insisted
from bot.handbook import Handbook
from bot.intake import alike
from bot.messages import Button, Message, Paragraph, Part, Quote
from bot.understanding.phrases import words_of
from bot.understanding.screening import GREETING, MEANT, URGENT, HandOff, Kind, screen
from bot.understanding.titles import LONGEST, title_of
from bot.words.rich import Rich, join, plain_run

_NOON, _EVENING = 12, 17
_GREETED = re.compile(r"(?:(?:hi|hiya|hello|hey|good)\W+)*(morning|afternoon|evening)\b")
_LOOKS = (
    ("call", re.compile(r"[+\d][\d\s()]*")),
    ("email", re.compile(r"[^\s@]+@[^\s@]+")),
    ("see", re.compile(r"[^\s@]+\.[^\s@]+")),
)
"""What a contact looks like, and so how to say that it is used."""


def is_urgent(text: str, book: Handbook) -> bool:
    """Whether it is so urgent that nothing of it is kept."""
    screened = screen(text, book.hand_offs, book.kinds)
    return screened.hand_off == URGENT and screened.kind is Kind.NOT_A_REQUEST


def ring_now(state: Conversation, known: Known, book: Handbook) -> Turn:
    """The number to ring, and nothing else: no question, no request, no words or files kept."""
    turn = _say(
        replace(state, files=()), _urgent(book.hand_offs.named(URGENT), book), known, Tally(URGENT)
    )
    return replace(turn, unkept=True)


def hand_off(
    state: Conversation, draft: Draft, words: str | None, known: Known, book: Handbook
) -> Turn:
    """Say where it goes. Only what may still become a request is kept, and for 7 days."""
    place = book.hand_offs.named(draft.hand_off)
    if draft.hand_off == GREETING:
        return _say(state, _greeting(words or "", known, book), known)
    matter = alike.matter_of(draft, known, book)
    not_just_you = alike.not_just_you(matter, book.words)
    said = _elsewhere(place, draft, (_heard(words, book), not_just_you), known, book)
    counted = Tally(draft.hand_off, draft.text)
    told_team = alike.line(matter, draft.hand_off, known, book)
    left = replace(state, draft=draft, on_behalf="", files=())
    return _say(left, said, known, counted, *told_team)


def hello(line: str, known: Known, book: Handbook) -> Rich:
    """Hello; or, to somebody who greeted us by the time of day it is, the same back."""
    hour = book.days.local(known.at).hour
    part = "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"
    begins = _GREETED.match(line.casefold())
    name = part if begins and begins[1] == part else "first"
    return book.words.rich(f"hello.{name}", name=known.person.first_name)


def _say(state: Conversation, message: Message, known: Known, *more: Effect) -> Turn:
    return Turn(state, (Say(known.person.home, message), *more))


def _greeting(words: str, known: Known, book: Handbook) -> Message:
    thanks = book.words.typed("typed.thanks")
    is_thanks = any(word.text in thanks for word in words_of(words))
    name = "thanks" if is_thanks else "greeting"
    line = book.words.rich(f"hello.{name}", name=known.person.first_name)
    return Message((Paragraph(line),))


def _urgent(place: HandOff, book: Handbook) -> Message:
    kept = Paragraph(book.words.rich("handed_off.urgent"))
    return Message((Paragraph(plain_run(place.say)), Paragraph(_where(place, book)), kept))


def _elsewhere(
    place: HandOff, draft: Draft, why: tuple[Rich, Rich], known: Known, book: Handbook
) -> Message:
    heard, not_just_you = why
    said, stop, rest = place.say.partition(".")
    sounds_like = (*plain_run(said), *heard, *plain_run(stop + rest))
    opening = (hello(draft.opening[-1].text, known, book), sounds_like, not_just_you)
    made = Paragraph(book.words.rich("handed_off.not_made"))
    parts = (Paragraph(join(opening)), *_where_and_how(place, draft, book), made)
    return Message(parts, _buttons(draft, book))


def _heard(words: str | None, book: Handbook) -> Rich:
    return book.words.rich("reading.from_words", words=words) if words else ()


def _where(place: HandOff, book: Handbook) -> Rich:
    """Who can help, how to reach them, and that we have told nobody."""
    words = book.words
    if place.can_help:
        helps = words.rich("handed_off.can_help", sentence=place.can_help)
    else:
        helps = words.rich("handed_off.tell", place=place.name)
    return join((helps, _reach(place.contact, book), words.rich(f"handed_off.{_not_done(place)}")))


def _reach(contact: str, book: Handbook) -> Rich:
    how = next((name for name, looks in _LOOKS if looks.fullmatch(contact)), "contact")
    return book.words.rich(f"handed_off.{how}", contact=contact) if contact else ()


def _not_done(place: HandOff) -> str:
    return "not_reported" if place.key == MEANT["broken"] else "not_passed_on"


def _where_and_how(place: HandOff, draft: Draft, book: Handbook) -> tuple[Part, ...]:
    """Their own words are the best words to copy, where they are short."""
    if not place.copy:
        return (Paragraph(_where(place, book)),)
    text = draft.opening[-1].text
    own = len(text) <= 3 * LONGEST and bool(title_of(text))
    quoted = Quote(tuple((text if own else place.copy).splitlines()))
    copy = book.words.rich("handed_off.copy")
    return (Paragraph(join((_where(place, book), copy))), quoted)


def _buttons(draft: Draft, book: Handbook) -> tuple[Button, ...]:
    presses: tuple[tuple[str, Event], ...] = (
        ("different", Insisted(draft.number)),
        ("cancel", Cancelled(draft.number)),
        ("person", AskedForPerson(draft.number)),
    )
    return tuple(Button(book.words.plain(f"button.{key}"), press) for key, press in presses)
