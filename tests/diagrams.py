"""Draws the life of a request from the table of moves: `python -m tests.diagrams`."""

from collections import defaultdict
from collections.abc import Iterator

from bot.requests import OVER, Status
from bot.triage.moves import MOVES
from tests.house import ROOT

PAGE = ROOT / "docs" / "life-of-a-request.md"

FIRST = "<!-- drawn from bot/triage/moves.py; `python -m tests.diagrams` draws it again -->\n"
LAST = "<!-- end of what is drawn -->\n"


def redrawn(page: str) -> str:
    """The page with everything between its two marks drawn anew."""
    before, _, rest = page.partition(FIRST)
    _, _, after = rest.partition(LAST)
    return f"{before}{FIRST}\n{_diagram()}\n{_table()}\n{LAST}{after}"


def _diagram() -> str:
    begun = f"    [*] --> {Status.NEW} : Submitted, AskedForPerson"
    lines = ("```mermaid", "stateDiagram-v2", begun, *_arrows(), *_ends(), "```", "")
    return "\n".join(lines)


def _arrows() -> Iterator[str]:
    """The moves that change where a request is, one arrow for all that lead the same way."""
    for status, moves in MOVES.items():
        ways = defaultdict(list)
        for event, becomes in moves.items():
            ways[becomes].append(event.__name__)
        for becomes, names in ways.items():
            if becomes is not status:
                yield f"    {status} --> {becomes} : {', '.join(names)}"


def _ends() -> Iterator[str]:
    return (f"    {status} --> [*]" for status in Status if status in OVER)


def _table() -> str:
    rows = (
        f"| {status} | {event.__name__} | {becomes} |"
        for status, moves in MOVES.items()
        for event, becomes in moves.items()
    )
    heading = ("| A request that is | and then | becomes |", "| --- | --- | --- |")
    return "\n".join((*heading, *rows, ""))


if __name__ == "__main__":
    PAGE.write_text(redrawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
