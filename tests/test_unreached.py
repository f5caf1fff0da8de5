"""What cannot be delivered is told to the admins, and of a person to the digital team too."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

from adapters.logs import writing
from bot.app import Program
from bot.events import AskedForPerson, Event, Incoming, Said
from bot.messages import text_of
from bot.people import Identity, Place, PlaceKind
from bot.ports import Work
from tests.slack_world import BOT, DEAN, OPEN, PRIYA, TEAM, World, refusal, world_in
from tests.theatre import TUESDAY, program_in, stage_of

RUTH = Identity("slack", "U0RUTH", "Ruth Okafor")
WISH = "people fill in a paper form for a permit at reception"


async def happens(program: Program, *events: Event, who: Identity = RUTH) -> None:
    """To somebody of a platform that is not configured any more, so nothing reaches them."""
    place = Place(who.platform, PlaceKind.DIRECT, who.key)
    for n, event in enumerate(events):
        await program.bot.handle(Incoming(f"{who.key} {n}", who, place, TUESDAY, event))
    await program.deliver()


async def said_to(program: Program, place: Place) -> list[str]:
    def read(work: Work) -> list[str]:
        return [text_of(one.message) for one in work.posted(place, 50)]

    return await program.store.transact(read)


async def test_the_admins_and_the_team_hear_of_a_person_who_is_not_reached(tmp_path: Path) -> None:
    async with program_in(tmp_path, GROUNDWORK_ADMINS="page:priya") as program:
        await happens(program, Said(WISH), AskedForPerson())
        told = await said_to(program, Place("page", PlaceKind.DIRECT, "priya"))
        team = await said_to(program, program.book.rooms.team)

    # Three messages could not be delivered, and it is told once.
    assert told == [
        "I could not deliver a message to Ruth Okafor: Slack answers ‘slack is not configured’. I "
        "have kept it, and I will not try again. The command ‘check’ lists everything that was not "
        "delivered."
    ]
    assert [one for one in team if "has not been told" in one] == [
        "Ruth Okafor has not been told what I had to say: Slack answers ‘slack is not configured’. "
        "Please tell them in another way. They asked for GW-1."
    ]


async def test_without_admins_the_team_hears_of_it_and_the_log_says_why(tmp_path: Path) -> None:
    stream = StringIO()
    with writing(stream):
        async with program_in(tmp_path) as program:
            await happens(program, Said(WISH))
            team = await said_to(program, program.book.rooms.team)

    assert ["has not been told" in one for one in team] == [True]
    assert '"outcome": "slack is not configured"' in stream.getvalue()


async def test_of_an_admin_who_is_not_reached_nobody_is_told(tmp_path: Path) -> None:
    async with program_in(tmp_path, GROUNDWORK_ADMINS="slack:U0RUTH,page:priya") as program:
        await happens(program, Said(WISH))
        told = await said_to(program, Place("page", PlaceKind.DIRECT, "priya"))
        team = await said_to(program, program.book.rooms.team)
        lost = await program.store.transact(lambda work: work.undelivered())

    assert (told, team) == ([], [])
    assert {one.place.key for one in lost} == {"U0RUTH"}


async def test_of_an_admin_who_never_wrote_the_platform_knows_where(tmp_path: Path) -> None:
    async with world_in(tmp_path, GROUNDWORK_ADMINS=f"slack:{PRIYA}") as world:
        world.slack.fail["chat.postMessage"] = [refusal("user_not_found")]
        await world.says(DEAN, WISH)

    assert world.slack.said(PRIYA) == [
        "I could not deliver a message to Dean Marsh: Slack answers ‘user_not_found’. I have kept "
        "it, and I will not try again. The command ‘check’ lists everything that was not delivered."
    ]


async def test_of_a_channel_the_admins_alone_hear(tmp_path: Path) -> None:
    async with world_in(tmp_path, GROUNDWORK_ADMINS=f"slack:{PRIYA}") as world:
        world.slack.fail[f"chat.postMessage {OPEN}"] = [refusal("restricted_action")]
        await world.mentions(DEAN, f"<@{BOT}> {WISH}")

    assert f"a message to {OPEN}: Slack answers ‘restricted_action’" in world.slack.said(PRIYA)[0]
    assert world.slack.said(TEAM) == []


async def test_a_team_channel_that_is_gone_is_told_once_a_day(tmp_path: Path) -> None:
    async with world_in(tmp_path, GROUNDWORK_ADMINS=f"slack:{PRIYA}") as world:
        world.slack.fail[f"chat.postMessage {TEAM}"] = [refusal("is_archived") for _ in range(99)]
        await world.says(DEAN, WISH)
        await world.presses(DEAN, "Talk to a person")
        told = []
        for hours in (5, 10, 15, 20):
            await later(world, hours)
            told.append(len(world.slack.said(PRIYA)))
        world.slack.fail.clear()
        posted_before = len(world.slack.said(TEAM))
        await later(world, 21)

    assert told == [1, 1, 2, 2]
    assert world.slack.said(PRIYA)[0].startswith(
        "On Tue 8 Dec, 9:38am Slack did not take what I had to say: ‘is_archived’."
    )
    assert "GW-1" in world.slack.said(TEAM)[posted_before]


async def later(world: World, hours: int) -> None:
    """What waited for its time is tried again."""
    await stage_of(world.program).walk(TUESDAY + timedelta(hours=hours))
