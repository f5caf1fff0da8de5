"""Answers: a choice pressed, a line typed, a step back, a file, and typed corrections."""

from dataclasses import replace

from bot.drafts import Conversation, Draft, Given, Line
from bot.effects import Known, Say, Turn
from bot.events import Said
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Facts, Source, value_of
from bot.handbook import Handbook
from bot.intake import comparing, same_or_not, telling
from bot.intake.asked_back import replied
from bot.intake.asking import can_go_back, next_question
from bot.intake.correcting import correction_at_the_check, correction_in, relabelled, title_in
from bot.intake.going_on import again, go_on, outcome, told, wants_similar
from bot.intake.opening import send_elsewhere
from bot.intake.plainly import says
from bot.messages import Message, Paragraph, Part
from bot.understanding.answers import read_answer
from bot.understanding.form import Question
from bot.understanding.screening import MEANT

_IN_ANY_WORDS = frozenset({"has_rekeying", "kept_in", "process_owner", "service"})

_SHORT = 6
"""In words: a longer line is no answer to another question alone."""

ABOUT_WHAT_FOLLOWS = frozenset({"has_rekeying", "left_to_do"})
"""Questions of what comes after: ‘we email it on’ does not say how it reaches us."""


def line(state: Conversation, draft: Draft, line: Line, known: Known, book: Handbook) -> Turn:
    """A typed line: a correction, an answer, or more about what is ready to be sent."""
    if not any(map(str.isalnum, line.text)):
        return again(state, draft, known, book, "question.no_words")
    if line.text.strip(" .!").casefold() == book.words.plain("button.edit").casefold():
        return again(state, draft, known, book, "draft.select_edit", briefly=True)
    if title := title_in(line.text):
        retitled = replace(draft, title=title, opening=(*draft.opening, line))
        return again(state, retitled, known, book, "reading.retitled")
    question = next_question(draft, known.person, book)
    corrected = correction_in(line.text, draft, book.reader)
    if corrected := corrected or relabelled(line.text, question, draft, book.form):
        return _put_right(state, draft, (line, corrected), known, book)
    if question is None:
        return _one_more_line(state, draft, line, known, book)
    if says(line.text, book, "greets"):
        return again(state, draft, known, book, "draft.under_way")
    if says(line.text, book, "sends"):
        return again(state, draft, known, book, "draft.too_early")
    if says(line.text, book, "puzzled", "unhappy"):
        return again(state, draft, known, book, "question.puzzled")
    if reply := replied(draft, line, question, book):
        return go_on(state, reply[0], known, book, reply[1])
    return _answered(state, draft, _given(question, draft, line, book), known, book)


def _put_right(
    state: Conversation,
    draft: Draft,
    said: tuple[Line, Facts],
    known: Known,
    book: Handbook,
) -> Turn:
    line, corrected = said
    opening, corrections = (*draft.opening, line), {**draft.corrections, **corrected}
    changed = replace(draft, opening=opening, corrections=corrections)
    return go_on(state, changed, known, book, telling.corrected(corrected, book))


def _given(question: Question, draft: Draft, line: Line, book: Handbook) -> Given:
    """What the line says about the question, and what it tells besides that was not known."""
    labels = {book.words.plain(f"button.{key}").casefold(): key for key in (NOT_SURE, SKIPPED)}
    typed = labels.get(line.text.strip(" .!").casefold(), line.text)
    facts: Facts = read_answer(question, typed, book.reader)
    if facts.get(question.key) == Fact(TOLD, Source.ANSWERED, typed):
        question, facts = _meant(question, facts, draft, typed, book)
    if question.key not in ABOUT_WHAT_FOLLOWS and not _tells_nothing(facts):
        facts = {**book.reader.read(line.text), **facts}
    new = {
        key: fact for key, fact in facts.items() if key in question.fills or key not in draft.facts
    }
    given = Given(question.key, line, new)
    return given if given.is_of_the_matter else replace(given, line=replace(line, to=question.ask))


def _tells_nothing(facts: Facts) -> bool:
    """Whether it is no more than ‘no idea’ or ‘skip’: those words are of nothing else either."""
    return all(fact.value in (NOT_SURE, SKIPPED) for fact in facts.values())


def _meant(
    asked: Question, facts: Facts, draft: Draft, typed: str, book: Handbook
) -> tuple[Question, Facts]:
    """Another open question where a short line answers that one; so the one asked stays open.

    What is done with each one, where it is and who knows can be told in any words: those always
    answer, but for the label of a choice.
    """
    for other in book.form.open_questions(draft.facts, draft.asked):
        short = asked.key not in _IN_ANY_WORDS and len(typed.split()) <= _SHORT
        if short or other.labelled(typed):
            given = read_answer(other, typed, book.reader)
            if value_of(given, other.key) is not None:
                return other, given
    return asked, facts


