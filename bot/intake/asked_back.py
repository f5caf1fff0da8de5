"""What people ask of us while a request is under way: it is answered, and ours is asked again."""

from dataclasses import replace

from bot.drafts import Draft, Line
from bot.facts import TOLD, Fact, Source
from bot.handbook import Handbook
from bot.messages import Paragraph, Part
from bot.understanding.answers import read_answer
from bot.understanding.asides import Means
from bot.understanding.form import Question
from bot.understanding.phrases import words_of


def replied(
    draft: Draft, line: Line, question: Question | None, book: Handbook
) -> tuple[Draft, tuple[Part, ...]] | None:
    """What we say to it, and the draft with it; None where the line is no question to us."""
    if book.asides.meant(line.text) is Means.NEXT:
        return draft, _what_comes(book)
    if not _is_theirs(line.text, question, book):
        return None
    kept = replace(draft, opening=(*draft.opening, line))
    return kept, (Paragraph(book.words.rich("question.for_team")),)


def _what_comes(book: Handbook) -> tuple[Part, ...]:
    comes = Paragraph(book.words.rich("question.next"))
    if book.promise is None:
        return (comes,)
    return (comes, Paragraph(book.words.count("question.next_within", book.promise)))


def _is_theirs(text: str, question: Question | None, book: Handbook) -> bool:
    """Whether it asks us something.

    ‘Is it by phone?’ tells what we know how to read; ‘who pays for it?’ does not.
    """
    if _answers(text, question, book):
        return False
    first, second = (*(word.text for word in words_of(text)[:2]), "", "")[:2]
    marked, asks = text.rstrip(" .!").endswith("?"), book.words.typed("typed.asks")
    if first in book.words.typed("typed.asks_what"):
        return marked or second in asks
    return marked and first in asks and not _tells(text, book)


def _answers(text: str, question: Question | None, book: Handbook) -> bool:
    if question is None:
        return False
    facts = read_answer(question, text, book.reader)
    return facts.get(question.key) != Fact(TOLD, Source.ANSWERED, text)


def _tells(text: str, book: Handbook) -> bool:
    """Whether it says something that one of our questions is about."""
    ours = {key for question in book.form.questions.questions for key in question.fills}
    read = book.reader.read(text).items()
    return any(key in ours and fact.source is Source.READ for key, fact in read)
