"""The request's card in the team's channel: everything the team needs to decide, as it is now."""

from collections.abc import Iterable, Iterator

from bot.drafts import NotSame
from bot.events import Attachment, Event, Form, Look, MovedUp, Retired, Taken, Whole
from bot.handbook import Handbook
from bot.levels.judgement import Sureness
from bot.messages import Button, Heading, Message, Paragraph, Part, Quote, Weight, text_of
from bot.outcome import Outcome
from bot.people import Person
from bot.requests import OPEN, Link, Request, Status
from bot.triage import groundwork, today
from bot.triage.standing import for_team
from bot.triage.word_for_word import word_for_word
from bot.words.dates import clock, day, day_and_year
from bot.words.rich import Rich, Value, join, plain_run, sentence

QUOTED = 1_500
"""Characters of the requester's words on the card; all of them are read by a button."""

LONGEST = 3_000
"""Characters on a card that a message surely has room for, and the text beside it."""

_JUDGING = ("take", "ask", "note", "level", "blocks")
_WHILE_OPEN = (*_JUDGING, "merge", "accept", "stop")

BUTTONS: dict[Status, tuple[str, ...]] = {
    Status.NEW: _WHILE_OPEN,
    Status.TAKEN: _WHILE_OPEN,
    Status.WAITING: _WHILE_OPEN,
    Status.ACCEPTED: (*_JUDGING, "stop", "close"),
    Status.LIVE: (*_JUDGING, "keep", "move_up", "retire"),
    Status.STOPPED: ("note", "reopen"),
    Status.CLOSED: ("note", "blocks", "reopen"),
    Status.WITHDRAWN: ("note", "reopen"),
    Status.MERGED: ("note",),
}
"""What the team can do next, in each status; MOVES is checked again when a press arrives."""


def name(request: int) -> str:
    """The card's name in the outbox, by which it is updated and its thread is found."""
    return f"request:{request}"


def draw(request: Request, book: Handbook, others: Iterable[Person] = ()) -> Message:
    """The card, whole. Among `others` are the people who need the same as the requester."""
    parts: list[Part] = [_title(request, book), _standing(request, book), _asker(request, book)]
    parts.append(Quote(tuple(_quoted(request, book).splitlines())))
    parts.extend(made_of_it(request, others, book))
    more = _read_on(request, parts, book)
    return Message(tuple(parts), (*_buttons(request, book), *more))


def made_of_it(request: Request, others: Iterable[Person], book: Handbook) -> Iterator[Part]:
    """What comes after their words on the card: for the team alone."""
    joined = tuple(_also_wanted_by(request, tuple(others), book))
    yield from (Paragraph(line) for line in _lines(request, joined, book) if line)


def whole(request: Request, book: Handbook, rest: Iterable[Part] = ()) -> Message:
    """All that the requester said, word for word, and the rest of the card."""
    first = word_for_word(request.said[:1], book)
    parts: list[Part] = [_title(request, book), _asker(request, book), first]
    if later := request.said[1:]:
        parts += [Paragraph(book.words.rich("thread.said_since")), word_for_word(later, book)]
    return Message((*parts, *rest))


def _read_on(request: Request, parts: Iterable[Part], book: Handbook) -> Iterator[Button]:
    """Where the card has no room for all of it, a button that shows it."""
    shown = text_of(Message(tuple(parts)))
    if len(shown) > LONGEST or any(len(line.text) > QUOTED for line in request.said[:1]):
        yield Button(book.words.plain("button.read_on"), Whole(request.number))


def _title(request: Request, book: Handbook) -> Heading:
    reference = book.reference(request.number)
    return Heading(book.words.rich("card.title", reference=reference, title=request.title))


def _standing(request: Request, book: Handbook) -> Paragraph:
    """Whether others may hear of it, its status, who has it, and the next date that matters."""
    words = book.words
    confidential = words.rich("card.confidential") if request.confidential else ()
    status = plain_run(for_team(request, book))
    nobody = words.rich("card.nobody") if request.status in OPEN else ()
    taker = plain_run(request.taker.name) if request.taker else nobody
    return Paragraph(join((confidential, status, taker, *_dated(request, book)), " · "))


