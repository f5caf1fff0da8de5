"""What is pressed in Teams: by whom it may be, and what we never gave out."""

from typing import Any

from tests.teams.office import Office
from tests.teams.reading import inputs, labelled
from tests.teams.tenant import DIGITAL, Trouble, person

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
