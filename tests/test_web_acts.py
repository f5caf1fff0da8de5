"""What people do on the page: saying, pressing, filling in, moving the clock."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.http import application
from adapters.web.app import Page, Parts
from adapters.web.people import TEAM_CHANNEL
from bot.events import Filled, Form, MyRequests, Said, Stale, Taken
from bot.messages import (
    Choice,
    Dialog,
    Field,
    FieldKind,
    Invalid,
    Open,
    Quiet,
)
from bot.wire import press_to_text
from tests.test_web_world import DEAN, NINE, PRIYA, World, saying
from tests.theatre import program_in

FILLED = DEAN | {"form": "ask", "request": 1, "about": "", "values": {}}


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    async with world.client:
        yield world


async def test_a_typed_line_reaches_the_bot_as_it_was_typed(world: World) -> None:
    assert await world.answer("say", DEAN | {"text": "hiya\nthere  "}) == {}

    (incoming,) = world.bot.taken
    assert incoming.id == "page:a-1"
    assert incoming.event == Said("hiya\nthere  ")
    assert incoming.echo == "hiya\nthere  "
    assert incoming.at == NINE
    assert (incoming.who.name, incoming.who.service) == ("Dean Marsh", "Parking")


async def test_markup_that_a_person_wrote_stays_text(world: World) -> None:
    line = "<script>alert(1)</script> & <b onclick='x'>"
    await world.answer("say", DEAN | {"text": line})

    html = await world.read("/?you=dean")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b onclick" in html


async def test_half_a_character_is_replaced(world: World) -> None:
    raw = json.dumps(DEAN | {"text": "smile \ud83d"})
    await world.client.post("/page/say", data=raw, headers={"Content-Type": "application/json"})

    assert world.bot.taken[0].event == Said("smile ?")


async def test_a_long_text_is_taken_and_folded(world: World) -> None:
    await world.answer("say", DEAN | {"text": "word " * 20_000})

    assert "A long message from Dean Marsh" in await world.read("/?you=dean")


async def test_a_text_too_long_to_send_is_answered_in_words(world: World) -> None:
    response = await world.send("say", DEAN | {"text": "x" * 200_001})

    assert response.status == 413
    assert (await response.json())["error"].startswith("That is too long to send")
    assert world.bot.taken == []


@pytest.mark.parametrize(
    ("path", "body", "why"),
    [
        ("say", DEAN, "no text ‘text’"),
        ("say", DEAN | {"text": 5}, "no text ‘text’"),
        ("say", DEAN | {"text": "hi", "id": ""}, "no id"),
        ("say", DEAN | {"text": "hi", "id": "x" * 65}, "no id"),
        ("say", DEAN | {"text": "hi", "person": "mallory"}, "nobody of that name"),
        ("say", DEAN | {"text": "hi", "place": "digital-team"}, "not in that channel"),
        ("say", DEAN | {"text": "hi", "place": "ruth"}, "not in that channel"),
        ("fill", DEAN | {"form": "ask", "about": "", "request": 1}, "‘values’"),
        ("fill", FILLED | {"request": True}, "no number ‘request’"),
        ("fill", FILLED | {"request": 2**40}, "no number ‘request’"),
        ("fill", FILLED | {"values": {"text": 1}}, "no text ‘text’"),
        ("fill", FILLED | {"about": None}, "no text ‘about’"),
        ("say", DEAN | {"text": " ", "place": "all-staff"}, "Type a message first."),
        ("find", DEAN | {"message": "1"}, "no number ‘message’"),
        ("clock", {"to": "yesterday"}, "tomorrow, week, quarter"),
        ("say", ["hi"], "could not be read"),
    ],
)
async def test_what_the_page_does_not_send_is_refused_in_words(
    world: World, path: str, body: object, why: str
) -> None:
    response = await world.send(path, body)

    assert response.status == 400
    assert why in (await response.json())["error"]
    assert world.bot.taken == []


@pytest.mark.parametrize("raw", ["{", "[" * 50_000, "\x00"])
async def test_what_is_no_json_is_refused(world: World, raw: str) -> None:
    for path in ("say", "clock"):
        response = await world.client.post(
            f"/page/{path}", data=raw, headers={"Content-Type": "application/json"}
        )
        assert response.status == 400


async def test_a_button_is_the_event_that_it_carries(world: World) -> None:
    value = press_to_text(Taken(123))
    await world.answer("press", PRIYA | {"value": value, "label": "Take"})

    (incoming,) = world.bot.taken
    assert (incoming.event, incoming.echo, incoming.place) == (Taken(123), "", TEAM_CHANNEL)


async def test_a_forged_button_is_stale(world: World) -> None:
    await world.answer("press", DEAN | {"value": '{"_":"Dropped","table":"x"}', "label": "Take"})

    assert world.bot.taken[0].event == Stale()


async def test_a_look_is_shown_and_nothing_happens(world: World) -> None:
    value = press_to_text(MyRequests())
    answer = await world.answer("press", DEAN | {"value": value, "label": "My requests"})

    assert "You have no requests yet." in answer["show"]
    assert [(look, at) for look, _, _, at in world.bot.looks] == [(MyRequests(), NINE)]
    assert world.bot.taken == []


async def test_a_dialog_has_labels_hints_and_places_for_errors(world: World) -> None:
    when = (Choice("now", "Now"), Choice("later", "Later"))
    many = tuple(Choice(str(n), f"Service {n}") for n in range(6))
    fields = (
        Field("horizon", "When", FieldKind.CHOICE, value="now", choices=when, required=True),
        Field("service", "Service", FieldKind.CHOICE, value="3", choices=many),
        Field("on", "Go-live", FieldKind.DAY, "A working day.", "2027-01-18"),
        Field("text", "What to tell <Dean>", FieldKind.LINES, value="</textarea>"),
        Field("title", "Title"),
    )
    world.bot.view = Open(Dialog("accept", 123, "Accept GW-123", fields, "Accept"))
    value = press_to_text(Form("accept", 123))
    html = (await world.answer("press", PRIYA | {"value": value, "label": "Accept"}))["dialog"]

    assert 'data-form="accept" data-request="123"' in html
    assert '<input type="radio" name="horizon" value="now" checked>' in html
    assert '<option value="3" selected>' in html
    assert 'type="date" value="2027-01-18"' in html
    assert 'aria-describedby="hint-on error-on"' in html
    assert "What to tell &lt;Dean&gt;" in html
    assert "&lt;/textarea&gt;" in html


async def test_errors_go_under_their_fields(world: World) -> None:
    world.bot.answer = Invalid({"on": "Enter a day after today."})
    sheet = {"form": "accept", "request": 123, "about": ""}
    body = PRIYA | sheet | {"values": {"on": "2020-01-01"}}
    answer = await world.answer("fill", body)

    assert answer == {"errors": {"on": "Enter a day after today."}}
    assert world.bot.taken[0].event == Filled("accept", 123, {"on": "2020-01-01"})


async def test_a_quiet_answer_is_for_the_person_who_pressed(world: World) -> None:
    world.bot.answer = Quiet(saying("Only they can do that."))
    answer = await world.answer("press", DEAN | {"value": "x", "label": "Take"})

    assert "Only they can do that." in answer["quiet"]
    assert "Only they can" not in await world.read("/?you=priya&place=digital-team")


async def test_the_same_act_sent_again_is_the_same_event(world: World) -> None:
    for _ in range(2):
        await world.answer("say", DEAN | {"text": "hello"})

    assert len({incoming.id for incoming in world.bot.taken}) == 1
    assert (await world.read("/page/messages?you=dean&place=dean")).count("<article") == 1


# The clock, the example month, and starting again


async def test_the_clock_moves_to_tomorrow_morning_hour_by_hour(world: World) -> None:
    answer = await world.answer("clock", {"to": "tomorrow"})

    assert answer == {"now": "Wednesday 9 December 2026, 9am"}
    assert [at.hour for at in world.ticks] == [*range(10, 24), *range(10)]


async def test_open_pages_hear_how_far_the_clock_has_got(world: World) -> None:
    events = await world.client.get("/page/events")
    await events.content.readuntil(b"\n\n")
    await world.answer("clock", {"to": "tomorrow"})

    told = (await events.content.readuntil(b"\n\n")).decode().split("data: ")
    assert told[0] == "event: clock\n"
    assert json.loads(told[1]) == {
        "now": "Wednesday 9 December 2026, midnight",
        "done": 15,
        "of": 24,
    }


async def test_only_one_thing_moves_the_clock_at_a_time(world: World) -> None:
    world.go_on.clear()
    moving = asyncio.create_task(world.send("clock", {"to": "week"}))
    await world.walking.wait()
    refused = await world.send("example", {})
    world.go_on.set()

    assert refused.status == 409
    assert "still moving" in (await refused.json())["error"]
    assert (await moving).status == 200


async def test_a_month_that_cannot_be_played_says_how_to_mend_it(world: World) -> None:
    response = await world.send("example", {})

    assert response.status == 409
    assert "Start again first." in (await response.json())["error"]


async def test_the_example_month_gives_the_queue_and_the_digest_life(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        parts = Parts(
            program.bot,
            program.store,
            program.clock,
            program.hub,
            program.tick,
            program.deliver,
            program.book.days,
        )
        async with TestClient(TestServer(application(Page(parts).attach))) as client:
            filled = await client.post("/page/example", json={})
            twice = await client.post("/page/example", json={})
            refused = await twice.json()
            html = await (await client.get("/?you=tom&place=digital-team")).text()
            again = await client.post("/page/restart", json={})
            empty = await (await client.get("/?you=tom&place=digital-team")).text()

    assert (filled.status, again.status) == (200, 200), await filled.text()
    assert (twice.status, refused["error"]) == (
        409,
        "The month needs an empty page: there are requests here already. Start again first.",
    )
    assert 'data-card="request:1"' in html
    assert "Requests arrive here" in empty


async def test_starting_again_forgets_all_and_goes_back_to_the_real_time(world: World) -> None:
    await world.answer("say", DEAN | {"text": "hello"})
    await world.answer("clock", {"to": "week"})
    answer = await world.answer("restart", {})

    assert answer == {"now": "Tuesday 8 December 2026, 9:38am"}
    assert world.record.said == []