def _dated(request: Request, book: Handbook) -> tuple[Rich, ...]:
    def say(name: str, /, **values: Value) -> Rich:
        return book.words.rich(f"card.{name}", **values)

    dates: list[Rich] = []
    if due := request.reply_owed_by:
        dates.append(say("reply_due", time=clock(due), day=day(due)))
    if request.status is Status.ACCEPTED and request.go_live_on:
        dates.append(say("expected", day=day(request.go_live_on)))
    if request.live_on:
        dates.append(say("live_from", day=day(request.live_on)))
    if request.review_on:
        dates.append(say("review", day=day_and_year(request.review_on)))
    if request.follows:
        dates.append(say("follows", reference=book.reference(request.follows)))
    return tuple(dates)


def _asker(request: Request, book: Handbook) -> Paragraph:
    who = request.requester
    when = {"day": day_and_year(request.asked_at), "time": clock(request.asked_at)}
    if request.follows:
        previous = book.reference(request.follows)
        return Paragraph(
            book.words.rich("card.follows_on", reference=previous, name=who.name, **when)
        )
    name = "card.asked_by" if who.service else "card.asked_by_plain"
    asked = book.words.rich(name, service=who.service, name=who.name, **when)
    return Paragraph(join((asked, *_on_behalf(request, book))))


def _on_behalf(request: Request, book: Handbook) -> tuple[Rich, ...]:
    if not request.on_behalf:
        return ()
    named = {"name": request.on_behalf, "asker": request.requester.first_name}
    return (book.words.rich("card.on_behalf", **named),)


def _quoted(request: Request, book: Handbook) -> str:
    """Their first words. What they said since is in the thread."""
    text = request.said[0].text if request.said else ""
    if len(text) <= QUOTED:
        return text
    shown = text[:QUOTED].rpartition(" ")[0] or text[:QUOTED]
    more = f"{len(text) - len(shown):,}"
    return shown + "\n" + book.words.plain("card.more_words", n=more)


def _lines(request: Request, joined: tuple[str, ...], book: Handbook) -> tuple[Rich, ...]:
    outcome = request.outcome
    return (
        today.line(request.facts, book.words),
        _level(request, book),
        *_offered(request, book),
        *(_warnings(outcome, book) if outcome else ()),
        *_beside(request, joined, book),
        *_decided(request, book),
        *groundwork.line(request, book),
    )


def _level(request: Request, book: Handbook) -> Rich:
    level = request.shown_level
    if level is None and any(one.how == "split_from" for one in request.links):
        return book.words.rich("card.level_of_part")
    if level is None:
        unread = f"card.level_unread_{request.language}"
        known = bool(request.language) and book.words.has(unread)
        return book.words.rich(unread if known else "card.level_unknown")
    shown = {"level": book.levels[level], "gloss": book.words.plain(f"gloss.{level}")}
    if request.level_reason:
        return _level_of_team(request, shown, book)
    if request.follows or request.outcome is None:
        previous = book.reference(request.follows or request.number)
        return book.words.rich("card.level_follows", reference=previous, **shown)
    judgement = request.outcome.judgement
    sure = book.words.plain(f"sureness.{judgement.sure}")
    if request.accepted:
        unsure = judgement.sure is Sureness.NOT_SURE
        return book.words.rich("card.level_not_said" if unsure else "card.level_agreed", **shown)
    changes = (plain_run(change) for change in judgement.would_change[:1])
    return join((book.words.rich("card.level", sure=sure, **shown), *changes))


def _level_of_team(request: Request, shown: dict[str, str], book: Handbook) -> Rich:
    """Whether the team agrees with us or not, and why."""
    ours = request.outcome.judgement.level if request.outcome else None
    why = {**shown, "reason": request.level_reason}
    if ours is None:
        return book.words.rich("card.level_team", **why)
    if ours == request.level:
        return book.words.rich("card.level_agreed_why", **why)
    return book.words.rich("card.level_team_instead", ours=book.levels[ours], **why)


def _offered(request: Request, book: Handbook) -> tuple[Rich, ...]:
    """The blocks, each as the team judged it, and what is not built yet."""
    outcome = request.outcome
    blocks = _blocks(request, book)
    if outcome is None and not blocks and not request.named_gaps:
        return ()
    name = "blocks_judged" if request.verdicts else "blocks" if blocks else "no_blocks"
    gaps = dict.fromkeys((*(outcome.gaps if outcome else ()), *request.named_gaps))
    missing = book.words.rich("card.gaps", gaps=", ".join(gaps)) if gaps else ()
    return (join((book.words.rich(f"card.{name}", blocks=", ".join(blocks)), missing)),)


