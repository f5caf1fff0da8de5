"""The places of a tenant, named without the libraries that Teams needs.

Teams makes a thread a conversation of its own, whose id is the channel's, `;messageid=`, and the id
of the thread's first message.
"""

from bot.people import THREAD, Place, PlaceKind, Rooms
from bot.platforms import Teams

PLATFORM = "teams"
_THREAD = ";messageid="


def direct(person: str) -> Place:
    """Somebody's personal chat with Groundwork, by the person's own id."""
    return Place(PLATFORM, PlaceKind.DIRECT, person)


def channel(conversation: str) -> Place:
    """A channel, a thread in one, or a group chat, by the id of the conversation."""
    return Place(PLATFORM, PlaceKind.CHANNEL, conversation.replace(_THREAD, THREAD, 1))


def conversation_in(place: Place) -> str:
    """The id of the conversation in a channel, a thread or a group chat."""
    return place.key.replace(THREAD, _THREAD, 1)


def without_thread(conversation: str) -> str:
    """The id of the channel that a conversation is in; a group chat's as it is."""
    return conversation.partition(_THREAD)[0]


def thread_of(conversation: str) -> str:
    """The id of the message that a thread began with, or "" if it is none."""
    return conversation.partition(_THREAD)[2]


def rooms(settings: Teams) -> Rooms:
    """Where the team triages, and where the digest goes: to the team, if nothing else is set."""
    team = channel(settings.team_channel)
    return Rooms(team, channel(settings.digest_channel) if settings.digest_channel else team)
