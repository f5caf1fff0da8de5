"""People, what they typed, and what is known: values for tests of what is decided from them."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from bot.app import handbook
from bot.drafts import Draft, Line
from bot.effects import Known
from bot.handbook import Handbook
from bot.people import Person, Place, PlaceKind
from bot.requests import Request
from bot.settings import Settings
from bot.understanding.titles import title_of
from tests.theatre import TUESDAY


def person(key: int, name: str, service: str) -> Person:
    return Person(key, name, service, Place("page", PlaceKind.DIRECT, str(key)))


DEAN = person(1, "Dean Marsh", "Parking")
RUTH = person(2, "Ruth Okafor", "Adult social care")
LAUREN = person(3, "Lauren Shaw", "Customer services")


@cache
def book() -> Handbook:
    return handbook(Settings())


def known(who: Person = DEAN, at: datetime = TUESDAY) -> Known:
    return Known(at, who, who.home, member=False)


def draft(*lines: str, hand_off: str = "", at: datetime = TUESDAY) -> Draft:
    said = tuple(Line(line, at) for line in lines)
    return Draft(said, title=title_of(lines[-1]), hand_off=hand_off)


def request(number: int, *lines: str, by: Person = RUTH) -> Request:
    said = tuple(Line(line, TUESDAY) for line in lines)
    return Request(number, by, title_of(lines[0]), said, TUESDAY)


def with_similar(basis: Known, *similar: Request) -> Known:
    return replace(basis, similar=similar)
