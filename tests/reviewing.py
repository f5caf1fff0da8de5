"""What the stories of reminders and digests share: people, requests, a book, a clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import yaml

from bot.catalogue.capability import Capability
from bot.catalogue.chores import Last, Told
from bot.catalogue.future import FuturePart
from bot.drafts import Conversation, Line
from bot.effects import Say
from bot.events import Accepted
from bot.handbook import DigestPlan
from bot.levels.judgement import Level
from bot.meaning import Meaning
from bot.messages import text_of
from bot.people import Person, Place, PlaceKind, Rooms
from bot.ports import Work
from bot.requests import Request, Status
from bot.reviews.due import next_look
from bot.reviews.sweep import remind
from bot.words.rich import Words
from bot.working_days import Nation, WorkingDays

LONDON = ZoneInfo("Europe/London")


DAYS = WorkingDays(Nation.ENGLAND, LONDON)


TEAM = Place("page", PlaceKind.CHANNEL, "team")


WORDS = Path(__file__).parent.parent / "bot" / "words" / "en.yaml"


@cache
def read_words() -> Words:
    """The sentences that reminders and digests are written with."""
    # Every scalar is text to this loader: to others the key `yes` is a truth value.
    return Words(yaml.load(WORDS.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


@dataclass(frozen=True)
class OurBook:
    words: Words = field(default_factory=read_words)
    days: WorkingDays = DAYS
    rooms: Rooms = field(default_factory=lambda: Rooms(TEAM, TEAM))
    levels: Mapping[Level, str] = field(default_factory=lambda: {e: e.title() for e in Level})
    promise: int | None = 2
    digest: DigestPlan = field(default_factory=DigestPlan)
    blocks: tuple[Capability, ...] = ()
    meaning: Meaning | None = None
    future: tuple[FuturePart, ...] = ()

    def reference(self, number: int) -> str:
        return f"GW-{number}"


BOOK = OurBook()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def somebody(name: str, service: str = "Parking") -> Person:
    return Person(sum(map(ord, name)), name, service, Place("page", PlaceKind.DIRECT, name))


DEAN, PRIYA, TOM = somebody("Dean Marsh"), somebody("Priya Nair", "Digital"), somebody("Tom Bell")


TUESDAY = at("2026-12-08 09:44")


def asked(number: int = 12, when: datetime = TUESDAY, **more: Any) -> Request:
    said = (Line("get visitor permits online", when),)
    return Request(number, DEAN, "Visitor permits online", said, when, **more)


def accepted(number: int = 12, go_live: date = date(2027, 1, 18), **more: Any) -> Request:
    decision = Accepted(number, "now", go_live, date(2027, 4, 19), move_up_if=more.pop("if_", ""))
    kept: dict[str, Any] = {"status": Status.ACCEPTED, "taker": PRIYA, "go_live_on": go_live} | more
    return asked(number, heard_at=TUESDAY, accepted=decision, **kept)


def live(number: int = 12, review: date = date(2027, 4, 19), **more: Any) -> Request:
    been: dict[str, Any] = {"asked_if_helped_at": at("2027-02-01 09:00")} | more
    return accepted(number, status=Status.LIVE, live_on=date(2027, 1, 18), review_on=review, **been)


@dataclass
class Desk:
    """What the clock needs of a transaction, kept in memory."""

    requests: dict[int, Request] = field(default_factory=dict)
    said: list[Say] = field(default_factory=list)
    last: dict[str, date] = field(default_factory=dict)
    most_claimed: int = 0
    met: dict[int, Person] = field(default_factory=dict)
    states: dict[int, Conversation] = field(default_factory=dict)
    chores: dict[tuple[str, str], Last] = field(default_factory=dict)
    began: date = date(2026, 11, 1)
    book: OurBook = field(default_factory=OurBook)

    def due(self, now: datetime, limit: int) -> tuple[Request, ...]:
        waiting = (r for r in self.requests.values() if r.remind_at and r.remind_at <= now)
        claimed = tuple(sorted(waiting, key=lambda r: (r.remind_at or now, r.number))[:limit])
        self.most_claimed = max(self.most_claimed, len(claimed))
        return claimed

    def save(self, request: Request) -> None:
        self.requests[request.number] = request

    def file(self, say: Say, at: datetime) -> None:
        self.said.append(say)

    def people(self, keys: Iterable[int]) -> tuple[Person, ...]:
        return tuple(self.met[key] for key in keys)

    def conversation(self, person: int) -> Conversation:
        return self.states.get(person, Conversation())

    def keep(self, person: int, state: Conversation, at: datetime) -> None:
        self.states[person] = state

    def told_of_blocks(self) -> Told:
        return dict(self.chores)

    def tell_of_block(self, capability: str, what: str, on: date) -> None:
        self.chores[capability, what] = Last(on)

    def called(self, name: str) -> tuple[Person, ...]:
        return tuple(one for one in self.met.values() if one.name == name)

    def last_reminded(self, who: str) -> date | None:
        return self.last.get(who)

    def reminded(self, who: str, on: date) -> None:
        self.last[who] = on

    def prune(self, now: datetime) -> None:
        pass

    def began_on(self) -> date:
        return self.began

    def last_digest(self, to: Place | None = None) -> date:
        return date(2026, 12, 7)


def desk(*requests: Request) -> Desk:
    """The requests as they were saved when they were made."""
    made = (replace(r, remind_at=next_look(r, DAYS, r.asked_at)) for r in requests)
    return Desk({request.number: request for request in made})


def tick(at_desk: Desk, now: datetime) -> list[tuple[str, str]]:
    """Who is told what by one tick: the place's name, and the message as text."""
    before = len(at_desk.said)
    told = remind(cast("Work", at_desk), now, at_desk.book)
    news = [(say.to.key, text_of(say.message)) for say in at_desk.said[before:]]
    assert told == bool(news)
    return news


def hourly(at_desk: Desk, start: datetime, days: int) -> list[tuple[datetime, str, str]]:
    """Everything that is told when the clock ticks every hour."""
    hours = (start + timedelta(hours=n) for n in range(24 * days))
    return [(hour, *news) for hour in hours for news in tick(at_desk, hour)]
