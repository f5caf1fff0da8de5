"""How far a block is confirmed here: its status, who uses it, and who last said that it is true."""

from datetime import date

from bot.catalogue.capability import Capability, CapabilityStatus
from bot.words.dates import month_and_year
from bot.words.rich import Rich, Words, join

STALE_AFTER = 12
"""Months after which a confirmation is told as old. Stewards are asked once a year."""


def standing(capability: Capability, today: date, words: Words) -> Rich:
    """What is said of a block that is offered."""
    match capability.status:
        case CapabilityStatus.LIVE:
            return join((_used_by(capability, words), *steward(capability, today, words)))
        case CapabilityStatus.BUILDING | CapabilityStatus.RETIRING:
            return words.rich(f"outcome.{capability.status}")
        case _:
            return words.rich("outcome.not_confirmed")


def _used_by(capability: Capability, words: Words) -> Rich:
    services = users(capability, words)
    return (
        words.rich("outcome.live_used_by", services=services)
        if services
        else words.rich("outcome.live")
    )


def users(capability: Capability, words: Words) -> str:
    """The services that use it, each with since when, or ""."""
    return ", ".join(
        words.plain("outcome.since", service=use.service, since=use.since)
        if use.since
        else use.service
        for use in capability.used_by
    )


def steward(capability: Capability, today: date, words: Words) -> tuple[Rich, ...]:
    """Who looks after it and when they last said that it is true; nothing where nobody does."""
    if not capability.steward:
        return ()
    confirmed = capability.last_confirmed
    if confirmed is None:
        return (words.rich("outcome.steward", steward=capability.steward),)
    months = months_since(confirmed, today)
    name = "outcome.steward_stale" if months > STALE_AFTER else "outcome.steward_confirmed"
    month = month_and_year(confirmed)
    return (words.rich(name, steward=capability.steward, month=month, n=months),)


def stale_for(capability: Capability, today: date) -> int:
    """How many months ago it was last said to be true, where that is too long ago; else 0."""
    confirmed = capability.last_confirmed
    months = months_since(confirmed, today) if confirmed and capability.is_confirmed else 0
    return months if months > STALE_AFTER else 0


def months_since(day: date, today: date) -> int:
    """Months from the one's month to the other's."""
    return (today.year - day.year) * 12 + today.month - day.month
