"""What is said of what could not be: to the admins, and of people also to the digital team.

Each is told once a day of each place, and never of a message to an admin: whoever cannot be told of
it would be told of that, and so on.
"""

from datetime import datetime

from bot.effects import Say
from bot.handbook import Handbook
from bot.people import Place, PlaceKind
from bot.ports import Letter, Work
from bot.requests import OPEN
from bot.triage import news
from bot.words.dates import stamp
from bot.words.listing import listed
from bot.words.rich import Rich, join

_LISTED = 1_000


def given_up(letter: Letter, reason: str, at: datetime, book: Handbook, work: Work) -> None:
    """The platform will never take it."""
    if not _is_news(str(letter.place), letter.place, at, book, work):
        return
    told = {"who": _who(letter.place, work), "platform": letter.place.platform.title()}
    _tell_admins(book.words.rich("unreached.given_up", reason=reason, **told), at, book, work)
    if letter.place.kind is PlaceKind.DIRECT:
        line = book.words.rich("unreached.team", reason=reason, **told)
        about = _open_requests(letter.place, book, work)
        team = book.rooms.of(letter.place.platform).team
        work.file(Say(team, news.one_line(join((line, about)))), at)


def held_up(letter: Letter, reason: str, at: datetime, book: Handbook, work: Work) -> None:
    """Somebody has to mend something before it is sent."""
    platform = letter.place.platform
    if _is_news(f"{platform}:{reason}", letter.place, at, book, work):
        told = {"platform": platform.title(), "reason": reason}
        line = book.words.rich("unreached.held_up", when=stamp(book.days.local(at)), **told)
        _tell_admins(line, at, book, work)


def _is_news(about: str, place: Place, at: datetime, book: Handbook, work: Work) -> bool:
    """Whether it is the first of this today, and not about an admin."""
    who, today = f"unreached:{about}", book.days.local(at).date()
    if place in _admins(book, work) or work.last_reminded(who) == today:
        return False
    work.reminded(who, today)
    return True


def _tell_admins(line: Rich, at: datetime, book: Handbook, work: Work) -> None:
    for admin in _admins(book, work):
        work.file(Say(admin, news.one_line(line)), at)


def _admins(book: Handbook, work: Work) -> tuple[Place, ...]:
    """Where they were met last; else where their platform finds them by their own key."""
    return tuple(_home(person, work) for person in book.admins)


def _home(person: str, work: Work) -> Place:
    platform, _, key = person.partition(":")
    known = work.known_as(platform, key)
    return known.home if known else Place(platform, PlaceKind.DIRECT, key)


def _who(place: Place, work: Work) -> str:
    known = work.known_as(place.platform, place.key)
    return known.name if known else place.key.partition("/")[0]


def _open_requests(place: Place, book: Handbook, work: Work) -> Rich:
    """What they may have wanted to hear of."""
    known = work.known_as(place.platform, place.key)
    asked = work.asked_by(known.key, _LISTED) if known else ()
    references = [book.reference(one.number) for one in asked if one.status in OPEN]
    if not references:
        return ()
    return book.words.rich("unreached.about", references=listed(references, book.words))
