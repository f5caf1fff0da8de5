"""`replay`: past requests held against changed files; nothing in the record changes by it."""

import json
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from adapters.cli import replaying
from bot.facts import Fact, Source
from bot.levels.judgement import Level
from bot.replaying import Change, replay
from bot.requests import Request
from bot.understanding.concluding import conclude
from tests.cast import book, request
from tests.operating import Out, configured, ended
from tests.theatre import TUESDAY

PAPER = "people post us a paper form for a skip licence and we type it into Uniform"
BOOK = book()


def concluded(*lines: str) -> Request:
    """A request as it came out with the files as they are."""
    asked = request(1, *lines)
    facts = BOOK.reader.read(lines[0])
    facts = {**facts, "teams_affected": Fact("one", Source.ANSWERED)}
    found = conclude(asked.text, facts, BOOK.rules, BOOK.ranker, TUESDAY.date(), BOOK.watch_outs)
    return replace(asked, facts=facts, outcome=found.outcome)


def changes(asked: Request) -> dict[str, Change]:
    return {each.what: each for each in replay(asked, BOOK) or () if each.what != "questions"}


def test_with_the_same_files_everything_comes_out_as_it_did() -> None:
    assert changes(concluded(PAPER)) == {}


def test_what_was_said_otherwise_then_is_shown_beside_what_would_be_said_now() -> None:
    asked = concluded(PAPER)
    assert asked.outcome is not None
    other = replace(asked.outcome.judgement, level=Level.TRANSFORMATION)
    then = replace(asked, outcome=replace(asked.outcome, judgement=other, offers=(), gaps=("x",)))

    found = changes(then)

    assert found["level"].was.startswith("transformation, ")
    assert not found["level"].now.startswith("transformation")
    assert (found["blocks"].was, found["gaps"].was) == ("none", "x")
    assert "Online forms" in found["blocks"].now


def test_what_was_read_is_read_anew_and_what_was_answered_stays() -> None:
    asked = concluded(PAPER)
    misread = {**asked.facts, "channel_now": Fact("phone", Source.READ, "post")}
    answered = {**asked.facts, "channel_now": Fact("phone", Source.ANSWERED)}

    assert changes(replace(asked, facts=misread)) == {}
    assert changes(replace(asked, facts=answered)) != {}


def test_what_was_added_after_it_was_sent_plays_no_part() -> None:
    asked = concluded(PAPER)
    later = replace(asked.said[0], text="and a map", at=TUESDAY.replace(day=9))

    assert changes(replace(asked, said=(*asked.said, later))) == {}


def test_a_question_that_would_be_asked_now_is_named() -> None:
    asked = replace(concluded(PAPER), facts={})

    told = {each.what: each.now for each in replay(asked, BOOK) or ()}

    assert "needs_payment" in told["questions"]


def test_where_all_was_answered_no_question_is_named() -> None:
    asked = concluded(PAPER)
    answered = {
        question.key: Fact("not_sure", Source.ANSWERED)
        for question in BOOK.form.questions.questions
    }

    told = replay(replace(asked, facts={**asked.facts, **answered}), BOOK)

    assert told is not None
    assert "questions" not in {each.what for each in told}


def test_a_request_without_an_outcome_has_nothing_to_compare() -> None:
    assert replay(request(1, PAPER), BOOK) is None


def test_the_command_tells_each_and_how_many(capsys: Out) -> None:
    differs = (Change("level", "access, sure", "efficiency, likely"), Change("questions", "", "x"))
    asked = [request(1, PAPER), replace(request(2, PAPER), confidential=True), request(3, PAPER)]
    found = {1: differs, 2: differs, 3: None}

    code = replaying.run(asked, lambda one: found[one.number], "GW", as_json=False)

    assert code == 0
    told = capsys.readouterr().out
    assert "  level: access, sure -> efficiency, likely\n  would also be asked: x\n" in told
    assert "GW-2 confidential\n" in told
    assert told.endswith(
        "2 of 2 requests would have come out differently. 1 had no outcome to compare.\n"
    )


def test_as_json_it_is_an_object_a_line(capsys: Out) -> None:
    changed = (Change("level", "access, sure", "efficiency, likely"),)

    replaying.run([request(7, PAPER)], lambda _: changed, "GW", as_json=True)

    assert json.loads(capsys.readouterr().out) == {
        "request": "GW-7",
        "changes": {"level": {"was": "access, sure", "now": "efficiency, likely"}},
    }


def test_the_command_runs_over_the_record(tmp_path: Path, capsys: Out) -> None:
    configured(tmp_path)

    assert ended_in(tmp_path, "replay") == 0
    assert capsys.readouterr().out == "There are no requests yet.\n"
    assert ended_in(tmp_path, "replay", "now") == 2


def ended_in(folder: Path, *arguments: str) -> int:
    with chdir(folder):
        return ended(*arguments)
