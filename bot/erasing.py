"""A person, erased from all that is kept, in one transaction: figures and decisions stay."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.absences import leave
from bot.carrying import carry_out
from bot.catalogue.terms import in_any
from bot.effects import Say
from bot.events import Redacted, Retitled
from bot.handbook import Handbook
from bot.people import Person
from bot.ports import Work
from bot.ports.erasing import Changes
from bot.redacting import hints, write_anew_later
from bot.requests import Entry, Request
from bot.resembling import index_anew
from bot.triage import card, finding, news
from bot.triage.forgetting import Forgetting, forgetting
from bot.triage.traces import Traces
from bot.words.dates import stamp

ERASED = "erased person"
"""With their key behind it, by this name it is remembered when somebody was erased."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is of a person: their `own` requests, and the numbers of `others` that have it.

    Of what is `held` nothing may be erased. They have been `asked` about these others, and have
    not answered yet. Of their `names` others have the `shared` ones too:
    these stay where it is not sure whose they are.
    """

    person: Person
    own: tuple[Request, ...]
    others: tuple[int, ...]
    held: tuple[Request, ...]
    names: tuple[str, ...]
    shared: tuple[str, ...]
    out: Forgetting
    asked: tuple[int, ...]


def find(person: Person, work: Work, book: Handbook) -> Found:
    """What there is to be erased."""
    about = work.about(person)
    own = tuple(one for one in about.asked if one.requester.key == person.key)
    names = work.names(person)
    shared = tuple(one for one in names if any(p.key != person.key for p in work.called(one)))
    numbers = {one.number for one in own}
    events = (one.event for one in about.named_in if one.request in numbers)
    retitled = (one for one in events if isinstance(one, Retitled))
    titles = tuple(title for one in retitled for title in (one.before, one.title) if title)
    out = forgetting(
        Traces(person, names, work.homes(person.key), own, about.did, shared, titles), book
    )
    theirs = {*(one.number for one in about.asked), *(entry.request for entry in about.did)}
    held, others = list[Request](), list[int]()
    for one in work.concerning(person.key, hints_of(out, book)):
        if one.held and _has_them(one, theirs, out, work):
            held.append(one)
        if one.number not in out.own and (person.key in one.joined or out.request(one) != one):
            others.append(one.number)
    questions = dict.fromkeys(one.request for one in work.conversation(person.key).asked)
    asked = tuple(number for number in questions if number not in numbers)
    return Found(person, own, tuple(others), tuple(held), names, shared, out, asked)


def erase(person: Person, work: Work, now: datetime, book: Handbook) -> Found:
    """Erase them, unless something is held: then nothing has changed."""
    found = take_out(person, work, now, book)
    if not found.held:
        write_anew_later(work)
    return found


def take_out(person: Person, work: Work, now: datetime, book: Handbook) -> Found:
    """Erase them, but for the database's unused corners."""
    found = find(person, work, book)
    if found.held:
        return found
    given_up = tuple(leave(person, work, now, book))
    for effect, known in given_up:
        carry_out(effect, known, work, book)
    found = find(person, work, book) if given_up else found
    out = found.out
    for request in chain(found.own, _these(found.others, work)):
        work.save(out.request(request))
    for name in found.names:
        others = {one.key for one in work.called(name)} - {person.key}
        work.leave_blocks(name, person.key, others)
    changes = Changes(out.event, out.message, out.conversation, out.text)
    touched = work.put_through(person.key, hints_of(out, book), changes)
    work.forget(out.erased)
    _told(found, work, now, book)
    for left in _these(sorted(touched.union(found.others) - out.own), work):
        index_anew(left, work, book.ranker.meaning)
    return found


def _has_them(request: Request, theirs: set[int], out: Forgetting, work: Work) -> bool:
    """Whether something of it would go."""
    has_it = request.taker is not None and request.taker.key == out.erased.key
    if request.number in theirs or has_it or out.request(request) != request:
        return True
    history = work.history(request.number)
    return any(one.finds(history) for one in (out.ids, out.everywhere))


def _these(numbers: Iterable[int], work: Work) -> Iterator[Request]:
    """One at a time: they may be nearly all there are."""
    return filter(None, map(work.request, numbers))


def _told(found: Found, work: Work, now: datetime, book: Handbook) -> None:
    """In the record, on the cards and under them, and to whoever looks for it."""
    for request in chain(map(found.out.request, found.own), _these(found.others, work)):
        team = book.rooms.of(request.made_on).team
        drawn = card.draw(request, book, work.people(request.joined))
        work.file(Say(team, drawn, card=card.name(request.number)), now)
        if request.number in found.out.own:
            _line("erase.line", request, work, now, book)
    for request in _these(found.asked, work):
        _line("erase.asked", request, work, now, book)
    why = book.words.plain("erase.reason")
    for request in found.own:
        record(request, why, work, now)
    work.remember(f"{ERASED} {found.person.key}", now.isoformat())


def _line(name: str, request: Request, work: Work, now: datetime, book: Handbook) -> None:
    """In the thread under the card."""
    line = news.one_line(book.words.rich(name, when=stamp(book.days.local(now))))
    team = book.rooms.of(request.made_on).team
    work.file(Say(team, line, thread=card.name(request.number)), now)


def record(request: Request, why: str, work: Work, now: datetime) -> None:
    """That its words are gone is in its history; it is like no other, and found by decisions."""
    work.record(Entry(request.number, now, "", Redacted(request.number, why)), None)
    work.forget_words(request.number)
    work.index(request.number, frozenset())
    for entry in work.history(request.number):
        work.make_findable(request.number, in_any(finding.words_of(entry.event)), team_only=True)


def hints_of(out: Forgetting, book: Handbook) -> tuple[str, ...]:
    """What may have something of theirs has one of these; nothing where that is not sure."""
    known = tuple(hints(one) for one in (out.ids, out.everywhere) if one.pieces)
    about = (each for number in sorted(out.own | out.beside) for each in _naming(number, book))
    return (*(each for one in known for each in one), *about) if all(known) else ()


def _naming(number: int, book: Handbook) -> tuple[str, str, str]:
    return f'"request":{number}', card.name(number), book.reference(number)
