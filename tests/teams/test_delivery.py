"""Between Teams and Groundwork nothing is lost, and nothing happens twice."""

import asyncio
from pathlib import Path

import pytest

from adapters.teams.places import channel
from bot.effects import Say
from bot.messages import Message, Paragraph
from bot.words.rich import plain_run
from tests.teams.office import Office, working_in
from tests.teams.reading import card_of, labelled
from tests.teams.tenant import ALL_STAFF, APP_ID, DIGITAL, Trouble, person, tenant_there

DEAN, RUTH, PRIYA = map(person, ("Dean", "Ruth", "Priya"))
WISH = "people fill in a paper form for a skip licence at reception"
POST = "POST /uk/v3/conversations/a:"
SEEN = "You may have seen this already. I was interrupted while I was sending it.\n"
CROWD = ("Ann", "Bea", "Cai", "Dot", "Eve", "Fay", "Gus", "Hal")


async def test_an_activity_that_comes_again_is_taken_once(office: Office) -> None:
    line = office.people.line(DEAN, WISH)

    for _ in range(3):
        assert (await office.people.send(line)).status == 200

    assert sum("Hello Dean" in one for one in await office.told(DEAN)) == 1


async def test_two_lines_in_the_same_moment_in_two_chats_are_two(office: Office) -> None:
    same = {"id": "1765186680000", "timestamp": "2026-12-08T09:38:00Z"}

    await office.people.send(office.people.line(DEAN, WISH, **same))
    await office.people.send(office.people.line(RUTH, WISH, **same))

    assert await office.told(DEAN) != []
    assert await office.told(RUTH) != []


async def test_lines_that_nothing_tells_apart_are_both_taken(office: Office) -> None:
    for said in (WISH, "someone types it in"):
        line = office.people.line(DEAN, said)
        await office.people.send(line | {"id": None, "timestamp": None})

    assert "2 of at most 5" in (await office.told(DEAN))[-1]


async def test_a_press_that_comes_again_sends_one_request(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.deliver()
    talk = labelled(card_of(office.tenant.there(f"a:{DEAN}")[-1].activity), "Talk to a person")
    assert talk
    await office.people.press(DEAN, talk)
    await office.people.send(office.people.sent[-1])
    await office.people.press(DEAN, talk)

    assert sum("nobody has it yet" in one for one in await office.told(DIGITAL)) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(POST, 429, headers={"Retry-After": "30"}),
        Trouble(POST, 429, headers={"Retry-After": "inf"}),
        Trouble(POST, 412, "PreconditionFailed"),
        Trouble(POST, 500),
        Trouble(POST, 502),
        Trouble(POST, 504),
        Trouble(POST),
        Trouble(POST, 403, "BotDisabledByAdmin"),
        Trouble("POST /login", 401, times=2),
        Trouble("POST /login", 503, times=2),
        Trouble("POST /login", times=2),
    ],
    ids=lambda trouble: f"{trouble.what.rpartition('/')[2]} {trouble.status or 'cut'}",
)
async def test_an_answer_that_teams_does_not_take_comes_later(
    office: Office, trouble: Trouble
) -> None:
    office.tenant.troubles.append(trouble)

    await office.people.say(DEAN, WISH)
    assert await office.told(DEAN) == []
    await office.people.say(RUTH, WISH)
    assert (await office.told(RUTH) == []) == bool(trouble.times)
    trouble.times = 0
    await office.later()

    told = await office.told(DEAN)
    said = [one.removeprefix(SEEN).partition(".")[0] for one in told]
    assert said == ["I’m Groundwork", "Hello Dean"]
    # Of what was cut off nobody knows whether it arrived.
    assert told[0].startswith(SEEN) == (trouble.what == POST and not trouble.status)


async def test_teams_own_wish_of_when_to_come_again_is_kept(office: Office) -> None:
    office.tenant.troubles.append(Trouble(POST, 429, headers={"Retry-After": "300"}))

    await office.people.say(DEAN, WISH)
    await office.deliver()
    await office.later(minutes=4)
    assert await office.told(DEAN) == []
    await office.later(minutes=2)

    assert await office.told(DEAN) != []


async def test_too_many_requests_in_mid_conversation_lose_nothing_and_keep_the_order(
    office: Office,
) -> None:
    await office.people.say(DEAN, WISH)
    await office.deliver()
    office.tenant.troubles.append(Trouble(POST, 429, headers={"Retry-After": "30"}))
    await office.people.say(DEAN, "someone types it in")
    await office.deliver()
    await office.people.say(DEAN, "no, it is free")
    await office.later()

    told = [one for one in await office.told(DEAN) if "of at most 5" in one]
    assert [told[n].partition(" of at most")[0][-1] for n in range(3)] == ["1", "2", "3"]


async def test_two_hundred_lines_in_a_burst_stay_in_order_while_teams_is_busy(
    office: Office,
) -> None:
    """Eight people type 25 lines each, all at once; Teams takes no answer for the first forty."""
    people = {person(name): [f"line {n} by {name}" for n in range(25)] for name in CROWD}
    for name in CROWD:
        await office.works_in(name, f"{name} Lee", "Parking", of_team=False)
    office.tenant.troubles.append(Trouble(POST, 429, headers={"Retry-After": "1"}, times=40))

    async def types(who: str, lines: list[str]) -> None:
        for each in lines:
            assert (await office.people.say(who, each)).status == 200

    await asyncio.gather(*(types(*one) for one in people.items()))
    for _ in range(12):
        await office.later()
    for who in people:
        await office.press(who, "Talk to a person")

    for number, (who, typed) in enumerate(people.items(), 1):
        kept = [line.text for line in (await office.request(number)).said]
        # A request has what began it, what was added, and then what answered the questions.
        assert kept == [typed[0], *typed[6:], *typed[1:6]]
        told = await office.told(who)
        assert [one for one in told if told.count(one) > 1 and "of at most 5" in one] == []


