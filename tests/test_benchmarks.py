"""Each benchmark of time and memory runs, small; and a bar that nothing can keep is missed."""

import re
from pathlib import Path

import pytest

from benchmarks import erasing, ranking, scale, similar, slack, start, sweep, teams, turn
from benchmarks.rig.costs import Cost, verdict

Out = pytest.CaptureFixture[str]
RUN = "runpy.run_module('bot', run_name='__main__')"
NOBODY_KEEPS, ANYBODY_KEEPS = "0.01", "1000"


def _names(printed: str) -> list[str]:
    return re.findall(r"^\| ([^|]+?) \|", printed, re.MULTILINE)


def test_a_ratio_is_of_the_medians_so_that_one_slow_run_is_nothing() -> None:
    cost = Cost("a turn", ours=[3.0, 90.0, 3.0], floor=[2.0, 2.0, 0.1], at_most=1.5)

    assert not cost.is_missed
    assert cost.row() == "| a turn | 3.00 ms | 2.00 ms | 1.50 | 1.5 |"


def test_a_missed_bar_is_shown_and_fails_only_where_it_is_checked(capsys: Out) -> None:
    kept, missed = (Cost("a turn", [ours], [2.0], at_most=1.5) for ours in (3.0, 3.1))

    assert verdict([missed, kept], check=True) == 1
    assert "| 1.55 | 1.5, **missed** |" in capsys.readouterr().out
    assert verdict([missed, kept], check=False) == 0
    assert verdict([kept, Cost("told", [9.0], [1.0])], check=True) == 0


def test_a_turn_is_measured_on_both_databases(capsys: Out) -> None:
    small = ["--check", "--people", "2"]

    assert turn.main([*small, "--at-most", NOBODY_KEEPS]) == 1
    names = _names(capsys.readouterr().out)
    for database in ("SQLite", "PostgreSQL"):
        assert f"{database}: an answer, over the storage alone" in names
        assert f"{database}: the last answer, over the driver alone" in names
        assert f"{database}: a first message, over the storage alone" in names
        assert f"{database}: delivering, over the storage alone" in names
        assert f"{database}: 50 people at once" in names


def test_a_request_of_slacks_is_measured_on_both_databases(capsys: Out) -> None:
    small = ["--check", "--people", "1"]

    assert slack.main([*small, "--at-most", ANYBODY_KEEPS]) == 0
    names = _names(capsys.readouterr().out)
    for database in ("SQLite", "PostgreSQL"):
        for kind in ("an answer", "the last answer", "a first message"):
            assert f"{database}: {kind} from Slack, over bolt and SQL" in names


def test_an_activity_of_teams_is_measured_on_both_databases(capsys: Out) -> None:
    small = ["--check", "--people", "1"]

    assert teams.main([*small, "--at-most", ANYBODY_KEEPS]) == 0
    names = _names(capsys.readouterr().out)
    for database in ("SQLite", "PostgreSQL"):
        for kind in ("an answer", "the last answer", "a first message"):
            assert f"{database}: {kind} from Teams, over the SDK and SQL" in names


def test_lists_and_the_digest_are_measured_at_ten_times_the_rows(capsys: Out) -> None:
    small = ["--check", "--rows", "400", "--times", "1"]

    assert scale.main([*small, "--at-most", NOBODY_KEEPS]) == 1, "the digest alone keeps a bar"
    names = _names(capsys.readouterr().out)
    for database in ("SQLite", "PostgreSQL"):
        for name in scale.DOINGS:
            assert f"{database}: {name}, 400 requests" in names


def test_a_start_is_measured_beside_bare_imports(capsys: Out) -> None:
    small = ["--check", "--runs", "1"]

    assert start.main([*small, "--at-most", NOBODY_KEEPS]) == 1
    assert _names(capsys.readouterr().out)[-2:] == ["start: time", "start: memory at its highest"]


def test_a_library_that_nobody_needs_yet_would_be_found(tmp_path: Path) -> None:
    needless = f"import jinja2, runpy, sys; sys.argv[1:] = ['run']; {RUN}"

    assert start.NEEDLESS & start.loaded(start.START, tmp_path) == {"alembic"}
    assert start.NEEDLESS & start.loaded(start.START, tmp_path) == set()
    assert start.NEEDLESS & start.loaded(("-c", needless), tmp_path) == {"jinja2"}


def test_a_start_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended before it was ready"):
        start.measured(("-c", "raise SystemExit"), tmp_path)


def test_a_sweep_is_measured_on_both_databases(capsys: Out) -> None:
    small = ["--check", "--rows", "200", "--ticks", "3"]

    assert sweep.main([*small, "--at-most", NOBODY_KEEPS]) == 1
    assert _names(capsys.readouterr().out)[-2:] == [
        "SQLite: an empty sweep of 200 requests",
        "PostgreSQL: an empty sweep of 200 requests",
    ]


def test_erasing_somebody_is_measured_on_both_databases(capsys: Out) -> None:
    small = ["--check", "--rows", "100", "--people", "1", "--requests", "2"]

    assert erasing.main([*small, "--at-most", NOBODY_KEEPS]) == 1
    assert _names(capsys.readouterr().out)[-2:] == [
        "SQLite: erasing somebody with 2 of 100 requests",
        "PostgreSQL: erasing somebody with 2 of 100 requests",
    ]


def test_ranking_is_measured_beside_plain_search(capsys: Out) -> None:
    small = ["--check", "--entries", "60"]

    assert ranking.main([*small, "--at-most", ANYBODY_KEEPS]) == 0
    assert ranking.main([*small, "--at-most", NOBODY_KEEPS]) == 1
    assert "ranking among 60 entries, over full text" in capsys.readouterr().out


def test_looking_for_duplicates_is_measured_on_both_databases(capsys: Out) -> None:
    assert similar.main(["--rows", "60", "--asked", "2", "--at-most", ANYBODY_KEEPS]) == 0
    assert _names(capsys.readouterr().out)[2:] == [
        "SQLite: duplicates among 60 requests",
        "PostgreSQL: duplicates among 60 requests",
    ]
