"""How far a block has come: an idea, used by its own team, by a second service, for neighbours.

Nobody sets it. It follows from who uses the block by its entry, and from the requests that are live
with it; those that are confidential tell nobody anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.catalogue.fitting import FITTED
from bot.catalogue.sharing import is_shareable
from bot.handbook import Handbook
from bot.requests import Request, Status
from bot.words.dates import month_and_year
from bot.words.rich import Rich, join, sentence

RUNGS = ("idea", "own_team", "second_service", "neighbours")


@dataclass(frozen=True, slots=True)
class _Used:
    """Who uses it, since when, and the request that shows it, if one does."""

    service: str
    since: str = ""
    request: int = 0


def told(block: Capability, requests: Iterable[Request], book: Handbook) -> tuple[Rich, ...]:
    """Who used it first, what broke, whether others may have it, and how far it has come."""
    open_ = tuple(one for one in requests if not one.confidential)
    uses = tuple(_uses(block, open_, book))
    first = (_first(uses[0], book),) if uses else ()
    return (
        *first,
        *_said(block, book),
        *_not_fitting(block, open_, book),
        *(() if block.status is CapabilityStatus.RETIRED else (_step(block, uses, book),)),
    )


def _uses(block: Capability, requests: tuple[Request, ...], book: Handbook) -> Iterator[_Used]:
    """Each service once, the first customer first; then by the entry, then by the records."""
    first = block.first_customer
    named = [_Used(first.service, first.since)] if first else []
    named += [_Used(use.service, use.since) for use in block.used_by]
    live = ((one.live_on, one) for one in requests if _is_live_with(one, block))
    dated = ((on, one) for on, one in live if on)
    for on, one in sorted(dated, key=lambda pair: (pair[0], pair[1].number)):
        since = book.words.dated(month_and_year(on))
        named.append(_Used(one.requester.service, since, one.number))
    seen = {each.service.casefold(): each for each in reversed(named) if each.service}
    yield from reversed(seen.values())


def _is_live_with(request: Request, block: Capability) -> bool:
    fits = any(one.block == block.id and one.verdict in FITTED for one in request.verdicts)
    return request.status is Status.LIVE and fits


def _first(used: _Used, book: Handbook) -> Rich:
    since = book.words.rich("ladder.since", since=used.since) if used.since else ()
    shows = book.reference(used.request) if used.request else ""
    shown = book.words.rich("ladder.shown_by", reference=shows) if shows else ()
    return book.words.rich("ladder.first", service=used.service, since=since, shown=shown)


def _said(block: Capability, book: Handbook) -> Iterator[Rich]:
    """What its first customer found."""
    first = block.first_customer
    for name in ("broke", "ready_for_others") if first else ():
        if value := getattr(first, name):
            yield book.words.rich(f"ladder.{name}", value=sentence(value))


def _not_fitting(
    block: Capability, requests: tuple[Request, ...], book: Handbook
) -> Iterator[Rich]:
    """Where it was found not to fit, and why."""
    for one in requests:
        for said in one.verdicts:
            if said.block == block.id and said.verdict not in FITTED and said.why:
                why, reference = sentence(said.why), book.reference(one.number)
                yield book.words.rich("ladder.not_fitting", reference=reference, why=why)


def _step(block: Capability, uses: tuple[_Used, ...], book: Handbook) -> Rich:
    at = 3 if is_shareable(block) and uses else min(len(uses), 2)
    names = [book.words.plain(f"ladder.{rung}") for rung in RUNGS]
    step = book.words.rich("ladder.step", n=at + 1, of=len(RUNGS), rung=names[at])
    after = names[at + 1 : at + 2]
    return join((step, *(book.words.rich("ladder.next", rung=each) for each in after)))
