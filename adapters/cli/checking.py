"""`check` and `catalogue check`: what is wrong, where, and how to mend it."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from adapters import files
from adapters.cli.options import FINE, FOUND
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.future import Future
from bot.handbook import Handbook
from bot.ports import Undelivered
from bot.settings import Settings

_EXAMPLES = ("01632 960", "@example.gov.uk")
"""What is kept for examples: Ofcom's numbers for drama, and a domain that is nobody's."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the chat platforms say of what is set for them."""

    wrong: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()


def catalogue(checked: Catalogue, remarks: Iterable[object]) -> int:
    """The file holds: say what is in it, and what would make it better."""
    found = tuple(remarks)
    print(f"{len(checked.capabilities)} entries. Nothing is wrong.")
    for remark in found:
        print(f"Worth a look: {remark}")
    return FINE


def program(
    settings: Settings,
    book: Handbook,
    undelivered: tuple[Undelivered, ...],
    platforms: Findings,
    *,
    quiet: bool,
) -> int:
    """Everything loaded and the database opened: say what is configured, and what was not sent."""
    for line in platforms.wrong:
        print(line, file=sys.stderr)
    for letter in undelivered:
        print(
            f"Not delivered to {letter.place}, {letter.at:%d %B %Y}: {letter.reason}",
            file=sys.stderr,
        )
    if not quiet:
        print("\n".join((*_fine(settings, book), *platforms.fine)))
    return FOUND if undelivered or platforms.wrong else FINE


def _fine(settings: Settings, book: Handbook) -> tuple[str, ...]:
    promise, questions = settings.promise.working_days, book.form.questions
    return (
        f"Settings: fine. {settings.organisation.name}, {settings.timezone}.",
        f"Questions: fine. {len(questions.questions)}, at most {questions.most} asked.",
        f"Rules: fine. {len(book.rules.rules)}.",
        _hand_offs(book),
        "Catalogue: fine.",
        *_future(settings, book),
        "Database: fine.",
        f"Promise: a reply within {promise} working days." if promise else "Promise: none is set.",
        _surface(settings),
        *(
            [f"The feed for neighbours: at {_where(settings)}/feed/catalogue.json."]
            * settings.feed.enabled
        ),
    )


def _hand_offs(book: Handbook) -> str:
    """The file that is shipped has numbers that nobody answers."""
    every = book.hand_offs.hand_offs
    examples = sum(any(mark in one.contact for mark in _EXAMPLES) for one in every)
    if not examples:
        return f"Hand-offs: fine. {len(every)}."
    return (
        f"Hand-offs: {len(every)}, but {examples} of them have example numbers or addresses. "
        "Put your own in a file, and name it in the setting hand_offs."
    )


def _future(settings: Settings, book: Handbook) -> tuple[str, ...]:
    """The parts of the future map that look like an id of the catalogue and are none."""
    if settings.future is None:
        return ()
    path = Path(settings.future)
    source, future = files.read(path), files.load(path, Future)
    return tuple(
        f"Worth a look: {source.problem(each)}" for each in future.misspelt(book.catalogue)
    )


def _surface(settings: Settings) -> str:
    where = _where(settings)
    return f"The local page: at {where}." if settings.has_page else f"Health only: at {where}."


def _where(settings: Settings) -> str:
    return f"http://{settings.http.host}:{settings.http.port}"
