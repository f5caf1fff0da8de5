"""A catalogue fetched from an address that an operator named: bounded in time and size."""

import ssl
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
    ClientResponse,
    ClientSession,
    ClientSSLError,
    ClientTimeout,
)

from adapters.files import MOST_BYTES, bounded
from adapters.network import trusting
from adapters.parsing import FileProblem, broken
from bot.platforms import Network

PATIENCE_S = 30.0
"""Seconds for the whole of it."""

_FINE = 200
_CHECK = "Check the address, and that this machine may reach it; or save the file, and name that."
_UNREACHED: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        ClientConnectorCertificateError,
        "The server’s certificate is not one that this machine trusts{why}.",
        "If your own authority vouches for it, set [network] ca_bundle. Else ask them to mend it, "
        "or save the file from a browser, and name that.",
    ),
    (
        ClientSSLError,
        "The server does not speak https there, or not as this machine does.",
        "Check the address: it may begin with http://.",
    ),
    (ClientConnectorDNSError, "There is no server of that name.", _CHECK),
    (
        (ClientProxyConnectionError, ClientHttpProxyError),
        "The proxy cannot be reached, or does not lead there.",
        "Check [network] proxy.",
    ),
    (ClientConnectorError, "No server answers there.", _CHECK),
    (ValueError, "This is no whole address.", "Write it as https://council.example/feed.json."),
    (ClientError, "The server broke off, or does not answer as web servers do.", _CHECK),
)
"""What it is that failed, what to call it, and what to do; the first that it is counts."""


async def fetch(url: str, network: Network, patience_s: float = PATIENCE_S) -> tuple[Path, bytes]:
    """A name for what the address answers that ends as its format does, and the answer.

    Raises `FileProblem`. No redirect is followed: it could lead to an address inside that only we
    can reach, so it is for the operator to name the address that it leads to.
    """
    try:
        async with (
            ClientSession(timeout=ClientTimeout(patience_s)) as session,
            session.get(
                url, allow_redirects=False, proxy=network.proxy, ssl=_trust(network)
            ) as response,
        ):
            _refuse(url, response)
            return _named(url, response), bounded(url, await _bytes(response))
    except TimeoutError:
        raise _problem(url, f"There was no whole answer within {patience_s:g} seconds.") from None
    except (ClientError, ValueError) as error:
        raise _problem(url, *_unreached(error)) from None


def _unreached(error: Exception) -> tuple[str, str]:
    """In plain words: what the library says is for those who wrote it."""
    what, mend = next((what, mend) for kind, what, mend in _UNREACHED if isinstance(error, kind))
    return what.format(why=_why(error)), mend


def _why(error: Exception) -> str:
    """What a certificate lacks, as `self-signed certificate`."""
    told = getattr(getattr(error, "certificate_error", None), "verify_message", "")
    return f" ({told.rstrip('.')})" if told else ""


def _trust(network: Network) -> ssl.SSLContext | bool:
    return trusting(network) or True


def _refuse(url: str, response: ClientResponse) -> None:
    if response.status == _FINE:
        return
    if leads_to := response.headers.get("Location"):
        mend = "Name that address, if you trust it."
        raise _problem(url, f"This leads on to {leads_to!a}, which is not followed.", mend)
    raise _problem(url, f"The server answers {response.status}.")


def _named(url: str, response: ClientResponse) -> Path:
    host, path = urlsplit(url).hostname or "", urlsplit(url).path
    named = Path(f"{host}{path}")
    return named.with_suffix(".csv") if response.content_type == "text/csv" else named


async def _bytes(response: ClientResponse) -> bytes:
    """At most one more than may be."""
    data = bytearray()
    async for chunk in response.content.iter_chunked(1 << 16):
        data += chunk
        if len(data) > MOST_BYTES:
            break
    return bytes(data)


def _problem(url: str, what: str, mend: str = "") -> FileProblem:
    return broken(url, None, what, mend)
