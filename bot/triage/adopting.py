"""Going through the catalogue card by card: do we have this? The files stay as they are."""

from bot.catalogue.adopting import Adoption, Answer, next_to_adopt
from bot.catalogue.capability import Capability
from bot.drafts import Conversation
from bot.effects import Known, LayOver, Say, Turn
from bot.events import Adopted, Filled, Form
from bot.handbook import Handbook
from bot.messages import (
    Button,
    Dialog,
    Field,
    Heading,
    Invalid,
    Message,
    Open,
    Paragraph,
    Quiet,
    View,
    Weight,
)
from bot.triage import news
from bot.words.rich import plain_run

FORM = "adopt"
_LONGEST = 120
_OF_TEAM = (Answer.HAVE_IT, Answer.DO_NOT, Answer.NOT_SURE)


def next_card(known: Known, book: Handbook, *, after: Adopted | None = None) -> Message:
    """The next block that nobody has gone through, or that there is none."""
    if not known.member:
        return news.only_team(book)
    said = (*book.adoptions, *((adoption(after, known),) if after else ()))
    filed = (each for each in book.blocks if each.id in book.catalogue.by_id)
    capability = next_to_adopt(filed, said, known.at.date())
    return _card(capability, book) if capability else news.one_line(book.words.rich("adopt.done"))


def adoption(said: Adopted, known: Known) -> Adoption:
    """What was said, as it is kept."""
    answer, by = Answer(said.answer), known.person.name
    return Adoption(said.capability, answer, known.at, by, said.steward, said.used_by)


def _card(capability: Capability, book: Handbook) -> Message:
    words = book.words
    parts = (
        Heading(plain_run(capability.name)),
        Paragraph(plain_run(capability.summary)),
        Paragraph(words.rich("adopt.question")),
    )
    buttons = (
        Button(words.plain("button.have_it"), Form(FORM, about=capability.id), Weight.MAIN),
        Button(words.plain("button.do_not_have_it"), Adopted(capability.id, Answer.DO_NOT)),
        Button(words.plain("button.not_sure"), Adopted(capability.id, Answer.NOT_SURE)),
    )
    return Message(parts, buttons)


def open_form(about: str, known: Known, book: Handbook) -> View:
    """We have it: who looks after it, and who uses it?"""
    if not known.member:
        return Quiet(news.only_team(book))
    capability = book.catalogue.by_id.get(about)
    if capability is None:
        return Quiet(news.stale(book))
    label = book.words.plain
    fields = (
        Field("steward", label("adopt.steward"), hint=label("adopt.steward_hint"), required=True),
        Field("used_by", label("adopt.used_by"), hint=label("adopt.used_by_hint")),
    )
    title = label("adopt.title", name=capability.name)
    return Open(Dialog(FORM, 0, title, fields, label("adopt.submit"), about=about))


def read(filled: Filled, book: Handbook) -> Adopted | Invalid:
    """What was filled in, or what to mend in it."""
    values = {key: filled.values.get(key, "").strip() for key in ("steward", "used_by")}
    errors = {key: "adopt.too_long" for key, value in values.items() if len(value) > _LONGEST}
    if not values["steward"]:
        errors["steward"] = "invalid.missing"
    if errors:
        return Invalid({key: book.words.plain(why) for key, why in errors.items()})
    return Adopted(filled.about, Answer.HAVE_IT, **values)


def decide(state: Conversation, event: Adopted, known: Known, book: Handbook) -> Turn:
    """Lay the answer over the files, and show the next card."""
    unsigned = event.answer == Answer.HAVE_IT and not event.steward
    known_answer = event.answer in _OF_TEAM and not unsigned
    if event.capability not in book.catalogue.by_id or not known_answer:
        return Turn(state, answer=Quiet(news.stale(book)))
    card = next_card(known, book, after=event)
    noted = Paragraph(book.words.rich(f"adopt.{event.answer}"))
    message = Message((noted, *card.parts), card.buttons)
    return Turn(state, (LayOver(event), Say(known.person.home, message)))
