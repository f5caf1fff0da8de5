"""What was posted in a place, arranged as it is read: by day, by speaker, threads under cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from adapters.web.answered import is_answered
from adapters.web.dates import clock, day_and_year
from bot.messages import Paragraph, Quote
from bot.ports import Posted
from bot.words.rich import bare

_TOGETHER = timedelta(minutes=5)
_LINES_SHOWN = 3
_LONG_TEXT = 2_000
_LONG_LINES = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One message as it is drawn.

    `new_day` is the day in words where one begins. `goes_on` says that the same person spoke just
    before. `past` says that the conversation has gone on from its buttons, `answered` that they can
    be folded away: they were for a question that is behind us. `long` needs folding.
    """

    posted: Posted
    time: str
    moment: str
    new_day: str = ""
    mine: bool = False
    goes_on: bool = False
    past: bool = False
    answered: bool = False
    long: bool = False
    earlier: tuple["Row", ...] = ()
    thread: tuple["Row", ...] = ()


def timeline(
    posted: tuple[Posted, ...], me: str, today: date, zone: tzinfo | None, *, direct: bool
) -> list[Row]:
    """The rows of a place as this person reads them, oldest first.

    In a direct message only what was asked last stands out; a channel's buttons all do.
    """
    cards = {each.card for each in posted if each.card}
    threads = _threads(each for each in posted if each.thread in cards)
    roots = [each for each in posted if each.thread not in cards]
    latest = max((at for at, each in enumerate(roots) if _asks(each) or each.author), default=-1)
    rows: list[Row] = []
    before: Posted | None = None
    for at, each in enumerate(roots):
        told = _local(each, zone)
        rows.append(
            Row(
                told,
                _time(told),
                told.at.isoformat(timespec="minutes"),
                new_day=_new_day(told, before, today),
                mine=told.author == me,
                goes_on=before is not None and _goes_on(told, before),
                past=direct and _asks(told) and at < latest,
                answered=direct and is_answered(told, roots[at + 1 :]),
                long=bool(told.author) and _is_long(told),
                **_thread(threads.get(told.card, []), zone) if told.card else {},
            )
        )
        before = told
    return rows


def _threads(lines: Iterable[Posted]) -> dict[str, list[Posted]]:
    threads: dict[str, list[Posted]] = {}
    for line in lines:
        threads.setdefault(line.thread, []).append(line)
    return threads


def _thread(lines: list[Posted], zone: tzinfo | None) -> dict[str, tuple[Row, ...]]:
    # A thread's lines begin with their own times, in the bot's words.
    told = [_local(line, zone) for line in lines]
    rows = tuple(Row(each, _time(each), each.at.isoformat(timespec="minutes")) for each in told)
    return {"earlier": rows[:-_LINES_SHOWN], "thread": rows[-_LINES_SHOWN:]}


def _local(posted: Posted, zone: tzinfo | None) -> Posted:
    at = posted.at.astimezone(zone)
    return Posted(
        posted.id, posted.message, at, posted.author, posted.card, posted.thread, posted.changed
    )


def _asks(posted: Posted) -> bool:
    return bool(posted.message.buttons) and not posted.card


def _goes_on(posted: Posted, before: Posted) -> bool:
    if posted.card or before.card or posted.at.date() != before.at.date():
        return False
    return posted.author == before.author and posted.at - before.at < _TOGETHER


def _new_day(posted: Posted, before: Posted | None, today: date) -> str:
    on = posted.at.date()
    if before is not None and before.at.date() == on:
        return ""
    return {today: "Today", today - timedelta(days=1): "Yesterday"}.get(on, day_and_year(on))


def _time(posted: Posted) -> str:
    return clock(posted.at)


def _is_long(posted: Posted) -> bool:
    lines = [line for part in posted.message.parts for line in _lines(part)]
    return len(lines) > _LONG_LINES or sum(map(len, lines)) > _LONG_TEXT


def _lines(part: object) -> list[str]:
    match part:
        case Paragraph(text):
            return bare(text).split("\n")
        case Quote(lines):
            return list(lines)
        case _:
            return []
