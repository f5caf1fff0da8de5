"""What an operator typed about people: `erase PERSON`, `person link PERSON PERSON`."""

from argparse import Namespace
from dataclasses import dataclass

from adapters.cli.apps import AddParser

PERSON = "slack:U..., teams:OBJECT-ID, page:NAME, our own key, or their name"


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase all that is kept of a PERSON; or only say what that would be."""

    named: str
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Link:
    """Two PERSONs are one from now on."""

    one: str
    other: str


Asked = Erase | Link


def person(given: Namespace) -> Link:
    """What was asked for of people who are known from several places."""
    return Link(given.one, given.other)


def add_people(add: AddParser) -> None:
    """Add `erase` and `person`."""
    actions = add("person", help="people who are known from several places").add_subparsers(
        dest="action", metavar="ACTION", required=True
    )
    link = actions.add_parser(
        "link",
        help="say that two are one person, such as one in Slack and one in Teams",
        description="Say that two people are one: their requests, drafts, questions and reminders "
        "are one person's from now on. It cannot be undone, so look at both first with "
        "export --person.",
    )
    link.add_argument("one", metavar="PERSON", help=PERSON)
    link.add_argument("other", metavar="PERSON", help="who they are elsewhere")
    erase = add(
        "erase",
        help="erase a person: who they are and what they wrote; figures and decisions stay",
        description="Erase all that is kept of a person, also while Groundwork runs: who they are, "
        "what they wrote and what was said to them. Numbers, dates, and what the digital team "
        "decided stay. It cannot be undone.",
    )
    erase.add_argument("person", metavar="PERSON", help=PERSON)
    erase.add_argument(
        "--dry-run", action="store_true", help="only say what would go; nothing is changed"
    )
