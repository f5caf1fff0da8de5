"""What happens if people do this and that: a plain fold of the deciders over a world in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from adapters.web.people import ALL_STAFF, PEOPLE, TEAM_CHANNEL
from bot import deciding, filling, looking
from bot.drafts import Conversation
from bot.effects import (
    Alter,
    Attend,
    Dismiss,
    Effect,
    Expect,
    Know,
    Known,
    LayOver,
    Redact,
    Save,
    Say,
    SentElsewhere,
    Settle,
    Tally,
    Turn,
)
from bot.events import Attachment, Event, Filled, Found, Look, Said
from bot.handbook import Handbook
from bot.intake.leaving_out import without_personal_data
from bot.messages import Answer, Button, Dialog, Field, FieldKind, Invalid, Open, Quiet
from bot.people import Person, Place
from bot.requests import Entry
from bot.triage import taking_out
from bot.wire import press_from_text, press_to_text
from tests.laws.knowing import more
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
    known = more(known, deciding.needs(event, book), world)
    turn = decide(state, event, known, book)
    while turn.wants:
        known = more(known, turn.wants, world)
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
        known = more(known, looking.needs_of_look(came), world)
        view = looking.show(came, state, known, book)
        return _moment(Turn(state, answer=view), came, came, known, world)
    event, left_out = without_personal_data(came, book.masker)
    known = replace(known, left_out=left_out)
    if isinstance(event, Filled):
        read = filling.read_form(event, more(known, filling.needs(event, book), world), book)
        if isinstance(read, Invalid | Quiet | Open):
            return _answered(read, event, came, known, world)
        event = read
    event = deciding.meant(event, state, stage.place, book)
    turn, known = turn_of(event, known, world, stage.decide, book)
    return _moment(turn, event, came, known, world)


def _answered(answer: Answer, event: Event, came: Event, known: Known, world: World) -> Moment:
    return _moment(Turn(world.state(known.person.key), answer=answer), event, came, known, world)


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
            number = len(world.elsewhere) + 1
            sent = hand_off, SentElsewhere(known.person.key, words, known.at, number)
            return replace(world, elsewhere=(*world.elsewhere, sent))
        case Say() | Tally() | Know() | LayOver() | Alter() | Attend():
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
