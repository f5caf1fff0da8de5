"""Two identities, one person: requests, drafts, news, reminders and records are one person's."""

import asyncio
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

from bot.drafts import Aside, Conversation, Suggestion, TeamQuestion
from bot.erasing import erase
from bot.events import Attachment
from bot.people import Person
from bot.ports import Work
from bot.requests import JoinedFor
from bot.uniting import LINKED, together, unite
from tests.cast import DEAN as ANYBODY
from tests.cast import draft
from tests.operating import Out, configured, ended
from tests.slack_world import DEAN, TEAM, World
from tests.storytelling import request, tell
from tests.teams.office import Office
from tests.teams.tenant import DIGITAL, person
from tests.test_redacting import everything_in
from tests.test_two_platforms import PRIYA, WISH, both
from tests.theatre import TUESDAY, program_in

__all__ = ["both"]
IN_TEAMS = person("Dean")
DINA = """
Dean is Dean Marsh, Parking
Dina is Dina Moor, Parking
Dean: people fill in a zinnober form for a permit at reception
Dean presses Talk to a person
Ruth: people fill in a paper form for a badge at reception
Ruth presses Talk to a person
Dina: would dravvel be possible for the parking permits
Priya presses Note on GW-2
  text: Dina Moor has asked before
"""


async def links(slack: World) -> Person:
    """Dean in Slack is Dean in Teams."""

    def link(work: Work) -> Person:
        one, other = work.known_as("slack", DEAN), work.known_as("teams", IN_TEAMS)
        assert one
        assert other
        return unite(one, other, work, TUESDAY, slack.program.book)

    return await slack.program.store.transact(link)


async def test_requests_drafts_and_news_are_wherever_they_write_and_cards_where_they_were(
    both: tuple[World, Office],
) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")
    await slack.says(DEAN, "residents post us a cheque for a garden waste bin")
    await teams.people.say(IN_TEAMS, "status")
    await links(slack)
    await teams.people.say(IN_TEAMS, "my requests")
    mine = (await teams.told(IN_TEAMS))[-1]
    await teams.people.say(IN_TEAMS, "status")
    goes_on = (await teams.told(IN_TEAMS))[-1]
    await teams.press(IN_TEAMS, "Talk to a person")
    await teams.people.mention(PRIYA, "GW-1", DIGITAL)
    await teams.press(PRIYA, "Take", DIGITAL)

    assert "GW-1" in mine
    assert "1 of at most 5" in goes_on
    in_teams = await teams.told(DIGITAL)
    assert next(one for one in in_teams if "nobody has it yet" in one).startswith("GW-2")
    assert any("is looking at GW-1" in one for one in await teams.told(IN_TEAMS))
    assert not any("is looking at GW-1" in one for one in slack.slack.said(DEAN))
    assert "Priya Nair" in slack.slack.updated(TEAM)[-1]["text"]


async def test_erased_they_are_gone_from_both_platforms_and_their_cards_say_so(
    both: tuple[World, Office], tmp_path: Path
) -> None:
    slack, teams = both
    await slack.says(DEAN, WISH)
    await slack.presses(DEAN, "Talk to a person")
    await teams.people.say(IN_TEAMS, WISH)
    await teams.press(IN_TEAMS, "Talk to a person")
    await teams.people.mention(PRIYA, "queue", DIGITAL)
    who = await links(slack)
    known = (DEAN, IN_TEAMS, "Dean Marsh", "a paper form")
    assert [one for one in known if one.casefold() not in everything_in(tmp_path)] == []
    program = slack.program
    await program.store.transact(lambda work: erase(who, work, TUESDAY, program.book))
    await program.tick(program.clock.now())
    left = everything_in(tmp_path)

    assert [one for one in known if one.casefold() in left] == []
    assert slack.slack.updated(TEAM)[-1]["text"].startswith("GW-1 [erased]")
    assert any(one.startswith("GW-2 [erased]") for one in await teams.told(DIGITAL))


async def _lived(folder: Path) -> None:
    async with program_in(folder) as program:
        await tell(program, DINA)


