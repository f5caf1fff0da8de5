"""The dialog in which a person mends what was understood, and how it is read."""

from collections.abc import Mapping

from bot.drafts import Draft
from bot.events import Edited, Filled
from bot.fact_keys import CHOICES, NUMBERS, WORDS
from bot.facts import NOT_SURE, TOLD, Fact, Source, value_of
from bot.handbook import Handbook
from bot.intake.asking import SERVICE
from bot.messages import Choice, Dialog, Field, FieldKind, Invalid
from bot.understanding.titles import LONGEST

FORM = "edit"

MOST_FIELDS = 12
"""The title among them: a longer dialog is no longer read."""

LONGEST_WORDS = 200
"""Characters of an answer in words."""

_USUAL = (
    "channel_now",
    "has_rekeying",
    "needs_payment",
    "teams_affected",
    "audience",
    "volume_per_month",
    "minutes_each",
)
"""They change the outcome, so they are offered where nothing is known of them too."""

EDITABLE = (
    *_USUAL,
    "left_to_do",
    "kept_in",
    "system_named",
    "checked_elsewhere",
    "printed_and_posted",
    "needs_integration",
    "nobody_owns_it",
    "answers_disagree",
    "deadline",
    "process_owner",
    "service",
    "second_hand",
    "like_existing",
)
"""Every fact that people read back, the ones that matter most first."""

_LARGEST = 10_000_000
"""More than this a month is a slip of the finger."""


def draw(draft: Draft, book: Handbook) -> Dialog:
    """The title, what was read or answered, and the facts that change the outcome."""
    title = Field("title", book.words.plain("edit.field_title"), value=draft.title, required=True)
    fields = (title, *(_field(key, draft, book) for key in _offered(draft)))
    name, submit = book.words.plain("edit.title"), book.words.plain("edit.submit")
    return Dialog(FORM, draft.number, name, fields, submit)


def _offered(draft: Draft) -> tuple[str, ...]:
    known = [key for key in EDITABLE if key in draft.facts]
    return tuple(dict.fromkeys((*known, *_USUAL)))[: MOST_FIELDS - 1]


def _field(key: str, draft: Draft, book: Handbook) -> Field:
    value, label = _shown(draft, key), book.words.plain(f"edit.{key}")
    if key not in CHOICES:
        return Field(key, label, value=value)
    known = (Choice(v, book.words.plain(f"value.{key}_{v}")) for v in CHOICES[key])
    choices = (Choice("", book.words.plain("edit.unknown")), *known)
    return Field(key, label, FieldKind.CHOICE, value=value, choices=choices)


def _shown(draft: Draft, key: str) -> str:
    """What stands in the field now; an answer in words that fits no choice shows as unknown."""
    fact = draft.facts.get(key)
    now = fact.words if fact and _is_told(key, fact) else value_of(draft.facts, key)
    return "" if now is None else " ".join(str(now).split())[:LONGEST_WORDS].strip()


def _is_told(key: str, fact: Fact) -> bool:
    """Whether it was answered in words, and words are what is wanted."""
    return fact.value == TOLD and key in WORDS


def read(filled: Filled, book: Handbook) -> Edited | Invalid:
    """What was changed, or what to mend."""
    values = {key: " ".join(value.split()) for key, value in filled.values.items()}
    errors = {key: why for key, value in values.items() if (why := _wrong(key, value))}
    if not any(map(str.isalnum, values.get("title", ""))):
        errors["title"] = "invalid.missing"
    if errors:
        return Invalid({key: book.words.plain(why) for key, why in errors.items()})
    facts = {key: values[key] for key in EDITABLE if key in values}
    return Edited(filled.request, values["title"], facts)


def _wrong(key: str, value: str) -> str | None:
    if key == "title":
        return "edit.too_long" if len(value) > LONGEST else None
    if key in NUMBERS:
        return None if not value or is_count(value) else "edit.number"
    if key in CHOICES:
        return None if not value or value in CHOICES[key] else "invalid.choice"
    return "edit.words_too_long" if len(value) > LONGEST_WORDS else None


def is_count(value: str) -> bool:
    """Whether it is a whole number that somebody can have meant."""
    return value.isascii() and value.isdigit() and len(value) < 9 and int(value) <= _LARGEST


def corrections(edited: Edited, draft: Draft) -> Mapping[str, Fact]:
    """The facts that differ from what was understood; an emptied one is no longer known."""
    changed = {
        key: _typed(key, value, draft)
        for key, value in edited.facts.items()
        if value != _shown(draft, key)
    }
    return {**draft.corrections, **changed}


def _typed(key: str, value: str, draft: Draft) -> Fact:
    if not value:
        return Fact(NOT_SURE, Source.ANSWERED)
    if key in NUMBERS:
        return Fact(int(value), Source.ANSWERED)
    before = draft.facts.get(key)
    if key == SERVICE or (before and _is_told(key, before)):
        return Fact(TOLD, Source.ANSWERED, value)
    return Fact(value, Source.ANSWERED)
