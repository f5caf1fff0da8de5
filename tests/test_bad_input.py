"""Whatever is typed is answered with a sentence, kept as typed, and executed nowhere."""

import dataclasses
from pathlib import Path

import pytest

from adapters.web.people import PEOPLE
from bot.app import Program
from bot.events import (
    Accepted,
    AskedForPerson,
    Chose,
    Event,
    Filled,
    Form,
    Incoming,
    Said,
    Stale,
    Submitted,
    Taken,
)
from bot.messages import Done, Invalid, Message, Quiet, text_of
from tests.theatre import TUESDAY, program_in

DEAN, PRIYA = (next(p for p in PEOPLE if p.key == key) for key in ("dean", "priya"))

TEXTS = {
    "nothing": "",
    "spaces": "   \n\t ",
    "an emoji": "🎉🎉🎉",
    "right to left": "نريد نموذجا على الإنترنت بدلا من الورق",
    "control characters": "we need a form\x00\x07\x1b[31m instead of paper",
    "HTML": "<script>alert(1)</script> we need a <b>form</b> instead of paper",
    "SQL": "'; DROP TABLE requests; -- we need a form instead of paper",
    "braces": "{name} {0} {{ }} %s ** we need a form instead of paper",
    "a thousand newlines": "we need a form instead of paper" + "\n" * 1_000 + "please",
    "a hundred kilobytes": "we need a form instead of paper. " * 3_100,
}


async def _does(program: Program, event: Event, who: str = "dean", n: int = 0) -> object:
    someone = DEAN if who == "dean" else PRIYA
    incoming = Incoming(
        f"{who}-{n}-{event!r}"[:200], someone.identity, someone.direct, TUESDAY, event
    )
    answer = await program.bot.handle(incoming)
    await program.deliver()
    return answer


async def _last(program: Program, who: str = "dean") -> Message:
    place = (DEAN if who == "dean" else PRIYA).direct
    posted = await program.store.transact(lambda work: work.posted(place, 50))
    return posted[-1].message


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_any_text_is_answered_and_nothing_of_it_is_lost(text: str, tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await _does(program, Said(text))
        assert text_of(await _last(program))

        await _does(program, Said("we post about 20 paper forms a month"))
        await _does(program, AskedForPerson())

        request = await program.store.transact(lambda work: work.request(1))
        assert request is not None
        kept = "\n".join(line.text for line in request.said)
        assert text in kept or not any(map(str.isalnum, text))
        assert len(request.title) <= 60


async def test_what_the_client_forges_changes_nothing(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        forged: tuple[Event, ...] = (
            Stale(),
            Chose("no_such_question", "yes"),
            Submitted(),
            Taken(999_999),
            Filled("no_such_form", 1, {"a": "b"}),
            Accepted(1, "now", TUESDAY.date(), TUESDAY.date()),
        )
        for n, event in enumerate(forged):
            answer = await _does(program, event, n=n)
            said = isinstance(answer, Quiet) or text_of(await _last(program))
            assert said, event
        assert await program.store.transact(lambda work: work.request(1)) is None


async def test_a_form_filled_wrongly_can_be_mended_and_sent_again(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await _does(program, Said("we need a form instead of paper"))
        await _does(program, AskedForPerson())
        past = Filled("accept:seen", 1, {"horizon": "now", "go_live_on": "2020-01-01"})
        place = PRIYA.direct
        first = await program.bot.handle(Incoming("same-id", PRIYA.identity, place, TUESDAY, past))
        assert isinstance(first, Invalid)
        assert first.errors == {"go_live_on": "Choose today or a later day."}

        mended = dataclasses.replace(past, values={"horizon": "now", "go_live_on": "2027-01-18"})
        again = await program.bot.handle(
            Incoming("same-id", PRIYA.identity, place, TUESDAY, mended)
        )
        assert again == Done()


async def test_a_dialog_of_a_request_that_is_not_there_says_so(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        view = await program.bot.show(Form("accept", 7), PRIYA.identity, PRIYA.direct, TUESDAY)
        assert isinstance(view, Quiet)
        assert text_of(view.message).startswith("There is no request with that number.")
