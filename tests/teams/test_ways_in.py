"""Every way in to Groundwork in Teams, and what is no way in."""

from time import process_time

import pytest

from adapters.teams.references import References
from tests.teams.keys import token
from tests.teams.office import Office
from tests.teams.reading import dialog_of, inputs, words_of
from tests.teams.tenant import ALL_STAFF, APP_ID, DIGITAL, person

DEAN, RUTH, PRIYA = map(person, ("Dean", "Ruth", "Priya"))
WISH = "people fill in a paper form for a skip licence at reception"
GROUP = "19:a-group@thread.v2"


async def test_a_mention_in_a_channel_is_answered_with_one_line_in_its_thread(
    office: Office,
) -> None:
    await office.people.mention(DEAN, WISH)

    (line,) = await office.told(ALL_STAFF)
    assert line.startswith("Thanks, Dean.")
    root = office.people.sent[-1]["conversation"]["id"]
    assert [one.conversation for one in office.tenant.there(ALL_STAFF)] == [root]
    assert any("Hello Dean" in one for one in await office.told(DEAN))


async def test_a_reply_in_a_thread_is_answered_in_that_thread(office: Office) -> None:
    thread = f"{ALL_STAFF};messageid=77"

    await office.people.mention(DEAN, WISH, thread)
    await office.deliver()

    assert [one.conversation for one in office.tenant.there(ALL_STAFF)] == [thread]


async def test_a_mention_in_a_group_chat_goes_on_in_the_personal_chat(office: Office) -> None:
    chat = {"id": GROUP, "conversationType": "groupChat", "isGroup": True}

    await office.people.mention(DEAN, WISH, conversation=chat)

    assert len(await office.told(GROUP)) == 1
    assert any("Hello Dean" in one for one in await office.told(DEAN))


async def test_what_others_say_without_calling_us_is_left_alone(office: Office) -> None:
    chat = {"id": GROUP, "conversationType": "groupChat", "isGroup": True}
    colleague = {"type": "mention", "text": "<at>Ruth</at>", "mentioned": {"id": RUTH}}

    await office.people.say(DEAN, WISH, conversation=chat)
    await office.people.say(DEAN, f"<at>Ruth</at> {WISH}", ALL_STAFF, entities=[colleague])
    await office.deliver()

    assert office.tenant.posted == {}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<at>Groundwork</at> a paper form\nfor skips", "a paper form\nfor skips"),
        ("a paper form <at>Groundwork</at>", "a paper form"),
        ("<at>Groundwork</at>&nbsp;a form for <at>Ruth Shaw</at>", "a form for @Ruth Shaw"),
        ("<at>Groundwork</at>\N{NO-BREAK SPACE}a form of < 3 pages", "a form of < 3 pages"),
    ],
)
async def test_mentions_are_read_as_people_see_them(office: Office, text: str, kept: str) -> None:
    await office.people.say(DEAN, text, ALL_STAFF)
    await office.press(DEAN, "Talk to a person")

    assert (await office.request()).said[0].text == kept


async def test_what_could_be_the_beginning_of_ever_so_much_is_read_once(office: Office) -> None:
    """100 kB of it took two minutes, in which nobody was answered: 100 times what words take."""
    begun = process_time()
    await office.people.say(DEAN, "a form " * 14_000)
    words = process_time()
    said = await office.people.say(DEAN, "<at>" * 25_000)
    await office.people.mark(DEAN, RUTH, "<" * 50_000)
    await office.people.mark(DEAN, RUTH, '<blockquote a="schema.skype.com/Reply">' * 2_500)

    assert said.status == 200
    assert process_time() - words < 5 * (words - begun)


async def test_a_long_wish_in_other_letters_fits_as_one_in_ours_does(office: Office) -> None:
    """Held against what Teams takes by the tenant, as all that is posted."""
    wish = "потрібна форма для дозволів, люди приносять папір " * 300
    await office.people.say(DEAN, wish)
    await office.press(DEAN, "Talk to a person")
    opened = await office.press(PRIYA, "Read it all", DIGITAL)

    assert "GW-1" in (await office.told(DIGITAL))[0]
    assert "потрібна форма" in words_of(dialog_of(opened.body))


async def test_command_words_are_answered_in_the_personal_chat(office: Office) -> None:
    for command in ("help", "HELP", "my requests", "status"):
        before = len(await office.told(DEAN))
        await office.people.say(DEAN, command)
        assert len(await office.told(DEAN)) > before, command


async def test_the_whole_form_is_filled_in_at_once_with_errors_shown(office: Office) -> None:
    await office.people.say(DEAN, "form")
    opened = await office.press(DEAN, "Fill in a form")
    card = dialog_of(opened.body)
    (send,) = card["actions"]
    field = next(iter(inputs(card)))

    wrong = dialog_of((await office.people.submit(DEAN, send, {field: " "}, "")).body)
    assert "Error:" in words_of(wrong)
    sent = await office.people.submit(DEAN, send, {field: WISH}, "")

    assert (sent.status, sent.body) == (200, None)
    assert (await office.told(DEAN))[-1] != ""


async def test_what_was_filled_in_stays_where_something_has_to_be_mended(office: Office) -> None:
    await office.people.say(DEAN, "form")
    card = dialog_of((await office.press(DEAN, "Fill in a form")).body)
    (send,) = card["actions"]
    first, *others = inputs(card)
    number = next(name for name in others if "volume" in name)

    wrong = dialog_of((await office.people.submit(DEAN, send, {first: "", number: "60"}, "")).body)

    assert inputs(wrong)[number]["value"] == "60"


