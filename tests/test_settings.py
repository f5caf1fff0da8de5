"""Settings: every key has a default, the environment beats the file, and mistakes are all told."""

import re
import tomllib
from dataclasses import fields, is_dataclass
from datetime import date, time
from pathlib import Path

import pytest

from bot.environment import SettingsProblem, read_settings
from bot.settings import PATHS, Settings
from bot.working_days import Nation

EXAMPLE = Path(__file__).parent.parent / "groundwork.example.toml"


def told(table: dict[str, object], environment: dict[str, str] | None = None) -> str:
    with pytest.raises(SettingsProblem) as problem:
        read_settings(table, environment or {})
    return str(problem.value)


def test_nothing_configured_gives_the_local_page_on_sqlite() -> None:
    settings = read_settings({}, {})

    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/groundwork.db"
    assert (settings.http.host, settings.http.port, settings.has_page) == (
        "127.0.0.1",
        8080,
        True,
    )
    assert (settings.opens, settings.closes, settings.digest.at) == (time(9), time(17), time(9, 30))
    assert settings.promise.working_days is None


def test_the_example_file_shows_every_key_with_its_default() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    uncommented = re.sub(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)

    assert read_settings(tomllib.loads(text), {}) == Settings()
    assert keys(tomllib.loads(uncommented)) == every_key()


def keys(table: dict[str, object]) -> set[str]:
    return {
        f"{key}.{inner}" if inner else key
        for key, value in table.items()
        for inner in (value if isinstance(value, dict) else ("",))
    }


def vars_of(settings: Settings) -> list[tuple[str, object]]:
    return [(each.name, getattr(settings, each.name)) for each in fields(settings)]


def every_key() -> set[str]:
    tables = {name for name, value in vars_of(Settings()) if is_dataclass(value)}
    return {
        f"{key}.{inner}" if inner else key
        for key in Settings.__dataclass_fields__
        for inner in (getattr(Settings(), key).__dataclass_fields__ if key in tables else ("",))
    }


def test_the_environment_beats_the_file() -> None:
    table: dict[str, object] = {"organisation": {"name": "Old", "nation": "wales"}}
    environment = {
        "GROUNDWORK_ORGANISATION__NAME": "New",
        "GROUNDWORK_HTTP__PORT": "9000",
        "GROUNDWORK_PROMISE__WORKING_DAYS": "2",
        "GROUNDWORK_WEB__ENABLED": "FALSE",
        "GROUNDWORK_HOLIDAYS": "2026-12-24, 2026-12-31,",
        "GROUNDWORK_CATALOGUE": "mine.yaml",
        "GROUNDWORK_CONFIG": "elsewhere.toml",
        "HOME": "/",
    }

    settings = read_settings(table, environment)

    assert (settings.organisation.name, settings.organisation.nation) == ("New", Nation.WALES)
    assert (settings.http.port, settings.promise.working_days) == (9000, 2)
    assert not settings.web.enabled
    assert settings.holidays == (date(2026, 12, 24), date(2026, 12, 31))
    assert settings.catalogue == "mine.yaml"
    assert table == {"organisation": {"name": "Old", "nation": "wales"}}


def test_a_table_in_the_environment_is_json_and_its_keys_beat_it() -> None:
    environment = {
        "GROUNDWORK_ORGANISATION": '{"name": "A", "nation": "scotland"}',
        "GROUNDWORK_ORGANISATION__NAME": "B",
    }

    settings = read_settings({"organisation": {"reference_prefix": "SC"}}, environment)

    assert settings.organisation.name == "B"
    assert settings.organisation.nation is Nation.SCOTLAND
    assert settings.organisation.reference_prefix == "SC"


def test_our_name_for_the_database_beats_the_usual_one() -> None:
    usual = {"DATABASE_URL": "sqlite:///usual.db"}
    ours = {"GROUNDWORK_DATABASE_URL": "sqlite:///ours.db"}

    assert read_settings({}, usual).database_url == "sqlite:///usual.db"
    assert read_settings({}, usual | ours).database_url == "sqlite:///ours.db"


