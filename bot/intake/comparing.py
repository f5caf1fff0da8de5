"""Is this the same as yours? A request that looks like one that is there already."""

from dataclasses import replace

from bot.drafts import Draft, NotSame
from bot.effects import Effect, Known, Save, Say
from bot.events import Joined, SaidDifferent, SaidSame
from bot.handbook import Handbook
from bot.messages import Button, Message, Paragraph, Part
from bot.people import Person
from bot.requests import OVER, Request, Status
from bot.understanding.likeness import likely_same, likeness, words_of_request
from bot.words.dates import clock, day
from bot.words.listing import listed
from bot.words.rich import Rich, join

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

    Neither a confidential one nor one that the person is in already is shown, and to who asks in
    confidence none.
    """
    if draft.confidential or len(draft.not_same) >= MOST_ASKED:
        return None
    told_apart = {one.request for one in draft.not_same}
    candidates = tuple(
        one
        for one in known.similar or ()
        if can_be_joined(one)
        and known.person.key not in (one.requester.key, *one.joined)
        and one.number not in told_apart
    )
    found = likely_same(draft.matter, candidates, known.nearness)
    return found[0][0] if found else None


def can_be_joined(request: Request) -> bool:
    """Whether others may hear of it and say that they need the same."""
    return request.status not in OVER and not request.confidential


def question(
    draft: Draft, request: Request, known: Known, book: Handbook
) -> tuple[tuple[Part, ...], tuple[Button, ...]]:
    """Its title, its service, and the words that both say: nothing else that another wrote."""
    words = book.words
    values = {
        "title": request.title,
        "service": request.requester.service,
        "standing": words.plain(_STANDING.get(request.status, "same.open")),
    }
    name = "same.is_it" if request.requester.service else "same.is_it_no_service"
    both = words.rich("same.both_say", words=listed(_shared(draft, request), words))
    press = (("me_too", SaidSame(request.number)), ("different", SaidDifferent(request.number)))
    buttons = tuple(Button(words.plain(f"button.{label}"), event) for label, event in press)
    return (Paragraph(join((words.rich(name, **values), both))),), buttons


def _shared(draft: Draft, request: Request) -> tuple[str, ...]:
    """The words that say why, in the order in which this person said them."""
    shared = likeness(draft.matter, words_of_request(request)).shared
    return tuple(f"‘{word}’" for word in sorted(shared, key=draft.matter.find))


def different(draft: Draft, request: Request, words: str) -> Draft:
    """The draft, with the request that it is not the same as, and how, if they said."""
    others = (one for one in draft.not_same if one.request != request.number)
    told_apart = NotSame(request.number, words, request.title)
    return replace(draft, not_same=(*others, told_apart))


def me_too(draft: Draft, request: Request, known: Known, book: Handbook) -> tuple[Effect, ...]:
    """One more person needs it. Their words go to the team alone; a second time changes nothing."""
    reference = book.reference(request.number)
    person = known.person
    if person.key in (request.requester.key, *request.joined):
        return (_say(person, book.words.rich("same.in_it", reference=reference)),)
    if not can_be_joined(request):
        return (_say(person, book.words.rich("same.gone")),)
    everybody, files = (*request.joined, person.key), (*request.files, *draft.files)
    joined = replace(request, joined=everybody, files=files)
    said = _say(
        person,
        book.words.rich("same.joined", reference=reference, title=request.title),
        _next(request, book),
        book.words.rich("same.after"),
    )
    return (Save(joined, Joined(request.number, _all_that_they_said(draft))), said)


def _all_that_they_said(draft: Draft) -> str:
    """Their request, and how it differs from another that they were shown before."""
    return "\n".join((draft.text, *(one.words for one in draft.not_same if one.words)))


def _next(request: Request, book: Handbook) -> Rich:
    if request.status is Status.NEW and request.reply_by:
        due = {"time": clock(request.reply_by), "day": day(request.reply_by)}
        return book.words.rich("same.next_promised", **due)
    return book.words.rich(_NEXT.get(request.status, "same.next_taken"))


def _say(person: Person, *lines: Rich) -> Say:
    return Say(person.home, Message(tuple(map(Paragraph, lines))))
