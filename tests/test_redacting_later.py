"""What keeps words from being taken out now: a full disk, and a hold."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from bot.ports import Store, Unavailable, Work
from bot.redacting import REWRITE
from bot.requests import Request
from tests.reviewing import TUESDAY
from tests.storytelling import request, tell
from tests.test_redacting import LIFE, REDACT
from tests.theatre import program_in


class Full:
    """A store on a disk that has no room to write everything anew."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def transact(self, do: Callable[[Work], object]) -> object:
        return await self._store.transact(do)

    async def rewrite(self) -> None:
        raise Unavailable("There is no room left.")


async def test_what_cannot_be_written_anew_now_is_at_a_later_tick(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE + REDACT)
        full = replace(program.bot, store=cast("Store", Full(program.bot.store)))
        await full.tick(TUESDAY)
        assert await program.store.transact(lambda work: work.recall(REWRITE))
        await program.tick(TUESDAY)
        assert await program.store.transact(lambda work: work.recall(REWRITE)) == ""


HOLD = """
Priya in the channel: hold GW-1
Priya presses {button}
  reason: the ombudsman asked for it
"""


async def test_what_is_held_is_redacted_only_once_the_hold_is_lifted(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE)
        held = await tell(program, HOLD.format(button="Hold"))
        refusal = await tell(program, "Priya in the channel: redact GW-1")
        kept: Request = await request(program)
        lifted = await tell(program, HOLD.format(button="Lift the hold"))
        not_theirs = await tell(program, "Dean: hold GW-1\nDean: redact GW-1")
        redacted = await tell(program, REDACT)

    assert kept.held == "the ombudsman asked for it"
    assert "On hold, so nothing of it is erased: the ombudsman asked for it" in held
    assert "GW-1 is on hold, so nothing can be taken out of it." in refusal
    assert "Priya Nair lifted the hold." in lifted
    assert not_theirs.count("Only the digital team can do that.") == 2
    assert "Priya Nair redacted it" in redacted
