"""Records as documents that a stranger can read: a request's, and a person's."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from bot.drafts import Conversation, Line
from bot.events import Event, Reworded, Verdict
from bot.handbook import Handbook
from bot.messages import Items, text_of
from bot.people import Person, PlaceKind
from bot.ports.records import About, Paper, Told
from bot.requests import Entry, Request
from bot.triage import card, thread
from bot.words.dates import clock, day_and_year, short_day
from bot.words.rich import Rich, Value, bare

_NOT_SAID = ("request",)
"""What stands above each entry already."""

_HAPPENED = {**thread.NAMES, "GoneBack": "gone_back", "Helped": "helped", "Waits": "waits_for"}
"""The name of what happened, for each kind of event that has words."""

_FIELDS = (
    *("text", "reason", "instead", "title", "telling", "horizon", "go_live_on", "review_on"),
    *("leaves_behind", "move_up_if", "verdicts", "gaps", "into", "other", "whom", "to", "until"),
)
"""The fields that have a name in words; the others go by their own."""

_OTHERS, _WORDED = ("into", "other"), ("horizon",)
"""The fields that hold another request's number, and those whose values have words."""


def of_request(paper: Paper, today: date, book: Handbook) -> str:
    """One request's full record, as Markdown."""
    request = paper.request
    sections = {
        "words": (*_order(paper, book), *_lines(request.said, book)),
        "card": _quote(text_of(replace(card.draw(request, book, paper.joined), buttons=()))),
        "happened": _entries(paper.history, book),
        "messages": _messages((_only_of(request, each, book) for each in paper.messages), book),
    }
    title = {"reference": book.reference(request.number), "title": request.title}
    asker = _who(request.requester)
    head = (
        _say(book, "request", **title),
        _say(book, "about_request", day=short_day(today), asker=asker),
    )
    return _document(head, sections, book)


def of_person(about: About, today: date, book: Handbook) -> str:
    """All that is kept of somebody, as Markdown."""
    known_as = [f"{each.platform}:{each.key}" for each in about.identities]
    sections: dict[str, Iterable[str]] = {
        "known_as": [f"- {each}" for each in known_as],
        "begun": _begun(about.conversation, book),
        "asked": _asked(about, book),
        "did": _entries(about.did, book, with_reference=True),
        "named_in": _entries(about.named_in, book, with_reference=True),
        "elsewhere": [line for words in about.sent_elsewhere for line in (*_quote(words), "")],
        "blocks": [f"- {_text(each, book)}" for each in about.blocks],
        "messages": _messages(about.messages, book),
    }
    who = _who(about.person)
    head = (_say(book, "person", who=who), _say(book, "about_person", day=short_day(today)))
    return _document(head, sections, book)


def _document(head: Iterable[str], sections: Mapping[str, Iterable[str]], book: Handbook) -> str:
    title, about = head
    lines = [f"# {title}", "", about]
    for name, found in sections.items():
        body = list(found) or [_say(book, "none")]
        lines += ["", f"## {_say(book, f'head_{name}')}", "", *body]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _begun(state: Conversation, book: Handbook) -> Iterator[str]:
    """Under way or set aside; found by a colleague, or heard as an answer, and yet to be agreed."""
    drafts = (*filter(None, (state.draft,)), *(one.draft for one in state.aside))
    yield from _lines((line for each in drafts for line in each.said), book)
    found, heard = (one.text for one in state.suggested), (one.heard for one in state.asked)
    for text in filter(None, (*found, *heard)):
        yield from (*_quote(text), "")


def _asked(about: About, book: Handbook) -> Iterator[str]:
    for request in about.asked:
        own = request.requester.key == about.person.key
        title = {"reference": book.reference(request.number), "title": request.title}
        status = book.words.plain(f"status.{request.status}")
        yield _say(book, "asked_line" if own else "joined_line", status=status, **title)
        yield ""
        yield from _lines(request.said, book) if own else ()


def _order(paper: Paper, book: Handbook) -> Iterator[str]:
    """In which order the words stand, if there are two versions of them."""
    if any(isinstance(entry.event, Reworded) for entry in paper.history):
        yield from (_say(book, "words_reworded"), "")


