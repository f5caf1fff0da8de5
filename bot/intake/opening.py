"""How a conversation opens: a request, a matter for somebody else, or both in one breath."""

from dataclasses import replace
from datetime import timedelta

from bot.drafts import Conversation, Draft, Line
from bot.effects import Known, Needs, Say, Turn
from bot.events import Attachment
from bot.handbook import Handbook
from bot.intake import holding, sending, telling
from bot.intake.going_on import again, go_on, told
from bot.intake.handing_off import GREETING, hand_off
from bot.messages import Message, Paragraph, Part
from bot.understanding.gist import gist_of
from bot.understanding.languages import language_of
from bot.understanding.screening import Kind, screen, settled
from bot.understanding.titles import title_of
from bot.words.rich import join

SAME_MATTER = timedelta(minutes=30)
"""Within this time a line goes on with what was sent elsewhere."""


def first_line(
    state: Conversation,
    line: Line,
    files: tuple[Attachment, ...],
    known: Known,
    book: Handbook,
) -> Turn:
    """A new request, or one more line from somebody who was sent elsewhere."""
    if not any(map(str.isalnum, line.text)):
        return told(state, known, book, "hello.nothing_to_read")
    earlier = _same_matter(state.draft, line)
    screened = screen(line.text, book.hand_offs, book.kinds)
    begun = replace(begin((*earlier, line), book), on_behalf=state.on_behalf, files=files)
    if language := language_of(line.text):
        if not known.number:
            return Turn(state, wants=Needs(number=True))
        return sending.unread(state, begun, known, book, language)
    if screened.kind is Kind.NOT_A_REQUEST and screened.hand_off:
        sent = replace(begun, hand_off=screened.hand_off)
        return send_elsewhere(state, sent, screened.words, known, book)
    if earlier and screened.kind is Kind.REQUEST:
        return hold(state, replace(begun, title=title_of(gist_of(line.text))), known, book)
    unclear = settled(screened, begun.facts).kind is Kind.UNSURE
    draft = replace(begun, unclear=unclear)
    said = (*greeting(draft, known, book), *telling.no_files(files, book))
    return go_on(replace(state, on_behalf=""), draft, known, book, said)


def send_elsewhere(
    state: Conversation, draft: Draft, words: str | None, known: Known, book: Handbook
) -> Turn:
    """Say where it goes, once it is known whether others wrote the same today."""
    if known.alike is None and draft.hand_off != GREETING:
        return Turn(state, wants=Needs(alike=draft.hand_off))
    return hand_off(state, draft, words, known, book)


def _same_matter(sent_elsewhere: Draft | None, line: Line) -> tuple[Line, ...]:
    """What was said just before it was sent elsewhere; later on, a new line is a new matter."""
    said = sent_elsewhere.said if sent_elsewhere else ()
    return said if said and line.at - said[-1].at <= SAME_MATTER else ()


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
    begun = replace(begin(draft.said, book), on_behalf=draft.on_behalf, files=draft.files)
    return go_on(state, begun, known, book, _opened(begun, "handed_off.go_on", known, book))


def hold(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """A wish beside something sent elsewhere: now, or after today?"""
    held = replace(draft, held=True)
    parts, buttons = holding.hold(held, known, book)
    return Turn(replace(state, draft=held), (Say(known.person.home, Message(parts, buttons)),))


def with_more(draft: Draft, line: Line, book: Handbook) -> Draft:
    """With one more line of theirs; a bare Yes or an emoji says nothing of the request."""
    plain = line.text.strip(" .!").casefold()
    labels = {book.words.plain(f"button.{key}").casefold() for key in ("yes", "no")}
    says = any(map(str.isalnum, plain)) and plain not in labels
    return replace(draft, opening=(*draft.opening, line)) if says else draft


def hold_again(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """Still to be said: now, or after today?"""
    return hold(state, draft, known, book)


def went_on(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """Now: go on with what was held back, or with what is under way."""
    if draft.hand_off:
        return told(state, known, book, "draft.from_earlier")
    if not draft.held:
        return again(replace(state, on_behalf=""), draft, known, book, "aside.finish")
    begun = replace(draft, held=False)
    return go_on(state, begun, known, book, _opened(begun, "handed_off.go_on", known, book))
