"""`replay`: past requests under the files as they are now, as words or a JSON object a line."""

import json
from collections.abc import Callable, Iterable, Sequence

from adapters.cli.options import FINE
from bot.effects import SentElsewhere
from bot.replaying import Change
from bot.requests import Request
from bot.understanding.titles import title_of

Replay = Callable[[Request], tuple[Change, ...] | None]


Elsewhere = Sequence[tuple[SentElsewhere, Change | None]]
"""What was sent elsewhere, and where it would go now if that is another place."""


def run(
    requests: Iterable[Request],
    replay: Replay,
    prefix: str,
    *,
    as_json: bool,
    elsewhere: Elsewhere = (),
) -> int:
    """Print what would have come out differently, request by request, then how many it is."""
    every = held = differ = 0
    for request in requests:
        every += 1
        changes = replay(request)
        held += changes is not None
        differ += bool(changes)
        if changes:
            reference = f"{prefix}-{request.number}"
            print(_object(reference, changes) if as_json else _words(reference, request, changes))
    if not as_json:
        print(_summary(every, held, differ))
    _tell(elsewhere, as_json=as_json)
    return FINE


def _tell(elsewhere: Elsewhere, *, as_json: bool) -> None:
    """What was sent elsewhere goes by its day and its first words; it has no reference."""
    moved = [(one, change) for one, change in elsewhere if change]
    for one, change in moved:
        title, day = title_of(one.words), f"{one.at:%Y-%m-%d}"
        changed = {"sent_elsewhere": title, "on": day, "changes": _told((change,))}
        words = f"{day} {title}\n{_line(change)}"
        print(json.dumps(changed, ensure_ascii=False) if as_json else words)
    if elsewhere and not as_json:
        print(
            f"{len(moved)} of {len(elsewhere)} messages sent elsewhere would have gone otherwise."
        )


def _object(reference: str, changes: tuple[Change, ...]) -> str:
    return json.dumps({"request": reference, "changes": _told(changes)}, ensure_ascii=False)


def _told(changes: tuple[Change, ...]) -> dict[str, dict[str, str]]:
    return {each.what: {"was": each.was, "now": each.now} for each in changes}


def _words(reference: str, request: Request, changes: tuple[Change, ...]) -> str:
    """A confidential request goes by its reference alone: what is printed may be passed on."""
    title = "confidential" if request.confidential else request.title
    return "\n".join((f"{reference} {title}", *map(_line, changes)))


def _line(change: Change) -> str:
    if change.what == "questions":
        return f"  would also be asked: {change.now}"
    return f"  {change.what}: {change.was} -> {change.now}"


def _summary(every: int, held: int, differ: int) -> str:
    if not every:
        return "There are no requests yet."
    left = f" {every - held} had no outcome to compare." if held < every else ""
    return f"{differ} of {held} requests would have come out differently.{left}"
