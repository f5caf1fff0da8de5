"""Signed requests: what is not Slack's is refused, and changes nothing."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from time import time
from typing import Any

import pytest

from tests.slack.front import Front
from tests.slack.lines import EVENT, body_of, signed
from tests.slack.office import Office, open_in
from tests.slack.reading import words_of
from tests.slack.server import APP_ID, TEAM_ID

DEAN = "U0DEAN"
JSON = "application/json"
MINUTE = 60

pytestmark = pytest.mark.parametrize("server", ["http"], indirect=True)


@pytest.fixture
async def office(front: Front, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path, front) as opened:
        yield opened


def _line(text: str = "people fill in a paper form") -> tuple[str, str]:
    ts = "1765186680.000100"
    event = {"type": "message", "channel": "D0DEAN", "channel_type": "im", "user": DEAN}
    event |= {"text": text, "ts": ts, "event_ts": ts}
    body = {"type": "event_callback", "team_id": TEAM_ID, "api_app_id": APP_ID, "event": event}
    return body_of(EVENT, body)


async def _heard(office: Office) -> list[str]:
    await office.deliver()
    return [words_of(message) for message in await office.slack.told(DEAN)]


@pytest.mark.parametrize(
    "how",
    [
        {"secret": "somebody else's secret"},
        {"at": time() - 6 * MINUTE},
        {"at": time() + 60 * MINUTE},
        {"more": {"X-Slack-Signature": "v0=0"}},
        {"more": {"X-Slack-Request-Timestamp": "soon"}},
        {"more": {"X-Slack-Signature": ""}},
    ],
    ids=["forged", "stale", "from the future", "garbled", "no time", "unsigned"],
)
async def test_what_is_not_signed_by_slack_now_is_refused(
    how: dict[str, Any], office: Office
) -> None:
    reply = await office.front.http.post(*_line(), **how)

    assert reply.status == 401
    assert await _heard(office) == []


async def test_a_request_that_was_changed_on_its_way_is_refused(office: Office) -> None:
    body, kind = _line()
    headers = signed(body, "what-both-sides-know")

    reply = await office.front.http.post(body.replace("paper", "pauper"), kind, headers)

    assert reply.status == 401
    assert await _heard(office) == []


@pytest.mark.parametrize("behind", [-4, 4])
async def test_clocks_that_differ_a_little_are_no_forgery(behind: int, office: Office) -> None:
    reply = await office.front.http.post(*_line(), at=time() - behind * MINUTE)

    assert reply.status == 200
    assert await _heard(office) != []


@pytest.mark.parametrize(
    "body",
    ["", "null", "[]", "{", "7", '{"type": "event_callback"}', "{}", "[" * 100_000],
    ids=lambda body: repr(body[:30]),
)
async def test_a_body_that_slack_never_sends_breaks_nothing(body: str, office: Office) -> None:
    reply = await office.front.http.post(body, JSON)

    assert reply.status < 500
    assert (await office.front.http.post(*_line())).status == 200
    assert await _heard(office) != []


async def test_slack_may_ask_whether_the_address_is_ours(office: Office) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "are you there?"})

    reply = await office.front.http.post(asked, JSON)

    assert (reply.status, "are you there?" in reply.text) == (200, True)
