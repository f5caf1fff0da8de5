"""`assess`: what the bot would make of a text, as words, as JSON, or a JSON object a line."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

from adapters.cli import options
from bot.assessing import Assessment
from bot.catalogue.capability import CulDeSac, Match
from bot.fact_keys import NUMBERS, problem_with
from bot.facts import Fact, Facts, Source
from bot.levels.judgement import Reason, Sureness
from bot.understanding.screening import GREETING, Kind

Assess = Callable[[str, Facts], Assessment]


class BadInput(Exception):
    """A line or an answer that cannot be used; the text says what and how to mend it."""


def answers_from(pairs: Iterable[str]) -> Facts:
    """Facts from KEY=VALUE. Raises BadInput."""
    given: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise BadInput(f"‘{pair}’ is no answer: write KEY=VALUE, such as channel_now=paper")
        given[key] = value
    return answers_of(given)


def answers_of(given: Mapping[str, object]) -> Facts:
    """Facts from answers by fact key. Raises BadInput for an unknown key or value."""
    facts = {key: Fact(_typed(key, value), Source.ANSWERED) for key, value in given.items()}
    problems = [found for key, fact in facts.items() if (found := problem_with(key, fact.value))]
    if problems:
        raise BadInput("; ".join(problems))
    return facts


def _typed(key: str, value: object) -> str | int:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadInput(f"the answer to {key} is neither text nor a whole number")
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if key in NUMBERS and digits else value


def as_json(assessment: Assessment) -> dict[str, object]:
    """The object that `assess --json` prints; its names are kept for those who read it."""
    if assessment.conclusion is None:
        return _NO_REQUEST | {"hand_off": assessment.screened.hand_off}
    outcome, judgement = assessment.conclusion.outcome, assessment.conclusion.outcome.judgement
    return {
        "kind": str(assessment.screened.kind),
        "hand_off": assessment.screened.hand_off,
        "level": str(judgement.level),
        "sure": str(judgement.sure),
        "probabilities": {str(level): p for level, p in judgement.probabilities.items()},
        "reasons": [_reason(reason) for reason in judgement.reasons],
        "would_change": list(judgement.would_change),
        "facts": {key: _fact(fact) for key, fact in assessment.facts.items()},
        "questions": list(assessment.questions),
        "capabilities": [_match(match) for match in assessment.conclusion.matches],
        "gaps": list(outcome.gaps),
        "warnings": [_warning(warning) for warning in outcome.warnings],
    }


_NO_REQUEST: dict[str, object] = {
    "kind": str(Kind.NOT_A_REQUEST),
    "hand_off": None,
    "level": None,
    "sure": str(Sureness.SURE),
    "probabilities": {},
    "reasons": [],
    "would_change": [],
    "facts": {},
    "questions": [],
    "capabilities": [],
    "gaps": [],
    "warnings": [],
}


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "fact": reason.fact,
        "value": reason.value,
        "words": reason.words,
        "points_to": str(reason.points_to),
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {"value": fact.value, "from": str(fact.source), "words": fact.words}


def _match(match: Match) -> dict[str, object]:
    return {
        "id": match.need.id,
        "met_by": [product.id for product in match.met_by],
        "score": match.score,
        "sense": match.sense.name if match.sense else None,
        "why": match.words or match.need.summary,
    }


def _warning(warning: CulDeSac) -> dict[str, object]:
    return {"kind": warning.kind, "text": warning.text, "cleared_by": warning.cleared_by}


def in_words(assessment: Assessment) -> str:
    """The same for a person to read."""
    return "\n".join(_sentences(assessment))


def _sentences(assessment: Assessment) -> Iterator[str]:
    if assessment.conclusion is None:
        yield _elsewhere(assessment.screened.hand_off)
        return
    outcome = assessment.conclusion.outcome
    yield f"Level: {outcome.judgement.level}, {outcome.judgement.sure.replace('_', ' ')}."
    for reason in outcome.judgement.reasons:
        yield f"- {reason.sentence}" + (f" – ‘{reason.words}’" if reason.words else "")
    yield from outcome.judgement.would_change
    facts = (f"{key} {fact.value}" for key, fact in assessment.facts.items())
    yield f"Facts: {', '.join(facts) or 'none read'}."
    yield f"Would ask: {', '.join(assessment.questions) or 'nothing more'}."
    names = (match.need.name for match in assessment.conclusion.matches)
    yield f"Blocks: {', '.join(names) or 'none'}."


def _elsewhere(hand_off: str | None) -> str:
    if hand_off == GREETING:
        return "Not a request: a greeting or thanks, which are answered in kind."
    return f"Not a request: this goes to ‘{hand_off}’."


def each_line(lines: Iterable[str], assess: Assess) -> Iterator[tuple[str, bool]]:
    """For each line in, a JSON line out and whether it could be used."""
    for line in filter(str.strip, lines):
        known: object = None
        try:
            row = _row(line)
            known = row.get("id")
            text, answers = _text_and_answers(row)
            yield json.dumps({"id": known, **as_json(assess(text, answers))}), True
        except BadInput as problem:
            yield json.dumps({"id": known, "error": str(problem)}), False


def _row(line: str) -> Mapping[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"this line is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadInput('a line is an object: {"id": …, "text": …, "answers": {…}}')
    return row


def _text_and_answers(row: Mapping[str, object]) -> tuple[str, Facts]:
    text, answers = row.get("text"), row.get("answers", {})
    if not isinstance(text, str):
        raise BadInput("“text” is missing, or is no text")
    if not isinstance(answers, dict):
        raise BadInput("“answers” is no object of answers by fact key")
    return text, answers_of(answers)


def run(asked: options.Assess, assess: Assess, lines: Iterable[str]) -> int:
    """Do what was asked, and return the exit code."""
    if asked.lines:
        return _print_each(each_line(lines, assess))
    try:
        assessment = assess(asked.text, answers_from(asked.answers))
    except BadInput as problem:
        print(problem, file=sys.stderr)
        return options.MISUSED
    shown = json.dumps(as_json(assessment), ensure_ascii=False, indent=2)
    print(shown if asked.as_json else in_words(assessment))
    return options.FINE


def _print_each(lines: Iterable[tuple[str, bool]]) -> int:
    all_used = True
    for line, used in lines:
        print(line, flush=True)
        all_used = all_used and used
    return options.FINE if all_used else options.FOUND
