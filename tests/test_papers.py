"""Documents that leave: one request's full record, what has certain words, all about a person."""

import asyncio
from collections.abc import Iterator
from contextlib import chdir
from functools import partial
from pathlib import Path

import pytest

from bot.drafts import Aside, Conversation, Draft, Line, Suggestion, TeamQuestion
from bot.events import Merged, SaidSame
from bot.messages import Message
from bot.people import Identity, Place, PlaceKind
from bot.ports.records import About, Paper, Told
from bot.requests import Entry
from bot.triage import paper
from storage.work import SqlWork
from tests.cast import book, request
from tests.operating import Out, configured, ended
from tests.reviewing import DEAN, PRIYA
from tests.storytelling import tell
from tests.theatre import TUESDAY, program_in

TODAY = TUESDAY.date()
LIFE = """
Dean: people fill in a paper form for a permit at reception
Dean presses Talk to a person
Priya presses Take on GW-1
Priya presses Note on GW-1
  text: Dean Marsh has asked before
Priya presses Ask on GW-1
  text: How many a month?
Dean presses Answer
  text: about 40
Priya in the channel: split GW-1
Priya presses Split
  title: Zinnia in her own words
  text: the zinnia part, on paper
Ruth: people fill in a paper form for a permit at reception
Ruth presses Not sure until Me too
Ruth presses Me too
  text: we have them too
Priya presses Blocks on GW-1
  added: Online forms
  added_verdict: adapted
Priya presses Blocks on GW-1
  verdict_online-forms: same_word
  why_online-forms: no upload
Dean: GW-1
Dean presses Edit
  text: residents post us a paper form
Priya presses Accept on GW-1
  leaves_behind: a form for others
Tom presses Note on GW-2
  text: nothing to do with GW-10 or xGW-1
Priya in the channel: find paper
Dean: the printer on floor 2 is broken
Priya in the channel: adopt
Priya presses We have it
  steward: Dean Marsh
"""


