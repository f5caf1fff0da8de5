"""Going on with a draft: the next question, or the outcome, a likely duplicate and the check."""

from dataclasses import replace

from bot.drafts import Conversation, Draft
from bot.effects import Known, Needs, Say, Turn
from bot.handbook import Handbook
from bot.intake import comparing, telling
from bot.intake.asking import next_question
from bot.messages import Message, Paragraph, Part
from bot.understanding.concluding import Conclusion, conclude
from bot.understanding.likeness import stems_of, subject


def go_on(  # noqa: PLR0913 - a turn has these five, and the two last are given by name
    state: Conversation,
    draft: Draft,
    known: Known,
    book: Handbook,
    first: tuple[Part, ...],
    *,
    at_last: tuple[Part, ...] = (),
    briefly: bool = False,
) -> Turn:
    """Say `first`, then ask the next question, or tell the outcome (`briefly`: only the check).

    `at_last` is said between the two where there is no question left.
    """
    asked = next_question(draft, known.person, book)
    if asked is not None:
        parts = (*first, *telling.question(asked, draft, book))
        message = Message(parts, telling.question_buttons(asked, draft, book))
    elif known.similar is None:
        return wants_similar(state, draft)
    else:
        message = _concluded(draft, known, book, (*first, *at_last), briefly=briefly)
    return Turn(replace(state, draft=draft), (Say(known.person.home, message),))


def wants_similar(state: Conversation, draft: Draft) -> Turn:
    """Before it is sent, requests like it have to be looked for."""
    return Turn(state, wants=Needs(similar=stems_of(draft.matter), about=subject(draft.matter)))


def _concluded(
    draft: Draft, known: Known, book: Handbook, first: tuple[Part, ...], *, briefly: bool
) -> Message:
    found = () if briefly else outcome(draft, known, book)
    alike = comparing.likely(draft, known, book)
    if alike is not None:
        question, buttons = comparing.question(draft, alike, known, book)
        return Message((*first, *found, *question), (*buttons, *telling.steps(draft, book)))
    return Message((*first, *found, telling.check(draft, book)), telling.last_steps(draft, book))


def outcome(draft: Draft, known: Known, book: Handbook) -> tuple[Part, ...]:
    """What the draft comes to as it is now, in words."""
    return telling.outcome(draft, conclusion(draft, known, book), known, book)


def conclusion(draft: Draft, known: Known, book: Handbook) -> Conclusion:
    """What the bot makes of the draft as it is now."""
    return conclude(
        draft.matter, draft.facts, book.rules, book.ranker, known.at.date(), book.watch_outs
    )


def again(  # noqa: PLR0913 - a turn has these five, and the last is given by name
    state: Conversation,
    draft: Draft,
    known: Known,
    book: Handbook,
    name: str,
    *,
    briefly: bool = False,
) -> Turn:
    """Say this, and show once more where we are."""
    said = Paragraph(book.words.rich(name, title=draft.title))
    return go_on(state, draft, known, book, (said,), briefly=briefly)


def told(state: Conversation, known: Known, book: Handbook, name: str, /, **values: str) -> Turn:
    """Say this and nothing more."""
    line = book.words.rich(name, **{"name": known.person.first_name, **values})
    return Turn(state, (Say(known.person.home, Message((Paragraph(line),))),))
