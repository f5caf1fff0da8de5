"""The places of a tenant, named without the libraries that Teams needs.

A channel's key is its id. A thread's is the id that Teams itself gives the conversation in it: it
ends in `;messageid=` and the id of the thread's first message.
"""

from bot.people import Place, PlaceKind, Rooms
from bot.platforms import Teams

PLATFORM = "teams"
_THREAD = ";messageid="


def direct(person: str) -> Place:
    """Somebody's personal chat with Groundwork, by the person's own id."""
    return Place(PLATFORM, PlaceKind.DIRECT, person)


def channel(key: str) -> Place:
    """A channel, a thread in one, or a group chat, by its id."""
    return Place(PLATFORM, PlaceKind.CHANNEL, key)


def without_thread(key: str) -> str:
    """The id of the channel that a conversation is in; a group chat's as it is."""
    return key.partition(_THREAD)[0]


def thread_of(key: str) -> str:
    """The id of the message that a thread began with, or "" if the key is of no thread."""
    return key.partition(_THREAD)[2]


def rooms(settings: Teams) -> Rooms:
    """Where the team triages, and where the digest goes: to the team, if nothing else is set."""
    team = channel(settings.team_channel)
    return Rooms(team, channel(settings.digest_channel) if settings.digest_channel else team)
