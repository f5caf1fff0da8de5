"""What there is of a person: names, what the platforms know them by, and all that they wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.fact_keys import WORDS
from bot.people import Person, Place
from bot.requests import Entry, Request
from bot.triage import finding
from bot.triage.moves import TeamEvent
from bot.understanding.titles import title_of

FIGURED = "service"
"""The fact by which requests are counted, though it is in words."""

_LONG_ID = 6
"""Characters of an id that is nothing else: `dean`, on the page, is a name too."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of a person: where they are met, their own requests, and what they did.

    Of their `names` others have the `shared` ones too. `titles` are what their requests were
    called before and since.
    """

    person: Person
    names: tuple[str, ...]
    homes: tuple[Place, ...]
    own: tuple[Request, ...]
    did: tuple[Entry, ...]
    shared: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def said(self) -> tuple[Entry, ...]:
        """What they did but as one of the team."""
        return tuple(one for one in self.did if not isinstance(one.event, TeamEvent))

    @property
    def ids(self) -> Iterator[str]:
        """What the platforms know them by."""
        for one in self.homes:
            yield f"{one.platform}:{one.key}"
            yield from (one.key,) if len(one.key) >= _LONG_ID else ()

    @property
    def full_names(self) -> Iterator[str]:
        """What can be nobody else's name."""
        return (one for one in self.names if len(one.split()) > 1 and one not in self.shared)

    @property
    def every_name(self) -> Iterator[str]:
        """Also by first names: where it is about them."""
        for name in self.names:
            yield from (name, name.split()[0])

    @property
    def pieces(self) -> tuple[str, ...]:
        """All that they wrote, line by line."""
        return tuple(dict.fromkeys((*words_of(self.own), *self.titles, *_typed(self.said))))

    @property
    def typed_in(self) -> dict[int, tuple[str, ...]]:
        """What they said in each request, line by line, but as one of the team."""
        numbers = {one.request for one in self.said}
        return {
            number: tuple(_typed(one for one in self.said if one.request == number))
            for number in numbers
        }


def _typed(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        for text in finding.words_of(entry.event):
            yield from _lines(text)


def words_of(requests: Iterable[Request]) -> Iterator[str]:
    """The words that something was read from are parts of their lines, and may be anybody's."""
    for one in requests:
        facts = (str(fact.value) for key, fact in one.facts.items() if key in WORDS - {FIGURED})
        files = (text for each in one.files for text in (each.name, each.link))
        not_same = (each.words for each in one.not_same)
        for text in (
            one.title,
            title_of(one.text),
            one.text,
            one.on_behalf,
            *facts,
            *files,
            *not_same,
        ):
            yield from _lines(text)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())