async def test_the_author_of_a_message_is_asked_before_it_becomes_a_request(
    office: Office,
) -> None:
    found = await office.people.mark(DEAN, RUTH, "<p>does anyone else post<br>these by hand?</p>")
    card = dialog_of(found.body)
    (send,) = card["actions"]
    ((field, shown),) = inputs(card).items()
    assert shown["value"] == "does anyone else post\nthese by hand?"

    done = await office.people.submit(DEAN, send, {field: WISH}, ALL_STAFF, "from_message")

    assert (done.status, done.body) == (200, None)
    assert WISH in (await office.told(RUTH))[-1]
    assert await office.told(DIGITAL) == []


async def test_a_message_that_is_trimmed_to_nothing_is_asked_for_again(office: Office) -> None:
    card = dialog_of((await office.people.mark(DEAN, RUTH, "<p>these by hand</p>")).body)
    (send,) = card["actions"]
    (field,) = inputs(card)

    wrong = await office.people.submit(DEAN, send, {field: ""}, ALL_STAFF, "from_message")

    assert "Error:" in words_of(dialog_of(wrong.body))


@pytest.mark.parametrize("text", ["", "<p> </p>", '<img src="x">'])
async def test_a_message_without_words_is_no_request(office: Office, text: str) -> None:
    found = await office.people.mark(DEAN, RUTH, text)

    assert "words that somebody here wrote" in words_of(dialog_of(found.body))


@pytest.mark.parametrize(
    "author",
    [
        {"application": {"id": "x"}, "user": None},
        {"user": {"id": "zoe", "displayName": "Zoe", "userIdentityType": "federatedUser"}},
        {"user": {"id": "guest", "displayName": "Guest", "userIdentityType": "anonymousGuest"}},
    ],
    ids=["a program", "another organisation", "whoever came to a meeting"],
)
async def test_a_message_that_nobody_here_wrote_is_no_request(
    office: Office, author: dict[str, object]
) -> None:
    payload = {"body": {"content": WISH}, "from": author}
    value = {"commandId": "from_message", "messagePayload": payload}

    found = await office.people.invoke(DEAN, "composeExtension/fetchTask", value)

    assert "words that somebody here wrote" in words_of(dialog_of(found.body))


async def test_the_same_command_from_anywhere_else_opens_the_whole_form(office: Office) -> None:
    value = {"commandId": "new_request", "commandContext": "compose"}

    opened = await office.people.invoke(DEAN, "composeExtension/fetchTask", value)

    assert len(inputs(dialog_of(opened.body))) > 1


async def test_lists_are_looked_at_in_a_dialog_of_ones_own(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    await office.people.say(DEAN, "help")

    looked = await office.press(DEAN, "My requests")

    assert "GW-1" in words_of(dialog_of(looked.body))


@pytest.mark.parametrize(
    ("where", "said"),
    [("", "Tell me here"), (ALL_STAFF, "Mention me"), (DIGITAL, "becomes a card here")],
)
async def test_on_joining_it_says_what_it_is(office: Office, where: str, said: str) -> None:
    await office.people.install(PRIYA, where)

    assert said in (await office.told(where or PRIYA))[0]


@pytest.mark.parametrize("action", ["remove", "remove-upgrade", "add-upgrade"])
async def test_leaving_and_a_newer_version_are_taken_without_a_word(
    action: str, office: Office
) -> None:
    told = {**office.people.line(DEAN, ""), "type": "installationUpdate", "action": action}

    assert (await office.people.send(told)).status == 200
    await office.deliver()
    assert office.tenant.posted == {}


async def test_somebody_of_another_tenant_is_told_and_nothing_is_kept(office: Office) -> None:
    line = office.people.line(DEAN, WISH)
    theirs = {**line, "channelData": {"tenant": {"id": "another"}}}

    await office.people.send(theirs)
    form = {"data": {"press": '{"_":"Form","form":"request","request":0,"about":""}'}}
    looked = await office.people.send(
        {**theirs, "id": "2", "type": "invoke", "name": "task/fetch", "value": form}
    )
    pressed = {**theirs, "id": "3", "type": "invoke", "name": "adaptiveCard/action"}
    acted = await office.people.send({**pressed, "value": {"action": {"data": {}}}})

    (told,) = await office.told(DEAN)
    assert "I have kept nothing" in told
    assert "I have kept nothing" in words_of(dialog_of(looked.body))
    assert "I have kept nothing" in acted.body["value"]


async def test_what_another_tenant_tells_says_nothing_of_where_ours_is(office: Office) -> None:
    elsewhere = "https://elsewhere.example/"
    line = {**office.people.line(person("Zoe"), WISH), "serviceUrl": elsewhere}
    theirs = {**line, "channelData": {"tenant": {"id": "another"}}}
    await office.people.say(DEAN, WISH)

    await office.people.send(theirs, f"Bearer {token(APP_ID, elsewhere)}")
    latest = await References(office.program.store).latest()

    assert latest is not None
    assert latest.service_url == office.tenant.service_url


async def test_files_and_pictures_are_named_and_never_fetched(office: Office) -> None:
    await office.people.say(DEAN, WISH)
    await office.people.send_files(DEAN, "here it is", "permit.pdf")
    gif = {"contentType": "image/gif", "contentUrl": "https://media.example/x.gif"}
    await office.people.say(DEAN, "", attachments=[gif])
    await office.press(DEAN, "Talk to a person")

    named = [(file.name, file.link) for file in (await office.request()).files]
    assert named == [("permit.pdf", "https://files.example/permit.pdf"), ("image/gif", "")]
