"""What is pressed in Teams: by whom it may be, and what we never gave out."""

from typing import Any

from tests.teams.office import Office
from tests.teams.reading import dialog_of, inputs, labelled, words_of
from tests.teams.tenant import ALL_STAFF, DIGITAL, Trouble, person
from tests.test_faults import no_page_is_left

DEAN, RUTH, PRIYA = map(person, ("Dean", "Ruth", "Priya"))
WISH = "people fill in a paper form for a skip licence at reception"


FORGED: dict[str, Any] = {
    "nothing": {},
    "no action": {"action": None},
    "an empty one": {"action": {"data": {}}},
    "no JSON": {"action": {"data": {"press": "{"}}},
    "an unknown event": {"action": {"data": {"press": '{"_":"Exploded"}'}}},
    "of an older release": {"action": {"data": {"press": '{"_":"Taken","number":1}'}}},
    "words": {"action": {"data": {"press": '{"_":"Said","text":"hi","files":[]}'}}},
    "an endless one": {"action": {"data": {"press": "x" * 5_000}}},
    "a form of no request": {
        "data": {"form": {"name": "ask", "request": -1, "about": "", "source": ""}}
    },
    "a form of a text": {
        "data": {"form": {"name": "ask", "request": "1", "about": "", "source": ""}}
    },
    "an unknown form": {
        "data": {"form": {"name": "delete", "request": 1, "about": "", "source": ""}}
    },
}


async def test_what_we_never_gave_out_is_answered_and_does_nothing(office: Office) -> None:
    for what, value in FORGED.items():
        for name in ("adaptiveCard/action", "task/fetch", "task/submit"):
            reply = await office.people.invoke(DEAN, name, value)
            assert reply.status == 200, what
            assert reply.body, what
    posted = office.people.line(DEAN, "")
    await office.people.send({**posted, "value": {"press": "{"}})

    assert len(await office.told(DEAN)) == 1
    assert await office.told(DIGITAL) == []


async def test_only_the_team_may_decide_whoever_presses(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")

    refused = await office.press(RUTH, "Take", DIGITAL)
    office.tenant.team.pop(PRIYA)
    left = await office.press(PRIYA, "Take", DIGITAL)

    for reply in (refused, left):
        assert reply.body["value"] == "Only the digital team can do that."
    assert (await office.request()).taker is None


async def test_a_decision_waits_while_teams_does_not_say_who_is_in_the_team(
    office: Office,
) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    await office.deliver()
    office.tenant.troubles.append(Trouble("pagedmembers", 502))

    refused = await office.press(PRIYA, "Take", DIGITAL)
    taken = await office.press(PRIYA, "Take", DIGITAL)

    assert "nothing has changed" in refused.body["value"]
    assert taken.body["value"] == "You chose ‘Take’."
    taker = (await office.request()).taker
    assert taker
    assert taker.name == "Priya Nair"


async def test_who_is_in_the_team_is_kept_five_minutes_for_what_decides_nothing(
    office: Office,
) -> None:
    for _ in range(3):
        await office.people.say(DEAN, "help")

    assert len(office.tenant.made("pagedmembers")) == 1


async def test_a_client_that_posts_what_was_pressed_is_answered_with_a_post(
    office: Office,
) -> None:
    await office.people.say(DEAN, "help")
    await office.deliver()
    card = office.tenant.there(f"a:{DEAN}")[-1].activity["attachments"][0]["content"]
    form, new = (labelled(card, one) for one in ("Fill in a form", "New request"))
    assert form
    assert new

    posted = office.people.line(DEAN, "")
    await office.people.send({**posted, "id": "a", "value": form["data"]})
    form = office.tenant.there(f"a:{DEAN}")[-1].activity["attachments"][0]["content"]
    filled = {**form["actions"][0]["data"], next(iter(inputs(form))): WISH}
    await office.people.send({**posted, "id": "c", "value": filled})
    assert "[Submit]" in (await office.told(DEAN))[-1]
    before = len(await office.told(DEAN))
    await office.people.send({**posted, "id": "b", "value": new["data"]})

    assert len(await office.told(DEAN)) == before + 1


async def test_a_form_that_cannot_be_kept_just_now_stays_as_it_was_filled_in(
    office: Office,
) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    card = dialog_of((await office.press(PRIYA, "Ask", DIGITAL)).body)
    (send,) = card["actions"]
    (field,) = (name for name in inputs(card) if name.endswith("text"))
    office.tenant.troubles.append(Trouble("pagedmembers", 502))

    again = await office.people.submit(PRIYA, send, {field: "Paper or card?"}, DIGITAL)

    assert "Teams did not answer, so nothing has changed." in words_of(dialog_of(again.body))
    assert inputs(dialog_of(again.body))[field]["value"] == "Paper or card?"
    preview = await office.people.submit(PRIYA, send, {field: "Paper or card?"}, DIGITAL)
    assert "Paper or card?" in words_of(dialog_of(preview.body))


async def test_a_look_that_comes_as_a_press_is_answered_as_well(office: Office) -> None:
    """No button of ours does so on a card, but a client may."""
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")

    async def looks(press: str, channel: str = "") -> Any:
        value = {"action": {"data": {"press": press}}}
        return (await office.people.invoke(DEAN, "adaptiveCard/action", value, channel)).body

    form = await looks('{"_":"Form","form":"request","request":0,"about":""}')
    listed = await looks('{"_":"MyRequests"}')
    home, elsewhere = await looks('{"_":"Home"}'), await looks('{"_":"Home"}', ALL_STAFF)

    assert len(inputs(form["value"])) > 1
    assert "GW-1" in listed["value"]
    assert (home["value"], elsewhere["value"]) == ("", "I’ve answered you in our chat.")
    assert "[New request] [Fill in a form]" in (await office.told(DEAN))[-1]


async def test_while_nothing_can_be_kept_teams_shall_try_again(office: Office) -> None:
    line = office.people.line(DEAN, WISH + " and then type it in again" * 1_000)

    with no_page_is_left(""):
        said = await office.people.send(line)
    again = await office.people.send(line)

    assert (said.status, again.status) == (503, 200)
    assert any("Hello Dean" in one for one in await office.told(DEAN))
