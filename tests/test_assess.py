"""`assess`: what the bot would make of a text, as words, as JSON, and many at once."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.operating import Out, command, ended, working_in

PAPER = "Residents fill in a paper form at reception and we key it into PermitPoint, 60 a month"
KEYS = {
    "kind",
    "hand_off",
    "level",
    "sure",
    "probabilities",
    "reasons",
    "would_change",
    "facts",
    "questions",
    "capabilities",
    "gaps",
    "warnings",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    with working_in(tmp_path):
        yield tmp_path


def assessed(out: Out, *arguments: str) -> dict[str, Any]:
    assert ended("assess", "--json", *arguments) == 0
    found: dict[str, Any] = json.loads(out.readouterr().out)
    return found


def test_assess_prints_one_object_with_every_name_that_is_promised(capsys: Out) -> None:
    found = assessed(capsys, PAPER)

    assert set(found) == KEYS
    assert (found["kind"], found["hand_off"], found["level"]) == ("request", None, "access")
    assert found["sure"] in ("sure", "likely", "not_sure")
    chances = found["probabilities"]
    assert isinstance(chances, dict)
    assert list(chances) == ["access", "efficiency", "transformation"]
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=lambda level: chances[level]) == "access"


def test_each_part_of_the_object_has_its_promised_names(capsys: Out) -> None:
    found = assessed(capsys, PAPER)
    names = {
        "reasons": {"fact", "value", "words", "points_to"},
        "capabilities": {"id", "met_by", "score", "sense", "why"},
        "warnings": {"kind", "text", "cleared_by"},
    }
    for part, keys in names.items():
        rows = found[part]
        assert isinstance(rows, list)
        assert rows, part
        assert all(set(row) == keys for row in rows)
    facts = found["facts"]
    assert isinstance(facts, dict)
    assert facts["volume_per_month"] == {"value": 60, "from": "read", "words": "60 a month"}
    assert all(fact["words"] is None or fact["words"] in PAPER for fact in facts.values())


def test_what_is_offered_is_ranked_and_at_most_ten(capsys: Out) -> None:
    offered = assessed(capsys, f"{PAPER} and pay by card and get a text and book a slot")
    rows = offered["capabilities"]
    assert isinstance(rows, list)
    scores = [row["score"] for row in rows]

    assert scores == sorted(scores, reverse=True)
    assert 1 <= len(scores) <= 10
    assert all(0 <= score <= 1 for score in scores)


def test_a_word_of_two_blocks_is_asked_about_first_if_there_is_room(capsys: Out) -> None:
    wardens = "can we do bookings for the wardens online"
    given = ("channel_now=paper", "has_rekeying=no", "needs_payment=no", "teams_affected=one")
    answers = [part for one in given for part in ("--answer", one)]

    assert assessed(capsys, wardens)["questions"][0] == "sense"
    assert assessed(capsys, *answers, wardens)["questions"] == ["sense"]
    full = assessed(capsys, *answers, "--answer", "volume_per_month=60", wardens)
    assert full["questions"] == []
    meant = assessed(capsys, "--answer", "sense=hr-system", wardens)
    assert "sense" not in meant["questions"]
    assert meant["capabilities"][0]["id"] == "hr-system"


def test_what_is_no_request_has_a_hand_off_and_empty_lists(capsys: Out) -> None:
    found = assessed(capsys, "my laptop is broken")

    assert set(found) == KEYS
    assert (found["kind"], found["level"], found["hand_off"]) == ("not_a_request", None, "hardware")
    rest = KEYS - {"kind", "level", "hand_off", "sure"}
    assert [key for key in rest if found[key]] == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [("broken", ("not_a_request", "fault")), ("new_way", ("request", None))],
)
def test_an_answer_says_what_an_unclear_text_is(
    kind: str, found: tuple[str, str | None], capsys: Out
) -> None:
    before = assessed(capsys, "the intranet")
    after = assessed(capsys, "--answer", f"kind={kind}", "the intranet")

    assert before["kind"] == "unsure"
    assert isinstance(before["questions"], list)
    assert before["questions"][0] == "kind"
    assert (after["kind"], after["hand_off"]) == found


def test_an_answer_given_counts_as_asked(capsys: Out) -> None:
    before = assessed(capsys, "we would like something better")
    answers = ("--answer", "channel_now=not_sure", "--answer", "volume_per_month=40")
    after = assessed(capsys, *answers, "we would like something better")

    assert isinstance(before["questions"], list)
    assert isinstance(after["questions"], list)
    assert len(before["questions"]) <= 5
    assert len(after["questions"]) <= 3
    assert {"channel_now", "volume_per_month"}.isdisjoint(after["questions"])
    assert isinstance(after["facts"], dict)
    assert after["facts"]["volume_per_month"] == {"value": 40, "from": "answered", "words": None}


def test_assess_says_the_same_in_words(capsys: Out) -> None:
    assert ended("assess", PAPER) == 0
    told = capsys.readouterr().out
    assert told.startswith("Level: access, likely.")
    assert "‘key it into PermitPoint’" in told
    assert "Online forms" in told.partition("Blocks: ")[2]

    assert ended("assess", "my laptop is broken") == 0
    assert capsys.readouterr().out == "Not a request: this goes to ‘hardware’.\n"
    assert ended("assess", "thanks") == 0
    assert capsys.readouterr().out.startswith("Not a request: a greeting or thanks, ")

    assert ended("assess", "we would like something better") == 0
    assert "Facts: none read." in capsys.readouterr().out


STRANGE = {
    "a space": "\u00a0x",
    "huge": "we would like the paper form online. " * 2_800,
    "a line without an end": "form" * 25_000,
    "emoji": "🙂🪪🚗",
    "right to left": "نريد نموذجا على الإنترنت \u202eبدلا من الورق",
    "control characters": "paper\x07 form\x1b[2J \x08\x7f",
    "NUL": "paper\x00form",
    "half a surrogate pair": "paper form \ud83d",
    "newlines": "paper form\n" * 1_000,
    "markup": "<script>alert(1)</script> paper form",
    "SQL": "'; DROP TABLE requests; -- paper form",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_texts_are_assessed_like_any_other(text: str, capsys: Out) -> None:
    assert set(assessed(capsys, text)) == KEYS
    assert ended("assess", text) == 0


def test_many_are_assessed_an_object_a_line_and_bad_lines_named(folder: Path) -> None:
    rows = [
        json.dumps({"id": "a", "text": PAPER, "answers": {"teams_affected": "one"}}),
        "no JSON",
        "",
        json.dumps([1]),
        json.dumps({"id": 3}),
        json.dumps({"id": 4, "text": "x", "answers": {"foo": "bar"}}),
        json.dumps({"id": 5, "text": "x", "answers": {"channel_now": True}}),
        json.dumps({"id": 6, "text": "x", "answers": []}),
        "[" * 100_000,
        *(json.dumps({"id": key, "text": text}) for key, text in STRANGE.items()),
        '{"id": "raw", "text": "paper \udcff form"}',
    ]
    with command(folder, "assess", "--jsonl", PYTHONIOENCODING="utf-8:strict") as running:
        out, errors = running.communicate("\n".join(rows))
    lines = [json.loads(line) for line in out.splitlines()]
    by_id = {line["id"]: line for line in lines}

    assert (running.returncode, errors) == (1, "")
    assert len(lines) == len(rows) - 1
    assert set(by_id["a"]) == {"id", *KEYS}
    assert "teams_affected" not in by_id["a"]["questions"]
    assert [set(by_id[key]) for key in (3, 4, 5, 6)] == [{"id", "error"}] * 4
    assert "“text” is missing" in by_id[3]["error"]
    assert "‘foo’ is no fact" in by_id[4]["error"]
    assert all(set(by_id[key]) == {"id", *KEYS} for key in (*STRANGE, "raw"))


def test_many_without_a_fault_end_with_0(folder: Path) -> None:
    with command(folder, "assess", "--jsonl") as running:
        out, errors = running.communicate(json.dumps({"id": 1, "text": PAPER}))

    assert (running.returncode, errors) == (0, "")
    assert json.loads(out)["id"] == 1


def test_a_reader_who_has_read_enough_is_no_fault(folder: Path) -> None:
    rows = f"{json.dumps({'id': 1, 'text': PAPER})}\n" * 200
    with command(folder, "assess", "--jsonl") as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        running.stdin.write(rows)
        running.stdin.close()
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_ctrl_c_ends_it_without_a_word(folder: Path) -> None:
    with command(folder, "assess", "--jsonl") as running:
        assert running.stdin
        assert running.stdout
        running.stdin.write(json.dumps({"id": 1, "text": PAPER}) + "\n")
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["id"] == 1
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate()

    assert (running.returncode, errors) == (0, "")


def test_a_terminal_without_our_letters_is_no_fault(folder: Path) -> None:
    with command(folder, "assess", PAPER, PYTHONIOENCODING="ascii") as running:
        out, errors = running.communicate()

    assert (running.returncode, errors) == (0, "")
    assert "?key it into PermitPoint?" in out
