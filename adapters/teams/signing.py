"""Who may send us activities: the Bot Connector, by a token that one of its own keys signed.

The rules are Microsoft's:
https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jwt

from adapters.pausing import Pause, Seconds
from adapters.teams.calling import FAILED, Calls

log = logging.getLogger(__name__)

Body = Mapping[str, Any]

KEPT_S = 86_400
"""Keys change seldom; a new one is asked for as soon as it is met."""

ASKED_AGAIN_S = 30
"""So often at most, because of keys that nobody knows: anybody can make one up."""

LEEWAY_S = 300
"""By how much two clocks may differ."""

_ALGORITHMS = ["RS256", "RS384", "RS512"]
_NEEDED = ["exp", "iss", "aud"]


class Unauthorised(Exception):
    """The token does not hold; the text says why, for the log."""


class NoKeys(Exception):
    """The keys cannot be fetched, so nobody can say whether the token holds."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and the channels it may sign for."""

    jwk: jwt.PyJWK
    endorsements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says whose signature holds, and the channels that its key may sign for."""

    said: Mapping[str, Any]
    endorsements: tuple[str, ...] = ()

    def cover(self, body: Body) -> None:
        """The activity is from the channel and the address that were signed. Raises Unauthorised.

        We send our own token to that address, so it has to be Microsoft's word.
        """
        if body.get("channelId") not in self.endorsements:
            raise Unauthorised("the key may not sign for this channel")
        if not self.said.get("serviceurl") or self.said["serviceurl"] != body.get("serviceUrl"):
            raise Unauthorised("the address was not signed")


class Gate(Protocol):
    """Whoever looks at tokens."""

    async def claims(self, authorization: str) -> Claims | None:
        """What the token says; None where nobody looks. Raises Unauthorised, NoKeys."""
        ...


class Open:
    """Takes everything: for tests, on loopback alone."""

    async def claims(self, _: str) -> Claims | None:
        """Nobody looks."""
        return None


class Keys:
    """The keys with which tokens are signed, from the address of an OpenID document."""

    def __init__(self, calls: Calls, openid_url: str, seconds: Seconds) -> None:
        self._calls = calls
        self._url = openid_url
        self._seconds = seconds
        self._keys: Mapping[str, Key] = {}
        self._pause = Pause(seconds, KEPT_S)
        self._missed = Pause(seconds, ASKED_AGAIN_S)
        self._unanswered = False
        self._fetching = asyncio.Lock()
        self.issuer = ""

    async def named(self, name: str) -> Key:
        """The key of this name. Raises Unauthorised, NoKeys."""
        if name not in self._keys or self._pause.is_over:
            async with self._fetching:
                if self._is_to_ask(name):
                    await self._fetch(missed=bool(self._keys) and name not in self._keys)
        if name in self._keys:
            return self._keys[name]
        if self._unanswered:
            raise NoKeys("the keys cannot be fetched")
        raise Unauthorised("nobody has such a key")

    def _is_to_ask(self, name: str) -> bool:
        if self._pause.is_over or not self._keys:
            return True
        return name not in self._keys and self._missed.is_over

    async def _fetch(self, *, missed: bool) -> None:
        """Where it fails, the keys that are known serve on."""
        try:
            document = await self._calls.get(self._url)
            told = await self._calls.get(str(document["jwks_uri"]))
            self._keys, self.issuer = _by_name(told["keys"]), str(document["issuer"])
        except (*FAILED, KeyError, TypeError):
            log.warning("keys not fetched", exc_info=True)
            self._unanswered = True
            self._pause.failed()
            self._missed.failed()
            return
        self._unanswered = False
        self._pause.answered()
        if missed:
            self._missed.answered()


def _by_name(told: Iterable[Mapping[str, Any]]) -> Mapping[str, Key]:
    found: dict[str, Key] = {}
    for one in told:
        try:
            jwk = jwt.PyJWK(dict(one), algorithm=_ALGORITHMS[0])
        except (jwt.PyJWTError, TypeError, ValueError):
            continue  # what is no key of this kind signs nothing for us
        found[str(one.get("kid"))] = Key(jwk, tuple(map(str, one.get("endorsements") or ())))
    return found


@dataclass(frozen=True, slots=True)
class Signed:
    """Takes only what was signed for this app."""

    keys: Keys
    app_id: str

    async def claims(self, authorization: str) -> Claims:
        """What the token says. Raises Unauthorised, NoKeys."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise Unauthorised("there is no token")
        try:
            key = await self.keys.named(str(jwt.get_unverified_header(token).get("kid")))
            said = jwt.decode(
                token,
                key.jwk.key,
                algorithms=_ALGORITHMS,
                audience=self.app_id,
                issuer=self.keys.issuer,
                leeway=LEEWAY_S,
                options={"require": _NEEDED},
            )
        except (jwt.PyJWTError, ValueError) as problem:  # as for a byte that is no text
            raise Unauthorised(type(problem).__name__) from problem
        return Claims(said, key.endorsements)