def _blocks(request: Request, book: Handbook) -> tuple[str, ...]:
    offers = request.outcome.offers if request.outcome else ()
    shown = {one.id: one.name for one in offers}
    for one in request.verdicts:
        verdict = book.words.plain(f"verdict.{one.verdict}").lower()
        shown[one.block] = book.words.plain("card.judged", block=one.shown, verdict=verdict)
    return tuple(shown.values())


def _warnings(outcome: Outcome, book: Handbook) -> tuple[Rich, ...]:
    told = (("card.watch_out", one.text, one.cleared_by) for one in outcome.warnings)
    return tuple(book.words.rich(name, text=text, cleared_by=by) for name, text, by in told)


def _beside(request: Request, joined: tuple[str, ...], book: Handbook) -> tuple[Rich, ...]:
    """Other requests and other people, files, and the team's own board."""
    said: list[Rich] = [_not_same(one, book) for one in request.not_same]
    said += [_link(one, book) for one in request.links]
    if joined:
        said.append(book.words.rich("card.joined", people="; ".join(joined)))
    if request.files:
        files = ", ".join(_file(file) for file in request.files)
        said.append(book.words.rich("card.files", files=files))
    if request.tracked_at:
        said.append(book.words.rich("card.tracked", link=request.tracked_at))
    return tuple(said)


def _link(link: Link, book: Handbook) -> Rich:
    """Both ends of a chain say where it goes on."""
    return book.words.rich(f"card.{link.how}", reference=book.reference(link.request))


def _not_same(one: NotSame, book: Handbook) -> Rich:
    name = "card.not_same_said" if one.words else "card.not_same"
    named = {"reference": book.reference(one.request), "title": one.title, "text": one.words}
    return book.words.rich(name, **named)


def _also_wanted_by(request: Request, others: tuple[Person, ...], book: Handbook) -> Iterator[str]:
    """Who needs the same: who hears of it for somebody without chat is named with them."""
    passing = {one.by for one in request.joined_for}
    here = {person.key: person for person in (*others, request.requester)}
    yield from (_person(here[key]) for key in request.joined if key in here.keys() - passing)
    for one in (one for one in request.joined_for if one.by in here):
        asker = here[one.by].first_name
        yield book.words.plain("card.joined_for", name=one.name, asker=asker)


def _person(person: Person) -> str:
    return f"{person.name}, {person.service}" if person.service else person.name


def _file(file: Attachment) -> str:
    return f"{file.name} ({file.link})" if file.link else file.name


def _decided(request: Request, book: Handbook) -> tuple[Rich, ...]:
    lines: list[Rich] = []
    if request.accepted and request.accepted.leaves_behind:
        lines.append(book.words.rich("card.leaves", leaves=request.accepted.leaves_behind))
    if request.accepted and request.accepted.move_up_if:
        lines.append(book.words.rich("card.move_up", condition=request.accepted.move_up_if))
    if request.stopped:
        both = (request.stopped.reason, request.stopped.instead)
        why = dict(zip(("reason", "instead"), map(sentence, both), strict=True))
        lines.append(book.words.rich("card.stopped", **why))
    if request.held:
        lines.append(book.words.rich("card.held", reason=sentence(request.held)))
    return tuple(lines)


def _buttons(request: Request, book: Handbook) -> tuple[Button, ...]:
    able = BUTTONS[request.status]
    return tuple(
        Button(book.words.plain(f"button.{key}"), _press(key, request), _weight(key, request))
        for key in able
    )


def _press(key: str, request: Request) -> Event | Look:
    """Nobody has to be asked more to take what nobody has."""
    if key == "take" and request.taker is None:
        return Taken(request.number)
    if key == "move_up":
        return MovedUp(request.number)
    if key == "retire":
        return Retired(request.number)
    return Form(key, request.number)


def _weight(key: str, request: Request) -> Weight:
    """One main step: to take it, or else to accept it."""
    if key in ("stop", "retire"):
        return Weight.ENDING
    main = "accept" if request.taker else "take"
    return Weight.MAIN if key == main else Weight.PLAIN
