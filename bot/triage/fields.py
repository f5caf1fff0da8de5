"""What there is to fill in in each dialog about a request."""

from collections.abc import Callable
from datetime import date, timedelta

from bot.handbook import Handbook
from bot.messages import Choice, Field, FieldKind
from bot.requests import Request, Status
from bot.triage import judging, putting_off, redacting, relating
from bot.triage.decisions import review_after

HORIZONS = ("now", "next", "later")
GO_LIVE_IN = timedelta(days=30)
"""How far off a go-live is proposed; the team changes it."""

LIVE_ON, REVIEW_ON = "go_live_on", "review_on"
HAND_OVER, LET_GO, GOES_ON, LINK = "hand_over", "let_go", "goes_on", "link"
SUPPLIER, BOARD = "supplier", "board"

STEPS: dict[Status, tuple[str, ...]] = {
    Status.TAKEN: (HAND_OVER, LET_GO, SUPPLIER, BOARD, LINK),
    Status.WAITING: (HAND_OVER, LET_GO, SUPPLIER, BOARD, GOES_ON, LINK),
    Status.ACCEPTED: (HAND_OVER, LINK),
    Status.LIVE: (HAND_OVER, LINK),
}
"""What whoever has a request can do with it under Take, in each status in which somebody can."""

Drawn = Callable[[Request, date, Handbook, judging.Label], tuple[Field, ...]]


def _accept(
    request: Request, today: date, book: Handbook, label: judging.Label
) -> tuple[Field, ...]:
    live = book.days.first_from(today + GO_LIVE_IN)
    review, day, lines = str(review_after(live, book.days)), FieldKind.DAY, FieldKind.LINES
    told, hint = label("telling_value"), label("telling_hint")
    return (
        _horizon(book, label),
        Field(LIVE_ON, label("go_live"), day, label("go_live_hint"), str(live), required=True),
        Field(REVIEW_ON, label("review"), day, label("review_hint"), review, required=True),
        Field("leaves_behind", label("leaves"), lines, label("leaves_hint")),
        Field("move_up_if", label("move_up"), FieldKind.LINE, label("move_up_hint")),
        Field("telling", label("telling"), lines, hint, told, required=True),
    )


def _horizon(book: Handbook, label: judging.Label) -> Field:
    keys, choice = HORIZONS, FieldKind.CHOICE
    horizons = tuple(Choice(key, book.words.plain(f"horizon.{key}")) for key in keys)
    return Field("horizon", label("horizon"), choice, "", "now", horizons, required=True)


def day_shown(fields: tuple[Field, ...]) -> str:
    """The day of going live that stands in a dialog, on which its review hangs; or ""."""
    return next((one.value for one in fields if one.key == LIVE_ON), "")


def _stop(_: Request, __: date, ___: Handbook, label: judging.Label) -> tuple[Field, ...]:
    lines = FieldKind.LINES
    return (
        Field("reason", label("reason"), lines, label("reason_hint"), required=True),
        Field("instead", label("instead"), lines, label("instead_hint"), required=True),
    )


def _ask(_: Request, __: date, ___: Handbook, label: judging.Label) -> tuple[Field, ...]:
    question, hint = label("question"), label("question_hint")
    return (
        Field("text", question, FieldKind.LINES, hint, required=True),
        Field("whom", label("whom"), FieldKind.PERSON, label("whom_hint")),
    )


def _take(request: Request, _: date, __: Handbook, label: judging.Label) -> tuple[Field, ...]:
    steps = STEPS.get(request.status, (LINK,))
    choices = tuple(Choice(key, label(f"step_{key}")) for key in steps)
    link, hint = label("link"), label("link_hint")
    return (
        Field("step", label("step"), FieldKind.CHOICE, choices=choices, required=True),
        Field("to", label("to"), FieldKind.PERSON, label("to_hint")),
        Field("link", link, FieldKind.LINE, hint, request.tracked_at),
    )


def _close(_: Request, today: date, __: Handbook, label: judging.Label) -> tuple[Field, ...]:
    how = tuple(Choice(key, label(f"how_{key}")) for key in ("live", "finished"))
    on, hint = label("live_on"), label("live_on_hint")
    return (
        Field("how", label("how"), FieldKind.CHOICE, "", "live", how, required=True),
        Field("on", on, FieldKind.DAY, hint, str(today)),
    )


def _keep(_: Request, today: date, book: Handbook, label: judging.Label) -> tuple[Field, ...]:
    again = str(review_after(today, book.days))
    return (Field("review_on", label("review"), FieldKind.DAY, value=again, required=True),)


def _go_live_moved(
    _: Request, today: date, book: Handbook, label: judging.Label
) -> tuple[Field, ...]:
    live = str(book.days.first_from(today + GO_LIVE_IN))
    return (Field("on", label("go_live"), FieldKind.DAY, value=live, required=True),)


def _answer(_: Request, __: date, ___: Handbook, label: judging.Label) -> tuple[Field, ...]:
    return (Field("text", label("answer_field"), FieldKind.LINES, required=True),)


def _add(_: Request, __: date, ___: Handbook, label: judging.Label) -> tuple[Field, ...]:
    return (Field("text", label("add_field"), FieldKind.LINES, required=True),)


def _reword(request: Request, _: date, __: Handbook, label: judging.Label) -> tuple[Field, ...]:
    lines, before = FieldKind.LINES, "".join(line.text for line in request.said[:1])
    return (Field("text", label("reword_field"), lines, value=before, required=True),)


FIELDS: dict[str, Drawn] = {
    "accept": _accept,
    "stop": _stop,
    "ask": _ask,
    "note": judging.draw_note,
    "level": judging.draw_level,
    "blocks": judging.draw_blocks,
    "later": putting_off.draw,
    "fit": judging.draw_fit,
    "merge": relating.draw_merge,
    "split": relating.draw_split,
    "title": relating.draw_title,
    "reopen": relating.draw_reopen,
    "redact": redacting.draw_redact,
    "hold": redacting.draw_why,
    "release": redacting.draw_why,
    "take": _take,
    "close": _close,
    "keep": _keep,
    "go_live_moved": _go_live_moved,
    "answer": _answer,
    "add": _add,
    "reword": _reword,
}
