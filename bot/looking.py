"""What can be read without deciding anything: lists, one request, help, and dialogs to fill in."""

from typing import assert_never

from bot import helping
from bot.commands import (
    About,
    AwayUntil,
    Block,
    Command,
    Find,
    NewFor,
    OfBlock,
    Reference,
    Verb,
    Word,
)
from bot.drafts import Conversation
from bot.effects import Known, Needs
from bot.events import Began, Form, Found, Home, Listed, Look, MyRequests, Queue, Whole
from bot.handbook import Handbook
from bot.intake import editing, setting_aside, starting
from bot.messages import Button, Heading, Message, Open, Paragraph, Quiet, Show, View, Weight
from bot.people import PlaceKind
from bot.requests import Request
from bot.reviews.gaps import gaps
from bot.triage import adopting, block_forms, browsing, card, finding, forms, lists, news, relating
from bot.words.rich import sentence

_QUEUE, _BUILDING, _MINE = Listed("queue"), Listed("building"), Listed("my_requests")
LISTS = ("queue", "building", "mine", "my_requests", "reviews", "find")
"""The lists that come page by page."""

_OF_TEAM = {"mine": lists.mine_of_team, "reviews": lists.reviews}
_BROWSED = ("catalogue", "block", "future", browsing.HISTORY)


def needs_of_command(command: Command) -> Needs:
    """What has to be known to answer a typed command."""
    match command:
        case Reference(number) | About(number=number):
            return Needs(request=number)
        case Word.MY_REQUESTS | Word.STATUS:
            return Needs(listed=(_MINE,))
        case Word.QUEUE | Word.MINE | Word.GAPS | Word.REVIEWS | Word.FUTURE:
            return needs_of_look(Listed(str(command)))
        case Find(words):
            return needs_of_look(Listed("find", words=words))
        case Block(name):
            return needs_of_look(Listed("block", words=name))
        case Word() | OfBlock() | NewFor() | AwayUntil():
            return Needs()
        case _:
            assert_never(command)


def needs_of_look(look: Look) -> Needs:
    """What has to be known to show this."""
    match look:
        case Form(form=finding.FORM):
            return Needs(filters=True)
        case Form(form="merge", request=request):
            return Needs(request=request, resembling=True)
        case Form(request=request) | Whole(request=request):
            return Needs(request=request)
        case Found(author=author):
            return Needs(whom=author)
        case MyRequests():
            return Needs(listed=(_MINE,))
        case Queue():
            return Needs(listed=(_QUEUE, _BUILDING))
        case Home():
            return Needs(listed=(_MINE, _QUEUE, _BUILDING, Listed("mine"), Listed("due")))
        case Listed(name="gaps", page=page):
            return Needs(gaps=max(page, 1))
        case Listed(name="block", words=name):
            return Needs(of_blocks=(name,))
        case Listed(name="future", page=page):
            return Needs(future=max(page, 1))
        case Listed(name="queue"):
            return Needs(listed=(look, _BUILDING))
        case Listed(name=name):
            return Needs(listed=(look,) if name in LISTS else ())
        case _:
            assert_never(look)


def answer(command: Command, state: Conversation, known: Known, book: Handbook) -> Message:
    """The reply to a typed command, where it was typed."""
    match command:
        case NewFor() | AwayUntil():
            return news.only_team(book)
        case Word.HELP | Word.NEW:
            return helping.told(known, book)
        case Word.ABOUT:
            return helping.about(book)
        case Word.FORM:
            return _offer_form(book)
        case Word.MY_REQUESTS:
            return _mine(state, known, book)
        case Word.STATUS:
            return _status(state, known, book)
        case Word.QUEUE | Word.MINE | Word.REVIEWS | Word.GAPS | Word.CATALOGUE | Word.FUTURE:
            return _list(Listed(str(command)), known, book)
        case Find(words):
            return _list(Listed("find", words=words), known, book)
        case Block(name):
            return _list(Listed("block", words=name), known, book)
        case Word.PROPOSE | About(verb=Verb.PROPOSE):
            return browsing.offer_to_propose(known, book)
        case OfBlock(verb, name):
            return browsing.to_do(verb, name, known, book)
        case Word.ADOPT:
            return adopting.next_card(known, book)
        case Reference():
            return _one(known, book)
        case About(verb):
            return _about(verb, known, book)
        case _:
            assert_never(command)


def show(look: Look, state: Conversation, known: Known, book: Handbook) -> View:
    """What the look shows, to the person who looks and nobody else."""
    match look:
        case Form():
            return _form(look, state, known, book)
        case Found():
            return _found(look, known, book)
        case MyRequests():
            return Show(_mine(state, known, book))
        case Queue():
            return Show(_list(_QUEUE, known, book))
        case Home():
            return Show(_home(state, known, book))
        case Whole():
            return _whole(known, book)
        case Listed():
            return Show(_list(look, known, book))
        case _:
            assert_never(look)


def _form(look: Form, state: Conversation, known: Known, book: Handbook) -> View:
    if look.form == editing.FORM:
        if state.draft is None or state.draft.hand_off:
            return Quiet(news.one_line(book.words.rich("draft.nothing")))
        return Open(editing.draw(state.draft, book))
    if look.form == starting.FORM:
        return Open(starting.draw(book))
    if look.form == finding.FORM:
        return finding.open_form(known, book)
    if look.form in block_forms.FORMS:
        return block_forms.open_form(look, known, book)
    if look.form == adopting.FORM:
        return adopting.open_form(look.about, known, book)
    return _about_request(look, state, known, book)


