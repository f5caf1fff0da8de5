"""Between Slack and Groundwork nothing is lost, and nothing happens twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.slack.front import Front
from tests.slack.office import Office, open_in
from tests.slack.people import Json
from tests.slack.reading import labelled, words_of
from tests.slack.server import DIGITAL, PEOPLE
from tests.slack.troubles import Trouble, refusing, too_many
from tests.theatre import stage_of

DEAN, RUTH, PRIYA = "U0DEAN", "U0RUTH", "U0PRIYA"
WISH = "people fill in a paper form for a skip licence at reception"
POST = "chat.postMessage"
SEEN = "You may have seen this already. I was interrupted while I was sending it.\n"

by_socket = pytest.mark.parametrize("server", ["socket"], indirect=True)
"""What has nothing to do with how Slack reaches us is tried one way."""


@pytest.fixture
async def office(front: Front, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path, front) as opened:
        await opened.works_in(DEAN, "Dean Marsh", "Parking")
        await opened.works_in(RUTH, "Ruth Okafor", "Adult social care")
        yield opened


async def _later(office: Office, minutes: int = 11) -> None:
    """What waited for its time is tried again."""
    await stage_of(office.program).walk(office.program.clock.now() + timedelta(minutes=minutes))


async def _said_to(office: Office, user: str) -> list[str]:
    await office.deliver()
    return [words_of(message) for message in await office.slack.told(user)]


async def _press(office: Office, user: str, label: str, place: str = "") -> Json:
    """The newest button of this label, in the direct message or in a channel."""
    await office.deliver()
    there = await (office.slack.messages(place) if place else office.slack.told(user))
    message = next(one for one in reversed(there) if labelled(one, label))
    found = labelled(message, label)
    assert found is not None
    await office.slack.press(user, message, found.element, found.option)
    await office.deliver()
    return message


def _line(user: str, ts: str, text: str) -> Json:
    return {
        "type": "message",
        "channel": f"D{user}",
        "channel_type": "im",
        "user": user,
        "text": text,
        "ts": ts,
        "event_ts": ts,
    }


async def test_a_line_that_comes_again_is_taken_once(office: Office) -> None:
    line = _line(DEAN, "1765186680.000100", WISH)

    for _ in range(3):
        await office.slack.event(line)

    assert sum("Hello Dean" in one for one in await _said_to(office, DEAN)) == 1


async def test_a_double_press_sends_one_request(office: Office) -> None:
    await office.slack.say(DEAN, WISH)
    await office.deliver()
    message = (await office.slack.told(DEAN))[-1]
    found = labelled(message, "Talk to a person")
    assert found is not None
    for _ in range(2):
        await office.slack.press(DEAN, message, found.element)
        await office.deliver()

    cards = [one for one in await office.slack.messages(DIGITAL) if not one.get("thread_ts")]
    assert len(cards) == 1


@by_socket
@pytest.mark.parametrize(
    "trouble",
    [
        too_many(POST, 30),
        Trouble(POST, 500, {"ok": False, "error": "internal_error"}),
        Trouble(POST, 502, {}),
        Trouble(POST),
        refusing(POST, "account_inactive"),
        refusing(POST, "missing_scope"),
    ],
    ids=["429", "500", "502", "cut", "app switched off", "scope missing"],
)
async def test_an_answer_that_slack_does_not_take_comes_later(
    office: Office, trouble: Trouble
) -> None:
    trouble.times = 1
    office.front.troubles.append(trouble)

    await office.slack.say(DEAN, WISH)
    assert await _said_to(office, DEAN) == []
    await office.slack.say(RUTH, WISH)
    assert await _said_to(office, RUTH) != []
    await _later(office)

    said = [one.removeprefix(SEEN).partition(".")[0] for one in await _said_to(office, DEAN)]
    assert said == ["I’m Groundwork", "Hello Dean"]


@by_socket
async def test_a_place_that_is_gone_is_told_to_the_operator_and_holds_up_nobody(
    office: Office,
) -> None:
    office.front.troubles.append(
        Trouble(POST, 200, {"ok": False, "error": "channel_not_found"}, times=2)
    )

    await office.slack.say(DEAN, WISH)
    await office.deliver()
    await office.slack.say(RUTH, WISH)

    assert await _said_to(office, RUTH) != []
    lost = await office.program.store.transact(lambda work: work.undelivered())
    assert {(one.place.key, one.reason) for one in lost} == {(DEAN, "channel_not_found")}


@by_socket
async def test_the_card_is_never_given_up(office: Office) -> None:
    to_the_team = refusing(POST, "is_archived", times=2)
    to_the_team.only = lambda said: said["channel"] == DIGITAL
    office.front.troubles.append(to_the_team)

    await office.slack.say(DEAN, WISH)
    await _press(office, DEAN, "Talk to a person")
    assert await office.slack.messages(DIGITAL) == []
    assert "GW-1" in (await _said_to(office, DEAN))[-1]
    await _later(office)
    await _later(office)

    assert "GW-1" in words_of((await office.slack.messages(DIGITAL))[0])


async def test_two_people_at_once_are_not_mixed_up(office: Office) -> None:
    async def talks(user: str, words: str) -> None:
        await office.slack.say(user, words)
        await _press(office, user, "Talk to a person")

    await asyncio.gather(
        talks(DEAN, "people fill in a paper form for a skip licence"),
        talks(RUTH, "families ring us to ask about a care assessment"),
    )

    both = [await office.request(number) for number in (1, 2)]
    said = {request.requester.name: request.said[0].text for request in both}
    assert said == {
        "Dean Marsh": "people fill in a paper form for a skip licence",
        "Ruth Okafor": "families ring us to ask about a care assessment",
    }


async def test_two_hundred_lines_in_a_burst_stay_in_order(office: Office) -> None:
    """By socket 200, by signed requests 40: each is a line of one of 8 people."""
    people, each = list(PEOPLE)[:8], 25 if office.front.server.mode == "socket" else 5
    for user in people:
        await office.works_in(user, PEOPLE[user], "Parking")
    burst = [(user, f"line {n} by {PEOPLE[user]}") for n in range(each) for user in people]

    await asyncio.gather(
        *(
            office.slack.event(_line(user, f"1765186680.{n:06}", text))
            for n, (user, text) in enumerate(burst)
        )
    )
    for user in people:
        await _press(office, user, "Talk to a person")

    for number, user in enumerate(people, 1):
        typed = [text for one, text in burst if one == user]
        kept = [line.text for line in (await office.request(number)).said]
        # A request has what began it, what was added, and then what answered the questions.
        assert kept == [typed[0], *typed[6:], *typed[1:6]]


@by_socket
async def test_a_socket_that_drops_is_opened_again_and_nothing_is_lost(office: Office) -> None:
    await office.slack.say(DEAN, WISH)
    await office.front.socket.drop()
    await office.slack.say(DEAN, "we type it in again")

    assert len(await _said_to(office, DEAN)) == 3
