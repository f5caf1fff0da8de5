"""What people said is kept, comes back, and goes where it should; and nothing else is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from bot.drafts import Conversation, Draft
from bot.effects import Say
from bot.events import (
    Agreed,
    AskedForPerson,
    Cancelled,
    Described,
    Dropped,
    Insisted,
    Merged,
    PutOff,
    Resumed,
    Said,
    SetAside,
    Submitted,
    Suggested,
    WentBack,
)
from bot.intake.bringing_up import ask_again
from bot.people import Person, PlaceKind
from bot.ports import Work
from bot.requests import Request
from tests.laws.holding import saved_in
from tests.laws.plans import URGENT
from tests.laws.playing import turn_of
from tests.laws.world import CAST, Decide, Moment, Story, World, book

ONLY_TO_SEND_IT = frozenset({"yes", "ok", "me too", "submit", "send", "send it"})
"""What is typed in place of a button, and is no part of a request."""


def nothing_a_person_said_is_lost(story: Story, _: Decide) -> Iterator[str]:
    """What they gave up themselves is no loss: by Cancel or Back, or by refusing a colleague."""
    for moment in story:
        for person in CAST:
            if person == moment.who and _gives_up(moment):
                continue
            kept = kept_of(moment.after, person.key)
            needed = (*_to_keep(moment, person.key), *_typed(moment, person))
            for line in dict.fromkeys(needed):
                if not any(line in other for other in kept):
                    yield f"{person.name} lost {line!r} by {moment.event}"


def _gives_up(moment: Moment) -> bool:
    event = moment.event
    refused = isinstance(event, Agreed) and not event.yes
    return refused or isinstance(event, Cancelled | WentBack | Dropped)


def _typed(moment: Moment, person: Person) -> tuple[str, ...]:
    """What this person typed and sent while a request was made, but for commands and labels."""
    event, draft = moment.event, moment.before.state(person.key).draft
    if not isinstance(event, Said) or moment.who != person or moment.turn.unkept:
        return ()
    if draft is None or draft.hand_off or moment.place == book().rooms.team:
        return ()
    files = tuple(file.name for file in event.files)
    plain = event.text.strip(" .!").casefold()
    is_command = not files and book().command_in(event.text) is not None
    said = any(map(str.isalnum, event.text)) and plain not in ONLY_TO_SEND_IT
    return (event.text, *files) if said and not is_command else files


def _to_keep(moment: Moment, who: int) -> list[str]:
    """What was kept of them, but for words that were sent elsewhere and may be no request."""
    state, event = moment.before.state(who), moment.event
    elsewhere = state.draft is not None and bool(state.draft.hand_off)
    if elsewhere and not isinstance(event, AskedForPerson | Insisted):
        without = replace(state, draft=None)
        return _kept(replace(moment.before, states={**moment.before.states, who: without}), who)
    return _kept(moment.before, who)


def kept_of(world: World, who: int) -> list[str]:
    """All that is kept of somebody's own words."""
    sent = (one.words for _, one in world.elsewhere if one.person == who)
    return [*_kept(world, who), *sent]


def _kept(world: World, who: int) -> list[str]:
    state = world.state(who)
    joined = [one for one in world.requests.values() if who in one.joined]
    made: list[Request | Draft] = [
        *(one for one in world.requests.values() if one.requester.key == who),
        *([state.draft] if state.draft else []),
        *(one.draft for one in state.aside),
    ]
    return [
        *(line.text for one in made for line in one.said),
        *(file.name for one in made for file in one.files),
        *(file.name for one in joined for file in one.files),
        *(other.words for one in made for other in one.not_same),
        *(one.heard for one in state.asked),
        *(one.text for one in state.suggested),
        *(str(getattr(one.event, "text", "")) for one in world.history if one.by == CAST[who].name),
    ]


