"""Kill it between any two of its steps: nothing is lost, and in the record nothing happens twice.

`GROUNDWORK_KILLS` says how often, for a file and for the page, on each database. Each prints what
became of everything, by place of death.
"""

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from tests.kills.child import STAGES
from tests.kills.grounds import KINDS, Make, grounds
from tests.kills.record import Happened, Record, record_of
from tests.kills.undertaking import A_REQUEST, Death, Undertaker, time_of
from tests.kills.wire import REPEATED, Arrived, arrived, repeats

KILLS = int(os.environ.get("GROUNDWORK_KILLS", "25"))
LEAST = 3
SEED = 20261208
PASSED_AT_MOST = 6
"""How often a child may pass the place where it is to die."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of everything that was under way when children died here."""

    stage: str
    kills: int
    lost: int
    doubled: int
    repeated: int


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    with grounds(request, tmp_path) as make:
        yield make


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_platform_of_its_own_nothing_is_lost_and_a_repeat_says_so(
    kind: str, make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = _killed(Undertaker(make(kind), tmp_path / "sent"))
    peaceful = _peaceful(make("sqlite"), killed.next)
    record, sent = record_of(killed.database), arrived(tmp_path / "sent")
    table = tuple(_table(killed.deaths, record, peaceful, sent))
    _print(f"A channel of its own, on {kind}", table, capsys)

    assert record == peaceful
    assert record.count("asked") == killed.next // A_REQUEST
    assert {letter.id for letter in sent} == record.letters
    assert [sent[n] for n in repeats(sent) if not sent[n].says_so] == []
    assert len(repeats(sent)) == sum(row.repeated for row in table)
    assert all(row.repeated <= row.kills for row in table)
    assert min(row.kills for row in table) >= LEAST


@pytest.mark.parametrize("kind", KINDS)
def test_on_the_page_nothing_is_lost_and_nothing_is_repeated(
    kind: str, make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = _killed(Undertaker(make(kind)))
    peaceful = _peaceful(make("sqlite"), killed.next)
    record = record_of(killed.database)
    table = tuple(_table(killed.deaths, record, peaceful, []))
    _print(f"The page, on {kind}", table, capsys)

    assert record == peaceful
    assert record.count("asked") == killed.next // A_REQUEST
    assert not any(REPEATED in str(row) for row in record.happened)
    assert min(row.kills for row in table) >= LEAST


def test_a_loss_and_a_double_would_be_found(make: Make) -> None:
    peaceful = _peaceful(make("sqlite"), A_REQUEST)
    first, second, *_ = (one for one in peaceful.happened if one[0] == time_of(0))
    faulty = replace(peaceful, happened=peaceful.happened + Counter([first]) - Counter([second]))
    here = Death("turn committed", 0, 0)

    assert faulty != peaceful
    assert Row("turn committed", 1, lost=1, doubled=1, repeated=0) in tuple(
        _table([here], faulty, peaceful, [])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_that_did_not_come_again_would_be_found(kind: str, make: Make) -> None:
    killed = Undertaker(make(kind))
    killed.kill("turn decided", 0, Random(SEED))
    killed.next += 1
    killed.finish(A_REQUEST)
    peaceful = _peaceful(make("sqlite"), A_REQUEST)

    table = {
        row.stage: row for row in _table(killed.deaths, record_of(killed.database), peaceful, [])
    }

    assert table["turn decided"].lost > 0


def test_a_repeat_on_the_wire_would_be_found() -> None:
    hello, taken = Arrived(1, "team", "", "Hello"), Arrived(2, "team", "", "Taken")
    sent = [hello, taken, hello]

    assert [sent[n].says_so for n in repeats(sent)] == [False]


def _killed(undertaker: Undertaker) -> Undertaker:
    """As many kills as were asked for, at each stage in turn; then its last request in peace."""
    random = Random(SEED)
    for _, stage in zip(range(KILLS), cycle(STAGES), strict=False):
        undertaker.kill(stage, random.randrange(PASSED_AT_MOST), random)
    undertaker.finish(undertaker.next + A_REQUEST)
    return undertaker


def _peaceful(database: str, events: int) -> Record:
    """What the record is if nobody is killed, which is the same whatever the database."""
    Undertaker(database).finish(events)
    return record_of(database)


def _table(
    deaths: list[Death], record: Record, peaceful: Record, sent: list[Arrived]
) -> Iterator[Row]:
    lost = _by_time(peaceful.happened - record.happened)
    doubled = _by_time(record.happened - peaceful.happened)
    repeated = _by_death(deaths, sent)
    for stage in STAGES:
        here = [death for death in deaths if death.stage == stage]
        times = {time_of(death.event) for death in here}
        yield Row(
            stage,
            kills=len(here),
            lost=sum(lost[time] for time in times),
            doubled=sum(doubled[time] for time in times),
            repeated=repeated[stage],
        )


def _by_time(happened: Counter[Happened]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for (at, *_), count in happened.items():
        counts[at] += count
    return counts


def _by_death(deaths: list[Death], sent: list[Arrived]) -> Counter[str]:
    """Repeats, by where the child died that lived before each."""
    lines = [death.sent for death in deaths]
    return Counter(deaths[bisect_right(lines, n) - 1].stage for n in repeats(sent))


def _print(title: str, table: tuple[Row, ...], capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"{'killed after':16}{'kills':>7}{'lost':>7}{'doubled':>9}{'repeated':>10}"]
    for row in table:
        counts = f"{row.kills:7}{row.lost:7}{row.doubled:9}{row.repeated:10}"
        lines.append(f"{row.stage:16}{counts}")
    with capsys.disabled():
        print("", f"{title}:", *lines, sep="\n")