@pytest.mark.parametrize("code", ["BotNotInConversationRoster", "MessageWritesBlocked"])
async def test_who_cannot_be_reached_is_told_to_the_operator_and_holds_up_nobody(
    office: Office, code: str
) -> None:
    office.tenant.refuses[DEAN] = code

    await office.people.mention(DEAN, WISH)
    await office.people.say(RUTH, WISH)

    assert await office.told(RUTH) != []
    lost = await office.program.store.transact(lambda work: work.undelivered())
    assert {(one.place.key, one.reason) for one in lost} == {(DEAN, code)}
    (team,) = await office.told(DIGITAL)
    assert team.startswith("Dean Marsh has not been told")
    asked_in, cannot = await office.told(ALL_STAFF)
    assert asked_in.startswith("Thanks, Dean.")
    assert f"https://teams.microsoft.com/l/chat/0/0?users=28:{APP_ID}" in cannot


async def test_the_card_is_never_given_up(office: Office) -> None:
    office.tenant.refuses[DIGITAL] = "Forbidden"

    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    assert await office.told(DIGITAL) == []
    assert "GW-1" in (await office.told(DEAN))[-1]
    await office.later()
    office.tenant.refuses.clear()
    await office.later()

    assert "GW-1" in (await office.told(DIGITAL))[0]


async def test_where_teams_takes_no_such_card_its_text_serves(office: Office) -> None:
    to_ruth = f"POST /uk/v3/conversations/a:{RUTH}"
    office.tenant.troubles.append(Trouble(to_ruth, 413, "MessageSizeTooBig"))

    await office.people.say(RUTH, "help")
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    office.tenant.troubles.append(Trouble("PUT /uk", 400, "BadSyntax"))
    await office.press(PRIYA, "Take", DIGITAL)

    told = [one.activity for one in office.tenant.there(f"a:{RUTH}")]
    assert ["attachments" in one for one in told] == [False, True]
    assert told[0]["text"].startswith("I’m Groundwork.")
    card = office.tenant.there(DIGITAL)[0].activity
    assert "Priya Nair" in card["text"]


async def test_one_letter_that_teams_never_takes_holds_up_no_channel(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    never = Trouble("POST /uk/v3/conversations", 413, "MessageSizeTooBig", times=2)
    await office.deliver()
    office.tenant.troubles.append(never)
    await office.press(DEAN, "Talk to a person")
    never.times = 0
    await office.people.say(RUTH, WISH)
    await office.press(RUTH, "Talk to a person")

    assert any("GW-2" in one for one in await office.told(DIGITAL))


async def test_a_card_that_somebody_deleted_is_posted_anew(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    (thread,) = [key for key in office.tenant.posted if key.startswith(DIGITAL)]
    card = office.tenant.posted[thread].pop(0)
    take = labelled(card_of(card.activity), "Take")
    assert take

    await office.people.press(PRIYA, take, thread)

    (anew,) = [one for one in await office.told(DIGITAL) if "[Take]" in one]
    assert "Priya Nair" in anew


async def test_a_restart_in_mid_conversation_goes_unnoticed(tmp_path: Path) -> None:
    async with tenant_there() as tenant:
        async with working_in(tmp_path, tenant) as office:
            await office.is_staffed()
            await office.people.say(DEAN, WISH)
            await office.deliver()
            tenant.troubles.append(Trouble(POST, 502))
            await office.people.say(DEAN, "someone types it in")
            await office.deliver()
        async with working_in(tmp_path, tenant) as office:
            await office.later()
            assert "2 of at most 5" in (await office.told(DEAN))[-1]
            await office.press(DEAN, "Talk to a person")
            assert "GW-1" in (await office.told(DIGITAL))[0]


async def test_where_teams_moves_to_it_is_followed(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.deliver()
    office.tenant.region = "emea"

    await office.people.say(DEAN, "someone types it in")
    await office.deliver()

    posts = [call.what.split("/")[1] for call in office.tenant.made("/activities")]
    assert (posts[0], posts[-1]) == ("uk", "emea")


async def test_who_never_wrote_is_written_to_in_a_chat_that_we_open(office: Office) -> None:
    await office.people.mention(DEAN, WISH)

    assert len(await office.told(ALL_STAFF)) == 1
    assert any("Hello Dean" in one for one in await office.told(DEAN))
    opened = [one for one in office.tenant.calls if "members" in one.said]
    assert [one.said["members"] for one in opened] == [[{"id": DEAN}]]


async def test_before_teams_has_told_anything_all_waits(office: Office) -> None:
    said = Say(channel(DIGITAL), Message((Paragraph(plain_run("The digest.")),)))
    at = office.program.clock.now()
    await office.program.store.transact(lambda work: work.file(said, at))

    assert await office.told(DIGITAL) == []
    await office.people.install(PRIYA, DIGITAL)
    await office.later()

    assert "The digest." in await office.told(DIGITAL)


async def test_two_people_at_once_are_not_mixed_up(office: Office) -> None:
    async def talks(who: str, words: str) -> None:
        await office.people.say(who, words)
        await office.press(who, "Talk to a person")

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
