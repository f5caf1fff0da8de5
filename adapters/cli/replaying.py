"""`replay`: past requests under the files as they are now, as words or a JSON object a line."""

import json
from collections.abc import Callable, Iterable

from adapters.cli.options import FINE
from bot.replaying import Change
from bot.requests import Request

Replay = Callable[[Request], tuple[Change, ...] | None]


def run(requests: Iterable[Request], replay: Replay, prefix: str, *, as_json: bool) -> int:
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
    return FINE


def _object(reference: str, changes: tuple[Change, ...]) -> str:
    told = {each.what: {"was": each.was, "now": each.now} for each in changes}
    return json.dumps({"request": reference, "changes": told}, ensure_ascii=False)


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
