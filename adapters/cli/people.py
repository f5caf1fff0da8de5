"""What an operator typed about people: `erase PERSON`."""

from dataclasses import dataclass

from adapters.cli.apps import AddParser

PERSON = "slack:U..., teams:OBJECT-ID, page:NAME, our own key, or their name"


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase all that is kept of a PERSON; or only say what that would be."""

    named: str
    dry_run: bool


def add_people(add: AddParser) -> None:
    """Add `erase`."""
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
