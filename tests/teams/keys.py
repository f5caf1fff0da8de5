"""Keys of our own, with which a tenant on paper signs as Microsoft does."""

from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

Json = dict[str, Any]
ISSUER = "https://api.botframework.com"
_PUBLIC, _LARGE_ENOUGH = 65537, 2048


@cache
def private_key(name: str) -> rsa.RSAPrivateKey:
    """The key of this name, made once."""
    return rsa.generate_private_key(public_exponent=_PUBLIC, key_size=_LARGE_ENOUGH)


@dataclass(slots=True)
class Keyring:
    """The keys that are published, by name, and the channels that each may sign for."""

    published: dict[str, tuple[str, ...]] = field(default_factory=lambda: {"first": ("msteams",)})
    odd: list[Any] = field(default_factory=list)

    def document(self) -> Json:
        """The keys as they are published."""
        return {"keys": [*self.odd, *(self._jwk(name) for name in self.published)]}

    def _jwk(self, name: str) -> Json:
        jwk: Json = RSAAlgorithm.to_jwk(private_key(name).public_key(), as_dict=True)
        return {**jwk, "kid": name, "use": "sig", "endorsements": list(self.published[name])}


def token(app_id: str, service_url: str, key: str = "first", **claims: Any) -> str:
    """A token as the Bot Connector has it, with these claims in place of the usual ones."""
    now = int(time())
    usual = {"iss": ISSUER, "aud": app_id, "nbf": now - 5, "exp": now + 3600}
    said = {**usual, "serviceurl": service_url, **claims}
    kept = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(kept, private_key(key), algorithm="RS256", headers={"kid": key})
