"""Dialogs in which the team merges, splits and reopens requests."""

from datetime import date

from bot.commands import Reference
from bot.events import Merged, Reopened, Split
from bot.handbook import Handbook
from bot.messages import Field, FieldKind
from bot.requests import Request
from bot.triage.judging import Label
from bot.triage.linking import problem_with_merge
from bot.triage.sheet import Sheet
from bot.understanding.titles import LONGEST


def draw_merge(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """The request that it goes into, by its reference."""
    return (Field("into", label("into"), hint=label("into_hint"), required=True),)


def read_merge(request: Request, sheet: Sheet, book: Handbook) -> Merged:
    """Another request that is there and goes on."""
    named = book.command_in(sheet.needed("into"))
    if sheet.text("into"):
        sheet.wrong("into", problem_with_merge(request, sheet.known))
    return Merged(request.number, named.number if isinstance(named, Reference) else 0)


def draw_split(request: Request, _: date, __: Handbook, label: Label) -> tuple[Field, ...]:
    """The part that becomes a request of its own."""
    return (
        Field("title", label("split_title"), hint=label("split_title_hint"), required=True),
        Field(
            "text",
            label("split_text"),
            FieldKind.LINES,
            label("split_text_hint"),
            request.text,
            required=True,
        ),
    )


def read_split(request: Request, sheet: Sheet, _: Handbook) -> Split:
    """A title as short as any, and the words."""
    title = sheet.needed("title")
    if len(title) > LONGEST:
        sheet.wrong("title", "long_title")
    return Split(request.number, title, sheet.needed("text"))


def draw_reopen(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """Why it goes on."""
    lines, hint = FieldKind.LINES, label("reason_hint")
    return (Field("reason", label("reopen_reason"), lines, hint, required=True),)


def read_reopen(request: Request, sheet: Sheet, _: Handbook) -> Reopened:
    """Why it goes on."""
    return Reopened(request.number, sheet.needed("reason"))
