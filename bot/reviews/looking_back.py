"""The sections of a digest about the week that was."""

from collections.abc import Iterable, Mapping
from functools import partial

from bot.figures import Brief
from bot.levels.judgement import Level
from bot.messages import Bar, Chart, Items, Part
from bot.requests import Status
from bot.reviews import tallies
from bot.reviews.sheet import Sheet, paragraph, quoted
from bot.reviews.tallies import Hearing
from bot.words.dates import day
from bot.words.rich import Rich, bare, join, plain_run

LONGEST_WAITS = 3
"""Requests shown that have waited longest."""


def lead(sheet: Sheet) -> Iterable[Part]:
    """What accepted work leaves behind, the gap most people wait on, and the two totals."""
    figures = sheet.figures
    totals = sheet.say("totals", new=len(figures.new), decided=len(figures.decided))
    return paragraph(_leaves(sheet), _widest_gap(sheet), totals)


def _leaves(sheet: Sheet) -> Rich:
    accepted, leaving = len(tallies.accepted(sheet.figures)), len(tallies.leaving(sheet.figures))
    if accepted == 0:
        return sheet.say("lead_nothing_accepted")
    if leaving == 0:
        return sheet.count("lead_leaves_none", accepted)
    if accepted == 1:
        return sheet.say("lead_leaves_only")
    if accepted == leaving:
        return sheet.say("lead_leaves_both" if accepted == 2 else "lead_leaves_all", n=accepted)
    return sheet.count("lead_leaves", leaving, accepted=accepted)


def _widest_gap(sheet: Sheet) -> Rich:
    for gap in sheet.gaps[:1]:
        return sheet.count("lead_gap", len(gap.waiting), gap=gap.name)
    return ()


def new(sheet: Sheet) -> Iterable[Part]:
    """How many came in, by level, each level with what it means."""
    counts = tallies.by_level(sheet.figures.new)
    if not counts:
        return paragraph(sheet.say("new_none"))
    by_level = join((_at_level(sheet, level, n) for level, n in counts.items()), ", ")
    return paragraph(sheet.say("new", n=len(sheet.figures.new), by_level=by_level))


def _at_level(sheet: Sheet, level: Level | None, n: int) -> Rich:
    if level is None:
        return sheet.say("not_sure_yet", n=n)
    return sheet.say("at_level", level=sheet.book.levels[level], gloss=_gloss(sheet, level), n=n)


def _gloss(sheet: Sheet, level: Level) -> str:
    return sheet.book.words.plain(f"gloss.{level}")


def mix(sheet: Sheet) -> Iterable[Part]:
    """The levels of the last 8 weeks side by side; 1 week is too few to judge by."""
    counts = tallies.in_order(sheet.figures.mix)
    unsure = counts.pop(None, 0)
    if not counts:
        return
    total = sum(counts.values())
    apart = sheet.count("mix_unsure", unsure) if unsure else ()
    told = "mix_aimed" if sheet.book.digest.intended_mix else "mix"
    title = bare(join((sheet.count(told, total), apart)))
    yield Chart(title, tuple(_bar(sheet, level, counts, total) for level in Level))


def _bar(sheet: Sheet, level: Level, counts: Mapping[Level | None, int], total: int) -> Bar:
    n, aim = counts.get(level, 0), sheet.book.digest.intended_mix.get(level)
    aimed = sheet.book.words.plain("digest.bar_aim", aim=aim) if aim is not None else ""
    note = sheet.say(
        "bar", n=n, share=tallies.share(n, total), aim=aimed, gloss=_gloss(sheet, level)
    )
    return Bar(sheet.book.levels[level], n, bare(note))


def decided(sheet: Sheet) -> Iterable[Part]:
    """What was accepted, with what each leaves behind, and what was stopped, with its reason."""
    figures = sheet.figures
    if not figures.decided:
        yield from paragraph(sheet.say("decided_none"))
        return
    yield from paragraph(sheet.say("decided", n=len(figures.decided)), _accepted(sheet))
    if leaving := tallies.leaving(figures):
        yield Items(sheet.first(leaving, partial(_leaves_behind, sheet)))
    yield from paragraph(*_stopped(sheet))
    yield from paragraph(*_merged(sheet))


def _accepted(sheet: Sheet) -> Rich:
    accepted = tallies.accepted(sheet.figures)
    named = sheet.references(accepted)
    return sheet.say("accepted", n=len(accepted), references=named) if accepted else ()


