"""Words that must not be kept, in what hangs together with the request they are taken out of."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.drafts import Line, NotSame
from bot.events import Redacted
from tests.reviewing import TUESDAY
from tests.storytelling import request, tell
from tests.test_redacting import GONE, LIFE, REDACT, SAYS, WHY
from tests.theatre import program_in
from tests.triaging import HERS, known, refused

HOLD = """
Priya in the channel: hold GW-2
Priya presses {button}
  reason: the ombudsman asked for it
"""


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (
            {8},
            "The same words are in GW-8, which is on hold, so nothing is taken out. "
            "Say ‘hold GW-8’ to lift the hold. Nothing has changed.",
        ),
        (
            {8, 9},
            "The same words are in GW-8 and GW-9, which are on hold, so nothing is taken out. "
            "Say ‘hold’ and a reference to lift its hold. Nothing has changed.",
        ),
    ],
)
def test_words_that_what_is_on_hold_has_too_stay_and_it_is_named(held: set[int], says: str) -> None:
    every = (
        replace(SAYS, number=8),
        replace(HERS, number=9, not_same=(NotSame(7, title=f"The permit of {GONE}"),)),
        replace(HERS, number=10, said=(Line("of something else", TUESDAY),), held="a court case"),
    )
    related = [replace(one, held="court") if one.number in held else one for one in every]

    assert refused(Redacted(7, WHY, GONE), known(SAYS, related=tuple(related))) == says


async def test_a_part_on_hold_keeps_its_words_until_the_hold_is_lifted(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE + HOLD.format(button="Hold"))
        before = [await request(program, number) for number in (1, 2)]
        refusal = await tell(program, REDACT)
        kept = [await request(program, number) for number in (1, 2)]
        await tell(program, HOLD.format(button="Lift the hold"))
        redacted = await tell(program, REDACT)
        left = [await request(program, number) for number in (1, 2)]

    assert "The same words are in GW-2, which is on hold" in refusal
    assert kept == before
    assert "Priya Nair redacted it" in redacted
    assert [GONE in one.text for one in left] == [False, False]
