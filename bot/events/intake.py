"""While a request is made: what its requester says and presses.

`draft` is the number of the draft that a button was drawn for; 0 is whatever is under way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that somebody sent: we keep its name and where it is, never the file."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Someone typed a line, perhaps with files.

    `under` is the platform's id of the message in whose thread it was typed, if it was in one.
    `source` is its own id, where the platform tells of a change without what it said before.
    """

    text: str
    files: tuple[Attachment, ...] = ()
    under: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Overheard:
    """One of the team typed a line in the thread of a message of ours, without calling us."""

    text: str
    under: str


@dataclass(frozen=True, slots=True)
class Amended:
    """Someone changed a line where they had typed it: what it said, and what it says now.

    `source` is the platform's id of the line. There is only that, and no `before`, of a line that
    was not typed to us, or where the platform does not tell what it said.
    """

    before: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """Someone deleted a line where they had typed it; see `Amended`."""

    before: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Chose:
    """Someone pressed one of the choices a question offered, Not sure and Skip among them."""

    question: str
    choice: str


@dataclass(frozen=True, slots=True)
class Began:
    """Someone asked to start a new request."""


@dataclass(frozen=True, slots=True)
class Described:
    """Someone filled in the whole form in one go: their words, and facts by key."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggested:
    """Someone found a message that could be a request; its author is asked first.

    `author` is a PERSON, such as `page:dean`. `text` is what the finder left of the message, and
    `source` the platform's id of it.
    """

    author: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The author of a message said whether it may become a request of theirs."""

    suggestion: int
    yes: bool


@dataclass(frozen=True, slots=True)
class WentOn:
    """Someone chose to go on with the request under way, now."""

    draft: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Someone set the request under way aside, to begin another."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """Someone chose to be asked again on the next working day."""

    draft: int = 0


@dataclass(frozen=True, slots=True)
class Resumed:
    """Someone went on with a request that they had set aside."""

    draft: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """Someone gave up a request that they had set aside."""

    draft: int


@dataclass(frozen=True, slots=True)
class SaidSame:
    """Someone said that their request is the same as one that was sent already: Me too."""

    request: int


@dataclass(frozen=True, slots=True)
class SaidDifferent:
    """Someone said that their request is not the same as one that looks like it."""

    request: int


@dataclass(frozen=True, slots=True)
class MadeConfidential:
    """Someone made the request under way confidential, or no longer so."""

    yes: bool


@dataclass(frozen=True, slots=True)
class WentBack:
    """Someone went back to the question before."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Someone gave up the request they were making."""

    draft: int = 0


@dataclass(frozen=True, slots=True)
class Insisted:
    """Someone who was sent elsewhere said that it is different."""

    draft: int = 0


@dataclass(frozen=True, slots=True)
class AskedForPerson:
    """Someone would rather talk to a person; `words` are how they said so, if they typed it."""

    draft: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """Someone changed what we understood of a draft: its title and facts, by key."""

    draft: int
    title: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Submitted:
    """Someone sent the request they were making to the digital team."""

    draft: int = 0