def said(folder: Path, capsys: Out, *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    with chdir(folder):
        assert ended(*arguments) == code
    heard = capsys.readouterr()
    return heard.err if code else heard.out


def test_the_command_says_who_they_are_and_what_cannot_be_linked(
    tmp_path: Path, capsys: Out
) -> None:
    asyncio.run(_lived(tmp_path))
    configured(tmp_path)
    link = ("person", "link")
    linked = said(tmp_path, capsys, *link, "Dina Moor", "page:dean")
    again = said(tmp_path, capsys, *link, "page:dean", "page:dina", code=1)
    itself = said(tmp_path, capsys, *link, "page:ruth", "page:ruth", code=1)
    nobody = said(tmp_path, capsys, *link, "page:ruth", "teams:nobody", code=1)
    by_name = said(tmp_path, capsys, *link, "dina moor", "Dean Marsh", code=1)
    everything = said(tmp_path, capsys, "export", "--person", "page:dean")
    said(tmp_path, capsys, "erase", "page:dina")
    gone = said(tmp_path, capsys, *link, "page:ruth", "1", code=1)

    assert linked.startswith("Linked: Dean Marsh, Parking: our key 1, page:dean, page:dina\n")
    assert "News reach them in Page until they write from elsewhere." in linked
    assert again == (
        "Both are one person already: Dean Marsh, Parking: our key 1, page:dean, page:dina. "
        "Nothing has changed.\n"
    )
    assert by_name == again
    assert itself.startswith("Both are one person already: Ruth Okafor")
    assert "Nobody is known as teams:nobody." in nobody
    assert gone == "[erased-1] has been erased already.\n"
    for words in ("- page:dean\n- page:dina", "zinnober form", "dravvel", "Dina Moor has asked"):
        assert words in everything
    assert [w for w in ("zinnober", "dravvel", "dina") if w in everything_in(tmp_path)] == []


async def test_who_joined_their_own_request_is_not_another(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, DINA)

        def join(work: Work) -> str | None:
            dean, dina, ruth = (work.known_as("page", one) for one in ("dean", "dina", "ruth"))
            assert dean
            assert dina
            assert ruth
            own, other = work.request(1), work.request(2)
            assert own
            assert other
            joined = (dina.key, ruth.key)
            passing = (JoinedFor("Ann", dina.key), JoinedFor("Bo", ruth.key))
            work.save(replace(own, joined=joined, joined_for=passing))
            work.save(replace(other, joined=(dina.key, dean.key), taker=dina))
            work.save(replace(own, number=3, requester=dina, joined_for=passing[:1]))
            unite(dina, dean, work, TUESDAY, program.book)
            return work.recall(f"{LINKED} {dina.key}")

        remembered = await program.store.transact(join)
        own, other, for_ann = [await request(program, number) for number in (1, 2, 3)]
        told = await tell(program, "Dean: my requests")

    assert own.requester.key == 1
    assert own.joined == (other.requester.key,)
    assert [one.by for one in own.joined_for] == [1, other.requester.key]
    assert [one.by for one in for_ann.joined_for] == [1]
    assert (other.joined, other.taker and other.taker.key) == ((1,), 1)
    assert "GW-1" in told
    assert "GW-2" in told
    assert remembered == f"person 1, {TUESDAY.isoformat()}"


def test_two_conversations_become_one() -> None:
    first, second, elsewhere = draft("a form"), draft("a portal"), draft("broken", hand_off="fault")
    one = Conversation(first, asked=(TeamQuestion(1, "?"),), helping=(1, 2))
    other = Conversation(
        second,
        asked=(TeamQuestion(2, "?"),),
        introduced=True,
        suggested=(Suggestion(1, ANYBODY, "words"),),
        helping=(2, 3),
        files=(Attachment("permit.pdf"),),
    )
    both_ = together(one, other)

    assert (both_.draft, both_.aside) == (first, (Aside(second),))
    assert [each.request for each in both_.asked] == [1, 2]
    assert both_.helping == (1, 2, 3)
    assert both_.introduced
    assert (both_.suggested, both_.files) == (other.suggested, other.files)
    assert together(Conversation(), other).draft == second
    assert together(one, Conversation(elsewhere)).aside == ()
