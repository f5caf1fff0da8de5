"""The log: what happened, where and for how long; never a word that anybody wrote."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.files import settings_from
from adapters.logs import writing
from bot.app import opened, served
from bot.ports import Unavailable
from tests.storage.given import sql
from tests.storytelling import tell
from tests.theatre import TUESDAY, environment, program_in

SECRET = "zanzibar"
STORY = f"""
Dean: people fill in a paper form for a {SECRET} permit at reception
Dean presses Talk to a person
Priya presses Take on GW-1
"""

OURS, THEIRS = logging.getLogger("adapters.web.guard"), logging.getLogger("slack_bolt.App")


def written(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def failing(log: logging.Logger, error: Exception) -> dict[str, object]:
    """The line that tells of this error, which came out of another with the secret in it."""
    error.__cause__ = LookupError(SECRET)
    stream = io.StringIO()
    with writing(stream):
        try:
            raise error
        except type(error):
            log.exception("it failed")
    (line,) = written(stream)
    return line


@contextmanager
def everything_told() -> Iterator[io.StringIO]:
    """What would be written without the rules of our log, by libraries that tell all they see."""
    stream = io.StringIO()
    handler, library = logging.StreamHandler(stream), logging.getLogger("sqlalchemy")
    before = library.level
    library.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)
    library.setLevel(before)


async def test_at_every_level_nothing_that_was_said_gets_into_the_log(tmp_path: Path) -> None:
    stream = io.StringIO()
    with writing(stream, logging.DEBUG), everything_told() as unruled:
        async with program_in(tmp_path) as program:
            heard = await tell(program, STORY)

    assert SECRET in heard
    assert SECRET in unruled.getvalue()  # so it is the rules that keep it out
    assert {"turn committed", "message sent"} <= {line["message"] for line in written(stream)}
    said = stream.getvalue().lower()
    names = (SECRET, "permit", "dean", "marsh", "priya", "nair")
    assert [word for word in names if word in said] == []


async def test_what_goes_wrong_in_a_turn_is_told_without_what_was_said(tmp_path: Path) -> None:
    settings = settings_from(environment(tmp_path, GROUNDWORK_HTTP__PORT="0"), tmp_path)
    stream = io.StringIO()
    with writing(stream, logging.DEBUG):
        async with (
            opened(settings, real=lambda: TUESDAY) as program,
            served(settings, program) as address,
            ClientSession(address) as page,
        ):
            sql(settings.database_url, "DROP TABLE inbox")
            said = {"id": "a-1", "person": "dean", "place": "dean", "text": SECRET}
            answer = await page.post("/page/say", json=said)

    (turn,) = [line for line in written(stream) if line["message"] == "turn"]
    assert answer.status == 500
    assert (turn["event"], turn["kind"], turn["place"]) == ("page:a-1", "Said", "page:direct")
    assert turn["outcome"] == "failed"
    assert SECRET not in stream.getvalue()


def test_a_line_says_when_how_bad_who_and_what() -> None:
    stream = io.StringIO()
    with writing(stream):
        OURS.warning("place waits", extra={"place": "page:direct:dean", "text": SECRET})
    (line,) = written(stream)

    at = datetime.fromisoformat(str(line.pop("at")))
    assert at.tzinfo is not None
    assert line == {
        "level": "warning",
        "logger": "adapters.web.guard",
        "message": "place waits",
        "place": "page:direct",
    }


def test_an_error_is_told_by_its_kind_and_its_place_in_the_code() -> None:
    line = failing(OURS, ValueError(SECRET))

    assert (line["error"], line["cause"]) == ("ValueError", "LookupError")
    assert "test_logs.py" in str(line["where"])
    assert "why" not in line
    assert SECRET not in str(line)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Unavailable("There is no room left."), "There is no room left."),
        (OSError(28, "No space left on device", SECRET), "No space left on device"),
    ],
)
def test_an_errors_own_words_are_told_where_they_are_ours_or_the_systems(
    error: Exception, why: str
) -> None:
    line = failing(OURS, error)

    assert line["why"] == why
    assert SECRET not in str(line)


def test_of_a_librarys_words_only_those_are_told_that_nothing_was_put_into() -> None:
    stream = io.StringIO()
    with writing(stream, logging.DEBUG):
        THEIRS.info("received %s", SECRET)
        THEIRS.warning("request of %s failed\n%s", SECRET, SECRET)
        THEIRS.error(f"no listener for {SECRET}")

    asked, lost = written(stream)
    assert asked["message"] == "request of %s failed"
    assert str(lost["message"]).startswith("test_logs.test_of_a_librarys_words")
    assert SECRET not in stream.getvalue()


def test_after_the_block_nothing_is_written() -> None:
    stream = io.StringIO()
    with writing(stream):
        pass
    OURS.error("too late")

    assert stream.getvalue() == ""
    assert logging.getLogger().level == logging.WARNING
