"""Dialogs read: the event that one stands for, noting under each field what to mend."""

from collections.abc import Callable

from bot.events import (
    Accepted,
    Added,
    Answered,
    Asked,
    Finished,
    GoLiveMoved,
    HandedOver,
    Kept,
    LetGo,
    Reworded,
    Stopped,
    Taken,
    Tracked,
    Waits,
    WentLive,
)
from bot.handbook import Handbook
from bot.requests import Request
from bot.triage import judging, putting_off, redacting, relating
from bot.triage.decisions import review_after
from bot.triage.fields import BOARD, GOES_ON, HAND_OVER, HORIZONS, LET_GO, LINK, STEPS, SUPPLIER
from bot.triage.moves import LifeEvent
from bot.triage.refusals import is_link, problem_with_asked, problem_with_taker
from bot.triage.sheet import Sheet, day_in
from bot.working_days import WorkingDays


def _accept(request: Request, sheet: Sheet, book: Handbook) -> LifeEvent:
    live, days = sheet.coming_day("go_live_on"), book.days
    by_hand = _is_set_by_hand(sheet, days)
    review = sheet.working_day("review_on", days) if by_hand else review_after(live, days)
    if review <= live:
        sheet.errors.setdefault("review_on", "review_first")
    return Accepted(
        request.number,
        horizon=sheet.one_of("horizon", HORIZONS),
        go_live_on=live,
        review_on=review,
        leaves_behind=sheet.text("leaves_behind"),
        move_up_if=sheet.text("move_up_if"),
        telling=sheet.text("telling"),
    )


def _is_set_by_hand(sheet: Sheet, days: WorkingDays) -> bool:
    """Whether the review is another day than that which followed from the go-live shown."""
    shown = day_in(sheet.about)
    proposed = str(review_after(shown, days)) if shown else ""
    return sheet.text("review_on") not in ("", proposed)


def _stop(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    reason, instead = sheet.needed("reason"), sheet.needed("instead")
    return Stopped(request.number, reason=reason, instead=instead)


def _ask(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    whom = sheet.text("whom")
    sheet.wrong("whom", problem_with_asked(request, whom, sheet.known))
    return Asked(request.number, sheet.needed("text"), whom)


def _take(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    step = sheet.one_of("step", STEPS.get(request.status, (LINK,)))
    link = sheet.text("link")
    if step == LINK:
        sheet.wrong("link", "" if is_link(link) else "link")
    elif link != request.tracked_at:
        sheet.wrong("link", "link_only")
    if step == HAND_OVER and sheet.needed("to"):
        sheet.wrong("to", problem_with_taker(request, sheet.known))
    steps: dict[str, LifeEvent] = {
        HAND_OVER: HandedOver(request.number, sheet.text("to")),
        LET_GO: LetGo(request.number),
        SUPPLIER: Waits(request.number, SUPPLIER),
        BOARD: Waits(request.number, BOARD),
        GOES_ON: Taken(request.number),
    }
    return steps.get(step, Tracked(request.number, link))


def _close(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    if sheet.one_of("how", ("live", "finished")) == "finished":
        return Finished(request.number)
    return WentLive(request.number, sheet.past_day("on"))


def _keep(request: Request, sheet: Sheet, book: Handbook) -> LifeEvent:
    return Kept(request.number, sheet.working_day("review_on", book.days))


def _go_live_moved(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    return GoLiveMoved(request.number, sheet.coming_day("on"))


def _answer(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    return Answered(request.number, sheet.needed("text"))


def _add(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    return Added(request.number, sheet.needed("text"))


def _reword(request: Request, sheet: Sheet, _: Handbook) -> LifeEvent:
    text, before = sheet.needed("text"), "".join(line.text for line in request.said[:1])
    sheet.wrong("text", "same_words" if text and text.split() == before.split() else "")
    return Reworded(request.number, text)


READERS: dict[str, Callable[[Request, Sheet, Handbook], LifeEvent]] = {
    "accept": _accept,
    "stop": _stop,
    "ask": _ask,
    "note": judging.read_note,
    "level": judging.read_level,
    "blocks": judging.read_blocks,
    "later": putting_off.read,
    "fit": judging.read_fit,
    "merge": relating.read_merge,
    "split": relating.read_split,
    "title": relating.read_title,
    "reopen": relating.read_reopen,
    "redact": redacting.read_redact,
    "hold": redacting.read_hold,
    "release": redacting.read_release,
    "take": _take,
    "close": _close,
    "keep": _keep,
    "go_live_moved": _go_live_moved,
    "answer": _answer,
    "add": _add,
    "reword": _reword,
}
