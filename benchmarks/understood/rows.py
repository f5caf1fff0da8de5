"""The labelled rows, and each as the bot takes it: from its text alone, and with answers."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.app import handbook
from bot.assessing import Assessment, assess
from bot.facts import Fact, Facts, Source
from bot.handbook import Handbook
from bot.levels.judgement import Judgement, Level
from bot.settings import Settings

ROWS = Path(__file__).parent.parent / "data" / "requests.jsonl"
NOT_A_REQUEST = "not_a_request"
LABELLED = ("channel_now", "has_rekeying", "needs_integration", "needs_payment", "teams_affected")
"""The facts that have labels."""

_TODAY = date(2026, 12, 8)
_SAID = {
    "channel_now": "channel_now",
    "rekeying": "has_rekeying",
    "integration": "needs_integration",
    "payment": "needs_payment",
}
"""What the original said without being asked, and the fact it is."""

_ONLY_IF_SAID = frozenset({("needs_payment", "no"), ("teams_affected", "one")})
"""Labels that readers gave to whatever said nothing else."""

Assess = Callable[[str, Facts], Assessment]


@dataclass(frozen=True, slots=True)
class Row:
    """One request as somebody typed it, and what readers made of it. No fact is `unknown`."""

    id: str
    text: str
    label: str
    confidence: str
    kind: str
    facts: Mapping[str, str]
    said: frozenset[str]
    blocks: tuple[str, ...]

    @property
    def is_request(self) -> bool:
        """Whether it asks for something digital."""
        return self.label != NOT_A_REQUEST

    @property
    def counts_for_level(self) -> bool:
        """Whether readers were sure enough of its level to judge by it."""
        return self.is_request and self.confidence != "low"

    @property
    def answers(self) -> Facts:
        """The labelled facts, as answers."""
        return {key: Fact(value, Source.ANSWERED) for key, value in self.facts.items()}

    @property
    def told(self) -> Mapping[str, str]:
        """The labelled facts that stand in the text, and are not just taken for granted."""
        pairs = self.facts.items()
        return {k: v for k, v in pairs if (k, v) not in _ONLY_IF_SAID or k in self.said}


@dataclass(frozen=True, slots=True)
class Taken:
    """A row as the bot takes it."""

    row: Row
    alone: Assessment
    helped: Assessment

    @property
    def level_alone(self) -> Judgement | None:
        """What is said of its level from the text; nothing of what is taken for no request."""
        return _judgement(self.alone)

    @property
    def level_helped(self) -> Judgement | None:
        """The same with the labelled facts given as answers."""
        return _judgement(self.helped)


def _judgement(assessment: Assessment) -> Judgement | None:
    return assessment.conclusion.outcome.judgement if assessment.conclusion else None


def rows_of(path: Path) -> list[Row]:
    """The rows of a file, a JSON object a line. Raises ValueError with the line that is wrong."""
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_row(line, f"{path}, line {number}") for number, line in lines if line.strip()]


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
        made = Row(
            id=str(row["id"]),
            text=str(row["text"]),
            label=str(row["label"]),
            confidence=str(row["label_confidence"]),
            kind=str(row["source_kind"]),
            facts={key: row[key] for key in LABELLED if row.get(key, "unknown") != "unknown"},
            said=frozenset(_SAID[each] for each in row["stated_up_front"] if each in _SAID),
            blocks=tuple(row["capabilities"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{where}: {type(error).__name__}: {error}") from error
    if made.label not in {*Level, NOT_A_REQUEST}:
        raise ValueError(f"{where}: ‘{made.label}’ is no label")
    return made


def shipped() -> Assess:
    """Assessing as the program ships: its words, rules, questions and catalogue."""
    return assessing(handbook(Settings()))


def assessing(book: Handbook) -> Assess:
    """Assessing by this handbook."""
    return lambda text, answers: assess(text, answers, _TODAY, book)


def taken(rows: Iterable[Row], by: Assess) -> list[Taken]:
    """Every row from its text alone, and with the labelled facts given as answers."""
    return [Taken(row, by(row.text, {}), by(row.text, row.answers)) for row in rows]
