"""The places of a workspace, named without Slack's libraries."""

from bot.people import Place, PlaceKind, Rooms
from bot.platforms import Slack

PLATFORM = "slack"


def direct(user: str) -> Place:
    """A person's direct message with Groundwork; Slack opens it by the person's own id."""
    return Place(PLATFORM, PlaceKind.DIRECT, user)


def channel(key: str) -> Place:
    """A channel, by its id."""
    return Place(PLATFORM, PlaceKind.CHANNEL, key)


def rooms(settings: Slack) -> Rooms:
    """Where the team triages, and where the digest goes: to the team, if nothing else is set."""
    team = channel(settings.team_channel)
    return Rooms(team, channel(settings.digest_channel) if settings.digest_channel else team)
