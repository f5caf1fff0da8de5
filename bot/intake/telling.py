"""What the bot says while a request is made: questions, the outcome, and the last check."""

from datetime import date

from bot.catalogue.capability import Capability, CapabilityStatus, Match
from bot.catalogue.fitting import Fit
from bot.catalogue.likened import used_for
from bot.catalogue.standing import standing
from bot.drafts import Draft
from bot.effects import Known
from bot.events import (
    AskedForPerson,
    Attachment,
    Cancelled,
    Chose,
    Event,
    Form,
    Look,
    MadeConfidential,
    Submitted,
    WentBack,
)
from bot.facts import NOT_SURE, SKIPPED, Facts
from bot.handbook import Handbook
from bot.intake.asking import UNNUMBERED, can_go_back, numbered
from bot.intake.summing_up import summary
from bot.levels.judgement import Judgement, Level, Reason, Sureness
from bot.messages import Button, Heading, Items, Paragraph, Part, Weight
from bot.understanding.concluding import Conclusion
from bot.understanding.form import Question
from bot.words.facts import facts_in_words, hours_a_month
from bot.words.listing import listed
from bot.words.rich import Rich, join, plain_run


def question(asked: Question, draft: Draft, book: Handbook) -> tuple[Part, ...]:
    """The question, with its progress where it counts, then one line that says why."""
    n, most = len(numbered(draft)) + 1, book.form.questions.most
    name = "question.unnumbered" if asked.key in UNNUMBERED else "question.progress"
    progress = book.words.rich(name, n=n, most=most, ask=asked.ask)
    return (Paragraph(progress), Paragraph(plain_run(asked.why)))


def question_buttons(asked: Question, draft: Draft, book: Handbook) -> tuple[Button, ...]:
    """The question's own choices, then what can always be pressed."""
    choices = ((choice.label, choice.key) for choice in asked.choices)
    always = ((book.words.plain(f"button.{key}"), key) for key in (NOT_SURE, SKIPPED))
    own = tuple(Button(label, Chose(asked.key, key)) for label, key in (*choices, *always))
    return (*own, *steps(draft, book))


def steps(draft: Draft, book: Handbook) -> tuple[Button, ...]:
    """What can always be pressed while a request is made."""
    steps: list[tuple[str, Event | Look]] = [("edit", Form("edit"))]
    if draft.not_same or can_go_back(draft, book):
        steps.append(("back", WentBack()))
    steps += [("cancel", Cancelled(draft.number)), ("person", AskedForPerson(draft.number))]
    return tuple(Button(book.words.plain(f"button.{key}"), press) for key, press in steps)


def read_back(facts: Facts, book: Handbook) -> tuple[Part, ...]:
    """What was read from the first message, with the words it was read from."""
    lines = facts_in_words(facts, book.words, {"like_existing": _used_there(facts, book)})
    if not lines:
        return ()
    return (
        Paragraph(book.words.rich("reading.read")),
        Items(lines),
        Paragraph(book.words.rich("reading.wrong")),
    )


def _used_there(facts: Facts, book: Handbook) -> Rich:
    """Of what they compared it to: who here uses which blocks, and where one stops fitting."""
    compared = facts.get("like_existing")
    used = used_for(compared.words or "", book.ranker.catalogue) if compared else {}
    return tuple(
        run for service, blocks in used.items() for run in _used_for(service, blocks, book)
    )


def _used_for(service: str, blocks: tuple[Capability, ...], book: Handbook) -> Rich:
    names = listed(tuple(each.name for each in blocks), book.words)
    said = book.words.rich("reading.used_there", service=service, blocks=names)
    limits = [sense.stops_fitting_when for each in blocks for sense in each.senses]
    if len(limits) != 1 or not limits[0]:
        return said
    return said + book.words.rich("reading.used_there_until", stops=limits[0].rstrip("."))


def thanks(facts: Facts, book: Handbook) -> tuple[Part, ...]:
    """After an answer: what it added."""
    lines = facts_in_words(facts, book.words)
    if not lines:
        return (Paragraph(book.words.rich("reading.added")),)
    return (Paragraph(book.words.rich("reading.added_facts")), Items(lines))


def corrected(facts: Facts, book: Handbook) -> tuple[Part, ...]:
    """After somebody put something right in words: what it is now."""
    return (
        Paragraph(book.words.rich("reading.corrected")),
        Items(facts_in_words(facts, book.words)),
    )


def no_files(files: tuple[Attachment, ...], book: Handbook) -> tuple[Part, ...]:
    """To somebody who sent files: only their names are kept."""
    return tuple(map(Paragraph, of_files("reading.no_files", files, book)))


def of_files(name: str, files: tuple[Attachment, ...], book: Handbook) -> tuple[Rich, ...]:
    """This, said of the names of the files, if there are any."""
    names = listed(tuple(f"‘{file.name}’" for file in files), book.words)
    return (book.words.count(name, len(files), names=names),) if files else ()


def outcome(draft: Draft, conclusion: Conclusion, known: Known, book: Handbook) -> tuple[Part, ...]:
    """What it could save, the level with its reasons, and what could help."""
    return (
        *_saving(draft.facts, book),
        *_level(conclusion.outcome.judgement, book),
        *_blocks(conclusion, known.at.date(), book),
        *_ahead(conclusion, book),
    )


