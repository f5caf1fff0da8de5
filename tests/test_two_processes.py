"""Two processes on one PostgreSQL, for a month: ticks in both, events to either, deaths in between.

`GROUNDWORK_DAYS` says how long the month is.
"""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.kills.grounds import Make, database_of, grounds
from tests.kills.month import Hour, hours
from tests.kills.office import Office
from tests.kills.record import Happened, Record, record_of
from tests.kills.wire import arrived, out_of_order, repeats
from tests.postgres import Server

DAYS = int(os.environ.get("GROUNDWORK_DAYS", "31"))
SEED = 20261201
DEADLY = (0.03, 0.3)
"""Of all ticks, and of all turns that are taken side by side, in how many one of the two dies."""

_DIGEST = re.compile("Digital requests: |No new requests from")
_REMINDER = re.compile("somebody to take|Is it live|Are these live|Time to look at")


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with grounds(request, tmp_path) as make:
        yield make


def test_every_message_digest_and_reminder_is_there_once(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    month = list(hours(DAYS))
    alone = _alone(make, tmp_path, month)
    office = Office(make("postgresql"), tmp_path / "both", 2, *DEADLY, Random(SEED))
    office.live(month)
    both, wire = record_of(office.database), arrived(office.sent)
    again = repeats(wire)
    _print(_figures(office, month, both, alone, len(again)), capsys)

    assert both == alone
    assert {letter.id for letter in wire} == both.letters
    assert out_of_order(wire) == []
    assert [wire[n] for n in again if not wire[n].says_so] == []
    assert len(again) <= office.deaths
    assert office.deaths >= DAYS // 4
    weeks = Counter(told[0][:10] for told in _told(both, _DIGEST))
    assert sorted(weeks)[:4] == ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-29"]
    assert both.count("posted") == weeks.total() == len(weeks)
    reminded = Counter((told[0][:10], told[3]) for told in _told(both, _REMINDER))
    assert len(reminded) > DAYS // 2
    assert max(reminded.values()) == 1


def test_processes_that_do_not_wait_for_each_other_would_be_found(
    make: Make, postgres: Server, tmp_path: Path
) -> None:
    week = list(hours(8))
    alone = _alone(make, tmp_path, week)
    office = Office(make("postgresql"), tmp_path / "both", random=Random(SEED))
    _without_the_lock(postgres, office.database)
    office.live(week)

    figures = _figures(office, week, record_of(office.database), alone, 0)

    assert figures.doubled > 0


def _alone(make: Make, folder: Path, month: list[Hour]) -> Record:
    """What the record is where one process does everything, in peace and on SQLite."""
    office = Office(make("sqlite"), folder / "alone", 1)
    office.live(month)
    return record_of(office.database)


def _without_the_lock(postgres: Server, url: str) -> None:
    """In this database the writer's lock is one that everybody gets, together with the others."""
    name = database_of(url)
    for statement in (
        "CREATE SCHEMA unlocked",
        "CREATE FUNCTION unlocked.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql "
        "AS 'SELECT pg_sleep(0.01)'",
        f"ALTER DATABASE {name} SET search_path = unlocked, pg_catalog, public",
    ):
        postgres.run(statement, name)


def _told(record: Record, what: re.Pattern[str]) -> list[Happened]:
    """Letters about this, each as often as it is there."""
    return [one for one in record.happened.elements() if one[1] == "told" and what.search(str(one))]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a month came to."""

    days: int
    ticks_and_events: int
    killed: int
    taken: int
    requests: int
    letters: int
    digests: int
    reminders: int
    lost: int
    doubled: int
    repeated: int


def _figures(
    office: Office, month: list[Hour], record: Record, alone: Record, repeated: int
) -> Figures:
    return Figures(
        days=len({hour.at.date() for hour in month}),
        ticks_and_events=office.given,
        killed=office.deaths,
        taken=sum(len(wave) for hour in month for wave in hour.waves),
        requests=record.count("asked"),
        letters=len(record.letters),
        digests=len(_told(record, _DIGEST)),
        reminders=len(_told(record, _REMINDER)),
        lost=(alone.happened - record.happened).total(),
        doubled=(record.happened - alone.happened).total(),
        repeated=repeated,
    )


def _print(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (f"{name:18}{getattr(figures, name):7}" for name in figures.__dataclass_fields__)
    with capsys.disabled():
        print("", "Two processes on one PostgreSQL:", *lines, sep="\n")
