"""Is this the same as yours? A request that looks like one that is there already."""

from dataclasses import replace
from datetime import datetime

from bot.drafts import Draft, NotSame
from bot.effects import Effect, Known, Save, Say
from bot.events import Added, Joined, SaidDifferent, SaidSame
from bot.handbook import Handbook
from bot.messages import Button, Message, Paragraph, Part
from bot.people import Person
from bot.requests import OVER, JoinedFor, Request, Status
from bot.understanding.likeness import likely_same, likeness
from bot.understanding.phrases import words_of
from bot.words.dates import clock, day, day_and_year
from bot.words.listing import listed
from bot.words.rich import Rich, Words, join

MOST_ASKED = 2
"""So many requests at most are shown to one person as likely to be the same as theirs."""

_STANDING = {Status.ACCEPTED: "same.accepted", Status.LIVE: "same.live"}
_NEXT = {
    Status.NEW: "same.next_new",
    Status.ACCEPTED: "same.next_accepted",
    Status.LIVE: "same.next_live",
}


def likely(draft: Draft, known: Known, book: Handbook) -> Request | None:
    """The request that is most likely the same, or None.

    Neither a confidential one nor one that the person has joined already is shown, and to who asks
    in confidence none. One that they have sent themselves is, until it is live.
    """
    if draft.confidential or len(draft.not_same) >= MOST_ASKED:
        return None
    told_apart = {one.request for one in draft.not_same}
    candidates = tuple(
        one
        for one in known.similar or ()
        if can_be_joined(one)
        and (_is_own(one, draft, known.person) or not _is_in(one, draft, known.person))
        and one.number not in told_apart
    )
    found = likely_same(draft.matter, candidates, known.nearness)
    return found[0][0] if found else None


def _is_own(request: Request, draft: Draft, person: Person) -> bool:
    """Whether they have asked for it before, and it is still to come."""
    asked = (request.requester.key, request.on_behalf) == (person.key, draft.on_behalf)
    return asked and request.status is not Status.LIVE


def _is_in(request: Request, draft: Draft, person: Person) -> bool:
    """Whether they are in it already, or the person without chat for whom they ask."""
    if not draft.on_behalf:
        return person.key in (request.requester.key, *request.joined)
    return draft.on_behalf in (request.on_behalf, *(one.name for one in request.joined_for))


def can_be_joined(request: Request) -> bool:
    """Whether others may hear of it and say that they need the same."""
    return request.status not in OVER and not request.confidential


def question(
    draft: Draft, request: Request, known: Known, book: Handbook
) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """Its title, its service, and the words that both say: nothing else that another wrote."""
    words = book.words
    if _is_own(request, draft, known.person):
        return _own_question(request, book)
    values = {
        "title": request.title,
        "service": request.requester.service,
        "standing": words.plain(_STANDING.get(request.status, "same.open")),
    }
    name = "same.is_it" if request.requester.service else "same.is_it_no_service"
    both = words.rich("same.both_say", words=listed(_shared(draft, request), words))
    said = Paragraph(join((words.rich(name, **values), both)))
    return (said,), _buttons("me_too", request, book)


def _own_question(request: Request, book: Handbook) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """To somebody who has asked for the same before: when, and by which reference."""
    asked_on = day(book.days.local(request.asked_at))
    named = {"reference": book.reference(request.number), "title": request.title}
    said = Paragraph(book.words.rich("same.is_own", day=asked_on, **named))
    return (said,), _buttons("yes", request, book)


def _buttons(same: str, request: Request, book: Handbook) -> tuple[Button, ...]:
    press = ((same, SaidSame(request.number)), ("different", SaidDifferent(request.number)))
    return tuple(Button(book.words.plain(f"button.{label}"), event) for label, event in press)


_TELLS_APART = 4
"""In words: as long as this, a line tells how theirs differs."""


def means_same(line: str, draft: Draft, request: Request, known: Known, book: Handbook) -> bool:
    """Whether a typed line is the label of the button that says so, or says no more than that."""
    labels = ("me_too", "yes") if _is_own(request, draft, known.person) else ("me_too",)
    if line in {book.words.plain(f"button.{label}").casefold() for label in labels}:
        return True
    said = tuple(word.text for word in words_of(line))  # a question has an end, which is none
    same, beside_it = (book.words.typed(f"typed.{name}") for name in ("same", "beside_same"))
    # A bare Yes may as well mean that it is to be sent.
    agrees = len(said) > 1 and said[0] in book.words.typed("typed.yes")
    return (agrees or not same.isdisjoint(said)) and set(said) <= same | beside_it