def _found(look: Found, known: Known, book: Handbook) -> View:
    """Somebody else's message, before its author is asked; of one's own nobody has to be."""
    author = known.whom.name if known.whom else look.name or look.author
    return Open(starting.draw_found(look, author, book))


def _whole(known: Known, book: Handbook) -> View:
    """To those who may read all of it: the team, and whoever wrote it."""
    request = known.request
    if request is None or not (known.member or request.requester.key == known.person.key):
        return Quiet(news.no_such_request(book, member=known.member))
    rest = card.made_of_it(request, known.joined, book) if known.member else ()
    return Show(card.whole(request, book, rest))


def _about_request(look: Form, state: Conversation, known: Known, book: Handbook) -> View:
    request = known.request
    refusal = _refusal(look.form, request, state, known, book)
    if refusal is not None or request is None:
        return Quiet(refusal or news.no_such_request(book, member=known.member))
    likely = relating.likely(request, known)
    return Open(forms.draw(look.form, request, known.at.date(), book, likely))


def _refusal(
    form: str, request: Request | None, state: Conversation, known: Known, book: Handbook
) -> Message | None:
    """Why this person cannot do this to this request now, before they have typed anything."""
    if form not in {*forms.TEAM_FORMS, *forms.OWN_FORMS}:
        return news.stale(book)
    if form in forms.TEAM_FORMS and not known.member:
        return news.only_team(book)
    if request is None:
        return None
    others = form in forms.OWN_FORMS and request.requester.key != known.person.key
    if others and not (form == "answer" and state.is_asked_about(request.number)):
        return news.not_yours(request, book)
    return forms.too_late(form, request, book)


def _list(look: Listed, known: Known, book: Handbook) -> Message:
    """A page of a list, to whoever may see it."""
    if look.name == "find":
        return finding.found(look, known, book)
    if look.name == "my_requests":
        return lists.mine(known.pages[look.name], book, look)
    if look.name in _BROWSED:
        return browsing.show(look, known, book)
    if not known.member:
        return news.only_team(book)
    match look.name:
        case "queue":
            built = known.pages["building"].total
            return lists.queue(known.pages[look.name], known.at, book, look, built)
        case "mine" | "reviews":
            return _OF_TEAM[look.name](known.pages[look.name], known.at, book, look)
        case "gaps":
            return gaps(known.waits, known.words, book, look.page)
        case _:
            return news.stale(book)


def _home(state: Conversation, known: Known, book: Handbook) -> Message:
    """Their requests and the ways to begin one; for the team, its own work before them."""
    told = {"mine": _mine(state, known, book)}
    if known.member:
        team = {"taken": _list(Listed("mine"), known, book), "queue": _list(_QUEUE, known, book)}
        told = {**team, "due": lists.due(known.pages["due"], known.at, book), **told}
    parts = ((Heading(book.words.rich(f"home.{name}")), *each.parts) for name, each in told.items())
    unsent = _unsent(state, known, book)
    ways = (*_ways_to_begin(book), *lists.whole(book, member=known.member))
    buttons = (*ways, *(unsent.buttons if unsent else ()))
    return Message(tuple(part for each in parts for part in each), buttons)


def _ways_to_begin(book: Handbook) -> tuple[Button, ...]:
    new = Button(book.words.plain("button.new"), Began(), Weight.MAIN)
    return (new, Button(book.words.plain("button.form"), Form(starting.FORM)))


def _offer_form(book: Handbook) -> Message:
    form = Button(book.words.plain("button.form"), Form(starting.FORM), Weight.MAIN)
    return Message((Paragraph(book.words.rich("form.offer")),), (form,))


def _one(known: Known, book: Handbook) -> Message:
    if known.request is None:
        return news.no_such_request(book, member=known.member)
    return lists.one(known.request, known, book, member=known.member)


def _about(verb: Verb, known: Known, book: Handbook) -> Message:
    """What the team can do to a request by name: a button that opens the dialog for it."""
    request = known.request
    if not known.member:
        return news.only_team(book)
    if request is None:
        return news.no_such_request(book, member=True)
    form = "release" if verb is Verb.HOLD and request.held else str(verb)
    if refusal := forms.too_late(form, request, book):
        return refusal
    named = {"reference": book.reference(request.number), "title": request.title}
    told = book.words.rich(f"about.{form}", **named, reason=sentence(request.held))
    button = Button(book.words.plain(f"button.{form}"), Form(form, request.number), Weight.MAIN)
    return Message((Paragraph(told),), (button,))


def _status(state: Conversation, known: Known, book: Handbook) -> Message:
    page = known.pages["my_requests"]
    if not page.requests:
        return _mine(state, known, book)
    newest = lists.one(page.requests[0], known, book, member=False)
    return _beside(newest, _unsent(state, known, book))


def _mine(state: Conversation, known: Known, book: Handbook) -> Message:
    """What they sent, and what they have not; who has only the second is told of no other."""
    page, unsent = known.pages["my_requests"], _unsent(state, known, book)
    if unsent and not page.total:
        return unsent
    return _beside(lists.mine(page, book), unsent)


def _unsent(state: Conversation, known: Known, book: Handbook) -> Message | None:
    """What they have not sent, for them alone: where others read along it is not shown."""
    if known.place.kind is PlaceKind.CHANNEL:
        return None
    return setting_aside.not_sent(state, book)


def _beside(shown: Message, unsent: Message | None) -> Message:
    if unsent is None:
        return shown
    return Message((*shown.parts, *unsent.parts), (*shown.buttons, *unsent.buttons))
