"""What the bot would make of a text, all at once: for `assess`, and for judging the bot itself."""

from dataclasses import dataclass
from datetime import date

from bot.catalogue.senses import SENSE, sense_question
from bot.facts import Facts, value_of
from bot.handbook import Handbook
from bot.understanding.concluding import Conclusion, conclude
from bot.understanding.screening import MEANT, URGENT, Kind, Screened, screen, settled


@dataclass(frozen=True, slots=True)
class Assessment:
    """`conclusion` is None for what is no request; `questions` are fact keys, in order."""

    screened: Screened
    facts: Facts
    conclusion: Conclusion | None = None
    questions: tuple[str, ...] = ()


def assess(text: str, answers: Facts, today: date, book: Handbook) -> Assessment:
    """Read the text, with the answers laid over what was read; an answer counts as asked."""
    read = book.reader.read(text)
    screened = _screened(text, read, answers, book)
    if screened.kind is Kind.NOT_A_REQUEST:
        return Assessment(screened, {})
    facts = {**read, **answers}
    conclusion = conclude(text, facts, book.rules, book.ranker, today, book.watch_outs)
    asked = tuple(answers)
    first = _screening(screened, asked, book)
    first = (*first, *_sense(text, facts, len(asked) + len(first), book))
    left = book.form.questions_left(facts, (*asked, *first))
    return Assessment(screened, facts, conclusion, (*first, *left))


def _screened(text: str, read: Facts, answers: Facts, book: Handbook) -> Screened:
    """What it is; an answer to the question of its kind settles it.

    So does any other answer, but for what is urgent: only who has a request is asked about it.
    """
    kind = value_of(answers, "kind")
    if kind is None:
        screened = settled(screen(text, book.hand_offs, book.kinds), read)
        asked = any(book.form.questions.named(key) for key in answers)
        return Screened(Kind.REQUEST) if asked and screened.hand_off != URGENT else screened
    elsewhere = MEANT.get(str(kind))
    return Screened(Kind.NOT_A_REQUEST if elsewhere else Kind.REQUEST, elsewhere)


def _screening(screened: Screened, asked: tuple[str, ...], book: Handbook) -> tuple[str, ...]:
    """The question that comes first where it is unclear whether this is a request."""
    key, most = book.form.questions.screening.key, book.form.questions.most
    unclear = screened.kind is Kind.UNSURE and key not in asked and len(asked) < most
    return (key,) if unclear else ()


def _sense(text: str, facts: Facts, questions: int, book: Handbook) -> tuple[str, ...]:
    """The question of which block a word means, if there is room for it."""
    asked = questions < book.form.questions.most and sense_question(text, facts, book.ranker)
    return (SENSE,) if asked else ()
