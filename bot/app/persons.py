"""What an operator does about people: erasing one, and saying that two are one."""

from collections.abc import Iterator

from adapters.cli.options import FINE
from adapters.cli.people import Erase, Link
from adapters.cli.records import CannotExchange
from bot import erasing, redacting, uniting
from bot.app.papers import person_named
from bot.app.program import Program
from bot.app.running import opened
from bot.erasing import Found
from bot.handbook import Handbook
from bot.people import Person
from bot.ports import Store, Work
from bot.ports.records import shown
from bot.settings import Settings

GONE = "{who} has been erased already."
HELD = (
    "Nothing was erased: on hold are\n{them}\n"
    "Of what is on hold nothing can be erased. In the digital team’s channel ‘hold {reference}’ "
    "lifts a hold."
)
ONE_ALREADY = "Both are one person already: {who}. Nothing has changed."
LINKED = (
    "Linked: {who}\n"
    "What they asked for and joined is one person’s now. News reach them in {home} until they "
    "write from elsewhere."
)
WOULD = "This would erase {who}.\n"
IS = "Erased: {who}\n"
REQUESTS = "Requests that lose their words and keep their figures: {them}.\n"
NAMESAKE = (
    "Somebody else has this name too. So it was left in what others wrote, but for these requests, "
    "and at building blocks, but for those that they alone confirmed or changed.\n"
)
NOT_REACHED = (
    "Not reached: what the chat platforms have shown, but for cards, which are updated; "
    "exports and backups made earlier; the catalogue’s files and the settings; a first name alone "
    "or a nickname in what others wrote. `export --find` finds words."
)
LATER = (
    "The database could not be written anew now, so what was erased is still in unused corners of "
    "it. Groundwork tries again every minute while it runs, and so does this command.\n"
)
DONE_BEFORE = "They were erased before; now that is finished."


async def run(asked: Erase | Link, settings: Settings) -> int:
    """Do it, and say what was done. Raises CannotExchange for whom there is not."""
    if isinstance(asked, Erase):
        return await erase(asked, settings)
    async with opened(settings) as program:
        print(await program.store.transact(lambda work: _linked(asked, work, program)))
    return FINE


def _linked(asked: Link, work: Work, program: Program) -> str:
    one, other = (_named(each, work) for each in (asked.one, asked.other))
    if one.key == other.key:
        raise CannotExchange(ONE_ALREADY.format(who=_who(one, work)))
    book, now = program.bot.library.current(work), program.clock.now()
    person = uniting.unite(one, other, work, now, book)
    return LINKED.format(who=_who(person, work), home=person.home.platform.title())


async def erase(asked: Erase, settings: Settings) -> int:
    """Erase somebody, and say what was erased. Raises CannotExchange for whom there is not."""
    async with opened(settings) as program:
        store, book = program.store, program.book
        if asked.dry_run:
            print(await store.transact(lambda work: _would(asked, work, book)))
            return FINE
        if begun := bool(await store.transact(_unwritten)):
            print(await finish(store), end="")
        try:
            print(await store.transact(lambda work: _erased(asked, work, program)))
        except CannotExchange:
            if not begun:
                raise
            print(DONE_BEFORE)
            return FINE
        print(await finish(store), end="")
    return FINE


def _unwritten(work: Work) -> str:
    """What was erased and is still in unused corners, if this was killed before."""
    return work.recall(redacting.REWRITE) or ""


async def finish(store: Store) -> str:
    """Write everything anew; what is to be said if that cannot be done now."""
    await redacting.write_anew(await store.transact(_unwritten), store)
    return LATER if await store.transact(_unwritten) else ""


def _would(asked: Erase, work: Work, book: Handbook) -> str:
    person = _named(asked.named, work)
    found = _free(erasing.find(person, work, book), book)
    return WOULD.format(who=_who(person, work)) + _about(found, book)


def _erased(asked: Erase, work: Work, program: Program) -> str:
    person, book = _named(asked.named, work), program.bot.library.current(work)
    who, now = _who(person, work), program.clock.now()
    return IS.format(who=who) + _about(_free(erasing.erase(person, work, now, book), book), book)


def _named(named: str, work: Work) -> Person:
    person = person_named(named, work)
    if person.home.is_left:
        raise CannotExchange(GONE.format(who=person.name))
    return person


def _who(person: Person, work: Work) -> str:
    return shown(person, work.identities(person.key))


def _free(found: Found, book: Handbook) -> Found:
    """What is found, if nothing of it is on hold. Raises CannotExchange with what is."""
    if not found.held:
        return found
    held = "\n".join(f"{book.reference(one.number)}: {one.held}" for one in found.held)
    reference = book.reference(found.held[0].number)
    raise CannotExchange(HELD.format(them=held, reference=reference))


def _about(found: Found, book: Handbook) -> str:
    return "".join(_lines(found, book))


def _lines(found: Found, book: Handbook) -> Iterator[str]:
    if found.own:
        them = ", ".join(book.reference(one.number) for one in found.own)
        yield REQUESTS.format(them=them)
    if found.shared:
        yield NAMESAKE
    yield NOT_REACHED
