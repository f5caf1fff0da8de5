"""Letters to Slack: what is tried again, what is given up, and what the operator hears of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.http import application
from adapters.pausing import LONGEST_WISH_S
from adapters.posting import LONG_WAIT_S
from adapters.slack.channel import SlackChannel
from adapters.slack.client import client_of
from adapters.slack.places import channel, direct, rooms
from adapters.slack.render import Renderer
from bot.messages import Bar, Chart, Message, Paragraph
from bot.people import Place
from bot.platforms import Network, Slack
from bot.ports import Later, Letter, Refused
from bot.words.rich import Run
from tests.cast import book
from tests.slack_world import DEAN, TEAM, Workspace, refusal
from tests.theatre import TUESDAY

LINE = Message((Paragraph((Run("Hello"),)),))
LETTER = Letter(1, direct(DEAN), LINE, TUESDAY)
CARD = Letter(2, channel(TEAM), LINE, TUESDAY, card="request:1")


@pytest.fixture
async def slack() -> Workspace:
    return Workspace()


@pytest.fixture
async def settings(slack: Workspace) -> AsyncIterator[Slack]:
    api = TestServer(application(slack.attach))
    await api.start_server()
    yield Slack(
        api_url=str(api.make_url("/api/")),
        bot_token="xoxb-1",
        app_token="xapp-1",
        team_channel=TEAM,
    )
    await api.close()


@pytest.fixture
async def way_out(settings: Slack) -> AsyncIterator[SlackChannel]:
    async with client_of(settings, Network()) as client:
        yield SlackChannel(client, Renderer(book().words, "Our council"), rooms(settings))


def failing(slack: Workspace, method: str, *answers: web.Response) -> None:
    slack.fail[method] = list(answers)


async def test_a_letter_is_posted_and_named(slack: Workspace, way_out: SlackChannel) -> None:
    assert await way_out.send(LETTER) == "D0DEAN:1700.000001"

    (posted,) = slack.of("chat.postMessage")
    assert (posted["channel"], posted["text"]) == (DEAN, "Hello")
    assert (posted["unfurl_links"], posted["mrkdwn"], posted["parse"]) == (False, False, "none")


async def test_a_card_is_updated_where_it_was_posted(
    slack: Workspace, way_out: SlackChannel
) -> None:
    sent_as = await way_out.send(CARD)
    assert await way_out.send(replace(CARD, sent_as=sent_as)) == sent_as

    (updated,) = slack.of("chat.update")
    assert f"{updated['channel']}:{updated['ts']}" == sent_as


async def test_a_card_that_is_gone_is_posted_anew(slack: Workspace, way_out: SlackChannel) -> None:
    sent_as = await way_out.send(CARD)
    failing(slack, "chat.update", refusal("message_not_found"))

    assert await way_out.send(replace(CARD, sent_as=sent_as)) != sent_as


async def test_what_is_under_a_card_or_a_line_is_in_its_thread(
    slack: Workspace, way_out: SlackChannel
) -> None:
    await way_out.send(replace(LETTER, place=channel(TEAM), under="C0TEAM:1700.5"))
    await way_out.send(replace(LETTER, place=channel("C0STAFF/1600.7")))

    under, passing = slack.of("chat.postMessage")
    assert (under["channel"], under["thread_ts"]) == (TEAM, "1700.5")
    assert (passing["channel"], passing["thread_ts"]) == ("C0STAFF", "1600.7")


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (refusal("ratelimited", 429, **{"Retry-After": "7"}), 7.0),
        (refusal("ratelimited", 429), None),
        (refusal("ratelimited", 429, **{"Retry-After": "Wed, 09 Dec 2026 09:00:00 GMT"}), None),
        (refusal("ratelimited", 429, **{"Retry-After": "nan"}), None),
        (refusal("ratelimited", 429, **{"Retry-After": "1796727960"}), LONGEST_WISH_S),
        (refusal("internal_error", 500), None),
        (web.Response(status=502, text="<html>bad gateway</html>", content_type="text/html"), None),
        (refusal("service_unavailable"), None),
        (refusal("account_inactive"), LONG_WAIT_S),
        (refusal("token_revoked"), LONG_WAIT_S),
        (refusal("missing_scope"), LONG_WAIT_S),
    ],
    ids=lambda each: str(getattr(each, "status", each)),
)
async def test_what_may_pass_is_tried_again(
    answer: web.Response, seconds: float | None, slack: Workspace, way_out: SlackChannel
) -> None:
    failing(slack, "chat.postMessage", answer)

    with pytest.raises(Later) as later:
        await way_out.send(LETTER)
    assert later.value.seconds == seconds
    assert len(slack.of("chat.postMessage")) == 1


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived"])
async def test_what_belongs_in_the_teams_channel_is_never_given_up(
    error: str,
    slack: Workspace,
    way_out: SlackChannel,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(2):
        failing(slack, "chat.postMessage", refusal(error))
        with pytest.raises(Later) as later:
            await way_out.send(CARD)
        assert later.value.seconds == LONG_WAIT_S

    assert [one.message for one in caplog.records].count("Slack refuses one of our channels") == 1
    await way_out.send(CARD)
    failing(slack, "chat.postMessage", refusal(error))
    with pytest.raises(Later):
        await way_out.send(CARD)
    assert [one.message for one in caplog.records].count("Slack refuses one of our channels") == 2


@pytest.mark.parametrize("error", ["user_not_found", "cannot_dm_bot", "channel_not_found"])
async def test_who_cannot_be_reached_is_said(
    error: str, slack: Workspace, way_out: SlackChannel
) -> None:
    failing(slack, "chat.postMessage", refusal(error))

    with pytest.raises(Refused, match=error):
        await way_out.send(LETTER)


async def test_a_slack_that_is_not_there_is_tried_again(settings: Slack) -> None:
    nowhere = replace(settings, api_url="http://127.0.0.1:9/api/")
    async with client_of(nowhere, Network()) as client:
        way_out = SlackChannel(client, Renderer(book().words, "Ours"), rooms(nowhere))
        with pytest.raises(Later) as later:
            await way_out.send(LETTER)
    assert not later.value.unsure


async def test_of_what_was_cut_off_nobody_knows_whether_it_arrived(settings: Slack) -> None:
    async def cut(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(cut, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/api/"
    async with server, client_of(replace(settings, api_url=address), Network()) as client:
        way_out = SlackChannel(client, Renderer(book().words, "Ours"), rooms(settings))
        with pytest.raises(Later) as later:
            await way_out.send(LETTER)
    assert later.value.unsure


async def test_where_slack_takes_no_chart_its_words_serve(
    slack: Workspace, way_out: SlackChannel
) -> None:
    charted = replace(LETTER, message=Message((Chart("Counts", (Bar("A", 1, "one"),)),)))
    failing(slack, "chat.postMessage", refusal("invalid_blocks"))
    await way_out.send(charted)

    kinds = [[block["type"] for block in one["blocks"]] for one in slack.of("chat.postMessage")]
    assert kinds[0][0] == "data_visualization"
    assert "data_visualization" not in kinds[1]


async def test_where_slack_takes_no_blocks_the_text_serves(
    slack: Workspace, way_out: SlackChannel
) -> None:
    failing(slack, "chat.postMessage", refusal("invalid_blocks"), refusal("invalid_blocks"))
    await way_out.send(LETTER)

    assert slack.of("chat.postMessage")[-1]["blocks"] == []


async def test_a_long_letter_goes_on_from_where_it_stopped(
    slack: Workspace, way_out: SlackChannel
) -> None:
    words = tuple(Paragraph((Run(f"{n} " + "word " * 500),)) for n in range(4))
    failing(slack, "chat.postMessage")
    long = replace(LETTER, message=Message(words))
    slack.fail["chat.postMessage"] = [_posted("1"), refusal("internal_error")]
    with pytest.raises(Later):
        await way_out.send(long)
    await way_out.send(long)

    begins = [one["text"][0] for one in slack.of("chat.postMessage")]
    assert begins == ["0", "1", "1", "2", "3"]


def _posted(ts: str) -> web.Response:
    return web.json_response({"ok": True, "channel": "D0DEAN", "ts": ts})


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_arguments"])
async def test_one_letter_that_slack_never_takes_does_not_hold_up_the_teams_channel(
    error: str, slack: Workspace, way_out: SlackChannel
) -> None:
    failing(slack, "chat.postMessage", refusal(error))

    with pytest.raises(Refused, match=error):
        await way_out.send(CARD)


async def test_blocks_that_are_too_long_are_left_out(
    slack: Workspace, way_out: SlackChannel
) -> None:
    too_long = [refusal("msg_blocks_too_long") for _ in range(2)]
    failing(slack, "chat.postMessage", *too_long)
    await way_out.send(CARD)

    posted = slack.of("chat.postMessage")[-1]
    assert (posted["blocks"], posted["text"]) == ([], "Hello")


@pytest.mark.parametrize("error", ["cannot_reply_to_message", "restricted_action_thread_locked"])
@pytest.mark.parametrize("place", [channel(TEAM), channel(f"{TEAM}/1700.5")])
async def test_what_belongs_under_a_thread_that_takes_nothing_is_said_beside_it(
    error: str, place: Place, slack: Workspace, way_out: SlackChannel
) -> None:
    """Somebody deleted the card, or locked its thread: the team’s channel waits for neither."""
    failing(slack, "chat.postMessage", refusal(error))
    under = "" if place != place.room else f"{TEAM}:1700.5"

    await way_out.send(replace(LETTER, place=place, under=under))

    tried, beside = slack.of("chat.postMessage")
    assert tried["thread_ts"] == "1700.5"
    assert (beside["channel"], "thread_ts" in beside) == (TEAM, False)


async def test_under_a_line_of_others_nothing_is_said_beside_it(
    slack: Workspace, way_out: SlackChannel
) -> None:
    failing(slack, "chat.postMessage", refusal("cannot_reply_to_message"))

    with pytest.raises(Refused, match="cannot_reply_to_message"):
        await way_out.send(replace(LETTER, place=channel("C0STAFF/1600.7")))