def check(draft: Draft, book: Handbook) -> Part:
    """The request in a few lines, as it would be sent."""
    words = book.words
    lines = [words.rich("outcome.check"), summary(draft, book)]
    if draft.on_behalf:
        lines.append(words.rich("outcome.check_on_behalf", name=draft.on_behalf))
    if draft.confidential:
        lines.append(words.rich("outcome.check_confidential"))
    return Paragraph(join(lines))


def last_steps(draft: Draft, book: Handbook) -> tuple[Button, ...]:
    """Submit, and what can be pressed before it."""
    label = book.words.plain
    submit = Button(label("button.submit"), Submitted(draft.number), Weight.MAIN)
    name = "not_confidential" if draft.confidential else "confidential"
    confidential = Button(label(f"button.{name}"), MadeConfidential(not draft.confidential))
    return (submit, *steps(draft, book), confidential)


def _saving(facts: Facts, book: Handbook) -> tuple[Part, ...]:
    saving = hours_a_month(facts, "outcome.saving", book.words)
    return (Paragraph(saving),) if saving else ()


def _level(judgement: Judgement, book: Handbook) -> tuple[Part, ...]:
    words = book.words
    values = {
        "level": book.levels[judgement.level],
        "gloss": words.plain(f"gloss.{judgement.level}"),
        "sure": words.plain(f"sureness.{judgement.sure}").capitalize(),
    }
    unsure = judgement.sure is Sureness.NOT_SURE
    said = words.rich(f"outcome.{_how_said(judgement)}", **values)
    parts: list[Part] = [Heading(words.rich("outcome.level_heading")), Paragraph(said)]
    if judgement.reasons:
        parts.append(Items(tuple(_reason(r, judgement, book) for r in judgement.reasons)))
    parts.extend(Paragraph(plain_run(change)) for change in judgement.would_change[:2])
    if judgement.level is Level.TRANSFORMATION and not unsure:
        parts.append(Paragraph(words.rich("outcome.conversation")))
        steps = filter(None, (judgement.small_step,))
        parts.extend(Paragraph(words.rich("outcome.small_step", step=step)) for step in steps)
    return tuple(parts)


def _how_said(judgement: Judgement) -> str:
    """Nobody asks for a transformation: it is told from what they said."""
    if judgement.sure is Sureness.NOT_SURE:
        return "level_not_sure"
    return "level_told" if judgement.level is Level.TRANSFORMATION else "level"


def _reason(reason: Reason, judgement: Judgement, book: Handbook) -> Rich:
    name = "reason_for" if reason.points_to is judgement.level else "reason_against"
    said = book.words.rich(f"outcome.{name}", sentence=reason.sentence)
    if reason.words is None:
        return said
    return said + book.words.rich("reading.from_words", words=reason.words)


def _blocks(conclusion: Conclusion, today: date, book: Handbook) -> tuple[Part, ...]:
    offered = conclusion.offered
    ours = any(match.shown.status is not CapabilityStatus.IDEA for match in offered)
    name = "outcome.blocks_heading" if ours else "outcome.ideas_heading"
    heading = Heading(book.words.rich(name))
    if not offered:
        return (heading, Paragraph(book.words.rich("outcome.no_blocks")))
    if ours or len(offered) == 1:
        blocks = tuple(block(match, today, book) for match in offered)
        return (heading, Items(blocks, numbered=True))
    unconfirmed = Paragraph(book.words.rich("outcome.none_confirmed"))
    return (heading, unconfirmed, Items(tuple(_fits(one, book) for one in offered), numbered=True))


def block(match: Match, today: date, book: Handbook) -> Rich:
    """One match: why it fits, where it stops fitting, and how far it is confirmed here."""
    return join((_fits(match, book), standing(match.shown, today, book.words)))


def _fits(match: Match, book: Handbook) -> Rich:
    name = book.words.rich("outcome.by_name", name=match.shown.name)
    return name + join((_fit(match, book), *_limits(match, book), *_after_use(match, book)))


def _fit(match: Match, book: Handbook) -> Rich:
    if match.words:
        return book.words.rich("outcome.fits", words=f"‘{match.words}’")
    sense = match.sense.name if match.sense else match.need.summary.rstrip(".").lower()
    return book.words.rich("outcome.fits_sense", sense=sense)


def _limits(match: Match, book: Handbook) -> tuple[Rich, ...]:
    if match.sense is None or not match.sense.stops_fitting_when:
        return ()
    stops = match.sense.stops_fitting_when.rstrip(".")
    return (book.words.rich("outcome.stops", stops=stops),)


def _after_use(match: Match, book: Handbook) -> tuple[Rich, ...]:
    """How it fitted others, once they had used it: this is what its place goes by too."""
    fit = book.ranker.fits.get(match.need.id, Fit())
    told = (("fitted", fit.fitted), ("not_fitted", fit.not_fitted))
    return tuple(book.words.count(f"outcome.{name}", n) for name, n in told if n)


def _ahead(conclusion: Conclusion, book: Handbook) -> tuple[Part, ...]:
    words = book.words
    gaps = (words.rich("outcome.not_built", gap=gap) for gap in conclusion.outcome.gaps)
    warnings = (
        words.rich("outcome.watch_out", text=warning.text, cleared_by=warning.cleared_by)
        for warning in conclusion.outcome.warnings
    )
    return tuple(Paragraph(line) for line in (*gaps, *warnings))
