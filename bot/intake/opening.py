"""How a conversation opens: a request, a matter for somebody else, or both in one breath."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.drafts import Conversation, Draft, Given, Line
from bot.effects import Known, Needs, Say, Turn
from bot.events import Attachment, Said
from bot.handbook import Handbook
from bot.intake import holding, sending, setting_aside, telling
from bot.intake.going_on import again, go_on, told
from bot.intake.handing_off import hand_off
from bot.intake.plainly import says
from bot.messages import Message, Paragraph, Part
from bot.understanding.gist import gist_of
from bot.understanding.languages import language_of
from bot.understanding.likeness import stems_of
from bot.understanding.phrases import words_of
from bot.understanding.screening import (
    GREETING,
    URGENT,
    Kind,
    Screened,
    has_reported,
    screen,
    settled,
)
from bot.understanding.titles import title_of
from bot.words.rich import join

SAME_MATTER = timedelta(minutes=30)
"""Within this time a line goes on with what was sent elsewhere."""

_OPENERS = {"opens": "hello.greeting", "unsure": "hello.greeting", "unhappy": "hello.unhappy"}
"""What people say before they say what it is, or because nothing helped, and what they hear."""

_BACK = frozenset({"it", "its", "that", "thats", "this", "them", "those", "these", "they"})
_LINKS = frozenset({"and", "but", "so", "or", "ok", "okay", "yes", "no", "still"})
_FIRST_WORDS = 8
"""A line that goes on points back early: ‘ok rung them, but it’s rubbish’."""
_OF_ITS_OWN = 2
"""Telling words before that, to which it may as well point: ‘renew blue badges when they end’."""


def first_line(state: Conversation, said: Said, known: Known, book: Handbook) -> Turn:
    """A new request, or one more line from somebody who was sent elsewhere."""
    waiting = replace(state, files=(*state.files, *said.files))
    screened = screen(said.text, book.hand_offs, book.kinds)
    opens = next((one for one in _OPENERS if says(said.text, book, one)), "")
    if opens and not said.files:
        return told(waiting, known, book, _OPENERS[opens])
    says_nothing = opens or screened.hand_off == GREETING
    if not any(map(str.isalnum, said.text)) or (said.files and says_nothing):
        return _what_is_it_about(waiting, said.files, known, book)
    line = Line(said.text, known.at, said.source)
    earlier = _same_matter(state.draft, line, book)
    begun = _begun(waiting, earlier, line, book)
    if unread := _unread(waiting, begun, known, book):
        return unread
    if away := _elsewhere(waiting, begun, screened, known, book):
        return away
    # Of what was sent elsewhere, nothing was said yet about its files.
    named = telling.no_files(begun.files if earlier else said.files, book)
    if earlier and screened.kind is Kind.REQUEST:
        wish = replace(begun, title=title_of(gist_of(line.text)))
        return hold(state, wish, known, book, named)
    unclear = settled(screened, begun.facts).kind is Kind.UNSURE
    draft = replace(begun, unclear=unclear)
    first = (*greeting(draft, known, book), *named)
    return go_on(replace(state, on_behalf="", files=()), draft, known, book, first)


def _begun(waiting: Conversation, earlier: tuple[Line, ...], line: Line, book: Handbook) -> Draft:
    """With whom it is for and the files that were left, of the same matter or before any words."""
    before = waiting.draft if earlier else None
    whom = waiting.on_behalf or (before.on_behalf if before else "")
    files = (*(before.files if before else ()), *waiting.files)
    return replace(begin((*earlier, line), book), on_behalf=whom, files=files)


def _what_is_it_about(
    waiting: Conversation, files: tuple[Attachment, ...], known: Known, book: Handbook
) -> Turn:
    """To somebody who sent no words: files are kept by name until there are some."""
    if not files:
        return told(waiting, known, book, "hello.nothing_to_read")
    about = Paragraph(book.words.rich("hello.about_files"))
    parts = (*telling.no_files(files, book), about)
    return Turn(waiting, (Say(known.person.home, Message(parts)),))


def whole(
    state: Conversation, draft: Draft, known: Known, book: Handbook, first: tuple[Part, ...]
) -> Turn:
    """A request whose words came all at once, by form or from a message; `first` is said before.

    If it is none, what was set aside for it comes up again at once.
    """
    screened = screen(draft.text, book.hand_offs, book.kinds)
    if unread := _unread(state, draft, known, book):
        return unread
    if away := _elsewhere(state, draft, screened, known, book):
        return away if away.wants else setting_aside.and_next(away, known, book)
    begun = _as_clear_as_it_is(draft, screened)
    return go_on(state, begun, known, book, (*first, *greeting(begun, known, book)))


def _as_clear_as_it_is(draft: Draft, screened: Screened) -> Draft:
    """Who chooses in a form how work is done has a request; else it is no more than a message."""
    tells = any(given.facts for given in draft.answers) and screened.hand_off != URGENT
    if tells or settled(screened, draft.facts).kind is not Kind.UNSURE:
        return draft
    return replace(draft, unclear=True, answers=())


def _unread(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn | None:
    """What is in a language that we cannot read goes to the team as it is."""
    language = language_of(draft.opening[-1].text)
    spent = replace(state, on_behalf="", files=())
    return sending.unread(spent, draft, known, book, language) if language else None


def _elsewhere(
    state: Conversation, draft: Draft, screened: Screened, known: Known, book: Handbook
) -> Turn | None:
    """What is no request goes to whom it is for."""
    if screened.kind is not Kind.NOT_A_REQUEST or not screened.hand_off:
        return None
    sent = replace(draft, hand_off=screened.hand_off)
    return send_elsewhere(state, sent, screened.words, known, book)


def send_elsewhere(
    state: Conversation, draft: Draft, words: str | None, known: Known, book: Handbook
) -> Turn:
    """Say where it goes, once it is known whether others wrote the same today."""
    if known.alike is None and draft.hand_off != GREETING:
        return Turn(state, wants=Needs(alike=draft.hand_off))
    return hand_off(state, draft, words, known, book)


def _same_matter(sent_elsewhere: Draft | None, line: Line, book: Handbook) -> tuple[Line, ...]:
    """What was said just before it was sent elsewhere, if the line goes on with it."""
    said = sent_elsewhere.said if sent_elsewhere else ()
    if not said or line.at - said[-1].at > SAME_MATTER:
        return ()
    return said if _goes_on(line.text, said, book) else ()


def _goes_on(text: str, said: tuple[Line, ...], book: Handbook) -> bool:
    """It says that they told them, points back, or shares a telling word with what was said."""
    first = [word.text for word in words_of(text)[:_FIRST_WORDS]]
    pointer = next((at for at, word in enumerate(first) if word in _BACK), None)
    own = stems_of(" ".join(first[:pointer]))
    points_back = pointer is not None and len(own) < _OF_ITS_OWN
    links = not _LINKS.isdisjoint(first[:1])
    shared = stems_of(text) & stems_of("\n".join(line.text for line in said))
    return has_reported(text, book.hand_offs) or links or points_back or bool(shared)


def begin(opening: tuple[Line, ...], book: Handbook) -> Draft:
    """The draft that these lines begin."""
    text = "\n".join(line.text for line in opening)
    title = title_of(opening[-1].text) or title_of(text)
    return Draft(opening, read=book.reader.read(text), title=title)


def greeting(draft: Draft, known: Known, book: Handbook) -> tuple[Part, ...]:
    """Hello, what they would like, and what was read from their words."""
    return _opened(draft, "hello.first", known, book)


def _opened(draft: Draft, hello: str, known: Known, book: Handbook) -> tuple[Part, ...]:
    first = book.words.rich(hello, name=known.person.first_name)
    name = "reading.title_for" if draft.on_behalf else "reading.title"
    title = book.words.rich(name, title=draft.title, whom=draft.on_behalf)
    # With something left out it is no longer word for word.
    own = () if known.left_out else book.words.rich("reading.own_words")
    return (Paragraph(join((first, title, own))), *telling.read_back(draft.facts, book))


def insisted(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """It is different: what was sent elsewhere is a request after all."""
    answers, files = tuple(_of_a_form(draft, book)), (*draft.files, *state.files)
    begun = replace(begin(draft.said, book), on_behalf=draft.on_behalf, answers=answers)
    title = draft.title or begun.title  # what was typed since may answer what kind it is
    begun, left = replace(begun, files=files, title=title), replace(state, files=())
    opened = _opened(begun, "handed_off.go_on", known, book)
    return go_on(left, begun, known, book, (*opened, *telling.no_files(draft.files, book)))


def _of_a_form(draft: Draft, book: Handbook) -> Iterator[Given]:
    """What was chosen before it was sent elsewhere, but for what it was taken for then."""
    screening = book.form.questions.screening.key
    return (one for one in draft.answers if one.question != screening and not one.line.text)


def hold(
    state: Conversation,
    draft: Draft,
    known: Known,
    book: Handbook,
    first: tuple[Part, ...] = (),
) -> Turn:
    """A wish beside something sent elsewhere: now, or after today?"""
    held = replace(draft, held=True)
    parts, buttons = holding.hold(held, known, book)
    left = replace(state, draft=held, on_behalf="", files=())
    return Turn(left, (Say(known.person.home, Message((*first, *parts), buttons)),))


def held_more(state: Conversation, draft: Draft, said: Said, known: Known, book: Handbook) -> Turn:
    """One more line of theirs, or a file; still to be said: now, or after today?"""
    kept = replace(draft, files=(*draft.files, *said.files))
    more = _with_more(kept, Line(said.text, known.at, said.source), book)
    return hold(state, more, known, book, telling.no_files(said.files, book))


def _with_more(draft: Draft, line: Line, book: Handbook) -> Draft:
    """With one more line of theirs; a bare Yes or an emoji says nothing of the request."""
    plain = line.text.strip(" .!").casefold()
    labels = {book.words.plain(f"button.{key}").casefold() for key in ("yes", "no")}
    says = any(map(str.isalnum, plain)) and plain not in labels
    return replace(draft, opening=(*draft.opening, line)) if says else draft


def went_on(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """Now: go on with what was held back, or with what is under way."""
    if draft.hand_off:
        return told(state, known, book, "draft.from_earlier")
    if not draft.held:
        return again(replace(state, on_behalf=""), draft, known, book, "aside.finish")
    begun = replace(draft, held=False)
    return go_on(state, begun, known, book, _opened(begun, "handed_off.go_on", known, book))