def leaves_it_open(line: str, words: Words) -> bool:
    """Whether a typed line begins with a Yes, asks, or is short or half agrees and denies nothing.

    It says of no request how it differs: ‘only us’.
    """
    said = [word.text for word in words_of(line) if word.text]
    begins = words.typed("typed.yes") | words.typed("typed.asks")
    denies = not words.typed("typed.tells_apart").isdisjoint(said)
    asks = line.endswith("?") or not begins.isdisjoint(said[:1])
    agrees = not words.typed("typed.may_be_same").isdisjoint(said)
    return asks or ((agrees or len(said) < _TELLS_APART) and not denies)


def _shared(draft: Draft, request: Request) -> tuple[str, ...]:
    """The words that say why, in the order in which this person said them."""
    shared = likeness(draft.matter, request.words).shared
    return tuple(f"‘{word}’" for word in sorted(shared, key=draft.matter.find))


def different(draft: Draft, request: Request, words: str) -> Draft:
    """The draft, with the request that it is not the same as, and how, if they said."""
    others = (one for one in draft.not_same if one.request != request.number)
    told_apart = NotSame(request.number, words, request.title)
    return replace(draft, not_same=(*others, told_apart))


def me_too(draft: Draft, request: Request, known: Known, book: Handbook) -> tuple[Effect, ...]:
    """One more person needs it. Their words go to the team alone; a second time changes nothing."""
    person, words, whom = known.person, book.words, draft.on_behalf
    named = {"reference": book.reference(request.number), "title": request.title, "whom": whom}
    if _is_own(request, draft, person):
        return _once_more(request, draft, known, book)
    if _is_in(request, draft, person):
        return (_say(person, words.rich("same.in_it", **named)),)
    if not can_be_joined(request):
        return (_say(person, words.rich("same.gone")),)
    joined = words.rich("same.joined_for" if whom else "same.joined", **named)
    said = _say(person, joined, _next(request, known.at, book), words.rich("same.after"))
    because = Joined(request.number, _all_that_they_said(draft), whom)
    return (Save(_with(request, draft, person), because), said)


def _once_more(request: Request, draft: Draft, known: Known, book: Handbook) -> tuple[Effect, ...]:
    """They had sent it before: what is new in it goes to that one, and there is no second one."""
    reference = book.reference(request.number)
    there = set(request.text.splitlines())
    new = tuple(line for line in draft.said if not there.issuperset(line.text.splitlines()))
    if not (new or draft.files):
        return (_say(known.person, book.words.rich("same.yours", reference=reference)),)
    text = "\n".join((*(line.text for line in new), *(file.name for file in draft.files)))
    more = replace(request, said=(*request.said, *new), files=(*request.files, *draft.files))
    told = _say(known.person, book.words.rich("same.yours_added", reference=reference))
    return (Save(more, Added(request.number, text)), told)


def _with(request: Request, draft: Draft, person: Person) -> Request:
    """With one more who needs it; of somebody without chat, who asks for them hears the news."""
    here = dict.fromkeys((*request.joined, person.key))
    here.pop(request.requester.key, None)
    for_whom = (JoinedFor(draft.on_behalf, person.key),) if draft.on_behalf else ()
    return replace(
        request,
        joined=tuple(here),
        joined_for=(*request.joined_for, *for_whom),
        files=(*request.files, *draft.files),
    )


def _all_that_they_said(draft: Draft) -> str:
    """Their request, and how it differs from another that they were shown before."""
    return "\n".join((draft.text, *(one.words for one in draft.not_same if one.words)))


def _next(request: Request, at: datetime, book: Handbook) -> Rich:
    due = request.reply_owed_by
    if request.status is Status.NEW and due and at <= due:
        return book.words.rich("same.next_promised", time=clock(due), day=day(due))
    live = request.go_live_on
    if request.status is Status.ACCEPTED and live and live >= at.date():
        return book.words.rich("same.next_accepted_on", day=day_and_year(live))
    return book.words.rich(_NEXT.get(request.status, "same.next_taken"))


def _say(person: Person, *lines: Rich) -> Say:
    return Say(person.home, Message(tuple(map(Paragraph, lines))))
