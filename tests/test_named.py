"""Whom the settings name: who can be nobody is told by `check`."""

from pathlib import Path

import pytest

from tests.operating import Out, configured, ended, working_in


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('admins = ["page:pria"]', "page:pria is nobody there. Name one of page:dean, page:ruth"),
        ('deciders = ["page:pria"]', "Page, deciders: page:pria is nobody there. Name one of pag"),
        ('deciders = ["page:dean"]', "page:dean is not in the digital team, so they cannot decide"),
        (
            'deciders = ["slack:U1"]',
            "Slack, deciders: slack:U1 is nobody here, for Slack is not set up.",
        ),
        ('admins = ["page:dean"]\ndeciders = ["page:priya"]', ""),
    ],
)
def test_who_is_nobody_is_named(tmp_path: Path, line: str, told: str, capsys: Out) -> None:
    with working_in(tmp_path):
        configured(tmp_path, line)
        assert ended("check", "--quiet") == bool(told)

    assert told in capsys.readouterr().err
