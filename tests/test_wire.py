"""JSON there and back: nothing that happened or was said changes on the way."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.drafts import Conversation, Line
from bot.events import (
    Accepted,
    AskedForPerson,
    Began,
    Cancelled,
    Chose,
    Confirmed,
    Event,
    Finished,
    Form,
    GoLiveMoved,
    Insisted,
    Kept,
    MovedUp,
    MyRequests,
    Queue,
    Retired,
    Said,
    Stale,
    Stopped,
    Submitted,
    Taken,
    WentBack,
    WentLive,
    Withdrawn,
)
from bot.facts import Fact
from bot.messages import Message
from bot.outcome import Outcome
from bot.wire import (
    LONGEST_PRESS,
    Unreadable,
    event_from_json,
    from_json,
    press_from_text,
    press_to_text,
    to_json,
)

SAMPLES = Path(__file__).parent / "wire"

texts = st.text(max_size=20)
numbers = st.integers(min_value=0, max_value=wire.LARGEST_INTEGER)
keys = st.from_regex(r"[a-z][a-z_]{0,29}", fullmatch=True)
st.register_type_strategy(str, texts)
st.register_type_strategy(int, numbers)
st.register_type_strategy(float, st.floats(0, 1))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))

carried = st.one_of(
    st.builds(Chose, question=keys, choice=keys),
    st.builds(Form, form=keys),
    st.builds(Kept),
    *map(st.from_type, (Began, WentBack, Cancelled, Insisted, AskedForPerson, Submitted)),
    *map(st.from_type, (Withdrawn, Confirmed, Taken, WentLive, GoLiveMoved, Finished)),
    *map(st.from_type, (MovedUp, Retired, MyRequests, Queue)),
)


@given(st.one_of([st.from_type(kind) for kind in get_args(Event)]))
def test_every_event_goes_there_and_back(event: Event) -> None:
    assert event_from_json(to_json(event)) == event


@given(st.from_type(Message))
def test_every_message_goes_there_and_back(message: Message) -> None:
    assert from_json(to_json(message), Message) == message


@given(st.from_type(Conversation))
def test_every_conversation_goes_there_and_back(conversation: Conversation) -> None:
    assert from_json(to_json(conversation), Conversation) == conversation


@given(
    st.dictionaries(texts, st.from_type(Fact), max_size=3),
    st.from_type(Outcome),
    st.lists(st.from_type(Line), max_size=3).map(tuple),
)
def test_what_a_request_keeps_goes_there_and_back(
    facts: dict[str, Fact], outcome: Outcome, said: tuple[Line, ...]
) -> None:
    assert from_json(to_json(facts), dict[str, Fact]) == facts
    assert from_json(to_json(outcome), Outcome) == outcome
    assert from_json(to_json(said), tuple[Line, ...]) == said


@given(st.from_type(Accepted), st.from_type(Stopped))
def test_a_decision_is_read_back_as_its_own_kind(accepted: Accepted, stopped: Stopped) -> None:
    assert from_json(to_json(accepted), Accepted) == accepted
    assert from_json(to_json(stopped), Stopped) == stopped


@given(carried)
def test_what_a_button_carries_is_short_and_ascii_and_comes_back(press: wire.Press) -> None:
    text = press_to_text(press)

    assert len(text) <= LONGEST_PRESS
    assert text.isascii()
    assert press_from_text(text) == press


def test_a_button_that_would_carry_words_is_refused_when_it_is_drawn() -> None:
    with pytest.raises(ValueError, match="at most 150 characters"):
        press_to_text(Said("x" * 150))


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "hello",
        "[]",
        "3",
        "null",
        "{}",
        '{"_": []}',
        '{"_": "Deleted"}',
        '{"_": "Taken"}',
        '{"_": "Taken", "request": "1"}',
        '{"_": "Taken", "request": true}',
        '{"_": "Taken", "request": 1.0}',
        '{"_": "Taken", "request": NaN}',
        '{"_": "Taken", "request": 99999999999}',
        '{"_": "Taken", "request": 1, "admin": true}',
        '{"_": "Confirmed", "request": 1, "yes": 1}',
        '{"_": "WentLive", "request": 1, "on": 20260101}',
        '{"_": "WentLive", "request": 1, "on": "soon"}',
        '{"_": "Filled", "form": "ask", "request": 1, "values": [1]}',
        '{"_": "Said", "text": "\\ud800"}',
        '{"_": "Said", "text": "' + "x" * 150 + '"}',
        "[" * 100_000,
    ],
)
def test_a_press_that_we_did_not_give_out_is_stale(forged: str) -> None:
    assert press_from_text(forged) == Stale()


@given(texts | st.recursive(st.none() | texts | numbers, st.lists).map(json.dumps))
def test_nothing_that_a_client_sends_raises(text: str) -> None:
    assert press_from_text(text) == Stale()


def test_kept_values_load_when_a_release_has_dropped_or_added_a_field() -> None:
    dropped = '{"_": "Accepted", "request": 1, "horizon": "now", "go_live_on": "2027-01-18",'
    kept = dropped + '"review_on": "2027-04-19", "colour": "blue"}'

    assert from_json(kept, Accepted) == Accepted(1, "now", date(2027, 1, 18), date(2027, 4, 19))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "Expecting property name"),
        ("[]", "with one of Said"),
        ('{"_": "Asked", "request": 1}', r"required field missing @ \$.text"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(text: str, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem):
        event_from_json(text)


@pytest.mark.parametrize("moment", ['"2026-12-08T09:38:00"', '"soon"', "1796722680"])
def test_a_moment_without_its_zone_cannot_be_read(moment: str) -> None:
    with pytest.raises(Unreadable, match=r"@ \$.at"):
        from_json(f'{{"text": "hello", "at": {moment}}}', Line)


def test_a_share_that_is_no_number_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="probabilities"):
        from_json(OUTCOME.replace("0.25", '"0.25"'), Outcome)


KINDS = {"message": Message, "conversation": Conversation, "outcome": Outcome}
OUTCOME = (SAMPLES / "0.1" / "outcome.json").read_text()


def release(sample: Path) -> str:
    return sample.parent.name


def holds(now: object, then: object) -> bool:
    """Whether all that was kept then is there now; a field may have been added."""
    match now, then:
        case dict(), dict():
            return then.keys() <= now.keys() and all(holds(now[key], then[key]) for key in then)
        case list(), list():
            return len(now) == len(then) and all(map(holds, now, then))
        case _:
            return now == then


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*/events.json")), ids=lambda sample: sample.parent.name
)
def test_events_of_earlier_releases_still_load(sample: Path) -> None:
    for kept in json.loads(sample.read_text()):
        event = event_from_json(json.dumps(kept))

        assert type(event).__name__ == kept["_"]
        assert holds(json.loads(to_json(event)), kept)


@pytest.mark.parametrize(
    "sample", sorted(SAMPLES.glob("*/presses.json")), ids=lambda sample: sample.parent.name
)
def test_buttons_of_earlier_releases_can_still_be_pressed(sample: Path) -> None:
    for carried_then in json.loads(sample.read_text()):
        assert type(press_from_text(json.dumps(carried_then))).__name__ == carried_then["_"]


@pytest.mark.parametrize("name", KINDS)
def test_values_of_earlier_releases_still_load(name: str) -> None:
    for sample in sorted(SAMPLES.glob(f"*/{name}.json")):
        kept = sample.read_text()

        assert holds(json.loads(to_json(from_json(kept, KINDS[name]))), json.loads(kept))
