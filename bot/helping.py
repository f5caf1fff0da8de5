"""What can be said, and where: the answer to ‘help’."""

from bot.effects import Known
from bot.events import Began, Form
from bot.handbook import Handbook
from bot.intake import starting
from bot.messages import Button, Items, Message, Paragraph
from bot.people import PlaceKind
from bot.triage import lists, news

_IN_PRIVATE = ("new", "form", "from_message", "status", "mine")
_TO_BROWSE = ("catalogue", "block", "future")
_OF_STAFF = (*_IN_PRIVATE, "one", "find", *_TO_BROWSE, "about")
_IN_CHANNEL = (
    *("one", "find_of_team", "queue", "taken", "reviews", "gaps", "away", "new_for"),
    *("split", "title_of", "reopen", "redact", "hold", "adopt", "propose_block", "of_block"),
    *_TO_BROWSE,
)
_OF_TEAM = (*_IN_PRIVATE, *_IN_CHANNEL)


def told(known: Known, book: Handbook) -> Message:
    """Each thing that this person can say here, with what it does."""
    if known.place.kind is PlaceKind.CHANNEL:
        title, private = _line("title_here", book), _line("private", book)
        return Message((title, _list(_IN_CHANNEL, book), private))
    names = _list(_OF_TEAM if known.member else _OF_STAFF, book)
    new = Button(book.words.plain("button.new"), Began())
    form = Button(book.words.plain("button.form"), Form(starting.FORM))
    links = lists.links(book, member=known.member)
    return Message((_line("title", book), _line("anything", book), names), (new, form, *links))


def about(book: Handbook) -> Message:
    """What this is, who reads what is written here, and how to have it taken out."""
    return Message(tuple(_line(f"about_{name}", book) for name in ("me", "read", "kept")))


def here(book: Handbook) -> Message:
    """To somebody who wrote in the team's channel what the bot does not do there."""
    return news.one_line(book.words.rich("help.here", reference=book.reference(1)))


def _line(name: str, book: Handbook) -> Paragraph:
    return Paragraph(book.words.rich(f"help.{name}"))


def _list(names: tuple[str, ...], book: Handbook) -> Items:
    lines = (book.words.rich(f"help.{name}", reference=book.reference(1)) for name in names)
    return Items(tuple(lines))