def test_dates_in_the_file_are_dates() -> None:
    assert read_settings({"closures": [date(2026, 12, 29)]}, {}).closures == (date(2026, 12, 29),)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (
            {"timezon": "x"},
            "timezon: ‘timezon’ is not a key that we know. Did you mean ‘timezone’?",
        ),
        ({"discord": {"token": "x"}}, "discord: ‘discord’ is not a key that we know."),
        ({"timezone": "Mars"}, "timezone: ‘Mars’ is not a time zone."),
        ({"timezone": "Europe"}, "timezone: ‘Europe’ is not a time zone."),
        ({"timezone": "../x"}, "timezone: ‘../x’ is not a time zone."),
        ({"working_hours": "9-5"}, "working_hours: ‘9-5’ are not working hours."),
        ({"working_hours": "17:00-09:00"}, "the earlier time first."),
        ({"holidays": "2026-12-24"}, "holidays: ‘2026-12-24’ is not a list."),
        ({"organisation": {"nation": "walles"}}, "organisation.nation: ‘walles’ is not one of"),
        (
            {"organisation": {"reference_prefix": "gw-"}},
            "organisation.reference_prefix: ‘gw-’ cannot begin a reference.",
        ),
        ({"levels": {"access": " "}}, "levels.access: This is blank. Give it a name."),
        ({"promise": {"working_days": 0}}, "promise.working_days: ‘0’ is not a time to promise."),
        ({"retention": {"requests_months": -1}}, "‘-1’ is not a number of months. Use 1 to 1200"),
        ({"retention": {"messages_months": 0}}, "longer than the requests"),
        ({"retention": {"requests_months": 12}}, "retention.messages_months: Messages would be"),
        ({"http": {"port": 70000}}, "http.port: ‘70000’ is not a port."),
        ({"http": {"host": "0.0.0.0"}}, "http.host: ‘0.0.0.0’ may be reached from other machines."),
        ({"http": {"host": "example.org"}}, "Use 127.0.0.1: the page has no sign-in."),
        ({"digest": {"time": "25:00"}}, "digest.time: ‘25:00’ is not a time of day."),
        ({"database_url": "mysql://x"}, "database_url: This is not the address of a database"),
        ({"database_url": "sqlite:///"}, "database_url: This is not the address of a database"),
        ({"database_url": "postgresql+asyncpg://db/x"}, "PostgreSQL is reached by psycopg alone."),
    ],
)
def test_a_wrong_setting_is_named_and_mended(table: dict[str, object], complaint: str) -> None:
    assert complaint in told(table)


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("GROUNDWORK_TIMEZON", "x", "‘timezon’ is not a setting. Did you mean ‘timezone’?"),
        ("GROUNDWORK_HTTP__PROT", "1", "‘http.prot’ is not a setting. Did you mean ‘port’?"),
        ("GROUNDWORK_TIMEZONE__X", "1", "‘timezone.x’ is not a setting. Take it out."),
        ("GROUNDWORK_HTTP", "[1]", "This is not a table in JSON."),
        ("GROUNDWORK_HTTP", "{", "This is not a table in JSON."),
        ("GROUNDWORK_HTTP", '{"port": "x"}', "‘x’ is not a whole number."),
        ("GROUNDWORK_HTTP__PORT", "many", "‘many’ is not a whole number."),
        ("GROUNDWORK_WEB__ENABLED", "maybe", "‘maybe’ is not true or false."),
    ],
)
def test_a_wrong_variable_is_named(name: str, value: str, complaint: str) -> None:
    said = told({}, {name: value})

    assert said.startswith(name)
    assert complaint in said


def test_everything_wrong_is_told_at_once() -> None:
    said = told({"timezone": "Mars", "working_hours": "x"}, {"GROUNDWORK_X": "1"})

    assert len(said.split("\n")) == 3


def test_a_variable_under_a_key_that_is_no_table_in_the_file_still_counts() -> None:
    assert read_settings({"http": 1}, {"GROUNDWORK_HTTP__PORT": "81"}).http.port == 81


def test_another_host_serves_when_there_is_no_page() -> None:
    table: dict[str, object] = {"http": {"host": "0.0.0.0"}, "web": {"enabled": False}}

    assert read_settings(table, {}).http.host == "0.0.0.0"
    assert read_settings({"http": {"host": "localhost"}}, {}).http.host == "localhost"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hunter2@db.example:5433/groundwork",
        "postgres://db/groundwork",
        "postgresql+psycopg://ann@[2001:db8::1]:5433/groundwork?sslmode=require",
        "postgresql:///groundwork?host=/run/postgresql",
        "postgresql://ann:p%40ss:word@/groundwork",
    ],
)
def test_an_address_in_postgresql_is_taken(url: str) -> None:
    assert read_settings({}, {"DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:hunter@2@db/groundwork",
        "postgres://ann:hunter/2@db/groundwork",
        "postgresql://ann:hunter2@db",
        "postgresql://ann:hunter2@db/",
        "postgresql+psycopg://ann:hunter2@db:many/groundwork",
        "postgresql:ann:hunter2",
    ],
)
def test_a_wrong_address_in_postgresql_is_refused_and_its_password_never_shown(url: str) -> None:
    said = told({}, {"DATABASE_URL": url})

    assert said.startswith(
        "DATABASE_URL: This is not the address of a PostgreSQL database. "
        "Write postgresql://user:password@host/database."
    )
    assert "hunter" not in said


def test_the_address_of_the_database_is_not_in_the_repr() -> None:
    assert "sqlite" not in repr(Settings())


def test_the_keys_that_name_files_are_settings() -> None:
    assert set(PATHS) <= set(Settings.__dataclass_fields__)


def test_deciders_are_named_as_people_are() -> None:
    named = {"GROUNDWORK_DECIDERS": "page:priya, slack:U0123"}

    assert read_settings({}, named).deciders == ("page:priya", "slack:U0123")
    assert told({"admins": ["page:tom", "Tom"]}) == (
        "admins[1]: ‘Tom’ names nobody. Write it as slack:U0123456, teams:OBJECT-ID or page:priya."
    )


@pytest.mark.parametrize("person", ["Priya", "slack:priya", "slack:u0123", "zoom:1", "page:"])
def test_what_cannot_be_a_person_is_refused(person: str) -> None:
    assert f"deciders[0]: ‘{person}’ names nobody." in told({"deciders": [person]})
