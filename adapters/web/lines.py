"""Lines that people type: which are for the bot, what they show, and those that are not for it."""

import re
from dataclasses import dataclass
from datetime import datetime

from adapters.web.people import ALL_STAFF
from adapters.web.record import Record, Rows
from bot.effects import Say
from bot.events import Attachment
from bot.messages import Message, Paragraph
from bot.people import Identity, Place
from bot.words.rich import plain_run

_MENTION = re.compile(r"(?<![\w@])@groundwork\b(?!\.\w)[,:]?[ \t]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chatted:
    """Someone wrote to their colleagues. It is shown as it is, and the bot never hears of it.

    `id` is what makes it the same line when it is sent again.
    """

    id: str
    who: Identity
    place: Place
    at: datetime
    shown: str


def is_for_the_bot(text: str, place: Place) -> bool:
    """Among all staff a line is for the bot if it mentions it; anywhere else it always is."""
    return place != ALL_STAFF or _MENTION.search(text) is not None


def without_mention(text: str) -> str:
    """The line without the bot's name; one that never had it stays to the letter."""
    return _MENTION.sub("", text).strip() if _MENTION.search(text) else text


def as_shown(text: str, files: tuple[Attachment, ...]) -> str:
    """The person's own line: what they typed, and the names of the files that they left."""
    return "\n".join([*([text] if text else []), *(f"(file: {file.name})" for file in files)])


async def keep(line: Chatted, record: Record) -> None:
    """Show the line to everyone in the place; one that was sent again is shown once."""

    def post(rows: Rows) -> None:
        if rows.first_time(line.id, line.at):
            says = Say(line.place, Message((Paragraph(plain_run(line.shown)),)))
            rows.file(says, line.at, author=rows.person(line.who, None))

    await record.transact(post)
