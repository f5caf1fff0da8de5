"""What is said to Groundwork in the thread of a request’s card, in the digital team's channel."""

from tests.teams.office import Office
from tests.teams.reading import dialog_of, inputs
from tests.teams.tenant import DIGITAL, person

DEAN, PRIYA, TOM = map(person, ("Dean", "Priya", "Tom"))
WISH = "people fill in a paper form for a skip licence at reception"


async def asked(office: Office, who: str) -> str:
    """Somebody's request, about which Priya asks them. Gives the thread of its card."""
    await office.works_in("Tom", "Tom Bell", "Digital", of_team=True)
    await office.people.say(who, WISH)
    await office.press(who, "Talk to a person")
    card = dialog_of((await office.press(PRIYA, "Ask", DIGITAL)).body)
    for _ in range(2):  # once to see it as it will be read
        (field,) = (name for name in inputs(card) if name.endswith("text"))
        reply = await office.people.submit(
            PRIYA, card["actions"][0], {field: "How many a month?"}, DIGITAL
        )
        card = dialog_of(reply.body) if reply.body else card
    await office.deliver()
    return next(one.conversation for one in office.tenant.there(DIGITAL))


async def test_a_mention_under_the_card_is_the_answer_of_whoever_was_asked(office: Office) -> None:
    thread = await asked(office, TOM)

    await office.people.mention(TOM, "about 40", thread)
    assert "Is this your answer about GW-1?" in (await office.told(DIGITAL))[-1]
    await office.press(TOM, "Yes", DIGITAL)

    assert "‘about 40’" in (await office.told(DIGITAL))[-1]
    assert {one.conversation for one in office.tenant.there(DIGITAL)} == {thread}
    assert [one.text for one in (await office.request()).said] == [WISH, "about 40"]


async def test_what_is_no_answer_stays_among_the_team(office: Office) -> None:
    thread = await asked(office, TOM)

    await office.people.mention(TOM, "shall we ring them?", thread)
    await office.press(TOM, "No", DIGITAL)

    assert "All right, I’ll leave that between you." in (await office.told(DIGITAL))[-1]
    assert [one.text for one in (await office.request()).said] == [WISH]


async def test_of_whoever_was_not_asked_it_is_a_line_like_any_other(office: Office) -> None:
    thread = await asked(office, DEAN)

    await office.people.mention(TOM, "about 40", thread)

    assert "Is this your answer" not in (await office.told(DIGITAL))[-1]


async def test_a_reply_to_a_question_in_ones_chat_answers_that_question(office: Office) -> None:
    await asked(office, DEAN)
    (question,) = (
        one for one in office.tenant.there(f"a:{DEAN}") if "How many" in one.activity["summary"]
    )

    await office.people.say(DEAN, "new")
    await office.people.quote(DEAN, question.id, "about 40")
    assert "‘about 40’" in (await office.told(DEAN))[-1]
    assert "Is this your answer about GW-1?" in (await office.told(DEAN))[-1]
    await office.press(DEAN, "Yes")

    assert [one.text for one in (await office.request()).said] == [WISH, "about 40"]


async def test_what_somebody_quoted_is_not_taken_for_theirs(office: Office) -> None:
    quoted = (
        '<blockquote itemtype="http://schema.skype.com/Reply" itemid="1"><p>mine</p></blockquote>'
    )

    found = await office.people.mark(PRIYA, DEAN, f"{quoted}<p>these by hand</p>")

    assert [one["value"] for one in inputs(dialog_of(found.body)).values()] == ["these by hand"]


async def test_what_the_team_asks_for_is_answered_where_it_asked(office: Office) -> None:
    """Under its own line, or in the thread in which it stands."""
    thread = await asked(office, DEAN)

    await office.people.mention(PRIYA, "queue", DIGITAL)
    await office.deliver()
    line = office.people.sent[-1]["conversation"]["id"]
    await office.people.mention(PRIYA, "GW-1", thread)
    await office.deliver()

    assert [one.conversation for one in office.tenant.there(DIGITAL)[-2:]] == [line, thread]
    assert "GW-1" in (await office.told(DIGITAL))[-2]


async def test_an_answer_that_changes_before_its_yes_is_the_answer_as_it_is_now(
    office: Office,
) -> None:
    await asked(office, DEAN)
    await office.people.say(DEAN, "about 40")
    line = office.people.sent[-1]

    await office.people.edit(line, "about 400")
    assert "‘about 400’" in (await office.told(DEAN))[-1]
    await office.people.edit(line, "about 400")
    await office.press(DEAN, "Yes")

    assert [one.text for one in (await office.request()).said] == [WISH, "about 400"]
