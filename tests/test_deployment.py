"""The files by which it is run elsewhere: what they name is there, and what they start starts."""

import json
import re
import shlex
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import yaml

from adapters.cli import options
from adapters.files import settings_from
from adapters.http import application
from tests.house import ROOT


def dockerfile() -> list[tuple[str, str]]:
    """Each instruction and what it is given."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line.partition(" ") for line in text.splitlines() if line.strip())
    return [(name, given.strip()) for name, _, given in lines if not name.startswith("#")]


def given(name: str) -> list[str]:
    return [each for instruction, each in dockerfile() if instruction == name]


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def unit() -> ConfigParser:
    """The systemd unit; a key that stands there more than once keeps its last value."""
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # as documented, to leave keys as they are written
    parser.read(ROOT / "deploy" / "groundwork.service", encoding="utf-8")
    return parser


def outside_paths() -> set[str]:
    """What the proxy lets through."""
    text = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    found = re.search(r"@outside path (.+)", text)
    assert found
    return set(found[1].split())


# The image


def test_everything_that_the_image_copies_is_there() -> None:
    sources = [source for each in given("COPY") for source in each.split()[:-1]]

    assert sources == ["requirements.lock", "bot", "adapters", "storage"]
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_what_is_copied_is_not_kept_from_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}

    assert {source for each in given("COPY") for source in each.split()[:-1]} == let_in


def test_the_image_starts_the_program_as_nobody_special() -> None:
    start = [*json.loads(given("ENTRYPOINT")[0]), *json.loads(given("CMD")[0])]

    assert start[:3] == ["python", "-m", "bot"]
    assert options.read(start[3:]) == options.Run()
    assert given("USER") == ["groundwork"]


def test_the_image_trusts_only_files_whose_hashes_are_known() -> None:
    install = next(each for each in given("RUN") if "pip install" in each)

    assert "--require-hashes --no-deps -r requirements.lock" in install
    assert "--hash=sha256:" in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_image_is_open_to_others_and_so_has_no_page() -> None:
    variables = dict(pair.split("=", 1) for each in given("ENV") for pair in each.split())
    settings = settings_from(
        {name: value for name, value in variables.items() if name.startswith("GROUNDWORK_")}, ROOT
    )

    assert (settings.http.host, settings.web.enabled) == ("0.0.0.0", False)
    assert given("EXPOSE") == [str(settings.http.port)]


def test_the_image_is_asked_for_its_health_where_it_answers() -> None:
    (check,) = given("HEALTHCHECK")
    paths = {route.resource.canonical for route in application().router.routes() if route.resource}

    found = re.search(r"http://127\.0\.0\.1:8080(/\w+)", check)
    assert found
    assert found[1] in paths


# Two processes, PostgreSQL and a proxy


def test_two_processes_share_a_database_behind_a_proxy() -> None:
    services = compose()["services"]

    assert set(services) == {"groundwork-1", "groundwork-2", "postgres", "proxy"}
    assert services["groundwork-1"] == services["groundwork-2"]
    upstreams = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "reverse_proxy groundwork-1:8080 groundwork-2:8080 {" in upstreams
    assert "health_uri /ready" in upstreams


def test_their_settings_are_settings() -> None:
    variables: dict[str, str] = compose()["services"]["groundwork-1"]["environment"]
    filled = {name: value.replace("${", "").replace("}", "") for name, value in variables.items()}
    filled["DATABASE_URL"] = re.sub(r"POSTGRES_PASSWORD[^@]*", "secret", filled["DATABASE_URL"])
    settings = settings_from(filled, ROOT)

    assert settings.database_url == "postgresql://groundwork:secret@postgres/groundwork"
    assert settings.web.enabled is False


def test_every_file_and_volume_that_is_named_is_there() -> None:
    loaded = compose()
    mounts = [
        each.split(":")[0]
        for service in loaded["services"].values()
        for each in service.get("volumes", ())
    ]

    files = [ROOT / each for each in mounts if each.startswith(".")]
    assert [path for path in files if not path.is_file()] == []
    assert {each for each in mounts if not each.startswith(".")} == set(loaded["volumes"])


def test_the_proxy_keeps_the_meters_inside() -> None:
    assert "/health" in outside_paths()
    assert outside_paths().isdisjoint({"/metrics", "/ready", "/", "/*"})


# The service of a machine


def test_the_service_starts_the_program_from_where_it_is_installed() -> None:
    service = unit()["Service"]
    python, *rest = shlex.split(service["ExecStart"])

    assert python == "/opt/groundwork/.venv/bin/python"
    assert rest[:2] == ["-m", "bot"]
    assert options.read(rest[2:]) == options.Run()
    assert int(service["RestartPreventExitStatus"]) == options.MISUSED


def test_the_service_writes_only_where_it_keeps_its_database() -> None:
    service = unit()["Service"]

    assert service["WorkingDirectory"] == f"/var/lib/{service['StateDirectory']}"
    assert (service["ProtectSystem"], service["ProtectHome"]) == ("strict", "yes")
    assert service["User"] == "groundwork"


def test_what_is_told_of_the_service_is_so() -> None:
    told = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    service = unit()["Service"]

    assert "cp deploy/groundwork.service /etc/systemd/system/" in told
    assert "PYTHONPATH=/opt/groundwork" in told
    assert service["EnvironmentFile"].removeprefix("-") in told
    assert Path(unit()["Unit"]["Documentation"].removeprefix("file:///opt/groundwork/")).name in (
        path.name for path in (ROOT / "docs").iterdir()
    )
