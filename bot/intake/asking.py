"""Which question comes next, of all that may be asked: derived from the draft, never stored."""

from dataclasses import replace
from functools import lru_cache

from bot.catalogue.ranking import Ranker
from bot.catalogue.senses import SenseQuestion, sense_question
from bot.drafts import Draft
from bot.facts import NOT_SURE, TOLD, Fact
from bot.handbook import Handbook
from bot.people import Person
from bot.understanding.form import Choice, Question

WHO_KNOWS = "process_owner"
SERVICE = "service"
SENSE = "sense"

_SEARCHED = 64
"""Searches kept in mind, of whoever answers just now; each holds on to its catalogue."""

LONGEST_SERVICE = 80
"""Characters of a service's name that are kept."""

UNNUMBERED = frozenset({WHO_KNOWS, SERVICE})
"""They do not count towards the most that anybody is asked."""


def next_question(draft: Draft, person: Person, book: Handbook) -> Question | None:
    """The one to ask now, or None where there is nothing left to ask."""
    return of_request(draft, book) or _service(draft, person, book)


def of_request(draft: Draft, book: Handbook) -> Question | None:
    """The next that is about the request, and not about who makes it."""
    return (
        _screening(draft, book)
        or _who_knows(draft, book)
        or _sense(draft, book)
        or book.form.next_question(draft.facts, numbered(draft))
    )


def numbered(draft: Draft) -> tuple[str, ...]:
    """The keys of the questions answered so far that count."""
    return tuple(key for key in draft.asked if key not in UNNUMBERED)


def can_go_back(draft: Draft, book: Handbook) -> bool:
    """Whether there is a question to go back to.

    A form answers more than anybody is asked one by one: without its last answer nothing is asked.
    """
    return bool(draft.answers) and len(numbered(draft)) <= book.form.questions.most


def _screening(draft: Draft, book: Handbook) -> Question | None:
    screening = book.form.questions.screening
    return screening if draft.unclear and screening.key not in draft.asked else None


def _who_knows(draft: Draft, book: Handbook) -> Question | None:
    """After Not sure about how the work is done: somebody else may be sure."""
    asked = book.form.questions.who_knows
    if asked is None or WHO_KNOWS in draft.facts:
        return None
    facts = draft.facts
    unsure = (
        given.question
        for given in draft.answers
        if (fact := given.facts.get(given.question)) and fact.value == NOT_SURE
        if facts[given.question] == fact  # who has put it right since is not asked
    )
    return asked if any(map(book.form.questions.about_process, unsure)) else None


def _sense(draft: Draft, book: Handbook) -> Question | None:
    """What a word means that two of our blocks go by, if their own words do not settle it."""
    full = len(numbered(draft)) >= book.form.questions.most
    pressed = bool(draft.answers) and not draft.answers[-1].line.text
    if full or pressed or SENSE in draft.asked:
        return None  # a press says no new word
    found = _sense_question(draft.matter, tuple(draft.facts.items()), book.ranker)
    return _as_question(found, book) if found else None


@lru_cache(maxsize=_SEARCHED)
def _sense_question(
    text: str, facts: tuple[tuple[str, Fact], ...], ranker: Ranker
) -> SenseQuestion | None:
    """The catalogue is searched once for what was said, not again when a choice is pressed."""
    return sense_question(text, dict(facts), ranker)


def _as_question(found: SenseQuestion, book: Handbook) -> Question:
    words = book.words
    choices = tuple(Choice(choice.capability, choice.label) for choice in found.choices)
    ask, why = words.plain("question.sense", word=found.word), words.plain("question.sense_why")
    return Question((SENSE,), ask, why, choices)


def _service(draft: Draft, person: Person, book: Handbook) -> Question | None:
    """Asked once a person; what they say is remembered."""
    known = person.service or SERVICE in draft.facts
    return None if known else book.form.questions.service


def with_service(person: Person, draft: Draft) -> Person:
    """The person with the service that they told of while they made this."""
    fact = draft.facts.get(SERVICE)
    told = fact.words if fact and fact.value == TOLD else None
    return replace(person, service=" ".join(told.split())[:LONGEST_SERVICE]) if told else person
