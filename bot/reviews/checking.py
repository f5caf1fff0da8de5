"""The sections of a digest in which what we said is held against what people say of it."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from bot.events import VERDICTS, Verdict
from bot.figures import Brief
from bot.messages import Part
from bot.reviews import tallies
from bot.reviews.sheet import Sheet, paragraph, quoted
from bot.words.rich import Rich, join

ENOUGH = 3
"""Answers from which they are told apart: from fewer, somebody could be known by theirs."""

MOST_TOLD = 3
"""Blocks of which the digest says why they are the same in name only."""


def fit(sheet: Sheet) -> Iterable[Part]:
    """How the blocks fitted, and where a word meant two things."""
    said = tallies.verdicts(sheet.figures)
    counts = Counter(one.verdict for one in said)
    told = (_counted(sheet, verdict, counts[verdict]) for verdict in VERDICTS if counts[verdict])
    if not said:
        return ()
    first = sheet.count("fit", len(said), counts=_as_sentence(join(told, ", ")))
    why = (one for one in said if one.verdict == "same_word" and one.why)
    return paragraph(first, *(_why(sheet, one) for one in tuple(why)[:MOST_TOLD]))


def _counted(sheet: Sheet, verdict: str, n: int) -> Rich:
    what = sheet.book.words.plain(f"verdict.{verdict}").lower()
    return sheet.say("counted", what=what, n=n)


def _as_sentence(rich: Rich) -> Rich:
    first, *rest = rich
    return (type(first)(first.text[:1].upper() + first.text[1:], first.strong), *rest)


def _why(sheet: Sheet, one: Verdict) -> Rich:
    return sheet.say("fit_why", block=one.shown, why=quoted(one.why))


def helped(sheet: Sheet) -> Iterable[Part]:
    """Whether what went live helps those who asked for it."""
    counts = tallies.helped(sheet.figures)
    total = sum(counts.values())
    if total < ENOUGH:
        return paragraph(sheet.say("helped_few")) if total else ()
    answers = (key for key in ("yes", "partly", "no") if counts[key])
    told = join((sheet.say(f"helped_{key}", n=counts[key]) for key in answers), ", ")
    return paragraph(sheet.say("helped", n=total, answers=told))


def checking(sheet: Sheet) -> Iterable[Part]:
    """How often the team saw it as we did: wrong rules get found."""
    agreed = tallies.agreement(sheet.figures)
    lines: list[Rich] = []
    if agreed.levelled:
        lines.append(sheet.say("levels_kept", kept=agreed.kept, n=agreed.levelled))
    lines.extend(sheet.first(agreed.moved, partial(_moved, sheet)))
    if agreed.judged:
        lines.append(sheet.count("blocks_used", agreed.judged, used=agreed.used))
    return paragraph(sheet.say("checking"), *lines) if lines else ()


def _moved(sheet: Sheet, request: Brief) -> Rich:
    level = sheet.book.levels[request.level] if request.level else ""
    reference, why = sheet.reference(request), quoted(request.level_reason)
    return sheet.say("level_moved", reference=reference, level=level, reason=why)
