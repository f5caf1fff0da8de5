"""Dialogs in which the team merges, splits, names and reopens requests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.effects import Known
from bot.events import Merged, Reopened, Retitled, Split
from bot.handbook import Handbook
from bot.messages import Choice, Field, FieldKind
from bot.requests import Request
from bot.triage.judging import Label
from bot.triage.linking import problem_with_merge
from bot.triage.sheet import Sheet
from bot.understanding.likeness import likely_same
from bot.understanding.titles import LONGEST
from bot.words.rich import LONGEST_LABEL

MOST_OFFERED = 5
"""Requests that are offered to be merged into."""


def likely(request: Request, known: Known) -> tuple[Request, ...]:
    """What it may well be the same as and can be merged into, the likeliest first."""
    told_apart = {one.request for one in request.not_same}
    candidates = tuple(
        one
        for one in known.similar or ()
        if one.number not in told_apart
        and not problem_with_merge(request, replace(known, other=one))
    )
    found = likely_same(request.words, candidates, known.nearness)
    return tuple(one for one, _ in found[:MOST_OFFERED])


def draw_merge(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """The request that it goes into, by its reference."""
    return (Field("into", label("into"), hint=label("into_hint"), required=True),)


def with_likely(
    fields: tuple[Field, ...], offered: tuple[Request, ...], book: Handbook, label: Label
) -> tuple[Field, ...]:
    """One of these can be chosen; any other can still be named."""
    named = ((one.number, f"{book.reference(one.number)} {one.title}") for one in offered)
    choices = tuple(Choice(str(number), name[:LONGEST_LABEL]) for number, name in named)
    other = tuple(replace(one, label=label("into_other"), required=False) for one in fields)
    return (Field("likely", label("likely"), FieldKind.CHOICE, choices=choices), *other)


def named_in(values: Mapping[str, str], book: Handbook) -> int:
    """The number of the request that was named, else chosen; 0 where there is none."""
    return book.number_in(values.get("into", "").strip() or values.get("likely", ""))


def read_merge(request: Request, sheet: Sheet, book: Handbook) -> Merged:
    """Another request that is there and goes on."""
    if sheet.text("likely") or sheet.needed("into"):
        sheet.wrong("into", problem_with_merge(request, sheet.known))
    return Merged(request.number, named_in(sheet.values, book))


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


def draw_title(request: Request, _: date, __: Handbook, label: Label) -> tuple[Field, ...]:
    """What it is called; whoever asked for it goes on reading their own words."""
    hint = label("title_hint")
    return (Field("title", label("title_field"), hint=hint, value=request.title, required=True),)


def read_title(request: Request, sheet: Sheet, _: Handbook) -> Retitled:
    """Another title, as short as any."""
    title = " ".join(sheet.needed("title").split())
    if len(title) > LONGEST:
        sheet.wrong("title", "long_title")
    elif title == request.title:
        sheet.wrong("title", "same_title")
    return Retitled(request.number, title)


def draw_reopen(_: Request, __: date, ___: Handbook, label: Label) -> tuple[Field, ...]:
    """Why it goes on."""
    lines, hint = FieldKind.LINES, label("reason_hint")
    return (Field("reason", label("reopen_reason"), lines, hint, required=True),)


def read_reopen(request: Request, sheet: Sheet, _: Handbook) -> Reopened:
    """Why it goes on."""
    return Reopened(request.number, sheet.needed("reason"))
