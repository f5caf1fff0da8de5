"""Half a letter in what somebody sent holds nothing up, and takes no other words with it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import Filled, Incoming, Said
from bot.people import Identity, Place, PlaceKind
from bot.whole import whole
from tests.theatre import TUESDAY, program_in

HALF, SMILE = "\ud83d", "\ud83d\ude00"
WHO = Identity("page", "dean", "Dean Marsh", "Parking")
DIRECT = Place("page", PlaceKind.DIRECT, "dean")


def taken(event: Said | Filled) -> Incoming:
    return Incoming("page:1", WHO, DIRECT, TUESDAY, event)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("permits", "permits"), (f"permits {HALF}", "permits \ufffd"), (SMILE, "😀"), ("🙂", "🙂")],
)
def test_half_a_letter_is_told_and_two_halves_are_one(text: str, kept: str) -> None:
    assert whole(taken(Said(text))) == taken(Said(kept))
    assert whole(taken(Filled("note", 1, {"text": text}))).event == Filled(
        "note", 1, {"text": kept}
    )


@given(text=st.text(st.characters(), max_size=40))
def test_whatever_is_sent_can_be_kept_and_what_can_be_is_as_it_was(text: str) -> None:
    kept = whole(replace(WHO, name=text)).name

    kept.encode()
    assert kept == text or any("\ud800" <= each <= "\udfff" for each in text)


async def test_after_half_a_letter_the_conversation_goes_on(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        first = taken(Said(f"people post us a paper form for skip licences {HALF}"))
        await program.bot.handle(first)
        await program.bot.handle(replace(first, id="page:2", event=Said("by post")))
        state = await program.store.transact(lambda work: work.conversation(1))

    assert state.draft
    assert [line.text[-1] for line in state.draft.said] == ["\ufffd", "t"]
