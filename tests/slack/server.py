"""A Slack that runs on this machine: its process, and the workspace that it begins with."""

import json
import platform
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

BINARY = Path(".venv/slack/node_modules/local-slack-linux-x64/bin/local-slack")
TEAM_ID = "T0NORTH"
APP_ID, BOT, BOT_TOKEN, APP_TOKEN = "A0GROUND", "U0GROUND", "xoxb-groundwork", "xapp-groundwork"
SIGNING_SECRET = "what-both-sides-know"
HELPER = "A0HELPER"
"""Another app of the workspace: what the server lacks borrows its trigger ids from it."""

DIGITAL, ALL_STAFF = "C0DIGITAL", "C0ALLSTAFF"
PEOPLE = {
    "U0DEAN": "Dean Marsh",
    "U0RUTH": "Ruth Okafor",
    "U0LAUREN": "Lauren Shaw",
    "U0PRIYA": "Priya Nair",
    "U0TOM": "Tom Bell",
    "U0AMIR": "Amir Shah",
    "U0DANA": "Dana Cole",
    "U0FEMI": "Femi Ade",
    "U0GWEN": "Gwen Price",
    "U0OMAR": "Omar Aziz",
    "U0JOAN": "Joan Lister",
}
TEAM = ("U0PRIYA", "U0TOM")


class NoSlack(Exception):
    """There is no Slack to test against; the text says which command installs it."""


class NotHere(Exception):
    """The Slack to test against is not built for this kind of machine."""


def workspace(mode: str, front: str) -> dict[str, object]:
    """The workspace's people, channels and apps. What it sends by HTTP goes to the front."""
    apps = [
        _app(APP_ID, BOT, "Groundwork", BOT_TOKEN, APP_TOKEN)
        | {"mode": "socket" if mode == "socket" else "events", "requestUrl": f"{front}/from-slack"},
        _app(HELPER, "U0HELPER", "helper", "xoxb-helper", "xapp-helper")
        | {"mode": "events", "requestUrl": f"{front}/to-the-helper"},
    ]
    everyone = list(PEOPLE)
    return {
        "workspace": {"name": "Northgate", "domain": "northgate", "teamId": TEAM_ID},
        "apps": apps,
        "users": [
            {"id": key, "name": name.split()[0].lower(), "real_name": name}
            for key, name in PEOPLE.items()
        ],
        "channels": [
            {"id": DIGITAL, "name": "digital", "is_private": True, "members": [*TEAM, BOT]},
            {"id": ALL_STAFF, "name": "all-staff", "members": [*everyone, BOT]},
        ],
    }


def _app(key: str, user: str, name: str, bot_token: str, app_token: str) -> dict[str, str]:
    return {
        "appId": key,
        "botUserId": user,
        "botName": name,
        "botToken": bot_token,
        "appToken": app_token,
        "signingSecret": SIGNING_SECRET,
    }


@dataclass(frozen=True, slots=True)
class Server:
    """A running Slack, and the port that its front is to listen on."""

    address: str
    front_port: int
    mode: str


@contextmanager
def running(mode: str, folder: Path) -> Iterator[Server]:
    """A Slack that delivers by `socket` or by `http`. Raises NoSlack, NotHere."""
    binary = _binary()
    port, front_port = _free_port(), _free_port()
    config = folder / "workspace.json"
    config.write_text(json.dumps(workspace(mode, f"http://127.0.0.1:{front_port}")), "utf-8")
    command = [str(binary), "--config", str(config), "--port", str(port)]
    command += ["--base-host", "127.0.0.1", "--files-dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            _wait_until_up(process)
            yield Server(f"http://127.0.0.1:{port}", front_port, mode)
        finally:
            process.kill()


def _binary() -> Path:
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise NotHere("the Slack to test against is built for Linux on x86_64 only")
    if not BINARY.exists():
        raise NoSlack("The Slack to test against is not installed. Run: make local-slack")
    return BINARY


def _wait_until_up(process: subprocess.Popen[bytes]) -> None:
    """It tells its apps once it listens; after that it is silent."""
    assert process.stdout is not None
    told = b""
    for line in process.stdout:
        told += line
        if HELPER.encode() in line:
            return
    raise AssertionError(f"The Slack to test against did not start: {told.decode()}")


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port
