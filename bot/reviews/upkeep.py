"""How those who look after the catalogue's blocks are asked, in the day's one reminder."""

from collections.abc import Iterable, Iterator

from bot.catalogue.chores import CONFIRM, Chore
from bot.events import Attended
from bot.messages import Button, Items, Paragraph, Part, Weight
from bot.ports import Work
from bot.reviews.book import Book
from bot.reviews.recipients import Recipient
from bot.words.dates import day_and_year, month_and_year
from bot.words.rich import Rich


def recipient(chore: Chore, work: Work, book: Book) -> Recipient:
    """The steward, if exactly one person that we know has that name; else the team."""
    known = work.called(chore.block.steward) if chore.block.steward else ()
    if len(known) == 1:
        return Recipient(f"person {known[0].key}", known[0].home)
    team = book.rooms.team
    return Recipient(f"team {team.platform}", team)


def about(chores: tuple[Chore, ...], book: Book) -> Iterator[Part]:
    """What is asked: the entries to confirm, then the contracts that end."""
    for name in ("confirm", "contract"):
        some = tuple(one for one in chores if one.what.startswith(name))
        if some:
            yield Paragraph(book.words.count(f"reminder.{name}", len(some)))
            yield Items(tuple(_line(one, book) for one in some))


def _line(chore: Chore, book: Book) -> Rich:
    block, words = chore.block, book.words
    steward = words.plain("reminder.of_steward", steward=block.steward) if block.steward else ""
    named = {"block": block.name, "steward": steward}
    if chore.what != CONFIRM and block.contract_end:
        day = day_and_year(block.contract_end)
        return words.rich("reminder.contract_line", **named, day=day, months=chore.months)
    if block.last_confirmed:
        month = month_and_year(block.last_confirmed)
        return words.rich("reminder.confirm_line", **named, summary=block.summary, month=month)
    return words.rich("reminder.confirm_line_never", **named, summary=block.summary)


def buttons(chores: Iterable[Chore], book: Book) -> Iterator[tuple[str, Button]]:
    """Each beside the name of its block."""
    for one in chores:
        for name, answer, weight in (
            ("confirm", "confirmed", Weight.MAIN),
            ("dismiss", "dismissed", Weight.PLAIN),
        ):
            press = Attended(one.block.id, one.what, answer)
            yield _called(one, book), Button(book.words.plain(f"button.{name}"), press, weight)


def _called(chore: Chore, book: Book) -> str:
    """A block may be there twice: to be confirmed, and with its contract."""
    if chore.what == CONFIRM:
        return chore.block.name
    return book.words.plain("reminder.contract_of", block=chore.block.name)
