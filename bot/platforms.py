"""The settings of the chat platforms: what each needs, refused where half of it is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.structuring import Misfit, Misfits


class SlackMode(StrEnum):
    """How Slack reaches us: over a socket that we open, or by signed HTTP requests."""

    SOCKET = "socket"
    HTTP = "http"


@dataclass(frozen=True, slots=True)
class Slack:
    """The app in a Slack workspace; configured as soon as any key but `mode` and `api_url` is set.

    The channels are named by their ids. Secrets are left out of the repr.
    """

    mode: SlackMode = SlackMode.SOCKET
    api_url: str = "https://slack.com/api/"
    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    team_channel: str = ""
    digest_channel: str = ""

    def __post_init__(self) -> None:
        if misfits := [*self._missing(), *self._wrong()]:
            raise Misfits(*misfits)

    @property
    def configured(self) -> bool:
        """Whether anything of it is set."""
        tokens = (self.bot_token, self.app_token, self.signing_secret)
        return any((*tokens, self.team_channel, self.digest_channel))

    def _missing(self) -> Iterator[Misfit]:
        if not self.configured:
            return
        secret = "app_token" if self.mode is SlackMode.SOCKET else "signing_secret"
        for key in ("bot_token", secret, "team_channel"):
            if not getattr(self, key):
                yield Misfit((key,), "Slack is configured, but this is not set.", _NEEDED[key])

    def _wrong(self) -> Iterator[Misfit]:
        # A secret is never quoted.
        for key, (shape, what, mend) in _SHAPES.items():
            value = getattr(self, key)
            if value and not re.fullmatch(shape, value):
                yield Misfit((key,), what, mend)


_NEEDED = {
    "bot_token": "Copy the Bot User OAuth Token, which begins with xoxb-, or set SLACK_BOT_TOKEN.",
    "app_token": "Make an app-level token, which begins with xapp-, or set SLACK_APP_TOKEN. "
    'Without a socket, set mode = "http".',
    "signing_secret": "Copy the Signing Secret, or set SLACK_SIGNING_SECRET.",
    "team_channel": "Give the id of the digital team’s private channel, such as C0123456789.",
}
_CHANNEL = (
    r"[CG][A-Z0-9]+",
    "This is not the id of a channel.",
    "It begins with C, and is at the end of the channel’s details in Slack.",
)
_SHAPES = {
    "api_url": (
        r"https?://[^/\s]+(/\S*)?/",
        "This is not the address of Slack.",
        "Leave it out, or write a whole address that ends with /.",
    ),
    "bot_token": (r"xoxb-\S+", "This is not a bot token.", _NEEDED["bot_token"]),
    "app_token": (r"xapp-\S+", "This is not an app-level token.", _NEEDED["app_token"]),
    "signing_secret": (r"\S+", "This is not a signing secret.", _NEEDED["signing_secret"]),
    "team_channel": _CHANNEL,
    "digest_channel": _CHANNEL,
}


_PROXY = r"https?://([^/@\s]*@)?([^/@:\s\[]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?/?"


@dataclass(frozen=True, slots=True)
class Network:
    """How the platforms are reached: through a proxy, and trusting an authority of our own.

    `proxy` is left out of the repr, since it may hold a password.
    """

    proxy: str | None = field(default=None, repr=False)
    ca_bundle: str | None = None

    def __post_init__(self) -> None:
        if self.proxy is not None and not re.fullmatch(_PROXY, self.proxy):
            what, mend = "This is not the address of a proxy.", "Write it as http://proxy:3128."
            raise Misfits(Misfit(("proxy",), what, mend))
