"""What has to be known to decide, loaded: this and nothing else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.catalogue.terms import in_any
from bot.effects import Known, Needs, SentElsewhere
from bot.events import Asked, Listed
from bot.handbook import Handbook
from bot.naming import Waits
from bot.pages import Page, page_within, slice_of
from bot.people import Identity, Person
from bot.ports import Work
from bot.requests import Request, Status
from bot.resembling import similar_to
from bot.triage.browsing import named
from bot.understanding.groundwork import keys_of
from bot.understanding.likeness import stems_of, subject
from bot.understanding.unmet import Gap, gaps, keys_of_block, to_read

LISTED = 1_000
"""Requests read at the most, where all of a kind are wanted."""

COMPARED = 200
"""Messages to one place that are compared: of a day so many, and of its last hours as many more."""


def named_person(person: str) -> Identity | None:
    """Whom a PERSON such as `page:dean` stands for, or None for nobody."""
    platform, _, key = person.partition(":")
    return Identity(platform, key, "") if platform and key else None


def more(known: Known, needs: Needs, work: Work, book: Handbook) -> Known:
    """What is known, with what this needs loaded, and nothing else."""
    found = known
    if needs.request:
        found = replace(found, request=work.request(needs.request))
    if found.request is not None and found.request.joined:
        found = replace(found, joined=work.people(found.request.joined))
    if found.request is not None and needs.asked:
        found = replace(found, asked=tuple(_asked(found.request, work)))
    if needs.number:
        found = replace(found, number=work.next_number())
    if needs.mine:
        found = replace(found, mine=work.asked_by(found.person.key, LISTED))
    return _of_others(_listed(found, needs, work, book), needs, work, book)


def _asked(request: Request, work: Work) -> Iterator[Person]:
    """Who has a question of the team's about it open, besides its requester."""
    events = (entry.event for entry in work.history(request.number))
    for whom in dict.fromkeys(event.whom for event in events if isinstance(event, Asked)):
        named = named_person(whom)
        person = work.known_as(named.platform, named.key) if named else None
        if person is None or person.key == request.requester.key:
            continue
        if work.conversation(person.key).is_asked_about(request.number):
            yield person


def _listed(known: Known, needs: Needs, work: Work, book: Handbook) -> Known:
    found = known
    if needs.listed:
        pages = {each.name: _page(each, known, work, book) for each in needs.listed}
        found = replace(found, pages=pages)
    if needs.gaps:
        waits = work.waits()
        wanted = _gaps_to_read(needs.gaps, found.request, waits, book)
        found = replace(found, waits=waits, words=work.words(to_read(wanted)))
    if needs.filters:
        services, takers = work.services_in_queue(), work.takers_in_queue()
        found = replace(found, services=services, takers=takers)
    return found


def _gaps_to_read(page: int, of: Request | None, waits: Waits, book: Handbook) -> tuple[Gap, ...]:
    """Those of a page, or those that the request waits for."""
    found = gaps(waits, book.blocks, book.meaning)
    if of is None:
        return slice_of(found, page_within(page, len(found)))
    return tuple(gap for gap in found if any(one.number == of.number for one in gap.waiting))


def _page(look: Listed, known: Known, work: Work, book: Handbook) -> Page:
    """To those outside the team their own, whatever they ask for."""
    if not known.member and look.name not in ("my_requests", "find"):
        return Page()
    today, stems = book.days.local(known.at).date(), in_any([look.words])
    return work.page(look, known.person.key, today, stems, own=not known.member)


def _of_others(known: Known, needs: Needs, work: Work, book: Handbook) -> Known:
    found = known
    if needs.similar is not None:
        found = similar_to(found, needs, work, book.ranker.meaning)
    if needs.resembling and found.request:
        words = found.request.words
        like_it = replace(needs, similar=stems_of(words), about=subject(words))
        found = similar_to(found, like_it, work, book.ranker.meaning)
    if needs.alike:
        found = replace(found, alike=_sent_today(needs.alike, found.at, work, book))
    if needs.other:
        other = work.request(needs.other)
        found = replace(found, other=other, other_joined=work.people(other.joined if other else ()))
    if needs.record and known.request:
        found = _with_record(found, known.request.number, work)
    if needs.of_blocks:
        every = work.naming(_keys(needs.of_blocks, book), LISTED)
        found = replace(found, going_on=every, others=_joined(every, work))
    if needs.future:
        found = replace(found, laying=dict(_laying(needs.future, work, book)))
    if needs.called:
        found = replace(found, called=work.called(needs.called))
    if named := named_person(needs.whom):
        whom = work.known_as(named.platform, named.key)
        state = work.conversation(whom.key) if whom else None
        found = replace(found, whom=whom, whom_state=state)
    return found


def _with_record(known: Known, number: int, work: Work) -> Known:
    """What happened to the request and to those beside it, and who joined these."""
    related = work.related(number)
    numbers = (number, *(one.number for one in related))
    history = tuple(entry for each in numbers for entry in work.history(each))
    return replace(known, history=history, related=related, others=_joined(related, work))


def _joined(requests: Iterable[Request], work: Work) -> tuple[Person, ...]:
    return work.people(tuple(dict.fromkeys(key for one in requests for key in one.joined)))


def _keys(blocks: Iterable[str], book: Handbook) -> frozenset[str]:
    """By which requests name these blocks."""
    meant = (one for name in blocks for one in named(name, book.ranker.catalogue))
    return frozenset(key for one in meant for key in keys_of_block(one))


def _laying(page: int, work: Work, book: Handbook) -> Iterator[tuple[str, Mapping[Status, int]]]:
    """How many requests would lay each part of a page of the future map."""
    for part in slice_of(book.future, page_within(page, len(book.future))):
        keys = keys_of(part.capability, book.blocks)
        yield part.capability, work.laying(keys, in_any([part.capability]))


def _sent_today(
    hand_off: str, at: datetime, work: Work, book: Handbook
) -> tuple[SentElsewhere, ...]:
    """What was sent to one place today: the first of it, and the last hour or two.

    Neither end moves with each message, so what is alike keeps the same first message.
    """
    now = book.days.local(at)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    lately = max(midnight, now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=1))
    both = (work.sent_elsewhere(hand_off, since, COMPARED) for since in (midnight, lately))
    return tuple({one.number: one for sent in both for one in sent}.values())
