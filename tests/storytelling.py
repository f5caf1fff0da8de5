"""Telling a short story: a script played through the real service, and all that was heard."""

from adapters.web.playing import Player
from adapters.web.script import steps_of
from bot.app import Program
from bot.requests import Request
from tests.listening import Listener
from tests.theatre import stage_of

CAST = """
Dean is Dean Marsh, Parking
Ruth is Ruth Okafor, Adult social care
Priya is Priya Nair, Digital, of the digital team
Tom is Tom Bell, Digital, of the digital team
"""
A_REQUEST = """
Dean: people fill in a paper form for a permit at reception
Dean presses Talk to a person
"""


async def tell(program: Program, script: str) -> str:
    """Play a script; everything that was heard from first to last, in one text."""
    listener = Listener(stage_of(program), Player(stage_of(program), program.book.days))
    heard: list[str] = []
    for placed in steps_of(CAST + script):
        heard += [f"{one.where}: {one.text}" for one in await listener.after(placed)]
    return "\n".join(heard)


async def request(program: Program, number: int = 1) -> Request:
    found = await program.store.transact(lambda work: work.request(number))
    assert found is not None
    return found
