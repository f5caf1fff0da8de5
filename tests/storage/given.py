"""People, places and things said, for stories about keeping them."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine

from bot.drafts import Line
from bot.effects import Say
from bot.messages import Message, Paragraph
from bot.people import Identity, Person, Place, PlaceKind
from bot.ports import Letter, Work
from bot.requests import Request
from bot.words.rich import plain_run
from storage.problems import StorageProblem
from storage.store import open_store

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 12, 8, 9, 38, tzinfo=LONDON)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

DEAN = Identity("page", "dean", "Dean Marsh", "Parking")
PRIYA = Identity("page", "priya", "Priya Nair", "Digital")
HOME = Place("page", PlaceKind.DIRECT, "dean")
TEAM = Place("page", PlaceKind.CHANNEL, "digital:team")


def message(text: str) -> Message:
    return Message((Paragraph(plain_run(text)),))


def say(text: str, to: Place = TEAM, *, card: str = "", thread: str = "") -> Say:
    return Say(to, message(text), card, thread)


def words(letters: tuple[Letter, ...]) -> list[str]:
    """What the letters say, in order."""
    return [
        part.text[0].text
        for each in letters
        for part in each.message.parts
        if isinstance(part, Paragraph)
    ]


def dean(work: Work) -> Person:
    return work.person(DEAN, HOME)


def asked(work: Work, at: datetime = NOW, who: Identity = DEAN) -> Request:
    """A request that was asked for and kept."""
    requester = work.person(who, None)
    title = "Visitor permits online"
    request = Request(
        work.next_number(), requester, title, (Line("hiya", at),), at, platform="page"
    )
    work.save(request)
    return request


def take(work: Work, at: datetime = NOW, *others: str) -> tuple[Letter, ...]:
    """Claim letters for a minute, of a place that is on none of the others."""
    return work.claim(at, at + MINUTE, others)


def release(work: Work, place: Place = TEAM, at: datetime = NOW) -> None:
    """Give up the claim that was made then."""
    work.release(place, at + MINUTE)


def refused(url: str) -> str:
    """What is said when the store cannot be opened."""
    with pytest.raises(StorageProblem) as problem:
        open_store(url, LONDON)
    return str(problem.value)


def sql(url: str, *statements: str) -> list[Any]:
    """What somebody does by hand: run statements on the database; the rows of the last one."""
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            for statement in statements:
                result = connection.exec_driver_sql(statement)
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()
