"""Every way in, from a real Slack: each leads to the same conversation."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest
from adapters.slack.scopes import OPTIONAL
from tests.slack.front import Front
from tests.slack.office import Office, open_in
from tests.slack.people import Json
from tests.slack.reading import filled, inputs, labelled, words_of
from tests.slack.server import ALL_STAFF, BOT, DIGITAL

DEAN, RUTH, PRIYA, TOM = "U0DEAN", "U0RUTH", "U0PRIYA", "U0TOM"
WISH = "people fill in a paper form for a skip licence at reception"


@pytest.fixture
async def office(front: Front, tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path, front) as opened:
        await opened.works_in(DEAN, "Dean Marsh", "Parking")
        yield opened


async def _last_told(office: Office, user: str) -> str:
    await office.deliver()
    return words_of((await office.slack.told(user))[-1])


async def _alone(office: Office, user: str, channel: str) -> list[str]:
    """What one person alone reads in a channel."""
    there = await office.slack.messages(channel)
    return [words_of(one) for one in there if one.get("ephemeral_to") == user]


async def _fill(office: Office, user: str, **values: str) -> dict[str, str]:
    view = await office.slack.modal()
    assert view is not None
    told = {
        key: {element["action_id"]: filled(element, values.get(key))}
        for key, element in inputs(view).items()
    }
    return await office.slack.submit(user, told)


async def test_a_wish_in_a_command_goes_on_in_the_direct_message(office: Office) -> None:
    await office.slack.command(DEAN, WISH)

    assert "Hello Dean" in await _last_told(office, DEAN)
    assert [one["user"] for one in await office.slack.messages(ALL_STAFF)] in ([], [BOT])


async def test_help_by_command_is_for_the_one_who_typed_it(office: Office) -> None:
    for typed in ("", "help"):
        await office.slack.command(DEAN, typed)

    first, second = await _alone(office, DEAN, ALL_STAFF)
    assert first == second
    assert "my requests" in first


async def test_a_mention_is_answered_with_one_line_there(office: Office) -> None:
    ts = await office.slack.say(DEAN, f"<@{BOT}> {WISH}", ALL_STAFF)

    assert "Hello Dean" in await _last_told(office, DEAN)
    mine, answer = await office.slack.messages(ALL_STAFF)
    assert (mine["ts"], answer["thread_ts"]) == (ts, ts)


async def test_colleagues_among_themselves_are_not_answered(office: Office) -> None:
    await office.slack.say(DEAN, WISH, ALL_STAFF)
    await office.deliver()

    assert len(await office.slack.messages(ALL_STAFF)) == 1
    assert await office.slack.told(DEAN) == []


async def test_the_shortcut_opens_the_whole_form_with_errors_under_its_fields(
    office: Office,
) -> None:
    await office.slack.shortcut(DEAN, "new_request")
    errors = await _fill(office, DEAN, text=" ", volume_per_month="some")

    assert set(errors) == {"text", "volume_per_month"}
    assert await office.slack.modal() is not None

    assert await _fill(office, DEAN, text=WISH, volume_per_month="40") == {}
    assert await office.slack.modal() is None
    assert "about 40 a month" in await _last_told(office, DEAN)


async def test_home_begins_a_request_and_shows_it_when_it_is_sent(office: Office) -> None:
    home = await office.slack.home(DEAN)
    new = labelled(home, "New request")
    assert new is not None
    await office.slack.press_in_view(DEAN, home, new.element)
    if await office.slack.modal():
        await office.slack.close(DEAN)
    await office.slack.say(DEAN, WISH)
    await _press(office, DEAN, "Talk to a person")

    assert "GW-1" in words_of(await office.slack.home(DEAN))
    assert "GW-1" in words_of(await office.slack.home(PRIYA))
    assert "GW-1" not in words_of(await office.slack.home(RUTH))


async def _press(office: Office, user: str, label: str, channel: str = "") -> None:
    """The newest of that label."""
    await office.deliver()
    there = await (office.slack.messages(channel) if channel else office.slack.told(user))
    message: Json = next(one for one in reversed(there) if labelled(one, label))
    found = labelled(message, label)
    assert found is not None
    await office.slack.press(user, message, found.element, found.option)
    await office.deliver()


async def test_the_author_of_a_marked_message_is_asked_first(office: Office) -> None:
    ts = await office.slack.say(RUTH, WISH, ALL_STAFF)
    line = next(one for one in await office.slack.messages(ALL_STAFF) if one["ts"] == ts)

    await office.slack.message_shortcut(DEAN, "from_message", line)
    assert await _fill(office, DEAN, text="people fill in a paper form") == {}

    assert "people fill in a paper form" in await _last_told(office, RUTH)
    assert await office.slack.messages(DIGITAL) == []


@pytest.mark.parametrize(
    "told",
    [
        {"is_stranger": True, "team_id": "T0OTHER"},
        {"is_bot": True},
    ],
    ids=["of another organisation", "a program"],
)
async def test_who_is_not_ours_makes_no_request(told: Json, office: Office) -> None:
    office.front.changes["users.info"] = lambda answer: answer["user"].update(told)

    await office.slack.say(RUTH, WISH)
    await office.deliver()

    assert all("Hello" not in words_of(one) for one in await office.slack.told(RUTH))


async def test_the_lines_of_the_bot_itself_and_of_other_bots_are_left_alone(
    office: Office,
) -> None:
    line: Json = {"type": "message", "channel_type": "im", "channel": "D0DEAN", "text": WISH}

    await office.slack.event({**line, "user": BOT, "bot_id": "B0GROUND", "ts": "1.1"})
    await office.slack.event({**line, "subtype": "bot_message", "bot_id": "B0X", "ts": "1.2"})
    await office.deliver()

    assert office.front.made("chat.postMessage") == []


async def test_a_line_that_its_author_changes_is_followed(office: Office) -> None:
    ts = await office.slack.say(DEAN, WISH)
    await _press(office, DEAN, "Talk to a person")

    await office.slack.edit(DEAN, ts, f"{WISH}, and at the depot")
    await office.deliver()

    of_the_request = " ".join(words_of(one) for one in await office.slack.messages(DIGITAL))
    assert "and at the depot" in of_the_request


async def test_a_line_that_its_author_deletes_leaves_the_request_as_it_is(office: Office) -> None:
    ts = await office.slack.say(DEAN, WISH)
    await _press(office, DEAN, "Talk to a person")
    before = await office.request()

    await office.slack.delete(DEAN, ts)
    await office.deliver()

    after = await office.request()
    assert (after.said, after.status) == (before.said, before.status)


async def test_asked_into_a_channel_it_says_what_it_is(office: Office) -> None:
    joined = {"type": "member_joined_channel", "user": BOT, "channel": ALL_STAFF, "team": "T0NORTH"}

    await office.slack.event({**joined, "channel_type": "C", "event_ts": "1.1"})
    await office.slack.event({**joined, "user": DEAN, "channel_type": "C", "event_ts": "1.2"})

    (said,) = await office.slack.messages(ALL_STAFF)
    assert "Groundwork" in words_of(said)


async def test_every_event_that_the_manifest_asks_for_is_acknowledged(office: Office) -> None:
    subscribed = manifest(office.program.book.words, more=[one.name for one in OPTIONAL])
    for name in subscribed["settings"]["event_subscriptions"]["bot_events"]:
        kind, _, where = name.partition(".")
        told = {"type": kind, "user": DEAN, "channel": "C0X", "text": "hello", "ts": "1.1"}
        await office.slack.event({**told, "event_ts": "1.1", "channel_type": where or "channel"})

    replies = office.front.http.tries
    assert all(reply.status == 200 for reply in replies)
    assert not office.front.socket.unacknowledged


async def test_a_plain_reply_under_a_card_answers_what_was_asked(office: Office) -> None:
    await office.slack.say(TOM, WISH)
    await _press(office, TOM, "Talk to a person")
    await _press(office, PRIYA, "Ask", DIGITAL)
    for values in ({"text": "How many a month?"}, {}):
        assert await _fill(office, PRIYA, **values) == {}
    await office.deliver()
    card = (await office.slack.messages(DIGITAL))[0]

    await office.slack.say(PRIYA, "Tom would know", DIGITAL, card["ts"])
    await office.slack.say(TOM, "about 40", DIGITAL, card["ts"])
    await _press(office, TOM, "Yes", DIGITAL)

    assert (await office.request()).text == f"{WISH}\nabout 40"
    under = [one for one in await office.slack.messages(DIGITAL) if one.get("thread_ts")]
    assert sum("Is this your answer" in words_of(one) for one in under) == 1


async def test_a_marked_message_is_followed_in_its_channel(office: Office) -> None:
    ts = await office.slack.say(RUTH, WISH, ALL_STAFF)
    line = next(one for one in await office.slack.messages(ALL_STAFF) if one["ts"] == ts)
    await office.slack.message_shortcut(DEAN, "from_message", line)
    await _fill(office, DEAN)

    await office.slack.edit(RUTH, ts, "people ring us for a skip licence", ALL_STAFF)
    assert "people ring us for a skip licence" in await _last_told(office, RUTH)
    await office.slack.delete(RUTH, ts, ALL_STAFF)
    assert "it goes no further" in await _last_told(office, RUTH)
