"""What was decided, done: each effect in the transaction in which it was decided."""

from typing import assert_never

from bot import redacting
from bot.effects import (
    Alter,
    Attend,
    Dismiss,
    Effect,
    Expect,
    Know,
    Known,
    LayOver,
    Redact,
    Save,
    Say,
    Settle,
    Tally,
)
from bot.handbook import Handbook
from bot.ports import Work
from bot.requests import Entry
from bot.resembling import index
from bot.triage import adopting


def carry_out(effect: Effect, known: Known, work: Work, book: Handbook) -> None:
    """Keep it, file it, or pass it on."""
    match effect:
        case Say():
            work.file(effect, known.at)
        case Save(request, because):
            work.save(request)
            entry = Entry(request.number, known.at, known.person.name, because)
            work.record(entry, known.person.key)
            index(request, because, work, book.ranker.meaning)
        case Expect(person, question):
            state = work.conversation(person.key).expecting(question)
            work.keep(person.key, state, known.at)
        case Settle(person, request, answer):
            state = work.conversation(person.key).settled(request, answer)
            work.keep(person.key, state, known.at)
        case Dismiss(person, request):
            state = work.conversation(person.key).closed(request)
            work.keep(person.key, state, known.at)
        case Tally(hand_off, words):
            work.tally(hand_off, known.at, known.person.key, words)
        case Know(person):
            work.know(person)
        case Attend(said):
            work.attend(said.capability, said.what, said.answer)
        case Redact():
            redacting.redact(effect, work, book)
        case Alter(changes):
            for change in changes:
                work.change_block(change, known.person.key)
        case LayOver(said):
            work.adopt(adopting.adoption(said, known), known.person.key)
        case _:
            assert_never(effect)
