"""One block of the catalogue for everybody, with what those can do who look after it."""

from datetime import date

from bot.catalogue.capability import Capability, CapabilityStatus, SameWordOnly, Sense, shown
from bot.catalogue.chores import CONFIRM
from bot.catalogue.standing import steward, users
from bot.effects import Known
from bot.events import Attended, Form, Listed
from bot.handbook import Handbook
from bot.messages import Button, Heading, Items, Message, Paragraph, Part, Weight
from bot.triage import adopting, block_history, ladder, leading
from bot.triage.block_fields import EDIT, FIRST, HAND_OVER, RETIRE
from bot.triage.sense_forms import OF_SAME_WORD, OF_SENSES
from bot.triage.upkeep import may_say
from bot.words.dates import short_day
from bot.words.listing import listed
from bot.words.rich import Rich, Value, join, plain_run


def draw(block: Capability, known: Known, book: Handbook) -> Message:
    """All that is known of it, and where chat and file say different things."""
    today = book.days.local(known.at).date()
    kind = book.words.rich(f"kind.{block.kind.replace(' ', '_')}")
    standing = join((kind, status_of(block, book)), " · ")
    parts: list[Part] = [Heading(plain_run(block.name)), Paragraph(plain_run(block.summary))]
    parts.append(Paragraph(standing))
    if senses := tuple(_sense(each, book) for each in block.senses):
        parts.append(Items(senses))
    parts.extend(Paragraph(_not_this(each, book)) for each in block.same_word_only)
    parts.extend(Paragraph(line) for line in _facts(block, today, book))
    if known_as(block, book) is block:
        parts.extend(map(Paragraph, ladder.told(block, known.going_on, book)))
    if not may_say(block, known):
        return Message(tuple(parts))
    parts.extend(map(Paragraph, block_history.differences(block, book)))
    return Message(tuple(parts), _buttons(block, known, book))


def status_of(block: Capability, book: Handbook) -> Rich:
    """What is not confirmed says so; a need that a product of ours meets has the product's status.

    What the team has said that we lack is not built yet.
    """
    known = known_as(block, book)
    missing = known is block and block.id in book.ranker.catalogue.missing
    status = book.words.rich(f"block_status.{'missing' if missing else known.status}")
    if known is block:
        return status
    return book.words.rich("block_status.met_by", status=status, name=known.name)


def known_as(block: Capability, book: Handbook) -> Capability:
    """The block, or the product of ours that meets it."""
    return shown(block, book.ranker.catalogue.met_by(block))


def confirmed(block: Capability) -> Attended:
    """Pressing it says that the entry is true."""
    return Attended(block.id, CONFIRM, "confirmed")


def to_confirm(block: Capability, known: Known, book: Handbook) -> tuple[str, Attended | Form]:
    """The button that confirms it: that it is true or, of an idea, first that we have it."""
    ours = known_as(block, book)
    if ours.is_confirmed:
        return "confirm", confirmed(ours)
    filed = book.catalogue.by_id.get(block.id)
    if known.member and filed and filed.status is CapabilityStatus.IDEA:
        return "have_it", Form(adopting.FORM, about=block.id)
    return "edit", Form(EDIT, about=block.id)


def _buttons(block: Capability, known: Known, book: Handbook) -> tuple[Button, ...]:
    """What whoever looks after it can do with it."""
    first, press = to_confirm(block, known, book)
    confirm = () if first == "edit" else ((first, press, Weight.PLAIN),)
    presses = (
        *confirm,
        ("edit", Form(EDIT, about=block.id), Weight.PLAIN),
        ("block_senses", Form(OF_SENSES, about=block.id), Weight.PLAIN),
        ("block_same_word", Form(OF_SAME_WORD, about=block.id), Weight.PLAIN),
        ("block_hand_over", Form(HAND_OVER, about=block.id), Weight.PLAIN),
        ("block_first", Form(FIRST, about=block.id), Weight.PLAIN),
        ("retire", Form(RETIRE, about=block.id), Weight.ENDING),
        ("block_history", Listed("block_history", words=block.id), Weight.PLAIN),
    )
    said = ((book.words.plain(f"button.{name}"), press, weight) for name, press, weight in presses)
    return tuple(Button(*each) for each in said)


def _sense(sense: Sense, book: Handbook) -> Rich:
    """When it works, where it stops fitting, and what shows it."""
    told = (
        ("works", sense.works_when),
        ("stops", sense.stops_fitting_when),
        ("shown_by", sense.evidence),
    )
    lines = (
        book.words.rich(f"catalogue.{name}", when=text.rstrip(".")) for name, text in told if text
    )
    return join((book.words.rich("catalogue.sense", name=sense.name.rstrip(".")), *lines))


def _not_this(same: SameWordOnly, book: Handbook) -> Rich:
    instead, leads = same.instead.rstrip("."), leading.told(same.see, book)
    is_named = leads.casefold() in instead.casefold()
    told = (
        ("not_this", same.means.rstrip(".")),
        ("instead", instead),
        ("leads", "" if is_named else leads),
    )
    lines = (book.words.rich(f"catalogue.{name}", said=text) for name, text in told if text)
    return join(tuple(lines))


def _facts(block: Capability, today: date, book: Handbook) -> tuple[Rich, ...]:
    """What is known beside its senses, each in a sentence."""
    words = book.words
    kept = steward(block, today, words) or (words.rich("catalogue.nobody"),)
    catalogue = book.ranker.catalogue
    needs = (catalogue.by_id[each] for each in block.provides)
    products = (each for each in catalogue.met_by(block) if each.id != block.id)
    told: tuple[tuple[str, Value | None], ...] = (
        ("meets", listed((each.name for each in needs), words)),
        ("met_by", listed((each.name for each in products), words)),
        ("used_by", users(block, words)),
        ("shared_from", block.shared_from),
        ("how_to_start", block.how_to_start),
        ("documentation", block.documentation),
        ("cost", block.cost),
        ("contract_end", short_day(block.contract_end) if block.contract_end else None),
        ("way_out", block.way_out),
    )
    facts = (words.rich(f"catalogue.{name}", value=value) for name, value in told if value)
    return (*kept, *facts)
