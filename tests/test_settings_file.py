"""Settings from a file and the environment: where each problem is told."""

from pathlib import Path

import pytest

from adapters.files import FileProblem, settings_from


def test_without_a_file_the_settings_are_the_defaults(tmp_path: Path) -> None:
    assert settings_from({}, tmp_path).organisation.reference_prefix == "GW"


def test_paths_in_the_settings_count_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "own.conf").write_text('catalogue = "mine.yaml"\n', encoding="utf-8")

    settings = settings_from({"GROUNDWORK_CONFIG": "etc/own.conf"}, tmp_path)

    assert settings.catalogue == str(tmp_path / "etc" / "mine.yaml")


def test_wrong_settings_are_told_at_their_line_or_in_the_environment(tmp_path: Path) -> None:
    text = 'timezone = "Mars"\n\n[http]\nprot = 80\n'
    (tmp_path / "groundwork.toml").write_text(text, encoding="utf-8")

    with pytest.raises(FileProblem) as problem:
        settings_from({"GROUNDWORK_WEB__ENABLED": "maybe"}, tmp_path)

    assert str(problem.value).replace(f"{tmp_path}/", "").split("\n") == [
        "groundwork.toml line 1, timezone: ‘Mars’ is not a time zone."
        " Use a name such as Europe/London.",
        "groundwork.toml line 4, http.prot: ‘prot’ is not a key that we know. Did you mean ‘port’?",
        "the environment, GROUNDWORK_WEB__ENABLED: ‘maybe’ is not true or false.",
    ]


def test_without_a_file_what_is_missing_is_named_as_the_environment_would_have_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileProblem) as problem:
        settings_from({"SLACK_BOT_TOKEN": "wibble"}, tmp_path)

    told = str(problem.value).split("\n")
    assert [each.partition(": ")[0] for each in told] == [
        "the environment, SLACK_APP_TOKEN",
        "the environment, GROUNDWORK_SLACK__TEAM_CHANNEL",
        "the environment, SLACK_BOT_TOKEN",
    ]
    assert ": This is not a bot token. Copy the Bot User OAuth Token" in told[2]


def test_a_config_that_is_named_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"none\.toml: There is no such file"):
        settings_from({"GROUNDWORK_CONFIG": "none.toml"}, tmp_path)


def test_an_hour_is_not_a_date(tmp_path: Path) -> None:
    path = tmp_path / "groundwork.toml"
    path.write_text("holidays = [2026-12-24T10:00:00]\n", encoding="utf-8")

    with pytest.raises(FileProblem, match=r"holidays\[0\]: ‘2026-12-24 10:00:00’ is not a date"):
        settings_from({}, tmp_path)
