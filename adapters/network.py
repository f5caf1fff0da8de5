"""How the platforms are reached: whom to trust on the way."""

import ssl

from bot.platforms import Network


def trusting(network: Network) -> ssl.SSLContext | None:
    """The usual authorities, and the organisation's own; None for the usual ones alone."""
    if network.ca_bundle is None:
        return None
    context = ssl.create_default_context()
    context.load_verify_locations(network.ca_bundle)
    return context
