"""Who may talk to the page, what it shows to whom, and how open pages hear of news."""

import json
import re
from collections.abc import AsyncIterator

import pytest

from adapters.web.people import PEOPLE, TEAM_CHANNEL
from tests.test_web_world import DEAN, World, saying


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    async with world.client:
        yield world


# Who may talk to the page


async def test_the_page_is_served_with_nothing_from_elsewhere(world: World) -> None:
    response = await world.client.get("/")

    assert response.status == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    html = await response.text()
    assert re.findall(r'(?:src|href)="(?!/|#)', html) == []
    assert "style=" not in html
    assert "onclick" not in html


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "localhost.evil:80"])
async def test_another_host_name_is_refused(world: World, host: str) -> None:
    response = await world.client.get("/", headers={"Host": host})

    assert response.status == 421
    assert "http://127.0.0.1" in (await response.json())["error"]


async def test_localhost_is_us_too(world: World) -> None:
    response = await world.client.get("/", headers={"Host": f"localhost:{world.client.port}"})

    assert response.status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_page_cannot_act_here(world: World, headers: dict[str, str]) -> None:
    response = await world.send("say", DEAN | {"text": "hello"}, **headers)

    assert response.status == 403
    assert world.bot.taken == []


async def test_a_plain_form_cannot_act_here(world: World) -> None:
    response = await world.client.post("/page/say", data={"text": "hello"})

    assert response.status == 415


async def test_the_page_itself_can_act(world: World) -> None:
    origin = f"http://127.0.0.1:{world.client.port}"
    headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    response = await world.send("say", DEAN | {"text": "hello"}, **headers)

    assert response.status == 200


async def test_the_server_says_that_it_is_there(world: World) -> None:
    assert json.loads(await world.read("/health")) == {"status": "fine"}


@pytest.mark.parametrize(("name", "status"), [("page.js", 200), ("mark.svg", 200), ("app.py", 404)])
async def test_only_the_pages_own_files_are_served(world: World, name: str, status: int) -> None:
    assert (await world.client.get(f"/page/static/{name}")).status == status


# Being one of the four people


async def test_the_page_remembers_who_you_are(world: World) -> None:
    await world.read("/?you=ruth")

    assert 'data-you="ruth"' in await world.read("/")


async def test_nobody_known_is_the_first_person(world: World) -> None:
    assert 'data-you="dean"' in await world.read("/?you=mallory")


async def test_staff_do_not_see_the_teams_channel(world: World) -> None:
    response = await world.client.get("/page/messages?you=dean&place=digital-team")

    assert response.status == 403
    assert 'data-place="dean"' in await world.read("/?you=dean&place=digital-team")
    html = await world.read("/?you=dean")
    assert "digital-team" not in re.sub(r'data-places="[^"]*"', "", html)


async def test_the_team_sees_its_channel_and_its_queue(world: World) -> None:
    html = await world.read("/?you=tom&place=digital-team")

    assert "<span>Queue</span>" in html
    assert 'data-place="digital-team"' in html


async def test_a_first_visit_offers_first_messages(world: World) -> None:
    html = await world.read("/?you=dean")

    assert html.count("data-example=") == 3
    assert "Requests arrive here" in await world.read("/?you=priya&place=digital-team")
    assert "Colleagues write to each other" in await world.read("/?you=dean&place=all-staff")


# Looking


async def test_messages_are_drawn_again_only_when_they_changed(world: World) -> None:
    first = await world.client.get("/page/messages?you=dean&place=dean")
    version = first.headers["X-Page-Version"]
    again = await world.client.get(f"/page/messages?you=dean&place=dean&after={version}")
    await world.answer("say", DEAN | {"text": "hello"})
    later = await world.client.get(f"/page/messages?you=dean&place=dean&after={version}")

    assert (again.status, later.status) == (204, 200)
    assert again.headers["X-Page-Now"] == "Tuesday 8 December 2026, 9:38am"
    assert 'data-message="1"' in await later.text()


async def test_what_is_latest_is_told_for_every_place(world: World) -> None:
    world.record.post(TEAM_CHANNEL, saying("a card"), card="request 1, team")

    latest = json.loads(await world.read("/page/latest"))
    people = {"dean": 0, "ruth": 0, "priya": 0, "tom": 0}
    assert latest == {**people, "all-staff": 0, "digital-team": 1}


async def test_an_open_page_hears_that_a_place_changed(world: World) -> None:
    events = await world.client.get("/page/events")
    assert events.headers["Content-Type"] == "text/event-stream"
    await events.content.readuntil(b"\n\n")
    await world.answer("say", DEAN | {"text": "hello"})

    told = await events.content.readuntil(b"\n\n")
    assert told == b'event: changed\ndata: {"place": "dean"}\n\n'


async def test_an_open_page_does_not_keep_the_server_from_stopping(world: World) -> None:
    events = await world.client.get("/page/events")
    await events.content.readuntil(b"\n\n")
    world.hub.close()

    assert await events.content.read() == b""


def test_everyone_is_among_all_staff_and_has_a_direct_message_of_their_own() -> None:
    seen = {someone.key: [place.key for place in someone.places] for someone in PEOPLE}

    assert seen["ruth"] == ["ruth", "all-staff"]
    assert seen["tom"] == ["tom", "all-staff", "digital-team"]
