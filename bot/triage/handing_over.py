"""What those of the team are told who have a request from now on, or had it until now."""

from bot.effects import Known
from bot.events import HandedOver, LetGo
from bot.handbook import Handbook
from bot.messages import Message
from bot.requests import Request
from bot.triage.news import one_line


def to_you(request: Request, known: Known, book: Handbook) -> Message:
    """To one of the team who has a request from now on."""
    values = {**_named(request, book), "name": known.person.name}
    return one_line(book.words.rich("news.handed_to_you", **values))


def from_you(request: Request, event: HandedOver | LetGo, known: Known, book: Handbook) -> Message:
    """To one of the team who had a request, which another handed over or let go for them."""
    name = "let_go_for_you" if isinstance(event, LetGo) else "handed_over_for_you"
    to = known.whom.name if known.whom else ""
    values = {**_named(request, book), "name": known.person.name, "to": to}
    return one_line(book.words.rich(f"news.{name}", **values))


def _named(request: Request, book: Handbook) -> dict[str, str]:
    return {"reference": book.reference(request.number), "title": request.title}
