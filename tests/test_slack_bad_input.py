"""What goes wrong on a card in Slack: a clear sentence to whoever pressed, and nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import time
from typing import Any

import pytest

from tests.slack_world import DEAN, PRIYA, TEAM, TOM, World, world_in

WISH = "people post us a paper form for a permit"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with world_in(tmp_path) as world:
        await world.says(DEAN, WISH)
        await world.presses(DEAN, "Talk to a person")
        yield world


async def press(world: World, who: str, message: dict[str, Any], button: dict[str, Any]) -> str:
    """A button of a card as it was; what they alone are told."""
    told = {"type": "block_actions", "user": {"id": who}, "channel": {"id": TEAM}}
    told |= {"container": {"type": "message", "channel_id": TEAM}, "response_url": world.hook}
    await world.interacts({**told, "message": {"ts": "1700.1", **message}, "actions": [button]})
    return str(world.slack.hooked[-1]["text"]) if world.slack.hooked else ""


async def test_of_two_on_one_card_the_second_is_told_and_so_is_whoever_presses_last_months(
    world: World,
) -> None:
    old = world.button("Take", TEAM)
    assert await press(world, PRIYA, *old) == ""
    second = await press(world, TOM, *old)
    await world.presses(PRIYA, "Stop", TEAM)
    seen = await (await world.submits(PRIYA, world.window(), reason="no", instead="ring")).json()
    await world.submits(PRIYA, seen["view"])
    late = await press(world, TOM, *old)

    assert second == "Priya Nair has GW-1 already. Nothing has changed."
    assert late == "GW-1 is stopped now, so that cannot be done. Nothing has changed."


@pytest.mark.parametrize(
    ("label", "values", "says"),
    [
        ("Accept", {"review_on": "2020-01-01"}, "Choose today or a later day."),
        ("Accept", {"review_on": "2027-03-26"}, "Choose a working day. That one is a weekend,"),
        ("Stop", {"reason": "x" * 10_000, "instead": "ring"}, "Use at most 3,000 characters."),
        ("Merge", {"into": "1"}, "That is this request. Give another one."),
        ("Merge", {"into": "gw 99"}, "There is no request with that reference."),
    ],
)
async def test_what_is_filled_in_wrongly_is_said_under_its_field(
    world: World, label: str, values: dict[str, str], says: str
) -> None:
    await world.presses(PRIYA, label, TEAM)
    told = await (await world.submits(PRIYA, world.window(), **values)).json()

    assert told["response_action"] == "errors"
    assert told["errors"][next(iter(values))].startswith(says)


async def test_somebody_who_left_the_team_changes_nothing(world: World) -> None:
    old = world.button("Take", TEAM)
    world.slack.team.remove(PRIYA)

    assert await press(world, PRIYA, *old) == "Only the digital team can do that."


NOW = str(int(time())).encode()
JSON = b"application/json"


@pytest.mark.parametrize(
    ("at", "signature", "kind", "status"),
    [
        (b"9" * 5_000, b"v0=0", JSON, b"401"),
        (b"9" * 400, b"v0=0", JSON, b"401"),
        ("\u0663".encode(), b"v0=0", JSON, b"401"),
        (NOW, b"v0=\xff", JSON, b"401"),
        (NOW, b"v0=0", JSON + b"; charset=nonsense", b"400"),
    ],
    ids=["a time without end", "a far time", "odd digits", "no signature", "no encoding"],
)
async def test_garbage_in_the_place_of_a_request_is_refused(
    at: bytes, signature: bytes, kind: bytes, status: bytes, world: World
) -> None:
    reader, writer = await asyncio.open_connection(world.client.host, world.client.port)
    told = {b"Host": b"groundwork", b"Content-Length": b"2", b"Content-Type": kind}
    told |= {b"X-Slack-Request-Timestamp": at, b"X-Slack-Signature": signature}
    head = b"".join(b"%s: %s\r\n" % one for one in told.items())
    writer.write(b"POST /slack/events HTTP/1.1\r\n" + head + b"\r\n{}")

    assert (await reader.readline()).split()[1] == status
    writer.close()
