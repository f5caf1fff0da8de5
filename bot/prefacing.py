"""What is said before the rest: who we are, and what was left out of what somebody wrote."""

from dataclasses import replace

from bot.effects import Known, Say, Turn
from bot.events import Event, Said
from bot.handbook import Handbook
from bot.messages import Items, Message, Paragraph
from bot.people import Place
from bot.triage import news
from bot.understanding import masking
from bot.understanding.screening import URGENT


def left_out(turn: Turn, event: Event, known: Known, book: Handbook) -> Turn:
    """Say what personal data was taken out, in the first message that they get."""
    if not known.left_out or turn.unkept:
        return turn
    above = not known.echoes if isinstance(event, Said) else None
    told = Paragraph(masking.left_out(known.left_out, book.words, shown_above=above))
    home = known.person.home
    lines = (each for each in turn.effects if isinstance(each, Say) and _is_line_to(each, home))
    said = next(lines, None)
    if said is None:
        return replace(turn, effects=(Say(home, Message((told,))), *turn.effects))
    second = _told_second(said, told)
    return replace(turn, effects=tuple(second if one is said else one for one in turn.effects))


def _is_line_to(say: Say, home: Place) -> bool:
    return say.to == home and not (say.card or say.thread)


def _told_second(say: Say, told: Paragraph) -> Say:
    """After the greeting, before the rest; but never between a list and what leads to it."""
    first, *rest = say.message.parts
    leads = bool(rest) and isinstance(rest[0], Items)
    parts = (told, first, *rest) if leads else (first, told, *rest)
    return replace(say, message=replace(say.message, parts=parts))


def introduced(turn: Turn, known: Known, book: Handbook, *, writes: bool) -> Turn:
    """The first time somebody writes to us, say what this is and what it keeps.

    What is urgent comes without any preface.
    """
    if turn.state.introduced or turn.unkept or not writes:
        return turn
    welcome = book.words.rich("hello.welcome", contact=book.hand_offs.named(URGENT).contact)
    who_we_are = Say(known.person.home, news.one_line(welcome))
    state = replace(turn.state, introduced=True)
    return replace(turn, state=state, effects=(who_we_are, *turn.effects))
