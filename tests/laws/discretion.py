"""Who may read what: nobody's words but their own, and of residents' personal data nothing."""

from collections.abc import Iterator

from adapters.web.people import PEOPLE, TEAM_CHANNEL
from bot.commands import Reference
from bot.effects import LayOver
from bot.events import (
    Accepted,
    Agreed,
    Asked,
    Found,
    Levelled,
    Merged,
    Reopened,
    Said,
    SaidSame,
    Split,
    Stopped,
    Suggested,
)
from bot.figures import Figures
from bot.messages import Message, text_of
from bot.people import Place
from bot.requests import Request
from bot.reviews.digest import digest
from bot.reviews.periods import week_of
from tests.figuring import figured
from tests.laws.holding import saved_in
from tests.laws.lives import FOUND, NOTED, PERSONAL, SECRET, mark
from tests.laws.world import BEGIN, CAST, TEAM, Decide, Moment, Story, book


def nobody_sees_anothers_words(story: Story, _: Decide) -> Iterator[str]:
    """But what the team wrote to them, and what a request is called of which they may know."""
    for moment in story:
        for place, message in moment.told:
            reader = _reader(place)
            if place == TEAM_CHANNEL or (reader in TEAM and reader == moment.who.key):
                continue
            text = _but_what_is_theirs(moment, reader, message)
            seen = [who for who in range(len(CAST)) if who != reader and mark(who) in text]
            if seen and not isinstance(moment.event, Found):
                yield f"{place} read words of {CAST[seen[0]].name}: {moment.event}"


def _reader(place: Place) -> int | None:
    return next((person.key for person in CAST if person.home == place), None)


def _but_what_is_theirs(moment: Moment, reader: int | None, message: Message) -> str:
    """The message without what this reader may read, whoever wrote it."""
    text = text_of(message)
    if reader is None:
        return text
    for words in (*_written_to(moment, reader), *_titles(moment, reader, message)):
        text = text.replace(words, "").replace("\n> ".join(words.splitlines()), "")
    return text


def _written_to(moment: Moment, reader: int) -> Iterator[str]:
    """What the team said to them, now or as the latest reply; what a finder left of theirs."""
    event, person = moment.event, PEOPLE[reader].person
    concerned = {
        one.number: one.requester.key == reader
        for one in moment.after.requests.values()
        if reader in (one.requester.key, *one.joined)
    }
    for number in concerned:
        stopped = moment.after.requests[number].stopped
        yield from (stopped.reason, stopped.instead) if stopped else ()
    match event:
        case Suggested(author=author, text=text) if author == person:
            yield text
        case Asked(request=number, text=text, whom=whom):
            yield from (text,) if concerned.get(number) or whom == person else ()
        case Accepted(request=number) if number in concerned:
            yield from filter(None, (event.telling, event.leaves_behind))
        case Stopped(request=number) if number in concerned:
            yield from (event.reason, event.instead)
        case Levelled(request=number) | Reopened(request=number) if number in concerned:
            yield event.reason
        case Split(request=number) if number in concerned:
            yield event.title


def _titles(moment: Moment, reader: int, message: Message) -> Iterator[str]:
    """Of what they need too, are asked about or hand over, name by its number, or are shown."""
    shown = {b.press.request for b in message.buttons if isinstance(b.press, SaidSame)}
    for request in moment.after.requests.values():
        is_shown = request.number in shown and not request.confidential
        if is_shown or reader in request.joined or _is_called(request, moment, reader):
            yield request.title


def _is_called(request: Request, moment: Moment, reader: int) -> bool:
    """Whether the event of this moment is about this request and shows its title to them."""
    event = moment.event
    if isinstance(event, Said):
        named = book().command_in(event.text)
        about = isinstance(named, Reference) and named.number == request.number
        return about and not request.confidential
    if isinstance(event, Merged) and request.number == event.into:
        return True
    about = getattr(event, "request", 0) == request.number
    asked = isinstance(event, Asked) and event.whom == PEOPLE[reader].person
    return about and (reader in TEAM or (asked and not request.confidential))


def what_is_masked_is_nowhere(story: Story, _: Decide) -> Iterator[str]:
    """But in the message itself, as it is shown to whoever found it, and nobody else."""
    for moment in story:
        kept = [one for one in moment.turn.effects if not isinstance(one, LayOver)]
        answer = None if isinstance(moment.event, Found) else moment.turn.answer
        everything = repr((moment.turn.state, kept, answer))
        yield from (f"{it!r} after {moment.event}" for it in PERSONAL if it in everything)


def what_is_confidential_is_shown_to_nobody_else(story: Story, _: Decide) -> Iterator[str]:
    for moment in story:
        requests = moment.after.requests.values()
        secret = [one for one in requests if SECRET in one.text]
        if not secret or not all(one.confidential for one in secret):
            continue
        may_read = {*TEAM, *(one.requester.key for one in secret)}
        for place, message in moment.told:
            others = place != TEAM_CHANNEL and _reader(place) not in may_read
            if others and SECRET in text_of(message).casefold():
                yield f"{place} read of it: {moment.event}"


def no_note_is_read_outside_the_team(story: Story, _: Decide) -> Iterator[str]:
    """Nor in what everybody reads: the digest of all that there is."""
    for moment in story:
        for place, message in moment.told:
            outside = place != TEAM_CHANNEL and _reader(place) not in TEAM
            typed = place == moment.who.home and NOTED in repr(moment.came)
            if outside and not typed and NOTED in text_of(message):
                yield f"{place} read a note: {moment.event}"
    requests = tuple(story[-1].after.requests.values()) if story else ()
    if NOTED in text_of(digest(_all_of(requests), book())):
        yield "the digest has words of a note"


def _all_of(requests: tuple[Request, ...]) -> Figures:
    """As a database would count them: of what is confidential nothing."""
    some = tuple(one for one in requests if not one.confidential)
    week = week_of(BEGIN.date())
    return figured(week, new=some, decided=some, recent=some, waiting=some, live=some)


def of_a_found_message_nothing_goes_to_the_team_unagreed(story: Story, _: Decide) -> Iterator[str]:
    """Before its author agreed; who wrote it themselves, or found it, has read it already."""
    for moment in story:
        if _may_be_known(moment):
            return
        for place, message in moment.told:
            to_team = place == TEAM_CHANNEL or _reader(place) in TEAM
            if to_team and not _is_in_it(moment, place) and FOUND in text_of(message):
                yield f"{place} read of it: {moment.event}"
        saved = (one.request.text for one in saved_in(moment))
        yield from (f"{text} by {moment.event}" for text in saved if FOUND in text)


def _may_be_known(moment: Moment) -> bool:
    event, person = moment.event, PEOPLE[moment.who.key].person
    own = isinstance(event, Suggested) and event.author == person
    return own or (isinstance(event, Agreed) and event.yes)


def _is_in_it(moment: Moment, place: Place) -> bool:
    author = moment.event.author if isinstance(moment.event, Found | Suggested) else ""
    return place == moment.who.home or author == f"{place.platform}:{place.key}"
