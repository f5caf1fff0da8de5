"""Whom a reminder goes to."""

from dataclasses import dataclass

from bot.people import Place


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a reminder goes to. `key` says who it is wherever they are reached."""

    key: str
    place: Place
