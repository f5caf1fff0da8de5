"""The figures of understanding: what is counted, and that a bar nobody keeps is missed."""

import json
from pathlib import Path

import pytest

from benchmarks import understanding
from benchmarks.understood import apart, facts, kind, level, questions
from benchmarks.understood.figures import Figure, Section, resampled, share
from benchmarks.understood.rows import ROWS, Row, rows_of, shipped, taken
from bot.assessing import Assessment
from bot.facts import Facts

Out = pytest.CaptureFixture[str]
PAPER = "Can people apply for a skip online? They post us a paper form and we key it into Uniform"
ASSESS = shipped()


def row(text: str = PAPER, label: str = "access", **labelled: str) -> Row:
    return Row("r", text, label, "high", "intake_form", labelled, frozenset(), ())


def figures(sections: list[Section]) -> dict[str, Figure]:
    return {each.name: each for section in sections for each in section.figures}


def test_a_share_comes_with_what_it_could_as_well_be() -> None:
    half = share("right", 50, 100, at_least=0.6)

    assert half.row() == "| right | 0.50 | 50 of 100 | 0.40 to 0.60 | at least 0.6, **missed** |"
    assert share("of nothing", 0, 0).interval == (0.0, 1.0)
    assert not share("a ceiling", 1, 2, at_most=0.5).is_missed


def test_any_measure_is_drawn_again_and_comes_out_the_same_each_time() -> None:
    rows = [0.0, 1.0] * 50

    low, high = resampled(rows, lambda drawn: sum(drawn) / len(drawn))

    assert 0.35 < low < 0.5 < high < 0.65
    assert resampled(rows, lambda drawn: sum(drawn) / len(drawn)) == (low, high)


def test_what_is_no_request_is_found_and_a_wrong_find_costs() -> None:
    rows = [row("my laptop is broken", "not_a_request"), row(), row("my mouse is dead")]
    found = figures(kind.sections(taken(rows, ASSESS)))

    assert (found["precision"].value, found["recall"].value) == (0.5, 1.0)
    assert found["F1"].value == pytest.approx(2 / 3)


def test_a_level_counts_where_readers_were_sure_and_a_screened_request_is_wrong() -> None:
    doubtful = Row("d", PAPER, "transformation", "low", "intake_form", {}, frozenset(), ())
    rows = [row(), row("my mouse is dead"), doubtful, row("hello", "not_a_request")]
    found = [figures([each]) for each in level.sections(taken(rows, ASSESS))]

    assert found[0]["right"].note.endswith("of 2")
    assert found[0]["right"].value <= 0.5


def test_a_question_is_answered_by_its_label_and_else_with_not_sure() -> None:
    given: list[Facts] = []

    def noting(text: str, answers: Facts) -> Assessment:
        given.append(answers)
        return ASSESS(text, answers)

    count = questions.questions_asked(row(channel_now="paper"), noting)

    assert 1 <= count <= 5
    assert len(given[-1]) == count


def test_labels_that_only_say_that_nothing_was_said_are_not_missed() -> None:
    rows = [row(channel_now="paper", has_rekeying="yes", needs_payment="no", teams_affected="one")]
    found = figures(facts.sections(taken(rows, ASSESS)))

    assert found["read right, of those told"].note == "2 of 2"


def test_the_whole_table_is_printed_and_only_checked_when_asked(
    tmp_path: Path, capsys: Out
) -> None:
    line = next(each for each in ROWS.read_text("utf-8").splitlines() if '"access"' in each)
    wrong = json.loads(line) | {"label": "transformation", "label_confidence": "high"}
    (tmp_path / "rows.jsonl").write_text(f"{json.dumps(wrong)}\n\n", "utf-8")
    given = str(tmp_path / "rows.jsonl")

    assert understanding.main([given]) == 0
    assert understanding.main([given, "--check"]) == 1
    printed = capsys.readouterr().out
    assert "### Level from the text alone, counted with these rows (told only)" in printed
    assert (
        "counted without these rows, by eighths (judged by these): right"
        in (printed.rpartition("Bars missed:")[2])
    )


def test_a_counted_row_is_taken_apart_by_counts_that_do_not_know_it() -> None:
    known = next(row for row in rows_of(ROWS) if row.id == "qd9abfc")
    leaning = taken([known], ASSESS)[0].alone.facts["worded_like"]

    (apart_taken,) = apart.taken_apart([known])

    assert apart.counted_among([known, row()]) == {known.id}
    assert apart.taken_apart([row()]) == []
    assert apart_taken.alone.facts.get("worded_like") != leaning


def test_only_the_figures_that_are_judged_by_keep_bars() -> None:
    rows = taken([row("my mouse is dead")], ASSESS)
    told, judged = apart.sections(kind.sections, rows, rows)
    alone = list(apart.sections(kind.sections, rows, []))

    assert [each.is_missed for each in told.figures] == [False] * len(told.figures)
    assert figures([judged])["F1"].is_missed
    assert alone == list(kind.sections(rows))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "line 1: JSONDecodeError"),
        ("{}", "line 1: KeyError: 'id'"),
        ("[]", "line 1: TypeError"),
    ],
)
def test_a_row_that_is_none_is_named(line: str, told: str, tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "rows.jsonl").write_text(line, "utf-8")

    assert understanding.main([str(tmp_path / "rows.jsonl")]) == 2
    assert told in capsys.readouterr().err


def test_a_label_that_there_is_not_is_named(tmp_path: Path) -> None:
    first = json.loads(ROWS.read_text("utf-8").splitlines()[0])
    (tmp_path / "rows.jsonl").write_text(json.dumps(first | {"label": "huge"}), "utf-8")

    with pytest.raises(ValueError, match="line 1: ‘huge’ is no label"):
        rows_of(tmp_path / "rows.jsonl")
