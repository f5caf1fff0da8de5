"""What people write among all staff, the files they leave, the requests that others see in it."""

from collections.abc import AsyncIterator

import pytest

from adapters.web.inbound import LONGEST_NAME, MOST_FILES
from adapters.web.lines import is_for_the_bot, without_mention
from adapters.web.people import ALL_STAFF, PEOPLE, TEAM_CHANNEL, someone_named
from bot.events import Attachment, Filled, Found, Said
from bot.messages import Dialog, Field, FieldKind, Open, text_of
from tests.test_web_world import DEAN, PRIYA, World, saying

AMONG_STAFF = DEAN | {"place": "all-staff"}
GUESS = "anyone else type these in again?"
MENTIONS = [
    ("@Groundwork can we get this online", "can we get this online"),
    ("@groundwork, can we", "can we"),
    ("could @Groundwork help?", "could help?"),
    ("@Groundwork", ""),
    ("so,\n@GROUNDWORK: forms\nagain", "so,\nforms\nagain"),
]


@pytest.fixture
async def world() -> AsyncIterator[World]:
    world = World()
    async with world.client:
        yield world


def said_in(world: World) -> list[tuple[str, str]]:
    """Who said what among all staff."""
    return [(one.author, text_of(one.message)) for one in world.record.posted(ALL_STAFF, 10)]


# Among all staff


async def test_a_line_for_colleagues_is_shown_and_the_bot_never_hears_of_it(world: World) -> None:
    await world.answer("say", AMONG_STAFF | {"text": GUESS})

    assert world.bot.taken == []
    assert said_in(world) == [("Dean Marsh", GUESS)]
    assert GUESS in await world.read("/page/messages?you=tom&place=all-staff")


async def test_a_line_for_colleagues_that_was_sent_again_is_shown_once(world: World) -> None:
    for _ in range(2):
        await world.answer("say", AMONG_STAFF | {"text": GUESS})

    assert len(said_in(world)) == 1


@pytest.mark.parametrize(("line", "meant"), MENTIONS)
async def test_a_mention_is_handed_to_the_bot_without_its_name(
    world: World, line: str, meant: str
) -> None:
    await world.answer("say", AMONG_STAFF | {"text": line})

    (incoming,) = world.bot.taken
    assert (incoming.event, incoming.place, incoming.echo) == (Said(meant), ALL_STAFF, line)


@pytest.mark.parametrize(
    "line", ["groundwork is done", "mail a@groundwork.example", "@groundworks"]
)
def test_what_only_looks_like_a_mention_is_none(line: str) -> None:
    assert not is_for_the_bot(line, ALL_STAFF)
    assert without_mention(line) == line


async def test_in_the_teams_channel_every_line_is_for_the_bot(world: World) -> None:
    await world.answer("say", PRIYA | {"text": "queue"})
    await world.answer("say", PRIYA | {"text": "@Groundwork queue", "id": "a-3"})

    assert [one.event for one in world.bot.taken] == [Said("queue"), Said("queue")]


# Files, by their names


async def test_a_file_is_its_name_and_shown_in_the_persons_own_line(world: World) -> None:
    await world.answer("say", DEAN | {"text": "the form", "files": ["permits.pdf", " a\nb.doc"]})

    (incoming,) = world.bot.taken
    assert incoming.event == Said("the form", (Attachment("permits.pdf"), Attachment("a b.doc")))
    assert incoming.echo == "the form\n(file: permits.pdf)\n(file: a b.doc)"


async def test_files_need_no_words(world: World) -> None:
    await world.answer("say", AMONG_STAFF | {"text": "", "files": ["permits.pdf"]})

    assert said_in(world) == [("Dean Marsh", "(file: permits.pdf)")]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        (["x"] * (MOST_FILES + 1), "at most 10 files"),
        (["x" * (LONGEST_NAME + 1)], "1 to 200 characters"),
        ([" "], "1 to 200 characters"),
        ([{"name": "x"}], "did not arrive"),
        ("permits.pdf", "did not arrive"),
    ],
)
async def test_too_many_files_and_odd_names_are_refused_in_words(
    world: World, files: object, why: str
) -> None:
    response = await world.send("say", DEAN | {"text": "the form", "files": files})

    assert response.status == 400
    assert why in (await response.json())["error"]
    assert world.bot.taken == []


# Make this a digital request


async def test_what_is_found_is_read_from_the_message_itself(world: World) -> None:
    world.record.post(ALL_STAFF, saying(f"@Groundwork {GUESS}"), "Dean Marsh")
    fields = (Field("text", "What Dean wrote", FieldKind.LINES, value=GUESS),)
    dialog = Dialog("found", 0, "From Dean", fields, "Ask Dean", (), "page:dean", "2\nonce")
    world.bot.view = Open(dialog)
    forged = {"message": 1, "author": "page:tom", "text": "something else"}
    answer = await world.answer("find", PRIYA | {"place": "all-staff"} | forged)

    ((look, who, place, _),) = world.bot.looks
    assert (look, who.key, place) == (Found("page:dean", GUESS), "priya", ALL_STAFF)
    assert 'data-about="page:dean" data-source="2\nonce"' in answer["dialog"]


@pytest.mark.parametrize("message", [1, 2, 99])
async def test_only_what_a_person_wrote_here_can_be_found(world: World, message: int) -> None:
    world.record.post(ALL_STAFF, saying("I answered in your direct message."))
    world.record.post(TEAM_CHANNEL, saying("not for Dean"), "Tom Bell")
    response = await world.send("find", AMONG_STAFF | {"message": message})

    assert response.status == 404
    assert "not here any more" in (await response.json())["error"]
    assert world.bot.looks == []


async def test_every_line_of_a_person_in_a_channel_can_be_found(world: World) -> None:
    for place in (ALL_STAFF, TEAM_CHANNEL, PEOPLE[2].direct):
        world.record.post(place, saying("a line"), "Dean Marsh")
        world.record.post(place, saying("an answer"))

    drawn = [
        await world.read(f"/page/messages?you=priya&place={each.key}") for each in PEOPLE[2].places
    ]
    assert [html.count("data-find=") for html in drawn] == [0, 1, 1]
    assert "Make this a digital request" in drawn[1]
    assert " of Dean Marsh’s, written at 9:38am" in drawn[1]


async def test_what_a_dialog_is_about_comes_back_with_it(world: World) -> None:
    sheet = {"form": "found", "request": 0, "about": "page:dean", "values": {"text": GUESS}}
    await world.answer("fill", AMONG_STAFF | sheet | {"source": "2\nonce"})

    filled = Filled("found", 0, {"text": GUESS}, "page:dean", "2\nonce")
    assert world.bot.taken[0].event == filled


async def test_a_person_is_chosen_from_the_four(world: World) -> None:
    fields = (Field("whom", "Who would know?", FieldKind.PERSON, value="page:ruth"),)
    world.bot.view = Open(Dialog("ask", 1, "Ask", fields, "Send"))
    world.record.post(ALL_STAFF, saying(GUESS), "Dean Marsh")
    html = (await world.answer("find", AMONG_STAFF | {"message": 1}))["dialog"]

    assert '<option value="page:ruth" selected>Ruth Okafor, Adult social care</option>' in html
    assert html.count('<option value="page:') == 4


def test_no_two_people_share_a_name() -> None:
    assert [someone_named(each.name) for each in PEOPLE] == list(PEOPLE)
    assert someone_named("") is None
