"""What the team says of a request for itself: a note, its level, and how its blocks fit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.catalogue.capability import Capability
from bot.events import VERDICTS, Judged, Levelled, Noted, Verdict
from bot.handbook import Handbook
from bot.levels.judgement import Level
from bot.messages import Choice, Field, FieldKind
from bot.requests import Request
from bot.triage.sheet import Sheet

Label = Callable[[str], str]


def draw_note(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """A note, beside who may read it after all."""
    return (Field("text", label("note_field"), FieldKind.LINES, label("note_hint"), required=True),)


def read_note(request: Request, sheet: Sheet, _: Handbook) -> Noted:
    """What was written."""
    return Noted(request.number, sheet.needed("text"))


def draw_level(request: Request, _: date, book: Handbook, label: Label) -> tuple[Field, ...]:
    """The levels, each with what it means, and why."""
    lines, level = FieldKind.LINES, str(request.shown_level or "")
    levels = tuple(Choice(str(each), _level(each, book)) for each in Level)
    return (
        Field("level", label("level_field"), FieldKind.CHOICE, "", level, levels, required=True),
        Field("reason", label("level_reason"), lines, label("reason_hint"), required=True),
    )


def _level(level: Level, book: Handbook) -> str:
    gloss = book.words.plain(f"gloss.{level}")
    return book.words.plain("dialog.level_choice", level=book.levels[level], gloss=gloss)


def read_level(request: Request, sheet: Sheet, _: Handbook) -> Levelled:
    """The level and why; what the team has said already it need not say again."""
    level = sheet.one_of("level", tuple(map(str, Level)))
    if level == request.level:
        sheet.wrong("level", "same_level")
    return Levelled(request.number, level, sheet.needed("reason"))


def draw_blocks(request: Request, _: date, book: Handbook, label: Label) -> tuple[Field, ...]:
    """Each block with its verdict, one more block, and what is not built yet."""
    judged = (each for block in blocks_of(request) for each in _judge(block, book))
    return (
        *judged,
        Field("added", label("added"), hint=label("added_hint")),
        Field(
            "added_verdict",
            label("added_verdict"),
            FieldKind.CHOICE,
            choices=_verdicts(book),
        ),
        Field("gap", label("gap"), hint=label("gap_hint")),
    )


def _judge(block: Verdict, book: Handbook) -> tuple[Field, ...]:
    why = book.words.plain("dialog.verdict_why", block=block.shown)
    choice, choices = FieldKind.CHOICE, _verdicts(book)
    return (
        Field(f"verdict_{block.block}", block.shown, choice, value=block.verdict, choices=choices),
        Field(f"why_{block.block}", why, value=block.why),
    )


def _verdicts(book: Handbook) -> tuple[Choice, ...]:
    return tuple(Choice(key, book.words.plain(f"verdict.{key}")) for key in VERDICTS)


def draw_fit(request: Request, _: date, book: Handbook, __: Label) -> tuple[Field, ...]:
    """At review each block is judged anew."""
    fresh = (replace(block, verdict="", why="") for block in blocks_of(request))
    return tuple(each for block in fresh for each in _judge(block, book))


def read_fit(request: Request, sheet: Sheet, _: Handbook) -> Judged:
    """What was said of each, also if it is what was said before."""
    fresh = (replace(block, verdict="", why="") for block in blocks_of(request))
    said = tuple(one for block in fresh if (one := _verdict(block, sheet)))
    for block in blocks_of(request)[:1]:
        if not said:
            sheet.wrong(f"verdict_{block.block}", "choice")
    return Judged(request.number, said, at_review=True)


def blocks_of(request: Request) -> tuple[Verdict, ...]:
    """The blocks that were offered, then those that the team added, each as it is judged now."""
    offers = request.outcome.offers if request.outcome else ()
    offered = {one.id: Verdict(one.id, one.name, "") for one in offers}
    return tuple((offered | {one.block: one for one in request.verdicts}).values())


def read_blocks(request: Request, sheet: Sheet, book: Handbook) -> Judged:
    """What is new in what was said; there has to be something."""
    read = (*(_verdict(block, sheet) for block in blocks_of(request)), *_added(sheet, book))
    verdicts = tuple(one for one in read if one)
    gaps = tuple(filter(None, (sheet.text("gap"),)))
    if not (verdicts or gaps or sheet.errors):
        sheet.wrong("gap", "nothing_said")
    return Judged(request.number, verdicts, gaps)


def _verdict(block: Verdict, sheet: Sheet) -> Verdict | None:
    chosen, why = sheet.text(f"verdict_{block.block}"), sheet.text(f"why_{block.block}")
    if chosen or why:
        sheet.one_of(f"verdict_{block.block}", VERDICTS)
    said = Verdict(block.block, block.shown, chosen, why)
    return said if said != block else None


def _added(sheet: Sheet, book: Handbook) -> tuple[Verdict, ...]:
    name = sheet.text("added")
    if not name:
        return ()
    verdict = sheet.one_of("added_verdict", VERDICTS)
    found = _called(name, book)
    if found is None:
        sheet.wrong("added", "no_such_block")
        return ()
    return (Verdict(found.id, found.name, verdict),)


def _called(name: str, book: Handbook) -> Capability | None:
    """The block that goes by this name or id, in any case."""
    wanted = " ".join(name.split()).casefold()
    return next((one for one in book.blocks if wanted in (one.name.casefold(), one.id)), None)
