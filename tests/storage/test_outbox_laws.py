"""Whatever is said, and wherever couriers die: what the outbox promises holds."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.ports import Letter, Work
from storage.store import SqlStore, open_store
from tests.postgres import Server
from tests.storage.conftest import KINDS
from tests.storage.given import LONDON, MINUTE, NOW, TEAM, release, say, words

CARD = "request 1"

steps = st.lists(
    st.one_of(
        st.sampled_from(["line", "card", "thread"]),
        st.tuples(st.sampled_from(["stops after", "dies after"]), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=12,
)
Step = str | tuple[str, int]


@dataclass
class Channel:
    """A place as people see it: what arrived, in order, with the letter that brought it."""

    arrived: list[tuple[str, Letter]] = field(default_factory=list)

    def send(self, letter: Letter) -> str:
        (text,) = words((letter,))
        self.arrived.append((text, letter))
        return letter.sent_as or f"ts-{len(self.arrived)}"

    def texts(self, *, thread: str = "") -> list[str]:
        """What arrived, without what says that it may be a repeat."""
        return [
            text
            for text, letter in self.arrived
            if (letter.card, letter.thread) == ("", thread) and not letter.maybe_repeat
        ]


@dataclass
class Story:
    """What was filed under each of the three names, and the channel it went to."""

    line: list[str] = field(default_factory=list)
    card: list[str] = field(default_factory=list)
    thread: list[str] = field(default_factory=list)
    channel: Channel = field(default_factory=Channel)


def happen(step: Step, at: datetime, story: Story, work: Work, *, forgets: bool = False) -> None:
    """One step. A store that `forgets` would not know that a courier died."""
    match step:
        case ("stops after", int(sent)):
            deliver(work, at, story, sent)
            release(work, TEAM, at)
        case ("dies after", int(sent)):
            for letter in deliver(work, at, story, sent)[:1]:
                story.channel.send(letter)
            if forgets:
                release(work, TEAM, at)
        case "line":
            speak(story.line, at, work)
        case "card":
            speak(story.card, at, work, card=CARD)
        case _ if story.card:
            speak(story.thread, at, work, thread=CARD)


def speak(filed: list[str], at: datetime, work: Work, *, card: str = "", thread: str = "") -> None:
    filed.append(at.isoformat())
    work.file(say(filed[-1], card=card, thread=thread), at)


def deliver(work: Work, at: datetime, story: Story, most: int) -> list[Letter]:
    """Send and mark so many letters as the courier does; the rest of what was claimed."""
    letters = work.claim(at, at + MINUTE)
    for letter in letters[:most]:
        work.mark_sent(letter.id, story.channel.send(addressed(letter, work)), at)
    return [addressed(letter, work) for letter in letters[most:]]


def addressed(letter: Letter, work: Work) -> Letter:
    sent_as = work.sent_as(TEAM, letter.card) if letter.card else ""
    under = work.sent_as(TEAM, letter.thread) if letter.thread else ""
    return replace(letter, sent_as=sent_as, under=under)


async def play(store: SqlStore, script: list[Step], *, forgets: bool = False) -> Story:
    """The script, then a courier that sends all that is left."""
    story = Story()
    await store.transact(lambda work: work.forget_everything())
    for n, step in enumerate([*script, ("stops after", 50)]):
        at = NOW + 2 * n * MINUTE  # by then the claim of a courier that died has run out
        await store.transact(partial(happen, step, at, story, forgets=forgets))
    return story


@pytest.fixture(scope="module", params=KINDS)
def shared(request: pytest.FixtureRequest) -> Iterator[SqlStore]:
    """One store for all examples: each begins by emptying it."""
    url = "sqlite://"
    if request.param == "postgresql":
        postgres: Server = request.getfixturevalue("postgres")
        url = postgres.url(postgres.fresh(request.getfixturevalue("postgres_template")))
    store = open_store(url, LONDON)
    yield store
    store.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(script=steps)
def test_whatever_happens_all_arrives_in_order_and_repeats_say_so(
    shared: SqlStore, script: list[Step]
) -> None:
    story = asyncio.run(play(shared, script))
    channel = story.channel

    assert channel.texts() == story.line
    assert channel.texts(thread=CARD) == story.thread
    # A card that may have arrived before is the newest one all the same.
    assert [text for text, each in channel.arrived if each.card][-1:] == story.card[-1:]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(script=steps)
def test_whatever_happens_there_is_one_card_and_its_thread_hangs_under_it(
    shared: SqlStore, script: list[Step]
) -> None:
    arrived = asyncio.run(play(shared, script)).channel.arrived
    posted = [each for _, each in arrived if each.card and not each.sent_as]

    assert sum(not each.maybe_repeat for each in posted) <= 1
    assert all(each.under for _, each in arrived if each.thread)


def test_the_law_catches_a_store_that_forgets_who_died(shared: SqlStore) -> None:
    story = asyncio.run(play(shared, ["line", ("dies after", 0)], forgets=True))

    assert story.channel.texts() != story.line