def what_was_said_goes_with_the_request(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        draft = moment.before.state(moment.who.key).draft
        if draft is None or not isinstance(moment.event, Submitted | AskedForPerson):
            continue
        for saved in saved_in(moment):
            sent = saved.request.said, saved.request.files, saved.request.confidential
            if sent != (draft.said, draft.files, draft.confidential):
                yield f"said {draft.said}, sent {saved.request.said}"


def whoever_is_merged_is_kept_and_told(story: Story, _: Decide) -> Iterator[str]:
    """Nobody who asked for the one is lost to the other, and everybody hears where it goes on."""
    for moment in story:
        event = moment.event
        if not isinstance(event, Merged) or not saved_in(moment):
            continue
        before, into = moment.before.requests[event.request], moment.after.requests[event.into]
        kept = (into.requester.key, *into.joined)
        told = {place for place, _ in moment.told}
        for key in (before.requester.key, *before.joined):
            if key not in kept or CAST[key].home not in told:
                yield f"{CAST[key].name} was lost by {event}"


def what_is_urgent_is_not_kept(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        said = moment.event.text if isinstance(moment.event, Said) else ""
        is_urgent = any(text in said for text in URGENT)
        if is_urgent and moment.place.kind is PlaceKind.DIRECT:
            kept = [line for person in CAST for line in kept_of(moment.after, person.key)]
            if not moment.turn.unkept or any(said in line for line in kept):
                yield f"{moment.event} was kept"


def back_after_an_answer_gives_the_draft_as_before(story: Story, decide: Decide) -> Iterator[str]:
    for moment in story:
        before, after = (w.state(moment.who.key).draft for w in (moment.before, moment.after))
        if before and after and _is_one_answer_more(before, after):
            turn, _ = turn_of(WentBack(), moment.known, moment.after, decide, book())
            if turn.state.draft != replace(before, files=after.files):
                yield f"{before} became {turn.state.draft}"


def _is_one_answer_more(before: Draft, after: Draft) -> bool:
    same = before.number == after.number and not after.hand_off and not after.not_same
    return same and after.answers[:-1] == before.answers and len(after.answers) > 0


def what_is_set_aside_comes_back(story: Story, decide: Decide) -> Iterator[str]:
    for moment in story:
        yield from _is_put_by(moment)
        yield from _is_offered(moment)
        yield from _is_resumed(moment)
    for person in CAST if story else ():
        yield from _is_brought_up(story[-1].after.state(person.key), person)


_BESIDE = SetAside | PutOff | Resumed | Described | Suggested | Agreed
"""What begins another request, or goes on with one."""


def _is_put_by(moment: Moment) -> Iterator[str]:
    """Whatever was under way is set aside whole when something else begins."""
    draft, state = moment.before.state(moment.who.key).draft, moment.after.state(moment.who.key)
    if draft and not draft.hand_off and isinstance(moment.event, _BESIDE):
        there = [*(one.draft for one in state.aside), *([state.draft] if state.draft else [])]
        if draft.number not in {one.number for one in there}:
            yield f"{draft.title!r} was not set aside by {moment.event}"


def _is_offered(moment: Moment) -> Iterator[str]:
    """Once a request is sent or given up, the first that waits is asked about."""
    state = moment.after.state(moment.who.key)
    waiting = [one.draft.number for one in state.aside if one.ask_at is None]
    ended = bool(moment.before.state(moment.who.key).draft) and state.draft is None
    if waiting and ended and isinstance(moment.event, Submitted | AskedForPerson | Cancelled):
        offered = {button.press for _, m in moment.told for button in m.buttons}
        if Resumed(waiting[0]) not in offered:
            yield f"{waiting[0]} was not offered after {moment.event}"


def _is_resumed(moment: Moment) -> Iterator[str]:
    """It goes on as it was."""
    event = moment.event
    aside = moment.before.state(moment.who.key).aside
    found = [one.draft for one in aside if Resumed(one.draft.number) == event]
    draft = moment.after.state(moment.who.key).draft
    if found and draft != replace(found[0], held=False):
        yield f"{found[0]} came back as {draft}"


def _is_brought_up(state: Conversation, person: Person) -> Iterator[str]:
    """What was put off is asked about when its time has come, and only once."""
    for due in (one for one in state.aside if one.ask_at):
        at, work = cast("datetime", due.ask_at), _Morning(person, state)
        first, second = (ask_again(cast("Work", work), at, book()) for _ in range(2))
        said = [button.press for one in work.said for button in one.message.buttons]
        if (first, second) != (True, False) or Resumed(due.draft.number) not in said:
            yield f"{due.draft.title!r} was not brought up"


@dataclass(slots=True)
class _Morning:
    """One person's conversation, as the clock finds it, and what is said in it."""

    person: Person
    state: Conversation
    said: list[Say] = field(default_factory=list)

    def to_ask(self, at: datetime, _: int) -> list[tuple[Person, Conversation]]:
        is_due = self.state.ask_at is not None and self.state.ask_at <= at
        return [(self.person, self.state)] if is_due else []

    def keep(self, _: int, state: Conversation, __: datetime) -> None:
        self.state = state

    def file(self, say: Say, _: datetime) -> None:
        self.said.append(say)
