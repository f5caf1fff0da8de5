"""The reminder one person gets on a day: everything that is due for them, in one message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.catalogue.chores import Chore
from bot.events import Event, Form, Helped, Look, MovedUp, Retired, Taken, WentLive
from bot.messages import Button, Items, Message, Paragraph, Part, Weight
from bot.requests import Request
from bot.reviews import upkeep
from bot.reviews.book import Book
from bot.reviews.due import Due, reply_expected
from bot.reviews.recipients import Recipient
from bot.words.dates import Dated, clock, day, day_and_year
from bot.words.rich import Rich

NAMED = 10
"""Requests that one reminder names; how many more there are is said, and they come next."""


@dataclass(frozen=True, slots=True)
class Item:
    """One request that somebody is reminded of, and why."""

    request: Request
    due: Due


def recipient(item: Item, today: date, book: Book) -> Recipient:
    """Who was asked; whoever took it; the team where nobody did, or they are away."""
    taker = item.request.taker
    if item.due is Due.UNANSWERED:
        requester = item.request.requester
        return Recipient(f"person {requester.key}", requester.home)
    if item.due is Due.UNTOUCHED or taker is None or taker.is_away(today):
        team = book.rooms.of(item.request.made_on).team
        return Recipient(f"team {team.platform}", team)
    return Recipient(f"person {taker.key}", taker.home)


def reminder(
    items: tuple[Item, ...],
    today: date,
    book: Book,
    *,
    at_least: bool,
    chores: tuple[Chore, ...] = (),
) -> Message:
    """One message that names the first ten items, each with its buttons, and then the chores.

    `at_least` says that there may be more items than these.
    """
    named, more = items[:NAMED], len(items) - NAMED
    parts = [part for due in Due for part in _about(due, named, book)]
    parts += upkeep.about(chores, book)
    if more > 0:
        name = "reminder.at_least_more" if at_least else "reminder.more"
        parts.append(Paragraph(book.words.rich(name, n=more)))
    buttons = [button for item in named for button in _buttons(item, today, book)]
    buttons += upkeep.buttons(chores, book)
    several = len(named) + len(chores) > 1
    return Message(tuple(parts), tuple(_labelled(button, several, book) for button in buttons))


def _about(due: Due, named: tuple[Item, ...], book: Book) -> Iterable[Part]:
    lines = tuple(_line(item, book) for item in named if item.due is due)
    if lines:
        yield Paragraph(book.words.count(f"reminder.{due}", len(lines)))
        yield Items(lines)


def _line(item: Item, book: Book) -> Rich:
    """What it is, and the day that matters."""
    request, words = item.request, book.words
    named = {"reference": book.reference(request.number), "title": request.title}
    line = words.rich(f"reminder.{item.due}_line", **named, day=_day(item, book))
    move_up_if = request.accepted.move_up_if if request.accepted else ""
    if item.due is Due.REVIEW and move_up_if:
        return line + words.rich("reminder.move_up_if", condition=move_up_if)
    if item.due is Due.NO_ANSWER and not request.waits_for:
        return line + words.rich("reminder.nobody_will_answer")
    if item.due in (Due.UNTOUCHED, Due.UNHEARD) and not request.heard_at:
        return line + _waiting_to_hear(request, book)
    return line


def _waiting_to_hear(request: Request, book: Book) -> Rich:
    """That they asked for a person, and when we said we would reply, where they did and we did."""
    wants = book.words.rich("reminder.wants_person") if request.wants_person else ()
    if request.reply_by is None:
        return wants
    by = book.days.local(request.reply_by)
    return (*wants, *book.words.rich("reminder.reply_due", time=clock(by), day=day(by)))


def _day(item: Item, book: Book) -> Dated:
    request = item.request
    since = request.waiting_since and book.days.local(request.waiting_since)
    on = {
        Due.UNANSWERED: since,
        Due.NO_ANSWER: since,
        Due.GO_LIVE: request.go_live_on,
        Due.REVIEW: request.live_on or request.go_live_on,
    }
    return day_and_year(on.get(item.due) or book.days.local(request.asked_at))


def _buttons(item: Item, today: date, book: Book) -> tuple[tuple[str, Button], ...]:
    """The buttons of an item, each beside its request's reference."""
    number = item.request.number
    later = ("later", Form("later", number), Weight.PLAIN)
    choices: dict[Due, tuple[tuple[str, Event | Look, Weight], ...]] = {
        Due.UNTOUCHED: (("take", Taken(number), Weight.MAIN), later),
        Due.UNHEARD: (("ask", Form("ask", number), Weight.MAIN), later),
        Due.UNANSWERED: (("answer", Form("answer", number), Weight.MAIN),),
        Due.NO_ANSWER: (("ask", Form("ask", number), Weight.MAIN), later),
        Due.GO_LIVE: (
            ("yes", WentLive(number), Weight.MAIN),
            ("no", Form("go_live_moved", number), Weight.PLAIN),
            later,
        ),
        Due.REVIEW: (
            ("keep", Form("keep", number), Weight.MAIN),
            ("move_up", MovedUp(number), Weight.PLAIN),
            ("retire", Retired(number), Weight.ENDING),
            later,
        ),
    }
    label = book.words.plain
    return tuple(
        (book.reference(number), Button(label(f"button.{name}"), press, weight))
        for name, press, weight in choices[item.due]
    )


def _labelled(button: tuple[str, Button], several: bool, book: Book) -> Button:
    """A button among those of several requests says which one it is for."""
    reference, plain = button
    if not several:
        return plain
    label = book.words.plain("reminder.button_for", label=plain.label, reference=reference)
    return Button(label, plain.press, plain.weight)


def did_it_help(request: Request, book: Book) -> Message:
    """To everybody who needs it, once: what is live has been in use for a while."""
    named = {"reference": book.reference(request.number), "title": request.title}
    since = day_and_year(request.live_on or book.days.local(request.asked_at))
    asked = Paragraph(book.words.rich("reminder.did_it_help", day=since, **named))
    label = book.words.plain
    answers = ("yes", "partly", "no")
    press = (Button(label(f"button.{one}"), Helped(request.number, one)) for one in answers)
    return Message((asked,), tuple(press))


def sorry(request: Request, book: Book) -> Message:
    """To the requester, once: nobody has replied in the time that they could expect."""
    asked, by = (
        book.days.local(request.asked_at),
        book.days.local(reply_expected(request, book.days)),
    )
    named = {"reference": book.reference(request.number), "title": request.title}
    if request.reply_by:
        first = book.words.rich("reminder.promise_passed", time=clock(by), day=day(by), **named)
    else:
        first = book.words.rich("reminder.nobody_replied", day=day_and_year(asked), **named)
    taker = request.taker
    lines = (
        first,
        *((book.words.rich("reminder.has_it", name=taker.name),) if taker else ()),
        book.words.rich("reminder.still_here"),
    )
    return Message(tuple(Paragraph(line) for line in lines))


def slipped(request: Request, book: Book) -> Message:
    """To everybody who needs it: it is not live on the day that was planned."""
    named = {"reference": book.reference(request.number), "title": request.title}
    planned = request.go_live_on or book.days.local(request.asked_at)
    first = book.words.rich("reminder.slipped", day=day_and_year(planned), **named)
    return Message((Paragraph(first), Paragraph(book.words.rich("reminder.slipped_next"))))
