"""A line that was changed or deleted in Teams is followed, though it does not tell what it said."""

from pathlib import Path

from tests.teams.office import Office, working_in
from tests.teams.reading import Json, dialog_of, inputs
from tests.teams.tenant import ALL_STAFF, DIGITAL, person, tenant_there

DEAN, RUTH, PRIYA = map(person, ("Dean", "Ruth", "Priya"))
PERMITS = "can we get visitor permits online, people come to reception with the paper form"
SKIPS = "can we get skip licences online, people ring us to ask for one"


async def said(office: Office, text: str) -> Json:
    """A line of Dean's, as it was sent."""
    await office.people.say(DEAN, text)
    await office.deliver()
    return office.people.sent[-1]


async def test_a_changed_first_line_is_read_anew(office: Office) -> None:
    line = await said(office, PERMITS)

    await office.people.edit(line, SKIPS)

    assert "I’ve read your changed message again." in (await office.told(DEAN))[-1]
    await office.press(DEAN, "Talk to a person")
    request = await office.request()
    assert request.title == "Skip licences online"
    assert [one.text for one in request.said] == [SKIPS]


async def test_the_last_answer_can_be_changed_where_it_was_typed(office: Office) -> None:
    await said(office, PERMITS)
    line = await said(office, "we type it into PermitPoint")

    await office.people.edit(line, "we email it to the depot")

    told = (await office.told(DEAN))[-1]
    assert "nobody types it in again – ‘email it’" in told
    assert "2 of at most 5" in told


async def test_of_what_was_sent_the_team_sees_both_versions(office: Office) -> None:
    line = await said(office, PERMITS)
    await office.press(DEAN, "Talk to a person")

    await office.people.edit(line, SKIPS)
    await office.people.edit(line, f"{SKIPS} or two")

    assert [one.text for one in (await office.request()).said] == [
        f"{SKIPS} or two",
        SKIPS,
        PERMITS,
    ]
    assert SKIPS in (await office.told(DIGITAL))[-1]


async def test_a_later_line_that_changes_is_added(office: Office) -> None:
    await said(office, PERMITS)
    line = await said(office, "we type it into PermitPoint")
    await office.press(DEAN, "Talk to a person")

    await office.people.edit(line, "we email it to the depot")

    kept = [one.text for one in (await office.request()).said]
    assert kept == [PERMITS, "we type it into PermitPoint", "we email it to the depot"]


async def test_what_says_what_it_said_changes_nothing(office: Office) -> None:
    """Teams tells so of a link's preview, and of a message that came back."""
    line = await said(office, PERMITS)
    before = await office.told(DEAN)
    back = {**line["channelData"], "eventType": "undeleteMessage"}

    await office.people.edit(line, PERMITS)
    await office.people.send({**line, "type": "messageUpdate", "channelData": back, "text": SKIPS})

    assert await office.told(DEAN) == before
    await office.press(DEAN, "Talk to a person")
    await office.people.edit(line, SKIPS)
    await office.people.edit(line, SKIPS)
    assert [one.text for one in (await office.request()).said] == [SKIPS, PERMITS]


async def test_an_edit_that_comes_again_is_taken_once(office: Office) -> None:
    line = await said(office, PERMITS)
    await office.people.edit(line, SKIPS)
    told = await office.told(DEAN)

    await office.people.send(office.people.sent[-1])

    assert await office.told(DEAN) == told


async def test_a_line_that_is_deleted_leaves_the_request_as_it_is(office: Office) -> None:
    line = await said(office, PERMITS)
    await office.press(DEAN, "Talk to a person")

    await office.people.delete(line)

    assert "GW-1" in (await office.told(DEAN))[-1]
    assert [one.text for one in (await office.request()).said] == [PERMITS]


async def test_a_change_is_followed_after_a_restart(tmp_path: Path) -> None:
    async with tenant_there() as tenant:
        async with working_in(tmp_path, tenant) as office:
            line = await said(office, PERMITS)
        async with working_in(tmp_path, tenant) as office:
            await office.people.edit(line, SKIPS)
            assert "I’ve read your changed message again." in (await office.told(DEAN))[-1]


async def test_what_others_say_and_change_is_nothing_to_us(office: Office) -> None:
    line = office.people.line(DEAN, PERMITS, ALL_STAFF)
    await office.people.send(line)
    await office.people.edit(line, SKIPS)
    theirs = {**line, "channelData": {"tenant": {"id": "another"}}}
    await office.people.edit(theirs, SKIPS)
    await office.deliver()

    assert office.tenant.posted == {}


async def test_a_mention_that_changes_is_followed_in_the_personal_chat(office: Office) -> None:
    await office.people.mention(DEAN, PERMITS)
    await office.deliver()

    await office.people.edit(office.people.sent[-1], f"<at>Groundwork</at> {SKIPS}")

    assert "I’ve read your changed message again." in (await office.told(DEAN))[-1]
    assert len(await office.told(ALL_STAFF)) == 1


async def test_what_a_colleague_found_is_followed_once_it_changes(office: Office) -> None:
    card = dialog_of((await office.people.mark(DEAN, RUTH, PERMITS)).body)
    (send,) = card["actions"]
    await office.people.submit(DEAN, send, dict.fromkeys(inputs(card), PERMITS), ALL_STAFF, "x")
    await office.deliver()
    where = office.people.sent[-2]["conversation"]

    line = office.people.line(RUTH, PERMITS, ALL_STAFF, id="1", conversation=where)
    await office.people.edit(line, SKIPS)

    assert SKIPS in (await office.told(RUTH))[-1]
