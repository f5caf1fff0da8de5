"""What was sent elsewhere, or asked for somebody else, is no part of the next request."""

from pathlib import Path

import pytest

from tests.storytelling import request, tell
from tests.theatre import program_in

SENT_ELSEWHERE = [
    ("My laptop won't turn on", "morning"),
    ("the pay and display machine in Castle Street has been down since this morning", "thanks"),
]
VOUCHERS = (
    "Can carers renew their respite vouchers online? They post us a paper form and we rekey it"
    " into Mosaic."
)
BADGES = "Can people renew blue badges online when they run out? It comes on paper by post."
NEXT = [VOUCHERS, BADGES]


@pytest.mark.parametrize(("fault", "between"), SENT_ELSEWHERE)
@pytest.mark.parametrize("wish", NEXT)
async def test_a_fault_is_no_part_of_the_next_request(
    fault: str, between: str, wish: str, tmp_path: Path
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Ruth: {fault}\nRuth: {between}\nRuth: {wish}\nRuth presses Talk to a person\n",
        )
        found = await request(program)

    assert [line.text for line in found.said] == [wish]
    assert "Now, or after today?" not in heard


async def test_what_plainly_goes_on_with_a_fault_still_does(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program,
            f"Ruth: {SENT_ELSEWHERE[1][0]}\n"
            "Ruth: ok, they need a way to pay by phone instead of it\n",
        )

    assert "Now, or after today?" in heard
