"""What is known of a world in memory when something is decided in it."""

from dataclasses import replace

from adapters.web.people import PEOPLE
from bot.catalogue.terms import in_any
from bot.effects import Known, Needs, SentElsewhere
from bot.events import Listed
from bot.pages import Page, page_of
from bot.requests import OPEN, OVER, Entry, Request, Status
from bot.triage import finding
from bot.understanding.likeness import stems_of
from tests.figuring import waits
from tests.laws.world import CAST, TEAM, World


def _found(words: str, world: World, known: Known) -> tuple[Request, ...]:
    """What has all of these words: of the team's own, for the team alone."""
    wanted = in_any([words])
    found = (
        one
        for one in world.requests.values()
        if (known.member and wanted <= in_any(_all_that_happened_to(one, world)))
        or (one.requester.key == known.person.key and wanted <= in_any([one.words]))
    )
    return tuple(found) if wanted else ()


def _page(look: Listed, world: World, known: Known) -> Page:
    """What a database would list, filters apart."""
    asked, who = world.requests.values(), known.person.key
    listed = {
        "queue": [one for one in asked if one.status in OPEN],
        "building": [one for one in asked if one.status is Status.ACCEPTED],
        "mine": [one for one in asked if one.taker and one.taker.key == who],
        "my_requests": [one for one in asked if who in (one.requester.key, *one.joined)][::-1],
        "reviews": [one for one in asked if one.status is Status.LIVE],
        "due": [one for one in asked if one.status is Status.LIVE],
    }
    found = _found(look.words, world, known)
    return page_of(listed.get(look.name, found), look.page)


def _all_that_happened_to(request: Request, world: World) -> tuple[str, ...]:
    events = (one.event for one in world.history if one.request == request.number)
    typed = (text for event in events for text in finding.words_of(event))
    return (request.words, *typed)


def more(known: Known, needs: Needs, world: World) -> Known:
    """What is known, with what this needs."""
    asked = world.requests.values()
    mine = (one for one in asked if one.requester.key == known.person.key)
    request = world.requests.get(needs.request or 0) or known.request
    other = world.requests.get(needs.other or 0) or known.other
    whom = next((CAST[n] for n, p in enumerate(PEOPLE) if p.person == needs.whom), known.whom)
    return replace(
        known,
        request=request,
        joined=tuple(CAST[key] for key in request.joined) if request else (),
        other=other,
        other_joined=tuple(CAST[key] for key in other.joined) if other else (),
        whom=whom,
        whom_state=world.state(whom.key) if whom else None,
        whom_member=whom is not None and whom.key in TEAM,
        number=len(world.requests) + 1 if needs.number else known.number,
        pages={one.name: _page(one, world, known) for one in needs.listed} or known.pages,
        waits=waits(one for one in asked if one.status in OPEN),
        words={one.number: one.words for one in asked},
        mine=tuple(mine)[::-1] if needs.mine else known.mine,
        similar=_similar(needs.similar, world) if needs.similar is not None else known.similar,
        history=_history(request, world) if needs.record else known.history,
        related=tuple(asked) if needs.record else known.related,
        alike=_alike(needs.alike, world) if needs.alike else known.alike,
    )


def _history(request: Request | None, world: World) -> tuple[Entry, ...]:
    return tuple(one for one in world.history if request and one.request == request.number)


def _similar(stems: frozenset[str], world: World) -> tuple[Request, ...]:
    """Confidential ones too: whoever decides has to see to these."""
    shown = (one for one in world.requests.values() if one.status not in OVER)
    return tuple(one for one in shown if stems & stems_of(one.text))


def _alike(hand_off: str, world: World) -> tuple[SentElsewhere, ...]:
    return tuple(one for to, one in world.elsewhere if to == hand_off)