def _leaves_behind(sheet: Sheet, request: Brief) -> Rich:
    what = quoted(request.accepted.leaves_behind) if request.accepted else ""
    return sheet.say("leaves_behind", reference=sheet.reference(request), what=what)


def _stopped(sheet: Sheet) -> Iterable[Rich]:
    stopped = tallies.stopped(sheet.figures)
    if stopped:
        yield sheet.say("stopped", n=len(stopped))
        yield from sheet.first(stopped, partial(_stop, sheet))


def _merged(sheet: Sheet) -> Iterable[Rich]:
    merged = tallies.merged(sheet.figures)
    if merged:
        yield sheet.say(
            "merged", n=len(merged), pairs=sheet.in_line(merged, partial(_merge, sheet))
        )


def _merge(sheet: Sheet, pair: tuple[Brief, int]) -> Rich:
    request, into = pair
    other = sheet.book.reference(into)
    return sheet.say("merge", reference=sheet.reference(request), into=other)


def _stop(sheet: Sheet, request: Brief) -> Rich:
    why = quoted(request.stopped.reason) if request.stopped else ""
    return sheet.say("stopped_line", reference=sheet.reference(request), reason=why)


def heard(sheet: Sheet) -> Iterable[Part]:
    """How soon people heard from a person, who has not, and who was told that it is late."""
    hearing = tallies.hearing(sheet.figures, sheet.book.days)
    late = sheet.figures.told_late
    parts = (*_pace(sheet, hearing), *_unheard(sheet, hearing))
    if late:
        parts = (*parts, sheet.count("told_late", len(late), references=sheet.references(late)))
    return paragraph(sheet.say("heard"), *parts) if parts else ()


def _pace(sheet: Sheet, hearing: Hearing) -> Iterable[Rich]:
    if hearing.asked > 1:
        yield _half(sheet, hearing.half_within)
    promise = sheet.book.promise
    if promise is not None and hearing.asked:
        kept = {"kept": hearing.within(promise), "asked": hearing.asked}
        yield sheet.count("promise", promise, **kept)
        late = [(number, took) for number, took in hearing.took.items() if took > promise]
        yield from sheet.first(late, partial(_took, sheet))


def _half(sheet: Sheet, days: int | None) -> Rich:
    """Half of those who asked; one person has no halves."""
    if days is None:
        return sheet.say("half_not_yet")
    return sheet.count("half", days) if days else sheet.say("half_same_day")


def _took(sheet: Sheet, late: tuple[int, int]) -> Rich:
    number, took = late
    return sheet.count("took", took, reference=sheet.book.reference(number))


def _unheard(sheet: Sheet, hearing: Hearing) -> Iterable[Rich]:
    if hearing.unheard:
        yield sheet.say("unheard")
        yield from sheet.first(hearing.unheard, partial(_still_due, sheet))


def _still_due(sheet: Sheet, request: Brief) -> Rich:
    local, reference = sheet.book.days.local, sheet.reference(request)
    asked = day(local(request.asked_at))
    if request.reply_by is None:
        return sheet.say("unheard_line", reference=reference, asked=asked)
    by = day(local(request.reply_by))
    return sheet.say("unheard_line_due", reference=reference, asked=asked, by=by)


def waiting(sheet: Sheet) -> Iterable[Part]:
    """The open requests that have waited longest, and for whom. No names of people."""
    longest = tallies.waiting_longest(sheet.figures, sheet.book.days)[:LONGEST_WAITS]
    lines = tuple(_wait(sheet, request, n) for request, n in longest)
    return paragraph(sheet.say("waiting"), *lines) if lines else ()


def _wait(sheet: Sheet, request: Brief, n: int) -> Rich:
    named = {"reference": sheet.reference(request), "title": plain_run(request.title)}
    return sheet.count("wait", n, **named, whom=_whom(sheet, request))


def _whom(sheet: Sheet, request: Brief) -> Rich:
    match request.status:
        case Status.NEW:
            return sheet.say("for_new")
        case Status.WAITING if request.waits_for:
            return sheet.say(f"for_{request.waits_for}")
        case Status.WAITING if request.service:
            return sheet.say("for_waiting", service=request.service)
        case Status.WAITING:
            return sheet.say("for_answer")
        case _:
            # What was decided since the period ended was waiting for just that at its end.
            return sheet.say("for_taken")