async def _lived(folder: Path) -> None:
    async with program_in(folder) as program:
        await tell(program, LIFE)
        namesake = Identity("page", "dean2", "Dean Marsh", "Waste")
        nameless = Identity("page", "anybody", "")
        for each in (namesake, nameless):
            await program.store.transact(partial(SqlWork.person, who=each, home=None))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which two people have asked, and the team has answered."""
    folder = tmp_path_factory.mktemp("lived")
    asyncio.run(_lived(folder))
    configured(folder)
    return folder


@pytest.fixture
def folder(lived: Path) -> Iterator[Path]:
    with chdir(lived):
        yield lived


def document(capsys: Out, *arguments: str) -> str:
    capsys.readouterr()
    assert ended("export", *arguments) == 0
    return capsys.readouterr().out


def part(text: str, heading: str) -> str:
    """What stands under a heading."""
    return text.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]


def wrong(capsys: Out, *arguments: str) -> str:
    capsys.readouterr()
    assert ended("export", *arguments) == 1
    return capsys.readouterr().err


# One request


def test_a_requests_document_has_both_its_versions_notes_history_and_messages(
    folder: Path, capsys: Out
) -> None:
    told = document(capsys, "--request", "gw-1")

    assert told.startswith("# GW-1: People fill in a paper form for a permit at reception\n")
    words = part(told, "What was asked, word for word")
    assert words.strip().startswith("It was put in other words later. These stand first")
    assert words.index("> residents post us") < words.index("> people fill in a paper form")
    assert "9:38am\n\n> about 40\n" in words
    happened = part(told, "What happened, notes included")
    assert (
        "9:38am, Priya Nair: wrote a note, which only the digital team reads in chat\n"
        "  - words: Dean Marsh has asked before\n"
    ) in happened
    assert "  - expected live on: 7 January 2027\n" in happened
    assert "  - building blocks: Online forms: same word only (no upload)\n" in happened
    assert "  - when work starts: Now\n" in happened
    assert "Also wanted by: Ruth Okafor" in part(told, "As the digital team sees it")
    messages = part(told, "Messages")
    team = "in the digital team’s channel (page:channel:digital-team)"
    assert f"9:38am, Priya Nair, {team}\n\n> split GW-1\n" in messages
    assert "Groundwork, in the direct message with Dean Marsh (page:direct:dean)\n" in messages
    assert "nothing to do with GW-10" not in messages
    assert "[Take]" not in told


def test_of_a_list_only_the_line_of_the_request_is_in_its_document(
    folder: Path, capsys: Out
) -> None:
    messages = part(document(capsys, "--request", "GW-1"), "Messages")
    listed = messages.split("2 requests have these words")[1].split("\n\n")[0]

    assert "GW-1 " in listed
    assert "GW-2" not in listed


def test_of_a_card_only_how_it_looked_last_is_told(folder: Path, capsys: Out) -> None:
    messages = part(document(capsys, "--request", "1"), "Messages")

    assert messages.count("> Accepted · Priya Nair") == 1
    assert "> New · nobody has it yet · " not in messages


def test_what_has_no_words_of_its_own_goes_by_its_name() -> None:
    entries = (Entry(7, TUESDAY, "", SaidSame(7)), Entry(7, TUESDAY, "Priya Nair", Merged(7, 9)))
    hall = Place("page", PlaceKind.CHANNEL, "all-staff")
    messages = (Told(hall, TUESDAY, "", Message(())),)
    told = paper.of_request(Paper(request(7, "a form"), (), entries, messages), TODAY, book())

    assert "Groundwork: said same\n" in told
    assert "Priya Nair: put it into another request\n  - into: GW-9\n" in told
    assert "Groundwork, in a channel (page:channel:all-staff)" in told


# What has certain words


def test_what_has_the_words_is_told_whole_since_a_day(folder: Path, capsys: Out) -> None:
    everything = document(capsys, "--find", "zinnia")
    since = document(capsys, "--find", "ZINNIA", "--since", "2026-12-08")

    assert everything == since
    assert [line for line in since.splitlines() if line.startswith("# ")] == [
        "# GW-1: People fill in a paper form for a permit at reception",
        "# GW-2: Zinnia in her own words",
    ]
    assert "No request has all of these words" in wrong(
        capsys, "--find", "zinnia", "--since", "2026-12-09"
    )
    assert "No request has all of these words: ?" in wrong(capsys, "--find", "?")


# All about a person


def test_all_about_a_person_is_what_they_said_and_what_was_said_of_them(
    folder: Path, capsys: Out
) -> None:
    told = document(capsys, "--person", "page:dean")

    assert told.startswith("# What Groundwork holds about Dean Marsh, Parking\n")
    assert "- page:dean\n" in part(told, "Known as")
    assert "**" not in told
    assert "GW-2: Zinnia in her own words (New)" in part(told, "Asked for")
    assert "GW-1, Dean Marsh: answered\n  - words: about 40" in part(told, "What they did")
    others = part(told, "What others did to what they asked for, or said with their name in it")
    assert "in chat\n  - words: Dean Marsh has asked before" in others
    assert "> the printer on floor 2" in part(told, "Sent elsewhere in the last 7 days")
    assert "> the printer on floor 2" in part(told, "Begun and not sent")
    own = "Dean Marsh, in the direct message with Dean Marsh (page:direct:dean)"
    assert f"{own}\n\n> the printer on floor 2" in part(told, "Messages")
    held = part(told, "What they said of building blocks, and those they look after")
    assert "by Priya Nair, steward Dean Marsh" in held


def test_all_that_somebody_has_not_sent_is_told_wherever_it_waits() -> None:
    def draft(text: str) -> Draft:
        return Draft((Line(text, TUESDAY),))

    state = Conversation(
        draft("the form under way"),
        asked=(TeamQuestion(3, "How many?", heard="perhaps 40"),),
        aside=(Aside(draft("the form set aside")),),
        suggested=(Suggestion(1, PRIYA, "what a colleague found"),),
    )
    about = About(DEAN, (), state, (), (), (), (), (), ())
    begun = part(paper.of_person(about, TODAY, book()), "Begun and not sent")

    said = [line for line in begun.splitlines() if line.startswith(">")]
    assert said == [
        "> the form under way",
        "> the form set aside",
        "> what a colleague found",
        "> perhaps 40",
    ]


def test_a_joiner_is_told_of_the_request_and_not_in_its_requesters_words(
    folder: Path, capsys: Out
) -> None:
    asked = part(document(capsys, "--person", "Ruth Okafor"), "Asked for")

    assert asked.strip() == (
        "They need the same as GW-1: People fill in a paper form for a permit at reception "
        "(Accepted)"
    )


def test_somebody_of_whom_little_is_kept_is_told_that(folder: Path, capsys: Out) -> None:
    told = document(capsys, "--person", "page:anybody")

    assert told.startswith("# What Groundwork holds about 6\n")
    assert told.count("\nNothing.\n") == 7


def test_a_name_that_several_have_is_refused_with_the_choices(folder: Path, capsys: Out) -> None:
    assert wrong(capsys, "--person", "dean marsh") == (
        "Several people are called dean marsh. Name one of them by what stands behind it:\n"
        "Dean Marsh, Parking: our key 1, page:dean\nDean Marsh, Waste: our key 5, page:dean2\n"
    )
    assert document(capsys, "--person", "5").startswith("# What Groundwork holds about Dean Marsh")


def test_a_name_is_found_whatever_its_first_letter(tmp_path: Path, capsys: Out) -> None:
    async def met() -> None:
        async with program_in(tmp_path) as program:
            who = Identity("page", "lukasz", "Łukasz Nowak", "Parking")
            await program.store.transact(partial(SqlWork.person, who=who, home=None))

    asyncio.run(met())
    configured(tmp_path)
    with chdir(tmp_path):
        told = document(capsys, "--person", "Łukasz Nowak")

    assert told.startswith("# What Groundwork holds about Łukasz Nowak, Parking\n")


def test_what_there_is_not_is_said(folder: Path, capsys: Out) -> None:
    assert "Nobody is known as Zed." in wrong(capsys, "--person", "Zed")
    assert "There is no request GW-77." in wrong(capsys, "--request", "gw 77")
    assert "There is no request GW-0." in wrong(capsys, "--request", "GW-0")
    assert "There is no request QX-1." in wrong(capsys, "--request", "QX-1")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--since", "2026-12-08"),
        ("--find", "x", "--since", "soon"),
        ("--request", "1", "--csv", "x"),
    ],
)
def test_what_does_not_go_together_is_refused(arguments: tuple[str, ...], folder: Path) -> None:
    assert ended("export", *arguments) == 2
