"""Finding requests by the words in them, and leaving only some of a list."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.catalogue.terms import in_any
from bot.effects import Known
from bot.events import Event, Filled, Listed
from bot.handbook import Handbook
from bot.levels.judgement import Level
from bot.messages import Choice, Dialog, Field, FieldKind, Message, Open, Quiet, View
from bot.pages import key_of
from bot.people import Person
from bot.requests import Status
from bot.triage import lists, news
from bot.triage.taking_out import KEYS_OF_OURS

FORM = lists.FILTER


def words_of(event: Event) -> tuple[str, ...]:
    """What people typed in an event: the team finds requests by it."""
    return tuple(_typed(event))


def _typed(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case tuple():
            for each in value:
                yield from _typed(each)
        case Mapping():
            yield from _typed(tuple(value.values()))
        case _ if is_dataclass(value):
            names = (one.name for one in fields(value) if one.name not in KEYS_OF_OURS)
            yield from _typed(tuple(getattr(value, name) for name in names))


def found(look: Listed, known: Known, book: Handbook) -> Message:
    """What has these words, newest first; the team's own lines for the team."""
    if not look.words:
        return news.one_line(book.words.rich("list.find_how"))
    if not in_any([look.words]):
        return news.one_line(book.words.rich("list.find_what"))
    if known.member:
        return lists.found(known.pages["find"], look, known.at, book)
    return lists.mine(known.pages["find"], book, look)


def open_form(known: Known, book: Handbook) -> View:
    """By what the queue can be filtered: what there is in it now."""
    if not known.member:
        return Quiet(news.only_team(book))
    label = book.words.plain
    names = {s: f"status.{s}" for s in Status if s != Status.MERGED}
    names[Status.WAITING] = "status.waiting_any"
    statuses = tuple(Choice(status, label(name)) for status, name in names.items())
    fields_ = (
        _choice("level", tuple(Choice(each, book.levels[each]) for each in Level), book),
        _choice("status", statuses, book),
        _choice("service", _services(known.services), book),
        _choice("person", _takers(known.takers), book),
    )
    return Open(Dialog(FORM, 0, label("filter.title"), fields_, label("filter.submit")))


def _choice(key: str, choices: tuple[Choice, ...], book: Handbook) -> Field:
    """Slack takes no menu without choices, and at most 100 of them."""
    any_ = (Choice("any", book.words.plain("filter.any")),)
    name = book.words.plain(f"filter.{key}")
    return Field(key, name, FieldKind.CHOICE, value="any", choices=(*any_, *choices[:99]))


def _services(services: tuple[str, ...]) -> tuple[Choice, ...]:
    named = {key_of(one): one for one in services}
    return tuple(Choice(key, name[:75]) for key, name in sorted(named.items()))


def _takers(takers: tuple[Person, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(str(one.key), one.name[:75]) for one in takers)


def look_of(filled: Filled) -> Listed:
    """The queue with only what was chosen in it."""
    chosen = {key: value for key, value in filled.values.items() if value != "any"}
    person = chosen.get("person", "")
    return Listed(
        "queue",
        level=chosen.get("level", ""),
        status=chosen.get("status", ""),
        service=chosen.get("service", ""),
        person=int(person) if person.isascii() and person.isdigit() and len(person) < 10 else 0,
    )


def read(filled: Filled, known: Known, book: Handbook) -> Quiet:
    """The queue as it was filtered; nothing happens by it."""
    return Quiet(lists.queue(known.pages["queue"], known.at, book, look_of(filled)))
