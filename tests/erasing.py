"""A life in which somebody says much, and is erased: what the stories of erasing share."""

import re

from bot import erasing
from bot.app import Program
from bot.messages import text_of
from bot.people import Person
from bot.ports import Work
from bot.requests import Status
from bot.reviews.periods import week_of
from bot.reviews.posting import preview
from bot.triage.open_data import WHATS
from tests.reviewing import TUESDAY

ZED = "\nZed is Zedrick Quommer, Parking\n"
LIFE = f"""{ZED}
-- Monday 30 November 2026, 9:38am --
Ruth: people fill in a paper form for a blue badge at reception
Ruth presses Not sure until Submit
Ruth presses Submit
-- Tuesday 8 December 2026, 9:38am --
Zed: hiya the wompling printer on floor 2 is broken
Zed: new
Zed: people fill in a zinnober form for a permit, we key it into Plonkpoint (file: quorl.xlsx)
Zed presses Talk to a person
Priya presses Take on GW-2
Priya presses Note on GW-2
  text: Zedrick Quommer has asked for zinnober before
Priya presses Ask on GW-2
  text: Is the zinnober form one of many?
Zed presses Answer
  text: flimmel is one of 40
Zed: people fill in a paper form for a blue badge at reception in krumple street
Zed presses Not sure until Me too
Zed presses Me too
Priya presses Ask on GW-1
  text: How many of you?
  whom: page:zed
Zed presses Answer
  text: snorbel
Priya presses Note on GW-1
  text: ask Zedrick Quommer too
Priya in the channel: queue
Priya in the channel: title GW-2
Priya presses Change the title
  title: The brabbel permit
Tom: a paper form for a permit, we key it in twice
Tom presses Talk to a person
Priya in the channel: split GW-2
Priya presses Split
  title: The klepto part
  text: people fill in a zinnober form
Priya presses Accept on GW-2
  leaves_behind: a form for others
  telling: We will do it, Zed, zinnober and all
  move_up_if: the ‘zinnober form’ is asked for more often
Priya presses Level on GW-2
  level: efficiency
  reason: As you said, we key it into Plonkpoint, so "online forms" are half of it
Priya presses Level on GW-1
  level: access
  reason: One more says “snorbel”, and the ‘blue badge’ is Ruth’s word
Priya presses Stop on GW-4
  reason: Zedrick Quommer has it already
  instead: use the form
Zed among all staff: does anyone else retype the grozzle sheets every month?
Zed: would dravvel be possible for the parking permits
Priya in the channel: adopt
Priya presses We have it
  steward: Zedrick Quommer
Priya: hand over block online forms
Priya presses Hand over
  steward: Zedrick Quommer
"""
WORDS = (
    *("zedrick", "quommer", "wompling", "zinnober", "plonkpoint", "quorl", "flimmel", "krumple"),
    *("snorbel", "klepto", "grozzle", "brabbel", "dravvel", "page:zed", "direct:zed"),
)
"""What is his alone, of all that is said: his name, what he is known by, and a word a line."""


def zed(work: Work, key: str = "zed") -> Person:
    person = work.known_as("page", key)
    assert person
    return person


async def erased(program: Program, key: str = "zed") -> erasing.Found:
    """As the command does it, and then the next tick."""

    def erase(work: Work) -> erasing.Found:
        return erasing.erase(zed(work, key), work, TUESDAY, program.bot.library.current(work))

    found = await program.store.transact(erase)
    await program.tick(TUESDAY)
    return found


async def figures(program: Program) -> tuple[object, ...]:
    """All that is counted: every number of the digest, what open data counts, and statuses."""

    def count(work: Work) -> tuple[object, ...]:
        told = text_of(preview(work, week_of(TUESDAY.date()), program.book))
        requests = work.with_status(Status, 100)
        counted = [(what, find(one)) for one in requests for what, find in WHATS.items()]
        return re.findall(r"\d+", told), counted, [one.status for one in requests]

    return await program.store.transact(count)
