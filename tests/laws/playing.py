"""What happens if people do this and that: a plain fold of the deciders over a world in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from adapters.web.people import ALL_STAFF, PEOPLE, TEAM_CHANNEL
from bot import deciding, filling, looking
from bot.catalogue.terms import in_any
from bot.drafts import Conversation
from bot.effects import (
    Attend,
    Dismiss,
    Effect,
    Expect,
    Know,
    Known,
    LayOver,
    Needs,
    Redact,
    Save,
    Say,
    SentElsewhere,
    Settle,
    Tally,
    Turn,
)
from bot.events import Attachment, Event, Filled, Found, Listed, Look, Said
from bot.handbook import Handbook
from bot.intake.leaving_out import without_personal_data
from bot.messages import Answer, Button, Dialog, Field, FieldKind, Invalid, Open, Quiet
from bot.pages import Page, page_of
from bot.people import Person, Place
from bot.requests import OPEN, OVER, Entry, Request, Status
from bot.triage import finding, taking_out
from bot.understanding.likeness import stems_of, words_of_request
from bot.wire import press_from_text, press_to_text
from tests.laws.world import (
    BEGIN,
    CAST,
    DECIDER,
    TEAM,
    Decide,
    Fills,
    Finds,
    Forges,
    Grabs,
    Moment,
    Says,
    Step,
    Story,
    Taps,
    World,
    book,
)

TRACKED = "https://board.example/42"
_TYPED = {
    "volume_per_month": "40",
    "minutes_each": "10",
    "link": "",
    "steward": "Priya Nair",
    "used_by": "Parking",
}
"""What anybody fills in where a number is wanted, or the name of a colleague or a service."""


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who acts, where and when, by which decider and handbook."""

    who: Person
    place: Place
    at: datetime
    decide: Decide
    book: Handbook


def play(
    steps: Iterable[Step], decide: Decide = deciding.decide, by: Handbook | None = None
) -> Story:
    """What happens if people do this, a minute apart."""
    world, moments = World(), list[Moment]()
    for minute, step in enumerate(steps):
        at = BEGIN + timedelta(minutes=minute)
        for moment in _taken(step, at, world, decide, by or book()):
            moments.append(moment)
            world = moment.after
    return tuple(moments)


def turn_of(
    event: Event, known: Known, world: World, decide: Decide, book: Handbook
) -> tuple[Turn, Known]:
    """The decision, once all is known that it wants; and what was known."""
    state = world.state(known.person.key)
    known = _more(known, deciding.needs(state, event, book), world)
    turn = decide(state, event, known, book)
    while turn.wants:
        known = _more(known, turn.wants, world)
        turn = decide(state, event, known, book)
    return turn, known


def _taken(
    step: Step, at: datetime, world: World, decide: Decide, book: Handbook
) -> Iterator[Moment]:
    """What comes of a step; a dialog that opens is filled in, and sent off."""
    who = CAST[step.who]
    came, place = _came(step, world)
    stage = _Stage(who, place, at, decide, book)
    moment = _happened(came, world, stage)
    yield moment
    while isinstance(step, Taps | Grabs | Finds) and isinstance(moment.turn.answer, Open):
        filled = _filled(moment.turn.answer.dialog, step)
        moment = _happened(filled, moment.after, stage)
        yield moment


def _came(step: Step, world: World) -> tuple[Event | Look, Place]:
    home = CAST[step.who].home
    match step:
        case Says(text=text, channel=channel, files=files):
            return Said(text, tuple(map(Attachment, files))), channel or home
        case Forges(value=value):
            return press_from_text(value), home
        case Fills(form=form, request=request, values=values):
            return Filled(form, request, values), home
        case Finds(author=author, text=text):
            return Found(PEOPLE[author].person, text), ALL_STAFF
        case Taps() | Grabs():
            where, button = _offered(step, world)
            pressed = press_to_text(button.press) if button else ""
            return press_from_text(pressed), TEAM_CHANNEL if where == TEAM_CHANNEL else home
        case _:
            assert_never(step)


def _offered(step: Taps | Grabs, world: World) -> tuple[Place | None, Button | None]:
    if isinstance(step, Taps):
        seen = CAST[step.who].home, TEAM_CHANNEL
        mine = (each for each in world.offered[::-1] if each[0] in seen)
        return next((each for each in mine if each[1].label == step.label), (None, None))
    return next(iter(world.offered[-1 - step.back :]), (None, None))


