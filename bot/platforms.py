"""The settings of the chat platforms: what each needs, refused where half of it is there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.structuring import Misfit, Misfits

Shapes = Mapping[str, tuple[str, str, str]]
"""How the value of each key looks, what is wrong where it does not, and how to mend it."""


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
        if misfits := [*self._missing(), *_misshapen(self, _SHAPES)]:
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
_SHAPES: Shapes = {
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


@dataclass(frozen=True, slots=True)
class Teams:
    """The app in Microsoft Teams; configured as soon as any key but the addresses is set.

    The channels are named by their ids. Secrets are left out of the repr. `anonymous` takes what
    anybody sends, unsigned: for tests, and on loopback alone.
    """

    app_id: str = ""
    app_password: str = field(default="", repr=False)
    tenant_id: str = ""
    openid_url: str = "https://login.botframework.com/v1/.well-known/openidconfiguration"
    login_url: str = "https://login.microsoftonline.com"
    team_channel: str = ""
    digest_channel: str = ""
    anonymous: bool = False

    def __post_init__(self) -> None:
        if misfits := [*self._missing(), *_misshapen(self, _TEAMS_SHAPES)]:
            raise Misfits(*misfits)

    @property
    def configured(self) -> bool:
        """Whether anything of it is set."""
        app = (self.app_id, self.app_password, self.tenant_id)
        return any((*app, self.team_channel, self.digest_channel, self.anonymous))

    def _missing(self) -> Iterator[Misfit]:
        if not self.configured:
            return
        app = ("app_id", "app_password", "tenant_id")
        for key in ("team_channel",) if self.anonymous else (*app, "team_channel"):
            if not getattr(self, key):
                what = "Teams is configured, but this is not set."
                yield Misfit((key,), what, _TEAMS_NEEDED[key])
        if self.anonymous and any(getattr(self, key) for key in app):
            yield Misfit(
                ("anonymous",),
                "With an app id everything that arrives is signed.",
                "Take this out, or take app_id, app_password and tenant_id out.",
            )


_TEAMS_NEEDED = {
    "app_id": "Copy the Application (client) ID of the bot’s registration, or set "
    "MICROSOFT_APP_ID.",
    "app_password": "Make a client secret of the registration, or set MICROSOFT_APP_PASSWORD.",
    "tenant_id": "Copy the Directory (tenant) ID of the registration, or set "
    "MICROSOFT_APP_TENANT_ID.",
    "team_channel": "Give the id of the digital team’s channel, such as 19:abc@thread.tacv2.",
}
_TEAMS_CHANNEL = (
    r"[^\s;/]+@thread\.[A-Za-z0-9]+",
    "This is not the id of a channel in Teams.",
    "It is in the link to the channel, after /channel/: write %3a as : and %40 as @.",
)
_GUID = r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ADDRESS = r"https?://[^/\s]+(/\S*)?"
_TEAMS_SHAPES: Shapes = {
    "app_id": (_GUID, "This is not an application’s id.", _TEAMS_NEEDED["app_id"]),
    "app_password": (r"\S+", "This is not a client secret.", _TEAMS_NEEDED["app_password"]),
    "tenant_id": (_GUID, "This is not a tenant’s id.", _TEAMS_NEEDED["tenant_id"]),
    "openid_url": (
        _ADDRESS,
        "This is not the address of an OpenID document.",
        "Leave it out, or write a whole address.",
    ),
    "login_url": (
        _ADDRESS,
        "This is not the address at which tokens are given out.",
        "Leave it out, or write a whole address.",
    ),
    "team_channel": _TEAMS_CHANNEL,
    "digest_channel": _TEAMS_CHANNEL,
}


_PROXY = r"https?://([^/@\s]*@)?([^/@:\s\[]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?/?"


def _misshapen(settings: object, shapes: Shapes) -> Iterator[Misfit]:
    # A secret is never quoted.
    for key, (shape, what, mend) in shapes.items():
        value = getattr(settings, key)
        if value and not re.fullmatch(shape, value):
            yield Misfit((key,), what, mend)


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
