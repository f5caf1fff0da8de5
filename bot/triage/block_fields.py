"""What there is to fill in about a block: what it says now stands there at first."""

from dataclasses import replace

from bot.catalogue.capability import Capability, CapabilityStatus, Kind
from bot.catalogue.keys import READY, typed
from bot.handbook import Handbook
from bot.messages import Choice, Dialog, Field, FieldKind, Part
from bot.requests import Request

EDIT, HAND_OVER, FIRST, RETIRE = "block_edit", "block_hand_over", "block_first", "block_retire"
PROPOSE = "block_propose"
WHY, LEAVING = "why", (CapabilityStatus.RETIRING, CapabilityStatus.RETIRED)

_ABOUT = ("name", "summary", "kind", "synonyms")
KEYS = {
    EDIT: (
        *_ABOUT,
        *("status", "used_by", "how_to_start", "documentation"),
        *("cost", "contract_end", "way_out"),
    ),
    HAND_OVER: ("steward",),
    FIRST: (
        *("first_customer.service", "first_customer.since", "first_customer.broke"),
        READY,
    ),
    RETIRE: ("status",),
    PROPOSE: _ABOUT,
}
"""The keys of a block that each dialog has."""

_LINES, _CHOICE, _LINE = FieldKind.LINES, FieldKind.CHOICE, FieldKind.LINE
_LOOKS = {
    "summary": _LINES,
    "used_by": _LINES,
    "how_to_start": _LINES,
    "first_customer.broke": _LINES,
    "kind": _CHOICE,
    "status": _CHOICE,
    "contract_end": FieldKind.DAY,
}
NEEDED = frozenset({"name", "summary", "steward", "first_customer.service"})


def draw(form: str, block: Capability, seen: int, book: Handbook) -> Dialog:
    """The dialog of this name for a block that was changed so often."""
    fields = tuple(_field(form, key, typed(block, key), book) for key in KEYS[form])
    why = (_why(book),) if form == RETIRE else ()
    title = book.words.plain(f"block.{form}", name=block.name)
    submit = book.words.plain("adopt.submit")
    return Dialog(form, 0, title, (*fields, *why), submit, about=block.id, source=str(seen))


def draw_proposal(request: Request | None, book: Handbook) -> Dialog:
    """The dialog for a block that is not there; of a request that will build it with its words."""
    leaves = request.accepted.leaves_behind if request and request.accepted else ""
    first, _, rest = leaves.strip().partition("\n")
    wanted = Capability("", first, rest.strip() or first)
    fields = tuple(_field(PROPOSE, key, typed(wanted, key), book) for key in _ABOUT)
    number = request.number if request else 0
    title, submit = (book.words.plain(f"block.{PROPOSE}{end}") for end in ("", "_submit"))
    return Dialog(PROPOSE, number, title, fields, submit)


def again(dialog: Dialog, typed_in: dict[str, str], intro: tuple[Part, ...]) -> Dialog:
    """The dialog once more, with what was typed into it."""
    fields = tuple(replace(one, value=typed_in.get(one.key, one.value)) for one in dialog.fields)
    return replace(dialog, fields=fields, intro=intro)


def choices_of(form: str, key: str) -> tuple[str, ...]:
    """What a key can be, in this dialog."""
    if key == "kind":
        return tuple(map(str, Kind))
    return tuple(map(str, LEAVING if form == RETIRE else CapabilityStatus))


def _field(form: str, key: str, value: str, book: Handbook) -> Field:
    looks = _LOOKS.get(key, _LINE)
    name = key.replace(".", "_")
    hinted = book.words.has(f"block_field.{name}_hint")
    choices = choices_of(form, key) if looks is _CHOICE else ()
    return Field(
        key,
        book.words.plain(f"block_field.{name}"),
        looks,
        book.words.plain(f"block_field.{name}_hint") if hinted else "",
        value if not choices or value in choices else "",
        tuple(Choice(each, _shown(key, each, book)) for each in choices),
        required=key in NEEDED,
    )


def _shown(key: str, value: str, book: Handbook) -> str:
    section = "kind" if key == "kind" else "block_status"
    return book.words.plain(f"{section}.{value.replace(' ', '_')}")


def _why(book: Handbook) -> Field:
    label, hint = (book.words.plain(f"block_field.{WHY}{end}") for end in ("", "_hint"))
    return Field(WHY, label, _LINES, hint, required=True)
