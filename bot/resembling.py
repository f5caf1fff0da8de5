"""Requests like one: the database proposes by words, and meaning says which come nearest."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.catalogue.terms import in_any
from bot.effects import Known, Needs
from bot.events import (
    Added,
    Answered,
    AskedForPerson,
    Event,
    Joined,
    MovedUp,
    Retitled,
    Reworded,
    Split,
    Submitted,
)
from bot.meaning import Meaning
from bot.ports import Work
from bot.requests import Proposed, Request
from bot.triage import finding
from bot.understanding.likeness import nearest, stems_of, subject

_IN_WORDS = (Submitted, AskedForPerson, Added, Answered, Reworded, Retitled, Joined, MovedUp, Split)
"""What changes the words by which a request is found."""

COMPARED = 10
"""Of what the database proposes so many are compared word by word."""

ACCEPTED_WITHIN = timedelta(days=365)
"""What was accepted longer ago is no longer brought up."""


def similar_to(known: Known, needs: Needs, work: Work, meaning: Meaning | None) -> Known:
    """What is known, with the requests that are likeliest to be the same, and how near they are."""
    nearness: dict[int, float] = {}

    def pick(proposed: Sequence[Proposed]) -> list[int]:
        told = [one for one in proposed if one.meant]
        if meaning is not None and needs.about and told:
            vectors = tuple(one.meant for one in told)
            found = meaning.nearness(needs.about, vectors)
            nearness.update(zip((one.number for one in told), found, strict=True))
        return nearest(proposed, nearness, COMPARED)

    since = known.at - ACCEPTED_WITHIN
    similar = work.similar(needs.similar or frozenset(), since, pick)
    return replace(known, similar=similar, nearness=nearness)


def index(request: Request, because: Event, work: Work, meaning: Meaning | None) -> None:
    """It is found by its own words, and for the team by all that happened to it.

    What changed its words changes what it is found by when somebody asks for something like it.
    """
    if isinstance(because, _IN_WORDS):
        _by_its_words(request, work, meaning)
    work.make_findable(request.number, in_any(finding.words_of(because)), team_only=True)


def index_anew(request: Request, work: Work, meaning: Meaning | None) -> None:
    """It is found by the words that it has now, and by no other."""
    work.forget_words(request.number)
    _by_its_words(request, work, meaning)
    for entry in work.history(request.number):
        work.make_findable(request.number, in_any(finding.words_of(entry.event)), team_only=True)


def _by_its_words(request: Request, work: Work, meaning: Meaning | None) -> None:
    words = request.words
    meant = meaning.vector(subject(words)) if meaning else b""
    work.index(request.number, stems_of(words), meant)
    work.make_findable(request.number, in_any([words]), team_only=False)
