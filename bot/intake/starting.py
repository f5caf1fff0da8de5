"""Other ways in: the form in one go, and a message that somebody else found."""

from datetime import datetime
from itertools import count

from bot.drafts import Conversation, Draft, Given, Line, Suggestion
from bot.effects import Effect, Expect, Known, Say
from bot.events import Agreed, Described, Filled, Found, Suggested
from bot.fact_keys import NUMBERS
from bot.facts import Fact, Source
from bot.handbook import Handbook
from bot.intake.editing import is_count
from bot.messages import (
    Button,
    Choice,
    Dialog,
    Field,
    FieldKind,
    Invalid,
    Message,
    Paragraph,
    Quote,
    Weight,
)
from bot.understanding.answers import read_answer
from bot.understanding.form import Question
from bot.understanding.titles import title_of

FORM = "request"
FOUND = "found"

LONGEST = 3_000
"""Characters of what is typed into either form: the most that Slack's own fields take."""


def draw(book: Handbook) -> Dialog:
    """Everything that is asked, in one form; only what they would like has to be filled in."""
    label = book.words.plain
    wish = Field(
        "text", label("form.wish"), FieldKind.LINES, label("form.wish_hint"), required=True
    )
    fields = (_field(key, one, book) for key, one in _asked(book).items())
    return Dialog(FORM, 0, label("form.title"), (wish, *fields), label("form.submit"))


def _asked(book: Handbook) -> dict[str, Question]:
    """By the key of its field, each question that is answered by a choice or a number."""
    return {key: one for one in book.form.questions.questions for key in _keys(one)}


def _keys(question: Question) -> tuple[str, ...]:
    """The fields of one question: how many and how long is one question and two numbers."""
    if question.choices:
        return (question.key,)
    return tuple(key for key in question.fills if key in NUMBERS)


def _field(key: str, question: Question, book: Handbook) -> Field:
    if not question.choices:
        hint = question.why if key == question.key else ""
        return Field(key, book.words.plain(f"edit.{key}"), hint=hint)
    unsaid = Choice("", book.words.plain("form.unsaid"))
    choices = (unsaid, *(Choice(one.key, one.label) for one in question.choices))
    return Field(key, question.ask, FieldKind.CHOICE, question.why, choices=choices)


def read(filled: Filled, book: Handbook) -> Described | Invalid:
    """What was filled in, or what to mend in it.

    What no question asks any more (the form may be older than the questions) is left out.
    """
    asked = _asked(book)
    values = {key: value.strip() for key, value in filled.values.items()}
    given = {key: value for key, value in values.items() if key in asked and value}
    errors = {key: why for key, value in given.items() if (why := _wrong(asked[key], value))}
    if why := _wrong_text(values.get("text", "")):
        errors["text"] = why
    if errors:
        return Invalid({key: book.words.plain(f"invalid.{why}") for key, why in errors.items()})
    return Described(values["text"], given)


def _wrong_text(text: str) -> str:
    if not any(map(str.isalnum, text)):
        return "missing"
    return "too_long" if len(text) > LONGEST else ""


def _wrong(question: Question, value: str) -> str:
    if not question.choices:
        return "" if is_count(value) else "number"
    return "" if value in {one.key for one in question.choices} else "choice"


def begun(described: Described, at: datetime, book: Handbook) -> Draft:
    """The draft of a form: every question in it counts as asked, so the outcome follows at once.

    What was read from their words stands where they left a field empty.
    """
    asked = (one for one in book.form.questions.questions if _keys(one))
    return Draft(
        (Line(described.text, at),),
        read=book.reader.read(described.text),
        answers=tuple(_given(one, described, at, book) for one in asked),
        title=title_of(described.text),
    )


def _given(question: Question, described: Described, at: datetime, book: Handbook) -> Given:
    said = {key: described.facts.get(key, "") for key in _keys(question)}
    facts: dict[str, Fact] = {}
    for key, value in said.items():
        if not _wrong(question, value):
            facts |= _facts(key, question, value, book)
    return Given(question.key, Line("", at), facts)


def _facts(key: str, question: Question, value: str, book: Handbook) -> dict[str, Fact]:
    if question.choices:
        return read_answer(question, value, book.reader)
    return {key: Fact(int(value), Source.ANSWERED)}


def draw_found(found: Found, author: str, book: Handbook) -> Dialog:
    """Somebody's message, to be trimmed before its author is asked."""
    label = book.words.plain
    intro = (Paragraph(book.words.rich("found.intro", author=author)),)
    words = Field("text", label("found.words"), FieldKind.LINES, value=found.text, required=True)
    return Dialog(
        FOUND,
        0,
        label("found.title"),
        (words,),
        label("found.submit"),
        intro,
        found.author,
        found.source,
    )


def read_found(filled: Filled, book: Handbook) -> Suggested | Invalid:
    """What the finder left of the message, or what to mend in it."""
    text = filled.values.get("text", "").strip()
    if why := _wrong_text(text):
        return Invalid({"text": book.words.plain(f"invalid.{why}")})
    return Suggested(filled.about, text, filled.source)


def suggest(
    event: Suggested, theirs: Conversation | None, known: Known, book: Handbook
) -> tuple[Effect, ...]:
    """Ask the author; until they agree, their words go nowhere."""
    author = known.whom
    if author is None or theirs is None:
        return (_told(known, "found.unknown", book),)
    if already_asked(theirs, event.text):
        return (_told(known, "found.asked_already", book, author=author.first_name),)
    number = _number(theirs, known.at)
    suggestion = Suggestion(number, known.person, event.text, event.source)
    return (
        Say(author.home, may_i(suggestion, book)),
        Expect(author, suggestion),
        _told(known, "found.asked", book, author=author.first_name),
    )


def already_asked(theirs: Conversation, text: str) -> bool:
    """Whether these words of theirs wait for their answer."""
    return any(one.text == text for one in theirs.suggested)


def _number(theirs: Conversation, at: datetime) -> int:
    """Tells it from the others that wait; by the second, and the next one if that is taken."""
    taken = {one.number for one in theirs.suggested}
    return next(n for n in count(int(at.timestamp()) & 0x7FFFFFFF) if n not in taken)


def may_i(suggestion: Suggestion, book: Handbook) -> Message:
    """Who found it, the author’s own words, and the question."""
    label, words, number = book.words.plain, book.words.rich, suggestion.number
    parts = (
        Paragraph(words("found.who", name=suggestion.finder.name)),
        Quote(tuple(suggestion.text.splitlines())),
        Paragraph(words("found.may_i")),
    )
    buttons = (
        Button(label("button.yes"), Agreed(number, yes=True), Weight.MAIN),
        Button(label("button.no"), Agreed(number, yes=False)),
    )
    return Message(parts, buttons)


def answered(
    suggestion: Suggestion, *, yes: bool, known: Known, book: Handbook
) -> tuple[Effect, ...]:
    """What the finder hears of the author's answer."""
    line = book.words.rich(
        "found.agreed" if yes else "found.declined", author=known.person.first_name
    )
    return (Say(suggestion.finder.home, Message((Paragraph(line),))),)


def _told(known: Known, name: str, book: Handbook, **values: str) -> Say:
    return Say(known.person.home, Message((Paragraph(book.words.rich(name, **values)),)))