def _one_more_line(
    state: Conversation, draft: Draft, line: Line, known: Known, book: Handbook
) -> Turn:
    """Typed while it could be sent: how it differs, more about it, or only to send it."""
    if known.similar is None:
        return wants_similar(state, draft)
    alike = comparing.likely(draft, known, book)
    if alike is not None:
        return same_or_not.beside_alike(state, draft, (line, alike), known, book)
    if alike_after_all := same_or_not.same_after_all(draft, line, known, book):
        return same_or_not.joined(state, draft, alike_after_all, known, book)
    if says(line.text, book, "send_it", "greets", "unsure", "nothing_more"):
        return again(state, draft, known, book, "draft.select_submit", briefly=True)
    if reply := replied(draft, line, None, book):
        return go_on(state, reply[0], known, book, reply[1], briefly=True)
    if corrected := correction_at_the_check(line.text, draft, book.reader):
        return _put_right(state, draft, (line, corrected), known, book)
    return _added(state, draft, line, known, book)


def _added(state: Conversation, draft: Draft, line: Line, known: Known, book: Handbook) -> Turn:
    """More about what is ready to be sent: what it tells that was not known, or that it is kept.

    The outcome is told again only where the line has changed it.
    """
    read = {k: f for k, f in book.reader.read(line.text).items() if f.source is Source.READ}
    new = {key: fact for key, fact in read.items() if value_of(draft.facts, key) is None}
    corrections = {**draft.corrections, **new}
    added = replace(draft, opening=(*draft.opening, line), corrections=corrections)
    same = outcome(draft, known, book) == outcome(added, known, book)
    kept = (Paragraph(book.words.rich("reading.kept")),)
    first = kept if same and not new else telling.thanks(new, book)
    return go_on(state, added, known, book, first, briefly=same)


def with_files(state: Conversation, draft: Draft, said: Said, known: Known, book: Handbook) -> Turn:
    """Files are not kept; their names are, and a line beside them is taken as what it is."""
    kept = replace(draft, files=(*draft.files, *said.files))
    parts = telling.no_files(said.files, book)
    beside = Line(said.text, known.at, said.source)
    if says(said.text, book, "shows"):
        kept = replace(kept, opening=(*kept.opening, beside))
        return go_on(state, kept, known, book, parts, briefly=True)
    if not said.text.strip():
        return go_on(state, kept, known, book, parts, briefly=True)
    turn = line(state, kept, beside, known, book)
    return begun_with(parts, turn, known)


def begun_with(parts: tuple[Part, ...], turn: Turn, known: Known) -> Turn:
    """The turn, with this said before all else; one that has to know more says nothing yet."""
    if turn.wants is not None:
        return turn
    return replace(turn, effects=(Say(known.person.home, Message(parts)), *turn.effects))


def chose(
    state: Conversation, draft: Draft, chosen: tuple[str, str], known: Known, book: Handbook
) -> Turn:
    """A choice pressed. One of a question that is not open says where we are."""
    key, choice = chosen
    question = next_question(draft, known.person, book)
    if question is None:
        return told(state, known, book, "question.no_longer")
    if question.key != key or choice not in offered(question):
        return again(state, draft, known, book, "question.already")
    given = Given(key, Line("", known.at), read_answer(question, choice, book.reader))
    return _answered(state, draft, given, known, book)


def offered(question: Question) -> frozenset[str]:
    """The keys of everything that can be pressed to answer it."""
    return frozenset({*(choice.key for choice in question.choices), NOT_SURE, SKIPPED})


def went_back(state: Conversation, draft: Draft, known: Known, book: Handbook) -> Turn:
    """To the question before, as though it had not been answered."""
    if draft.not_same:
        return same_or_not.asked_again(state, draft, known, book)
    if not draft.answers:
        return again(state, draft, known, book, "draft.first_already")
    if not can_go_back(draft, book):
        return again(state, draft, known, book, "draft.select_edit", briefly=True)
    key = draft.answers[-1].question
    mended = {each: fact for each, fact in draft.corrections.items() if each != key}
    before = replace(draft, answers=draft.answers[:-1], corrections=mended)
    return go_on(state, before, known, book, ())


def _answered(
    state: Conversation, draft: Draft, given: Given, known: Known, book: Handbook
) -> Turn:
    answered = replace(draft, answers=(*draft.answers, given))
    kind = value_of(given.facts, "kind")
    if elsewhere := MEANT.get(str(kind)):
        return send_elsewhere(state, replace(answered, hand_off=elsewhere), None, known, book)
    last = "outcome.no_more" if _is_only(NOT_SURE, given) else "outcome.enough"
    enough = Paragraph(book.words.rich(last))
    return go_on(state, answered, known, book, _thanks(given, book), at_last=(enough,))


def _is_only(value: str, given: Given) -> bool:
    return {fact.value for fact in given.facts.values()} == {value}


def _thanks(given: Given, book: Handbook) -> tuple[Part, ...]:
    for value, name in ((NOT_SURE, "reading.not_sure"), (SKIPPED, "reading.skipped")):
        if _is_only(value, given):
            return (Paragraph(book.words.rich(name)),)
    return telling.thanks(given.facts, book)
