"""The program, put together: what the operator's files change, and what is said of them."""

import asyncio
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest

from adapters.cli import checking, options
from adapters.files import FileProblem, settings_from
from adapters.web.people import PEOPLE, TEAM_CHANNEL
from bot.app import handbook, opened, served, serving
from bot.levels.judgement import Level
from bot.messages import text_of
from bot.ports import Undelivered
from tests.storytelling import A_REQUEST, tell
from tests.theatre import EXAMPLE_CATALOGUE, TUESDAY, environment, program_in

CATALOGUE = str(EXAMPLE_CATALOGUE.resolve())


def written(folder: Path, name: str, text: str) -> str:
    """A file of the operator's own, and its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def own(folder: Path, **settings: str) -> Mapping[str, str]:
    return environment(folder, **settings)


def test_what_is_not_set_is_what_is_shipped(tmp_path: Path) -> None:
    book = handbook(settings_from({}, tmp_path))

    assert book.words.plain("button.submit") == "Submit"
    assert book.levels[Level.ACCESS] == "Access"
    assert (book.prefix, book.promise) == ("GW", None)
    assert (book.digest.at, book.digest.future, book.digest.intended_mix) == (time(9, 30), (), {})
    assert book.ranker.match("a form that people fill in online", {})


def test_the_operators_own_sentences_are_laid_over_ours(tmp_path: Path) -> None:
    words = written(tmp_path, "words.yaml", "button:\n  submit: Send it\n")
    book = handbook(settings_from({"GROUNDWORK_WORDS": words}, tmp_path))

    assert book.words.plain("button.submit") == "Send it"
    assert book.words.plain("button.cancel") == "Cancel"


def test_a_sentence_that_would_fail_when_said_is_named_by_its_line(tmp_path: Path) -> None:
    words = written(tmp_path, "words.yaml", "hello:\n  greeting: Hello {nam}.\n")

    with pytest.raises(FileProblem, match=r"words.yaml line 2, hello.greeting: It has no slot nam"):
        handbook(settings_from({"GROUNDWORK_WORDS": words}, tmp_path))


def test_the_future_map_is_named_by_the_catalogue(tmp_path: Path) -> None:
    text = "future:\n  - capability: govuk-pay\n  - capability: Tell us once\n    by: next year\n"
    settings = {
        "GROUNDWORK_FUTURE": written(tmp_path, "future.yaml", text),
        "GROUNDWORK_CATALOGUE": CATALOGUE,
        "GROUNDWORK_DIGEST__TIME": "10:15",
        "GROUNDWORK_DIGEST__INTENDED_MIX": '{"access": 30, "efficiency": 50, "transformation": 20}',
    }
    plan = handbook(settings_from(settings, tmp_path)).digest

    assert plan.future == ("GOV.UK Pay", "Tell us once")
    assert plan.at == time(10, 15)
    assert plan.intended_mix == {
        Level.ACCESS: 30,
        Level.EFFICIENCY: 50,
        Level.TRANSFORMATION: 20,
    }


def test_levels_go_by_the_operators_names(tmp_path: Path) -> None:
    settings = {"GROUNDWORK_LEVELS__ACCESS": "Quick win"}
    book = handbook(settings_from(settings, tmp_path))

    assert book.levels[Level.ACCESS] == "Quick win"
    assert book.levels[Level.EFFICIENCY] == "Efficiency"


@pytest.mark.parametrize("key", ["rules", "questions", "hand_offs", "words", "catalogue", "future"])
def test_a_file_that_does_not_hold_is_named(key: str, tmp_path: Path) -> None:
    file = written(tmp_path, "own.yaml", "wibble: 1\n")
    settings = settings_from({f"GROUNDWORK_{key.upper()}": file}, tmp_path)

    with pytest.raises(FileProblem, match=r"own\.yaml line 1"):
        handbook(settings)


def test_what_was_not_delivered_is_found_even_quietly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = settings_from(own(tmp_path), tmp_path)
    refused = (Undelivered(PEOPLE[0].direct, TUESDAY, "the account is closed"),)

    code = checking.program(settings, handbook(settings), refused, checking.Findings(), quiet=True)
    assert code == options.FOUND
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "Not delivered to page:direct:dean, 08 December 2026: the account is closed\n"
    )


async def test_the_program_goes_on_from_where_its_clock_stood(tmp_path: Path) -> None:
    settings = settings_from(own(tmp_path), tmp_path)
    async with opened(settings, real=lambda: TUESDAY) as program:
        to = program.clock.after("week")
        await program.clock.move(to, program.tick, lambda done, of: None)
    async with opened(settings, real=lambda: TUESDAY) as program:
        assert program.clock.now() == to
        await program.tick_now()


async def test_everything_that_is_configured_is_served_and_stops(tmp_path: Path) -> None:
    settings = settings_from(own(tmp_path, GROUNDWORK_HTTP__PORT="0"), tmp_path)
    async with serving(settings, real=lambda: TUESDAY) as address:
        assert address.startswith("http://127.0.0.1:")


async def test_time_passes_by_itself_while_the_program_runs(tmp_path: Path) -> None:
    settings = settings_from(own(tmp_path, GROUNDWORK_HTTP__PORT="0"), tmp_path)
    async with program_in(tmp_path) as before:
        await tell(before, A_REQUEST)

    next_monday = TUESDAY + timedelta(days=6)
    async with opened(settings, real=lambda: next_monday) as program, served(settings, program):
        heard = ""
        async with asyncio.timeout(30):
            while "Digital requests: Monday 7 to Sunday 13 December 2026" not in heard:
                await asyncio.sleep(0)
                posted = await program.store.transact(lambda work: work.posted(TEAM_CHANNEL, 50))
                heard = "\n".join(text_of(one.message) for one in posted)
