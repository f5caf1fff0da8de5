"""Requests as lists and one at a time: the queue, a person's own, and GW-123."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.effects import Known
from bot.events import Form, Listed, MyRequests, Queue, Withdrawn
from bot.handbook import Handbook
from bot.messages import Button, Items, Message, Paragraph, Part, Weight
from bot.pages import Page
from bot.requests import OPEN, OVER, Request, Status
from bot.triage import card, news
from bot.triage.standing import for_reader, for_team
from bot.understanding.gist import gist_of
from bot.words.dates import clock, day, day_and_year
from bot.words.facts import hours_a_month
from bot.words.rich import Rich, Value, join, plain_run, sentence

FILTER = "filter"
"""The dialog in which the queue is filtered."""

_QUEUE, _MINE = Listed("queue"), Listed("my_requests")
_TAKEN, _REVIEWS = Listed("mine"), Listed("reviews")


def queue(
    page: Page, at: datetime, book: Handbook, look: Listed = _QUEUE, building: int = 0
) -> Message:
    """Open requests, oldest first, with how long each has waited and what comes next.

    Beside them it says how many more are being built.
    """
    lines = tuple(_queue_line(request, at, book) for request in page.requests)
    if look != replace(_QUEUE, page=look.page):
        shown = _listed("chosen", lines, page, look, book)
    else:
        shown = _with_built(_listed("queue", lines, page, look, book), building, book)
    return replace(shown, buttons=(*shown.buttons, *_filter(book))) if lines else shown


def _filter(book: Handbook) -> tuple[Button, ...]:
    return (Button(book.words.plain("button.filter"), Form(FILTER)),)


def _with_built(shown: Message, building: int, book: Handbook) -> Message:
    """With how many are accepted and not live yet, and the way to them."""
    if not building:
        return shown
    told = Paragraph(book.words.count("list.building", building))
    way = Button(book.words.plain("button.building"), Listed("queue", status=Status.ACCEPTED))
    return Message((*shown.parts, told), (*shown.buttons, way))


def mine(page: Page, book: Handbook, look: Listed = _MINE) -> Message:
    """What a person asked for, newest first."""
    lines = tuple(_mine_line(request, book) for request in page.requests)
    return _listed("found" if look.name == "find" else "mine", lines, page, look, book)


def mine_of_team(page: Page, at: datetime, book: Handbook, look: Listed = _TAKEN) -> Message:
    """What one of the team has, oldest first."""
    lines = tuple(_taken_line(request, at, book) for request in page.requests)
    return _listed("taken", lines, page, look, book)


def found(page: Page, look: Listed, at: datetime, book: Handbook) -> Message:
    """What has the words that the team wants to find, newest first."""
    lines = tuple(_queue_line(request, at, book) for request in page.requests)
    return _listed("found", lines, page, look, book)


def reviews(page: Page, at: datetime, book: Handbook, look: Listed = _REVIEWS) -> Message:
    """What is live and has a review to come, the soonest first."""
    live = ((one, one.review_on) for one in page.requests if one.review_on)
    lines = tuple(_review_line(request, on, at, book) for request, on in live)
    return _listed("reviews", lines, page, look, book)


def due(page: Page, at: datetime, book: Handbook) -> Message:
    """What of this is to be looked at again by now, the longest due first."""
    if not page.requests:
        return news.one_line(book.words.rich("list.due_none"))
    return reviews(page, at, book)


def _review_line(request: Request, on: date, at: datetime, book: Handbook) -> Rich:
    name = "review_due" if on <= at.date() else "review_line"
    taker = request.taker.name if request.taker else book.words.plain("card.nobody")
    return _line(name, request, book, day=day_and_year(on), taker=taker)


def _listed(
    name: str, lines: tuple[Rich, ...], page: Page, look: Listed, book: Handbook
) -> Message:
    return listed(name, (Items(lines),), page, look, book)


def listed(name: str, drawn: tuple[Part, ...], page: Page, look: Listed, book: Handbook) -> Message:
    """A page of a list under its title, and the ways to the pages beside it."""
    if not page.total:
        return Message((Paragraph(book.words.rich(f"list.{name}_none")),))
    parts: list[Part] = [Paragraph(book.words.count(f"list.{name}", page.total)), *drawn]
    if page.of > 1:
        parts.append(Paragraph(book.words.rich("list.page", n=page.number, of=page.of)))
    return Message(tuple(parts), _turns(replace(look, page=page.number), page.of, book))


def _turns(look: Listed, pages: int, book: Handbook) -> tuple[Button, ...]:
    """To the page before and the page after, where a button can carry what is listed."""
    if not look.words.isascii():
        return ()
    ways = (("previous_page", look.page - 1), ("next_page", look.page + 1))
    return tuple(
        Button(book.words.plain(f"button.{name}"), replace(look, page=page))
        for name, page in ways
        if 1 <= page <= pages
    )


def _queue_line(request: Request, at: datetime, book: Handbook) -> Rich:
    """Who has it, its level, its age, what it could save, and what comes next, or came of it."""
    level = request.shown_level
    told = (
        plain_run(for_team(request, book)),
        *_what_came_of_it(request, book),
        _taker(request, book),
        plain_run(book.levels[level]) if level else _wants_person(request, book),
        () if request.is_over else _age(request, at, book),
        hours_a_month(request.facts, "list.hours", book.words),
        _next(request, at, book),
    )
    return _line("line", request, book, told=join(told, " · "))


def _wants_person(request: Request, book: Handbook) -> Rich:
    """That somebody waits to be talked to, while they do."""
    waits = request.wants_person and request.status in OPEN and not request.heard_at
    return book.words.rich("list.wants_person") if waits else ()


def _taker(request: Request, book: Handbook) -> Rich:
    """Who has it, or that nobody has it yet: of what is decided nobody has to."""
    if request.taker:
        return plain_run(request.taker.name)
    return book.words.rich("card.nobody") if request.status in OPEN else ()


def _what_came_of_it(request: Request, book: Handbook) -> Iterator[Rich]:
    """Why it was stopped, and where it goes on."""
    if request.status is Status.STOPPED and request.stopped:
        yield book.words.rich("list.why_stopped", reason=gist_of(request.stopped.reason))
    if request.status is Status.MERGED:
        into = (one.request for one in request.links if one.how == "merged_into")
        yield from (book.words.rich("list.goes_on", reference=book.reference(n)) for n in into)


def _next(request: Request, at: datetime, book: Handbook) -> Rich:
    """What somebody has to do for it to go on, or when it is to be live."""
    if request.status is Status.ACCEPTED and request.go_live_on:
        name = "next_live" if request.go_live_on > at.date() else "next_is_it_live"
        return book.words.rich(f"list.{name}", day=day(request.go_live_on))
    if request.status not in OPEN:
        return ()
    if request.status is Status.WAITING:
        return book.words.rich("list.next_wait")
    if due := request.reply_owed_by:
        return book.words.rich("list.next_reply", time=clock(due), day=day(due))
    return book.words.rich("list.next_decide" if request.taker else "list.next_take")


def _taken_line(request: Request, at: datetime, book: Handbook) -> Rich:
    status = plain_run(for_team(request, book))
    told = (status, _age(request, at, book), _next(request, at, book))
    return _line("line", request, book, told=join(told, " · "))


def _age(request: Request, at: datetime, book: Handbook) -> Rich:
    waited = book.days.between(request.asked_at.date(), at.date())
    return book.words.count("list.age", waited) if waited else book.words.rich("list.age_today")


def _mine_line(request: Request, book: Handbook) -> Rich:
    status = for_reader(request, request.requester, book)
    return _line("mine_line", request, book, status=status, day=day_and_year(request.asked_at))


def _line(name: str, request: Request, book: Handbook, /, **values: Value) -> Rich:
    named = {"reference": book.reference(request.number), "title": request.title}
    return book.words.rich(f"list.{name}", **named, **values)


def one(request: Request, known: Known, book: Handbook, *, member: bool) -> Message:
    """One request: the card for the team, its standing for those who need it, its title for others.

    Of a confidential one others hear nothing.
    """
    reader = known.person
    if member:
        return card.draw(request, book, known.joined)
    if reader.key not in (request.requester.key, *request.joined):
        return _of_another(request, book)
    status = for_reader(request, reader, book)
    first = _line("one", request, book, status=status, day=day_and_year(request.asked_at))
    parts = tuple(Paragraph(part) for part in (first, *_news(request, known.at, book)))
    own = reader.key == request.requester.key
    return Message(parts, _own_buttons(request, book) if own else ())


def _of_another(request: Request, book: Handbook) -> Message:
    if request.confidential:
        return news.no_such_request(book, member=False)
    service = request.requester.service
    return news.one_line(_line("of_another", request, book, service=service))


def _news(request: Request, at: datetime, book: Handbook) -> tuple[Rich, ...]:
    def say(name: str, /, **values: Value) -> Rich:
        return book.words.rich(f"list.one_{name}", **values)

    lines: list[Rich] = []
    if request.status in OPEN:
        lines.append(say("taker", name=request.taker.name) if request.taker else say("nobody"))
    if due := request.reply_owed_by:
        name = "reply" if at <= due else "reply_late"
        lines.append(say(name, time=clock(due), day=day_and_year(due)))
    if request.status is Status.ACCEPTED and request.go_live_on:
        name = "slipped" if request.go_live_on < at.date() else "go_live"
        lines.append(say(name, day=day_and_year(request.go_live_on)))
    if request.status is Status.LIVE and request.live_on:
        lines.append(say("live", day=day_and_year(request.live_on)))
    into = (one.request for one in request.links if one.how == "merged_into")
    lines.extend(say("merged", reference=book.reference(number)) for number in into)
    if request.stopped:
        both = (request.stopped.reason, request.stopped.instead)
        why = dict(zip(("reason", "instead"), map(sentence, both), strict=True))
        lines.append(say("stopped", **why))
    return tuple(lines)


def _own_buttons(request: Request, book: Handbook) -> tuple[Button, ...]:
    if request.status in OVER:
        return ()
    add = Button(book.words.plain("button.add"), Form("add", request.number))
    if request.status is Status.LIVE:
        return (add,)
    label = book.words.plain("button.withdraw")
    last = (add, Button(label, Withdrawn(request.number), Weight.ENDING))
    if request.status not in OPEN:
        return last
    return (Button(book.words.plain("button.edit"), Form("reword", request.number)), *last)


def links(book: Handbook, *, member: bool) -> tuple[Button, ...]:
    """Buttons that show the lists a person may see."""
    own = Button(book.words.plain("button.my_requests"), MyRequests())
    return (own, Button(book.words.plain("button.queue"), Queue())) if member else (own,)


def whole(book: Handbook, *, member: bool) -> tuple[Button, ...]:
    """The same, for whoever sees only the beginning of each list."""
    reviews_too = (Button(book.words.plain("button.reviews"), _REVIEWS),) if member else ()
    return (*links(book, member=member), *reviews_too)