def _filled(dialog: Dialog, step: Taps | Grabs | Finds) -> Filled:
    """What stands in a dialog stays; the rest is filled in."""
    values = {field.key: _value(field, step) for field in dialog.fields}
    tracked = {"link": TRACKED} if values.get("step") == "link" else {}
    return Filled(dialog.form, dialog.request, {**values, **tracked}, dialog.about)


def _value(field: Field, step: Taps | Grabs | Finds) -> str:
    match field.kind:
        case FieldKind.CHOICE if not field.value:
            return field.choices[step.pick % len(field.choices)].value
        case FieldKind.PERSON:
            return PEOPLE[step.whom].person if step.whom is not None else ""
        case FieldKind.LINE | FieldKind.LINES:
            return field.value or _TYPED.get(field.key, step.text)
        case _:
            return field.value


def _happened(came: Event | Look, world: World, stage: _Stage) -> Moment:
    person, member = stage.who, stage.who.key in TEAM
    known = Known(stage.at, person, stage.place, member, decider=person.key == DECIDER)
    state, book = world.state(person.key), stage.book
    if isinstance(came, Look):
        known = _more(known, looking.needs_of_look(came), world)
        view = looking.show(came, state, known, book)
        return _moment(Turn(state, answer=view), came, came, known, world)
    event, left_out = without_personal_data(came, book.masker)
    known = replace(known, left_out=left_out)
    if isinstance(event, Filled):
        read = filling.read_form(event, _more(known, filling.needs(event, book), world), book)
        if isinstance(read, Invalid | Quiet | Open):
            return _answered(read, event, came, known, world)
        event = read
    event = deciding.meant(event, state, stage.place, book)
    turn, known = turn_of(event, known, world, stage.decide, book)
    return _moment(turn, event, came, known, world)


def _answered(answer: Answer, event: Event, came: Event, known: Known, world: World) -> Moment:
    return _moment(Turn(world.state(known.person.key), answer=answer), event, came, known, world)


def _found(words: str, world: World, known: Known) -> tuple[Request, ...]:
    """What has all of these words: of the team's own, for the team alone."""
    wanted = in_any([words])
    found = (
        one
        for one in world.requests.values()
        if (known.member and wanted <= in_any(_all_that_happened_to(one, world)))
        or (one.requester.key == known.person.key and wanted <= in_any([words_of_request(one)]))
    )
    return tuple(found) if wanted else ()


def _page(look: Listed, world: World, known: Known) -> Page:
    """What a database would list, filters apart."""
    asked, who = world.requests.values(), known.person.key
    listed = {
        "queue": [one for one in asked if one.status in OPEN],
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
    return (words_of_request(request), *typed)


def _more(known: Known, needs: Needs, world: World) -> Known:
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
        waiting=tuple(one for one in asked if one.status in OPEN),
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


def _moment(
    turn: Turn, event: Event | Look, came: Event | Look, known: Known, before: World
) -> Moment:
    who = known.person
    after = replace(before, states={**before.states, who.key: turn.state})
    for effect in turn.effects:
        after = _carried_out(effect, known, after)
    moment = Moment(who, known.place, came, event, known, before, turn, after)
    offered = ((where, button) for where, message in moment.told for button in message.buttons)
    return replace(moment, after=replace(after, offered=(*before.offered, *offered)))


def _carried_out(effect: Effect, known: Known, world: World) -> World:
    match effect:
        case Save(saved, because):
            entry = Entry(saved.number, known.at, known.person.name, because)
            requests = {**world.requests, saved.number: saved}
            return replace(world, requests=requests, history=(*world.history, entry))
        case Expect(person, question):
            return _with(world, person, world.state(person.key).expecting(question))
        case Settle(person, request, answer):
            return _with(world, person, world.state(person.key).settled(request, answer))
        case Dismiss(person, request):
            return _with(world, person, world.state(person.key).closed(request))
        case Redact(redacted, gone):
            numbers = tuple(one.number for one in redacted)
            return _taken_out(taking_out.redaction(gone, book()), numbers, world)
        case Tally(hand_off, words) if words:
            sent = hand_off, SentElsewhere(known.person.key, words, known.at)
            return replace(world, elsewhere=(*world.elsewhere, sent))
        case Say() | Tally() | Know() | LayOver() | Attend():
            return world
        case _:
            assert_never(effect)


def _taken_out(redaction: taking_out.Redaction, numbers: tuple[int, ...], world: World) -> World:
    changed = (
        replace(one, event=redaction.of(one.event)) if one.request in numbers else one
        for one in world.history
    )
    return replace(world, history=tuple(changed))


def _with(world: World, person: Person, state: Conversation) -> World:
    return replace(world, states={**world.states, person.key: state})
