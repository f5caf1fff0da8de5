"""What Groundwork may do in Slack: each permission with its reason, and the events it gives."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission of the app, why it is asked for, and the events that Slack sends for it."""

    name: str
    why: str
    events: tuple[str, ...] = ()


NEEDED = (
    Scope("app_mentions:read", "to hear when somebody mentions it", ("app_mention",)),
    Scope("chat:write", "to answer people, and to post cards and update them in place"),
    Scope("commands", "for /groundwork and the two shortcuts"),
    Scope(
        "groups:read",
        "to see who is in the digital team’s private channel, which is the permission to decide",
        ("member_joined_channel",),
    ),
    Scope(
        "im:history",
        "to read what people write to it in their direct message, and follow what they change",
        ("message.im",),
    ),
    Scope("im:write", "to begin a direct message, when the team asks somebody something"),
    Scope("users:read", "to call people by their names"),
)

OPTIONAL = (
    Scope(
        "channels:history",
        "to follow it when somebody changes a line in a public channel in which they mentioned it, "
        "or which a colleague made a request",
        ("message.channels",),
    ),
    Scope(
        "channels:read",
        "to say what it is when it is asked into a public channel, and to check a public "
        "channel for the digest",
    ),
    Scope(
        "groups:history",
        "to take a plain reply under a card as the answer of whoever was asked, and to follow it "
        "when somebody changes such a line in a private channel",
        ("message.groups",),
    ),
)

ALWAYS = ("app_home_opened",)
"""Events that need no permission."""


def asked_for(more: Iterable[str] = ()) -> tuple[Scope, ...]:
    """What is needed, with those of the others that are named."""
    named = frozenset(more)
    return tuple(
        sorted(
            (*NEEDED, *(scope for scope in OPTIONAL if scope.name in named)),
            key=lambda scope: scope.name,
        )
    )
