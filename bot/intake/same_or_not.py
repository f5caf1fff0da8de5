"""Beside a request that looks like theirs: is it the same, or how does theirs differ?"""

from dataclasses import replace

from bot.drafts import Conversation, Draft, Line
from bot.effects import Known, Turn
from bot.handbook import Handbook
from bot.intake import comparing
from bot.intake.asking import next_question
from bot.intake.going_on import again, go_on, wants_similar
from bot.intake.plainly import says
from bot.intake.setting_aside import offer_next
from bot.requests import Request


def beside_alike(
    state: Conversation,
    draft: Draft,
    said: tuple[Line, Request],
    known: Known,
    book: Handbook,
) -> Turn:
    """Typed beside a request that looks like theirs: the same, or how it differs, or neither."""
    line, alike = said
    plain = _bare(line)
    if comparing.means_same(plain, draft, alike, known, book):
        return joined(state, draft, alike, known, book)
    if says(line.text, book, "send_it", "greets", "unsure"):
        return again(state, draft, known, book, "same.choose", briefly=True)
    if comparing.leaves_it_open(plain, book.words):
        kept = replace(draft, opening=(*draft.opening, line))
        return again(state, kept, known, book, "same.choose", briefly=True)
    return _different(state, draft, (alike, line.text), known, book)


def same_after_all(draft: Draft, line: Line, known: Known, book: Handbook) -> Request | None:
    """The request that they called another one last, where the line says it is the same."""
    before = replace(draft, not_same=draft.not_same[:-1])
    alike = comparing.likely(before, known, book) if draft.not_same else None
    if alike and comparing.means_same(_bare(line), before, alike, known, book):
        return alike
    return None


def _bare(line: Line) -> str:
    return " ".join(line.text.casefold().split()).strip(".! ")


def _different(
    state: Conversation, draft: Draft, said: tuple[Request, str], known: Known, book: Handbook
) -> Turn:
    """It is not the same as that request; what they say of it goes to the team with theirs."""
    told_apart = comparing.different(draft, *said)
    return again(state, told_apart, known, book, "same.noted", briefly=True)


def _shown(draft: Draft, known: Known, book: Handbook) -> Request | None:
    """The request that they were asked about: it comes after every other question."""
    asked = next_question(draft, known.person, book)
    return comparing.likely(draft, known, book) if asked is None else None


def insisted(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """‘It is different’ typed: of the request that looks like theirs, if one was shown."""
    if known.similar is None:
        return wants_similar(state, draft)
    alike = _shown(draft, known, book)
    if alike is None:
        return again(state, draft, known, book, "draft.select_edit", briefly=True)
    return _different(state, draft, (alike, ""), known, book)


def told_apart(
    state: Conversation, draft: Draft, request: int, known: Known, book: Handbook
) -> Turn:
    """It is different: of the request that was shown, and of no other."""
    if known.similar is None:
        return wants_similar(state, draft)
    alike = _shown(draft, known, book)
    if alike is None or alike.number != request:
        return again(state, draft, known, book, "question.already")
    return _different(state, draft, (alike, ""), known, book)


def same(state: Conversation, draft: Draft, request: int, known: Known, book: Handbook) -> Turn:
    """Me too: of the request that was shown, and of no other."""
    if known.similar is None:
        return wants_similar(state, draft)
    alike = _shown(draft, known, book)
    if alike is None or alike.number != request:
        return again(state, draft, known, book, "question.already")
    return joined(state, draft, alike, known, book)


def joined(state: Conversation, draft: Draft, alike: Request, known: Known, book: Handbook) -> Turn:
    """Their words go to the request that is there, and no second one is made."""
    left = replace(state, draft=None)
    effects = comparing.me_too(draft, alike, known, book)
    return Turn(left, (*effects, *offer_next(left, known, book)))


def asked_again(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    undone = replace(draft, not_same=draft.not_same[:-1])
    return go_on(state, undone, known, book, (), briefly=True)