def _lines(said: Iterable[Line], book: Handbook) -> Iterator[str]:
    for line in said:
        yield _say(book, "when", day=day_and_year(line.at), time=clock(line.at))
        yield ""
        yield from (*_quote(line.text), "")


def _entries(
    entries: Iterable[Entry], book: Handbook, *, with_reference: bool = False
) -> Iterator[str]:
    for entry in entries:
        when = _say(book, "when", day=day_and_year(entry.at), time=clock(entry.at))
        reference = (book.reference(entry.request),) if with_reference else ()
        by = entry.by or _say(book, "us")
        yield f"- {', '.join((when, *reference, by))}: {_kind(entry.event, book)}"
        yield from (f"  - {name}: {text}" for name, text in _fields(entry.event, book))


def _kind(event: Event, book: Handbook) -> str:
    """In words; what has none is told by its name: GoLiveMoved as ‘go live moved’."""
    name = type(event).__name__
    if name in _HAPPENED:
        return _say(book, f"did_{_HAPPENED[name]}")
    return re.sub(r"(?<=.)([A-Z])", r" \1", name).lower()


def _fields(event: Any, book: Handbook) -> Iterator[tuple[str, str]]:
    """All that was said in an event: nothing of a record is left out."""
    for each in fields(event):
        text = _text(getattr(event, each.name), book, each.name)
        if text and each.name not in _NOT_SAID:
            known = each.name in _FIELDS
            yield _say(book, f"field_{each.name}") if known else each.name.replace("_", " "), text


def _text(value: Any, book: Handbook, field: str = "") -> str:
    match value:
        case int() if field in _OTHERS:
            return book.reference(value)
        case str() if field in _WORDED and value:
            return book.words.plain(f"{field}.{value}")
        case Verdict(shown=shown, verdict=verdict, why=why):
            told = f"{shown}: {book.words.plain(f'verdict.{verdict}').lower()}"
            return f"{told} ({why})" if why else told
        case bool():
            return _say(book, "yes") if value else ""
        case date():
            return book.words.dated(short_day(value))
        case tuple():
            return "; ".join(_text(each, book) for each in value)
        case _ if is_dataclass(value):
            return ", ".join(f"{name} {text}" for name, text in _fields(value, book))
        case _:
            return " / ".join(str(value or "").splitlines())


def _only_of(request: Request, told: Told, book: Handbook) -> Told:
    """Without those lines of a list that name other requests and not this one."""

    def stays(item: Rich) -> bool:
        named = re.findall(rf"(?<![\w-]){re.escape(book.prefix)}-([0-9]+)", bare(item))
        return not named or str(request.number) in named

    parts = (
        replace(part, items=tuple(filter(stays, part.items))) if isinstance(part, Items) else part
        for part in told.message.parts
    )
    return replace(told, message=replace(told.message, parts=tuple(parts)))


def _messages(messages: Iterable[Told], book: Handbook) -> Iterator[str]:
    for told in messages:
        when = _say(book, "when", day=day_and_year(told.at), time=clock(told.at))
        author, place = told.author or _say(book, "us"), _where(told, book)
        yield f"{when}, {author}, {place}"
        yield ""
        yield from (*_quote(text_of(replace(told.message, buttons=()))), "")


def _where(told: Told, book: Handbook) -> str:
    if book.rooms.is_team(told.place):
        return _say(book, "in_team", place=str(told.place))
    if told.place.kind is PlaceKind.DIRECT:
        return _say(book, "in_private", name=told.to, place=str(told.place))
    return _say(book, "in_channel", place=str(told.place))


def _quote(text: str) -> tuple[str]:
    """Each line stands for itself, in whatever draws the Markdown."""
    return ("\n>\n".join(f"> {line}" for line in text.splitlines()),)


def _who(person: Person) -> str:
    return ", ".join(filter(None, (person.name, person.service))) or str(person.key)


def _say(book: Handbook, name: str, /, **values: Value) -> str:
    return book.words.plain(f"paper.{name}", **values)
