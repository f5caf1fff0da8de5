"""What those say who look after the catalogue's blocks: it is true, or no more of it."""

from bot.catalogue.adopting import Answer
from bot.catalogue.capability import Capability
from bot.catalogue.chores import CONFIRM, is_of
from bot.drafts import Conversation
from bot.effects import Attend, Effect, Known, LayOver, Say, Turn
from bot.events import Adopted, Attended
from bot.handbook import Handbook
from bot.messages import Quiet
from bot.triage import news

ANSWERS = ("confirmed", "dismissed")


def decide(state: Conversation, event: Attended, known: Known, book: Handbook) -> Turn:
    """Keep it, and thank them."""
    block = next((one for one in book.blocks if one.id == event.capability), None)
    if block is None or event.answer not in ANSWERS or not is_of(block, event.what):
        return Turn(state, answer=Quiet(news.stale(book)))
    if not may_say(block, known):
        return Turn(state, answer=Quiet(news.one_line(book.words.rich("upkeep.not_yours"))))
    if not block.is_confirmed:
        return Turn(state, answer=Quiet(news.one_line(book.words.rich("upkeep.not_had"))))
    about = "confirm" if event.what == CONFIRM else "contract"
    thanks = book.words.rich(f"upkeep.{about}_{event.answer}", block=block.name)
    said = Say(known.place, news.one_line(thanks))
    return Turn(state, (Attend(event), *_laid_over(event), said))


def may_say(block: Capability, known: Known) -> bool:
    """The digital team, and whoever has the steward's name."""
    named = block.steward.casefold()
    return known.member or (bool(named) and known.person.name.casefold() == named)


def _laid_over(event: Attended) -> tuple[Effect, ...]:
    if event.what != CONFIRM or event.answer != Answer.CONFIRMED:
        return ()
    return (LayOver(Adopted(event.capability, Answer.CONFIRMED)),)
