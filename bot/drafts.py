"""A conversation as it stands: the request being made, and what else was asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.events import Attachment
from bot.facts import NOT_SURE, SKIPPED, Fact, Facts
from bot.people import Person

OF_PEOPLE = frozenset({"process_owner", "service"})
"""Questions of who somebody is, not of what is wanted."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something a person said, as typed, and when.

    `source` is the platform's id of the message it stood in, if somebody else brought it to us, or
    if the platform tells of changes by that alone. `to` is the question that it answers, where it
    says nothing by itself: ‘dunno’, ‘skip’, or a name.
    """

    text: str
    at: datetime
    source: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the question's key, what was said, and the facts it gave."""

    question: str
    line: Line
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def is_of_the_matter(self) -> bool:
        """Whether it is more than ‘skip’ or ‘not sure’, or than who somebody is."""
        said = any(fact.value not in (NOT_SURE, SKIPPED) for fact in self.facts.values())
        return said and self.question not in OF_PEOPLE


@dataclass(frozen=True, slots=True)
class NotSame:
    """A request that the person said is not the same as theirs, and how, if they said."""

    request: int
    words: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A request being made. The next question is derived from this, never stored in it.

    `hand_off` is the key of the place it was sent to instead; it is empty while it is a request.
    `unclear` says that it may be no request at all, so that is asked first. `held` says that it
    came up beside something sent elsewhere, so when to go on is asked first. `on_behalf` is the
    name of somebody without chat for whom it is asked.
    """

    opening: tuple[Line, ...]
    read: Mapping[str, Fact] = field(default_factory=dict)
    answers: tuple[Given, ...] = ()
    corrections: Mapping[str, Fact] = field(default_factory=dict)
    title: str = ""
    hand_off: str = ""
    unclear: bool = False
    held: bool = False
    on_behalf: str = ""
    confidential: bool = False
    not_same: tuple[NotSame, ...] = ()
    files: tuple[Attachment, ...] = ()

    @property
    def facts(self) -> Facts:
        """Everything known: read, then answered over it, then corrected over both."""
        known = dict(self.read)
        for given in self.answers:
            known.update(given.facts)
        return known | dict(self.corrections)

    @property
    def asked(self) -> tuple[str, ...]:
        """The keys of the questions answered so far, in order."""
        return tuple(given.question for given in self.answers)

    @property
    def said(self) -> tuple[Line, ...]:
        """The person's own words, in the order they came."""
        lines = (*self.opening, *(given.line for given in self.answers if given.line.text))
        return tuple(sorted(lines, key=lambda line: line.at))

    @property
    def number(self) -> int:
        """Tells this draft from the person's other ones: when it was begun, in seconds."""
        return int(self.opening[0].at.timestamp()) & 0x7FFFFFFF

    @property
    def text(self) -> str:
        """The person's own words as one text."""
        return "\n".join(line.text for line in self.said)

    @property
    def matter(self) -> str:
        """What they said of the matter: without ‘skip’, ‘not sure’ and who would know."""
        unsaid = {given.line for given in self.answers if not given.is_of_the_matter}
        return "\n".join(line.text for line in self.said if line not in unsaid)


@dataclass(frozen=True, slots=True)
class TeamQuestion:
    """A question of the team's that is still open.

    `heard` is a typed line that may be its answer, and `files` what came with it: they wait for a
    Yes or No. `source` is the platform's id of that line, as of any other. Once one was
    `declined`, lines are taken as something else, and the Answer button serves.
    """

    request: int
    text: str
    heard: str = ""
    declined: bool = False
    files: tuple[Attachment, ...] = ()
    source: str = ""

    @property
    def waits(self) -> bool:
        """Whether there is something that a Yes makes the answer."""
        return bool(self.heard or self.files)


@dataclass(frozen=True, slots=True)
class Aside:
    """A request set aside; `ask_at` is when to bring it up again, once, or None."""

    draft: Draft
    ask_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A message of this person's that somebody else found: may it become a request?"""

    number: int
    finder: Person
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """One person's conversation: a draft or none, and what was asked of them, newest last.

    `introduced` says that they were told what this is and what it keeps. `on_behalf` is the name of
    the person for whom the next request is made, and `files` were left before any words of it.
    `beginning` says that they asked for a new request while one is under way, so that a line typed
    now begins it. `helping` are the requests of which they were asked whether they helped.
    """

    draft: Draft | None = None
    asked: tuple[TeamQuestion, ...] = ()
    introduced: bool = False
    aside: tuple[Aside, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    on_behalf: str = ""
    beginning: bool = False
    helping: tuple[int, ...] = ()
    files: tuple[Attachment, ...] = ()

    def expecting(self, question: "TeamQuestion | Suggestion") -> "Conversation":
        """With one more question open, the newest."""
        if isinstance(question, Suggestion):
            return replace(self, suggested=(*self.suggested, question))
        return replace(self, asked=(*self.asked, question))

    def is_asked_about(self, request: int) -> bool:
        """Whether the team has a question about the request open with this person."""
        return any(question.request == request for question in self.asked)

    @property
    def ask_at(self) -> datetime | None:
        """When to bring something up again that was set aside, or None."""
        return min((one.ask_at for one in self.aside if one.ask_at), default=None)

    def settled(self, request: int, answer: str) -> "Conversation":
        """Without the question that was answered: the one whose line it was, else the newest.

        Another line that waits for Yes or No goes on waiting.
        """
        about = [q for q in self.asked if q.request == request]
        answered = ([q for q in about if q.heard == answer] or about)[-1:]
        waiting = (replace(q, declined=True) for q in answered if q.heard not in ("", answer))
        return replace(self, asked=(*(q for q in self.asked if q not in answered), *waiting))

    def closed(self, request: int) -> "Conversation":
        """With none open about a request; a line that waits for Yes or No goes on waiting."""
        left = (q for q in self.asked if q.request != request or q.waits)
        still = (replace(q, declined=q.declined or q.request == request) for q in left)
        return replace(self, asked=tuple(still))
